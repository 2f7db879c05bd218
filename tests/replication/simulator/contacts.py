"""What people say about those who write to them; also what makes no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.policies.contact_events import ContactsJoined
from mailroom.domain.policies.contacts import Contact
from tests.replication.simulator.arrivals import PEOPLE

if TYPE_CHECKING:
    from tests.replication.simulator.clicks import Hand

_KEYS = (*PEOPLE, "@firm.example", "nobody")


def handle(hand: Hand) -> Command:
    """Say how a contact is handled (S25)."""
    key = ("@firm.example", "@gmail.com", "nobody")[hand.choice % 3]
    may_answer = (hand.anybody(),) if hand.choice % 2 else ()
    return ask.SetContact(contact=Contact(key=key, may_answer=may_answer))


def know(hand: Hand) -> Command:
    """Say who a contact is, note something down, join addresses of one person or part them."""
    key, other = _KEYS[hand.choice % len(_KEYS)], _KEYS[hand.choice // 8 % len(_KEYS)]
    match hand.choice // 2 % 4:
        case 0:
            return ask.DescribeContact(key=key, name="客")
        case 1:
            return ask.NoteContact(key=key, text="電話は午前")
        case 2:
            return ask.JoinContacts(one=key, other=other)
        case _:
            return _part(hand) or ask.JoinContacts(one=key, other=other)


def _part(hand: Hand) -> Command | None:
    entries = hand.desk.replica.state.entries.values()
    joins = [one.event.id for one in entries if isinstance(one.event.body, ContactsJoined)]
    return ask.PartContacts(join=joins[hand.choice % len(joins)]) if joins else None
