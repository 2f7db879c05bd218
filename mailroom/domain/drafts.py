"""What somebody is still writing: kept on this PC per person, case and tab (rule 37)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.ids import CaseId, EventId, MailKey


class DraftTab(Enum):
    """Which of the composer's tabs the words belong to; note text can never reach a reply."""

    REPLY = "reply"
    NOTE = "note"
    PHONE = "phone"
    ESCALATION = "escalation"
    REPORT = "report"  # to a client, about a case (S44)


class ReplyKind(Enum):
    """How a mail answers another, or that it answers none."""

    REPLY = "reply"
    REPLY_ALL = "reply_all"
    FORWARD = "forward"
    NEW = "new"


class Charset(Enum):
    """How the letters of a mail are written on the wire (N31)."""

    UTF_8 = "utf-8"
    ISO_2022_JP = "iso-2022-jp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncarried:
    """A character that a charset lacks: where it stands, and what could stand for it."""

    at: int
    character: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedFile:
    """A file of this PC that shall go along."""

    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineFile:
    """A picture of this PC that stands within the text; the HTML names it by ``cid``."""

    cid: str
    name: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words not yet sent or recorded.

    ``shown`` is the position the author had on screen (rule 18). ``fields`` holds the values of a
    half-filled form (phone note, escalation) by name, as typed. ``charset`` is what the person
    chose; ``None`` leaves it to what the customer's mailer reads. ``sender`` is the address of the
    chosen identity, empty for the mailbox's own. ``html`` is the formatted text in our own small
    HTML, empty for plain text only. ``send_at`` asks for a later time (送信予約), by default only
    if the customer has not written meanwhile. ``opens`` is the event that will open the case of a
    mail that answers nothing, as soon as that leaves; ``case`` is what its id will be.
    """

    case: CaseId
    tab: DraftTab
    text: str = ""
    kind: ReplyKind = ReplyKind.REPLY
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    sender: str = ""
    subject: str = ""
    html: str = ""
    inline: tuple[InlineFile, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()
    answers: MailKey | None = None
    charset: Charset | None = None
    shown: Position | None = None
    fields: tuple[tuple[str, str], ...] = ()
    send_at: datetime | None = None
    opens: EventId | None = None
    saved_at: datetime | None = None
