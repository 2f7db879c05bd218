"""What becomes of a reply when the world gets in its way (rules 13-17, S1, S2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.cases import CaseStatus
from mailroom.domain.changes import Changes
from mailroom.domain.drafts import DraftTab
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, OutboxRow, OutboxState
from mailroom.domain.records.replica import Alarm
from mailroom.domain.verdicts import Reason
from mailroom.errors import BadInput, MailroomError, Unavailable
from mailroom.practice.faults import Act
from mailroom.practice.mailbox import wire_name
from mailroom.practice.smtp import AtData, SmtpSink
from mailroom.service import profiles
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.e2e.replying import CUSTOMER, reply, the_case
from tests.fakes.skipping_clock import SkippingClock
from tests.guards import ExpectLog


def row(room: Room, id_: str) -> OutboxRow:
    found = room.outbox.row(id_)
    assert found is not None
    return found


def test_rule_16_a_lost_answer_to_data_is_put_to_a_person_and_never_sent_again(
    room: Room, sink: SmtpSink, expect_log: ExpectLog
):
    expect_log("may have left")
    sink.at_data(AtData.DROP)
    id_ = reply(room)
    room.wait_sent(id_, 10)
    assert row(room, id_).state is OutboxState.UNKNOWN
    for _ in range(3):
        room.sync_once()
    assert len(sink.received) == 1
    room.outbox.decide(id_, OutboxDecision.SENT_ALREADY)
    room.sync_once()
    assert row(room, id_).state is OutboxState.SENT
    assert the_case(room).row.case.status is CaseStatus.WAITING_CUSTOMER
    assert len(sink.received) == 1


def test_rule_16_a_copy_in_sent_answers_the_question_whether_it_left(
    room: Room, sink: SmtpSink, practice_office: Office, expect_log: ExpectLog
):
    """Servers that save sent mail themselves (Gmail) know more than the broken line."""
    expect_log("may have left")
    sink.at_data(AtData.DROP)
    id_ = reply(room)
    room.wait_sent(id_, 10)
    assert row(room, id_).state is OutboxState.UNKNOWN
    practice_office.server.deliver(practice_office.user, sink.received[0].raw, "Sent")
    room.outbox.decide(id_, OutboxDecision.RETRY)
    assert room.wait_sent(id_, 10)  # found there, not sent again
    assert len(sink.received) == 1
    room.sync_once()
    assert len(practice_office.server.server.mails(practice_office.user, "Sent")) == 1


def test_rule_16_only_a_person_sends_again_and_with_the_same_id(
    room: Room, sink: SmtpSink, expect_log: ExpectLog
):
    expect_log("may have left")
    sink.at_data(AtData.DROP)
    id_ = reply(room)
    room.wait_sent(id_, 10)
    room.outbox.decide(id_, OutboxDecision.RETRY)
    assert room.wait_sent(id_, 10)
    assert sink.count(sink.received[0].message_id) == 2


def test_rule_13_a_temporary_refusal_waits_and_goes_with_the_same_bytes(
    room: Room, sink: SmtpSink, clock: SkippingClock
):
    sink.at_data(AtData.TRY_LATER)
    id_ = reply(room)
    room.sync_once()
    assert row(room, id_).state is OutboxState.WAITING
    assert the_case(room).row.case.open_send is None  # the slot is free meanwhile
    clock.ahead += timedelta(minutes=1)
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


def test_a_refusal_for_good_waits_for_a_person(room: Room, sink: SmtpSink):
    sink.at_data(AtData.REJECT)
    id_ = reply(room)
    room.wait_sent(id_, 10)
    refused = row(room, id_)
    assert refused.state is OutboxState.REFUSED
    assert "554" in refused.detail
    assert sink.received == []
    draft = room.outbox.cancel(id_)
    assert draft.text == "hello"
    assert room.drafts.load(draft.case, DraftTab.REPLY) is not None


def test_rule_14_mail_that_came_while_writing_stops_the_sending(
    room: Room, sink: SmtpSink, practice_office: Office
):
    """Stop at send: nobody has shown the new mail to the author, the sending finds it itself."""
    first = the_case(room)
    practice_office.write("Re: help me", sender=CUSTOMER, text="solved!", **thread_of(room))
    id_ = reply(room, shown=first.seen)
    room.wait_sent(id_, 10)
    held = row(room, id_)
    assert held.state is OutboxState.HELD
    assert held.verdict is not None
    assert held.verdict.reason is Reason.CONTENT_CHANGED
    assert sink.received == []
    assert the_case(room).row.case.mail_count == 2

    room.outbox.decide(id_, OutboxDecision.SEND_ANYWAY)
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


def thread_of(room: Room) -> dict[str, str]:
    [item] = [one for one in room.reads.timeline(the_case(room).row.case.id) if one.mail]
    assert item.mail is not None
    return {"In_Reply_To": str(item.mail.facts.message_id)}


def test_within_the_undo_window_a_mail_can_be_taken_back(
    room: Room, sink: SmtpSink, clock: SkippingClock
):
    id_ = reply(room, "oops", undo_seconds=10)
    room.sync_once()
    assert row(room, id_).state is OutboxState.UNDO
    assert room.outbox.cancel(id_).text == "oops"
    clock.ahead += timedelta(minutes=1)
    room.sync_once()
    assert sink.received == []
    assert room.outbox.row(id_) is None


def test_after_the_undo_window_it_leaves(room: Room, sink: SmtpSink, clock: SkippingClock):
    id_ = reply(room, undo_seconds=10)
    clock.ahead += timedelta(seconds=11)
    assert room.wait_sent(id_, 10)
    with pytest.raises(BadInput):
        room.outbox.cancel(id_)
    assert len(sink.received) == 1


def test_the_mail_threads_and_its_copy_lies_in_sent_once(
    room: Room, sink: SmtpSink, practice_office: Office
):
    thread = thread_of(room)
    assert room.wait_sent(reply(room), 10)
    room.sync_once()
    mail = message_from_bytes(sink.received[0].raw)
    assert mail["In-Reply-To"] == thread["In_Reply_To"]
    assert mail["From"] == practice_office.address
    [copy] = practice_office.server.server.mails(practice_office.user, "Sent")
    assert copy.raw == sink.received[0].raw
    assert "\\Seen" in copy.flags
    assert the_case(room).row.case.mail_count == 2  # the copy is known as ours, not a new case


def test_a_partly_refused_mail_has_left_and_names_who_did_not_get_it(room: Room, sink: SmtpSink):
    sink.refused["gone@shop.example"] = "550 no such user"
    to = (Address(addr=CUSTOMER), Address(addr="gone@shop.example"))
    assert room.wait_sent(reply(room, to=to), 10)
    [done] = [
        item.event.body
        for item in room.reads.timeline(the_case(room).row.case.id)
        if item.event is not None and type(item.event.body).__name__ == "SendDone"
    ]
    assert done.refused == ("gone@shop.example",)


def test_rule_17_a_reply_waits_while_the_journal_is_out_of_reach(
    room: Room, sink: SmtpSink, clock: SkippingClock, practice_office: Office
):
    practice_office.server.server.faults.at("APPEND", Act.DROP_BEFORE, times=2)
    id_ = reply(room)
    with pytest.raises(Unavailable):
        room.wait_sent(id_, 10)
    assert row(room, id_).state is OutboxState.WAITING
    assert sink.received == []
    clock.ahead += timedelta(minutes=1)
    practice_office.server.server.faults.clear()
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


def test_rule_04_a_journal_append_whose_answer_is_lost_doubles_nothing(
    room: Room, sink: SmtpSink, clock: SkippingClock, practice_office: Office
):
    practice_office.server.server.faults.at("APPEND", Act.DROP_AFTER)
    id_ = reply(room)
    with pytest.raises(Unavailable):
        room.wait_sent(id_, 10)
    clock.ahead += timedelta(minutes=1)
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


@pytest.mark.parametrize("answer", ["[OVERQUOTA] full", "[NOPERM] not today"])
def test_rule_17_a_reply_waits_while_the_journal_takes_nothing(
    room: Room, sink: SmtpSink, clock: SkippingClock, practice_office: Office, answer: str
):
    """Its author can take it back meanwhile."""
    practice_office.server.server.faults.at("APPEND", Act.NO, text=answer, times=9)
    id_ = reply(room)
    for _ in range(2):
        with pytest.raises(MailroomError):
            room.wait_sent(id_, 10)
        assert row(room, id_).state is OutboxState.WAITING
        clock.ahead += timedelta(minutes=1)
    assert sink.received == []
    assert room.outbox.cancel(id_).text == "hello"


class AtRecipient(dict[str, str]):
    """Refuses nobody, but does something when the recipients are named."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__()
        self._act = act

    def __contains__(self, address: object) -> bool:
        self._act()
        return False


