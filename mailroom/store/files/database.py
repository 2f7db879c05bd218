"""One SQLite file: its connections, its locks, its transactions.

Writers take BEGIN IMMEDIATE on one connection, one at a time; readers are query-only and see a
snapshot (a deferred BEGIN that reads and then writes fails at once in WAL mode, facts.md).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.pool import QueuePool, StaticPool

from mailroom.errors import StoreCorrupt
from mailroom.store.files.failures import translated
from mailroom.store.files.statements import driver_of
from mailroom.store.files.turns import Turns

BUSY_SECONDS = 10
_PATIENCE = 0.1
_READERS = 6  # GUI, two query threads, engine, outbox, one spare
_Found = TypeVar("_Found")


class Durability(Enum):
    """What a power cut may take."""

    FULL = "FULL"  # nothing that was committed
    NORMAL = "NORMAL"  # the last commits; never the file


class Database:
    """A file with one writer and several readers; safe against other processes too."""

    def __init__(self, path: Path, durability: Durability, *, wiped: bool = False) -> None:
        """Open a file.

        Args:
            path: where it lies; made if missing.
            durability: what a power cut may take.
            wiped: whether everything deleted is overwritten, not only what costs nothing.
        """
        self.path = path
        self._secure_delete = "ON" if wiped else "FAST"
        self.turns = Turns()
        self._durability = durability
        with translated(path):
            self._create_private()
            self._writing = self._engine(StaticPool, self._prepare_writer)
            self._reading = self._engine(QueuePool, self._prepare_reader)
            self._writer = self._writing.connect()
            self._seen_version = self._version()
            self._asker = self._reading.connect()
        self._asking = threading.Lock()
        self._known: dict[Callable[[Connection], Any], Any] = {}
        self._known_version = -1

    def close(self) -> None:
        """Close every connection; the last one folds the WAL into the file."""
        self._asker.close()
        self._reading.dispose()
        self._writer.close()
        self._writing.dispose()

    # -- transactions ----------------------------------------------------------------------

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Run a transaction that a person may be waiting for."""
        with self.turns.user(), self._transaction() as connection:
            yield connection

    @contextmanager
    def write_bulk(self) -> Iterator[Connection]:
        """Run a slice of bulk work: keep it short, and end it when ``turns.user_waits``."""
        with self.turns.bulk(), self._transaction() as connection:
            yield connection

    def read(self) -> AbstractContextManager[Connection]:
        """Run look-ups on one snapshot."""
        return self._snapshot()

    def known(self, look_up: Callable[[Connection], _Found]) -> _Found:
        """Return what a look-up finds; it looks again only after somebody committed.

        For the few things that are asked for all the time. The file itself says whether anything
        was committed, here or by another process, so nothing can be forgotten to be told.

        Args:
            look_up: a plain function, which is what the answer is kept by; short, for others wait.
                What it returns is shared between threads: nothing that can be changed.
        """
        with self._asking, translated(self.path):
            version = _data_version(self._asker)
            if version != self._known_version:
                self._known.clear()
                self._known_version = version
            if look_up not in self._known:
                self._known[look_up] = look_up(self._asker)
            found: _Found = self._known[look_up]
            return found

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        with translated(self.path), self._reading.connect() as connection:
            driver_of(connection).execute("BEGIN")
            yield connection

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with translated(self.path):
            driver = driver_of(self._writer)
            driver.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                driver.execute("COMMIT")
            except BaseException:
                # a full disk may have rolled back already; then this says there is nothing to do
                if driver.in_transaction:
                    driver.execute("ROLLBACK")
                raise
            finally:
                self._writer.rollback()  # SQLAlchemy's own notion of a transaction

    # -- the file --------------------------------------------------------------------------

    def changed_elsewhere(self) -> bool:
        """Return whether another process committed since the last call.

        Never waits: while this process writes, the answer is no and the next call tells.
        """
        with self.turns.if_free() as free:
            if not free:
                return False
            with translated(self.path):
                version = self._version()
                changed = version != self._seen_version
                self._seen_version = version
                return changed

    def quick_check(self) -> None:
        """Raise ``StoreCorrupt`` if the file is damaged."""
        with self._snapshot() as connection:
            rows = connection.exec_driver_sql("PRAGMA quick_check(1)").scalars().all()
        if rows != ["ok"]:
            raise StoreCorrupt(str(self.path), str(rows[0]) if rows else "")

    def empty_log(self) -> bool:
        """Fold the write-ahead log into the file and empty it; return whether nobody hindered it.

        The log keeps older forms of pages until then.
        """
        with self.turns.bulk(), translated(self.path):
            self._wait_at_most(_PATIENCE)  # people wait for the lock meanwhile
            try:
                busy, *_ = self._writer.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            finally:
                self._wait_at_most(BUSY_SECONDS)
                self._writer.rollback()
        return not busy

    def _wait_at_most(self, seconds: float) -> None:
        self._writer.exec_driver_sql(f"PRAGMA busy_timeout={int(seconds * 1000)}")

    def schema_version(self) -> int:
        """Return a number that moves when a table or an index is made or changed."""
        with self._snapshot() as connection:
            return int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())

    def size(self) -> int:
        """Return the bytes of the file without its WAL."""
        return self.path.stat().st_size

    def _version(self) -> int:
        return _data_version(self._writer)

    def _create_private(self) -> None:
        # SQLite gives its WAL the mode of the file; creating it first keeps the umask out of it
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))

    def _engine(self, pool: Any, prepare: Callable[[Any], None]) -> Engine:
        sizes = {"pool_size": _READERS, "max_overflow": _READERS} if pool is QueuePool else {}
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(self.path)),
            poolclass=pool,
            isolation_level="AUTOCOMMIT",  # BEGIN and COMMIT are ours
            connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
            **sizes,
        )
        sa.event.listen(engine, "connect", _closing_on_failure(prepare))
        sa.event.listen(engine, "reset", _end_snapshot)
        return engine

    def _prepare_writer(self, connection: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={self._durability.value}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-16000")
        connection.execute(f"PRAGMA secure_delete={self._secure_delete}")

    @staticmethod
    def _prepare_reader(connection: Any) -> None:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA cache_size=-8000")


def _data_version(connection: Connection) -> int:
    [version] = driver_of(connection).execute("PRAGMA data_version").fetchone()
    return int(version)


def _closing_on_failure(prepare: Callable[[Any], None]) -> Callable[[Any, object], None]:
    def run(connection: Any, _record: object) -> None:
        try:
            prepare(connection)
        except BaseException:
            connection.close()  # else a damaged file stays open and cannot be moved on Windows
            raise

    return run


def _end_snapshot(connection: Any, _record: object, _state: object) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
