"""What was finished lately: accepted events of a few kinds behind a position of the journal."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from mailroom.domain.marking import MARKED_BY
from mailroom.domain.position import Position
from mailroom.domain.state import Entry
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.files.database import Database
from mailroom.store.journal.rows import decode_event, decode_verdict


class Finished:
    """Look-ups over room.db."""

    def __init__(self, room: Database) -> None:
        self._room = room

    def after(self, position: Position, since: datetime) -> tuple[Entry, ...]:
        """Return sends and closings that were accepted, in order.

        Args:
            position: only those behind it.
            since: only those of this journal time or later.
        """
        epoch, uid, idx = position
        asked = {"epoch_": epoch, "uid_": uid, "idx_": idx, "since": to_micros(since)}
        with self._room.read() as connection:
            rows = connection.execute(_BEHIND, asked).all()
        entries = (
            Entry(
                event=(event := decode_event(row.event)),
                verdict=decode_verdict(row.verdict),
                position=Position(row.epoch, row.uid, row.idx),
                time=row.time,
                anchor=event.anchor,
            )
            for row in rows
        )
        return tuple(entry for entry in entries if entry.verdict.accepted)


_J = t.journal.c
_BEHIND = (
    sa.select(_J.epoch, _J.uid, _J.idx, _J.time, _J.event, _J.verdict)
    .where(
        sa.tuple_(_J.epoch, _J.uid, _J.idx)
        > sa.tuple_(sa.bindparam("epoch_"), sa.bindparam("uid_"), sa.bindparam("idx_")),
        _J.kind.in_([kind.__name__ for kind in MARKED_BY]),
        _J.time >= sa.bindparam("since", type_=sa.Integer),
    )
    .order_by(_J.epoch, _J.uid, _J.idx)
)
