"""Stop at send (N12): whatever came while one wrote holds the reply, and says what it was.

Real rooms on a real mailbox. The other hand is a colleague's room, or a plain mail program.
"""

from __future__ import annotations

import imaplib
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email.policy import SMTP

import pytest

from mailroom.domain import commands as c
from mailroom.domain.cases import CaseStatus
from mailroom.domain.drafts import DraftTab
from mailroom.domain.events import NoteAdded, SentUnchecked
from mailroom.domain.people import Presence
from mailroom.domain.query import CaseDetail, Connection, OutboxRow, OutboxState, TimelineItem
from mailroom.domain.sends.news import NewsKind
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import CaseId
from mailroom.practice.faults import Act
from mailroom.practice.smtp import AtData
from mailroom.service import profiles
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail
from tests.e2e.replying import CUSTOMER
from tests.fakes.servers import MailServer
from tests.fakes.skipping_clock import SkippingClock
from tests.guards import ExpectLog


def _desks(server: MailServer, clock: SkippingClock) -> Iterator[Pair]:
    office = Office(server)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAILROOM_PASSWORD", office.password)
        office.join("a", "田中")
        office.join("b", "佐藤")
        first = office.write("help me", sender=CUSTOMER)
        with (
            Room.open(profiles.load("a"), clock=clock) as mine,
            Room.open(profiles.load("b"), clock=clock) as other,
        ):
            pair = Pair(office, mine, other, first)
            pair.sync()
            yield pair
    office.close()


class Pair:
    """My room and a colleague's on one mailbox with one case, which I have on screen."""

    def __init__(self, office: Office, mine: Room, other: Room, first: str) -> None:
        self.office, self.mine, self.other, self.first = office, mine, other, first

    def sync(self) -> None:
        for room in (self.mine, self.other, self.mine):
            room.sync_once()

    def detail(self, room: Room | None = None, subject: str = "help me") -> CaseDetail:
        reads = (room or self.mine).reads
        rows = reads.rows(reads.recent_cases())
        found = reads.detail(next(row.case.id for row in rows if row.case.subject == subject))
        assert found is not None
        return found

    @property
    def case(self) -> CaseId:
        return self.detail().row.case.id

    def reply(self, shown: CaseDetail, room: Room | None = None, **more: object) -> str:
        """Send now what was written with ``shown`` on screen."""
        values = {"undo_seconds": 0, "shown": shown.seen, "text": "私の返信です。"} | more
        mail = Reply(case=shown.row.case.id, **values)  # type: ignore[arg-type]
        return (room or self.mine).outbox.queue(mail)

    def row(self, id_: str) -> OutboxRow:
        row = self.mine.outbox.row(id_)
        assert row is not None
        return row

    def held(self, id_: str) -> OutboxRow:
        """Let it try; it must be held, and nothing may leave."""
        before = len(self.office.server.sink.received)
        self.mine.wait_sent(id_, 20)
        assert self.row(id_).state is OutboxState.HELD
        assert len(self.office.server.sink.received) == before
        return self.row(id_)

    def news(self, held: OutboxRow) -> list[tuple[NewsKind, str, str]]:
        assert held.case is not None
        found = self.mine.reads.difference(held.case, held.shown).news
        return [(one.kind, one.who, one.words) for one in found]

    def outlook(self, text: str) -> None:
        """Answer from another mail program: its copy in Sent, by plain IMAP."""
        server = self.office.server
        answer = a_mail("Re: help me", sender=self.office.address, to=CUSTOMER, text=text)
        answer["In-Reply-To"] = self.first
        with imaplib.IMAP4(server.imap_host, server.imap_port) as client:
            client.login(self.office.user, self.office.password)
            client.append("Sent", "(\\Seen)", None, answer.as_bytes(policy=SMTP))

    def customer(self, text: str, **more: str) -> None:
        self.office.write("Re: help me", sender=CUSTOMER, text=text, In_Reply_To=self.first, **more)


