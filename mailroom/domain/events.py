"""The events of the journal: immutable requests, judged at their position (design section 5).

An ``Event`` is an envelope around one ``Body``; its kind is the name of the body's class. Body
names are past participles: what its author says happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.arrival.arrival_events import *  # noqa: F403 - events like those here
from mailroom.domain.arrival.arrival_events import ArrivalBody
from mailroom.domain.cases import Label
from mailroom.domain.escalations.escalation_events import *  # noqa: F403 - events like those here
from mailroom.domain.escalations.escalation_events import EscalationBody
from mailroom.domain.mails import MailFacts
from mailroom.domain.people import Address, Desk, Identity, Mailbox, Member, Presence
from mailroom.domain.policies.contact_events import ContactBody
from mailroom.domain.policies.guidance_events import ConcernBody
from mailroom.domain.policies.policy import Policy
from mailroom.domain.position import Position
from mailroom.domain.records.journal_events import JournalBody
from mailroom.domain.sends.approval_events import *  # noqa: F403 - events like those here
from mailroom.domain.sends.approval_events import ApprovalBody
from mailroom.domain.sends.sharing_events import *  # noqa: F403 - events like those here
from mailroom.domain.sends.sharing_events import SharingBody
from mailroom.domain.templates.template import Template
from mailroom.domain.times.clock_events import ClockBody
from mailroom.domain.words import Words
from mailroom.ids import (
    ApprovalId,
    DeskId,
    EventId,
    LabelId,
    MailboxId,
    MailKey,
    MessageId,
    PersonId,
    Token,
)

# --- the team (rule 32) --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFounded:
    """The first event of a journal: name and first lead. The team key travels beside it (codec).

    ``mark_mail`` is the team's consent to flags on its mail (rule 36).
    """

    name: str
    lead: Member
    start_line_days: int = 14
    mark_mail: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskJoined:
    """A PC joined the team (or changed its name or its person: a change of seat)."""

    joined: Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSet:
    """A member joined or changed. Roles are set by leads only; the rest by anyone."""

    member: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceSet:
    """Somebody is in, busy, out, off or gone home. GONE hands back their claims."""

    person: PersonId
    presence: Presence
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxAdded:
    """A mail account of the team with its founding records (rule 22)."""

    mailbox: Mailbox


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentitiesSet:
    """A lead said as whom the team writes from a mailbox; the first is the default."""

    mailbox: MailboxId
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSet:
    """A label was made or changed."""

    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSet:
    """A text that the team has ready was made, changed or removed."""

    template: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySet:
    """The escalation policy (levels, categories) was changed by a lead, with a reason."""

    policy: Policy
    reason: Words = ""


# --- mail (rules 22-27) --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class MailArrived:
    """A mail lies in the mailbox. Its id is ``ids.mail_arrived_id(key)`` on every desk."""

    mail: MailFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredElsewhere:
    """Another mail program marked a mail as answered, and no answer of ours is known.

    Its id is ``ids.answered_elsewhere_id(mail)`` on every desk. It only tells: nobody has seen the
    words, and a mark may be set by mistake.
    """

    mail: MailKey


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryClaimed:
    """This desk imports the old mail (the import lease of rule 22)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryImported:
    """All old mail is announced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A case without mail: a phone call, a walk-in. Its anchor is ``case_of_opening(id)``.

    ``by_mail``: we begin it with a mail of ours, so nobody waits for an answer yet.
    """

    subject: str
    contact_name: str = ""
    contact: Address | None = None
    phone: Words = ""
    text: Words = ""
    by_mail: bool = False


# --- fields of a case (rule 18) ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The case has an owner, or none."""

    person: PersonId | None
    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelSet:
    """The urgency of the case, 1 = the desk's own (S01)."""

    level: int
    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A label was put on."""

    label: LabelId
    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlabelled:
    """A label was taken off; only if its last add <= basis (rule 20)."""

    label: LabelId
    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """Done by hand. Refused on unseen content (rule 18) and with an open escalation (S50)."""

    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """Open again by hand."""

    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snoozed:
    """Put off until a time or a mail; ``until`` None waits for a mail alone."""

    until: datetime | None = None
    note: Words = ""  # what to do then: shown while it rests and when it is back
    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Woken:
    """A snooze ended: by hand, or by its timer (``timer_id``; accepted only when T has come)."""

    timer: bool = False
    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtered:
    """Moved to 除外 by hand (nothing is deleted)."""

    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Back from 除外."""

    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """An internal note. Never refused for staleness."""

    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLogged:
    """A phone contact with the customer: content (rule 18)."""

    incoming: bool
    reached: bool
    with_whom: Words
    text: Words
    number: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """申し送り: who goes home leaves the case to somebody, or to the desk, and says how it stands.

    Attributes:
        to: the new assignee; ``None`` leaves it to the desk.
    """

    to: PersonId | None
    text: Words = ""


