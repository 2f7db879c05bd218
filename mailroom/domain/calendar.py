"""Business time: when a deadline falls that counts office hours only.

Owns: the arithmetic. Which days are holidays is the journal's to say (``Policy.holidays``); the
zone is a fixed offset, because a deadline must be the same on every desk whatever its tables say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, timezone

_FURTHEST = 3660  # days; a calendar without any business day must end somewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Office hours of a week: Monday is 0."""

    opens: time = time(9)
    closes: time = time(18)
    weekdays: frozenset[int] = frozenset(range(5))
    offset: timedelta = timedelta(hours=9)  # Japan has no summer time

    def is_open_on(self, day: datetime, holidays: frozenset[str]) -> bool:
        """Return whether the day of this local moment has office hours."""
        return day.weekday() in self.weekdays and day.date().isoformat() not in holidays


OFFICE = Hours()


def after_business_minutes(
    start: datetime, minutes: int, holidays: frozenset[str] = frozenset(), hours: Hours = OFFICE
) -> datetime:
    """Return the moment when that many business minutes after ``start`` have passed, in UTC."""
    try:
        return _walk(start, timedelta(minutes=minutes), holidays, hours)
    except OverflowError:  # a date header may claim any year
        return start


def _walk(start: datetime, left: timedelta, holidays: frozenset[str], hours: Hours) -> datetime:
    now = start.astimezone(timezone(hours.offset))
    for _ in range(_FURTHEST):
        opens = datetime.combine(now.date(), hours.opens, now.tzinfo)
        if hours.is_open_on(now, holidays):
            begin = max(now, opens)
            room = datetime.combine(now.date(), hours.closes, now.tzinfo) - begin
            if left <= room:
                return (begin + left).astimezone(UTC)
            left -= max(room, timedelta())
        now = opens.replace(hour=0, minute=0) + timedelta(days=1)
    return now.astimezone(UTC)
