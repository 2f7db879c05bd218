"""Mail that waits to leave: parcels with their final bytes.

A parcel moves from state to state by compare-and-set, so that two processes (or two threads) never
both take it on: whoever loses gets False and leaves it alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.query import OutboxState
from mailroom.domain.records.record import canonical
from mailroom.domain.sends.parcels import Parcel
from mailroom.ids import CaseId, MessageId, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import Moment
from mailroom.store.files.database import Database
from mailroom.store.files.statements import Prepared, written
from mailroom.store.journal.rows import decode


class Outbox:
    """The outbox table."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, parcel: Parcel, raw: bytes) -> Changes:
        """Queue a mail; a parcel with the same id is left as it is."""
        with self._database.write() as connection:
            connection.execute(_ADD, self._values(parcel) | {"id": parcel.id, "raw": raw})
        return _changed(parcel)

    def get(self, id_: str) -> Parcel | None:
        """Return a parcel."""
        with self._database.read() as connection:
            row = connection.execute(_GET, {"id": id_}).scalar_one_or_none()
        return None if row is None else decode(Parcel, row)

    def raw(self, id_: str) -> bytes | None:
        """Return the bytes to send; the same at every try."""
        with self._database.read() as connection:
            return connection.execute(_RAW, {"id": id_}).scalar_one_or_none()

    def advance(self, parcel: Parcel, expected: Iterable[OutboxState]) -> Changes:
        """Save a parcel, if the stored one is in one of the expected states.

        Returns:
            Nothing changed (false) if somebody else moved it first: look at it again.
        """
        states = list(expected)
        with self._database.write() as connection:
            done = connection.execute(
                _ADVANCE.where(t.outbox.c.state.in_(states)),
                {f"new_{name}": value for name, value in self._values(parcel).items()}
                | {"b_id": parcel.id},
            )
        return _changed(parcel) if done.rowcount else NOTHING

    def redate(self, parcel: Parcel, raw: bytes, expected: Iterable[OutboxState]) -> Changes:
        """Save a parcel that was never handed over with bytes of another date; see ``advance``."""
        states = list(expected)
        with self._database.write() as connection:
            done = connection.execute(
                _ADVANCE.where(t.outbox.c.state.in_(states)).values(raw=sa.bindparam("new_raw")),
                {f"new_{name}": value for name, value in self._values(parcel).items()}
                | {"b_id": parcel.id, "new_raw": raw},
            )
        return _changed(parcel) if done.rowcount else NOTHING

    def left_since(self, moment: datetime, person: PersonId) -> tuple[Parcel, ...]:
        """Return the mails of a person that left since then, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(_SENT, {"person": person, "since": moment}).scalars().all()
        parcels = (decode(Parcel, row) for row in rows)
        return tuple(one for one in parcels if one.left_at is None or one.left_at >= moment)

    def remove(self, id_: str, expected: Iterable[OutboxState]) -> Changes:
        """Take a parcel out for good, if it is in one of the expected states."""
        parcel = self.get(id_)
        with self._database.write() as connection:
            done = connection.execute(
                t.outbox.delete().where(t.outbox.c.id == id_, t.outbox.c.state.in_(list(expected)))
            )
        return _changed(parcel) if parcel and done.rowcount else NOTHING

    def open(self, person: PersonId | None = None) -> tuple[Parcel, ...]:
        """Return the parcels with something left to do, oldest first."""
        found = self._database.known(_open)
        return tuple(parcel for parcel in found if person in {None, parcel.person})

    def of_case(self, case: CaseId) -> tuple[Parcel, ...]:
        """Return all parcels of a case, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(_OF_CASE, {"case_id": case}).scalars().all()
        return tuple(decode(Parcel, row) for row in rows)

    def by_message(self, message_id: MessageId) -> Parcel | None:
        """Return the parcel with this Message-ID."""
        with self._database.read() as connection:
            row = connection.execute(_BY_MESSAGE, {"message_id": message_id}).scalars().first()
        return None if row is None else decode(Parcel, row)

    def _values(self, parcel: Parcel) -> dict[str, object]:
        return {
            "person": parcel.person,
            "case_id": parcel.case,
            "message_id": parcel.message_id,
            "state": parcel.state,
            "open": parcel.is_open,
            "changed_at": self._clock.now(),
            "row": canonical(parcel),
        }


def _changed(parcel: Parcel) -> Changes:
    cases = frozenset({parcel.case}) if parcel.case else frozenset()
    return Changes(cases=cases, outbox=True, health=True)


def _open(connection: Connection) -> tuple[Parcel, ...]:
    return tuple(decode(Parcel, row) for (row,) in _OPEN.run(connection, {}))


_ADD = insert(t.outbox).on_conflict_do_nothing(index_elements=["id"])
_GET = sa.select(t.outbox.c.row).where(t.outbox.c.id == sa.bindparam("id"))
_RAW = sa.select(t.outbox.c.raw).where(t.outbox.c.id == sa.bindparam("id"))
_NEW = ("person", "case_id", "message_id", "state", "open", "changed_at", "row")
_ADVANCE = (
    t.outbox.update()
    .where(t.outbox.c.id == sa.bindparam("b_id"))
    .values({name: sa.bindparam(f"new_{name}") for name in _NEW})
)
_ROWID = sa.literal_column("outbox.rowid", sa.Integer)  # the order of queueing
_OPEN = Prepared(sa.select(t.outbox.c.row).where(t.outbox.c.open == written(1)).order_by(_ROWID))
_OF_CASE = (
    sa.select(t.outbox.c.row).where(t.outbox.c.case_id == sa.bindparam("case_id")).order_by(_ROWID)
)
_SENT = (
    sa.select(t.outbox.c.row)
    .where(t.outbox.c.state == OutboxState.SENT, t.outbox.c.person == sa.bindparam("person"))
    .where(t.outbox.c.changed_at >= sa.bindparam("since", type_=Moment()))
    .order_by(_ROWID)
)
_BY_MESSAGE = sa.select(t.outbox.c.row).where(t.outbox.c.message_id == sa.bindparam("message_id"))
