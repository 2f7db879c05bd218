"""別の窓口へ転送: a mail that was not for us goes on as it came, to who should have had it.

It takes the way of every mail to outsiders: the undo window, the stop at send, once. Owns which
mail may go on, and where to. Must not send.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from mailroom.domain.drafts import Draft, DraftTab, ReplyKind
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.query import OutboxState
from mailroom.domain.sends.parcels import Parcel
from mailroom.errors import BadInput
from mailroom.ids import CaseId, MailKey
from mailroom.service.outgoing.composing import Composed, Composer
from mailroom.service.outgoing.outbox import Outbox
from mailroom.service.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """What a person wants to go on to another desk.

    Attributes:
        mail: which one; the customer's latest if not given.
        shown: what the person had on screen (rule 18).
        close: the case is done here as soon as it has left.
        undo_seconds: 10 if not given.
    """

    case: CaseId
    to: Address
    mail: MailKey | None = None
    shown: Position | None = None
    close: bool = True
    undo_seconds: float | None = None


class Redirects:
    """Sends mails on, for the person who sits here; from any thread."""

    def __init__(
        self,
        parts: Parts,
        composer: Composer,
        outbox: Outbox,
        fetch: Callable[[MailKey], None],
    ) -> None:
        self._parts = parts
        self._fetch = fetch
        self._composer = composer
        self._outbox = outbox

    def desks(self) -> tuple[Address, ...]:
        """Return the other desks on which the team has agreed (別の窓口)."""
        return self._parts.store.reads.policy().other_desks

    def mails(self, case: CaseId) -> tuple[MailPlace, ...]:
        """Return the mails of a case that may go on: the customer's, oldest first."""
        items = self._parts.store.reads.timeline(case, self._parts.me.person)
        return tuple(one.mail for one in items if one.mail is not None and _may_go_on(one.mail))

    def send(self, wish: Redirect) -> str:
        """Put it into the outbox, fetched if this PC lacks it (rule 37); returns its id there.

        Raises:
            BadInput: there is no such mail, or it cannot go there.
            MailMissing: it is no longer on the server.
            Unavailable: the server cannot be reached, and this PC lacks the mail.
        """
        mail = self._mail(wish)
        self._require_elsewhere(wish.to, mail)
        if self._parts.store.mails.raw(mail.facts.key) is None:
            self._fetch(mail.facts.key)
        composed = self._composer.redirect(wish.case, mail, wish.to)
        parcel = self._parcel(wish, mail, composed)
        self._outbox.take(parcel, composed.raw)
        return parcel.id

    def _mail(self, wish: Redirect) -> MailPlace:
        mails = self.mails(wish.case)
        if wish.mail is None and mails:
            return mails[-1]
        found = next((one for one in mails if one.facts.key == wish.mail), None)
        if found is None:
            raise BadInput("redirect", wish.mail or "", "none")
        return found

    def _require_elsewhere(self, to: Address, mail: MailPlace) -> None:
        """Refuse to send it in a circle."""
        if to.addr.lower() in self._parts.store.own_addresses():
            raise BadInput("redirect", to.addr, "own")
        if to.addr.lower() == mail.facts.sender.addr:
            raise BadInput("redirect", to.addr, "author")

    def _parcel(self, wish: Redirect, mail: MailPlace, composed: Composed) -> Parcel:
        now = self._parts.clock.now()
        seconds = self._outbox.undo_seconds(wish.undo_seconds)
        until = now + timedelta(seconds=seconds) if seconds > 0 else None
        return Parcel(
            id=secrets.token_hex(8),
            person=self._parts.me.person,
            message_id=composed.message_id,
            case=wish.case,
            anchor=composed.anchor,
            subject=composed.subject,
            to=composed.to,
            state=OutboxState.UNDO if until else OutboxState.WAITING,
            until=until,
            due=until or now,
            shown=wish.shown,
            token=composed.token,
            close_after=wish.close,
            draft=Draft(
                case=wish.case,
                tab=DraftTab.REPLY,
                kind=ReplyKind.FORWARD,
                to=composed.to,
                answers=mail.facts.key,
                shown=wish.shown,
            ),
            mailbox=self._parts.mailbox,
            redirects=mail.facts.key,
        )


def _may_go_on(mail: MailPlace) -> bool:
    return mail.facts.direction is Direction.INBOUND and not mail.internal
