"""Trouble that lasts is told once, and so is its end (behaviours 5.6, N13, N20)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailroom.errors import MailroomError
from mailroom.practice.faults import Act
from mailroom.practice.smtp import AtData, SmtpSink
from mailroom.service.notices import NoticeKind
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.e2e.replying import reply
from tests.fakes.skipping_clock import SkippingClock

HALF_AN_HOUR, A_MOMENT = timedelta(minutes=31), timedelta(seconds=11)


def told(room: Room) -> list[NoticeKind]:
    """Return what is told now; it is not told again."""
    fresh = room.notices.fresh()
    room.notices.tell(fresh)
    return [one.kind for one in fresh]


def test_N13_a_mail_that_cannot_leave_for_long_is_told_and_that_it_left(
    room: Room, sink: SmtpSink, clock: SkippingClock
) -> None:
    assert told(room) == []
    sink.at_data(AtData.TRY_LATER, times=2)
    id_ = reply(room)
    room.sync_once()
    assert told(room) == []  # it says so in the outbox; a moment later it may be gone
    clock.ahead += HALF_AN_HOUR
    assert told(room) == [NoticeKind.DELAYED]
    assert told(room) == []
    room.sync_once()
    assert told(room) == []  # in vain again
    clock.ahead += HALF_AN_HOUR
    assert room.wait_sent(id_, 10)
    assert told(room) == [NoticeKind.LEFT]
    assert told(room) == []


def test_N13_a_mail_that_leaves_at_the_second_try_is_not_spoken_of(
    room: Room, sink: SmtpSink, clock: SkippingClock
) -> None:
    assert told(room) == []
    sink.at_data(AtData.TRY_LATER)
    id_ = reply(room)
    room.sync_once()
    clock.ahead += timedelta(minutes=1)
    assert room.wait_sent(id_, 10)
    assert told(room) == []


def test_N20_a_mailbox_out_of_reach_is_told_and_that_it_is_back(
    room: Room, practice_office: Office, clock: SkippingClock
) -> None:
    faults = practice_office.server.server.faults
    assert told(room) == []
    for _ in range(2):  # told anew of another outage
        faults.at("", Act.DROP_BEFORE, times=100)
        fails(room)
        assert told(room) == []
        clock.ahead += HALF_AN_HOUR
        fails(room)
        assert told(room) == [NoticeKind.CUT_OFF]
        assert told(room) == []
        faults.clear()
        clock.ahead += A_MOMENT
        room.sync_once()
        assert told(room) == [NoticeKind.BACK]
        assert told(room) == []


def fails(room: Room) -> None:
    with pytest.raises(MailroomError):
        room.sync_once()
