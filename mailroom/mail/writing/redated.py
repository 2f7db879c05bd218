"""A mail with another date: one that was booked is dated when it leaves, not when it was written.

Only for mail of ours that has not been handed to any server; nothing else in it changes.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import format_datetime

_DATE = re.compile(rb"\ADate: [^\r\n]*")  # ``compose`` writes it first


def redated(raw: bytes, date: datetime) -> bytes:
    """Return the bytes of a composed mail with this aware date."""
    field = f"Date: {format_datetime(date)}".encode("ascii")
    again, found = _DATE.subn(field, raw)
    assert found, "not composed here"
    return again