@pytest.fixture
def pair(practice_server: MailServer, home, monkeypatch, clock: SkippingClock) -> Iterator[Pair]:
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    yield from _desks(practice_server, clock)


@pytest.fixture
def anywhere(mail_server: MailServer, home, monkeypatch, clock: SkippingClock) -> Iterator[Pair]:
    """The same on the practice server, and on Dovecot."""
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    yield from _desks(mail_server, clock)


# --- what holds it -------------------------------------------------------------------------------


def test_N12_an_answer_from_another_program_200_ms_before_holds_the_reply(anywhere: Pair) -> None:
    shown = anywhere.detail()
    anywhere.outlook("Outlook から: もう送りました。")
    anywhere.customer("ありがとう、解決しました。")
    time.sleep(0.2)  # the point of the test: it is there, and nobody here has looked
    held = anywhere.held(anywhere.reply(shown))
    assert held.verdict is not None
    assert held.verdict.reason is Reason.CONTENT_CHANGED
    assert set(anywhere.news(held)) == {
        (NewsKind.MAIL, CUSTOMER, "ありがとう、解決しました。"),
        (NewsKind.OUTSIDE, "", "Outlook から: もう送りました。"),
    }
    assert anywhere.office.server.sink.received == []


def test_N12_a_reply_of_a_colleague_holds_mine_and_shows_its_words(anywhere: Pair) -> None:
    shown = anywhere.detail()
    theirs = anywhere.reply(anywhere.detail(anywhere.other), anywhere.other, text="佐藤の返信。")
    assert anywhere.other.wait_sent(theirs, 20)
    anywhere.other.sync_once()
    held = anywhere.held(anywhere.reply(shown))
    assert held.verdict is not None
    assert held.verdict.reason is Reason.CONTENT_CHANGED
    assert held.verdict.who == anywhere.other.me.person
    assert anywhere.news(held) == [(NewsKind.ANSWER, "佐藤", "佐藤の返信。")]


def test_N12_a_call_with_the_customer_holds_it(pair: Pair) -> None:
    shown = pair.detail()
    call = c.LogPhone(
        case=pair.case, incoming=True, reached=True, with_whom="山田様", text="返品は取りやめる。"
    )
    pair.other.do(call)
    pair.other.sync_once()
    held = pair.held(pair.reply(shown))
    assert pair.news(held) == [(NewsKind.CALL, "佐藤", "返品は取りやめる。")]


def test_N12_a_lock_that_changed_hands_holds_it_and_takes_nothing_back(pair: Pair) -> None:
    pair.mine.do(c.ClaimCase(case=pair.case))
    pair.mine.do(c.SetPresence(person=pair.mine.me.person, presence=Presence.GONE))
    pair.sync()
    pair.mine.do(c.ClaimCase(case=pair.case))
    pair.sync()
    shown = pair.detail()
    id_ = pair.reply(shown, undo_seconds=10)
    pair.other.do(c.TakeOver(case=pair.case, reason="急ぎです"))
    pair.other.sync_once()
    pair.mine.sync_once()  # within the ten seconds: held while its author is still there
    assert pair.row(id_).state is OutboxState.HELD
    held = pair.held(id_)
    assert held.verdict is not None
    assert held.verdict.reason in {Reason.WRONG_TOKEN, Reason.NOT_HOLDER}
    assert held.verdict.who == pair.other.me.person
    holder = pair.detail().row.holder
    assert holder is not None
    assert holder.person == pair.other.me.person


@pytest.mark.parametrize("way", [c.Close, c.Filter])
def test_N12_a_case_that_a_colleague_put_away_holds_it(pair: Pair, way: type) -> None:
    shown = pair.detail()
    seen = pair.detail(pair.other).seen
    pair.other.do(way(case=pair.case, shown=seen))
    pair.other.sync_once()
    held = pair.held(pair.reply(shown))
    assert held.verdict is not None
    assert (held.verdict.reason, held.verdict.who) == (Reason.CLOSED, pair.other.me.person)
    kind = NewsKind.CLOSED if way is c.Close else NewsKind.FILTERED
    assert pair.news(held) == [(kind, "佐藤", "")]
    pair.mine.outbox.decide(held.id, OutboxDecision.SEND_ANYWAY)
    assert pair.mine.wait_sent(held.id, 20)


