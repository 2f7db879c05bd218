"""Drafts: what somebody at this PC is still writing (rule 37)."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa

from mailroom.clock import Clock
from mailroom.domain.changes import Changes
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.records.record import canonical
from mailroom.ids import CaseId, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import upsert
from mailroom.store.journal.rows import decode


class Drafts:
    """One draft per person, case and tab."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def load(self, person: PersonId, case: CaseId, tab: DraftTab) -> Draft | None:
        """Return the draft, if there is one."""
        with self._database.read() as connection:
            row = connection.execute(
                _LOAD, {"person": person, "case_id": case, "tab": tab}
            ).scalar_one_or_none()
        return None if row is None else decode(Draft, row)

    def all(self, person: PersonId) -> tuple[Draft, ...]:
        """Return all drafts of a person, the latest first."""
        with self._database.read() as connection:
            rows = connection.execute(_ALL, {"person": person}).scalars().all()
        return tuple(decode(Draft, row) for row in rows)

    def every(self) -> tuple[Draft, ...]:
        """Return all drafts of everybody who writes at this PC."""
        with self._database.read() as connection:
            rows = connection.execute(sa.select(t.drafts.c.row)).scalars().all()
        return tuple(decode(Draft, row) for row in rows)

    def save(self, person: PersonId, draft: Draft) -> Changes:
        """Keep a draft, replacing the one of the same case and tab."""
        saved = replace(draft, saved_at=self._clock.now())
        with self._database.write() as connection:
            connection.execute(
                _SAVE,
                {
                    "person": person,
                    "case_id": saved.case,
                    "tab": saved.tab,
                    "saved_at": saved.saved_at,
                    "row": canonical(saved),
                },
            )
        return Changes(cases=frozenset({draft.case}), drafts=True)

    def discard(self, person: PersonId, case: CaseId, tab: DraftTab) -> Changes:
        """Throw a draft away."""
        with self._database.write() as connection:
            connection.execute(_DISCARD, {"b_person": person, "b_case": case, "b_tab": tab})
        return Changes(cases=frozenset({case}), drafts=True)


_LOAD = sa.select(t.drafts.c.row).where(
    t.drafts.c.person == sa.bindparam("person"),
    t.drafts.c.case_id == sa.bindparam("case_id"),
    t.drafts.c.tab == sa.bindparam("tab"),
)
_ALL = (
    sa.select(t.drafts.c.row)
    .where(t.drafts.c.person == sa.bindparam("person"))
    .order_by(t.drafts.c.saved_at.desc())
)
_SAVE = upsert(t.drafts)
_DISCARD = t.drafts.delete().where(
    t.drafts.c.person == sa.bindparam("b_person"),
    t.drafts.c.case_id == sa.bindparam("b_case"),
    t.drafts.c.tab == sa.bindparam("b_tab"),
)
