"""Mail as the journal knows it: header facts, never bodies (design rules 22-27)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.arrival.rule import Firing
from mailroom.domain.delivery import DeliveryReport, Pairing
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.ids import CaseId, MailboxId, MailKey, MessageId


class Direction(Enum):
    """Which way a mail went."""

    INBOUND = "in"
    OUTBOUND = "out"
    BY_HAND = "hand"  # no mail: the opening of a phone case


class Automatic(Enum):
    """Whether a machine wrote it (behaviours 5.3). Only ``NO`` counts as a customer's word."""

    NO = "no"
    REPLY = "reply"  # out-of-office and the like
    BOUNCE = "bounce"
    LIST = "list"  # newsletters, list mail: makes a case, is never answered automatically


class JoinReason(Enum):
    """Why a mail lies in its case; shown as "why is this mail here?" (N18)."""

    OPENED = "opened"  # it opened the case
    IN_REPLY_TO = "in_reply_to"
    REFERENCES = "references"
    COMMON_ANCESTOR = "common_ancestor"  # both name a mail that the mailbox lacks
    NAMED = "named"  # a mail that came earlier answers it
    OUR_TAG = "our_tag"  # #number or token of ours, and the sender takes part
    SUBJECT = "subject"  # rule 25: reply-marked equal subject, exactly one candidate
    THREAD_INDEX = "thread_index"  # Outlook's mark of a conversation, exactly one candidate
    PASSWORD_PAIR = "password_pair"  # noqa: S105 - an archive and the mail that opens it
    FOLLOW_UP = "follow_up"  # it opened a case, for the one it answers was done long ago
    BOUNCE_OF = "bounce_of"
    ESCALATION = "escalation"  # an answer to an escalation mail
    MERGED = "merged"
    MOVED = "moved"  # by hand
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """What every desk is told about a mail; enough to thread it and to show a row.

    Attributes:
        key: digest of Message-ID and raw From/Date/Subject (rule 23).
        mailbox: where it lies; ``None`` until ingest fills it in.
        message_id: with angle brackets, or ``None``.
        in_reply_to: ids of In-Reply-To, as written.
        references: ids of References, oldest first, at most 50 (first and last kept).
        subject: decoded, one line.
        clean_subject: folded for comparison: reply marks, list tags and width removed.
        reply_marked: whether the subject carried a reply or forward mark.
        sent_at: the Date header in UTC, or the arrival when it is missing or absurd.
        arrived_at: INTERNALDATE in UTC.
        sender: From.
        recipients: To and Cc (at most 50).
        our_tags: tags of ours found: ``case:<case id>``, ``number:<number>``, ``esc:<token>``.
        bounced: Message-ID of the mail that a bounce returns.
        report: what it says of the delivery of a mail of ours.
        pairing: whether it is half of an archive and its password (N33).
        thread_index: digest of what all mails of a conversation in Outlook share; "" for others.
        forwarded: who wrote the mail that this one forwards.
        history: lies below the founding record (rule 22).
        size: bytes.
        unreadable: whoever announced it could read no more of it than its header (N17).
    """

    key: MailKey
    mailbox: MailboxId | None = None
    direction: Direction
    message_id: MessageId | None = None
    in_reply_to: tuple[MessageId, ...] = ()
    references: tuple[MessageId, ...] = ()
    subject: str = ""
    clean_subject: str = ""
    reply_marked: bool = False
    sent_at: datetime
    arrived_at: datetime
    sender: Address
    recipients: tuple[Address, ...] = ()
    automatic: Automatic = Automatic.NO
    our_tags: tuple[str, ...] = ()
    bounced: MessageId | None = None
    report: DeliveryReport | None = None
    pairing: Pairing = Pairing.NONE
    thread_index: str = ""
    forwarded: Address | None = None
    history: bool = False
    size: int = 0
    has_attachments: bool = False
    unreadable: bool = False

    @property
    def names(self) -> tuple[MessageId, ...]:
        """Return the ids this mail names, nearest ancestor first: what threading goes by."""
        named = (*self.in_reply_to, *reversed(self.references))
        return named if self.bounced is None else (self.bounced, *named)

    @property
    def conversation(self) -> MessageId | None:
        """Return the name of its conversation in Outlook; no Message-ID looks like it."""
        return MessageId(f"thread-index {self.thread_index}") if self.thread_index else None

    @property
    def answers(self) -> bool:
        """Return whether it says of itself that it answers or forwards something."""
        return self.reply_marked or bool(self.in_reply_to or self.references)

    @property
    def parties(self) -> frozenset[str]:
        """Return the addresses of everybody who takes part in this mail."""
        inside = () if self.forwarded is None else (self.forwarded.addr,)
        return frozenset((self.sender.addr, *inside, *(party.addr for party in self.recipients)))

    @property
    def floats(self) -> bool:
        """Return whether it may have to find its case by subject (rule 25)."""
        return self.reply_marked and self.is_personal and self.clean_subject != ""

    @property
    def is_personal(self) -> bool:
        """Return whether a person wrote it, or a machine in answer to one mail."""
        return self.automatic in {Automatic.NO, Automatic.REPLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPlace:
    """State row: an announced mail and the case it lies in now.

    ``home`` is the case that it would return to when a merge is undone. ``via`` names the mail
    or id that made the join, for the explanation. ``threaded`` keeps the reason that threading had
    found, once a person has merged or moved the mail. ``pinned`` marks mails that a person moved.
    """

    facts: MailFacts
    case: CaseId
    home: CaseId
    reason: JoinReason
    via: str = ""
    position: Position
    pinned: bool = False
    threaded: JoinReason | None = None
    firing: Firing | None = None  # what rules on arrival did for it

    @property
    def internal(self) -> bool:
        """Return whether it belongs to an escalation: never a word of the customer (rule 31)."""
        return JoinReason.ESCALATION in {self.reason, self.threaded}

    @property
    def is_word(self) -> bool:
        """Return whether it is a word of the customer: not automatic, not internal (rule 18)."""
        facts = self.facts
        from_outside = facts.direction is Direction.INBOUND and facts.automatic is Automatic.NO
        return from_outside and not self.internal

    @property
    def is_ours(self) -> bool:
        """Return whether it is a mail of ours to outsiders."""
        return self.facts.direction is Direction.OUTBOUND and not self.internal
