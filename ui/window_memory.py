"""Where the window stood and how large it was: one small file in the profile's folder.

A file that cannot be read or written is no reason not to start, nor to say anything.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from mailroom.errors import MailroomError
from mailroom.settings import read_json, write_json

_FILE = "window.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    left: int
    top: int
    width: int
    height: int


def load(folder: Path, usual: QRect) -> QRect:
    """Return where the window was, if that is still on a screen."""
    screen = QGuiApplication.primaryScreen().availableGeometry()
    try:
        place = read_json(folder / _FILE, _Place)
    except MailroomError:
        return usual.intersected(screen)
    kept = QRect(place.left, place.top, place.width, place.height)
    on_screen = any(one.availableGeometry().intersects(kept) for one in QGuiApplication.screens())
    return kept if on_screen else usual.intersected(screen)


def save(folder: Path, place: QRect) -> None:
    """Keep where the window is."""
    with contextlib.suppress(MailroomError):
        kept = _Place(
            left=place.left(), top=place.top(), width=place.width(), height=place.height()
        )
        write_json(folder / _FILE, kept)


def last_used(folder: Path) -> float:
    """Return when a window was last open on a profile, for choosing the usual one."""
    try:
        return (folder / _FILE).stat().st_mtime
    except OSError:
        return 0.0
