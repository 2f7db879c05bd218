"""The bird itself: notes who calls outside, and who writes beside the folder given to it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e import ear

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGING = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"})
_FREE = ("/dev/", "/proc/")
_HERE = ("127.", "localhost", "::1")


class Canary:
    """What was noted.

    Attributes:
        heard: whom any process called, as the network heard it.
        asked: whom Python code of this process wanted to call, or what name it looked up.
        written: what Python code of this process wrote or removed outside the box.
    """

    def __init__(self, box: Path, heard: set[str]) -> None:
        self._box = f"{box}/"
        self.heard = heard
        self.asked: list[str] = []
        self.written: list[str] = []
        self.is_awake = True

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        """Listen to the interpreter."""
        if not self.is_awake:
            return
        writes = event == "open" and isinstance(args[2], int) and args[2] & _WRITING
        if writes or event in _CHANGING:
            self._look_at(event, args[0])
        elif event in {"socket.connect", "socket.sendto"} and isinstance(args[1], tuple):
            self._hear_of(event, str(args[1][0]))
        elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            self._hear_of(event, str(args[0] or ""))

    def _hear_of(self, event: str, host: str) -> None:
        if host and not host.startswith(_HERE):
            self.asked.append(f"{event} {host}")

    def _look_at(self, event: str, path: object) -> None:
        if isinstance(path, str | bytes | os.PathLike):
            full = str(Path(os.fsdecode(path)).absolute())
            if not full.startswith((self._box, *_FREE)):
                self.written.append(f"{event} {full}")


@contextmanager
def watching(box: Path) -> Iterator[Canary]:
    """Watch this process, and the network it is in (``ear.inside``)."""
    with ear.listening() as heard:
        canary = Canary(box, heard)
        sys.addaudithook(canary.hear)  # for good: the interpreter takes none back
        try:
            yield canary
        finally:
            canary.is_awake = False
