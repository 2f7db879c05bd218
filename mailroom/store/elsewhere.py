"""What another process (the command line beside the window) changed in our files."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.changes import NOTHING, Changes
from mailroom.ids import CaseId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import written


class Elsewhere:
    """Compares what is there with what was there at the last look."""

    def __init__(self, room: Database, mail: Database) -> None:
        self._room = room
        self._mail = mail
        self.count = 0
        with room.read() as connection:
            self._last = _last(connection)

    def poll(self) -> Changes:
        """Return what changed since the last call, as far as other processes did it."""
        changes = NOTHING
        if self._room.changed_elsewhere():
            self.count += 1
            changes |= Changes(
                cases=self._look(),
                membership=True,
                team=True,
                outbox=True,
                drafts=True,
                health=True,
            )
        if self._mail.changed_elsewhere():
            self.count += 1
            changes |= Changes(membership=True, health=True)
        return changes

    def _look(self) -> frozenset[CaseId]:
        """Return the cases that newer events are about."""
        with self._room.read() as connection:
            last = _last(connection)
            found = connection.execute(_CASES_SINCE, {"last": self._last}).scalars().all()
        self._last = last
        return frozenset(CaseId(case) for case in found)


def _last(connection: Connection) -> int:
    return connection.execute(_LAST).scalar_one() or 0


_ROWID = sa.literal_column("journal.rowid", sa.Integer)
_LAST = sa.select(sa.func.max(_ROWID)).select_from(t.journal)
_CASES_SINCE = sa.union(
    sa.select(t.mail_places.c.case_id)
    .select_from(t.journal)
    .join(t.entries, t.entries.c.id == t.journal.c.event_id)
    .join(t.mail_places, t.mail_places.c.key == t.entries.c.anchor)
    .where(sa.bindparam("last") < _ROWID),
    sa.select(t.mail_places.c.case_id)
    .select_from(t.entries)
    .join(t.mail_places, t.mail_places.c.key == t.entries.c.anchor)
    .where(t.entries.c.pending == written(1)),
    sa.select(t.outbox.c.case_id).where(
        t.outbox.c.open == written(1), t.outbox.c.case_id.is_not(None)
    ),
    sa.select(t.drafts.c.case_id),
)
