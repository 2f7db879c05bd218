"""Business time: Monday to Friday, 9 to 18 in Japan, and the days the team named as holidays."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.calendar import after_business_minutes


def japan(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026; the 20th is a Friday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        (japan(20, 10), 60, japan(20, 11)),
        (japan(20, 17), 60, japan(20, 18)),
        (japan(20, 17), 61, japan(23, 9, 1)),
        (japan(20, 6), 30, japan(20, 9, 30)),
        (japan(20, 22), 30, japan(23, 9, 30)),
        (japan(21, 12), 0, japan(23, 9)),
        (japan(20, 12), 540, japan(23, 12)),
        (japan(16, 9), 5 * 540, japan(20, 18)),
    ],
)
def test_only_office_hours_count(start: datetime, minutes: int, expected: datetime) -> None:
    assert after_business_minutes(start, minutes) == expected


def test_holidays_of_the_journal_are_skipped() -> None:
    holidays = frozenset({"2026-11-23"})
    assert after_business_minutes(japan(20, 17), 61, holidays) == japan(24, 9, 1)


@pytest.mark.parametrize(
    "start", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]
)
def test_absurd_dates_end_somewhere(start: datetime) -> None:
    assert after_business_minutes(start, 10**6).tzinfo is UTC


@given(st.integers(0, 10**6), st.integers(0, 3000), st.integers(0, 3000))
def test_minutes_add_up(begin: int, one: int, other: int) -> None:
    start = japan(1, 0) + timedelta(minutes=begin)
    there = after_business_minutes(start, one)
    assert start <= there
    assert after_business_minutes(there, other) == after_business_minutes(start, one + other)
