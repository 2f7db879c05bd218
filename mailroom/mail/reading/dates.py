"""The Date field, in the forms that the RFCs allow and in those that scripts write."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_USUAL = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})\s+"
    r"(\d{1,2}):(\d\d)(?::(\d\d))?\s+([+-])(\d\d):?(\d\d)\b"
)
_NUMERIC = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?(?:\([^)]{1,9}\))?[T\s]*"
    r"(?:(\d{1,2})\s*[:時]\s*(\d\d)(?:\s*[:分]\s*(\d\d))?)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?"
)
_MAX_LENGTH = 200
_JAPAN = 9 * 60


def parse_date(value: bytes) -> datetime | None:
    """Return the moment a Date field names, aware, or ``None`` if it names none."""
    text = value[:_MAX_LENGTH].decode("utf-8", "replace")
    found = _USUAL.match(text)
    try:
        if found is not None:
            zone = (int(found[8]) * 60 + int(found[9])) * (-1 if found[7] == "-" else 1)
            month = _MONTHS.find(found[2].lower()) // 4 + 1
            clock = (int(found[4]), int(found[5]), int(found[6] or 0))
            if month:
                return _moment((int(found[3]), month, int(found[1])), clock, zone)
        return _unusual(text)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _unusual(text: str) -> datetime | None:
    """Read what is not plainly RFC 5322: zone names, two-digit years, ISO 8601, Japanese forms."""
    found = _NUMERIC.search(text)
    if found is not None:
        zone = found[7] or ""
        # A form without a zone comes from a local script: for this product, one in Japan.
        minutes = 0 if zone == "Z" else _JAPAN
        if len(zone) > 1:
            digits = zone[1:].replace(":", "")
            minutes = int(digits[:2]) * 60 + int(digits[2:])
            minutes = -minutes if zone[0] == "-" else minutes
        day = (int(found[1]), int(found[2]), int(found[3]))
        return _moment(day, (int(found[4] or 0), int(found[5] or 0), int(found[6] or 0)), minutes)
    parsed = parsedate_tz(text)
    if parsed is None:
        return None
    offset = (parsed[9] or 0) // 60
    return _moment(parsed[:3], parsed[3:6], offset)


def _moment(
    day: tuple[int, int, int], clock: tuple[int, int, int], zone_minutes: int
) -> datetime | None:
    """Put a moment together; seconds of 60 and absurd zones happen."""
    if not -24 * 60 < zone_minutes < 24 * 60:
        zone_minutes = 0
    zone = timezone(timedelta(minutes=zone_minutes)) if zone_minutes else UTC
    hour, minute, second = clock
    found = datetime(*day, hour, minute, min(second, 59), tzinfo=zone)
    found.astimezone(UTC)  # the first and the last day of all time may not have one
    return found