def test_N12_a_case_shown_as_done_is_written_to_without_a_question(pair: Pair) -> None:
    pair.other.do(c.Close(case=pair.case, shown=pair.detail(pair.other).seen))
    pair.sync()
    assert pair.mine.wait_sent(pair.reply(pair.detail()), 20)


def test_N12_a_merge_holds_it(pair: Pair) -> None:
    pair.office.write("another matter", sender=CUSTOMER, text="別件です。")
    pair.sync()
    shown = pair.detail()
    other = pair.detail(pair.other, "another matter").row.case.id
    pair.other.do(c.Merge(case=other, other=pair.detail(pair.other).row.case.id))
    pair.other.sync_once()
    held = pair.held(pair.reply(shown))
    assert [kind for kind, _, _ in pair.news(held)] == [NewsKind.MERGED]


def test_N15_an_automatic_answer_holds_nothing(pair: Pair) -> None:
    shown = pair.detail()
    pair.customer("不在にしております。", Auto_Submitted="auto-replied")
    pair.sync()
    assert pair.detail().row.case.mail_count == 2
    assert pair.mine.wait_sent(pair.reply(shown), 20)


# --- while its author is still there ------------------------------------------------------------


def test_N12_within_the_ten_seconds_it_is_held_at_once(pair: Pair) -> None:
    shown = pair.detail()
    id_ = pair.reply(shown, undo_seconds=10)
    pair.mine.sync_once()
    assert pair.row(id_).state is OutboxState.UNDO
    pair.customer("追伸です。")
    pair.mine.sync_once()
    held = pair.row(id_)
    assert held.state is OutboxState.HELD
    assert pair.news(held) == [(NewsKind.MAIL, CUSTOMER, "追伸です。")]
    pair.mine.outbox.decide(id_, OutboxDecision.SEND_ANYWAY)
    pair.mine.sync_once()
    assert pair.row(id_).state is OutboxState.WAITING  # the rest of the ten seconds still holds


# --- the ways on ----------------------------------------------------------------------------------


def test_N12_send_as_it_is_covers_only_what_was_shown(pair: Pair) -> None:
    shown = pair.detail()
    pair.customer("一通目")
    held = pair.held(pair.reply(shown))
    difference = pair.mine.reads.difference(pair.case, held.shown)
    pair.customer("二通目")
    pair.mine.sync_once()
    pair.mine.outbox.decide(held.id, OutboxDecision.SEND_ANYWAY, shown=difference.seen)
    again = pair.held(held.id)
    assert pair.news(again) == [(NewsKind.MAIL, CUSTOMER, "二通目")]


def test_N12_held_it_becomes_a_draft_or_a_note(pair: Pair) -> None:
    shown = pair.detail()
    pair.customer("一通目")
    held = pair.held(pair.reply(shown))
    draft = pair.mine.outbox.cancel(held.id)
    assert (draft.text, draft.shown) == ("私の返信です。", shown.seen)
    assert pair.mine.drafts.load(draft.case, DraftTab.REPLY) is not None
    second = pair.held(pair.reply(shown))
    pair.mine.outbox.as_note(second.id, "送らなかった返信:")
    pair.sync()
    notes = [
        item.event.body.text
        for item in pair.other.reads.timeline(pair.case)
        if item.event is not None and isinstance(item.event.body, NoteAdded)
    ]
    assert notes == ["送らなかった返信:\n\n私の返信です。"]
    assert pair.mine.outbox.row(second.id) is None
    assert pair.office.server.sink.received == []


# --- without the team's record -------------------------------------------------------------------


