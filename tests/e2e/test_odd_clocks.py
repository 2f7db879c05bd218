"""This PC's clock is wrong, or is set while a mail waits (C1): nothing is lost, early or twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailroom.domain import commands as c
from mailroom.domain.query import OutboxState
from mailroom.domain.verdicts import Reason
from mailroom.practice.smtp import AtData, SmtpSink
from mailroom.service import profiles
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.e2e.replying import reply, the_case
from tests.fakes.skipping_clock import SkippingClock

YEAR, DAY, HOUR = timedelta(days=365), timedelta(days=1), timedelta(hours=1)


def state(room: Room, id_: str) -> OutboxState:
    row = room.outbox.row(id_)
    assert row is not None
    return row.state


@pytest.mark.parametrize("wrong", [YEAR, HOUR, -HOUR, -DAY])
def test_C1_a_pc_whose_clock_is_wrong_sends_once(
    room: Room, sink: SmtpSink, clock: SkippingClock, wrong: timedelta
) -> None:
    clock.ahead += wrong
    id_ = reply(room)
    assert room.wait_sent(id_, 10)
    room.sync_once()
    assert len(sink.received) == 1


@pytest.mark.parametrize("back", [HOUR, DAY, YEAR])
def test_C1_a_clock_put_back_in_the_undo_window_keeps_no_mail_for_so_long(
    room: Room, sink: SmtpSink, clock: SkippingClock, back: timedelta
) -> None:
    id_ = reply(room, undo_seconds=10)
    clock.ahead -= back
    room.sync_once()
    assert sink.received == [] or state(room, id_) is OutboxState.SENT
    clock.ahead += timedelta(seconds=11)
    room.sync_once()
    assert state(room, id_) is OutboxState.SENT
    assert len(sink.received) == 1


@pytest.mark.parametrize("back", [HOUR, DAY])
def test_C1_a_clock_put_back_between_two_tries_puts_off_none(
    room: Room, sink: SmtpSink, clock: SkippingClock, back: timedelta
) -> None:
    sink.at_data(AtData.TRY_LATER)
    id_ = reply(room)
    room.sync_once()
    assert state(room, id_) is OutboxState.WAITING
    clock.ahead -= back
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


def test_C1_a_clock_that_jumps_a_year_ahead_asks_and_sends_nothing_by_itself(
    room: Room, sink: SmtpSink, clock: SkippingClock
) -> None:
    """It may as well be that this PC slept for a year: its author is asked."""
    id_ = reply(room, undo_seconds=10)
    clock.ahead += YEAR
    room.sync_once()
    assert state(room, id_) is OutboxState.HELD
    assert sink.received == []
    room.outbox.decide(id_, OutboxDecision.SEND_ANYWAY)
    assert room.wait_sent(id_, 10)
    assert len(sink.received) == 1


@pytest.mark.parametrize("wrong", [YEAR, HOUR])
def test_C1_a_fast_clock_steals_no_live_lock(
    room: Room, practice_office: Office, sink: SmtpSink, wrong: timedelta
) -> None:
    room.do(c.ClaimCase(case=the_case(room).row.case.id))
    room.sync_once()
    practice_office.join("b", "佐藤")
    fast = SkippingClock()
    fast.ahead = wrong
    with Room.open(profiles.load("b"), clock=fast) as other:
        other.sync_once()
        id_ = reply(other, "also mine")
        other.wait_sent(id_, 10)
        row = other.outbox.row(id_)
        assert row is not None
        assert row.state is OutboxState.HELD
        assert row.verdict is not None
        assert row.verdict.reason is Reason.HELD
    assert sink.received == []
    assert room.wait_sent(reply(room), 10)
    assert len(sink.received) == 1
