"""The people who write to us: who they are, which addresses are theirs, how they are handled (S25).

Addresses of one person are joined pair by pair. Each keeps what was said about it, so parting
them again loses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from mailroom.domain.words import Words
from mailroom.ids import EventId, PersonId

DOMAIN = "@"
"""A key that begins so names everybody of a domain."""

MOST_ADDRESSES = 32
"""Nobody has more; it bounds every walk from address to address."""


class ContactFlag(Enum):
    """What the team knows about a contact."""

    NONE = "none"
    IMPORTANT = "important"  # 重要
    CAREFUL = "careful"  # 慎重に


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedTo:
    """The other address of a pair that is one person's, and the event that said so."""

    addr: str
    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """State row of one contact.

    Attributes:
        key: a lower-case address, or "@" and a domain.
        handling: 対応方針, shown beside the case.
        may_answer: members who may write to them, besides the leads; empty = everybody.
        wording: words to be used.
        two_people: a second person should look before a mail leaves.
        handled: whether a lead has said how; a handling that says nothing is an exception from
            that of the domain.
        name: who it is; with ``company`` and ``phone`` said by any member.
        joined: the addresses this one was joined to.
    """

    key: str
    flag: ContactFlag = ContactFlag.NONE
    handling: Words = ""
    may_answer: tuple[PersonId, ...] = ()
    wording: Words = ""
    two_people: bool = False
    handled: bool = True
    name: Words = ""
    company: Words = ""
    phone: Words = ""
    joined: tuple[JoinedTo, ...] = ()

    @property
    def has_handling(self) -> bool:
        """Return whether there is anything to heed when writing to them."""
        said = self.handling or self.wording or self.may_answer or self.two_people
        return bool(said) or self.flag is not ContactFlag.NONE


class KnowsContacts(Protocol):
    """What is asked of a state here."""

    def contact(self, key: str) -> Contact | None:
        """Return the row of an address or a domain."""


def contact_of(state: KnowsContacts, addr: str) -> Contact | None:
    """Return how this address is handled: by itself, by another of that person, by its domain."""
    addr = addr.lower()
    for known in (addr, *addresses_of(state, addr)):
        found = state.contact(known)
        if found is not None and found.handled:
            return found
    if DOMAIN not in addr:
        return None
    found = state.contact(DOMAIN + addr.rpartition(DOMAIN)[2])
    return found if found is not None and found.handled else None


def addresses_of(state: KnowsContacts, addr: str) -> tuple[str, ...]:
    """Return all addresses of the person who has this one, in order; at least itself."""
    found = {addr.lower()}
    rest = list(found)
    while rest:
        row = state.contact(rest.pop())
        for other in () if row is None else row.joined:
            if other.addr not in found:
                found.add(other.addr)
                rest.append(other.addr)
    return tuple(sorted(found))


def is_contact_key(key: str) -> bool:
    """Return whether something can be said about this key."""
    name, at, domain = key.rpartition(DOMAIN)
    lettered = key == key.lower() and not any(letter.isspace() for letter in key)
    return bool(at) and "." in domain and lettered and DOMAIN not in name
