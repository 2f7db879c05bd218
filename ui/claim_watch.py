"""Follows the locks I hold and those I asked for, and tells what others did about them.

Reads off the GUI thread after every change, compares with what it knew, and says each thing once.
Owns no widgets and no sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from mailroom.domain.cases import Case
from mailroom.domain.changes import Changes
from mailroom.domain.events import TakenOver
from mailroom.domain.people import Seat
from mailroom.domain.query import Standing
from mailroom.domain.roster import Claims
from mailroom.ids import CaseId, Token
from ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A lock of mine that somebody took over."""

    case: Case
    by: Seat
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    claims: Claims
    taken: tuple[Taken, ...]
    given: tuple[Case, ...]
    kept: tuple[Case, ...]


class ClaimWatch(QObject):
    """Compares the locks of now with those of before.

    Signals:
        asked(tuple[Case, ...]): somebody would like these of mine; none when nobody does.
        taken(Taken): somebody took one of mine over.
        given(Case): a holder let go after I had asked.
        kept(Case): a holder answered me that they go on.
    """

    asked = Signal(object)
    taken = Signal(object)
    given = Signal(object)
    kept = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._before: Claims | None = None
        session.changed.connect(self._on_changed)
        self.look()

    def look(self) -> None:
        """Read the locks again."""
        before = self._before
        self._session.ask("claims", lambda: _read(self._session, before), self._tell)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.team:
            self.look()

    def _tell(self, read: _Read) -> None:
        before, self._before = self._before, read.claims
        wanted = _wanted(read.claims)
        if before is None or wanted != _wanted(before):
            self.asked.emit(wanted)
        for taken in read.taken:
            self.taken.emit(taken)
        for case in read.given:
            self.given.emit(case)
        for case in read.kept:
            self.kept.emit(case)


def _wanted(claims: Claims) -> tuple[Case, ...]:
    return tuple(one for one in claims.held if one.claim is not None and one.claim.asked_by)


def _read(session: Session, before: Claims | None) -> _Read:
    """Read the locks, and what became of those that are mine no more; runs on a thread."""
    now = session.room.seats.claims()
    if before is None:
        return _Read(claims=now, taken=(), given=(), kept=())
    gone = [_as_it_is(session, case) for case in before.held if case.id not in _ids(now.held)]
    ended = [_as_it_is(session, one) for one in before.asked if one.id not in _ids(now.asked)]
    taken = [_taken(session, case) for case in gone if case is not None]
    left = [one for one in ended if one is not None and one.open_send is None]
    return _Read(
        claims=now,
        taken=tuple(one for one in taken if one is not None),
        given=tuple(one for one in left if one.claim is None),
        kept=tuple(one for one in left if one.claim is not None and one.claim.kept_at is not None),
    )


def _ids(cases: tuple[Case, ...]) -> set[CaseId]:
    return {case.id for case in cases}


def _as_it_is(session: Session, case: Case) -> Case | None:
    detail = session.room.reads.detail(case.id)
    return detail.row.case if detail is not None else None


def _taken(session: Session, case: Case) -> Taken | None:
    """Return by whom and why, if the lock was taken over (and not let go, or ended by a send)."""
    if case.claim is None or case.claim.seat == session.me:
        return None
    for item in reversed(session.room.reads.timeline(case.id)):
        if item.event is not None and Token(item.event.id) == case.claim.token:
            body = item.event.body
            if isinstance(body, TakenOver) and item.standing is not Standing.REFUSED:
                return Taken(case=case, by=case.claim.seat, reason=body.reason)
    return None
