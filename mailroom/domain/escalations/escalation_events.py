"""The events in the life of an escalation (rule 31); ``events`` exports them with all others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.escalations.escalation import AnswerKind, Doubt, EscalationForm, StopReason
from mailroom.domain.people import Address
from mailroom.domain.words import Words
from mailroom.ids import EscalationId, EventId, MailKey, MessageId, PersonId

__all__ = [
    "AddresseeAway",
    "AnswerApplied",
    "AnswerSorted",
    "CustomerTold",
    "Escalated",
    "EscalationAdded",
    "EscalationAnswered",
    "EscalationBody",
    "EscalationDelivered",
    "EscalationLowered",
    "EscalationRaised",
    "EscalationWithdrawn",
    "HandedBack",
    "InternalBegun",
    "InternalDone",
    "InternalFailed",
    "MailStopped",
    "PhoneTried",
    "StepFired",
    "StepStopped",
    "StoppedMailReleased",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated:
    """Asks the right person; gives the asker's claim up into its own lock. This id names it."""

    form: EscalationForm
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAdded:
    """追加で伝える: more facts for the addressee, in the same thread."""

    escalation: EscalationId
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationWithdrawn:
    """取り下げる: by the asker or a lead; the addressee is told."""

    escalation: EscalationId
    reason: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAnswered:
    """An answer: by mail (``mail``), in the app, or spoken. The fold knows which one ends it.

    Attributes:
        addr: the sender of an answer by mail.
        step: the step whose question it answers.
        doubt: what the desk that read the mail found wrong with it.
        for_customer: the wording for the customer below ▼お客様へ.
        absent_until: when somebody who is out of office is back, if they say so.
    """

    escalation: EscalationId
    kind: AnswerKind
    words: Words
    by: str
    by_person: PersonId | None = None
    addr: str = ""
    step: int = 1
    spoken: bool = False
    how: Words = ""
    mail: MailKey | None = None
    doubt: Doubt | None = None
    for_customer: Words = ""
    absent_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSorted:
    """A person says what an answer means whose words did not, or lets a doubtful one count (N07).

    ``answer`` is the event of the answer; without a kind it is refused.
    """

    escalation: EscalationId
    answer: EventId
    kind: AnswerKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationRaised:
    """上へ上げる: the same escalation goes to a higher level (S03), with a plan of its own."""

    escalation: EscalationId
    form: EscalationForm


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationLowered:
    """縮小 (S04): to a lower level, or without a form back to the desk, with an instruction."""

    escalation: EscalationId
    instruction: Words = ""
    form: EscalationForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFired:
    """A planned step is taken (rule 7); steps before it whose time went by are settled by it.

    By a desk alone its id is ``steps.fired_id``, and it counts only when T has come, the condition
    still holds and the team lets the clock run by itself; a person may take a step at any time,
    and ask somebody else by it than was planned.
    """

    escalation: EscalationId
    step: int
    due: datetime
    to: Address | None = None
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStopped:
    """[止める]: a planned step is left out; the ones after it keep their times."""

    escalation: EscalationId
    step: int
    reason: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeAway:
    """Who was asked has set themselves away or busy since: the next one is due at once (S34).

    By any desk; its id is ``steps.away_id``, judged by the presence at its position.
    """

    escalation: EscalationId
    step: int
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationDelivered:
    """A fact: the server of the addressee has confirmed a mail."""

    escalation: EscalationId
    step: str
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneTried:
    """The addressee was called (S41); the record mail that must follow is owed from now on."""

    escalation: EscalationId
    number: Words
    reached: bool
    memo: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerApplied:
    """It was done as the answer says; the customer is still to be told (S50)."""

    escalation: EscalationId


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerTold:
    """The customer knows, by other means than a reply from here (S50)."""

    escalation: EscalationId
    how: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedBack:
    """The addressee of a 交代 gives the case back with an instruction (S04, S29)."""

    escalation: EscalationId
    instruction: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalBegun:
    """The slot of an internal mail (rule 31): (escalation, step, attempt); the first one wins."""

    escalation: EscalationId
    step: str
    attempt: int
    message_id: MessageId
    to: str = ""  # lower case


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalDone:
    """A fact: the internal mail left."""

    escalation: EscalationId
    step: str
    attempt: int
    message_id: MessageId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InternalFailed:
    """A fact: the internal mail did not leave, or bounced."""

    escalation: EscalationId
    step: str
    attempt: int
    detail: Words = ""
    bounced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailStopped:
    """An automatic mail does not leave (behaviours 5.3); said by any desk, its id is derived."""

    escalation: EscalationId
    step: str
    to: str
    why: StopReason


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedMailReleased:
    """A lead lets a stopped mail leave after all, once."""

    escalation: EscalationId
    step: str


EscalationBody = (
    Escalated
    | EscalationAdded
    | EscalationWithdrawn
    | EscalationAnswered
    | HandedBack
    | AnswerSorted
    | EscalationRaised
    | EscalationLowered
    | StepFired
    | StepStopped
    | AddresseeAway
    | EscalationDelivered
    | PhoneTried
    | AnswerApplied
    | CustomerTold
    | InternalBegun
    | InternalDone
    | InternalFailed
    | MailStopped
    | StoppedMailReleased
)
