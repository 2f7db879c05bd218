"""Judged events into the journal table, their words into the search index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.events import Event, kind_of
from mailroom.domain.records.record import canonical
from mailroom.mail.search_text import index_terms
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.files.statements import Prepared, driver_of
from mailroom.store.journal.projection import Judged
from mailroom.store.journal.rows import decode_event
from mailroom.store.searching.notes_index import words_of


def write_journal(connection: Connection, judged: Sequence[Judged]) -> None:
    """Write events behind those that are there."""
    start = next_rowid(connection)
    put_journal(
        connection,
        [(rowid, *_values(item)) for rowid, item in enumerate(judged, start)],
        [
            (rowid, index_terms(words))
            for rowid, item in enumerate(judged, start)
            if (words := words_of(item.placed.event))
        ],
    )


def next_rowid(connection: Connection) -> int:
    """Return the first free row number of the journal table."""
    [(last,)] = _LAST.run(connection, {})
    return int(last or 0) + 1


def put_journal(
    connection: Connection,
    rows: Sequence[tuple[Any, ...]],
    notes: Sequence[tuple[int, str]],
) -> None:
    """Write rows of the journal table, each behind its row number, and terms of the index.

    A row whose position is taken is left out.
    """
    driver = driver_of(connection)
    driver.executemany(_PUT, rows)
    driver.executemany(_INDEX, notes)


def rewrite(connection: Connection, rowid: int, event: Event) -> None:
    """Keep an event otherwise than before: the same one with other words, or understood now."""
    [(before,)] = _EVENT.run(connection, {"rowid_": rowid})
    connection.execute(_REWRITE, {"rowid_": rowid, "event": canonical(event)})
    if words := words_of(decode_event(before)):
        connection.exec_driver_sql(_UNINDEX, (rowid, index_terms(words)))
    if words := words_of(event):
        connection.exec_driver_sql(_INDEX, (rowid, index_terms(words)))


def _values(item: Judged) -> tuple[Any, ...]:
    event, position = item.placed.event, item.placed.position
    return (
        *position,
        event.id,
        kind_of(event.body),
        to_micros(item.placed.time),
        canonical(event),
        canonical(item.verdict),
        item.chain,
    )


ROWID = sa.literal_column("journal.rowid", sa.Integer)
_LAST = Prepared(sa.select(sa.func.max(ROWID)).select_from(t.journal))
_EVENT = Prepared(sa.select(t.journal.c.event).where(sa.bindparam("rowid_") == ROWID))
_REWRITE = (
    t.journal.update().where(sa.bindparam("rowid_") == ROWID).values(event=sa.bindparam("event"))
)
# the row number has no column of its own, so that the table can be read without it
_PUT = (
    "INSERT OR IGNORE INTO journal "
    "(rowid, epoch, uid, idx, event_id, kind, time, event, verdict, chain) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UNINDEX = "INSERT INTO note_index (note_index, rowid, grams) VALUES ('delete', ?, ?)"
_INDEX = "INSERT INTO note_index (rowid, grams) VALUES (?, ?)"
