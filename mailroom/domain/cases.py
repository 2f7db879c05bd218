"""A case: one customer matter, its lock, its state. Rows of the projection (design section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.arrival.rule import NO_RULE
from mailroom.domain.escalations.escalation import Criterion
from mailroom.domain.people import Address, Seat
from mailroom.domain.position import Position
from mailroom.domain.times.clocks import ClockVerdict, Due, Pause, Promise
from mailroom.ids import (
    CaseId,
    DeskId,
    EscalationId,
    EventId,
    LabelId,
    MailKey,
    MessageId,
    PersonId,
    RuleId,
    Token,
)


class CaseStatus(Enum):
    """Where a case stands. Only SNOOZED and DONE are set by hand (design section 8)."""

    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting_customer"
    ESCALATED = "escalated"
    SNOOZED = "snoozed"
    DONE = "done"
    FILTERED = "filtered"


class LabelStanding(Enum):
    """Whether a label can be put on, and is shown where it lies."""

    IN_USE = "in_use"
    RETIRED = "retired"  # しまった: cases keep it, it is not offered any more
    DELETED = "deleted"  # shown nowhere; set anew, it is where it was


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label of the team; ``colour`` is one of the theme's names, never a number.

    Attributes:
        parent: the label it belongs to; three levels at most (``labelling``).
        order: its place among its like; equal ones go by name.
    """

    id: LabelId
    name: str
    colour: str = "teal"
    parent: LabelId | None = None
    order: int = 0
    standing: LabelStanding = LabelStanding.IN_USE


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldVersion:
    """Who last changed a field, and where (rule 18)."""

    at: Position
    desk: DeskId
    event: EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """申し送り: the case was left to somebody; what was said is the event's to tell."""

    event: EventId
    by: PersonId
    to: PersonId | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDraft:
    """下書きを共有: somebody shows what they have written; the words are the event's to tell.

    ``anchor`` is the mail with which it goes when the case is split.
    """

    event: EventId
    anchor: MailKey
    by: PersonId
    at: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """Put off (保留) until a time, or until a mail comes (None); its words lie in its event."""

    event: EventId
    by: PersonId
    since: datetime
    until: datetime | None
    noted: bool  # whether there are words to be shown when it is back

    def lasts_past(self, at: datetime) -> bool:
        """Return whether it may still rest at that time."""
        return self.until is None or self.until > at


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The lock of a case (rules 5-11); ``expires`` is journal time and frees nothing by itself."""

    token: Token
    seat: Seat
    since: datetime
    expires: datetime
    asked_by: Seat | None = None  # 譲ってもらう, still unanswered
    asked_at: datetime | None = None
    kept_at: datetime | None = None  # when the holder last answered 「まだ続けます」


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSend:
    """The slot between SendBegun and its end (rule 13): blocks claim, merge, close and others."""

    message_id: MessageId
    token: Token
    seat: Seat
    since: datetime


class SendState(Enum):
    """What is known of one mail to the customer."""

    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"
    ABANDONED = "abandoned"  # may have been sent
    UNCHECKED = "unchecked"  # sent without the journal (rule 17)
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMail:
    """State row: a Message-ID of ours to a customer and what became of it."""

    message_id: MessageId
    anchor: MailKey
    seat: Seat
    begun: EventId
    state: SendState
    at: datetime
    close_after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Absorbed:
    """What a case was before a merge, so that the merge can be undone (rule 28)."""

    merge: EventId
    other: CaseId
    assignee: PersonId | None
    level: int
    labels: tuple[LabelId, ...]
    closed: bool
    escalation: EscalationId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A criterion that applies to a case, until it is escalated or dismissed (S39).

    ``rule`` is that of the policy which suggested it; "" if somebody just ticked the criterion.
    """

    criterion: Criterion
    rule: str
    since: datetime
    event: EventId

    @property
    def key(self) -> str:
        """Return what a dismissal calls it."""
        return self.rule or self.criterion.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """State row of a case.

    ``content`` holds the last content change per desk ("" = from outside), so that an author's
    own changes count as seen (rule 18). ``waiting_since`` is the oldest unanswered word of the
    customer, ``resolve_since`` its first one since it was last opened, ``interim_at`` our last
    interim reply. ``clocks`` run (``deadlines``); ``due`` is the earliest of their deadlines while
    somebody has to act. ``touched`` is set by the first
    accepted human event (rule 25), ``begun`` by the first work on it. ``history`` holds until
    something new is said. ``escalation`` is open, or answered and not yet applied; ``escalated``
    says that it locks the case. ``concerns`` wait for a decision (S39), ``dismissed`` holds the
    keys of those decided against. While it is put off it has a ``rest``; one with words that a time
    or a mail ended is ``back`` until somebody answers, ends it or puts it off anew. A live case's
    ``anchor`` always lies in it. ``redirected_to`` is the other desk to which its mail went on
    last, until we write ourselves or it is opened again.
    """

    id: CaseId
    number: int
    anchor: MailKey
    subject: str
    contact: Address
    opened_at: datetime
    status: CaseStatus = CaseStatus.NEW
    assignee: PersonId | None = None
    assignee_version: FieldVersion | None = None
    assignee_was: PersonId | None = None
    handed: Handed | None = None  # until somebody takes it on, answers or ends it
    shared: tuple[SharedDraft, ...] = ()  # until it is answered or done, or they are taken back
    level: int = 1
    level_version: FieldVersion | None = None
    level_was: int = 1
    labels: tuple[LabelId, ...] = ()
    label_versions: tuple[tuple[LabelId, Position, EventId], ...] = ()
    status_version: FieldVersion | None = None
    closed: bool = False
    filtered: bool = False
    filter_rule: RuleId = NO_RULE  # the rule on arrival that left it out; "" = a person did
    rest: Rest | None = None
    back: Rest | None = None
    begun: bool = False
    claim: Claim | None = None
    open_send: OpenSend | None = None
    escalation: EscalationId | None = None
    escalated: bool = False
    answered: bool = False  # an escalation answer waits to be applied (回答あり)
    answered_at: datetime | None = None  # since when it waits
    told: EscalationId | None = None  # the customer knows its answer; it closes with the case
    answered_outside: bool = False  # Outlook or a phone answered (N15)
    undelivered: MailKey | None = None  # a mail of ours came back; until somebody sees to it
    redirected_to: Address | None = None
    concerns: tuple[Concern, ...] = ()
    dismissed: tuple[str, ...] = ()
    content: tuple[tuple[DeskId, Position], ...] = ()
    touched: bool = False
    history: bool = False
    merged_into: CaseId | None = None
    absorbed: tuple[Absorbed, ...] = ()
    related: tuple[CaseId, ...] = ()
    mail_count: int = 0
    last_at: datetime
    last_outside_at: datetime | None = None
    last_ours_at: datetime | None = None
    waiting_since: datetime | None = None
    resolve_since: datetime | None = None
    interim_at: datetime | None = None
    clocks: tuple[Due, ...] = ()
    pauses: tuple[Pause, ...] = ()
    promises: tuple[Promise, ...] = ()
    verdicts: tuple[ClockVerdict, ...] = ()
    due: datetime | None = None

    @property
    def snoozed_until(self) -> datetime | None:
        """Return when its rest ends by itself; None without one, or if only a mail ends it."""
        return None if self.rest is None else self.rest.until

    @property
    def is_clocked(self) -> bool:
        """Return whether clocks run for it; a case that was merged away has none."""
        return bool(self.clocks) and self.merged_into is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a case, as shown: a seat, or the addressee of an escalation (no desk)."""

    person: PersonId | None
    name: str  # used when the addressee is not a member
    desk: DeskId | None
    since: datetime
    escalation: EscalationId | None = None
