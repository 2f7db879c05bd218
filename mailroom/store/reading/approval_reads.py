"""Mails that wait for a second person: of one case, and those one person can decide about (S19)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.events import ApprovalAsked, ApprovalReturned, Approved
from mailroom.domain.query import ApprovalPage
from mailroom.domain.sends.approval import Approval, ApprovalState
from mailroom.ids import EventId, MailKey, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import listed, written
from mailroom.store.journal.rows import decode
from mailroom.store.journal.state_tables import TableState

_ROWS = t.approvals.c


def approvals_at(
    connection: Connection, state: TableState, anchors: Iterable[MailKey]
) -> tuple[ApprovalPage, ...]:
    """Return the mails of a case that are proposed, the latest last; without those withdrawn."""
    found: dict[str, Approval] = {}
    values = {"keys": json.dumps(list(anchors))}
    for id_, row in connection.execute(_AT, values):  # pending ones come last
        found[id_] = decode(Approval, row)
    pages = (_page(state, row) for row in found.values())
    shown = [
        one
        for one in pages
        if one is not None and one.approval.state is not ApprovalState.WITHDRAWN
    ]
    return tuple(sorted(shown, key=lambda page: page.approval.asked_at))


class ApprovalReads:
    """Mails that wait for a second person, or for their author after that."""

    def __init__(self, room: Database) -> None:
        self._room = room

    def open(self) -> tuple[ApprovalPage, ...]:
        """Return every mail about which somebody still has something to do, the latest last."""
        return self._room.known(_open)


def _open(connection: Connection) -> tuple[ApprovalPage, ...]:
    state = TableState(connection, shown=True)
    found = {id_: decode(Approval, row) for id_, row in connection.execute(_OPEN)}
    pages = (_page(state, row) for row in found.values() if row.is_open)
    return tuple(sorted(filter(None, pages), key=lambda page: page.approval.asked_at))


def _page(state: TableState, row: Approval) -> ApprovalPage | None:
    asked = state.entry(EventId(row.id))
    if asked is None or not isinstance(asked.event.body, ApprovalAsked):
        return None
    entry = None if row.decided is None else state.entry(row.decided)
    body = None if entry is None else entry.event.body
    return ApprovalPage(
        approval=row,
        asked=asked.event.body,
        decided=body if isinstance(body, Approved | ApprovalReturned) else None,
    )


def cases_to_approve(me: PersonId) -> sa.Select[Any]:
    """Return the select of the cases in which this person can decide about a mail.

    A lead about all, others about what they, or whom they stand in for, were asked.
    """
    upper = t.approvals.alias()
    hidden = sa.exists().where(upper.c.id == _ROWS.id, upper.c.pending == 1, _ROWS.pending == 0)
    members = t.members.alias()
    leads = sa.exists().where(members.c.id == me, members.c.lead == 1)
    deputy = sa.exists().where(members.c.id == _said("$.of"), _of(members.c.row, "$.deputy") == me)
    return (
        sa.select(t.mail_places.c.case_id)
        .join_from(t.approvals, t.mail_places, t.mail_places.c.key == _ROWS.anchor)
        .where(
            _ROWS.open == written(1),
            ~hidden,
            _said("$.state") == ApprovalState.ASKED.value,
            _said("$.asker.person") != me,
            sa.or_(leads, _said("$.of") == me, deputy),
        )
    )


def _said(path: str) -> sa.ColumnElement[Any]:
    return _of(_ROWS.row, path)


def _of(row: sa.ColumnElement[Any], path: str) -> sa.ColumnElement[Any]:
    return sa.func.json_extract(sa.type_coerce(row, sa.Text), path)


_OPEN = (
    sa.select(_ROWS.id, _ROWS.row)
    .where(_ROWS.id.in_(sa.select(_ROWS.id).where(_ROWS.open == written(1))))
    .order_by(_ROWS.pending)
)
_AT = sa.select(_ROWS.id, _ROWS.row).where(_ROWS.anchor.in_(listed("keys"))).order_by(_ROWS.pending)
