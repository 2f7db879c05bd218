"""What a person hands over to be sent to a customer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.drafts import AttachedFile, Charset, Draft, InlineFile, ReplyKind
from mailroom.domain.people import Address
from mailroom.domain.position import Position
from mailroom.ids import ApprovalId, CaseId, EventId, MailKey
from mailroom.service import rich


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A mail to a customer, ready to leave.

    Attributes:
        bcc: who gets it without anybody reading so: in the envelope, in no header.
        sender: the address of the identity chosen; the mailbox's own if empty.
        text: all of it as plain text; of a formatted mail what ``rich.plain`` makes of ``html``
            (or nothing: then that is taken), and below it the quoted mail.
        html: the words in our own small HTML; plain text only if empty.
        inline: pictures for ``html``; those that stand in it go along.
        answers: the mail it answers; the latest word of the customer if not given.
        charset: as the person chose; if not given, what the customer's mailer reads (N31).
        shown: what its author had on screen (rule 18).
        close_after: 送信して完了.
        promised: a time that the text tells the customer: an お約束 from when it has left (N24).
        promise: the words in which it does.
        undo_seconds: 10 if not given; the mail can be taken back so long.
        send_at: not before (送信予約), and only if nobody wrote meanwhile; at once if not given.
        approval: who looked at it before (S19).
        report: about the customer, not to them: what was said in the house stays there (S44).
        opens: the event that opens the case of a mail that answers nothing (``Draft.opens``).
        draft: what it was made of; taking the mail back brings exactly this back.
    """

    case: CaseId
    kind: ReplyKind = ReplyKind.REPLY
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    sender: str = ""
    subject: str = ""
    text: str
    html: str = ""
    inline: tuple[InlineFile, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()
    answers: MailKey | None = None
    charset: Charset | None = None
    shown: Position | None = None
    close_after: bool = False
    promised: datetime | None = None
    promise: str = ""
    undo_seconds: float | None = None
    send_at: datetime | None = None
    report: bool = False
    opens: EventId | None = None
    draft: Draft | None = None
    approval: ApprovalId | None = None

    @property
    def pictures(self) -> tuple[InlineFile, ...]:
        """Return the pictures that stand in the words, in their order."""
        known = {one.cid: one for one in self.inline}
        standing = rich.pictures(self.html) if known else ()
        return tuple(known[cid] for cid in standing if cid in known)
