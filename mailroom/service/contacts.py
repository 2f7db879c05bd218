"""Contacts: one person's addresses, cases and notes on one page (S25, S67)."""

from __future__ import annotations

from mailroom.domain.contact_page import ContactMoment, ContactPage
from mailroom.ids import CaseId
from mailroom.service.parts import Parts


class Contacts:
    """What the team knows of the people who write to it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def page(self, addr: str) -> ContactPage:
        """Return everything about the person who has this address."""
        return self._parts.store.contacts.page(addr)

    def history(self, addr: str) -> tuple[ContactMoment, ...]:
        """Return what happened in all their cases, the latest first (S67)."""
        return self._parts.store.contacts.history(addr, self._parts.me.person)

    def cases(self, addr: str) -> list[CaseId]:
        """Return all their cases, open ones first."""
        return list(self.page(addr).cases)
