"""What a person asks for, in the imperative. ``rules.decide`` turns a command into events.

Commands name cases; events name anchors. ``shown`` is the position of what was on screen when
the person acted (rule 18): take it from ``CaseDetail.seen`` and never refresh it silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.cases import Label
from mailroom.domain.escalations.escalation import AnswerKind, Criterion, EscalationForm
from mailroom.domain.people import Address, Desk, Mailbox, Member, Presence
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.policies.policy import Policy
from mailroom.domain.position import Position
from mailroom.ids import CaseId, EscalationId, EventId, LabelId, MailKey, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCase:
    """Base of commands about one case."""

    case: CaseId
    shown: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(OnCase):
    """Give the case to somebody, or to nobody."""

    person: PersonId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLevel(OnCase):
    """Set the urgency, 1 to the highest level of the policy."""

    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PutLabel(OnCase):
    """Put a label on."""

    label: LabelId


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLabel(OnCase):
    """Take a label off."""

    label: LabelId


@dataclass(frozen=True, slots=True, kw_only=True)
class Close(OnCase):
    """完了."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen(OnCase):
    """Open again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze(OnCase):
    """保留 until a time or a mail; ``until`` None waits for a mail alone."""

    until: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wake(OnCase):
    """End a snooze now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(OnCase):
    """Move to 除外."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore(OnCase):
    """Back from 除外."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote(OnCase):
    """社内メモ."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPhone(OnCase):
    """電話メモ."""

    incoming: bool
    reached: bool
    with_whom: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(OnCase):
    """申し送り: leave a case to somebody, or to the desk (``None``), with a word on it."""

    to: PersonId | None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseClock(OnCase):
    """時計を止める: the clocks of the customer stand, for a reason."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeClock(OnCase):
    """再開: they run on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakePromise(OnCase):
    """お約束: the customer was told a time; ``instead_of`` is the promise that it moves."""

    at: datetime
    text: str = ""
    by_reply: bool = True
    instead_of: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPromise(OnCase):
    """果たした."""

    promise: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPromise(OnCase):
    """A promise need not be kept any more."""

    promise: EventId
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case opened by a phone call."""

    subject: str
    contact_name: str = ""
    contact: Address | None = None
    phone: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCase(OnCase):
    """Ask for the lock (at the first keystroke of a reply, rule 11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewClaim(OnCase):
    """Still typing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseCase(OnCase):
    """Give the lock back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForClaim(OnCase):
    """譲ってもらう."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepClaim(OnCase):
    """「まだ続けます」: answer somebody who asked to take over writing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(OnCase):
    """Take the lock from somebody (or from oneself at another desk), with a reason."""

    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(OnCase):
    """Take another case into this one."""

    other: CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCase(OnCase):
    """Make a new case of these mails."""

    mails: tuple[MailKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMail(OnCase):
    """Move one mail of this case to another case."""

    mail: MailKey
    to: CaseId


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """元に戻す: undo one event of mine (rule 20)."""

    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMember:
    """Add or change a member."""

    member: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPresence:
    """在席 / 取込み中 / 外出 / 休み / 退勤."""

    person: PersonId
    presence: Presence
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLabel:
    """Make or change a label."""

    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPolicy:
    """Change levels, their people, deadlines and categories."""

    policy: Policy
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetContact:
    """Say how a contact is handled: who may answer, with which words (S25)."""

    contact: Contact


@dataclass(frozen=True, slots=True, kw_only=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class DescribeContact:
    """Say who a contact is; empty fields say nothing."""

    key: str
    name: str = ""
    company: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContact:
    """Write something down about a contact."""

    key: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinContacts:
    """Two addresses are one person's."""

    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartContacts:
    """They are not: the joining that is named no longer holds."""

    join: EventId


class TickCriterion(OnCase):
    """Say that a criterion applies: it is escalated, or dismissed with a reason (S39)."""

    criterion: Criterion
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissSuggestion(OnCase):
    """見送る: not escalated although a criterion applies, for a reason."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinDesk:
    """Make this PC (or this person on it) known to the team."""

    desk: Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMailbox:
    """Add a mail account with its founding records."""

    mailbox: Mailbox


@dataclass(frozen=True, slots=True, kw_only=True)
class AbandonSend(OnCase):
    """End a send that is stuck: its own desk, a lead, or anyone after 30 min (rule 10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RotateKey:
    """Give the team a new key (a lead; when somebody left)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redact:
    """Blank the words of an event for everyone (its author or a lead)."""

    event: EventId
    reason: str = ""


Command = (
    Assign
    | SetLevel
    | PutLabel
    | TakeLabel
    | Close
    | Reopen
    | Snooze
    | Wake
    | Filter
    | Restore
    | AddNote
    | HandOver
    | LogPhone
    | PauseClock
    | ResumeClock
    | MakePromise
    | KeepPromise
    | WithdrawPromise
    | OpenCase
    | ClaimCase
    | RenewClaim
    | ReleaseCase
    | AskForClaim
    | KeepClaim
    | TakeOver
    | Merge
    | SplitCase
    | MoveMail
    | Escalate
    | AddToEscalation
    | WithdrawEscalation
    | AnswerEscalation
    | HandBack
    | SortAnswer
    | RaiseEscalation
    | LowerEscalation
    | FireStep
    | StopStep
    | TryPhone
    | ApplyAnswer
    | TellCustomer
    | Undo
    | SetMember
    | SetPresence
    | SetLabel
    | SetPolicy
    | SetContact
    | TickCriterion
    | DescribeContact
    | NoteContact
    | JoinContacts
    | PartContacts
    | DismissSuggestion
    | JoinDesk
    | AddMailbox
    | AbandonSend
    | RotateKey
    | Redact
)
