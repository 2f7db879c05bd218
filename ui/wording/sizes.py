"""Sizes of files and mailboxes as people say them."""

from __future__ import annotations

_KILO = 1024


def size_of(count: int) -> str:
    """Return a number of bytes in the unit that fits: 812 B, 34 kB, 1.2 MB, 3.4 GB."""
    if count < _KILO:
        return f"{count} B"
    size, unit = count / _KILO, "kB"
    for larger in ("MB", "GB"):
        if size >= _KILO:
            size, unit = size / _KILO, larger
    return f"{size:.0f} kB" if unit == "kB" else f"{size:.1f} {unit}"
