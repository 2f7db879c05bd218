"""Contacts: one person's addresses, cases and notes on one page (S25, S67)."""

from __future__ import annotations

from mailroom.domain.address_book import Known
from mailroom.domain.contact_page import ContactMoment, ContactPage
from mailroom.domain.people import Address
from mailroom.ids import CaseId
from mailroom.service.parts import Parts


class Contacts:
    """What the team knows of the people who write to it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def known(self) -> tuple[Known, ...]:
        """Return whom a mail may go to: the team, then others, who was last heard of first."""
        members = (row.member for row in self._parts.store.reads.members())
        colleagues = tuple(
            Known(address=Address(name=member.name, addr=addr), colleague=True)
            for member in members
            for addr in member.addresses
            if not member.left
        )
        inside = {one.address.addr for one in colleagues}
        outsiders = self._parts.store.address_book.outsiders()
        return (*colleagues, *(one for one in outsiders if one.address.addr not in inside))

    def page(self, addr: str) -> ContactPage:
        """Return everything about the person who has this address."""
        return self._parts.store.contacts.page(addr)

    def history(self, addr: str) -> tuple[ContactMoment, ...]:
        """Return what happened in all their cases, the latest first (S67)."""
        return self._parts.store.contacts.history(addr, self._parts.me.person)

    def cases(self, addr: str) -> list[CaseId]:
        """Return all their cases, open ones first."""
        return list(self.page(addr).cases)
