"""The conditions of a search about whole cases, as SQL over ``case_list``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime, time, tzinfo
from typing import assert_never

import sqlalchemy as sa

from mailroom.domain.cases import CaseStatus
from mailroom.domain.mails import Direction
from mailroom.domain.search.terms import (
    AssigneeTerm,
    AttachmentTerm,
    DayTerm,
    Edge,
    LabelTerm,
    NumberTerm,
    Search,
    State,
    StateTerm,
    Term,
    WordTerm,
)
from mailroom.ids import PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.files.statements import written
from mailroom.store.reading.shelves import Shelf

_LIST = t.case_list.c
_PLACES = t.mail_places.c
_Condition = sa.ColumnElement[bool]


def conditions(
    search: Search, me: PersonId, now: datetime, zone: tzinfo | None
) -> list[_Condition]:
    """Return what must hold of a case; words are looked for elsewhere.

    Args:
        search: what was typed, names looked up.
        me: who searches.
        now: for deadlines.
        zone: whose days are meant; None is this PC's.
    """
    found: list[_Condition] = []
    days: list[DayTerm] = []
    for clause in search.clauses:
        if isinstance(clause.term, WordTerm):
            continue
        if isinstance(clause.term, DayTerm) and not clause.negated:
            days.append(clause.term)
            continue
        condition = _condition(clause.term, me, now, zone)
        found.append(_not(condition) if clause.negated else condition)
    return [*found, _in_days(days, zone)] if days else found


def asks_for_filtered(search: Search) -> bool:
    """Return whether cases in 除外 are asked for, which else no search over all shows."""
    return any(
        clause.term == StateTerm(state=State.FILTERED) and not clause.negated
        for clause in search.clauses
    )


def _not(condition: _Condition) -> _Condition:
    return sa.not_(sa.func.coalesce(condition, written(0)))  # nobody's case is not 佐藤's


def _condition(term: Term, me: PersonId, now: datetime, zone: tzinfo | None) -> _Condition:
    match term:
        case LabelTerm(labels=labels):
            worn = sa.select(t.case_labels.c.case_id).where(t.case_labels.c.label.in_(labels))
            return _LIST.id.in_(worn)
        case AssigneeTerm(people=people):
            return _assigned_to(people)
        case StateTerm(state=state):
            return _in_state(state, me, now)
        case DayTerm():
            return _in_days([term], zone)
        case AttachmentTerm():
            with_files = sa.select(_PLACES.case_id).where(_PLACES.attachments == written(1))
            return _LIST.id.in_(with_files)
        case NumberTerm(number=number):
            return _LIST.number == number
        case WordTerm():
            raise TypeError("words are looked for in the full-text indexes")
        case _:
            assert_never(term)


def _assigned_to(people: Collection[PersonId | None]) -> _Condition:
    named = _LIST.assignee.in_([person for person in people if person is not None])
    return sa.or_(named, _LIST.assignee.is_(None)) if None in people else named


def _in_days(days: Iterable[DayTerm], zone: tzinfo | None) -> _Condition:
    """Some mail of the case, or the last thing in it, lies in these days."""
    edges = [(day.edge, _midnight(day, zone)) for day in days]

    def within(moment: sa.ColumnElement[datetime]) -> _Condition:
        return sa.and_(
            *(moment < at if edge is Edge.BEFORE else moment >= at for edge, at in edges)
        )

    mailed = sa.select(_PLACES.case_id).where(within(_PLACES.at))
    return sa.or_(within(_LIST.last_at), _LIST.id.in_(mailed))


def _midnight(day: DayTerm, zone: tzinfo | None) -> datetime:
    local = datetime.combine(day.day, time(0))
    try:
        return (local.replace(tzinfo=zone) if zone else local.astimezone()).astimezone(UTC)
    except (OverflowError, ValueError, OSError):  # the year 1, or 9999
        return local.replace(tzinfo=UTC)


def _in_state(state: State, me: PersonId, now: datetime) -> _Condition:
    if state in _SHELVES:
        return _LIST.shelf == written(_SHELVES[state].value)
    if state in _STATUSES:
        return _LIST.status == _STATUSES[state]
    if state in _ELSEWHERE:
        return _LIST.id.in_(_ELSEWHERE[state](me))
    of_list: dict[State, _Condition] = {
        State.OVERDUE: sa.and_(
            _LIST.shelf == written(Shelf.TO_DO.value), _LIST.due <= to_micros(now)
        ),
        State.ANSWERED: _LIST.answered == written(1),
        State.MINE: _LIST.assignee == me,
        State.UNASSIGNED: _LIST.assignee.is_(None),
    }
    return of_list[state]


def _unread(me: PersonId) -> sa.Select[tuple[str]]:
    read = sa.exists().where(t.read_marks.c.person == me, t.read_marks.c.key == _PLACES.key)
    return sa.select(_PLACES.case_id).where(
        ~read, _PLACES.history == written(0), _PLACES.direction == Direction.INBOUND
    )


def _drafted(me: PersonId) -> sa.Select[tuple[str]]:
    return sa.select(t.drafts.c.case_id).where(t.drafts.c.person == me)


def _held(_me: PersonId) -> sa.Select[tuple[str]]:
    return sa.select(t.cases.c.id).where(t.cases.c.claimed_by.is_not(None))


def _unreadable(_me: PersonId) -> sa.Select[tuple[str]]:
    forced = sa.func.instr(sa.type_coerce(_PLACES.row, sa.Text), written('"unreadable":true')) > 0
    return sa.select(_PLACES.case_id).where(forced)


_SHELVES = {
    State.WAITING: Shelf.WAITING,
    State.ESCALATED: Shelf.ESCALATED,
    State.SNOOZED: Shelf.SNOOZED,
    State.DONE: Shelf.DONE,
    State.FILTERED: Shelf.FILTERED,
}
_STATUSES = {State.NEW: CaseStatus.NEW, State.OPEN: CaseStatus.OPEN}
_ELSEWHERE = {
    State.UNREAD: _unread,
    State.DRAFT: _drafted,
    State.HELD: _held,
    State.UNREADABLE: _unreadable,
}