def test_rule_33_nothing_leaves_on_a_slot_of_a_journal_that_is_no_more(
    room: Room, sink: SmtpSink, clock: SkippingClock, practice_office: Office
):
    """Between the slot and DATA the PC slept, and the folder was replaced meanwhile."""

    def sleep() -> None:
        clock.ahead += timedelta(minutes=1)
        account = practice_office.server.server.account(practice_office.user)
        account.renew_validity(wire_name("Mailroom/Journal"))

    sink.refused = AtRecipient(sleep)
    id_ = reply(room)
    room.wait_sent(id_, 10)
    assert room.reads.health().alarm is Alarm.REPLACED
    assert sink.received == []
    assert row(room, id_).state is OutboxState.HELD


def test_N14_a_sent_copy_that_cannot_be_filed_is_said_and_sends_nothing_again(
    room: Room, sink: SmtpSink, clock: SkippingClock, practice_office: Office, expect_log: ExpectLog
):
    expect_log("not filed")
    # 1: SendBegun with its claim. The next one is the copy.
    practice_office.server.server.faults.at("APPEND", Act.NO, skip=1)
    id_ = reply(room)
    assert room.wait_sent(id_, 10)
    assert not row(room, id_).filed
    clock.ahead += timedelta(minutes=1)
    room.sync_once()
    room.sync_once()
    assert row(room, id_).filed
    assert len(sink.received) == 1
    assert len(practice_office.server.server.mails(practice_office.user, "Sent")) == 1


