"""Moments and spans as people say them: 10:24, きのう 16:05, 残り 1時間10分, 40分超過.

Every function takes the present moment; nothing here reads a clock.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from ui.wording.words import tr

_MINUTES_PER_HOUR = 60
_HOURS_PER_DAY = 24


def when(at: datetime, now: datetime) -> str:
    """Return a moment, as short as it can be said today: 10:24, yesterday 16:05, 11/20."""
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    time = _clock(local)
    if days == 0:
        return time
    if days == 1:
        return tr("yesterday {time}").format(time=time)
    if days == -1:
        return tr("tomorrow {time}").format(time=time)
    return _day(local, now)


def when_exactly(at: datetime, now: datetime) -> str:
    """Return day and time, for headers and tooltips."""
    local = at.astimezone(now.tzinfo)
    if abs((now.date() - local.date()).days) <= 1:
        return when(at, now)
    return f"{_day(local, now)} {_clock(local)}"


def to_the_second(at: datetime, now: datetime) -> str:
    """Return day and time with seconds, for the details of an event."""
    local = at.astimezone(now.tzinfo)
    return f"{_day(local, now)} {_clock(local)}:{local.second:02}"


def day(at: datetime, now: datetime) -> str:
    """Return a day as a heading of the timeline."""
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days == 0:
        return tr("Today")
    if days == 1:
        return tr("Yesterday")
    weekday = weekdays()[local.weekday()]
    return tr("{date} ({weekday})").format(date=_day(local, now), weekday=weekday)


def deadline(due: datetime, now: datetime) -> str:
    """Return a deadline as said in a form: today 11:30, 11/24 9:00."""
    local = due.astimezone(now.tzinfo)
    if local.date() == now.date():
        return tr("today {time}").format(time=_clock(local))
    return when_exactly(due, now)


def left(due: datetime, now: datetime) -> str:
    """Return what is left until a deadline, or by how much it has passed."""
    if due >= now:
        return tr("{span} left").format(span=span(due - now))
    return tr("{span} over").format(span=span(now - due))


def span(length: timedelta) -> str:
    """Return a length of time in at most two units."""
    minutes = max(0, int(length.total_seconds() // 60))
    hours, rest = divmod(minutes, _MINUTES_PER_HOUR)
    if hours == 0:
        return tr("{m} min").format(m=minutes)
    if hours >= 2 * _HOURS_PER_DAY:
        return tr("{d} days").format(d=hours // _HOURS_PER_DAY)
    if rest == 0:
        return tr("{h} h").format(h=hours)
    return tr("{h} h {m} min").format(h=hours, m=rest)


def _clock(local: datetime) -> str:
    return f"{local.hour}:{local.minute:02}"


def _day(local: datetime, now: datetime) -> str:
    short = f"{local.month}/{local.day}"
    return short if local.year == now.year else f"{local.year}/{short}"


def weekdays() -> tuple[str, ...]:
    """Return the short names of the days, Monday first."""
    return (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
