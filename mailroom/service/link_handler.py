"""Making Mailroom the program that opens ``mailto:`` links, per system.

On Linux a desktop entry of this person, nothing of the whole machine; elsewhere what to choose in
the system's settings is said, because only the person can choose it there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mailroom.errors import StoreReadOnly

ENTRY = "mailroom.desktop"
_SPECIAL = str.maketrans({one: f"\\{one}" for one in '\\"`$'})


def entry(command: tuple[str, ...]) -> str:
    """Return the desktop entry that starts Mailroom with a link."""
    words = " ".join(f'"{word.translate(_SPECIAL)}"' for word in command)
    return (
        "[Desktop Entry]\nType=Application\nName=Mailroom\nComment=共有メールボックス\n"
        f"Exec={words} %u\nTerminal=false\nCategories=Office;Email;\n"
        "MimeType=x-scheme-handler/mailto;\n"
    )


def register(command: tuple[str, ...]) -> Path:
    """Write the desktop entry of this person; return where it lies.

    Raises:
        StoreReadOnly: it cannot be written there.
    """
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    path = Path(base) / "applications" / ENTRY
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(entry(command), encoding="utf-8")
    except OSError as error:
        raise StoreReadOnly(str(path), str(error)) from error
    return path


def command() -> tuple[str, ...]:
    """Return how this program is started."""
    door = Path(sys.argv[0]).resolve()
    return (sys.executable, str(door)) if door.suffix == ".py" else (str(door),)
