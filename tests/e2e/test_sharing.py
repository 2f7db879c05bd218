"""Drafts shown to the team between two desks: shown on purpose, gone on with, ended (rule 37)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailroom.domain import commands as c
from mailroom.domain.drafts import AttachedFile, Draft, DraftTab, InlineFile
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, SharedPage, View
from mailroom.domain.records.journal_events import Redacted
from mailroom.errors import BadInput
from mailroom.ids import CaseId
from mailroom.service import profiles, rich
from mailroom.service.outgoing.replies import Reply
from mailroom.service.outgoing.sharing import MOST_BYTES, can_be_taken, sharing, taken
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.fakes.skipping_clock import SkippingClock

CUSTOMER = "customer@shop.example"
TEXT = "山田様\n\n明日お送りします。"


class Pair:
    """Two people at two desks of one team."""

    def __init__(self, one: Room, other: Room) -> None:
        self.one, self.other = one, other
        self.sync()
        [self.case] = one.reads.case_ids(CaseQuery(view=View.ALL))

    def sync(self) -> None:
        for room in (self.one, self.other, self.one):
            room.sync_once()

    def share(self, **more: object) -> None:
        draft = Draft(case=self.case, tab=DraftTab.REPLY, **{"text": TEXT, **more})  # type: ignore[arg-type]
        self.one.drafts.save(draft)
        self.one.do(sharing(draft))
        self.sync()

    def pages(self, room: Room) -> tuple[SharedPage, ...]:
        detail = room.reads.detail(self.case)
        assert detail is not None
        return detail.drafts

    def stands(self, room: Room) -> list[bool]:
        return [item.stands for item in room.reads.timeline(self.case) if item.stands]


@pytest.fixture
def pair(practice_office: Office, clock: SkippingClock) -> Iterator[Pair]:
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤")
    practice_office.write("返品のお願い", sender=CUSTOMER)
    with (
        Room.open(profiles.load("a"), clock=clock) as one,
        Room.open(profiles.load("b"), clock=clock) as other,
    ):
        yield Pair(one, other)


def test_rule_37_what_is_written_stays_here_until_its_author_shows_it(pair: Pair) -> None:
    pair.one.drafts.save(Draft(case=pair.case, tab=DraftTab.REPLY, text=TEXT))
    pair.sync()
    assert pair.pages(pair.other) == ()
    assert TEXT not in str(pair.other.reads.timeline(pair.case))
    pair.share()
    [page] = pair.pages(pair.other)
    assert (page.mail.text, page.shared.by) == (TEXT, pair.one.me.person)
    assert pair.stands(pair.other) == [True]


def test_rule_37_a_colleague_goes_on_with_it_and_the_answer_ends_it(pair: Pair) -> None:
    pair.share(cc=(Address(addr="boss@shop.example"),))
    [page] = pair.pages(pair.other)
    detail = pair.other.reads.detail(pair.case)
    assert detail is not None
    fresh = Draft(case=pair.case, tab=DraftTab.REPLY, text="山田様\n\n", shown=detail.seen)
    mine = taken(fresh, page.mail, begun=False, signature="佐藤")
    assert mine.text == f"{TEXT}\n\n佐藤\n"
    assert [one.addr for one in mine.cc] == ["boss@shop.example"]
    assert pair.pages(pair.other), "taking it over ends nothing"
    reply = Reply(case=pair.case, text=mine.text, cc=mine.cc, shown=detail.seen, undo_seconds=0)
    assert pair.other.wait_sent(pair.other.outbox.queue(reply), 10)
    pair.sync()
    assert pair.pages(pair.one) == pair.pages(pair.other) == ()
    assert pair.stands(pair.one) == []
    kept = pair.one.drafts.load(pair.case, DraftTab.REPLY)
    assert kept is not None, "its author's own draft is theirs to throw away"


def test_rule_37_nobodys_words_are_lost(pair: Pair) -> None:
    pair.share(to=(Address(addr="x@shop.example"),))
    [page] = pair.pages(pair.other)
    mine = Draft(case=pair.case, tab=DraftTab.REPLY, text="私の文", to=(Address(addr=CUSTOMER),))
    both = taken(mine, page.mail, begun=True)
    assert both.text == f"私の文\n\n{TEXT}\n"
    assert [one.addr for one in both.to] == [CUSTOMER]


def test_rule_37_formatted_words_come_without_pictures_and_harm_nobody(pair: Pair) -> None:
    html = '<div><b>明日</b><script>x()</script><img src="cid:one" alt="図"></div>'
    pair.share(text="明日", html=html)
    [page] = pair.pages(pair.other)
    mine = Draft(case=pair.case, tab=DraftTab.REPLY, text="私の文")
    both = taken(mine, page.mail, begun=True)
    assert "私の文" in rich.plain(both.html)
    assert "<b>明日</b>" in both.html
    assert "script" not in both.html
    assert rich.pictures(both.html) == ()
    assert rich.pictures(taken(mine, page.mail, begun=False).html) == ()


def test_rule_37_files_stay_with_their_author_by_name(pair: Pair, tmp_path: Path) -> None:
    file = tmp_path / "見積.pdf"
    file.write_bytes(b"%PDF")
    pair.share(
        attachments=(AttachedFile(name=file.name, path=str(file)),),
        inline=(InlineFile(cid="c", name="図.png", path=str(file)),),
    )
    [page] = pair.pages(pair.other)
    assert [one.name for one in page.mail.files] == ["見積.pdf", "cid:図.png"]
    assert str(tmp_path) not in str(pair.other.reads.timeline(pair.case))


def test_rule_37_what_cannot_be_shown_is_said_and_not_cut(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        pair.share(text="長" * MOST_BYTES)
    gone = AttachedFile(name="x", path=str(tmp_path / "gone"))
    with pytest.raises(BadInput):
        pair.share(attachments=(gone,))


def test_rule_37_removed_words_are_not_gone_on_with(pair: Pair) -> None:
    pair.share()
    [page] = pair.pages(pair.one)
    pair.one.do(c.Redact(event=page.shared.event, reason="本人の求め"))
    pair.sync()
    [page] = pair.pages(pair.other)
    assert not can_be_taken(page.mail)
    kinds = [i.event.body for i in pair.one.reads.timeline(pair.case) if i.event is not None]
    assert TEXT not in str(kinds)
    assert not any(isinstance(body, Redacted) for body in kinds)


def case_of(office: Office) -> CaseId:
    office.join("a", "田中")
    office.write("返品のお願い", sender=CUSTOMER)
    assert run("sync", "--profile", "a").code == 0
    return CaseId("1")


def test_rule_37_on_the_command_line(practice_office: Office, clock: SkippingClock) -> None:
    case = case_of(practice_office)
    do = ("do", "--profile", "a")
    assert run(*do, "share-draft", case).code == 2, "there is no draft here"
    assert run(*do, "share-draft", case, "--text", TEXT, "--to", CUSTOMER).code == 0
    [shown] = run("show", case, "--profile", "a", "--json").json["shared_drafts"]
    assert (shown["by"], shown["text"], shown["to"]) == ("田中", TEXT, [CUSTOMER])
    assert run(*do, "take-draft", case, "--of", "田中").code == 0
    with Room.open(profiles.load("a"), clock=clock) as room:
        [kept] = room.drafts.all()
        assert kept.text.strip() == TEXT
    assert run(*do, "share-draft", case).code == 0, "the draft that is kept"
    assert run(*do, "withdraw-draft", case).code == 0
    assert run(*do, "withdraw-draft", case).code == 2
    assert run(*do, "take-draft", case).code == 2
