"""Sentences about the team's mailboxes and as whom it writes from them."""

from __future__ import annotations

from mailroom.domain.events import IdentitiesSet, MailboxAdded
from mailroom.domain.people import Address
from ui.wording.words import tr


def about_mailbox(body: MailboxAdded | IdentitiesSet, who: str) -> str:
    """Return the sentence of the timeline and the record."""
    if isinstance(body, IdentitiesSet):
        return tr("{who} changed as whom the team writes").format(who=who)
    return tr("{who} added the mailbox {address}").format(who=who, address=body.mailbox.address)


def sent_on(desk: Address, who: str) -> str:
    """Return that a mail of the customer went on to another desk as it came."""
    return tr("{who} sent the mail on to {desk}").format(who=who, desk=desk.name or desk.addr)
