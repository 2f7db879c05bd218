"""What the window and the command line ask for, and the read models they get."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from mailroom.domain.arrival.rule import Fired
from mailroom.domain.cases import Case, CaseStatus, Holder, SharedDraft
from mailroom.domain.escalations.escalation import Escalation, EscalationKind, EscalationState
from mailroom.domain.events import ApprovalAsked, ApprovalReturned, Approved, Event
from mailroom.domain.invites import Invite
from mailroom.domain.ledger import Ledger
from mailroom.domain.mails import MailPlace
from mailroom.domain.people import Address, Member, Presence
from mailroom.domain.position import Position
from mailroom.domain.records.replica import Alarm
from mailroom.domain.rich_text import RichText
from mailroom.domain.seal import Seal
from mailroom.domain.sends.approval import Approval, Proposal
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.domain.verdicts import Verdict
from mailroom.ids import CaseId, EscalationId, EventId, LabelId, MailKey, MessageId, PersonId


class View(Enum):
    """The views of the sidebar (ui.md, Labels)."""

    TO_REPLY = "to_reply"  # 返信する(自分)
    ANSWERED = "answered"  # 回答あり
    ASKED_OF_ME = "asked_of_me"  # 自分への相談
    TO_APPROVE = "to_approve"  # 確認を頼まれたメール
    UNASSIGNED = "unassigned"  # 担当なし
    OVERDUE = "overdue"  # 返信期限切れ
    ESCALATED = "escalated"
    WAITING = "waiting"
    SNOOZED = "snoozed"
    DONE = "done"
    ALL = "all"
    FILTERED = "filtered"
    OUTBOX = "outbox"
    REFUSED = "refused"  # 反映されず: events of mine, not cases
    UNREADABLE = "unreadable"
    STOPPED = "stopped"  # 止めた自動メール: mails, not cases


class Sort(Enum):
    """Orders of the list; each has an index in the store."""

    DUE = "due"
    NEWEST = "newest"
    OLDEST = "oldest"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseQuery:
    """A filter over cases. ``text`` is a full-text search (width, kana and case folded)."""

    view: View = View.ALL
    sort: Sort = Sort.NEWEST
    text: str = ""
    label: LabelId | None = None
    assignee: PersonId | None = None
    status: CaseStatus | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One row of the list: confirmed state with the pending overlay on top."""

    case: Case
    labels: tuple[LabelId, ...] = ()
    holder: Holder | None = None
    escalation_kind: EscalationKind | None = None
    escalation_level: int | None = None
    escalation_due: datetime | None = None
    unread: bool = False
    pending: bool = False  # something on it is asked, not yet confirmed
    draft: bool = False
    attachments: bool = False
    preview: str = ""


class ItemKind(Enum):
    """What a timeline item is."""

    MAIL = "mail"
    EVENT = "event"


class Standing(Enum):
    """How far an event of this desk is (design section 3): asked, confirmed, refused."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineItem:
    """One card or line of the timeline, oldest first."""

    kind: ItemKind
    at: datetime
    mail: MailPlace | None = None
    event: Event | None = None
    verdict: Verdict | None = None
    standing: Standing = Standing.CONFIRMED
    by_name: str = ""
    desk_name: str = ""
    unread: bool = False
    redacted_by: str = ""  # who blanked the words of this event, and when
    redacted_at: datetime | None = None
    fired: tuple[Fired, ...] = ()  # what rules on arrival did: the event knows only which ones
    position: Position | None = None  # in the journal; not of what is only asked
    stands: bool = False  # a draft that is still shown to the team


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentInfo:
    """An attachment of a stored mail, by its index."""

    index: int
    filename: str
    content_type: str
    size: int
    content_id: str = ""
    inline: bool = False
    safe_name: str = ""  # one path component that any system takes


@dataclass(frozen=True, slots=True, kw_only=True)
class MailBody:
    """What a mail card shows; ``here`` is false when this PC lacks the raw mail.

    ``unreadable`` says why this PC could not read it: then ``text`` is the mail as it came (N17).
    ``charset`` is what a person chose to read it as; ``garbled`` says that it looks wrong (N30).
    """

    key: MailKey
    message_id: MessageId | None = None
    subject: str = ""
    sender: Address
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    sent_at: datetime | None = None
    text: str = ""  # the visible part
    quoted: str = ""  # the folded part
    rich: RichText | None = None  # where it came as HTML
    attachments: tuple[AttachmentInfo, ...] = ()
    defects: tuple[str, ...] = ()
    here: bool = True
    unreadable: str = ""
    charset: str = ""
    garbled: bool = False
    seal: Seal = Seal.NONE
    invites: tuple[Invite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPage:
    """A mail that a second person looks at before it leaves, with the words about it (S19)."""

    approval: Approval
    asked: ApprovalAsked
    decided: Approved | ApprovalReturned | None = None

    @property
    def mail(self) -> Proposal:
        """Return the mail as it stands now: proposed, or as its approver changed it."""
        changed = self.decided.changed if isinstance(self.decided, Approved) else None
        return changed or self.asked.proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPage:
    """A draft that somebody shows to the team, with its words."""

    shared: SharedDraft
    mail: Proposal
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail:
    """Everything the case pane shows besides the timeline."""

    row: CaseRow
    seen: Position  # the basis of what is being shown: hand it back in commands
    contact: Address
    escalations: tuple[Escalation, ...] = ()
    related: tuple[CaseId, ...] = ()
    contact_cases: int = 0
    rest_note: str = ""  # why it was put off, while it rests and when it is back
    approvals: tuple[ApprovalPage, ...] = ()  # mails that a second person looks at
    drafts: tuple[SharedPage, ...] = ()  # shown to the team, the latest last
    unseen_answer: bool = False  # a customer quotes an answer of ours that nobody here has (N15)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueRow:
    """One line of the overdue sidebar: who, when, which, how far (S46)."""

    escalation: EscalationId
    case: CaseId
    number: int
    subject: str
    level: int
    category: str
    kind: EscalationKind
    addressee: str
    state: EscalationState
    due: datetime
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    """A member with presence and load, for the sidebar."""

    member: Member
    open_cases: int
    presence: Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers beside the views: what I can act on."""

    views: dict[View, int] = field(default_factory=dict)
    labels: dict[LabelId, int] = field(default_factory=dict)