def test_N13_sent_unchecked_is_flagged_on_the_other_desk(
    pair: Pair, clock: SkippingClock, eventually: Callable[..., None], expect_log: ExpectLog
) -> None:
    """The mailbox takes nothing, so nothing can be asked; only the way out is open."""
    expect_log("failed", maybe=True)
    expect_log("in other hands", maybe=True)
    expect_log("is not filed", maybe=True)
    faults = pair.office.server.server.faults
    shown, theirs = pair.detail(), pair.detail(pair.other)
    faults.at("APPEND", Act.NO, text="[NOPERM] not today", times=100_000)
    pair.mine.start()

    def tried_again() -> bool:  # whenever it was tried last, the next try comes
        clock.ahead += timedelta(seconds=5)
        pair.mine._wake_outbox()
        return True

    id_ = pair.reply(shown)
    eventually(lambda: pair.row(id_).cut_off is not None)
    since = pair.row(id_).cut_off
    clock.ahead += timedelta(minutes=11)
    eventually(lambda: pair.row(id_).state is OutboxState.WAITING)
    assert pair.row(id_).cut_off == since  # counted from the first try
    assert pair.office.server.sink.received == []
    pair.mine.outbox.decide(id_, OutboxDecision.SEND_UNCHECKED)
    eventually(lambda: tried_again() and pair.row(id_).state is OutboxState.SENT)
    assert len(pair.office.server.sink.received) == 1
    faults.clear()
    clock.ahead += timedelta(minutes=1)
    pair.mine.sync_now()

    eventually(lambda: tried_again() and copies(pair) == 1)
    eventually(lambda: pair.other.sync_once() and facts_told(pair))

    [fact] = facts_told(pair)
    assert fact.verdict is not None
    assert fact.verdict.accepted
    assert Flag.UNCHECKED in fact.verdict.flags
    news = pair.other.reads.difference(pair.case, theirs.seen).news
    assert [(one.kind, one.who, one.words) for one in news] == [
        (NewsKind.UNCHECKED, "田中", "私の返信です。")
    ]
    late = pair.reply(theirs, pair.other)
    pair.other.wait_sent(late, 20)
    row = pair.other.outbox.row(late)
    assert row is not None
    assert row.state is OutboxState.HELD
    assert len(pair.office.server.sink.received) == 1
    assert copies(pair) == 1
    eventually(lambda: is_online(pair.mine))


def is_online(room: Room) -> bool:
    return room.reads.health().connection is Connection.ONLINE


def copies(pair: Pair) -> int:
    return len(pair.office.server.server.mails(pair.office.user, "Sent"))


def facts_told(pair: Pair) -> list[TimelineItem]:
    """Return what the other desk is told of mails sent unchecked."""
    items = pair.other.reads.timeline(pair.case)
    return [i for i in items if i.event is not None and isinstance(i.event.body, SentUnchecked)]


def test_N13_what_was_refused_unchecked_is_told_to_nobody(
    pair: Pair, clock: SkippingClock, eventually: Callable[..., None], expect_log: ExpectLog
) -> None:
    """The fact is noted before DATA; a definite no takes it back before anybody reads it."""
    expect_log("failed", maybe=True)
    expect_log("in other hands", maybe=True)
    faults = pair.office.server.server.faults
    faults.at("", Act.DROP_BEFORE, times=100_000)
    pair.office.server.sink.at_data(AtData.REJECT)
    pair.mine.start()
    id_ = pair.reply(pair.detail())
    eventually(lambda: pair.row(id_).cut_off is not None)
    eventually(lambda: pair.row(id_).state is OutboxState.WAITING)
    pair.mine.outbox.decide(id_, OutboxDecision.SEND_UNCHECKED)
    eventually(lambda: pair.row(id_).state is OutboxState.REFUSED)
    faults.clear()
    clock.ahead += timedelta(minutes=1)
    pair.mine.sync_now()
    pair.sync()
    eventually(lambda: is_online(pair.mine))
    assert facts_told(pair) == []
    assert pair.detail(pair.other).row.case.status is CaseStatus.NEW
