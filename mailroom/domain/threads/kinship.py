"""Who belongs to a conversation: the guard against forged References (rule 27).

Owns: the circle of people of a set of mails, and whether a mail may join that circle.
"""

from __future__ import annotations

from collections.abc import Iterable

from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.threads.providers import company_of


class Circle:
    """Everybody who takes part in some mails: their addresses and their companies.

    Our own addresses take part in everything and so prove nothing; our company does count, for
    colleagues who answer from outside Mailroom.
    """

    def __init__(self, own: frozenset[str], mails: Iterable[MailFacts] = ()) -> None:
        self._own = own
        self._people: set[str] = set()
        self._companies: set[str] = set()
        for mail in mails:
            self.add(mail)

    def add(self, mail: MailFacts) -> None:
        """Take in the people of one more mail."""
        for addr in people_of(mail, self._own):
            if addr not in self._own:
                self._people.add(addr)
            company = company_of(addr)
            if company is not None:
                self._companies.add(company)

    def take_in(self, other: Circle) -> None:
        """Take in the people of another circle."""
        self._people |= other._people
        self._companies |= other._companies

    def has(self, addr: str) -> bool:
        """Return whether this person takes part."""
        return addr in self._people

    def knows(self, addr: str) -> bool:
        """Return whether this person takes part, or somebody of their company does."""
        return self.has(addr) or company_of(addr) in self._companies

    def admits(self, mail: MailFacts) -> bool:
        """Return whether the mail may join: ours, its sender takes part, or their company does."""
        return mail.direction is not Direction.INBOUND or self.knows(mail.sender.addr)


def people_of(mail: MailFacts, own: frozenset[str]) -> frozenset[str]:
    """Return who takes part in a mail; whom an outsider passes on does not (rule 27).

    Who has no address is nobody: two mails without one have nobody in common.
    """
    parties = mail.parties - {""}
    if mail.forwarded is None or _is_of_the_house(mail.sender.addr, own):
        return parties
    named = {mail.sender.addr, *(one.addr for one in mail.recipients)}
    return parties & named


def outsider_of(mail: MailFacts, own: frozenset[str]) -> str | None:
    """Return the outsider whose conversation a mail belongs to.

    The writer; of ours to whom it goes before all others. Of a mail that was passed on: who wrote
    it, if one of our company passed it on; else nobody, for anybody can name anybody.
    """
    if mail.forwarded is not None:
        return mail.forwarded.addr if _is_of_the_house(mail.sender.addr, own) else None
    if mail.sender.addr not in own:
        return mail.sender.addr or None
    return next((one.addr for one in mail.recipients if one.addr not in own), None)


def _is_of_the_house(addr: str, own: frozenset[str]) -> bool:
    company = company_of(addr)
    return addr in own or (company is not None and any(company_of(one) == company for one in own))
