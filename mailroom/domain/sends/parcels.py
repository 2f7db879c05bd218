"""A mail on its way out of this PC: what the outbox keeps of it beside its bytes (rules 13-17).

Local to one desk; what the team must know of it are events (``SendBegun`` and so on).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.drafts import Draft
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.domain.query import Held, OutboxState
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.domain.verdicts import Verdict
from mailroom.ids import (
    ApprovalId,
    CaseId,
    EscalationId,
    EventId,
    MailboxId,
    MailKey,
    MessageId,
    PersonId,
    Token,
)

FINISHED = frozenset({OutboxState.SENT})
"""States in which nothing is left to do; rows in other states are open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """A heads-up that another one's mail brings along; under this id its own would have left."""

    escalation: EscalationId
    anchor: MailKey
    message_id: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Which internal mail of an escalation this is (rule 31).

    Attributes:
        after: the event of a person that calls for this mail; it leaves once that is accepted.
        along: what else it brings (S30).
    """

    escalation: EscalationId
    name: str  # "request", "add:<event>", "withdraw", "confirm:<event>"
    attempt: int = 1
    after: EventId | None = None
    along: tuple[Along, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One mail in the outbox; its raw bytes lie beside it and never change between tries.

    Attributes:
        bcc: part of the envelope only, never of a header.
        queued_at: when its author pressed send, by the clock of this PC.
        until: end of the undo window.
        due: when a person last meant it to leave: the end of the undo window, the booked time, or
            the moment at which it was told to go once more.
        send_at: the booked time (送信予約).
        shown: what the author had on screen (rule 18).
        token: the lock its author held when sending was asked for; ``None`` when nobody held the
            case and the claim rides with the sending. A lock that changed hands is never taken
            again without a person (rule 17).
        promised: the time that it tells the customer; ``promise`` in which words (N24).
        step: set for internal mails, ``None`` for mails to customers.
        begun: the id of the SendBegun or InternalBegun of the present try; the journal decides on
            it, also after a crash.
        filed: whether the copy lies in the Sent folder.
        cut_off: since when the team's record cannot be reached for it (rule 17).
        looks: how often it was looked for there before that.
        left_at: when the server took it, by the clock of this PC.
        refusal_seen: a person has dealt with those who are ``refused``.
        why: why it is held, where no verdict says so.
        retry_at: not before.
        refused: recipients whom the server did not take.
        detail: the server's words, or why it waits.
        trouble: what was in the way of the last try, if the mail server was asked.
        report: about the customer, not to them (S44).
        opens: the event that opens the case of a mail that answers nothing; said with the first
            try, so that no case is there before.
        draft: what it was made of, so that it can become a draft again.
        approval: who looked at it before; ``seal`` is that of what leaves (S19).
        mailbox: where it leaves.
        redirects: the customer's mail that goes on to another desk as it came; ``message_id`` then
            is its Resent-Message-ID, and a ``draft`` would forward it instead.
    """

    id: str
    person: PersonId
    message_id: MessageId
    case: CaseId | None = None
    anchor: MailKey | None = None
    subject: str = ""
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    attachments: int = 0
    state: OutboxState
    queued_at: datetime | None = None
    until: datetime | None = None
    due: datetime | None = None
    send_at: datetime | None = None
    shown: Position | None = None
    token: Token | None = None
    close_after: bool = False
    promised: datetime | None = None
    promise: str = ""
    unchecked: bool = False  # a person decided to send without the journal (rule 17)
    step: Step | None = None
    begun: EventId | None = None
    tries: int = 0
    retry_at: datetime | None = None
    filed: bool = False
    looks: int = 0
    left_at: datetime | None = None
    refused: tuple[str, ...] = ()
    cut_off: datetime | None = None
    refusal_seen: bool = False
    detail: str = ""
    trouble: SendTrouble | None = None
    verdict: Verdict | None = None
    why: Held | None = None
    report: bool = False
    opens: EventId | None = None
    draft: Draft | None = None
    approval: ApprovalId | None = None
    seal: str = ""
    mailbox: MailboxId | None = None
    redirects: MailKey | None = None

    @property
    def recipients(self) -> tuple[str, ...]:
        """Return the envelope recipients, each once."""
        return tuple(dict.fromkeys(one.addr for one in (*self.to, *self.cc, *self.bcc)))

    @property
    def is_open(self) -> bool:
        """Return whether there is something left to do, if only to file the copy."""
        return self.state not in FINISHED or not self.filed or self.is_partly_refused

    @property
    def is_partly_refused(self) -> bool:
        """Return whether it left, but not to everybody, and nobody has dealt with that yet."""
        return self.state is OutboxState.SENT and bool(self.refused) and not self.refusal_seen
