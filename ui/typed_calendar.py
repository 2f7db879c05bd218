"""Hours and days as people type them: 「9:00-12:00 13:00-18:00」, 「12/29-1/3 年末年始」.

Read into the calendar's values and written back the same way; every line that cannot be read is
named. Knows no widgets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from mailroom.domain.times.calendar import Closure, Frame, Frames, Leave, SpecialDay, is_in_order
from ui.wording.words import tr

_DASHES = str.maketrans(dict.fromkeys("~〜～‐‑–—−ー", "-"))
_FRAME = re.compile(r"(\d{1,2})(?::(\d{2}))?-(\d{1,2})(?::(\d{2}))?")
_DAY = r"(?:(\d{4})[/-])?(\d{1,2})[/-](\d{1,2})"
_SPAN = re.compile(rf"{_DAY}(?:\s*-\s*{_DAY})?\s*(.*)")
_CLOSED = {"", "-", "休み", "休", "closed"}
_HOURS_PER_DAY = 24
_LEAP = 2024  # the year of days that come every year


class Unread(ValueError):
    """A line that is no hours or no day; its text is the line."""


def read_frames(typed: str) -> Frames:
    """Return the hours in a line; none for 「休み」.

    Raises:
        Unread: it is no hours, or they are not in order.
    """
    plain = _plain(typed)
    if plain in _CLOSED:
        return ()
    found = tuple(_frame(part) for part in re.split(r"[\s,、・]+", plain) if part)
    if not found or not is_in_order(found):
        raise Unread(typed.strip())
    return found


def write_frames(frames: Frames) -> str:
    """Return hours as people type them."""
    return " ".join(f"{_clock(one.opens)}-{_clock(one.closes, ends=True)}" for one in frames)


def read_closures(typed: str) -> tuple[Closure, ...]:
    """Return closed days, one line each; without a year they come every year.

    Raises:
        Unread: a line is no day.
    """
    return tuple(_closure(line) for line in _lines(typed))


def write_closures(closures: Iterable[Closure]) -> str:
    """Return closures, one line each."""
    return "\n".join(
        f"{_span(one.first, one.last, yearly=one.yearly)} {one.name}".rstrip() for one in closures
    )


def read_special(typed: str, today: date) -> tuple[SpecialDay, ...]:
    """Return days with hours of their own: 「2026/12/28 9:00-12:00 大掃除」.

    Raises:
        Unread: a line is no day with hours.
    """
    return tuple(_special(line, today) for line in _lines(typed))


def write_special(days: Iterable[SpecialDay]) -> str:
    """Return special days, one line each."""
    return "\n".join(
        f"{one.day:%Y/%m/%d} {write_frames(one.frames) or tr('closed')} {one.name}".rstrip()
        for one in days
    )


def read_days(typed: str, today: date) -> tuple[date, ...]:
    """Return single days, one line each; without a year the next such day.

    Raises:
        Unread: a line is no day.
    """
    days = (_read_span(line, today) for line in _lines(typed))
    return tuple(day.first for day in days)


def write_days(days: Iterable[date]) -> str:
    """Return days, one line each."""
    return "\n".join(f"{day:%Y/%m/%d}" for day in days)


def read_leave(typed: str, today: date) -> tuple[Leave, ...]:
    """Return leave, one line each: 「12/1-12/5 夏休み」, 「11/27 13:00-18:00 通院」.

    Raises:
        Unread: a line is no day.
    """
    return tuple(_leave(line, today) for line in _lines(typed))


def write_leave(leave: Iterable[Leave]) -> str:
    """Return leave, one line each."""
    return "\n".join(
        " ".join(
            part
            for part in (_span(one.first, one.last), write_frames(one.frames), one.note)
            if part
        )
        for one in leave
    )


@dataclass(frozen=True, slots=True)
class _Days:
    first: date
    last: date
    yearly: bool
    rest: str


def _closure(line: str) -> Closure:
    days = _read_span(line, None)
    return Closure(first=days.first, last=days.last, name=days.rest, yearly=days.yearly)


def _special(line: str, today: date) -> SpecialDay:
    days = _read_span(line, today)
    hours, name = _hours_first(days.rest)
    return SpecialDay(day=days.first, frames=hours, name=name)


def _leave(line: str, today: date) -> Leave:
    days = _read_span(line, today)
    hours, note = _hours_first(days.rest)
    return Leave(first=days.first, last=days.last, frames=hours, note=note)


def _hours_first(typed: str) -> tuple[Frames, str]:
    """Return the hours at the beginning of some words, and the words after them."""
    parts = typed.split()
    hours = [part for part in parts if _FRAME.fullmatch(part)]
    rest = [part for part in parts if part not in hours and part not in _CLOSED]
    return read_frames(" ".join(hours)), " ".join(rest)


def _read_span(line: str, today: date | None) -> _Days:
    """Return the days at the beginning of a line; ``today`` finds the year of days without one."""
    found = _SPAN.fullmatch(_plain(line))
    if found is None:
        raise Unread(line.strip())
    year, month, day, to_year, to_month, to_day, rest = found.groups()
    yearly = year is None and today is None
    try:
        first = _date(year, month, day, today)
        last = _date(to_year or year, to_month, to_day, today) if to_month else first
        if last < first and year is None and not yearly:
            last = last.replace(year=last.year + 1)
    except ValueError as error:
        raise Unread(line.strip()) from error
    if last < first and not yearly:
        raise Unread(line.strip())
    return _Days(first=first, last=last, yearly=yearly, rest=rest.strip())


def _date(year: str | None, month: str, day: str, today: date | None) -> date:
    if year is not None:
        return date(int(year), int(month), int(day))
    if today is None:
        return date(_LEAP, int(month), int(day))
    found = date(today.year, int(month), int(day))
    return found if found >= today else found.replace(year=today.year + 1)


def _frame(part: str) -> Frame:
    found = _FRAME.fullmatch(part)
    if found is None:
        raise Unread(part)
    opens_hour, opens_minute, closes_hour, closes_minute = (int(one or 0) for one in found.groups())
    if closes_hour == _HOURS_PER_DAY and not closes_minute:
        closes_hour = 0
    try:
        frame = Frame(opens=time(opens_hour, opens_minute), closes=time(closes_hour, closes_minute))
    except ValueError as error:
        raise Unread(part) from error
    if not frame.is_sound:
        raise Unread(part)
    return frame


def _plain(typed: str) -> str:
    return unicodedata.normalize("NFKC", typed).translate(_DASHES).strip()


def _lines(typed: str) -> Iterable[str]:
    return (line for line in typed.splitlines() if line.strip())


def _span(first: date, last: date, *, yearly: bool = False) -> str:
    def said(day: date) -> str:
        return f"{day.month}/{day.day}" if yearly else f"{day:%Y/%m/%d}"

    return said(first) if first == last else f"{said(first)}-{said(last)}"


def _clock(at: time, *, ends: bool = False) -> str:
    hour = _HOURS_PER_DAY if ends and at == time() else at.hour
    return f"{hour}:{at.minute:02}"