class Space(Enum):
    """How much room the mailbox has left (design section 4): customers' mail comes first."""

    UNKNOWN = "unknown"
    PLENTY = "plenty"
    LOW = "low"  # below 15 % or 20 MB: only claims, sends and answers are written
    FULL = "full"  # below 5 %: this desk only looks


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalReport:
    """How large the team's record is and how it grows (sizes in bytes).

    Attributes:
        per_day: what was added in a day, over the last week.
        checkpoint: when the newest lying there was written.
        compacted: what lies up to here is held by a checkpoint.
        deletable_at: when that may be deleted, by the team's clock.
    """

    messages: int = 0
    bytes: int = 0
    per_day: int = 0
    checkpoint: datetime | None = None
    checkpoint_bytes: int = 0
    compacted: Position | None = None
    compacted_at: datetime | None = None
    deletable_at: datetime | None = None


class Connection(Enum):
    """What the status line says about the server."""

    NEVER = "never"
    ONLINE = "online"
    OFFLINE = "offline"
    LOGIN_FAILED = "login_failed"
    BUSY = "busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The status line (N20)."""

    connection: Connection = Connection.NEVER
    since: datetime | None = None
    last_sync: datetime | None = None
    ledger: Ledger = field(default_factory=Ledger)
    pending: int = 0  # events not yet seen in the journal
    outbox: int = 0
    loading_done: int = 0
    loading_total: int = 0  # 0 when no import runs
    problem: Exception | None = None
    alarm: Alarm = Alarm.NONE
    alarm_detail: str = ""
    head: Position | None = None  # the last journal position seen
    clock_offset: float | None = None  # seconds this PC's clock is ahead of the server's
    space: Space = Space.UNKNOWN
    space_free: int | None = None  # bytes
    polling: bool = False  # no connection to spare (or no IDLE): news come by asking

    @property
    def read_only(self) -> bool:
        """Return whether this desk may only look."""
        return self.alarm.read_only


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplied:
    """A refused event of mine that I have not put away; ``text`` must not be lost (rule 21)."""

    event: Event
    verdict: Verdict
    case: CaseId | None
    text: str
    at: datetime  # journal time of the refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedEvent:
    """An event of mine that the journal has not shown yet, and how it would be judged now."""

    event: Event
    verdict: Verdict
    case: CaseId | None


class OutboxState(Enum):
    """Where a mail of mine is."""

    SCHEDULED = "scheduled"  # 送信予約: for a later time
    UNDO = "undo"  # the ten seconds
    WAITING = "waiting"  # for the network, the journal
    CHECKING = "checking"
    SENDING = "sending"
    SENT = "sent"
    HELD = "held"  # stop at send: a person decides
    REFUSED = "refused"  # the server said no
    UNKNOWN = "unknown"  # may have left (rule 16)


class Held(Enum):
    """Why a person decides, where the journal did not refuse the mail."""

    LATE = "late"  # it could not leave for more than eight hours
    TAKEN_BACK = "taken_back"  # cancelled while another reply to the case is being written


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A mail that waits, leaves, or needs a decision."""

    id: str
    case: CaseId | None
    subject: str
    to: tuple[Address, ...]
    others: int
    attachments: int
    state: OutboxState
    internal: bool = False
    until: datetime | None = None  # end of the undo window
    due: datetime | None = None  # when its author meant it to leave
    send_at: datetime | None = None  # 送信予約
    left_at: datetime | None = None
    filed: bool = True  # of one that left: its copy lies in Sent
    detail: str = ""
    trouble: SendTrouble | None = None
    refused: tuple[str, ...] = ()  # recipients who did not get it, until dealt with
    verdict: Verdict | None = None
    why: Held | None = None
    event: EventId | None = None
    shown: Position | None = None  # the basis of its author (rule 18)
    cut_off: datetime | None = None  # since when the team's record is out of reach (rule 17)
    redirect: bool = False  # a customer's mail that goes on to another desk as it came
