"""Working hours as people type them: understood where possible, never refused.

「９：００～１７：３０」 becomes "9:00-17:30"; "火木は午後のみ" stays as it is.
"""

from __future__ import annotations

import re
import unicodedata

_SPAN = re.compile(r"(\d{1,2})(?::?(\d{2}))?-(\d{1,2})(?::?(\d{2}))?")
_DASHES = str.maketrans(dict.fromkeys("~〜～‐‑–—−ー", "-"))
_LAST_HOUR = 24


def tidy_hours(typed: str) -> tuple[str, bool]:
    """Return the hours as the team reads them, and whether they make sense as times.

    Free text counts as making sense; only times that cannot be (25:00, an end before its start)
    do not, and are kept all the same.
    """
    plain = unicodedata.normalize("NFKC", typed).translate(_DASHES).strip()
    plain = re.sub(r"(\d{1,2})時(?:(\d{1,2})分)?", _as_clock, plain)
    plain = re.sub(r"(?<=\d)\s*(?:-|から)\s*(?=\d)", "-", plain).replace("まで", "")
    found = _SPAN.fullmatch(plain)
    if found is None:
        return plain, True
    start_hour, start_minute, end_hour, end_minute = (int(part or 0) for part in found.groups())
    tidy = f"{start_hour}:{start_minute:02}-{end_hour}:{end_minute:02}"
    start, end = start_hour * 60 + start_minute, end_hour * 60 + end_minute
    sane = max(start_minute, end_minute) < 60 and start < end <= _LAST_HOUR * 60  # noqa: PLR2004
    return tidy, sane


def _as_clock(found: re.Match[str]) -> str:
    return f"{found[1]}:{int(found[2] or 0):02}"
