"""What a person asks of an escalation, in the imperative (rule 31)."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.escalations.escalation import AnswerKind, EscalationForm
from mailroom.domain.on_case import OnCase
from mailroom.domain.people import Address
from mailroom.ids import EscalationId, EventId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate(OnCase):
    """Ask the right person; locks the case as its kind says."""

    form: EscalationForm


@dataclass(frozen=True, slots=True, kw_only=True)
class AddToEscalation(OnCase):
    """追加で伝える."""

    escalation: EscalationId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawEscalation(OnCase):
    """取り下げる."""

    escalation: EscalationId
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEscalation(OnCase):
    """An answer in the app, or one that was spoken (口頭の回答を記録)."""

    escalation: EscalationId
    kind: AnswerKind
    words: str
    by: str = ""
    by_person: PersonId | None = None
    spoken: bool = False
    how: str = ""
    for_customer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SortAnswer(OnCase):
    """Say what an answer means, or let a doubtful one count; without a kind, refuse it."""

    escalation: EscalationId
    answer: EventId
    kind: AnswerKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseEscalation(OnCase):
    """上へ上げる."""

    escalation: EscalationId
    form: EscalationForm


@dataclass(frozen=True, slots=True, kw_only=True)
class LowerEscalation(OnCase):
    """To a lower level, or without a form back to the desk, with an instruction (S04)."""

    escalation: EscalationId
    instruction: str = ""
    form: EscalationForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FireStep(OnCase):
    """Take a planned step now; ``to`` asks somebody else by it than was planned."""

    escalation: EscalationId
    step: int
    to: Address | None = None
    person: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopStep(OnCase):
    """[止める]."""

    escalation: EscalationId
    step: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseStoppedMail(OnCase):
    """今回だけ送る: a lead lets an automatic mail leave that was stopped."""

    escalation: EscalationId
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TryPhone(OnCase):
    """電話する: what came of a call to the addressee (S41)."""

    escalation: EscalationId
    number: str
    reached: bool
    memo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyAnswer(OnCase):
    """It is done as the answer says."""

    escalation: EscalationId


@dataclass(frozen=True, slots=True, kw_only=True)
class TellCustomer(OnCase):
    """The customer knows, by phone or otherwise."""

    escalation: EscalationId
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandBack(OnCase):
    """The addressee of a 交代 gives the case back."""

    escalation: EscalationId
    instruction: str = ""


EscalationCommand = (
    Escalate
    | AddToEscalation
    | WithdrawEscalation
    | AnswerEscalation
    | SortAnswer
    | RaiseEscalation
    | LowerEscalation
    | FireStep
    | StopStep
    | ReleaseStoppedMail
    | TryPhone
    | ApplyAnswer
    | TellCustomer
    | HandBack
)
