"""A ``CaseQuery`` as SQL: each view and order is served by an index of ``case_list``.

Values that decide whether a partial index applies are written into the statement: SQLite does not
look at bound values when it chooses one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from mailroom.domain.query import CaseQuery, Sort, View
from mailroom.ids import CaseId, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.columns import to_micros
from mailroom.store.files.statements import listed, written
from mailroom.store.reading.approval_reads import cases_to_approve
from mailroom.store.reading.label_reads import labelled
from mailroom.store.reading.shelves import Shelf

_LIST = t.case_list.c

LIVE = (Shelf.TO_DO, Shelf.ESCALATED, Shelf.WAITING, Shelf.SNOOZED)


def cases_of(
    query: CaseQuery,
    me: PersonId,
    now: datetime,
    found: Collection[CaseId] | None,
    more: Iterable[sa.ColumnElement[bool]] = (),
    *,
    filtered: bool = False,
) -> tuple[sa.Select[Any], dict[str, object]]:
    """Return the statement that lists the ids of a query, and its values.

    Args:
        query: what is asked.
        me: whose views they are.
        now: for deadlines.
        found: what the full-text search found, or None if nothing was searched for.
        more: what else must hold.
        filtered: whether "all" has the cases in 除外 too.
    """
    everything = filtered and query.view is View.ALL
    view = [] if everything else in_view(query.view, me, now)
    statement = sa.select(_LIST.id).where(*view, *more)
    values: dict[str, object] = {}
    if query.label is not None:
        statement = statement.where(_LIST.id.in_(labelled(query.label)))
    if query.assignee is not None:
        statement = statement.where(_LIST.assignee == query.assignee)
    if query.status is not None:
        statement = statement.where(_LIST.status == query.status)
    if found is not None:
        statement = statement.where(_LIST.id.in_(listed("found")))
        values["found"] = json.dumps(list(found))
    statement = statement.order_by(*_ORDERS[query.sort])
    return (statement if query.limit is None else statement.limit(query.limit)), values


def in_view(view: View, me: PersonId, now: datetime) -> list[sa.ColumnElement[bool]]:
    """Return the conditions of a view."""
    if view in _SHELF_OF:
        return [is_on(_SHELF_OF[view])]
    conditions: dict[View, list[sa.ColumnElement[bool]]] = {
        View.TO_REPLY: [is_on(Shelf.TO_DO), _LIST.owner == me],
        View.UNASSIGNED: [is_on(Shelf.TO_DO), _LIST.assignee.is_(None)],
        View.OVERDUE: [is_on(Shelf.TO_DO), _LIST.due <= to_micros(now)],
        View.ANSWERED: [_LIST.answered == written(1)],
        View.ASKED_OF_ME: [_LIST.asked_of == me],
        View.TO_APPROVE: [_LIST.id.in_(cases_to_approve(me))],
        View.ALL: [_LIST.shelf != written(Shelf.FILTERED.value)],
        View.OUTBOX: [_LIST.id.in_(_outbox_cases(me))],
        View.REFUSED: [sa.false()],  # events, not cases: Reads.not_applied
        View.UNREADABLE: [sa.false()],  # mails, not cases: Mails.unreadable
        View.STOPPED: [sa.false()],  # mails, not cases: Escalations.stopped
    }
    return conditions[view]


def is_on(shelf: Shelf) -> sa.ColumnElement[bool]:
    """Return the condition that a case lies on a shelf."""
    return _LIST.shelf == written(shelf.value)


def _outbox_cases(me: PersonId) -> sa.Select[Any]:
    return sa.select(t.outbox.c.case_id).where(
        t.outbox.c.open == written(1), t.outbox.c.person == me
    )


_SHELF_OF = {
    View.ESCALATED: Shelf.ESCALATED,
    View.WAITING: Shelf.WAITING,
    View.SNOOZED: Shelf.SNOOZED,
    View.DONE: Shelf.DONE,
    View.FILTERED: Shelf.FILTERED,
}
_ORDERS: dict[Sort, tuple[sa.ColumnElement[Any], ...]] = {
    Sort.NEWEST: (_LIST.last_at.desc(), _LIST.number.desc()),
    Sort.OLDEST: (_LIST.last_at, _LIST.number),
    Sort.DUE: (_LIST.due, _LIST.number),
    Sort.NUMBER: (_LIST.number.desc(),),
}
