"""Events about the team, which belong to no case: for the team page and for joining."""

from __future__ import annotations

import sqlalchemy as sa

from mailroom.domain.arrival.arrival_events import ArrivalRulesSet
from mailroom.domain.events import (
    DeskJoined,
    IdentitiesSet,
    LabelSet,
    MailboxAdded,
    MemberSet,
    PolicySet,
    TeamFounded,
    TemplateSet,
)
from mailroom.domain.records.journal_events import (
    Compacted,
    EpochStarted,
    KeyRotated,
    LevelRaised,
    Redacted,
)
from mailroom.domain.state import Entry
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import written
from mailroom.store.journal.state_tables import entry_columns, entry_of

_KINDS = (
    TeamFounded, MemberSet, DeskJoined, MailboxAdded, IdentitiesSet, LabelSet, TemplateSet,
    PolicySet, ArrivalRulesSet,
    KeyRotated, EpochStarted, LevelRaised, Compacted, Redacted,
)  # fmt: skip


class Roster:
    """Look-ups over room.db."""

    def __init__(self, room: Database) -> None:
        self._room = room

    def entries(self) -> tuple[Entry, ...]:
        """Return the accepted events about the team in order; those that wait come last."""
        with self._room.read() as connection:
            rows = connection.execute(_ABOUT_TEAM).mappings().all()
        return tuple(entry_of(row) for row in rows if row["event"] is not None)


_ABOUT_TEAM = (
    entry_columns()
    .where(
        t.entries.c.anchor.is_(None),
        # written out, so that the partial index on the anchor applies
        t.entries.c.kind != sa.literal_column("'MailArrived'"),
        t.entries.c.kind.in_([kind.__name__ for kind in _KINDS]),
        t.entries.c.accepted == written(1),
    )
    .order_by(t.entries.c.pending, t.entries.c.epoch, t.entries.c.uid, t.entries.c.idx)
)
