"""Times as people type them: ``+90m``, ``+4h``, ``+2d``, ``2025-11-22 15:00``, ``15:00``."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from mailroom.domain.times.zones import Zone
from mailroom.errors import BadInput

_AHEAD = re.compile(r"\+(\d+)(m|h|d)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def read_moment(text: str, now: datetime) -> datetime:
    """Return the moment that was typed, aware; without a zone it is this PC's time.

    Raises:
        BadInput: it is not a time.
    """
    ahead = _AHEAD.fullmatch(text)
    if ahead:
        return now + timedelta(**{_UNITS[ahead[2]]: int(ahead[1])})
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise BadInput("time", text) from error


def read_team_moment(text: str, now: datetime, zone: Zone) -> datetime:
    """Return a moment as the team says it: without a zone it is the team's, without a day today.

    Raises:
        BadInput: it is not a time.
    """
    here = now.astimezone(zone.tz)
    clock = _CLOCK.fullmatch(text)
    try:
        if clock:
            return here.replace(
                hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0
            ).astimezone(UTC)
        if not _AHEAD.fullmatch(text):
            told = datetime.fromisoformat(text)
            return (told if told.tzinfo else told.replace(tzinfo=zone.tz)).astimezone(UTC)
    except ValueError as error:
        raise BadInput("time", text) from error
    return read_moment(text, now)
