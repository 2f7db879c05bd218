"""A mail that waits for the approval of a second person before it leaves (S19).

The row holds no words: what was proposed, changed and answered lies in the events that it names,
so that blanking them blanks everything (design section 4). What leaves is compared by its seal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from mailroom.domain.drafts import ReplyKind
from mailroom.domain.people import Address, Seat
from mailroom.domain.position import Position
from mailroom.domain.words import Words
from mailroom.ids import ApprovalId, EventId, MailKey, MessageId, PersonId, digest


class ApprovalState(Enum):
    """How far a request for approval is."""

    ASKED = "asked"  # 確認待ち
    RETURNED = "returned"  # 差し戻し: its author revises it and asks again
    APPROVED = "approved"  # may leave, exactly so
    WITHDRAWN = "withdrawn"  # by its author, or replaced by a later request
    SENT = "sent"


OPEN_APPROVALS = frozenset(
    {ApprovalState.ASKED, ApprovalState.RETURNED, ApprovalState.APPROVED},
)
"""States in which somebody still has something to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedFile:
    """A file that goes along: it stays on its author's PC, known by its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


INLINE = "cid:"
"""Before the name of a file that is a picture in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A mail as it shall leave. ``html`` is our own small HTML; "" = plain text only.

    ``answers`` is the mail that it answers, or that goes along whole when it is forwarded. What
    happens when it leaves is its author's wish and shown to who approves: not before ``send_at``
    (送信予約), the case done with it (``close_after``), ``promised`` as an お約束 that the text
    tells in the words ``promise`` (N24). The seal is of what its reader gets: not of these.
    """

    kind: ReplyKind = ReplyKind.REPLY
    answers: MailKey | None = None
    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    sender: str = ""
    subject: Words = ""
    text: Words = ""
    html: Words = ""
    files: tuple[ProposedFile, ...] = ()
    send_at: datetime | None = None
    close_after: bool = False
    promised: datetime | None = None
    promise: Words = ""

    @property
    def told(self) -> datetime | None:
        """Return the promised time, if the words that tell it are still in the text."""
        return self.promised if self.promise and self.promise in self.text else None

    @property
    def seal(self) -> str:
        """Return what changes with every word, recipient and file of it; names do not count."""
        fields = [
            *(
                f"{field}:{one.addr}"
                for field in ("to", "cc", "bcc")
                for one in _people(self, field)
            ),
            *(f"file:{one.sha256} {one.name}" for one in self.files),
            f"{self.kind.value}:{self.answers or ''}",
        ]
        lines = "\n".join(line.rstrip() for line in self.text.splitlines()).rstrip()
        return digest("proposal", self.sender, self.subject, lines, self.html, *fields)


def revised(proposal: Proposal, *, subject: str, text: str) -> Proposal | None:
    """Return the mail as its approver would have it; ``None`` if nothing was changed.

    A text that was changed makes a mail with formatting plain, without the pictures in it.
    """
    other = replace(proposal, subject=subject.strip() or proposal.subject, text=text)
    if other.seal != replace(proposal, subject=other.subject).seal:
        files = tuple(one for one in proposal.files if not one.name.startswith(INLINE))
        other = replace(other, html="", files=files)
    return other if other.seal != proposal.seal else None


def _people(proposal: Proposal, field: str) -> tuple[Address, ...]:
    people: tuple[Address, ...] = getattr(proposal, field)
    return people


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """State row: a mail that one person wrote and another looks at.

    Attributes:
        asker: who wrote it and where; its files lie on that PC.
        of: who was asked; ``None`` = any lead. A lead may always decide.
        seal: of the mail as it was proposed, or as it was approved.
        by: who decided, with ``decided`` as the event that says so and ``decided_at`` its place.
        message_id: the mail that left, or tried to, with this approval: no other one may.
    """

    id: ApprovalId
    anchor: MailKey
    asker: Seat
    of: PersonId | None
    asked_at: datetime
    state: ApprovalState
    seal: str
    by: PersonId | None = None
    decided: EventId | None = None
    decided_at: Position | None = None
    message_id: MessageId | None = None

    @property
    def is_open(self) -> bool:
        """Return whether somebody still has something to do."""
        return self.state in OPEN_APPROVALS
