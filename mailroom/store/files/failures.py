"""The one place where errors of SQLite become errors of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from mailroom.errors import (
    StoreCorrupt,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
)

_KINDS: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
    sqlite3.SQLITE_CORRUPT: StoreCorrupt,
    sqlite3.SQLITE_NOTADB: StoreCorrupt,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_CANTOPEN: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
}
_NO_ROOM = frozenset(  # a quota or a file size limit shows up as a failed write
    {
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
    }
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise store errors instead of the driver's; bugs of ours (bad SQL) pass through."""
    try:
        yield
    except DBAPIError as error:
        raise_translated(error.orig, path, error)
    except sqlite3.Error as error:
        raise_translated(error, path, error)
    except UnicodeDecodeError as error:  # the driver quotes a damaged schema in its complaint
        raise StoreCorrupt(str(path), str(error)) from error


def raise_translated(driver_error: BaseException | None, path: Path, cause: BaseException) -> None:
    """Raise what the driver's error means to us."""
    code: int = getattr(driver_error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code in _NO_ROOM:
        raise StoreFull(str(path), str(driver_error)) from cause
    primary = code & 0xFF  # extended codes keep their family in the low byte
    if primary == sqlite3.SQLITE_IOERR:
        raise StoreError(str(path), str(driver_error)) from cause
    kind = _KINDS.get(primary)
    if kind is None:
        raise cause
    raise kind(str(path), str(driver_error)) from cause
