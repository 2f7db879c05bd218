"""Approval by a second person: who may give it, and what may leave with it (S19, rule 13).

Owns: judging the events of an approval, and what an approval demands of a SendBegun.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mailroom.domain.cases import Case, SendState
from mailroom.domain.content import require_content_seen
from mailroom.domain.events import (
    ApprovalAsked,
    ApprovalBody,
    ApprovalReturned,
    ApprovalWithdrawn,
    Approved,
    SendBegun,
)
from mailroom.domain.people import Member, Role
from mailroom.domain.policies.send_rules import needs_approval
from mailroom.domain.sends.approval import Approval, ApprovalState
from mailroom.domain.sends.redirecting import is_agreed
from mailroom.domain.state import State
from mailroom.domain.turn import PLAIN, Flags, Turn, case_at, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import ApprovalId, DeskId, PersonId


def judge_approval(turn: Turn, body: ApprovalBody) -> Flags:
    """Judge an event about an approval."""
    match body:
        case ApprovalAsked():
            _ask(turn, body)
        case Approved():
            _approve(turn, body)
        case ApprovalReturned():
            _return(turn, body)
        case ApprovalWithdrawn():
            _withdraw(turn, body)
        case _:
            assert_never(body)
    return PLAIN


def may_approve(member: Member, approval: Approval, named: Member | None) -> bool:
    """Return whether this member may decide: a lead, who was asked, or who stands in for them.

    Never its author, and never somebody whose own mails need approval as a rule.
    """
    if member.left or member.role is Role.TRAINEE or member.id == approval.asker.person:
        return False
    stands_in = named is not None and named.deputy == member.id
    return member.role is Role.LEAD or member.id == approval.of or stands_in


def require_asked(turn: Turn, author: Member, body: SendBegun) -> None:
    """S19: who needs a second person's approval names one; agreed other desks need none."""
    policy = turn.state.policy()
    if is_agreed(policy, body):
        return
    if body.approval is None and needs_approval(
        () if policy is None else policy.sending, author, body.mailbox
    ):
        refuse(Reason.TRAINEE if author.role is Role.TRAINEE else Reason.NOT_APPROVED)


def require_approved(turn: Turn, case: Case, body: SendBegun) -> None:
    """S19: with an approval nothing else leaves than what was approved, and only once."""
    if body.approval is None:
        return
    row = turn.state.approval(body.approval)
    if row is None or row.state is not ApprovalState.APPROVED or row.seal != body.seal:
        refuse(Reason.NOT_APPROVED, who=None if row is None else row.by)
    if not _is_of(turn.state, row, case) or has_moved_on(case, row, turn.event.desk):
        refuse(Reason.NOT_APPROVED, who=row.by, at=row.decided_at)
    if row.message_id not in {None, body.message_id} and not _stayed(turn.state, row):
        refuse(Reason.NOT_APPROVED, who=row.by)
    turn.state.put(replace(row, message_id=body.message_id))


def has_moved_on(case: Case, approval: Approval, desk: DeskId) -> bool:
    """Return whether somebody else than this desk changed the case since it was approved."""
    since = approval.decided_at
    return since is not None and any(at > since for by, at in case.content if by != desk)


def left_with(state: State, named: ApprovalId | None) -> None:
    """Note that the approved mail has left."""
    row = None if named is None else state.approval(named)
    if row is not None and row.state is ApprovalState.APPROVED:
        state.put(replace(row, state=ApprovalState.SENT))


def _ask(turn: Turn, body: ApprovalAsked) -> None:
    turn.actor()
    case = turn.case()
    proposal = body.proposal
    if not body.seal or not (proposal.to or proposal.cc or proposal.bcc):
        refuse(Reason.INVALID)
    if body.of is not None and not _can_be_asked(turn, body.of):
        refuse(Reason.INVALID, who=body.of)
    former = None if body.instead_of is None else turn.state.approval(body.instead_of)
    if former is not None and former.asker.person == turn.event.by and former.is_open:
        turn.state.put(replace(former, state=ApprovalState.WITHDRAWN))
    turn.state.put(
        Approval(
            id=ApprovalId(turn.event.id),
            anchor=turn.anchor or case.anchor,
            asker=turn.seat,
            of=body.of,
            asked_at=turn.time,
            state=ApprovalState.ASKED,
            seal=body.seal,
        )
    )


def _can_be_asked(turn: Turn, person: PersonId) -> bool:
    member = turn.state.member(person)
    known = member is not None and not member.left and member.role is not Role.TRAINEE
    return known and person != turn.event.by


def _approve(turn: Turn, body: Approved) -> None:
    row = _asked(turn, body.approval)
    case = case_at(turn.state, row.anchor)
    if case is None:
        refuse(Reason.UNKNOWN_ANCHOR)
    require_content_seen(turn, case)
    unchanged = body.changed is None and body.seal != row.seal
    if unchanged or not body.seal:
        refuse(Reason.INVALID)
    _decide(turn, replace(row, seal=body.seal), ApprovalState.APPROVED)


def _return(turn: Turn, body: ApprovalReturned) -> None:
    row = _asked(turn, body.approval)
    if not body.comment:
        refuse(Reason.INVALID)
    _decide(turn, row, ApprovalState.RETURNED)


def _decide(turn: Turn, row: Approval, state: ApprovalState) -> None:
    member = turn.actor()
    if member.id == row.asker.person:
        refuse(Reason.OWN_REQUEST)
    named = None if row.of is None else turn.state.member(row.of)
    if not may_approve(member, row, named):
        refuse(Reason.NOT_LEAD, who=row.of)
    turn.state.put(
        replace(row, state=state, by=member.id, decided=turn.event.id, decided_at=turn.position)
    )


def _withdraw(turn: Turn, body: ApprovalWithdrawn) -> None:
    turn.actor()
    row = turn.state.approval(body.approval)
    if row is None or not row.is_open:
        refuse(Reason.NOT_STANDING, who=None if row is None else row.by)
    if row.asker.person != turn.event.by and not turn.is_lead():
        refuse(Reason.NOT_LEAD, who=row.asker.person)
    turn.state.put(replace(row, state=ApprovalState.WITHDRAWN))


def _asked(turn: Turn, named: ApprovalId) -> Approval:
    """Return a request that nobody has decided about yet."""
    turn.actor()
    row = turn.state.approval(named)
    if row is None or row.state is not ApprovalState.ASKED:
        refuse(Reason.NOT_STANDING, who=None if row is None else row.by)
    return row


def _is_of(state: State, row: Approval, case: Case) -> bool:
    now = case_at(state, row.anchor)
    return now is not None and now.id == case.id


def _stayed(state: State, row: Approval) -> bool:
    """Return whether the mail that tried to leave with it definitely did not."""
    sent = None if row.message_id is None else state.sent(row.message_id)
    return sent is not None and sent.state is SendState.FAILED
