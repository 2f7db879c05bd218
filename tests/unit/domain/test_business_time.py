"""Every deadline equals a count, minute by minute, that shares no code with the calendar (N21).

The count asks the standard library for the wall time (``zoneinfo``) and looks the minute up in the
lists as a person would. 200 calendars as a rule, 10,000 with ``--soak``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from mailroom.domain.times.calendar import (
    Calendar,
    Closure,
    Frame,
    Frames,
    HolidayRule,
    SpecialDay,
)
from mailroom.domain.times.clocks import Pause
from mailroom.domain.times.zones import KNOWN_ZONES
from tests.unit.domain.test_holidays import OFFICIAL

MINUTE = timedelta(minutes=1)
EXAMPLES, SOAKED = 200, 10_000
BEGIN, DAYS = datetime(2024, 1, 1, tzinfo=UTC), 365 * 6


@dataclass(frozen=True)
class Office:
    """One random calendar with the name of its zone and the pauses of a case."""

    calendar: Calendar
    zone: ZoneInfo
    pauses: tuple[Pause, ...]

    def counts(self, minute: datetime) -> bool:
        """Return whether this minute is business time, by looking everything up."""
        if any(p.since <= minute and (p.until is None or minute < p.until) for p in self.pauses):
            return False
        wall = minute.astimezone(self.zone)
        return any(_lies_in(wall.time(), frame) for frame in self._hours(wall.date()))

    def _hours(self, day: date) -> Frames:
        for special in self.calendar.special:
            if special.day == day:
                return special.frames
        if day not in self.calendar.open_on:
            if any(_is_closed(closure, day) for closure in self.calendar.closed):
                return ()
            if self.calendar.holidays is HolidayRule.JAPAN and day in OFFICIAL:
                return ()
        return self.calendar.week[day.weekday()]

    def minutes(self, start: datetime) -> Iterator[datetime]:
        """Yield the business minutes from then on."""
        while True:
            if self.counts(start):
                yield start
            start += MINUTE


def _lies_in(wall: time, frame: Frame) -> bool:
    return frame.opens <= wall and (wall < frame.closes or frame.closes == time(0))


def _is_closed(closure: Closure, day: date) -> bool:
    if not closure.yearly:
        return closure.first <= day <= closure.last
    length = (closure.last - closure.first).days
    spans = ((day - timedelta(days=back)) for back in range(length + 1))
    return any((one.month, one.day) == (closure.first.month, closure.first.day) for one in spans)


def office(random: Random) -> tuple[Office, datetime, int]:
    """Return a random office, a moment to start from and minutes to count."""
    name = random.choice(sorted(KNOWN_ZONES))
    near = random.choice(CHANGES) if random.random() < 0.4 else None
    start = BEGIN + MINUTE * random.randrange(DAYS * 24 * 60)
    start = start if near is None else near + MINUTE * random.randint(-3000, 3000)
    around = [start.date() + timedelta(days=random.randint(-2, 12)) for _ in range(6)]
    calendar = Calendar(
        zone=KNOWN_ZONES[name],
        week=tuple(frames(random) for _ in range(7)),
        holidays=random.choice(list(HolidayRule)),
        closed=tuple(closure(random, day) for day in around[: random.randint(0, 2)]),
        special=tuple(
            SpecialDay(day=day, frames=frames(random))
            for day in dict.fromkeys(around[2 : random.randint(2, 4)])
        ),
        open_on=tuple(around[4 : random.randint(4, 6)]),
    )
    if not any(calendar.week):
        calendar = Calendar(zone=calendar.zone, holidays=calendar.holidays)
    pauses = tuple(pause(random, start) for _ in range(random.randint(0, 3)))
    return Office(calendar, ZoneInfo(name), pauses), start, random.randint(1, 900)


CHANGES = (
    datetime(2026, 3, 29, 1, tzinfo=UTC),  # Berlin, London
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2027, 3, 14, 7, tzinfo=UTC),  # New York
    datetime(2026, 11, 1, 6, tzinfo=UTC),
    datetime(2026, 4, 4, 16, tzinfo=UTC),  # Sydney
    datetime(2026, 10, 3, 16, tzinfo=UTC),
    datetime(2026, 5, 2, tzinfo=UTC),  # Japan's golden and silver weeks, the new year
    datetime(2026, 9, 18, tzinfo=UTC),
    datetime(2026, 12, 28, tzinfo=UTC),
)


def frames(random: Random) -> Frames:
    """Return no hours, one frame, or several in order; some touch, some end at midnight."""
    ends = sorted(random.sample(range(0, 24 * 60 + 1, 5), 2 * random.choice((0, 1, 1, 2, 2, 3))))
    return tuple(
        Frame(opens=_time(opens), closes=_time(closes))
        for opens, closes in zip(ends[::2], ends[1::2], strict=True)
    )


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def closure(random: Random, first: date) -> Closure:
    last = first + timedelta(days=random.randint(0, 5))
    return Closure(first=first, last=last, yearly=random.random() < 0.5)


def pause(random: Random, start: datetime) -> Pause:
    since = start + MINUTE * random.randint(-500, 3000)
    return Pause(since=since, until=since + MINUTE * random.randint(1, 2000))


def check(seed: int) -> None:
    place, start, wanted = office(Random(seed))
    counted = place.minutes(start)
    last = start
    for _ in range(wanted):
        last = next(counted)
    expected = last + MINUTE
    calendar = place.calendar
    told = f"seed {seed}: {calendar} from {start} for {wanted}"
    assert calendar.is_sound, told
    assert calendar.after(start, wanted, place.pauses) == expected, told
    assert calendar.between(start, expected, place.pauses) == wanted * MINUTE, told
    bare = Office(calendar, place.zone, ())
    opens = next(bare.minutes(start))
    assert calendar.next_open(start) == opens, told
    assert calendar.is_open(start) is bare.counts(start), told
    check_gaps(bare, start, expected, told)


def check_gaps(place: Office, a: datetime, b: datetime, told: str) -> None:
    """Gaps are exactly the minutes that do not count."""
    gaps = place.calendar.gaps(a, b)
    skipped = sum((gap.until - gap.since for gap in gaps), timedelta())
    assert skipped + place.calendar.between(a, b) == b - a, told
    for gap in gaps[:5]:
        assert not place.counts(gap.since), told
        assert not place.counts(gap.until - MINUTE), told


@pytest.mark.parametrize("part", range(4))
def test_every_deadline_equals_a_count_minute_by_minute(part: int, soak: bool) -> None:
    for seed in range(part, SOAKED if soak else EXAMPLES, 4):
        check(seed)
