"""Files that were pasted into a text: kept in the profile while a draft or a mail needs them.

A screenshot has no file of its own, so the window writes one here before it goes along. What no
draft and no mail on its way names any more is deleted a day later: until then a draft that was
just thrown away, or is not saved yet, can still have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path, PurePath

from mailroom.clock import SystemClock
from mailroom.service.parts import Parts

KEPT = timedelta(days=1)


class PastedFiles:
    """The folder of one profile; from any thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.folder = parts.profile.folder / "pasted"

    def sweep(self) -> int:
        """Delete what is old and needed by nobody on this PC; return how many files that were."""
        old = list(self._old())
        needed = self._needed() if old else frozenset()
        gone = 0
        for path in old:
            if path.name not in needed:
                with suppress(OSError):  # open in a program: the next time
                    path.unlink()
                    gone += 1
        return gone

    def _old(self) -> Iterator[Path]:
        # the system's clock, as that of the files; a day to practise on has another
        before = (SystemClock().now() - KEPT).timestamp()
        with suppress(OSError):  # no such folder, or a file that just went
            for path in self.folder.iterdir():
                if path.is_file() and path.stat().st_mtime < before:
                    yield path

    def _needed(self) -> frozenset[str]:
        """Return the names of all files that somebody at this PC still wants to send."""
        store = self._parts.store
        drafts = [*store.drafts.every(), *(one.draft for one in store.outbox.open())]
        paths = [one.path for draft in drafts if draft for one in draft.attachments]
        paths += [one.path for draft in drafts if draft for one in draft.inline]
        return frozenset(PurePath(path).name for path in paths)
