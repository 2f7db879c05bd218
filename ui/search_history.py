"""The last searches of this person at this PC: one small file in the profile's folder."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from mailroom.errors import MailroomError
from mailroom.settings import read_json, write_json

_FILE = "searches.json"
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class _Searches:
    last: tuple[str, ...] = ()


def load(folder: Path) -> tuple[str, ...]:
    """Return the last searches, the latest first; a file that cannot be read has none."""
    try:
        return read_json(folder / _FILE, _Searches).last
    except MailroomError:
        return ()


def remember(folder: Path, text: str) -> tuple[str, ...]:
    """Keep a search; return the last ones."""
    others = [one for one in load(folder) if one != text and not text.startswith(one)]
    last = (text, *others)[:_MOST]
    with contextlib.suppress(MailroomError):
        write_json(folder / _FILE, _Searches(last=last))
    return last
