"""Whether somebody can be expected to answer: their presence, their hours, their leave (S34).

A person may be worked with while the office is open and they are there: within the team's hours,
or their own where they have some (時短), and not on leave. Times are those of the team's zone.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom.domain.people import AWAY, Member, Presence, presence_at
from mailroom.domain.times.calendar import Calendar, Frame, Leave

_FURTHEST = 400
"""Steps that are looked ahead: a year of days with some changes."""


def is_available(member: Member, calendar: Calendar, moment: datetime) -> bool:
    """Return whether somebody is there and free at a moment of the team's time."""
    if member.left or presence_at(member, moment) in AWAY | {Presence.BUSY}:
        return False
    return calendar_of(member, calendar).is_open(moment) and not on_leave(member, calendar, moment)


def available_from(member: Member, calendar: Calendar, moment: datetime) -> datetime | None:
    """Return the first such moment from then on.

    None if nobody can say: they have left, or gave no time at which they are back.
    """
    now = moment
    own = calendar_of(member, calendar)
    for _ in range(_FURTHEST):
        if is_available(member, calendar, now):
            return now
        later = _next(member, own, now)
        if later is None or later <= now:
            return None
        now = later
    return None


def calendar_of(member: Member, calendar: Calendar) -> Calendar:
    """Return the calendar with the hours of a person who has their own."""
    if not member.frames:
        return calendar
    return Calendar(
        zone=calendar.zone,
        week=member.frames,
        holidays=calendar.holidays,
        closed=calendar.closed,
        special=calendar.special,
        open_on=calendar.open_on,
    )


def on_leave(member: Member, calendar: Calendar, moment: datetime) -> bool:
    """Return whether a moment lies in somebody's leave."""
    if not member.leave:
        return False
    try:
        local = calendar.zone.local(moment)
    except OverflowError:
        return False
    return any(_covers(leave, local) for leave in member.leave)


def _covers(leave: Leave, local: datetime) -> bool:
    if not leave.first <= local.date() <= leave.last:
        return False
    return not leave.frames or any(_holds(frame, local) for frame in leave.frames)


def _holds(frame: Frame, local: datetime) -> bool:
    ends_at_midnight = frame.closes == frame.closes.min
    return frame.opens <= local.time() and (ends_at_midnight or local.time() < frame.closes)


def _next(member: Member, own: Calendar, now: datetime) -> datetime | None:
    """Return the next moment at which something that is in the way may have ended."""
    if member.left:
        return None
    if presence_at(member, now) in AWAY | {Presence.BUSY}:
        return member.presence_until
    if not own.is_open(now):
        return own.next_open(now)
    return _end_of_leave(member, own, now)


def _end_of_leave(member: Member, own: Calendar, now: datetime) -> datetime:
    """Return the end of the hours of leave that cover this moment, else the next midnight."""
    local = own.zone.local(now)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    ends = [
        datetime.combine(local.date(), frame.closes)
        for leave in member.leave
        for frame in leave.frames
        if _covers(leave, local) and frame.closes != frame.closes.min and _holds(frame, local)
    ]
    whole = any(_covers(leave, local) and not leave.frames for leave in member.leave)
    until = midnight if whole or not ends else min(ends)
    return now + (until - local)
