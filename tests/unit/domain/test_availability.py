"""Who can be expected to answer: presence, own hours, leave by days and by hours (S34)."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from mailroom.domain.events import MemberSet, TakenOver
from mailroom.domain.people import Member, Presence
from mailroom.domain.times.availability import available_from, calendar_of, is_available, on_leave
from mailroom.domain.times.calendar import MORNING, OFFICE, Frame, Leave
from mailroom.domain.verdicts import Reason
from mailroom.ids import PersonId
from tests.unit.domain.world import SATO, SUZUKI, World

SUZUKI_SAN = Member(id=PersonId("suzuki"), name="鈴木")
DOCTOR = Frame(opens=time(13), closes=time(15))


def japan(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026; the 20th is a Friday, Monday the 23rd a holiday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


def away(first: int, last: int, *frames: Frame) -> Leave:
    return Leave(first=date(2026, 11, first), last=date(2026, 11, last), frames=frames)


@pytest.mark.parametrize(
    ("member", "asked", "back"),
    [
        (SUZUKI_SAN, japan(20, 10), japan(20, 10)),
        (SUZUKI_SAN, japan(20, 12, 30), japan(20, 13)),
        (SUZUKI_SAN, japan(20, 19), japan(24, 9)),
        (replace(SUZUKI_SAN, leave=(away(20, 24),)), japan(20, 10), japan(25, 9)),
        (replace(SUZUKI_SAN, leave=(away(20, 20, DOCTOR),)), japan(20, 13), japan(20, 15)),
        (replace(SUZUKI_SAN, leave=(away(20, 20, DOCTOR),)), japan(20, 11), japan(20, 11)),
        (replace(SUZUKI_SAN, frames=((MORNING,),) * 7), japan(20, 13), japan(21, 9)),
        (replace(SUZUKI_SAN, left=True), japan(20, 10), None),
        (replace(SUZUKI_SAN, presence=Presence.OFF), japan(20, 10), None),
        (
            replace(SUZUKI_SAN, presence=Presence.OUT, presence_until=japan(20, 12, 10)),
            japan(20, 10),
            japan(20, 13),
        ),
        (
            replace(SUZUKI_SAN, presence=Presence.BUSY, presence_until=japan(20, 11)),
            japan(20, 10),
            japan(20, 11),
        ),
    ],
)
def test_S34_somebody_is_back_when_hours_leave_and_presence_agree(
    member: Member, asked: datetime, back: datetime | None
) -> None:
    assert available_from(member, OFFICE, asked) == back
    assert is_available(member, OFFICE, asked) is (back == asked)


def test_the_first_moment_is_the_first_of_all_minutes() -> None:
    """What is looked ahead for equals asking minute by minute."""
    random = Random(7)
    for _ in range(60):
        leave = tuple(
            away(day, day + random.randint(0, 2), *random.choice(((), (), (DOCTOR,))))
            for day in (random.randint(16, 27) for _ in range(random.randint(0, 3)))
        )
        short = ((Frame(opens=time(10), closes=time(16)),) * 1,) * 5 + ((), ())
        until = japan(random.randint(16, 20), random.randint(0, 23))
        member = replace(
            SUZUKI_SAN,
            leave=leave,
            frames=random.choice(((), short)),
            presence=random.choice((Presence.IN, Presence.OUT)),
            presence_until=until,
        )
        start = japan(16, 8) + timedelta(minutes=random.randint(0, 7000))
        found = available_from(member, OFFICE, start)
        minute = start
        while not is_available(member, OFFICE, minute):
            minute += timedelta(minutes=1)
        assert found == minute, member


def test_short_hours_keep_the_holidays_of_the_team() -> None:
    member = replace(SUZUKI_SAN, frames=((MORNING,),) * 7)
    own = calendar_of(member, OFFICE)
    assert own.after(japan(20, 11), 90) == japan(21, 9, 30)  # Saturdays as well, by these hours
    assert not own.is_open(japan(23, 10))


def test_leave_counts_in_the_zone_of_the_team() -> None:
    member = replace(SUZUKI_SAN, leave=(away(20, 20),))
    assert on_leave(member, OFFICE, japan(20, 0))
    assert not on_leave(member, OFFICE, japan(19, 23, 59))
    assert not on_leave(member, OFFICE, datetime.min.replace(tzinfo=UTC))


def test_rule_10_who_is_on_leave_can_be_relieved() -> None:
    world = World.founded()
    world.mail("a")
    token = world.claim(SUZUKI, "a")
    world.do(SATO, TakenOver(token=token, reason="急ぎ"), on="a")
    assert world.reason is Reason.NOT_LEAD
    member = world.state.member(SUZUKI.person)
    assert member is not None
    world.do(SUZUKI, MemberSet(member=replace(member, leave=(away(20, 20),))))
    world.do(SATO, TakenOver(token=token, reason="急ぎ"), on="a")
    assert world.verdict.accepted
