"""Times as people type them: ``+90m``, ``+4h``, ``+2d``, ``2025-11-22 15:00``."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from mailroom.errors import BadInput

_AHEAD = re.compile(r"\+(\d+)(m|h|d)")
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
