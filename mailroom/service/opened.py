"""Copies of files that somebody opened or drags out: for this run only, for this person only.

They lie in a folder of their own (0700) in the profile, read-only. The folder goes when the room
closes; one that a killed process left goes at the next start, told apart by its lock.
"""

from __future__ import annotations

import os
import secrets
import shutil
import stat
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from mailroom.errors import StoreFull, StoreReadOnly
from mailroom.settings import is_full

_LOCK = "in-use.lock"
_FROM_THE_WEB = b"[ZoneTransfer]\r\nZoneId=3\r\n"


class OpenedCopies:
    """The folder of one run."""

    def __init__(self, parent: Path) -> None:
        self._parent = parent
        self._guard = threading.Lock()
        self._folder: Path | None = None
        self._lock: FileLock | None = None
        self._sweep()

    def put(self, name: str, data: bytes) -> Path:
        """Write a copy under a safe name and return where it lies; the same copy is used again.

        Raises:
            StoreFull: no room on the disk.
            StoreReadOnly: the folder cannot be written.
        """
        try:
            with self._guard:
                return self._put(self._begun(), name, data)
        except OSError as error:
            kind = StoreFull if is_full(error) else StoreReadOnly
            raise kind(str(self._parent), str(error)) from error

    def close(self) -> None:
        """Remove every copy; a file that a program still holds open stays until the next start."""
        with self._guard:
            folder, self._folder = self._folder, None
            lock, self._lock = self._lock, None
            if lock is not None:
                lock.release()
            if folder is not None:
                _remove(folder)

    def _begun(self) -> Path:
        if self._folder is None:
            self._parent.mkdir(mode=0o700, exist_ok=True)
            folder = self._parent / secrets.token_hex(8)
            folder.mkdir(mode=0o700)
            self._lock = FileLock(folder / _LOCK, mode=0o600)
            self._lock.acquire(timeout=0)
            self._folder = folder
        return self._folder

    def _put(self, folder: Path, name: str, data: bytes) -> Path:
        number = 1
        while True:
            place = folder / str(number) / name
            if not place.parent.exists():
                place.parent.mkdir(mode=0o700)
                write_new(place, data)
                place.chmod(stat.S_IRUSR)
                return place
            with suppress(OSError):
                if place.read_bytes() == data:
                    return place
            number += 1

    def _sweep(self) -> None:
        """Remove what an earlier run left."""
        if not self._parent.is_dir():
            return
        for folder in self._parent.iterdir():
            lock = FileLock(folder / _LOCK, mode=0o600)
            with suppress(Timeout, OSError):
                with lock.acquire(timeout=0):
                    pass
                _remove(folder)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet; a half written one never stays.

    Raises:
        FileExistsError: something has that name.
    """
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    mark_as_foreign(path)


def mark_as_foreign(path: Path) -> None:
    """Let Windows know that a file came from outside: its programs open it with care."""
    if sys.platform == "win32":
        with suppress(OSError):
            Path(f"{path}:Zone.Identifier").write_bytes(_FROM_THE_WEB)


def _remove(folder: Path) -> None:
    def again(remove: Callable[[str], object], name: str, _error: object) -> None:
        with suppress(OSError):  # read-only on Windows
            Path(name).chmod(stat.S_IWUSR | stat.S_IRUSR)
            remove(name)

    if sys.version_info >= (3, 12):
        shutil.rmtree(folder, onexc=again)
    else:
        shutil.rmtree(folder, onerror=again)
