"""Whose matter a mail is: the outsider's it comes from, goes to, or was passed on for by one of us.

Only what one of us passed on speaks for somebody else by itself; what an outsider passes on names
a person who is offered to the desk, no more.
"""

from __future__ import annotations

from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.people import Address
from mailroom.domain.state import State
from mailroom.domain.threads.providers import company_of


def customer_of(state: State, mail: MailFacts) -> Address:
    """Return the customer of a mail: who wrote it, also inside a mail that we passed on."""
    if mail.direction is Direction.OUTBOUND and mail.recipients:
        return mail.recipients[0]
    return mail.forwarded if mail.forwarded is not None and passed_on(state, mail) else mail.sender


def passed_on(state: State, mail: MailFacts) -> bool:
    """Return whether one of us forwarded somebody else's mail to the desk."""
    inside = mail.forwarded
    return (
        inside is not None
        and is_one_of_us(state, mail.sender.addr)
        and not is_one_of_us(state, inside.addr)
    )


def is_one_of_us(state: State, addr: str) -> bool:
    """Return whether an address is the team's, a member's, or of our company."""
    own = state.own_addresses()
    if addr in own or state.member_by_address(addr) is not None:
        return True
    company = company_of(addr)
    return company is not None and any(company_of(one) == company for one in own)
