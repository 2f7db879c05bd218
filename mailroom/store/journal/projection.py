"""Folding events into the tables: the confirmed layer, the pending layer, the list.

Everything here runs inside a write transaction of room.db.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.cases import Case, SentMail
from mailroom.domain.changes import Changes
from mailroom.domain.escalations.escalation import OPEN_STATES, Escalation
from mailroom.domain.events import Event, MailArrived, Placed
from mailroom.domain.fold import apply
from mailroom.domain.mails import MailPlace
from mailroom.domain.overlay import Overlay
from mailroom.domain.people import Team
from mailroom.domain.policies.contact_events import names_contact
from mailroom.domain.position import Position
from mailroom.domain.records.recording import Recording, chain, digest_rows
from mailroom.domain.sends.approval import Approval
from mailroom.domain.state import Entry, Row, State
from mailroom.domain.verdicts import Verdict
from mailroom.ids import CaseId
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.files.statements import Many, Prepared, listed, upsert, written
from mailroom.store.journal.rows import decode_event, write_rows
from mailroom.store.journal.state_tables import TableState
from mailroom.store.reading.shelves import Shelf, shelf_of

NO_DUE = 2**62
"""Sorts cases without a deadline behind all others."""

PENDING_UID = 2**40
"""Pending events are folded behind every position that a server will ever give."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """An event with what the fold said and the state hash after it."""

    placed: Placed
    verdict: Verdict
    chain: str


@dataclass(slots=True)
class Touched:
    """What a fold changed, gathered for the list and for ``Changes``."""

    cases: set[CaseId] = field(default_factory=set)
    rows: bool = False
    team: bool = False

    def note(self, rows: Iterable[Row], state: State) -> None:
        """Take in changed rows; ``state`` is the state after them."""
        for row in rows:
            match row:
                case Case():
                    self.cases.add(row.id)
                    self.rows = True
                case MailPlace():
                    self.cases.add(row.case)
                    self.rows = True
                case Escalation() | Approval() | Entry():
                    place = state.mail(row.anchor) if row.anchor else None
                    if place:
                        self.cases.add(place.case)
                    elif row.anchor and names_contact(row.anchor):
                        self.team = True
                case Team() | SentMail():
                    pass  # time moves with every event; a send shows as its case
                case _:
                    self.team = True

    def changes(self) -> Changes:
        """Return the report."""
        return Changes(
            cases=frozenset(self.cases), membership=self.rows, team=self.team, health=True
        )


class Folding:
    """Events being folded into the confirmed layer, in one or several transactions.

    What was looked up stays known from one to the next: nobody else may write the confirmed layer
    meanwhile (the cursor tells), and what this writes is seen in the overlay.
    """

    def __init__(self, connection: Connection) -> None:
        self._base = TableState(connection)
        self._overlay = Overlay(self._base)
        self._recording = Recording(self._overlay)

    def fold(
        self,
        connection: Connection,
        placed: Sequence[Placed],
        before: str,
        touched: Touched,
        is_enough: Callable[[int], bool] = lambda _events: False,
    ) -> list[Judged]:
        """Fold events at their positions, or the first few of them.

        Args:
            connection: in a write transaction.
            placed: events in order, none folded before.
            before: the state hash before the first of them.
            touched: takes in what changed.
            is_enough: says after so many events whether to leave the rest.
        """
        self._base.prefetch([item.event for item in placed])
        judged: list[Judged] = []
        rows: list[Row] = []
        for item in placed:
            if is_enough(len(judged)):
                break
            verdict = apply(self._recording, item)
            changed = self._recording.take()
            before = chain(before, item.event.id, verdict, digest_rows(changed))
            judged.append(Judged(placed=_recorded(item, changed), verdict=verdict, chain=before))
            rows += changed
        write_rows(connection, rows, pending=False)
        touched.note(rows, self._overlay)
        return judged

    def show(self, connection: Connection, ids: Iterable[CaseId]) -> None:
        """Write the rows of the list for these cases, when no event of this desk waits."""
        _show_cases(connection, self._overlay, sorted(ids))


def _recorded(placed: Placed, rows: Iterable[Row]) -> Placed:
    """Return the event as the fold took it: a kind above the team's level is unknown (rule 35)."""
    event = placed.event
    for row in rows:
        if type(row) is Entry and row.event.id == event.id and row.event is not event:
            return replace(placed, event=row.event)
    return placed


def rebuild_pending(
    connection: Connection, now: datetime, touched: Touched, *, stalled: bool = False
) -> None:
    """Fold all pending events over the confirmed state anew, and bring the list up to date.

    Args:
        connection: in a write transaction.
        now: the time here.
        touched: takes in what changed.
        stalled: the journal does not take what waits. So it is, too, once something was tried
            twice: then what mail came is shown before the team knows of it.
    """
    before = _pending_cases(connection)
    for forget in _FORGET_PENDING:
        forget.change(connection, {})
    waiting = _WAITING.run(connection, {})
    stalled = stalled or any(attempts > 1 for *_, attempts in waiting)
    events = [
        (n, decode_event(event))
        for n, kind, event, _ in waiting
        if stalled or kind != MailArrived.__name__  # there may be hundreds
    ]
    base = TableState(connection)
    _fold_pending(connection, base, events, now, touched)
    stale = before | _pending_cases(connection) | touched.cases
    touched.cases |= stale
    refresh_list(connection, stale)


