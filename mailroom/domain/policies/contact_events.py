"""Events about the people who write to us: handling, names, notes, several addresses of one."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.policies.contacts import Contact
from mailroom.domain.words import Words
from mailroom.ids import EventId, MailKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSet:
    """A lead said how a contact, or everybody of a domain, is handled (S25)."""

    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDescribed:
    """A member said who this is; empty fields say nothing."""

    key: str
    name: Words = ""
    company: Words = ""
    phone: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNoted:
    """A member wrote something down about a contact, or about everybody of a domain."""

    key: str
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsJoined:
    """Two addresses are one person's; what was joined to either comes along."""

    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsParted:
    """Undo of a joining: ``join`` names the ContactsJoined event."""

    join: EventId


ContactBody = ContactSet | ContactDescribed | ContactNoted | ContactsJoined | ContactsParted


_ANCHOR = "contact:"


def contact_anchor(key: str) -> MailKey:
    """Return under which anchor the events about a contact are kept: they belong to no case."""
    return MailKey(f"{_ANCHOR}{key}")


def names_contact(anchor: MailKey) -> bool:
    """Return whether an anchor is that of a contact."""
    return anchor.startswith(_ANCHOR)


def key_of(body: ContactSet | ContactDescribed | ContactNoted | ContactsJoined) -> str:
    """Return which contact an event is about; of two addresses the first named."""
    match body:
        case ContactSet(contact=contact):
            return contact.key
        case ContactsJoined(one=one):
            return one
        case _:
            return body.key
