"""S44: what goes to the customer, or is reported to a client, holds nothing said in the house.

Every field of the house gets words of its own; none of them may be found in what leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from mailroom.domain import commands as c
from mailroom.domain.drafts import Draft
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind
from mailroom.domain.people import Address, Role
from mailroom.domain.policies.send_rules import SendRule
from mailroom.domain.query import CaseQuery, View
from mailroom.errors import BadInput
from mailroom.ids import CaseId
from mailroom.practice.smtp import SmtpSink
from mailroom.service import profiles
from mailroom.service.outgoing.replies import Reply
from mailroom.service.pack.case_pack import Wish
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.fakes.skipping_clock import SkippingClock
from tests.unit.domain.world import form

CUSTOMER = "customer@shop.example"
_HOUR = timedelta(hours=1)


@pytest.fixture
def room(practice_office: Office, clock: SkippingClock) -> Iterator[Room]:
    practice_office.join("a", "田中")
    practice_office.write("返品のお願い", sender=CUSTOMER)
    with Room.open(profiles.load("a"), clock=clock) as made:
        made.sync_once()
        yield made


@pytest.fixture
def case(room: Room) -> CaseId:
    [found] = room.reads.case_ids(CaseQuery(view=View.ALL))
    return found


def _written(room: Room, case: CaseId, wish: Wish, folder: Path) -> str:
    """Write a pack and return all that stands in it."""
    detail = room.reads.detail(case)
    assert detail is not None
    room.packs.write_case(detail, folder, wish)
    files = (path for path in folder.rglob("*") if path.is_file())
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)


class House:
    """Writes into every field of the house, each with words that stand nowhere else."""

    def __init__(self, room: Room, case: CaseId) -> None:
        self.room, self.case = room, case
        self.said: list[str] = []

    def word(self, where: str) -> str:
        self.said.append(f"社内{where}秘{len(self.said)}")
        return self.said[-1]

    def fill(self) -> None:
        word, do, case = self.word, self.room.do, self.case
        do(c.AddNote(case=case, text=word("メモ")))
        do(
            c.LogPhone(
                case=case,
                incoming=True,
                reached=True,
                with_whom=word("相手"),
                text=word("電話"),
                number=word("番号"),
            )
        )
        do(c.MakePromise(case=case, at=self.room.clock.now() + _HOUR, text=word("約束")))
        do(c.PauseClock(case=case, reason=word("保留")))
        asked = replace(
            form(EscalationKind.APPROVE),
            request=word("依頼"),
            customer=word("顧客"),
            history=word("経緯"),
            tried=word("対応"),
            now=word("現状"),
            amount=word("金額"),
        )
        do(c.Escalate(case=case, form=asked))
        self.room.sync_once()
        detail = self.room.reads.detail(case)
        assert detail is not None
        named = detail.escalations[-1].id
        do(c.AddToEscalation(case=case, escalation=named, text=word("追加")))
        do(
            c.AnswerEscalation(
                case=case,
                escalation=named,
                kind=AnswerKind.APPROVE,
                words=word("回答"),
                by="佐藤課長",
                spoken=True,
                for_customer="ご返金いたします。",
            )
        )
        self.room.sync_once()

    def leaks(self, text: str) -> list[str]:
        return [one for one in self.said if one in text]


def test_S44_a_reply_holds_nothing_that_was_said_in_the_house(
    room: Room, case: CaseId, practice_office: Office
) -> None:
    house = House(room, case)
    house.fill()
    detail = room.reads.detail(case)
    assert detail is not None
    answer = detail.escalations[-1].answers[-1]
    reply = Reply(case=case, text=answer.for_customer, shown=detail.seen, undo_seconds=0)
    assert room.wait_sent(room.outbox.queue(reply), 10)
    sink: SmtpSink = practice_office.server.sink
    mail = next(one.raw for one in sink.received if CUSTOMER in one.recipients)
    parsed = message_from_bytes(mail, policy=default)
    body = parsed.get_body(("plain",))
    assert body is not None
    headers = "\n".join(f"{name}: {value}" for name, value in parsed.items())
    assert "ご返金いたします。" in body.get_content()
    assert house.leaks(headers + body.get_content()) == []
    assert "kacho" not in headers


def test_S44_the_report_for_a_client_holds_nothing_that_was_said_in_the_house(
    room: Room, case: CaseId, tmp_path: Path
) -> None:
    house = House(room, case)
    house.fill()
    wish = room.packs.wish(room._parts.language, for_customer=True)
    outside = _written(room, case, wish, tmp_path / "outside")
    inside = _written(room, case, replace(wish, for_customer=False), tmp_path / "inside")
    assert "返品のお願い" in outside
    assert house.leaks(outside) == []
    assert set(house.leaks(inside)) >= {one for one in house.said if "メモ" in one}


def test_S44_what_a_second_person_said_of_a_mail_stays_in_the_house(
    room: Room, case: CaseId, tmp_path: Path
) -> None:
    rule = SendRule(approve_people=(room.me.person,))
    me = next(row.member for row in room.reads.members() if row.member.id == room.me.person)
    assert me.role is Role.LEAD
    policy = replace(room.reads.policy(), sending=(rule,))
    room.do(c.SetPolicy(policy=policy, reason="確認"))
    detail = room.reads.detail(case)
    assert detail is not None
    house = House(room, case)
    reply = Reply(case=case, text=house.word("下書き"), shown=detail.seen)
    room.approvals.ask(reply, note=house.word("依頼メモ"))
    room.sync_once()
    wish = room.packs.wish(room._parts.language, for_customer=True)
    assert house.leaks(_written(room, case, wish, tmp_path / "outside")) == []


CLIENT = Address(name="クライアント", addr="client@elsewhere.example")


def report(room: Room, draft: Draft, **more: object) -> Reply:
    """Return a report as the window hands it over."""
    reply = Reply(
        case=draft.case, kind=draft.kind, to=(CLIENT,), subject=draft.subject, text=draft.text,
        shown=draft.shown, report=True, undo_seconds=0, draft=draft,
    )  # fmt: skip
    return replace(reply, **more)  # type: ignore[arg-type]


def begun(room: Room, case: CaseId) -> Draft:
    draft = room.reads.reports.begin(case)
    assert draft is not None
    return draft


def test_S44_a_report_begins_with_what_may_be_told_beside_all_that_may_not(
    room: Room, case: CaseId
) -> None:
    house = House(room, case)
    house.fill()
    draft = begun(room, case)
    assert "返品のお願い" in draft.subject
    assert "ご返金いたします。" in draft.text, "what was worded for the customer"
    assert house.leaks(draft.subject + draft.text) == []
    assert room.reads.reports.leaks(draft) == ()
    assert draft.to == (), "who is told is for a person to say"
    beside = "".join(fact.words for fact in room.reads.reports.inside(case))
    assert [one for one in house.said if one not in beside] == []


def test_S44_whatever_was_said_in_the_house_keeps_a_report_here(room: Room, case: CaseId) -> None:
    house = House(room, case)
    house.fill()
    draft = begun(room, case)
    for word in house.said:
        told = replace(draft, text=f"{draft.text}\n（{word[:3]} {word[3:]}）\n")
        assert [one for one in room.reads.reports.leaks(told) if word in one], word
        for changed in ({"text": told.text}, {"subject": word}, {"html": f"<div>{word}</div>"}):
            with pytest.raises(BadInput) as refused:
                room.outbox.queue(report(room, draft, **changed))
            assert (refused.value.field, refused.value.detail) == ("report", "inside")
    assert room.outbox.rows() == ()


def test_S44_what_the_customer_knows_may_be_told_again(
    room: Room, case: CaseId, practice_office: Office
) -> None:
    practice_office.write("箱が破れていたとのこと", sender=CUSTOMER, text="箱が破れていました。")
    room.sync_once()
    room.do(c.AddNote(case=case, text="返品のお願い"))
    draft = begun(room, case)
    assert room.reads.reports.leaks(replace(draft, text="返品のお願い、の件です。")) == ()
    room.do(c.AddNote(case=case, text="2026/11/24 10:00、15,000円"))
    assert room.reads.reports.leaks(replace(draft, text="2026/11/24 10:00、15,000円")) == ()


def test_S44_a_report_leaves_and_the_customer_still_waits(
    room: Room, case: CaseId, practice_office: Office
) -> None:
    before = room.reads.detail(case)
    assert before is not None
    draft = begun(room, case)
    assert room.wait_sent(room.outbox.queue(report(room, draft)), 10)
    room.sync_once()
    [mail] = [one for one in practice_office.server.sink.received if CLIENT.addr in one.recipients]
    parsed = message_from_bytes(mail.raw, policy=default)
    assert parsed["In-Reply-To"] is None
    assert CUSTOMER not in str(parsed["To"])
    after = room.reads.detail(case)
    assert after is not None
    waits = before.row.case.waiting_since
    assert after.row.case.waiting_since == waits is not None
    assert after.row.case.due == before.row.case.due
    assert after.row.holder is None
    assert room.reads.reports.begin(case) != draft, "the draft of it is gone"


def test_S44_a_half_written_report_is_gone_on_with_beside_a_half_written_reply(
    room: Room, case: CaseId
) -> None:
    draft = replace(begun(room, case), text="半分")
    room.drafts.save(draft)
    assert begun(room, case).text == "半分"
    reply = Reply(case=case, text="返信", shown=draft.shown, undo_seconds=0)
    assert room.wait_sent(room.outbox.queue(reply), 10)
    assert begun(room, case).text == "半分"
    assert room.drafts.new_mails() == ()
