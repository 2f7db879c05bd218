"""What may still be written when the mailbox fills up: customers' mail comes first (design §4).

Pure. Everything the team does lies in the same mailbox, so it must stop before the customers'
mail bounces.
"""

from __future__ import annotations

from mailroom.domain.commands import (
    AbandonSend,
    AnswerEscalation,
    ApplyAnswer,
    Approve,
    AskApproval,
    AskForClaim,
    ClaimCase,
    Command,
    HandBack,
    JoinDesk,
    KeepClaim,
    Redact,
    ReleaseCase,
    RenewClaim,
    ReturnForRevision,
    SortAnswer,
    TakeOver,
    TellCustomer,
)
from mailroom.domain.query import Space

LOW_SHARE = 0.15
LOW_BYTES = 20 * 1024 * 1024
FULL_SHARE = 0.05

# Who answers the customer, and the answer itself. Facts and announcements are no commands.
_WITH_LITTLE_ROOM = (
    ClaimCase,
    RenewClaim,
    ReleaseCase,
    AskForClaim,
    KeepClaim,
    TakeOver,
    AnswerEscalation,
    HandBack,
    SortAnswer,
    ApplyAnswer,
    TellCustomer,
    AbandonSend,
    AskApproval,  # without it a trainee's answer cannot leave
    Approve,
    ReturnForRevision,
    JoinDesk,  # under whose name a lock is taken
    Redact,  # it makes room
)


def space_of(used: int, limit: int) -> Space:
    """Return how much room there is, from bytes used and allowed; no limit is plenty."""
    if limit <= 0:
        return Space.PLENTY
    free = max(0, limit - used)
    if free < limit * FULL_SHARE:
        return Space.FULL
    return Space.LOW if free < max(limit * LOW_SHARE, LOW_BYTES) else Space.PLENTY


def allows(space: Space, command: Command) -> bool:
    """Return whether a command may be written with so much room left."""
    match space:
        case Space.UNKNOWN | Space.PLENTY:
            return True
        case Space.LOW:
            return isinstance(command, _WITH_LITTLE_ROOM)
        case Space.FULL:
            return False
