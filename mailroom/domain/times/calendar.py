"""Business time: when a deadline falls that counts office hours only (N21).

Owns: the calendar of a team and its arithmetic. Everything that decides lies in the journal: hours,
zone, closures, special days; holidays are computed. A moment is open if the wall time of the zone
lies in one of that day's frames, nothing else: so a minute-by-minute count gives the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from mailroom.domain.times.clocks import Pause
from mailroom.domain.times.holidays import Holiday, holiday_on
from mailroom.domain.times.zones import TOKYO, Zone

_FURTHEST = 3660  # days; a calendar without any business day must end somewhere
_MOST_MINUTES = _FURTHEST * 24 * 60
_DAY = timedelta(days=1)
_MIDNIGHT = time()
_MOST_ENTRIES = 1000
_MOST_FRAMES = 24
_KEPT_CALENDARS = 16
_KEPT_DAYS = 8000

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Hours of one day, the closing minute not included; closing at 0:00 means 24:00."""

    opens: time
    closes: time

    @property
    def is_sound(self) -> bool:
        """Return whether it closes after it opens."""
        return self.closes == _MIDNIGHT or self.opens < self.closes


Frames = tuple[Frame, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days without office hours, both ends included; ``yearly`` ignores the year of the dates."""

    first: date
    last: date
    name: str = ""
    yearly: bool = False

    def covers(self, day: date) -> bool:
        """Return whether the office is closed that day."""
        if not self.yearly:
            return self.first <= day <= self.last
        first, last, asked = _in_year(self.first), _in_year(self.last), _in_year(day)
        return first <= asked <= last if first <= last else asked >= first or asked <= last


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A day with hours of its own (半休); without frames it is closed."""

    day: date
    frames: Frames = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Somebody is away, both days included; with ``frames`` only for those hours (時間休)."""

    first: date
    last: date
    frames: Frames = ()
    note: str = ""


class HolidayRule(Enum):
    """Whose public holidays are closed."""

    NONE = "none"
    JAPAN = "japan"


class GapKind(Enum):
    """Why nothing counts."""

    BREAK = "break"  # between two frames of a day: lunch
    NIGHT = "night"
    DAY_OFF = "day_off"  # a weekday without hours
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    SPECIAL = "special"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time that was skipped (aware, UTC), with the name of the day if it has one."""

    kind: GapKind
    since: datetime
    until: datetime
    name: str = ""
    holiday: Holiday | None = None


MORNING = Frame(opens=time(9), closes=time(12))
AFTERNOON = Frame(opens=time(13), closes=time(18))
OFFICE_WEEK: tuple[Frames, ...] = (*((MORNING, AFTERNOON),) * 5, (), ())
YEAR_END = Closure(first=date(2026, 12, 29), last=date(2027, 1, 3), name="年末年始", yearly=True)
OBON = Closure(first=date(2026, 8, 13), last=date(2026, 8, 16), name="お盆", yearly=True)
"""Offered by the editor, off at first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """When the team works. ``week`` has the frames of Monday to Sunday.

    ``special`` wins over ``open_on`` (a closed day that is worked with its usual hours), that over
    closures, and these over holidays.
    """

    zone: Zone = TOKYO
    week: tuple[Frames, ...] = OFFICE_WEEK
    holidays: HolidayRule = HolidayRule.JAPAN
    closed: tuple[Closure, ...] = (YEAR_END,)
    special: tuple[SpecialDay, ...] = ()
    open_on: tuple[date, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Return whether every desk can count by it: it has hours, in order, and a sane zone."""
        lists = (self.closed, self.special, self.open_on)
        if len(self.week) != len(OFFICE_WEEK) or any(len(one) > _MOST_ENTRIES for one in lists):
            return False
        if any(one.first > one.last and not one.yearly for one in self.closed):
            return False
        days = (*self.week, *(one.frames for one in self.special))
        return any(self.week) and all(map(is_in_order, days)) and self.zone.is_sound

    def is_open(self, moment: datetime) -> bool:
        """Return whether the office is open."""
        spans = self.spans(moment)
        return any(since <= moment < until for since, until in spans) if spans else False

    def next_open(self, moment: datetime) -> datetime:
        """Return the first open moment from then on; the moment itself if it is never open."""
        try:
            return next((max(a, moment) for a, b in self._open(moment) if b > moment), moment)
        except OverflowError:
            return moment

    def after(self, start: datetime, minutes: int, pauses: Sequence[Pause] = ()) -> datetime:
        """Return the first moment by which that many business minutes have passed, in UTC.

        Pauses do not count; those without an end are ignored (``deadlines`` knows what stands).
        """
        start = now = start.astimezone(UTC)
        if minutes <= 0:
            return start
        left = timedelta(minutes=min(minutes, _MOST_MINUTES))
        try:
            for since, until in _without(self._open(start), _ended(pauses)):
                now = max(since, start)
                if now >= until:
                    continue
                if left <= until - now:
                    return now + left
                left -= until - now
                now = until
        except OverflowError:  # a date header may claim any year
            return start
        return now

    def between(self, a: datetime, b: datetime, pauses: Sequence[Pause] = ()) -> timedelta:
        """Return the business time from one moment to a later one; pauses do not count."""
        total = timedelta()
        if b <= a:
            return total
        spans = ((p.since, b if p.until is None else p.until) for p in pauses)
        try:
            for since, until in _without(self._open(a), sorted(spans)):
                if since >= b:
                    break
                total += max(min(until, b) - max(since, a), timedelta())
        except OverflowError:
            return total
        return total

    def frames_on(self, day: date) -> Frames:
        """Return the hours of a day."""
        return _book(self).frames_on(day)

    def closed_because(self, day: date) -> tuple[GapKind, str, Holiday | None] | None:
        """Return why a day has no hours, with its name; None if it has some."""
        return _book(self).closed_because(day)

    def spans(self, moment: datetime) -> tuple[Span, ...]:
        """Return the open spans (UTC) of the local day of a moment."""
        try:
            return _book(self).spans_on(self.zone.local(moment).date())
        except OverflowError:
            return ()

    def gaps(self, a: datetime, b: datetime) -> tuple[Gap, ...]:
        """Return what was skipped from one moment to a later one, in order."""
        try:
            return tuple(_merged(_clipped(_book(self).gaps(a, b), a, b)))
        except OverflowError:
            return ()

    def _open(self, start: datetime) -> Iterator[Span]:
        book, day = _book(self), self.zone.local(start).date()
        for _ in range(_FURTHEST):
            yield from book.spans_on(day)
            day += _DAY


def is_in_order(frames: Frames) -> bool:
    """Return whether frames are sound and follow each other without overlapping."""
    if len(frames) > _MOST_FRAMES or not all(frame.is_sound for frame in frames):
        return False
    return all(a.closes != _MIDNIGHT and a.closes <= b.opens for a, b in pairwise(frames))


class _Book:
    """A calendar opened: days that were asked for once stay known."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._special = {special.day: special for special in calendar.special}
        self._worked = frozenset(calendar.open_on)
        self._spans: dict[date, tuple[Span, ...]] = {}

    def frames_on(self, day: date) -> Frames:
        special = self._special.get(day)
        if special is not None:
            return _tidy(special.frames)
        if day not in self._worked and self._closing(day) is not None:
            return ()
        week = self._calendar.week
        return _tidy(week[day.weekday()]) if day.weekday() < len(week) else ()

    def closed_because(self, day: date) -> tuple[GapKind, str, Holiday | None] | None:
        if self.frames_on(day):
            return None
        special = self._special.get(day)
        if special is not None:
            return GapKind.SPECIAL, special.name, None
        closing = None if day in self._worked else self._closing(day)
        return closing or (GapKind.DAY_OFF, "", None)

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the open spans of a local day in UTC, in order (an hour may come twice)."""
        known = self._spans.get(day)
        if known is None:
            if len(self._spans) >= _KEPT_DAYS:
                self._spans.clear()
            known = self._spans[day] = tuple(self._spans_of(day, self.frames_on(day)))
        return known

    def gaps(self, a: datetime, b: datetime) -> Iterator[Gap]:
        zone = self._calendar.zone
        day, last = zone.local(a).date(), zone.local(b).date()
        while day <= last:
            whole = [*self._spans_of(day, (Frame(opens=_MIDNIGHT, closes=_MIDNIGHT),))]
            yield from self._gaps_of(day, whole[0][0], whole[-1][1])
            day += _DAY

    def _gaps_of(self, day: date, begins: datetime, ends: datetime) -> Iterator[Gap]:
        because = self.closed_because(day)
        if because is not None:
            kind, name, holiday = because
            yield Gap(kind=kind, since=begins, until=ends, name=name, holiday=holiday)
            return
        spans = self.spans_on(day)
        if not spans:  # its only hours fall into the hour that summer time leaves out
            yield Gap(kind=GapKind.NIGHT, since=begins, until=ends)
            return
        yield Gap(kind=GapKind.NIGHT, since=begins, until=spans[0][0])
        for (_, closes), (opens, _) in pairwise(spans):
            yield Gap(kind=GapKind.BREAK, since=closes, until=opens)
        yield Gap(kind=GapKind.NIGHT, since=spans[-1][1], until=ends)

    def _closing(self, day: date) -> tuple[GapKind, str, Holiday | None] | None:
        for closure in self._calendar.closed:
            if closure.covers(day):
                return GapKind.CLOSURE, closure.name, None
        if self._calendar.holidays is HolidayRule.JAPAN:
            holiday = holiday_on(day)
            if holiday is not None:
                return GapKind.HOLIDAY, holiday.value, holiday
        return None

    def _spans_of(self, day: date, frames: Frames) -> Iterator[Span]:
        zone = self._calendar.zone
        midnight = datetime.combine(day, _MIDNIGHT)
        least, most = zone.offsets
        for since, until, offset in zone.stretches(midnight - most, midnight + _DAY - least):
            for frame in frames:
                opens, closes = _on(midnight, frame)
                begin, end = max(opens - offset, since), min(closes - offset, until)
                if begin < end:
                    yield begin.replace(tzinfo=UTC), end.replace(tzinfo=UTC)


@lru_cache(maxsize=_KEPT_CALENDARS)
def _book(calendar: Calendar) -> _Book:
    return _Book(calendar)


def _in_year(day: date) -> tuple[int, int]:
    return day.month, day.day


def _on(midnight: datetime, frame: Frame) -> Span:
    closes = datetime.combine(midnight.date(), frame.closes)
    opens = datetime.combine(midnight.date(), frame.opens)
    return opens, closes + _DAY if frame.closes == _MIDNIGHT else closes


def _tidy(frames: Frames) -> Frames:
    """Return sound frames in order, those that touch or overlap as one."""
    tidy: list[Frame] = []
    for frame in sorted((f for f in frames if f.is_sound), key=lambda f: f.opens):
        last = tidy[-1] if tidy else None
        if last is None or (last.closes != _MIDNIGHT and frame.opens > last.closes):
            tidy.append(frame)
        elif last.closes != _MIDNIGHT:
            later = frame.closes == _MIDNIGHT or frame.closes > last.closes
            tidy[-1] = Frame(opens=last.opens, closes=frame.closes if later else last.closes)
    return tuple(tidy)


def _ended(pauses: Sequence[Pause]) -> list[Span]:
    return sorted((pause.since, pause.until) for pause in pauses if pause.until is not None)


def _without(spans: Iterable[Span], pauses: Sequence[Span]) -> Iterator[Span]:
    """Yield what is left of spans when the pauses, in order of their beginning, are cut out."""
    for opens, until in spans:
        since = opens
        for begins, ends in pauses:
            if since < begins < until:
                yield since, begins
            if begins < until:
                since = max(since, ends)
        if since < until:
            yield since, until


def _clipped(gaps: Iterable[Gap], a: datetime, b: datetime) -> Iterator[Gap]:
    for gap in gaps:
        since, until = max(gap.since, a), min(gap.until, b)
        if since < until:
            yield Gap(kind=gap.kind, since=since, until=until, name=gap.name, holiday=gap.holiday)


def _merged(gaps: Iterable[Gap]) -> Iterator[Gap]:
    """Yield gaps with neighbours of one kind and name as one."""
    last: Gap | None = None
    for gap in gaps:
        if last is not None and last.until == gap.since and _is_same(last, gap):
            last = Gap(
                kind=last.kind,
                since=last.since,
                until=gap.until,
                name=last.name,
                holiday=last.holiday,
            )
            continue
        if last is not None:
            yield last
        last = gap
    if last is not None:
        yield last


def _is_same(one: Gap, other: Gap) -> bool:
    return (one.kind, one.name) == (other.kind, other.name)


OFFICE = Calendar()
"""The calendar that a new team begins with."""


def after_business_minutes(
    start: datetime, minutes: int, holidays: frozenset[str] = frozenset()
) -> datetime:
    """Return when that many minutes have passed by the usual calendar, closed on these days."""
    closed = tuple(
        Closure(first=date.fromisoformat(day), last=date.fromisoformat(day)) for day in holidays
    )
    return Calendar(closed=(YEAR_END, *closed)).after(start, minutes)
