"""S19: a trainee's mail, looked at by a lead on another desk, leaves exactly as it was approved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mailroom.domain.commands import Approve, ReturnForRevision, SetMember, SetPolicy
from mailroom.domain.drafts import AttachedFile, Draft, DraftTab, InlineFile
from mailroom.domain.people import Member, Role
from mailroom.domain.policies.send_rules import SendRule
from mailroom.domain.query import ApprovalPage, CaseQuery, OutboxState, View
from mailroom.domain.sends.approval import ApprovalState, revised
from mailroom.domain.verdicts import Reason
from mailroom.errors import BadInput, RuleBroken
from mailroom.ids import CaseId
from mailroom.mail.reading.parse import parse_mail
from mailroom.practice.smtp import SmtpSink
from mailroom.service import profiles, rich
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.fakes.skipping_clock import SkippingClock

CUSTOMER = "customer@shop.example"
TEXT = "山田様\n\nお見積を添付します。\n"


@dataclass
class Pair:
    """A lead, and a trainee with a file and a case in hand."""

    lead: Room
    trainee: Room
    sink: SmtpSink
    file: Path

    def sync(self) -> None:
        for room in (self.trainee, self.lead, self.trainee):
            room.sync_once()

    @property
    def case(self) -> CaseId:
        [case] = self.trainee.reads.case_ids(CaseQuery(view=View.ALL))
        return case

    def mail(self, text: str = TEXT, **more: Any) -> Reply:
        detail = self.trainee.reads.detail(self.case)
        assert detail is not None
        file = AttachedFile(name="見積.pdf", path=str(self.file))
        draft = Draft(case=self.case, tab=DraftTab.REPLY, text=text, attachments=(file,))
        self.trainee.drafts.save(draft)
        return Reply(
            case=self.case,
            text=text,
            attachments=(file,),
            shown=detail.seen,
            undo_seconds=0,
            **more,
        )

    def page(self, room: Room) -> ApprovalPage:
        return room.approvals.of_case(self.case)[-1]

    def approve(self, text: str = "") -> None:
        page, detail = self.page(self.lead), self.lead.reads.detail(self.case)
        assert detail is not None
        mail = page.asked.proposal
        change = revised(mail, subject=mail.subject, text=text) if text else None
        self.lead.do(
            Approve(
                case=self.case,
                shown=detail.seen,
                approval=page.approval.id,
                seen=mail,
                changed=change,
            )
        )
        self.sync()

    def queue(self) -> str:
        detail = self.trainee.reads.detail(self.case)
        assert detail is not None
        page = self.page(self.trainee)
        return self.trainee.approvals.send(self.case, page, shown=detail.seen, undo_seconds=0)

    def send(self) -> OutboxState:
        id_ = self.queue()
        self.trainee.wait_sent(id_, 10)
        row = self.trainee.outbox.row(id_)
        assert row is not None
        return row.state


@pytest.fixture
def pair(practice_office: Office, clock: SkippingClock, tmp_path: Path) -> Iterator[Pair]:
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤")
    practice_office.write("見積のお願い", sender=CUSTOMER)
    file = tmp_path / "estimate.pdf"
    file.write_bytes(b"%PDF 10,000")
    with (
        Room.open(profiles.load("a"), clock=clock) as lead,
        Room.open(profiles.load("b"), clock=clock) as trainee,
    ):
        made = Pair(lead, trainee, practice_office.server.sink, file)
        made.sync()
        member = next(
            row.member for row in lead.reads.members() if row.member.id == trainee.me.person
        )
        lead.do(SetMember(member=_as_trainee(member)))
        made.sync()
        yield made


def _as_trainee(member: Member) -> Member:
    return replace(member, role=Role.TRAINEE)


def test_S19_a_trainees_mail_leaves_as_its_lead_changed_it(pair: Pair) -> None:
    with pytest.raises(RuleBroken) as refused:
        pair.trainee.outbox.queue(pair.mail())
    assert refused.value.reason is Reason.TRAINEE
    pair.trainee.approvals.ask(pair.mail(), note="金額を見てください")
    pair.sync()
    assert pair.lead.reads.case_ids(CaseQuery(view=View.TO_APPROVE)) == [pair.case]
    assert pair.lead.reads.counts().views[View.TO_APPROVE] == 1
    assert pair.trainee.reads.case_ids(CaseQuery(view=View.TO_APPROVE)) == []
    pair.approve(TEXT + "\n有効期限は 30 日です。\n")
    assert pair.lead.reads.case_ids(CaseQuery(view=View.TO_APPROVE)) == []
    assert pair.send() is OutboxState.SENT
    [sent] = pair.sink.received
    parsed = parse_mail(sent.raw)
    approved = pair.page(pair.lead).mail
    assert parsed.text.strip() == approved.text.strip()
    assert "有効期限は 30 日です。" in parsed.text
    [(name, _, data)] = parsed.attachments
    assert (name, hashlib.sha256(data).hexdigest()) == (
        approved.files[0].name,
        approved.files[0].sha256,
    )
    pair.sync()
    assert pair.page(pair.lead).approval.state is ApprovalState.SENT


def test_S19_a_file_that_changed_after_the_approval_does_not_leave(pair: Pair) -> None:
    pair.trainee.approvals.ask(pair.mail())
    pair.sync()
    pair.approve()
    pair.file.write_bytes(b"%PDF 100,000")
    with pytest.raises(BadInput) as refused:
        pair.send()
    assert (refused.value.field, refused.value.detail) == ("approval", "file")
    assert pair.sink.received == []


def test_S19_it_comes_back_with_a_comment_and_the_draft_is_still_there(pair: Pair) -> None:
    pair.trainee.approvals.ask(pair.mail())
    pair.sync()
    row = pair.page(pair.lead).approval
    comment = "有効期限を書いてください"
    pair.lead.do(ReturnForRevision(case=pair.case, approval=row.id, comment=comment))
    pair.sync()
    page = pair.page(pair.trainee)
    assert page.approval.state is ApprovalState.RETURNED
    assert page.decided is not None
    assert page.decided.comment == comment
    kept = pair.trainee.drafts.load(pair.case, DraftTab.REPLY)
    assert kept is not None
    assert kept.text == TEXT
    pair.trainee.approvals.ask(pair.mail(TEXT + "有効期限は 30 日です。"))
    pair.sync()
    [only] = pair.lead.approvals.of_case(pair.case)
    assert only.approval.state is ApprovalState.ASKED


def test_S19_a_mailbox_may_demand_it_of_its_leads_too(pair: Pair) -> None:
    policy = pair.lead.reads.policy()
    rule = SendRule(mailbox=pair.lead.profile.config.mailbox, approve_all=True)
    pair.lead.do(SetPolicy(policy=replace(policy, sending=(rule,)), reason="全員で確認"))
    assert pair.lead.approvals.needed()
    detail = pair.lead.reads.detail(pair.case)
    assert detail is not None
    with pytest.raises(RuleBroken) as refused:
        pair.lead.outbox.queue(Reply(case=pair.case, text="はい", shown=detail.seen))
    assert refused.value.reason is Reason.NOT_APPROVED


def test_S19_words_too_long_for_the_journal_are_refused_at_once(pair: Pair) -> None:
    with pytest.raises(BadInput) as refused:
        pair.trainee.approvals.ask(pair.mail("あ" * 40_000))
    assert refused.value.detail == "long"


def test_S19_its_time_and_being_done_outlast_the_approval(pair: Pair, clock: SkippingClock) -> None:
    at = (clock.now() + timedelta(hours=5)).replace(microsecond=0)
    pair.trainee.approvals.ask(pair.mail(send_at=at, close_after=True))
    pair.sync()
    shown = pair.page(pair.lead).mail
    assert (shown.send_at, shown.close_after) == (at, True)
    pair.approve(TEXT + "\n有効期限は 30 日です。\n")
    id_ = pair.queue()
    assert pair.queue() == id_  # asked twice, it is one mail
    booked = pair.trainee.tray.booked(pair.case)
    assert booked is not None
    assert (booked.id, booked.send_at) == (id_, at)
    pair.sync()
    assert pair.sink.received == []
    clock.ahead += timedelta(hours=5, minutes=1)
    pair.sync()
    pair.sync()
    [sent] = pair.sink.received
    assert "有効期限は 30 日です。" in parse_mail(sent.raw).text
    detail = pair.lead.reads.detail(pair.case)
    assert detail is not None
    assert detail.row.case.closed
    assert pair.page(pair.lead).approval.state is ApprovalState.SENT


@pytest.mark.parametrize("stays", [True, False])
def test_S19_a_ticked_promise_outlasts_the_approval_as_its_words_do(
    pair: Pair, *, stays: bool
) -> None:
    by = pair.trainee.clock.now() + timedelta(hours=3)
    text = TEXT + "\n15時までにご連絡します。\n"
    pair.trainee.approvals.ask(pair.mail(text, promised=by, promise="15時までに"))
    pair.sync()
    pair.approve(f"見直し\n{text}" if stays else TEXT)
    assert pair.send() is OutboxState.SENT
    pair.sync()
    detail = pair.lead.reads.detail(pair.case)
    assert detail is not None
    assert [one.at for one in detail.row.case.promises] == [by] * stays


def test_S19_a_booking_that_is_cancelled_leaves_the_approval_to_be_used(
    pair: Pair, clock: SkippingClock
) -> None:
    pair.trainee.approvals.ask(pair.mail(send_at=clock.now() + timedelta(hours=5)))
    pair.sync()
    pair.approve()
    pair.trainee.outbox.cancel(pair.queue())
    clock.ahead += timedelta(hours=6)
    assert pair.send() is OutboxState.SENT
    assert len(pair.sink.received) == 1


FORMATTED = '<div><b>お見積</b>です。<img src="cid:1@here" alt="図.png"></div>'


def _formatted(pair: Pair, picture: Path) -> Reply:
    """Return a mail with a picture in its text; its draft is kept."""
    inline = InlineFile(cid="1@here", name="図.png", path=str(picture))
    mail = replace(pair.mail(), text=rich.plain(FORMATTED), html=FORMATTED, inline=(inline,))
    kept = pair.trainee.drafts.load(pair.case, DraftTab.REPLY)
    assert kept is not None
    pair.trainee.drafts.save(replace(kept, text=mail.text, html=mail.html, inline=mail.inline))
    return mail


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG as looked at")
    return path


def test_S19_a_formatted_mail_leaves_with_the_look_and_picture_that_were_approved(
    pair: Pair, picture: Path
) -> None:
    pair.trainee.approvals.ask(_formatted(pair, picture))
    pair.sync()
    asked = pair.page(pair.lead).mail
    assert (asked.text, asked.html) == ("お見積です。［画像: 図.png］", FORMATTED)
    assert [one.name for one in asked.files] == ["見積.pdf", "cid:図.png"]
    pair.approve()
    assert pair.send() is OutboxState.SENT
    sent = parse_mail(pair.sink.received[-1].raw)
    assert (sent.text, rich.clean(sent.html)) == (asked.text, FORMATTED)
    assert [one.content for one in sent.attachments] == [picture.read_bytes(), b"%PDF 10,000"]


def test_S19_another_picture_than_the_approved_one_does_not_leave(
    pair: Pair, picture: Path
) -> None:
    pair.trainee.approvals.ask(_formatted(pair, picture))
    pair.sync()
    pair.approve()
    picture.write_bytes(b"\x89PNG something else")
    with pytest.raises(BadInput) as refused:
        pair.send()
    assert (refused.value.field, refused.value.value) == ("approval", "図.png")
    assert pair.sink.received == []


def test_S19_words_that_were_changed_leave_plain_and_without_their_pictures(
    pair: Pair, picture: Path
) -> None:
    pair.trainee.approvals.ask(_formatted(pair, picture))
    pair.sync()
    pair.approve("お見積を添付します。\n")
    assert pair.send() is OutboxState.SENT
    sent = parse_mail(pair.sink.received[-1].raw)
    assert (sent.text, sent.html) == ("お見積を添付します。", "")
    assert [one.filename for one in sent.attachments] == ["見積.pdf"]
