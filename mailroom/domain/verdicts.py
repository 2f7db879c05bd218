"""What the fold says of an event: accepted, or refused because (design rule 1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mailroom.domain.position import Position
from mailroom.ids import DeskId, PersonId


class Reason(Enum):
    """Why an event was refused; one member per rule, so that each can be counted and tested."""

    DUPLICATE = "duplicate"  # rule 2
    UNKNOWN_ANCHOR = "unknown_anchor"  # rule 24
    UNKNOWN_KIND = "unknown_kind"  # rule 35
    REQUIRED_REFUSED = "required_refused"  # rule 12
    HELD = "held"  # rule 8: somebody else holds it
    SENDING = "sending"  # rule 13: a send is open
    ESCALATED = "escalated"  # rule 31
    WRONG_TOKEN = "wrong_token"  # noqa: S105 - rule 8: names a lock that is no longer it
    NOT_HOLDER = "not_holder"
    NOT_LEAD = "not_lead"  # rule 10
    NOT_MEMBER = "not_member"  # rule 32
    CONTENT_CHANGED = "content_changed"  # rule 18
    FIELD_CHANGED = "field_changed"  # rule 18
    LABEL_CHANGED = "label_changed"  # rule 20
    CLOSED = "closed"
    NOT_CLOSED = "not_closed"
    ALREADY = "already"  # already so; nothing to do
    NOT_STANDING = "not_standing"  # rule 20: undo of a value that no longer stands
    ALREADY_ESCALATED = "already_escalated"  # rule 21
    NO_ESCALATION = "no_escalation"
    OPEN_ESCALATION = "open_escalation"  # S50: cannot close
    OPEN_PROMISE = "open_promise"  # N24: the customer waits for a time we told
    UNKNOWN_SEND = "unknown_send"
    TOO_EARLY = "too_early"  # rule 7, rule 10
    SAME_CASE = "same_case"
    INVALID = "invalid"  # values that no honest desk writes
    FOUNDED = "founded"  # rule 32: a later founder joins
    TRAINEE = "trainee"
    NOT_APPROVED = "not_approved"  # S19: a second person has not approved exactly this
    OWN_REQUEST = "own_request"  # S19: nobody approves what they wrote themselves
    NO_FALLBACK = "no_fallback"  # S36: a policy that names nobody to ask in doubt
    CONTACT_RESERVED = "contact_reserved"  # S25: others are to write to this contact
    TOO_DEEP = "too_deep"  # S66: labels have three levels
    NOT_EMPTY = "not_empty"  # S66: labels lie below the one that is to go
    UNSUPPORTED = "unsupported"  # rule 35: a desk of the last 14 days knows no such level


class Flag(Enum):
    """Marks on accepted facts that people should see (rules 10, 15, 17)."""

    MAY_HAVE_BEEN_SENT = "may_have_been_sent"
    UNCHECKED = "unchecked"
    WITHOUT_SLOT = "without_slot"
    BECAME_NOTE = "became_note"  # rule 21: the text of a second escalation
    LATE = "late"  # S35: somebody else has it by now
    UNKNOWN_SENDER = "unknown_sender"  # the right token from somebody nobody asked
    FORGED = "forged"  # a seal that nobody here made
    REPLAYED = "replayed"  # a second decision on a step that is decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The judgement on one event at its position.

    ``who`` and ``where`` name the seat in the way (the holder, the other author), if any.
    """

    accepted: bool
    reason: Reason | None = None
    flags: tuple[Flag, ...] = ()
    who: PersonId | None = None
    where: DeskId | None = None
    position: Position | None = None


ACCEPTED = Verdict(accepted=True)
