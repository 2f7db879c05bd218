"""The outbox against real servers: booked mails, late ones, an outage, refusals (N13, N14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from mailroom.domain.drafts import DraftTab
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, Held, OutboxState, View
from mailroom.domain.sends.triage import Place
from mailroom.domain.verdicts import Reason
from mailroom.errors import BadInput, Unavailable
from mailroom.practice.faults import Act
from mailroom.practice.personas import GMAIL
from mailroom.practice.smtp import SmtpSink
from mailroom.service import profiles
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.e2e.replying import CUSTOMER, reply, the_case
from tests.fakes.servers import running
from tests.fakes.skipping_clock import SkippingClock

OTHER = "gone@shop.example"


def book(room: Room, clock: SkippingClock, **wait: float) -> tuple[str, datetime]:
    at = (clock.now() + timedelta(**wait)).replace(microsecond=0)
    return reply(room, send_at=at), at


def places(room: Room, clock: SkippingClock) -> list[Place]:
    midnight = clock.now() - timedelta(hours=12)
    return [one.place for one in room.tray.rows(midnight)]


def write_again(room: Room, office: Office, text: str = "one more thing") -> None:
    items = room.reads.timeline(the_case(room).row.case.id)
    first = next(item.mail for item in items if item.mail is not None)
    named = {"In_Reply_To": str(first.facts.message_id)}
    office.write("Re: help me", sender=CUSTOMER, text=text, **named)


def test_N13_a_booked_mail_leaves_at_its_time_with_its_date(
    room: Room, sink: SmtpSink, clock: SkippingClock
):
    id_, at = book(room, clock, hours=5)
    room.sync_once()
    assert room.outbox.row(id_).state is OutboxState.SCHEDULED
    assert sink.received == []
    assert the_case(room).row.holder is None
    clock.ahead += timedelta(hours=5, minutes=1)
    room.sync_once()
    [mail] = sink.received
    assert parsedate_to_datetime(message_from_bytes(mail.raw)["Date"]) == at
    assert places(room, clock) == [Place.SENT]


def test_N13_a_booking_survives_a_new_start_and_another_time(
    practice_office: Office, clock: SkippingClock, sink: SmtpSink
):
    practice_office.join("a", "田中")
    practice_office.write("help me", sender=CUSTOMER)
    with Room.open(profiles.load("a"), clock=clock) as room:
        room.sync_once()
        id_, at = book(room, clock, hours=5)
        later = at + timedelta(hours=2)
        room.tray.rebook(id_, later)
    clock.ahead += timedelta(hours=6)
    with Room.open(profiles.load("a"), clock=clock) as room:
        room.sync_once()
        assert sink.received == []
        assert room.tray.booked(the_case(room).row.case.id).send_at == later
        clock.ahead += timedelta(hours=1, minutes=1)
        room.sync_once()
        [mail] = sink.received
        assert parsedate_to_datetime(message_from_bytes(mail.raw)["Date"]) == later
        with pytest.raises(BadInput):
            room.tray.rebook(id_, later)


def test_N13_a_booked_mail_is_held_at_once_when_the_customer_writes(
    room: Room, sink: SmtpSink, clock: SkippingClock, practice_office: Office
):
    id_, _at = book(room, clock, hours=5)
    write_again(room, practice_office)
    room.sync_once()
    held = room.outbox.row(id_)
    assert (held.state, held.verdict.reason) == (OutboxState.HELD, Reason.CONTENT_CHANGED)
    clock.ahead += timedelta(hours=6)
    room.sync_once()
    assert sink.received == []
    assert room.outbox.cancel(id_).text == "hello"


def test_N13_mail_that_came_while_the_pc_was_off_holds_the_booked_one(
    room: Room, sink: SmtpSink, clock: SkippingClock, practice_office: Office
):
    """Nothing ran between: stop at send finds it when the time has come."""
    id_, _at = book(room, clock, hours=5)
    clock.ahead += timedelta(hours=6)
    write_again(room, practice_office)
    room.sync_once()
    assert room.outbox.row(id_).state is OutboxState.HELD
    assert sink.received == []


def test_N13_a_pc_that_was_off_too_long_asks_and_sends_on_a_word(
    room: Room, sink: SmtpSink, clock: SkippingClock
):
    id_, _at = book(room, clock, hours=1)
    clock.ahead += timedelta(hours=10)
    room.sync_once()
    held = room.outbox.row(id_)
    assert (held.state, held.why) == (OutboxState.HELD, Held.LATE)
    assert sink.received == []
    assert places(room, clock) == [Place.READY]
    assert room.tray.send_ready() == 1
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


def test_N13_after_an_outage_the_day_is_sorted_into_can_go_and_look(
    practice_office: Office, clock: SkippingClock, sink: SmtpSink
):
    """Three replies written offline; the customer of one wrote meanwhile."""
    practice_office.join("a", "田中")
    for subject in ("one", "two", "three"):
        practice_office.write(subject, sender=f"{subject}@shop.example")
    with Room.open(profiles.load("a"), clock=clock) as room:
        room.sync_once()
        cases = {row.case.subject: row.case for row in room.reads.rows(_all(room))}
        practice_office.server.server.faults.at("APPEND", Act.DROP_BEFORE, times=99)
        ids = {}
        for subject, case in cases.items():
            shown = room.reads.detail(case.id).seen
            mail = Reply(case=case.id, text=subject, undo_seconds=0, shown=shown)
            ids[subject] = room.outbox.queue(mail)
        with pytest.raises(Unavailable):
            room.sync_once()
        assert sink.received == []
        assert places(room, clock) == [Place.READY] * 3
        clock.ahead += timedelta(hours=9)
        first = next(
            item.mail for item in room.reads.timeline(cases["two"].id) if item.mail is not None
        )
        named = {"In_Reply_To": str(first.facts.message_id)}
        practice_office.write("Re: two", sender="two@shop.example", text="news", **named)
        practice_office.server.server.faults.clear()
        room.sync_once()
        assert sink.received == []  # more than eight hours: nothing goes by itself
        assert places(room, clock) == [Place.LOOK, Place.READY, Place.READY]
        assert room.tray.rows()[0].row.id == ids["two"]
        assert room.tray.send_ready() == 2
        room.sync_once()
        assert sorted(mail.recipients[0] for mail in sink.received) == [
            "one@shop.example",
            "three@shop.example",
        ]
        assert places(room, clock) == [Place.LOOK, Place.SENT, Place.SENT]


def _all(room: Room):
    return room.reads.case_ids(CaseQuery(view=View.ALL))


def test_N14_those_who_were_refused_get_a_mail_of_their_own(room: Room, sink: SmtpSink):
    sink.refused[OTHER] = "550 no such user"
    to = (Address(addr=CUSTOMER), Address(name="別の人", addr=OTHER))
    id_ = reply(room, to=to)
    assert room.wait_sent(id_, 10)
    room.sync_once()
    [asked] = room.tray.rows()
    assert (asked.place, asked.row.refused) == (Place.LOOK, (OTHER,))
    draft = room.tray.to_the_refused(id_)
    assert draft.to == (Address(name="別の人", addr=OTHER),)
    assert (draft.cc, draft.text) == ((), "hello")
    assert room.tray.rows() == ()
    assert room.drafts.load(draft.case, DraftTab.REPLY) is not None
    del sink.refused[OTHER]
    again = Reply(case=draft.case, text=draft.text, to=draft.to, shown=draft.shown, undo_seconds=0)
    assert room.wait_sent(room.outbox.queue(again), 10)
    first, second = sink.received
    assert (first.recipients, second.recipients) == ((CUSTOMER,), (OTHER,))
    assert first.message_id != second.message_id


def test_N14_nothing_more_need_be_done_for_them(room: Room, sink: SmtpSink):
    sink.refused[OTHER] = "550 no such user"
    id_ = reply(room, to=(Address(addr=CUSTOMER), Address(addr=OTHER)))
    assert room.wait_sent(id_, 10)
    room.sync_once()
    room.tray.leave_refused(id_)
    assert room.tray.rows() == ()
    with pytest.raises(BadInput):
        room.tray.leave_refused(id_)


def test_N13_cancelling_never_overwrites_words_that_are_being_written(
    room: Room, clock: SkippingClock
):
    id_ = reply(room, "first", undo_seconds=10)
    draft = room.outbox.row(id_)
    assert draft is not None
    other = room.outbox.queue(Reply(case=draft.case, text="second", undo_seconds=10))
    taken = room.outbox.cancel(other)
    with pytest.raises(BadInput):
        room.outbox.cancel(id_)
    assert room.outbox.row(id_).why is Held.TAKEN_BACK
    assert room.drafts.load(taken.case, DraftTab.REPLY).text == "second"
    room.drafts.discard(taken.case, DraftTab.REPLY)
    assert room.outbox.cancel(id_).text == "first"


def test_N13_a_late_mail_goes_on_a_persons_word_only(
    room: Room, sink: SmtpSink, clock: SkippingClock
):
    id_ = reply(room, undo_seconds=10)
    clock.ahead += timedelta(hours=9)  # the window was closed in the ten seconds
    room.sync_once()
    assert room.outbox.row(id_).why is Held.LATE
    room.outbox.decide(id_, OutboxDecision.RETRY)
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


@pytest.fixture
def gmail(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    with running("practice", GMAIL) as server:
        office = Office(server)
        monkeypatch.setenv("MAILROOM_PASSWORD", office.password)
        office.join("a", "田中")
        office.write("help me", sender=CUSTOMER)
        yield office
        office.close()


@pytest.mark.parametrize("comes", [True, False], ids=["files it late", "never files it"])
def test_N14_the_copy_that_a_server_files_late_is_the_only_one(
    gmail: Office, clock: SkippingClock, *, comes: bool
):
    server = gmail.server.server
    server.files_late = True
    with Room.open(profiles.load("a"), clock=clock) as room:
        room.sync_once()
        assert room.wait_sent(reply(room), 10)
        room.sync_once()
        assert copies(gmail) == 0  # looked for, not put there
        if comes:
            server.file_now()
        for _ in range(6):
            clock.ahead += timedelta(minutes=1)
            room.sync_once()
        assert copies(gmail) == 1
        assert the_case(room).row.case.mail_count == 2


def copies(office: Office) -> int:
    return len(office.server.server.mails(office.user, "[Gmail]/Sent Mail"))


def test_N13_the_command_line_books_moves_and_cancels(practice_office: Office, sink: SmtpSink):
    practice_office.join("a", "田中")
    practice_office.write("help me", sender=CUSTOMER)
    assert run("sync", "--profile", "a").code == 0
    assert run("do", "reply", "1", "--text", "later", "--send-at", "+4h").code == 4
    [booked] = run("outbox", "--json").json
    assert (booked["state"], booked["place"]) == ("scheduled", "scheduled")
    assert run("outbox", "later", booked["id"], "+6h").code == 0
    [moved] = run("outbox", "--json").json
    assert moved["send_at"] > booked["send_at"]
    assert run("outbox", "ready").out == "0\n"  # what is booked is not hastened by mistake
    assert booked["id"] in run("outbox").out
    assert run("outbox", "cancel", booked["id"]).code == 0
    assert run("outbox", "cancel", booked["id"]).code == 2
    assert run("outbox", "later").code == 2
    assert sink.received == []
