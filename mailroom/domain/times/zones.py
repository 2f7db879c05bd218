"""Time zones as data in the journal: every desk counts alike whatever tables its PC has.

Owns: the offset of a zone with its rule for summer time, and the wall time it gives. A rule holds
for every year; a government that changes it is answered by a change of the policy.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

LAST_WEEK = 5
_NONE = timedelta()
_FURTHEST_OFFSET = timedelta(hours=14)
_MOST_SHIFT = timedelta(hours=2)
_MONTHS = range(1, 13)
_WEEKS = range(1, LAST_WEEK + 1)
_WEEKDAYS = range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changeover:
    """A day of the year: the n-th such weekday of a month (5 = the last), Monday is 0.

    ``at`` is the zone's STANDARD time, also where summer time ends.
    """

    month: int
    week: int
    weekday: int
    at: time

    @property
    def is_sound(self) -> bool:
        """Return whether there is such a day."""
        return self.month in _MONTHS and self.week in _WEEKS and self.weekday in _WEEKDAYS

    def on(self, year: int) -> datetime:
        """Return the moment in standard wall time."""
        if self.week == LAST_WEEK:
            last = date(year, self.month, calendar.monthrange(year, self.month)[1])
            day = last - timedelta(days=(last.weekday() - self.weekday) % 7)
        else:
            first = date(year, self.month, 1)
            ahead = (self.weekday - first.weekday()) % 7
            day = first + timedelta(days=ahead + 7 * (self.week - 1))
        return datetime.combine(day, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summer:
    """Clocks go forward by ``shift`` between the changeovers, in the south over the new year."""

    shift: timedelta = timedelta(hours=1)
    begins: Changeover
    ends: Changeover


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """The offset from UTC, east is positive, and the rule for summer time if there is one."""

    offset: timedelta = timedelta(hours=9)
    summer: Summer | None = None

    @property
    def is_sound(self) -> bool:
        """Return whether it is a zone of this earth."""
        summer = self.summer
        if abs(self.offset) > _FURTHEST_OFFSET:
            return False
        if summer is None:
            return True
        apart = summer.begins.month != summer.ends.month
        shifted = _NONE < summer.shift <= _MOST_SHIFT
        return apart and shifted and summer.begins.is_sound and summer.ends.is_sound

    def local(self, moment: datetime) -> datetime:
        """Return the wall time (naive) of an aware moment."""
        utc = moment.astimezone(UTC).replace(tzinfo=None)
        return utc + self._offset_at(utc)

    def stretches(
        self, since: datetime, until: datetime
    ) -> Iterator[tuple[datetime, datetime, timedelta]]:
        """Yield the parts of a span with one offset each; all moments are naive UTC."""
        while since < until:
            end = min(until, self._next_change(since) or until)
            yield since, end, self._offset_at(since)
            since = end

    @property
    def tz(self) -> tzinfo:
        """Return it for ``datetime.astimezone``: how the team reads a clock, on any PC."""
        return _WallClock(self)

    @property
    def offsets(self) -> tuple[timedelta, timedelta]:
        """Return the smallest and the largest offset."""
        shift = _NONE if self.summer is None else self.summer.shift
        return self.offset + min(shift, _NONE), self.offset + max(shift, _NONE)

    def _offset_at(self, utc: datetime) -> timedelta:
        if self.summer is None:
            return self.offset
        begins, ends = self._changes((utc + self.offset).year)
        north = begins < ends
        is_summer = begins <= utc < ends if north else not ends <= utc < begins
        return self.offset + self.summer.shift if is_summer else self.offset

    def _next_change(self, utc: datetime) -> datetime | None:
        if self.summer is None:
            return None
        year = (utc + self.offset).year
        changes = (*self._changes(year), *self._changes(year + 1))
        return min(change for change in changes if change > utc)

    def _changes(self, year: int) -> tuple[datetime, datetime]:
        assert self.summer is not None
        return self.summer.begins.on(year) - self.offset, self.summer.ends.on(year) - self.offset


class _WallClock(tzinfo):
    """A zone as the standard library wants it; only for showing."""

    def __init__(self, zone: Zone) -> None:
        self._zone = zone

    def fromutc(self, moment: datetime) -> datetime:
        local = self._zone.local(moment.replace(tzinfo=UTC))
        return local.replace(tzinfo=self)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return self._zone.offset
        standard = moment.replace(tzinfo=UTC) - self._zone.offset
        return self._zone.local(standard) - standard.replace(tzinfo=None)

    def dst(self, moment: datetime | None) -> timedelta:
        return self.utcoffset(moment) - self._zone.offset

    def tzname(self, _moment: datetime | None) -> str:
        return ""


def _summer(begins: tuple[int, int, time], ends: tuple[int, int, time]) -> Summer:
    sunday = 6
    return Summer(
        begins=Changeover(month=begins[0], week=begins[1], weekday=sunday, at=begins[2]),
        ends=Changeover(month=ends[0], week=ends[1], weekday=sunday, at=ends[2]),
    )


TOKYO = Zone()
BERLIN = Zone(
    offset=timedelta(hours=1), summer=_summer((3, LAST_WEEK, time(2)), (10, LAST_WEEK, time(2)))
)
LONDON = Zone(offset=timedelta(), summer=_summer((3, LAST_WEEK, time(1)), (10, LAST_WEEK, time(1))))
NEW_YORK = Zone(offset=timedelta(hours=-5), summer=_summer((3, 2, time(2)), (11, 1, time(1))))
SYDNEY = Zone(offset=timedelta(hours=10), summer=_summer((10, 1, time(2)), (4, 1, time(2))))

KNOWN_ZONES: dict[str, Zone] = {
    "Asia/Tokyo": TOKYO,
    "Asia/Shanghai": Zone(offset=timedelta(hours=8)),
    "Asia/Singapore": Zone(offset=timedelta(hours=8)),
    "Asia/Kolkata": Zone(offset=timedelta(hours=5, minutes=30)),
    "Europe/London": LONDON,
    "Europe/Berlin": BERLIN,
    "America/New_York": NEW_YORK,
    "Australia/Sydney": SYDNEY,
    "UTC": Zone(offset=timedelta()),
}
"""Zones an editor offers by name; the journal carries the rule, never the name."""
