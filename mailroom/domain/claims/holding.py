"""Who holds a case, and who may act on it meanwhile (rules 8-11, 31).

Owns: reading the lock. Who may change it is judged in ``locks`` and ``escalating``.
"""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.cases import Case, Claim, Holder
from mailroom.domain.escalations.escalation import Escalation, EscalationKind
from mailroom.domain.people import Seat
from mailroom.domain.state import State
from mailroom.domain.turn import is_away
from mailroom.domain.verdicts import ACCEPTED, Reason, Verdict
from mailroom.ids import PersonId, Token


def holder_of(state: State, case: Case, now: datetime | None = None) -> Holder | None:
    """Return who is shown as holding the case; a claim past its time holds nothing (rule 5).

    Args:
        state: what is confirmed; a wish is never shown as held (rule 11).
        case: of that state.
        now: this PC's clock, to show what an event would find that came now, when the journal has
            been silent for long. Without it T is that of the last event.
    """
    escalation = open_escalation(state, case)
    team = state.team()
    time = None if team is None else max(team.time, now or team.time)
    claim = None if time is None else live_claim(case, time)
    if claim is not None:
        return _claimant(state, claim, escalation)
    return None if escalation is None else _keeper(state, escalation)


def open_escalation(state: State, case: Case) -> Escalation | None:
    """Return the escalation that locks this case."""
    if not case.escalated or case.escalation is None:
        return None
    return state.escalation(case.escalation)


def live_claim(case: Case, time: datetime) -> Claim | None:
    """Return the claim that still stands at this journal time."""
    claim = case.claim
    return claim if claim is not None and time < claim.expires else None


def may_claim(state: State, case: Case, seat: Seat, time: datetime) -> Verdict:
    """Judge a claim: free or expired, and no open send (rule 8); escalations keep theirs (31)."""
    if case.open_send is not None:
        return _refused(Reason.SENDING, case.open_send.seat)
    escalation = open_escalation(state, case)
    if escalation is not None and not may_hold(state, escalation, seat.person, time):
        return _refused(Reason.ESCALATED, escalation.asker)
    claim = live_claim(case, time)
    if claim is not None and claim.seat != seat:
        return _refused(Reason.HELD, claim.seat)
    return ACCEPTED


def may_reshape(state: State, case: Case, seat: Seat, time: datetime) -> Verdict:
    """Judge what a send or another's live lock blocks: merge, split, close (rules 13, 28)."""
    if case.open_send is not None:
        return _refused(Reason.SENDING, case.open_send.seat)
    escalation = open_escalation(state, case)
    if escalation is not None and not _takes_part(state, escalation, seat.person, time):
        return _refused(Reason.ESCALATED, escalation.asker)
    claim = live_claim(case, time)
    if claim is not None and claim.seat != seat:
        return _refused(Reason.HELD, claim.seat)
    return ACCEPTED


def token_for(state: State, case: Case, seat: Seat) -> Token | None:
    """Return the token under which this seat may write to the customer now, if any.

    It is the claim's; under an open escalation also the escalation's id, for the addressee of a
    take-over and for interim mail of the asker (rule 31).
    """
    if case.claim is not None and case.claim.seat == seat:
        return case.claim.token
    escalation, team = open_escalation(state, case), state.team()
    if escalation is None or team is None:
        return None
    allowed = _takes_part(state, escalation, seat.person, team.time)
    return Token(escalation.id) if allowed else None


def is_addressee(escalation: Escalation, person: PersonId) -> bool:
    """Return whether this person holds the case by 交代."""
    return escalation.form.kind is EscalationKind.TAKE_OVER and escalation.person == person


def is_contact(state: State, escalation: Escalation, person: PersonId, time: datetime) -> bool:
    """Return whether this person speaks with the customer meanwhile: the asker, or any if away."""
    asker = escalation.asker.person
    return person == asker or is_away(state, asker, time)


def may_hold(state: State, escalation: Escalation, person: PersonId, time: datetime) -> bool:
    """Return whether an open escalation leaves the lock to this person, or lets them take it."""
    if escalation.form.kind is EscalationKind.TAKE_OVER:
        return is_addressee(escalation, person)
    return is_contact(state, escalation, person, time)


def _takes_part(state: State, escalation: Escalation, person: PersonId, time: datetime) -> bool:
    return is_addressee(escalation, person) or is_contact(state, escalation, person, time)


def _refused(reason: Reason, seat: Seat) -> Verdict:
    return Verdict(accepted=False, reason=reason, who=seat.person, where=seat.desk)


def _claimant(state: State, claim: Claim, escalation: Escalation | None) -> Holder:
    return Holder(
        person=claim.seat.person,
        name=_name(state, claim.seat.person),
        desk=claim.seat.desk,
        since=claim.since,
        escalation=None if escalation is None else escalation.id,
    )


def _keeper(state: State, escalation: Escalation) -> Holder:
    if escalation.form.kind is EscalationKind.TAKE_OVER:
        person, desk = escalation.person, None
        name = escalation.to.name or escalation.to.addr
    else:
        person, desk = escalation.asker.person, escalation.asker.desk
        name = ""
    if person is not None:
        name = _name(state, person) or name
    return Holder(
        person=person, name=name, desk=desk, since=escalation.asked_at, escalation=escalation.id
    )


def _name(state: State, person: PersonId) -> str:
    member = state.member(person)
    return "" if member is None else member.name
