"""Business time by the usual calendar: 9-12 and 13-18, Monday to Friday, Japan's holidays."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.times.calendar import (
    AFTERNOON,
    OBON,
    OFFICE,
    YEAR_END,
    Calendar,
    Closure,
    Frame,
    GapKind,
    SpecialDay,
)
from mailroom.domain.times.clocks import Pause


def japan(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """Return a moment of 2026; 20 November is a Friday, the 23rd a holiday."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        (japan(20, 10), 60, japan(20, 11)),
        (japan(20, 11), 60, japan(20, 12)),
        (japan(20, 11), 61, japan(20, 13, 1)),
        (japan(20, 12, 30), 10, japan(20, 13, 10)),
        (japan(20, 17), 60, japan(20, 18)),
        (japan(20, 17), 61, japan(24, 9, 1)),
        (japan(20, 6), 30, japan(20, 9, 30)),
        (japan(20, 22), 30, japan(24, 9, 30)),
        (japan(21, 12), 0, japan(21, 12)),
        (japan(16, 9), 5 * 480, japan(20, 18)),
    ],
)
def test_only_office_hours_count(start: datetime, minutes: int, expected: datetime) -> None:
    assert OFFICE.after(start, minutes) == expected
    assert OFFICE.between(start, expected) == timedelta(minutes=minutes)


def test_the_company_closes_for_days_of_its_own() -> None:
    founded = Closure(first=date(2000, 11, 24), last=date(2000, 11, 24), name="創立", yearly=True)
    assert Calendar(closed=(founded,)).after(japan(20, 17), 61) == japan(25, 9, 1)
    assert OFFICE.next_open(japan(29, 8, month=12)) == datetime(2027, 1, 4, tzinfo=UTC)
    assert not OBON.covers(date(2026, 8, 12))
    assert OBON.covers(date(2030, 8, 16))
    assert YEAR_END.covers(date(2031, 1, 1))
    assert not YEAR_END.covers(date(2031, 6, 1))


def test_a_holiday_may_be_worked_and_a_day_may_be_half() -> None:
    worked = Calendar(open_on=(date(2026, 11, 23),))
    assert worked.after(japan(20, 17), 61) == japan(23, 9, 1)
    half = SpecialDay(day=date(2026, 11, 24), frames=(AFTERNOON,), name="午前休み")
    assert Calendar(special=(half,)).after(japan(20, 17), 61) == japan(24, 13, 1)
    shut = SpecialDay(day=date(2026, 11, 24), name="棚卸")
    assert Calendar(special=(shut,)).after(japan(20, 17), 61) == japan(25, 9, 1)


def test_a_day_may_end_at_midnight() -> None:
    late = Frame(opens=time(22), closes=time(0))
    night = Calendar(week=((late,),) * 7, closed=())
    assert night.after(japan(20, 23), 61) == japan(21, 22, 1)


def test_pauses_do_not_count() -> None:
    pause = Pause(since=japan(20, 10), until=japan(20, 14))
    assert OFFICE.after(japan(20, 9, 30), 60, (pause,)) == japan(20, 14, 30)
    assert OFFICE.between(japan(20, 9, 30), japan(20, 15), (pause,)) == timedelta(minutes=90)
    standing = Pause(since=japan(20, 10))
    assert OFFICE.between(japan(20, 9, 30), japan(20, 15), (standing,)) == timedelta(minutes=30)


def test_what_was_skipped_has_names() -> None:
    gaps = OFFICE.gaps(japan(20, 11), japan(24, 9, 30))
    assert [(gap.kind, gap.name) for gap in gaps] == [
        (GapKind.BREAK, ""),
        (GapKind.NIGHT, ""),
        (GapKind.DAY_OFF, ""),
        (GapKind.HOLIDAY, "勤労感謝の日"),
        (GapKind.NIGHT, ""),
    ]
    assert (gaps[0].since, gaps[0].until) == (japan(20, 12), japan(20, 13))


@pytest.mark.parametrize(
    "start", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_absurd_dates_end_somewhere(start: datetime) -> None:
    assert OFFICE.after(start, 10**15).tzinfo is UTC
    assert OFFICE.between(start, start) == timedelta()
    assert OFFICE.next_open(start).tzinfo is UTC
    assert OFFICE.gaps(start, start) == ()


def test_a_calendar_that_never_opens_ends_somewhere() -> None:
    assert Calendar(week=()).after(japan(20, 9), 10) == japan(20, 9)
    assert Calendar(week=()).next_open(japan(20, 9)) == japan(20, 9)


@given(st.integers(0, 10**6), st.integers(0, 3000), st.integers(0, 3000))
def test_minutes_add_up(begin: int, one: int, other: int) -> None:
    start = japan(1, 0) + timedelta(minutes=begin)
    there = OFFICE.after(start, one)
    assert start <= there
    assert OFFICE.after(there, other) == OFFICE.after(start, one + other)
