"""As whom this desk may write: the identities of its mailbox, and how they are changed."""

from __future__ import annotations

from collections.abc import Callable

from mailroom.domain.commands import Command, SetIdentities
from mailroom.domain.people import Identity, Mailbox
from mailroom.ids import MailboxId
from mailroom.service.handle import Asked
from mailroom.service.parts import Parts


class Senders:
    """The identities of one room's mailbox."""

    def __init__(self, parts: Parts, do: Callable[[Command], Asked]) -> None:
        self._parts = parts
        self._do = do

    @property
    def mailbox(self) -> MailboxId:
        """Return whose identities they are."""
        return self._parts.mailbox

    def all(self) -> tuple[Identity, ...]:
        """Return them, the one that mails have by default first; never none."""
        return self._mailbox().senders

    def addresses(self) -> frozenset[str]:
        """Return every address that is the mailbox's; a reply never goes to one of them."""
        return self._mailbox().addresses

    def set(self, identities: tuple[Identity, ...]) -> Asked:
        """Ask for these to be the identities of the mailbox, in this order."""
        return self._do(SetIdentities(mailbox=self._parts.mailbox, identities=identities))

    def _mailbox(self) -> Mailbox:
        known = self._parts.store.reads.mailboxes()
        address = self._parts.profile.config.account.address.lower()
        unknown = Mailbox(id=self._parts.mailbox, address=address)
        return next((one for one in known if one.id == self._parts.mailbox), unknown)
