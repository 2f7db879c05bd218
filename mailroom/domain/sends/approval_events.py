"""The events in the life of an approval (S19); ``events`` exports them with all others."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.sends.approval import Proposal
from mailroom.domain.words import Words
from mailroom.ids import ApprovalId, PersonId

__all__ = [
    "ApprovalAsked",
    "ApprovalBody",
    "ApprovalReturned",
    "ApprovalWithdrawn",
    "Approved",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked:
    """確認を頼む: this mail shall leave once somebody else has looked at it. This id names it.

    Attributes:
        seal: of the proposal; it stays when its words are blanked.
        of: who is asked; ``None`` = any lead.
        instead_of: an earlier request of the same author that this one replaces.
    """

    proposal: Proposal
    seal: str
    of: PersonId | None = None
    note: Words = ""
    instead_of: ApprovalId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """承認: it may leave, exactly as sealed; ``changed`` is how the approver would have it."""

    approval: ApprovalId
    seal: str
    changed: Proposal | None = None
    comment: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalReturned:
    """差し戻し: not like this, and why."""

    approval: ApprovalId
    comment: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWithdrawn:
    """取り下げ: its author, or a lead, has no need of it any more."""

    approval: ApprovalId


ApprovalBody = ApprovalAsked | Approved | ApprovalReturned | ApprovalWithdrawn
