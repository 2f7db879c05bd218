"""Opening a file: made if missing, checked, migrated; refused if too new; kept aside if damaged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import Connection

from mailroom.clock import Clock
from mailroom.errors import StoreCorrupt, StoreTooNew
from mailroom.store.files.database import Database, Durability

CHECKED_AT_OPENING = 24 * 1024 * 1024
"""Larger files are checked in the background: reading a gigabyte would hold up the start."""

_COMPANIONS = ("", "-wal", "-shm")

Step = Callable[[Connection], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What a file of ours looks like.

    Attributes:
        version: of the tables as ``create`` makes them; kept in ``user_version``.
        migrations: by the version they start from; each ends at the next one.
        wiped: whether what is deleted must leave no trace in the file (personal data).
    """

    version: int
    durability: Durability
    create: Step
    migrations: Mapping[int, Step] = field(default_factory=dict)
    wiped: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An open file.

    Attributes:
        damaged: where the damaged predecessor was kept, if there was one.
    """

    database: Database
    damaged: Path | None = None


def open_file(path: Path, blueprint: Blueprint, clock: Clock) -> Opened:
    """Open a file; a damaged one is moved aside and replaced by an empty one.

    Raises:
        StoreTooNew: a newer Mailroom wrote it.
        StoreReadOnly: it cannot be made or written.
        StoreLocked: another program holds it.
    """
    try:
        return Opened(database=_open_sound(path, blueprint))
    except StoreCorrupt:
        aside = keep_aside(path, clock)
    return Opened(database=_open_sound(path, blueprint), damaged=aside)


def check(database: Database) -> None:
    """Read a file through; damage is remembered, so that the next opening looks for itself.

    Raises:
        StoreCorrupt: the file is damaged.
    """
    try:
        database.quick_check()
    except StoreCorrupt:
        _doubt(database.path).touch(mode=0o600)
        raise


def was_checked(database: Database) -> bool:
    """Return whether opening this file read it through."""
    return database.size() <= CHECKED_AT_OPENING


def _doubt(path: Path) -> Path:
    return path.with_name(f"{path.name}-doubt")


def keep_aside(path: Path, clock: Clock) -> Path:
    """Rename a damaged file, with its WAL, and return where it lies now."""
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    count = 1
    while aside.exists():
        count += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{count}")
    for suffix in _COMPANIONS:
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(aside.with_name(aside.name + suffix))
    _doubt(path).unlink(missing_ok=True)
    return aside


def _open_sound(path: Path, blueprint: Blueprint) -> Database:
    database = Database(path, blueprint.durability, wiped=blueprint.wiped)
    try:
        if database.size() <= CHECKED_AT_OPENING or _doubt(path).exists():
            database.quick_check()
            _doubt(path).unlink(missing_ok=True)
        with database.write() as connection:
            _bring_up_to_date(connection, path, blueprint)
    except BaseException:
        database.close()
        raise
    return database


def _bring_up_to_date(connection: Connection, path: Path, blueprint: Blueprint) -> None:
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version > blueprint.version:
        raise StoreTooNew(str(path), f"{version} > {blueprint.version}")
    if version == blueprint.version:
        return
    if version == 0:
        blueprint.create(connection)
    else:
        for step in range(version, blueprint.version):
            blueprint.migrations[step](connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {blueprint.version}")
