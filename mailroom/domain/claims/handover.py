"""How a lock may change hands, as known beforehand: what the composer offers (rules 9, 10).

Foresees what ``locks`` will judge at the position; the fold has the last word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.cases import Case
from mailroom.domain.claims.holding import live_claim
from mailroom.domain.claims.locks import ASKING_TIME
from mailroom.domain.people import Seat
from mailroom.domain.sends.sending import ABANDON_AFTER


class Way(Enum):
    """What one can do about a lock that one does not hold."""

    FREE = "free"  # nobody's, or mine here
    SENDING = "sending"  # a mail is on its way under it
    ELSEWHERE = "elsewhere"  # mine, at another PC: take it over, no reason needed
    ASK = "ask"
    WAIT = "wait"  # I asked; ``at`` says when I may take over
    ASKED = "asked"  # somebody else asked first
    TAKE = "take"  # I asked and nobody answered, or the holder is away


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """How one gets a lock.

    Attributes:
        may_take: whether a take-over with a reason is open now; for a lead also without asking.
        at: of WAIT: from when on I may take over.
        asked_by: of ASKED: who asked first.
    """

    way: Way
    may_take: bool = False
    at: datetime | None = None
    asked_by: Seat | None = None


def handover(case: Case, me: Seat, *, lead: bool, away: bool, time: datetime) -> Handover:
    """Return how this seat gets the lock of a case.

    Args:
        case: the case as it is shown.
        me: who would like it.
        lead: whether they lead.
        away: whether its holder is out, off or gone home.
        time: the present moment; the journal's time when it lands is what counts.
    """
    claim = live_claim(case, time)
    if case.open_send is not None and case.open_send.seat != me:
        return Handover(way=Way.SENDING)
    if claim is None or claim.seat == me:
        return Handover(way=Way.FREE)
    if claim.seat.person == me.person:
        return Handover(way=Way.ELSEWHERE, may_take=True)
    if away:
        return Handover(way=Way.TAKE, may_take=True)
    if claim.asked_by is None or claim.asked_at is None:
        return Handover(way=Way.ASK, may_take=lead)
    if claim.asked_by.person != me.person:
        return Handover(way=Way.ASKED, may_take=lead, asked_by=claim.asked_by)
    ready = claim.asked_at + ASKING_TIME
    if time < ready:
        return Handover(way=Way.WAIT, may_take=lead, at=ready)
    return Handover(way=Way.TAKE, may_take=True)


def may_abandon_from(case: Case, me: Seat, *, lead: bool) -> datetime | None:
    """Return from when on this seat may end a stuck send of a case (rule 10); None without one."""
    if case.open_send is None:
        return None
    own = case.open_send.seat.desk == me.desk
    return case.open_send.since if own or lead else case.open_send.since + ABANDON_AFTER
