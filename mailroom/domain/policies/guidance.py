"""What the rules say about a case: criteria that apply, and who may write to whom (S25, S39).

Owns: judging those events. Which criteria apply is worked out by ``criteria`` on a desk; the fold
only knows what somebody, or some desk, has said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mailroom.domain.cases import Case, Concern
from mailroom.domain.people import Address
from mailroom.domain.policies.contacts import contact_of
from mailroom.domain.policies.guidance_events import (
    ConcernBody,
    CriterionTicked,
    SuggestionDismissed,
)
from mailroom.domain.turn import PLAIN, Flags, Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import CaseId, EventId, digest


def judge_concern(turn: Turn, body: ConcernBody) -> Flags:
    """Judge an event about a criterion of a case."""
    match body:
        case CriterionTicked():
            _tick(turn, body)
        case SuggestionDismissed():
            _dismiss(turn, body)
        case _:
            assert_never(body)
    return PLAIN


def concern_id(case: CaseId, rule: str) -> EventId:
    """Return the id every desk gives the same suggestion of the same case (rule 2)."""
    return EventId(digest("criterion", case, rule))


def require_may_write(turn: Turn, to: tuple[Address, ...]) -> None:
    """S25: only those named, and leads, write to a contact with such a handling."""
    for address in to:
        contact = contact_of(turn.state, address.addr)
        if contact is None or not contact.may_answer or turn.is_lead():
            continue
        if turn.event.by not in contact.may_answer:
            refuse(Reason.CONTACT_RESERVED, who=contact.may_answer[0])


def _tick(turn: Turn, body: CriterionTicked) -> None:
    """S39: the limit begins, once; nobody else than a person ticks what was decided against."""
    if turn.event.by:
        turn.actor()
    case = turn.case()
    if not turn.event.by:
        _require_suggested(turn, case, body)
    if case.escalated or case.closed or case.filtered:
        refuse(Reason.ALREADY)
    concern = Concern(
        criterion=body.criterion, rule=body.rule, since=turn.time, event=turn.event.id
    )
    if concern.key in {one.key for one in case.concerns}:
        refuse(Reason.ALREADY)
    turn.put_case(
        replace(
            case,
            concerns=(*case.concerns, concern),
            dismissed=tuple(key for key in case.dismissed if key != concern.key),
        )
    )


def _require_suggested(turn: Turn, case: Case, body: CriterionTicked) -> None:
    policy = turn.state.policy()
    rule = None if policy is None else policy.rule(body.rule)
    if rule is None or not rule.active or rule.only_shown or rule.criterion is not body.criterion:
        refuse(Reason.INVALID)
    if turn.event.id != concern_id(case.id, body.rule):
        refuse(Reason.INVALID)
    if body.rule in case.dismissed:
        refuse(Reason.ALREADY)


def _dismiss(turn: Turn, body: SuggestionDismissed) -> None:
    turn.actor()
    case = turn.case()
    policy = turn.state.policy()
    ruled = policy is not None and policy.rule(body.rule) is not None
    if not body.reason or not (ruled or body.rule in {one.key for one in case.concerns}):
        refuse(Reason.INVALID)
    if body.rule in case.dismissed:
        refuse(Reason.ALREADY)
    turn.put_case(
        replace(
            case,
            concerns=tuple(one for one in case.concerns if one.key != body.rule),
            dismissed=(*case.dismissed, body.rule),
        )
    )
