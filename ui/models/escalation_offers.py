"""What one can do about an escalation: by who looks and how far it is (S04, S09, S50).

Pure; the record judges again. The best next step comes first.
"""

from __future__ import annotations

from enum import Enum

from mailroom.domain.escalations.escalation import (
    OPEN_STATES,
    TO_APPLY,
    AnswerKind,
    Escalation,
    EscalationKind,
    EscalationState,
)
from mailroom.ids import PersonId


class Offer(Enum):
    """A button of the page."""

    ANSWER = "answer"
    REPLY = "reply"
    TOLD = "told"
    APPLIED = "applied"
    ADD = "add"
    PHONE = "phone"
    SPOKEN = "spoken"
    RAISE = "raise"
    LOWER = "lower"
    WITHDRAW = "withdraw"
    INTERIM = "interim"
    AGAIN = "again"


SEVEN = (
    AnswerKind.TAKE,
    AnswerKind.APPROVE,
    AnswerKind.REJECT,
    AnswerKind.INSTRUCT,
    AnswerKind.HAND_BACK,
    AnswerKind.RAISE,
    AnswerKind.BUSY,
)
"""What one can answer, in the order of the mail and of the keys 1 to 7 (S09)."""

_HEADS_UP = (AnswerKind.ACKNOWLEDGE, AnswerKind.INSTRUCT, AnswerKind.TAKE)

_USUAL = {
    EscalationKind.HEADS_UP: AnswerKind.ACKNOWLEDGE,
    EscalationKind.CHECK: AnswerKind.APPROVE,
    EscalationKind.INSTRUCT: AnswerKind.INSTRUCT,
    EscalationKind.APPROVE: AnswerKind.APPROVE,
    EscalationKind.TAKE_OVER: AnswerKind.TAKE,
}


def answers_to(kind: EscalationKind) -> tuple[AnswerKind, ...]:
    """Return what can be answered; a heads-up asks for nothing."""
    return _HEADS_UP if kind is EscalationKind.HEADS_UP else SEVEN


def usual_answer(kind: EscalationKind) -> AnswerKind:
    """Return the answer that a kind asks for."""
    return _USUAL[kind]


def offers(
    one: Escalation, me: PersonId, *, lead: bool, contact: bool, top: int
) -> tuple[Offer, ...]:
    """Return the buttons in their order.

    Args:
        one: the escalation.
        me: who looks.
        lead: whether they are a lead.
        contact: whether they speak with the customer meanwhile (the asker, or anybody while the
            asker is away).
        top: the number of the highest level.
    """
    if one.state not in OPEN_STATES:
        return _afterwards(one, contact=contact or lead)
    mine = one.person == me
    asks = one.form.kind is not EscalationKind.HEADS_UP
    found = [
        (Offer.ANSWER, mine),
        (Offer.ADD, True),
        (Offer.PHONE, not mine),
        (Offer.SPOKEN, not mine),
        (Offer.RAISE, asks and (contact or lead or mine) and one.level < top),
        (Offer.LOWER, asks and (lead or mine)),
        (Offer.INTERIM, contact),
        (Offer.WITHDRAW, contact or lead),
    ]
    return tuple(offer for offer, offered in found if offered)


def _afterwards(one: Escalation, *, contact: bool) -> tuple[Offer, ...]:
    if one.state not in TO_APPLY:
        return (Offer.AGAIN,)
    done = one.state is EscalationState.APPLIED
    found = [
        (Offer.REPLY, True),
        (Offer.TOLD, contact),
        (Offer.APPLIED, contact and not done),
        (Offer.AGAIN, True),
    ]
    return tuple(offer for offer, offered in found if offered)