# --- the lock (rules 5-12) -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """Asks for the lock. The id of the accepted event is the token."""

    ttl_minutes: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRenewed:
    """The holder is still typing (rule 6)."""

    token: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """The holder gives the lock back."""

    token: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAsked:
    """譲ってもらう: somebody would like the lock (rule 10)."""

    token: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimKept:
    """「まだ続けます」: the holder answers who asked (rule 10); asking again starts anew."""

    token: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """The lock changes hands with a reason (rules 9, 10); this event's id is the new token."""

    token: Token
    reason: Words = ""


# --- sending to outsiders (rules 13-17) ----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBegun:
    """Asks to send; must be seen accepted before DATA. ``to`` is for the timeline.

    ``promised`` is a time that the mail tells the customer: a promise from when it has left (N24).
    ``approval`` is who looked at it before (S19), ``seal`` that of what leaves, out of ``mailbox``.
    ``redirect``: a mail of the customer goes on to another desk as it came; they are told nothing.
    """

    message_id: MessageId
    token: Token
    to: tuple[Address, ...]
    close_after: bool = False
    interim: bool = False  # under an escalation's token (rule 31)
    report: bool = False  # to somebody who is told about the customer: who waits still waits (S44)
    promised: datetime | None = None
    promise: Words = ""
    approval: ApprovalId | None = None
    seal: str = ""
    mailbox: MailboxId | None = None
    redirect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SendDone:
    """A fact: the server took it; ``redirected_to`` is where a mail of the customer went on."""

    message_id: MessageId
    refused: tuple[str, ...] = ()
    redirected_to: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFailed:
    """A fact: it definitely did not leave; closes the slot."""

    message_id: MessageId
    code: int = 0
    detail: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAbandoned:
    """A stuck slot ended by its desk, a lead, or anyone after 30 min of T (rule 10)."""

    message_id: MessageId


@dataclass(frozen=True, slots=True, kw_only=True)
class SentUnchecked:
    """A fact: sent without the journal, on a person's decision (rule 17)."""

    message_id: MessageId
    to: tuple[Address, ...]
    approval: ApprovalId | None = None


# --- cases as sets of mail (rule 28) -------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The anchor's case takes in the case of ``other``. It can undo a split."""

    other: MailKey
    undoes: EventId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """Undo of a merge: the mails go home. ``merge`` names the Merged event."""

    merge: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """These mails leave the anchor's case and form a new one."""

    mails: tuple[MailKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMoved:
    """One mail goes to the case of ``to`` (e.g. a related one)."""

    mail: MailKey
    to: MailKey
    undoes: EventId | None = None


SettingBody = MailboxAdded | IdentitiesSet | LabelSet | TemplateSet | PolicySet
TeamBody = TeamFounded | DeskJoined | MemberSet | PresenceSet | SettingBody
MailBody = MailArrived | AnsweredElsewhere | HistoryClaimed | HistoryImported | CaseOpened
FieldBody = Assigned | HandedOver | LevelSet | Labelled | Unlabelled | NoteAdded | PhoneLogged
CourseBody = Closed | Reopened | Snoozed | Woken | Filtered | Restored
LockBody = Claimed | ClaimRenewed | Released | ClaimAsked | ClaimKept | TakenOver
SendBody = SendBegun | SendDone | SendFailed | SendAbandoned | SentUnchecked
ShapeBody = Merged | Unmerged | Split | MailMoved
CaseBody = FieldBody | CourseBody | ClockBody | LockBody | SendBody | ShapeBody | SharingBody
RulesBody = ConcernBody | ContactBody | ArrivalBody
Body = TeamBody | MailBody | CaseBody | EscalationBody | ApprovalBody | RulesBody | JournalBody


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownBody:
    """An event kind that this version does not know (rule 35); its plain form is kept."""

    kind: str
    plain: str  # canonical JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as its author wrote it. It never changes (rule 4), but its words may be blanked.

    Attributes:
        by: the person; "" for what a desk does by itself (mail, timers).
        anchor: the mail that names the case (rule 24); ``None`` for team events.
        basis: what the author had been shown (rule 18); ``None`` counts as nothing.
        requires: an event that must have been accepted, else this falls too (rule 12).
        made_at: the author's clock, for display while pending only; the fold never reads it.
    """

    id: EventId
    by: PersonId
    desk: DeskId
    body: Body | UnknownBody
    anchor: MailKey | None = None
    basis: Position | None = None
    requires: EventId | None = None
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An event at its position, with what the journal message said about it.

    Attributes:
        time: journal time T at this position (aware, UTC), already monotone.
    """

    event: Event
    position: Position
    time: datetime


def kind_of(body: Body | UnknownBody) -> str:
    """Return the kind as written to the journal."""
    return body.kind if isinstance(body, UnknownBody) else type(body).__name__


def case_of_opening(event: EventId) -> MailKey:
    """Return the anchor of a case that was opened by hand (no mail; rule 24)."""
    return MailKey(f"event:{event}")