def test_with_threads_everything_comes_and_goes_by_itself(
    practice_office: Office, eventually: Callable[..., None], sink: SmtpSink
):
    practice_office.join("a", "田中")
    with Room.open(profiles.load("a"), clock=SystemClock()) as room:
        told: list[Changes] = []
        room.bus.subscribe(told.append)
        room.start()
        practice_office.write("it rings", sender=CUSTOMER)
        eventually(lambda: room.reads.case_ids(CaseQuery()))
        # It is told after it is written: readers may see the case a moment earlier.
        eventually(lambda: any(changes.membership for changes in told))
        id_ = reply(room, undo_seconds=0.2)
        eventually(lambda: row(room, id_).state is OutboxState.SENT)
        eventually(lambda: the_case(room).row.case.mail_count == 2)
        assert len(sink.received) == 1
        assert room.stop()


def test_a_snooze_ends_when_its_time_has_come(
    room: Room, clock: SkippingClock, eventually: Callable[..., None]
):
    until = clock.now() + timedelta(seconds=1)
    assert run("do", "snooze", "1", "--until", until.isoformat()).out == "accepted\n"
    room.sync_once()
    assert the_case(room).row.case.status is CaseStatus.SNOOZED
    # The journal's own time must have come too, and it counts whole seconds.
    eventually(lambda: clock.now() > until + timedelta(seconds=1))
    clock.ahead += timedelta(seconds=10)
    room.sync_once()
    assert the_case(room).row.case.status is CaseStatus.NEW
