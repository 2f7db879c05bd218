"""What can still be read of a damaged room.db: the words that exist nowhere else.

The journal comes again from the mailbox (or the local journal file); drafts, outbox, pending
events, marks and the team's key would be lost with the file.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.schema_head import mended

_log = logging.getLogger(__name__)

_RESCUED = (*t.LOCAL, t.pending)


def rescue(damaged: Path, into: Database) -> int:
    """Copy what is still readable into a new room.db; return how many rows."""
    found = _read(damaged)
    if not found[t.replica]:  # not even the tables are found
        with mended(damaged, into.path) as copy:
            found = found if copy is None else _read(copy)
    team = found.pop(t.replica)[:1]
    with into.write() as connection:
        rows = sum(_copy(connection, table, row) for table in _RESCUED for row in found[table])
        for row in team:
            known = {"team": row["team"], "team_key": row["team_key"]}
            connection.execute(t.replica.update().values(known))
        # whether they were seen, reading the journal again will tell
        connection.execute(t.pending.update().values(on_wire=True))
    _log.warning("%s is damaged; %d rows of this desk were rescued", damaged, rows)
    return rows


def _read(path: Path) -> dict[sa.Table, list[dict[str, Any]]]:
    url = sa.URL.create("sqlite", database=f"file:{path}", query={"mode": "ro", "uri": "true"})
    engine = sa.create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as old:
            return {table: _readable(old, table) for table in (*_RESCUED, t.replica)}
    finally:
        engine.dispose()


def _readable(old: Connection, table: sa.Table) -> list[dict[str, Any]]:
    """Return the rows that can be read from the front and, after a bad page, from the back."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    keys = list(table.primary_key)
    for order in (keys, [key.desc() for key in keys]):
        try:
            for row in old.execute(sa.select(table).order_by(*order)).mappings():
                found[tuple(row[key.name] for key in keys)] = dict(row)
            break
        except (DBAPIError, ValueError):
            continue
    return list(found.values())


def _copy(connection: Connection, table: sa.Table, row: dict[str, Any]) -> int:
    try:
        done = connection.execute(insert(table).on_conflict_do_nothing(), row)
    except DBAPIError:  # a value that the tables' checks refuse: damaged as well
        return 0
    return max(done.rowcount, 0)
