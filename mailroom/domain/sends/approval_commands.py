"""What people ask about a mail that needs a second person, in the imperative (S19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from mailroom.domain.on_case import OnCase
from mailroom.domain.sends.approval import Proposal
from mailroom.domain.sends.approval_events import (
    ApprovalAsked,
    ApprovalBody,
    ApprovalReturned,
    ApprovalWithdrawn,
    Approved,
)
from mailroom.ids import ApprovalId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskApproval(OnCase):
    """Ask somebody, or any lead, to look at a mail before it leaves."""

    proposal: Proposal
    of: PersonId | None = None
    note: str = ""
    instead_of: ApprovalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(OnCase):
    """Let it leave: as it was ``seen``, or as ``changed``."""

    approval: ApprovalId
    seen: Proposal
    changed: Proposal | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnForRevision(OnCase):
    """Send it back to its author with a comment."""

    approval: ApprovalId
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawApproval(OnCase):
    """Take a request for approval back."""

    approval: ApprovalId


ApprovalCommand = AskApproval | Approve | ReturnForRevision | WithdrawApproval


def asked_for(command: ApprovalCommand) -> ApprovalBody:
    """Return the event that a command means."""
    match command:
        case AskApproval():
            return ApprovalAsked(
                proposal=command.proposal,
                seal=command.proposal.seal,
                of=command.of,
                note=command.note,
                instead_of=command.instead_of,
            )
        case Approve():
            return Approved(
                approval=command.approval,
                seal=(command.changed or command.seen).seal,
                changed=command.changed,
                comment=command.comment,
            )
        case ReturnForRevision():
            return ApprovalReturned(approval=command.approval, comment=command.comment)
        case WithdrawApproval():
            return ApprovalWithdrawn(approval=command.approval)
        case _:
            assert_never(command)
