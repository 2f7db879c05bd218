"""Everything the team knows of one person who writes to us, as it is shown (S25, S67)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.policies.contacts import Contact
from mailroom.domain.query import Standing, TimelineItem
from mailroom.ids import CaseId, EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAddress:
    """One address of a person.

    Attributes:
        name: as their latest mail names them.
        mails: how many mails came from it or went to it before all others.
        join: the event that joined it to the rest; ``None`` for the address that was asked for.
    """

    addr: str
    name: str = ""
    mails: int = 0
    last_at: datetime | None = None
    join: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRemark:
    """A note about a person; ``key`` is the address, or the domain, it was written under."""

    event: EventId
    key: str
    by_name: str
    at: datetime
    text: str
    standing: Standing = Standing.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPage:
    """A contact.

    Attributes:
        key: the address that was asked for.
        name: as somebody said, else as their latest mail names them.
        addresses: all of the person, the asked one first.
        handling: how they are handled, by themselves or by their domain.
        described: what members said who it is.
        company: the domain, unless it is one where anybody gets an address.
        remarks: notes of everybody, the latest first.
        cases: all of their cases: open ones first, then done ones, each the latest first.
        open_cases: how many of them are open.
        company_cases: those of everybody of the domain who is not this person.
        numbers: phone numbers that were seen.
    """

    key: str
    name: str = ""
    addresses: tuple[ContactAddress, ...] = ()
    handling: Contact | None = None
    described: Contact | None = None
    company: str | None = None
    remarks: tuple[ContactRemark, ...] = ()
    cases: tuple[CaseId, ...] = ()
    open_cases: int = 0
    company_cases: tuple[CaseId, ...] = ()
    numbers: tuple[str, ...] = ()
    last_at: datetime | None = None

    @property
    def mails(self) -> int:
        """Return how many mails there are of all their addresses."""
        return sum(one.mails for one in self.addresses)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMoment:
    """One line of a contact's history over all cases (S67)."""

    case: CaseId
    number: int
    subject: str
    item: TimelineItem
