"""Small things kept per person on this PC: what was read, what was waved away, settings."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.mails import Direction
from mailroom.ids import CaseId, EventId, MailKey, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import Prepared, listed, upsert

Setting = str | int | float | bool | list["Setting"] | dict[str, "Setting"] | None


class Marks:
    """Read marks, dismissed notices, settings of this profile."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark_read(self, person: PersonId, case: CaseId) -> Changes:
        """Note that a person has seen the mails now in a case."""
        with self._database.write() as connection:
            done = connection.execute(_MARK_CASE, {"person": person, "case_id": case})
        return Changes(cases=frozenset({case})) if done.rowcount > 0 else NOTHING

    def mark_unread(self, person: PersonId, case: CaseId, keys: Iterable[MailKey]) -> Changes:
        """Forget that a person has seen these mails."""
        with self._database.write() as connection:
            connection.execute(_UNMARK, {"b_person": person, "keys": json.dumps(list(keys))})
        return Changes(cases=frozenset({case}))

    def dismiss(self, event: EventId) -> Changes:
        """Stop showing a refused event as "not applied"; its words stay in the journal."""
        with self._database.write() as connection:
            connection.execute(_DISMISS, {"event_id": event})
        return Changes(health=True, membership=True)

    def setting(self, name: str) -> Setting:
        """Return a setting, or None if it was never set."""
        value = self._database.known(_settings).get(name)
        found: Setting = None if value is None else json.loads(value)
        return found

    def set_setting(self, name: str, value: Setting) -> None:
        """Keep a setting."""
        with self._database.write() as connection:
            connection.execute(_SET, {"name": name, "value": json.dumps(value)})


def _settings(connection: Connection) -> dict[str, str]:
    return dict(_SETTINGS.run(connection, {}))


_UNREAD_OF_CASE = sa.select(sa.bindparam("person", type_=sa.Text), t.mail_places.c.key).where(
    t.mail_places.c.case_id == sa.bindparam("case_id"),
    t.mail_places.c.direction == Direction.INBOUND,
    t.mail_places.c.history == 0,
)
_MARK_CASE = (
    insert(t.read_marks).from_select(["person", "key"], _UNREAD_OF_CASE).on_conflict_do_nothing()
)
_UNMARK = t.read_marks.delete().where(
    t.read_marks.c.person == sa.bindparam("b_person"),
    t.read_marks.c.key.in_(listed("keys")),
)
_DISMISS = insert(t.dismissed).on_conflict_do_nothing()
_SETTINGS = Prepared(sa.select(t.settings.c.name, t.settings.c.value))
_SET = upsert(t.settings)
