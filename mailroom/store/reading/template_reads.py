"""The team's own templates, as set so far; what waits to be confirmed wins."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.templates.template import Template
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.journal.rows import decode


class TemplateReads:
    """Look-ups over room.db."""

    def __init__(self, room: Database) -> None:
        self._room = room

    def own(self) -> tuple[Template, ...]:
        """Return every template that the team set, removed ones too."""
        return self._room.known(_own)


def _own(connection: Connection) -> tuple[Template, ...]:
    found = {row.id: row.row for row in connection.execute(_ALL)}
    return tuple(decode(Template, row) for row in found.values())


_ALL = sa.select(t.templates.c.id, t.templates.c.row).order_by(t.templates.c.pending)