def add_pending(
    connection: Connection, events: Sequence[tuple[int, Event]], now: datetime, touched: Touched
) -> None:
    """Fold further pending events over what is shown already."""
    shown = TableState(connection, shown=True)
    _fold_pending(connection, shown, _without_announcements(events), now, touched)
    refresh_list(connection, touched.cases)


def _without_announcements(events: Sequence[tuple[int, Event]]) -> list[tuple[int, Event]]:
    """Leave out what is shown when confirmed: it comes by the hundred, and nobody asked for it."""
    return [(n, event) for n, event in events if not isinstance(event.body, MailArrived)]


def _fold_pending(
    connection: Connection,
    base: TableState,
    events: Sequence[tuple[int, Event]],
    now: datetime,
    touched: Touched,
) -> None:
    if not events:
        return
    overlay = Overlay(base)
    team = base.team()
    time = max(now, team.time) if team else now
    epoch = _epoch(connection)
    for n, event in events:
        position = Position(epoch, PENDING_UID, n)
        apply(overlay, Placed(event=event, position=position, time=time))
    rows = overlay.changed_rows()
    write_rows(connection, rows, pending=True)
    touched.note(rows, overlay)


def _epoch(connection: Connection) -> int:
    [(epoch,)] = _EPOCH.run(connection, {})
    return int(epoch)


def _pending_cases(connection: Connection) -> set[CaseId]:
    return {CaseId(case) for (case,) in _PENDING_CASES.run(connection, {})}


# -- the list ----------------------------------------------------------------------------------


def refresh_list(connection: Connection, ids: Iterable[CaseId]) -> None:
    """Write the rows of the list for these cases, from what is shown of them."""
    wanted = sorted(ids)
    state = TableState(connection, shown=True)
    state.prefetch_cases(wanted)
    cases = [case for id_ in wanted if (case := state.case(id_))]
    state.prefetch_escalations({case.escalation for case in cases if case.escalation})
    _show_cases(connection, state, wanted)


def _show_cases(connection: Connection, state: State, ids: Sequence[CaseId]) -> None:
    if not ids:
        return
    cases = [case for id_ in ids if (case := state.case(id_)) and not case.merged_into]
    _UNLABEL.change(connection, {"keys": json.dumps(ids)})
    show(connection, [(c, state.escalation(c.escalation) if c.escalation else None) for c in cases])
    merged = set(ids) - {case.id for case in cases}
    if merged:
        _HIDE.change(connection, {"keys": json.dumps(sorted(merged))})


def show(connection: Connection, cases: Sequence[tuple[Case, Escalation | None]]) -> None:
    """Write the rows of the list for live cases, each with its escalation."""
    _SHOW.run(connection, [_list_row(case, asked) for case, asked in cases])
    _LABEL.run(connection, [(label, case.id) for case, _ in cases for label in case.labels])


def _list_row(case: Case, asked: Escalation | None) -> tuple[object, ...]:
    shelf = shelf_of(case)
    waits = asked is not None and asked.state in OPEN_STATES
    holder = case.claim.seat.person if case.claim else None
    live = shelf not in {Shelf.DONE, Shelf.FILTERED}
    return (
        case.id,
        case.number,
        shelf.value,
        case.status.value,
        case.assignee,
        case.assignee or holder,  # the owner
        asked.form.to_person if asked and waits else None,
        int(case.answered and live),
        to_micros(case.last_at),
        to_micros(case.due) if case.due and live else NO_DUE,
    )


# -- statements, made once ---------------------------------------------------------------------

_EPOCH = Prepared(sa.select(t.replica.c.epoch))
_WAITING = Prepared(
    sa.select(t.pending.c.n, t.pending.c.kind, t.pending.c.event, t.pending.c.attempts).order_by(
        t.pending.c.n
    )
)
_ONLY_PENDING = written(1)
_FORGET_PENDING = [
    Prepared(table.delete().where(table.c.pending == _ONLY_PENDING)) for table in t.LAYERED
]
_PENDING_CASES = Prepared(
    sa.union(
        sa.select(t.cases.c.id).where(t.cases.c.pending == _ONLY_PENDING),
        sa.select(t.mail_places.c.case_id).where(t.mail_places.c.pending == _ONLY_PENDING),
        sa.select(t.mail_places.c.case_id)
        .join_from(t.entries, t.mail_places, t.mail_places.c.key == t.entries.c.anchor)
        .where(t.entries.c.pending == _ONLY_PENDING),
    )
)
_UNLABEL = Prepared(t.case_labels.delete().where(t.case_labels.c.case_id.in_(listed("keys"))))
_HIDE = Prepared(t.case_list.delete().where(t.case_list.c.id.in_(listed("keys"))))
_SHOW = Many(upsert(t.case_list))
_LABEL = Many(t.case_labels.insert())
