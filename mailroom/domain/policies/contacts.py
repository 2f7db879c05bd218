"""How a customer who needs care is handled: a flag, who may answer, fixed words (S25)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from mailroom.domain.words import Words
from mailroom.ids import PersonId

if TYPE_CHECKING:  # rows of the state; a state knows contacts
    from mailroom.domain.state import State

DOMAIN = "@"
"""A key that begins so names everybody of a domain."""


class ContactFlag(Enum):
    """What the team knows about a contact."""

    NONE = "none"
    IMPORTANT = "important"  # 重要
    CAREFUL = "careful"  # 慎重に


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """State row of one contact.

    Attributes:
        key: a lower-case address, or "@" and a domain.
        handling: 対応方針, shown beside the case.
        may_answer: members who may write to them, besides the leads; empty = everybody.
        wording: words to be used.
        two_people: a second person should look before a mail leaves.
    """

    key: str
    flag: ContactFlag = ContactFlag.NONE
    handling: Words = ""
    may_answer: tuple[PersonId, ...] = ()
    wording: Words = ""
    two_people: bool = False


def contact_of(state: State, addr: str) -> Contact | None:
    """Return how this address is handled: by itself, else by its domain."""
    addr = addr.lower()
    found = state.contact(addr)
    if found is not None or DOMAIN not in addr:
        return found
    return state.contact(DOMAIN + addr.rpartition(DOMAIN)[2])


def is_contact_key(key: str) -> bool:
    """Return whether something can be said about this key."""
    name, at, domain = key.rpartition(DOMAIN)
    lettered = key == key.lower() and not any(letter.isspace() for letter in key)
    return bool(at) and "." in domain and lettered and DOMAIN not in name
