"""What a person asks for, in the imperative. ``rules.decide`` turns a command into events.

Commands name cases; events name anchors. ``shown`` is the position of what was on screen when
the person acted (rule 18): take it from ``CaseDetail.seen`` and never refresh it silently.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.arrival.arrival_commands import *  # noqa: F403 - commands like those here
from mailroom.domain.arrival.arrival_commands import SetArrivalRules
from mailroom.domain.cases import Label
from mailroom.domain.escalations.escalation_commands import *  # noqa: F403 - commands like those here
from mailroom.domain.escalations.escalation_commands import EscalationCommand
from mailroom.domain.on_case import OnCase
from mailroom.domain.people import Address, Desk, Identity, Mailbox, Member, Presence
from mailroom.domain.policies.guidance_commands import *  # noqa: F403 - the same
from mailroom.domain.policies.guidance_commands import GuidanceCommand
from mailroom.domain.sends.approval_commands import *  # noqa: F403 - the same
from mailroom.domain.sends.approval_commands import ApprovalCommand
from mailroom.domain.sends.sharing_commands import *  # noqa: F403 - the same
from mailroom.domain.sends.sharing_commands import SharingCommand
from mailroom.domain.templates.template import Template
from mailroom.ids import CaseId, EventId, LabelId, MailboxId, MailKey, PersonId


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
    """A case opened by a phone call, or by a mail of ours that answers nothing (``by_mail``).

    ``opens`` is the event that will open it, where that is known before (``Draft.opens``).
    """

    subject: str
    contact_name: str = ""
    contact: Address | None = None
    phone: str = ""
    text: str = ""
    by_mail: bool = False
    opens: EventId | None = None


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
class SetIdentities:
    """Say as whom the team writes from a mailbox; the first is the default."""

    mailbox: MailboxId
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTemplate:
    """Make, change or remove a text that the team has ready."""

    template: Template


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
    | EscalationCommand
    | ApprovalCommand
    | SharingCommand
    | GuidanceCommand
    | Undo
    | SetMember
    | SetPresence
    | SetLabel
    | SetTemplate
    | SetIdentities
    | SetArrivalRules
    | JoinDesk
    | AddMailbox
    | AbandonSend
    | RotateKey
    | Redact
)
