"""What a person asked for and how it stands: still waiting, or refused and not yet put away.

Owns: which refusals are told. Machinery is not (a renewed claim, a slot whose mail has its own
row in the outbox), nor is a wish without words that was fulfilled by somebody else.
"""

from __future__ import annotations

from typing import Any, get_args

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain import events as e
from mailroom.domain.position import START
from mailroom.domain.query import AskedEvent, NotApplied
from mailroom.domain.records.journal_events import KeyRotated, LevelRaised, Redacted
from mailroom.domain.state import Entry
from mailroom.domain.times.clock_events import ClockBody
from mailroom.domain.verdicts import Reason
from mailroom.ids import CaseId, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.statements import written
from mailroom.store.journal.projection import PENDING_UID
from mailroom.store.journal.rows import decode_event, decode_verdict
from mailroom.store.journal.state_tables import TableState, entry_columns, entry_of
from mailroom.store.reading.case_reads import survivor
from mailroom.store.searching.notes_index import words_of


def not_applied(connection: Connection, me: PersonId) -> tuple[NotApplied, ...]:
    """Return refused events of mine that I have not put away, oldest first (rule 21)."""
    rows = connection.execute(_REFUSED, {"by": me}).mappings().all()
    left = connection.execute(_LEFT_BEHIND, {"by": me}).all()
    state = TableState(connection, shown=True)
    entries = [_left_entry(row) for row in left] + [entry_of(row) for row in rows]
    return tuple(_not_applied(state, entry) for entry in entries)


def count_not_applied(connection: Connection, me: PersonId) -> int:
    """Return how many there are."""
    left = len(connection.execute(_LEFT_BEHIND, {"by": me}).all())  # next to never any
    return connection.execute(_REFUSED_COUNT, {"by": me}).scalar_one() + left


def asked(connection: Connection, me: PersonId) -> tuple[AskedEvent, ...]:
    """Return what I asked for and the journal has not shown yet, in the order of asking."""
    rows = connection.execute(_ASKED, {"by": me}).mappings().all()
    state = TableState(connection, shown=True)
    entries = [entry_of(row) for row in rows]
    return tuple(
        AskedEvent(event=entry.event, verdict=entry.verdict, case=_case_of(state, entry))
        for entry in entries
    )


def _left_entry(row: sa.Row[Any]) -> Entry:
    """Return what was judged in a journal that is no more."""
    event = decode_event(row.event)
    return Entry(
        event=event,
        verdict=decode_verdict(row.verdict),
        position=START,
        time=row.time,
        anchor=event.anchor,
    )


def _not_applied(state: TableState, entry: Entry) -> NotApplied:
    return NotApplied(
        event=entry.event,
        verdict=entry.verdict,
        case=_case_of(state, entry),
        text=words_of(entry.event),
        at=entry.time,
    )


def _case_of(state: TableState, entry: Entry) -> CaseId | None:
    place = state.mail(entry.anchor) if entry.anchor else None
    case = survivor(state, place.case) if place else None
    return case.id if case else None


_MACHINERY = {
    e.TeamFounded,
    e.DeskJoined,
    e.InternalBegun,
    e.InternalDone,
    e.InternalFailed,
}
_TOLD = sorted(
    body.__name__
    for body in (
        *get_args(e.TeamBody),
        *get_args(e.FieldBody),
        *get_args(e.CourseBody),
        *get_args(ClockBody),
        *get_args(e.ShapeBody),
        *get_args(e.EscalationBody),
        *get_args(e.SharingBody),
        e.CaseOpened,
        e.TakenOver,
        e.SendAbandoned,
        KeyRotated,
        LevelRaised,
        Redacted,
    )
    if body not in _MACHINERY
)
_WITH_WORDS = [
    e.NoteAdded.__name__,
    e.HandedOver.__name__,
    e.DraftShared.__name__,
    e.PhoneLogged.__name__,
    e.Escalated.__name__,
    e.EscalationAdded.__name__,
    e.EscalationAnswered.__name__,
]
_IS_TOLD = (
    t.entries.c.by == sa.bindparam("by"),
    t.entries.c.accepted == written(0),
    t.entries.c.pending == 0,
    t.entries.c.kind.in_(_TOLD),
    t.entries.c.id.not_in(sa.select(t.dismissed.c.event_id)),
    sa.or_(
        t.entries.c.kind.in_(_WITH_WORDS),
        sa.func.json_extract(t.entries.c.verdict, "$.reason") != Reason.ALREADY.value,
    ),
)
_JUDGED_AGAIN = sa.exists().where(t.entries.c.id == t.left_behind.c.id)
"""Another desk said it again in the new order (rule 33): what it is there counts."""
_LEFT_BEHIND = (
    sa.select(t.left_behind)
    .where(
        t.left_behind.c.by == sa.bindparam("by"),
        t.left_behind.c.id.not_in(sa.select(t.dismissed.c.event_id)),
        sa.not_(_JUDGED_AGAIN),
    )
    .order_by(t.left_behind.c.time)
)
_IN_ORDER = (t.entries.c.epoch, t.entries.c.uid, t.entries.c.idx)
_REFUSED = entry_columns().where(*_IS_TOLD).order_by(*_IN_ORDER)
_REFUSED_COUNT = sa.select(sa.func.count()).select_from(t.entries).where(*_IS_TOLD)
_ASKED = (
    entry_columns()
    .where(
        t.entries.c.by == sa.bindparam("by"),
        t.entries.c.pending == written(1),
        t.entries.c.uid == PENDING_UID,  # not what was judged and is to be blanked
        t.entries.c.kind.in_([*_TOLD, e.Claimed.__name__]),
    )
    .order_by(*_IN_ORDER)
)
