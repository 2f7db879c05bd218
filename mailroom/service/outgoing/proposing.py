"""What a mail is to a second person, and whether it may leave without one (S19)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mailroom.domain.people import Member, Role
from mailroom.domain.policies.send_rules import needs_approval
from mailroom.domain.sends.approval import INLINE, Proposal, ProposedFile
from mailroom.domain.verdicts import Reason
from mailroom.errors import BadInput, RuleBroken
from mailroom.service import rich
from mailroom.service.outgoing.composing import Composed
from mailroom.service.outgoing.replies import Reply
from mailroom.service.parts import Parts


def approval_needed(parts: Parts) -> bool:
    """Return whether who sits here may only send what a second person approved."""
    member = _member(parts)
    sending = parts.store.reads.policy().sending
    return member is not None and needs_approval(sending, member, parts.mailbox)


def _member(parts: Parts) -> Member | None:
    with parts.store.reads.state() as state:
        return state.member(parts.me.person)


def require_approval(parts: Parts, reply: Reply, seal: str) -> None:
    """Raise if a mail may not leave like this; the fold asks again when it does (rule 13).

    Raises:
        RuleBroken: nobody, or not exactly this, was approved.
    """
    if reply.approval is None:
        if approval_needed(parts):
            author = _member(parts)
            trainee = author is not None and author.role is Role.TRAINEE
            raise RuleBroken(Reason.TRAINEE if trainee else Reason.NOT_APPROVED)
        return
    with parts.store.reads.state() as state:
        row = state.approval(reply.approval)
    if row is None or row.seal != seal:
        raise RuleBroken(Reason.NOT_APPROVED)


def proposal_of(reply: Reply, composed: Composed) -> Proposal:
    """Return a mail as a second person is shown it: what is sent, and nothing that is not."""
    files = [(one.name, one.path) for one in reply.attachments]
    files += [(f"{INLINE}{one.name}", one.path) for one in reply.pictures]
    return Proposal(
        kind=reply.kind,
        answers=reply.answers,
        to=composed.to,
        cc=composed.cc,
        bcc=composed.bcc,
        sender=reply.sender,
        subject=composed.subject,
        text=reply.text or rich.plain(reply.html),
        html=reply.html,
        files=tuple(proposed_file(name, path) for name, path in files),
        send_at=reply.send_at,
        close_after=reply.close_after,
        promised=reply.promised,
        promise=reply.promise,
    )


def contents(reply: Reply) -> tuple[list[tuple[str, bytes]], list[bytes]]:
    """Return the files of a mail with their names, and its pictures, as they are on this PC now.

    Raises:
        BadInput: one of them cannot be read.
    """
    files = [(one.name, file_bytes(one.path)) for one in reply.attachments]
    return files, [file_bytes(one.path) for one in reply.pictures]


def proposed_file(name: str, path: str) -> ProposedFile:
    """Return a file as it is proposed.

    Raises:
        BadInput: it cannot be read.
    """
    data = file_bytes(path)
    return ProposedFile(name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest())


def file_bytes(path: str) -> bytes:
    """Return a file of this PC.

    Raises:
        BadInput: it cannot be read.
    """
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise BadInput("file", path, str(error)) from error
