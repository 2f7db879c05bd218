"""The customer of a desk with one case, and a reply to them."""

from __future__ import annotations

from typing import Any

from mailroom.domain.query import CaseDetail, CaseQuery, View
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room

CUSTOMER = "customer@shop.example"


def the_case(room: Room) -> CaseDetail:
    """Return the only case there is."""
    [case] = room.reads.case_ids(CaseQuery(view=View.ALL))
    detail = room.reads.detail(case)
    assert detail is not None
    return detail


def reply(room: Room, text: str = "hello", **more: Any) -> str:
    """Queue a reply to it by somebody who has seen all of it; return its id."""
    detail = the_case(room)
    fields = {"undo_seconds": 0, "shown": detail.seen} | more
    return room.outbox.queue(Reply(case=detail.row.case.id, text=text, **fields))
