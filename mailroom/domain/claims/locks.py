"""The lock of a case: a position in the journal, not a lease on a clock (rules 5-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from mailroom.domain.cases import Case, Claim
from mailroom.domain.claims.holding import live_claim, may_claim, may_hold, open_escalation
from mailroom.domain.events import (
    ClaimAsked,
    Claimed,
    ClaimKept,
    ClaimRenewed,
    LockBody,
    Released,
    TakenOver,
)
from mailroom.domain.people import Seat
from mailroom.domain.turn import CLAIM_TTL, PLAIN, Flags, Refusal, Turn, is_away, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import PersonId, Token

LONGEST_TTL = timedelta(hours=8)
ASKING_TIME = timedelta(minutes=5)


def judge_lock(turn: Turn, body: LockBody) -> Flags:
    """Judge an event about the lock."""
    turn.actor()
    case = turn.case()
    match body:
        case Claimed():
            _claim(turn, case, body)
        case ClaimRenewed():
            _renew(turn, case, body.token)
        case Released():
            _release(turn, case, body.token)
        case ClaimAsked():
            _ask(turn, case, body.token)
        case ClaimKept():
            _keep(turn, case, body.token)
        case TakenOver():
            _take_over(turn, case, body)
        case _:
            assert_never(body)
    return PLAIN


def hand_back(turn: Turn, person: PersonId) -> None:
    """Free what a person holds: they went home or left (rule 6). An open send keeps its lock."""
    # in one order on every desk: the order in which rows are put goes into the state hash
    for case in sorted(turn.state.claims_of(person), key=lambda case: case.number):
        if case.open_send is None:
            turn.state.put(replace(case, claim=None))


def granted(turn: Turn, seat: Seat, ttl: timedelta = CLAIM_TTL) -> Claim:
    """Return a claim whose token is this event (rule 8)."""
    return Claim(token=Token(turn.event.id), seat=seat, since=turn.time, expires=turn.time + ttl)


def _claim(turn: Turn, case: Case, body: Claimed) -> None:
    """Rule 8: granted iff free or expired here and no open send. A restarted desk claims anew."""
    verdict = may_claim(turn.state, case, turn.seat, turn.time)
    if not verdict.accepted:
        raise Refusal(verdict)
    minutes = min(max(body.ttl_minutes, 0), LONGEST_TTL // timedelta(minutes=1))
    ttl = max(CLAIM_TTL, timedelta(minutes=minutes))
    turn.put_case(replace(case, claim=granted(turn, turn.seat, ttl), begun=True))


def _renew(turn: Turn, case: Case, token: Token) -> None:
    """Rule 6; ``Turn.put_case`` renews for every event of the holder."""
    _own_claim(turn, case, token)
    turn.put_case(case)


def _release(turn: Turn, case: Case, token: Token) -> None:
    _own_claim(turn, case, token)
    if case.open_send is not None:
        refuse(Reason.SENDING, who=case.open_send.seat.person, where=case.open_send.seat.desk)
    turn.put_case(replace(case, claim=None))


def _ask(turn: Turn, case: Case, token: Token) -> None:
    """Rule 10: the first who asks is the one whose five minutes count."""
    claim = _named_claim(case, token)
    if claim.seat == turn.seat or claim.asked_by is not None:
        refuse(Reason.ALREADY)
    turn.put_case(replace(case, claim=replace(claim, asked_by=turn.seat, asked_at=turn.time)))


def _keep(turn: Turn, case: Case, token: Token) -> None:
    """Rule 10: the holder answered, so the five minutes of whoever asked are over."""
    claim = _own_claim(turn, case, token)
    if claim.asked_by is None:
        refuse(Reason.ALREADY)
    kept = replace(claim, asked_by=None, asked_at=None, kept_at=turn.time)
    turn.put_case(replace(case, claim=kept))


def _take_over(turn: Turn, case: Case, body: TakenOver) -> None:
    """Rules 9, 10: explicit, names the lock it saw, carries a reason, never during a send."""
    escalation = open_escalation(turn.state, case)
    if escalation is not None and not may_hold(turn.state, escalation, turn.event.by, turn.time):
        refuse(Reason.ESCALATED, who=escalation.asker.person, where=escalation.asker.desk)
    claim = _named_claim(case, body.token)
    if case.open_send is not None:
        refuse(Reason.SENDING, who=case.open_send.seat.person, where=case.open_send.seat.desk)
    if claim.seat == turn.seat:
        refuse(Reason.ALREADY)
    if claim.seat.person != turn.event.by and live_claim(case, turn.time) is not None:
        _require_grounds(turn, claim, body.reason)
    turn.put_case(replace(case, claim=granted(turn, turn.seat), begun=True))


def _require_grounds(turn: Turn, claim: Claim, reason: str) -> None:
    if not reason.strip():
        refuse(Reason.INVALID)
    if turn.is_lead() or is_away(turn.state, claim.seat.person, turn.time):
        return
    asked = claim.asked_by is not None and claim.asked_by.person == turn.event.by
    if not asked or claim.asked_at is None:
        refuse(Reason.NOT_LEAD, who=claim.seat.person, where=claim.seat.desk)
    if turn.time - claim.asked_at < ASKING_TIME:
        refuse(Reason.TOO_EARLY, who=claim.seat.person, where=claim.seat.desk)


def _named_claim(case: Case, token: Token) -> Claim:
    """Return the claim, which must be the one the author saw (rule 8)."""
    if case.claim is None or case.claim.token != token:
        seat = None if case.claim is None else case.claim.seat
        refuse(
            Reason.WRONG_TOKEN,
            who=None if seat is None else seat.person,
            where=None if seat is None else seat.desk,
        )
    return case.claim


def _own_claim(turn: Turn, case: Case, token: Token) -> Claim:
    claim = _named_claim(case, token)
    if claim.seat != turn.seat:
        refuse(Reason.NOT_HOLDER, who=claim.seat.person, where=claim.seat.desk)
    return claim
