"""The journal as a file on this PC: for a team of one, or for trying things out.

An explicit choice (design section 1): it gives up the second desk, not the order. Two processes
may use it at once: a file lock makes the order, a checksum tells a torn end from a good one.

    file    magic, 8 bytes of uidvalidity, then records
    record  magic, uid, microseconds, length, CRC-32 of what follows, the message
"""

from __future__ import annotations

import errno
import os
import secrets
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import BinaryIO

from filelock import FileLock, Timeout

from mailroom.clock import Clock
from mailroom.errors import StoreCorrupt, StoreError, StoreFull, StoreLocked, StoreReadOnly
from mailroom.journal.port import JournalMessage

_FILE_MAGIC = b"MAILROOM-JOURNAL"
_FILE_HEADER = struct.Struct(">16sQ")
_RECORD_MAGIC = b"JRN1"
_RECORD_HEADER = struct.Struct(">4sQQII")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LOCK_SECONDS = 10
_POLL_SECONDS = 0.2
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
_NO_WAY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST})


class LocalJournal:
    """A journal in ``folder``; safe between threads and processes."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / "journal.log"
        self._lock_path = folder / "journal.lock"
        self._clock = clock
        self._known: tuple[int, int] = (0, 0)  # a message's uid and where its record ends
        with self._translated():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def uidvalidity(self) -> int:
        """Return which journal this is; 0 while there is none yet."""
        with self._translated():
            if not self._path.exists():
                return 0
            with self._path.open("rb") as file:
                return self._read_header(file)

    def read_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield the messages above ``uid`` in order."""
        if self.uidvalidity() == 0:
            return
        with self._translated(), self._path.open("rb") as file:
            known_uid, end = self._known
            file.seek(end if 0 < known_uid <= uid else _FILE_HEADER.size)
            while message := self._read_record(file):
                self._known = (message.uid, file.tell())
                if message.uid > uid:
                    yield message

    def uidnext(self) -> int:
        """Return 0: nobody puts a file of this PC back under a running program."""
        return 0

    def marked_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield every message above ``uid``: a file cannot be asked for subjects."""
        return self.read_after(uid)

    def uids(self) -> frozenset[int]:
        """Return the UIDs of all messages."""
        return frozenset(message.uid for message in self.read_after(0))

    def remove(self, uids: Iterable[int]) -> None:
        """Do nothing: a file has room, and no shelf to keep a checkpoint on."""

    def make(self) -> None:
        """Do nothing: appending makes the file."""

    def append(self, raw: bytes) -> int:
        """Add a message and return its UID; it is on the disk when this returns."""
        with self._translated(), self._locked(), self._open_to_append() as file:
            last = 0
            known_uid, end = self._known
            file.seek(end if known_uid else _FILE_HEADER.size)
            last, good = known_uid, file.tell()
            while message := self._read_record(file):
                last, good = message.uid, file.tell()
            file.seek(good)
            file.truncate()  # a record that a crash cut off was never acknowledged
            file.write(_record(last + 1, self._clock.now(), raw))
            file.flush()
            os.fsync(file.fileno())
            self._known = (last + 1, file.tell())
            return last + 1

    def wait_for_change(self, seconds: float) -> bool:
        """Look at the file until it grows; another process may write it."""
        before = self._size()
        tick = Event()  # never set: it only waits
        end = self._clock.monotonic() + seconds
        while self._clock.monotonic() < end:
            tick.wait(_POLL_SECONDS)
            if self._size() != before:
                return True
        return False

    # -- inside ----------------------------------------------------------------------------

    @contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(self._lock_path, timeout=_LOCK_SECONDS, mode=0o600)
        try:
            with lock:
                yield
        except Timeout as error:
            raise StoreLocked(str(self._lock_path)) from error

    @contextmanager
    def _open_to_append(self) -> Iterator[BinaryIO]:
        number = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        with os.fdopen(number, "r+b") as file:
            if os.fstat(number).st_size < _FILE_HEADER.size:
                file.truncate(0)
                file.write(_FILE_HEADER.pack(_FILE_MAGIC, secrets.randbits(31) + 1))
            yield file

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _kind_of(error)(str(self._path), str(error)) from error

    def _size(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def _read_header(self, file: BinaryIO) -> int:
        header = file.read(_FILE_HEADER.size)
        if len(header) < _FILE_HEADER.size:
            return 0  # the process that made it has not written it yet
        magic, uidvalidity = _FILE_HEADER.unpack(header)
        if magic != _FILE_MAGIC:
            raise StoreCorrupt(str(self._path), "header")
        return int(uidvalidity)

    def _read_record(self, file: BinaryIO) -> JournalMessage | None:
        """Return the record at the file's place, or None at the end or at a torn last record."""
        start = file.tell()
        header = file.read(_RECORD_HEADER.size)
        if len(header) < _RECORD_HEADER.size:
            return None
        magic, uid, micros, length, checksum = _RECORD_HEADER.unpack(header)
        raw = file.read(length) if magic == _RECORD_MAGIC else b""
        if magic == _RECORD_MAGIC and zlib.crc32(raw) == checksum:
            return JournalMessage(uid=uid, raw=raw, internaldate=_EPOCH + micros * _MICROSECOND)
        if not _is_torn_end(file, start, magic, length):
            raise StoreCorrupt(str(self._path), f"record at {start}")
        return None


def _kind_of(error: OSError) -> type[StoreError]:
    if error.errno in _NO_ROOM:
        return StoreFull
    return StoreReadOnly if error.errno in _NO_WAY else StoreError


def _record(uid: int, now: datetime, raw: bytes) -> bytes:
    micros = (now - _EPOCH) // _MICROSECOND
    return _RECORD_HEADER.pack(_RECORD_MAGIC, uid, micros, len(raw), zlib.crc32(raw)) + raw


def _is_torn_end(file: BinaryIO, start: int, magic: bytes, length: int) -> bool:
    """Say whether a bad record is one that a crash or another writer left unfinished at the end."""
    end = file.seek(0, os.SEEK_END)
    if magic == _RECORD_MAGIC:
        return start + _RECORD_HEADER.size + length >= end
    return False
