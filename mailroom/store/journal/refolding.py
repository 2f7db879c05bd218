"""The projection all over again: from the base, if there is one, and the journal after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.events import Placed, UnknownBody
from mailroom.domain.position import Position
from mailroom.domain.records.record import canonical
from mailroom.store.files import room_schema as t
from mailroom.store.journal.journal_rows import ROWID, rewrite
from mailroom.store.journal.projection import (
    Folding,
    Judged,
    Touched,
    rebuild_pending,
)
from mailroom.store.journal.rows import decode_event, decode_event_anew
from mailroom.store.journal.snapshots import base_head, finish_loading, lay_base


def refold(connection: Connection, now: datetime) -> str:
    """Throw the projection away and fold the journal again; return the state hash.

    Needed when the fold itself changed (``PROJECTION_VERSION``).
    """
    finish_loading(connection)
    start = base_head(connection)
    for table in t.PROJECTION:
        if table is not t.entries:
            connection.execute(table.delete())
    connection.execute(_DROP_ENTRIES, start._asdict())
    last, before = lay_base(connection)
    touched = Touched()
    while rows := connection.execute(_JOURNAL_AFTER, last._asdict()).all():
        placed = [
            Placed(event=decode_event_anew(row.event), position=Position(*row[:3]), time=row.time)
            for row in rows
        ]
        folding = Folding(connection)
        judged = folding.fold(connection, placed, before, touched)
        connection.execute(_REJUDGED, [_verdict_row(item) for item in judged])
        _reread(connection, rows, judged)
        before, last = judged[-1].chain, judged[-1].placed.position
        folding.show(connection, touched.cases)
        touched = Touched()
    rebuild_pending(connection, now, touched)
    return before


def _reread(connection: Connection, rows: Sequence[sa.Row[Any]], judged: Sequence[Judged]) -> None:
    """Keep events that only this program understands as it reads them (rule 35)."""
    for row, item in zip(rows, judged, strict=True):
        event = item.placed.event
        if _UNKNOWN in row.event and event != decode_event(row.event):
            rewrite(connection, row.rowid, event)


def _verdict_row(item: Judged) -> dict[str, object]:
    position = item.placed.position
    return {
        "epoch_": position.epoch,
        "uid_": position.uid,
        "idx_": position.index,
        "verdict": canonical(item.verdict),
        "chain": item.chain,
    }


# -- statements, made once ---------------------------------------------------------------------


def _after(table: sa.Table) -> sa.ColumnElement[bool]:
    return sa.tuple_(table.c.epoch, table.c.uid, table.c.idx) > sa.tuple_(
        sa.bindparam("epoch"), sa.bindparam("uid"), sa.bindparam("index")
    )


_UNKNOWN = UnknownBody.__name__
_DROP_ENTRIES = t.entries.delete().where(_after(t.entries))
"""Those of the base stay, pending ones are behind everything."""
_JOURNAL_AFTER = (
    sa.select(
        t.journal.c.epoch,
        t.journal.c.uid,
        t.journal.c.idx,
        t.journal.c.event,
        t.journal.c.time,
        ROWID.label("rowid"),
    )
    .where(_after(t.journal))
    .order_by(t.journal.c.epoch, t.journal.c.uid, t.journal.c.idx)
    .limit(500)
)
_REJUDGED = (
    t.journal.update()
    .where(
        t.journal.c.epoch == sa.bindparam("epoch_"),
        t.journal.c.uid == sa.bindparam("uid_"),
        t.journal.c.idx == sa.bindparam("idx_"),
    )
    .values(verdict=sa.bindparam("verdict"), chain=sa.bindparam("chain"))
)
