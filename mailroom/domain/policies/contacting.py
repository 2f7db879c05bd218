"""Judging what is said about contacts: handling, names, notes, joined addresses (S25).

Owns: the pairs of addresses that are one person's. They form a tree, so undoing one joining parts
exactly what it brought together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mailroom.domain.policies.contact_events import (
    ContactBody,
    ContactDescribed,
    ContactNoted,
    ContactSet,
    ContactsJoined,
    ContactsParted,
)
from mailroom.domain.policies.contacts import (
    DOMAIN,
    MOST_ADDRESSES,
    Contact,
    JoinedTo,
    addresses_of,
    is_contact_key,
)
from mailroom.domain.turn import PLAIN, Flags, Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import EventId

_MOST_LETTERS = 320  # of an address


def judge_contact(turn: Turn, body: ContactBody) -> Flags:
    """Judge an event about a contact."""
    turn.actor()
    match body:
        case ContactSet():
            _handle(turn, body.contact)
        case ContactDescribed():
            _require_key(body.key)
            row = _row(turn, body.key)
            turn.state.put(replace(row, name=body.name, company=body.company, phone=body.phone))
        case ContactNoted():
            _require_key(body.key)
            if not body.text:
                refuse(Reason.INVALID)
        case ContactsJoined():
            _join(turn, body)
        case ContactsParted():
            _part(turn, body.join)
        case _:
            assert_never(body)
    return PLAIN


def _handle(turn: Turn, contact: Contact) -> None:
    """What holds back others is a lead's to say; who somebody is stays as it was said."""
    if not turn.is_lead():
        refuse(Reason.NOT_LEAD)
    _require_key(contact.key)
    known = (turn.state.member(person) for person in contact.may_answer)
    if any(one is None or one.left for one in known):
        refuse(Reason.INVALID)
    row = _row(turn, contact.key)
    turn.state.put(
        replace(
            contact,
            handled=True,
            name=row.name,
            company=row.company,
            phone=row.phone,
            joined=row.joined,
        )
    )


def _join(turn: Turn, body: ContactsJoined) -> None:
    for key in (body.one, body.other):
        _require_key(key)
        if key.startswith(DOMAIN) or key in turn.state.own_addresses():
            refuse(Reason.INVALID)
    mine, theirs = (addresses_of(turn.state, key) for key in (body.one, body.other))
    if body.other in mine:
        refuse(Reason.ALREADY)
    if len(mine) + len(theirs) > MOST_ADDRESSES:
        refuse(Reason.INVALID)
    for key, other in ((body.one, body.other), (body.other, body.one)):
        row = _row(turn, key)
        pair = JoinedTo(addr=other, event=turn.event.id)
        turn.state.put(replace(row, joined=(*row.joined, pair)))


def _part(turn: Turn, join: EventId) -> None:
    entry = turn.state.entry(join)
    said = None if entry is None else entry.event.body
    if not isinstance(said, ContactsJoined):
        refuse(Reason.NOT_STANDING)
    rows = [_row(turn, key) for key in (said.one, said.other)]
    kept = [tuple(one for one in row.joined if one.event != join) for row in rows]
    if all(row.joined == left for row, left in zip(rows, kept, strict=True)):
        refuse(Reason.NOT_STANDING)
    for row, left in zip(rows, kept, strict=True):
        turn.state.put(replace(row, joined=left))


def _row(turn: Turn, key: str) -> Contact:
    return turn.state.contact(key) or Contact(key=key, handled=False)


def _require_key(key: str) -> None:
    if len(key) > _MOST_LETTERS or not is_contact_key(key):
        refuse(Reason.INVALID)
