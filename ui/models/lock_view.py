"""How the lock of a case stands for me: mine, asked for, or somebody else's and how I get it.

Pure reading: from a case as shown to what the composer and the case pane say of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.cases import Case, Holder, OpenSend
from mailroom.domain.claims.handover import Handover, Way, handover, may_abandon_from
from mailroom.domain.people import AWAY, Seat, presence_at
from mailroom.domain.query import CaseDetail
from ui.session import Session
from ui.wording import names
from ui.wording.names import Roster


class Hold(Enum):
    """How the lock stands for me."""

    FREE = "free"  # nobody asked yet
    ASKED = "asked"  # asked by me, not seen accepted (rule 11: never shown as held)
    MINE = "mine"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockView:
    """What the composer shows of the lock.

    Attributes:
        who: whose it is, with the PC (佐藤さん（机2）); "" when it is mine or free.
        since: since when, or since when a mail is on its way under it.
        way: how I may get it, and ``at`` from when on.
        may_take: whether I may take it over with a reason.
        first: who asked for it before me.
        kept_at: when the holder answered 「まだ続けます」 last.
        escalated: held by an escalation, which nobody can ask to hand over.
        abandon_at: from when on I may end a send that is stuck.
        given: the holder let go after I had asked.
    """

    hold: Hold
    who: str = ""
    since: datetime | None = None
    way: Way = Way.FREE
    at: datetime | None = None
    may_take: bool = False
    first: str = ""
    kept_at: datetime | None = None
    escalated: bool = False
    abandon_at: datetime | None = None
    given: bool = False


def others_view(session: Session, detail: CaseDetail, *, asked: bool = False) -> LockView:
    """Return what to say of a lock that is not mine; ``asked`` if I asked for it."""
    case, holder = detail.row.case, detail.row.holder
    if case.open_send is not None and case.open_send.seat != session.me:
        return _being_sent(session, case, case.open_send)
    if holder is None:
        return LockView(hold=Hold.FREE)
    if holder.escalation is not None:
        who = names.san(session.roster.name(holder.person) or holder.name)
        return LockView(hold=Hold.OTHERS, who=who, since=holder.since, escalated=True)
    return _held(session, case, holder, asked=asked)


def handover_of(session: Session, case: Case) -> Handover:
    """Return how I may get the lock of a case."""
    roster, now = session.roster, session.clock.now()
    holder = roster.members.get(case.claim.seat.person) if case.claim is not None else None
    gone = holder is None or holder.left or presence_at(holder, now) in AWAY
    return handover(case, session.me, lead=roster.i_am_lead, away=gone, time=now)


def is_mine(holder: Holder, me: Seat) -> bool:
    """Return whether I hold it, at this desk (rule 9), or under my own escalation."""
    return holder.person == me.person and (holder.desk is None or holder.desk == me.desk)


def asked_by_me(detail: CaseDetail, holder: Holder, me: Seat) -> bool:
    """Return whether I escalated it: interim replies stay allowed, also during 交代 (rule 31)."""
    mine = {one.id for one in detail.escalations if one.asker.person == me.person}
    return holder.escalation in mine


def _held(session: Session, case: Case, holder: Holder, *, asked: bool) -> LockView:
    roster, how, claim = session.roster, handover_of(session, case), case.claim
    return LockView(
        hold=Hold.OTHERS,
        who=_named(roster, holder),
        since=holder.since,
        way=how.way,
        at=how.at,
        may_take=how.may_take,
        first=names.seat(roster, how.asked_by.person, None) if how.asked_by else "",
        kept_at=claim.kept_at if claim is not None and asked else None,
    )


def _being_sent(session: Session, case: Case, send: OpenSend) -> LockView:
    roster = session.roster
    return LockView(
        hold=Hold.OTHERS,
        who=names.seat(roster, send.seat.person, send.seat.desk),
        since=send.since,
        way=Way.SENDING,
        abandon_at=may_abandon_from(case, session.me, lead=roster.i_am_lead),
    )


def _named(roster: Roster, holder: Holder) -> str:
    if holder.person is None:
        return names.san(holder.name)
    return names.seat(roster, holder.person, holder.desk) or names.san(holder.name)
