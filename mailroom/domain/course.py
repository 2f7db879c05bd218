"""The course of a case by hand: done, open again, put off, left out (rules 18, 20, 30, S50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import assert_never

from mailroom.domain.arrival.rule import NO_RULE
from mailroom.domain.cases import Case, Rest
from mailroom.domain.claims.holding import may_reshape
from mailroom.domain.content import require_content_seen, with_content
from mailroom.domain.escalations.escalation import TO_APPLY, Escalation, EscalationState
from mailroom.domain.events import (
    Closed,
    CourseBody,
    Filtered,
    Reopened,
    Restored,
    Snoozed,
    Woken,
)
from mailroom.domain.fields import require_standing
from mailroom.domain.times.timekeeping import has_open_promise
from mailroom.domain.turn import PLAIN, Flags, Refusal, Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import CaseId, EventId, timer_id


def judge_course(turn: Turn, body: CourseBody) -> Flags:
    """Judge a decision about where the case goes."""
    case = turn.case()
    match body:
        case Closed():
            _close(turn, case, body)
        case Reopened():
            _reopen(turn, case, body)
        case Snoozed():
            _snooze(turn, case, body)
        case Woken():
            _wake(turn, case, body)
        case Filtered():
            _filter(turn, case, body)
        case Restored():
            _restore(turn, case, body)
        case _:
            assert_never(body)
    return PLAIN


def wake_timer(case: CaseId, until: datetime) -> EventId:
    """Return the id that every desk gives the end of this snooze (rule 7)."""
    return timer_id(case, "wake", until.astimezone(UTC).isoformat())


def closed(turn: Turn, case: Case) -> Case:
    """Return the case done: its lock is free, its escalation is over with it."""
    settle_answered(turn, case)
    if not case.escalated:
        case = replace(case, escalation=None, answered=False, answered_at=None)
    return replace(
        case,
        closed=True,
        claim=None,
        told=None,
        undelivered=None,
        handed=None,
        shared=(),
        back=None,
        status_version=turn.version,
    )


def applied(turn: Turn, case: Case) -> Case:
    """Return the case after a reply: the customer knows what came of its escalation (S50)."""
    if case.escalation is None or case.escalated:
        return case
    settle_told(turn, case)
    told, escalation = None, _to_apply(turn, case)
    if escalation is not None:
        told = escalation.id
        turn.state.put(
            replace(
                _with_applied(turn, escalation),
                state=EscalationState.TOLD,
                told_at=turn.time,
                told_by=turn.event.by,
            )
        )
    return replace(case, escalation=None, answered=False, answered_at=None, told=told)


def settle_answered(turn: Turn, case: Case) -> None:
    """End what was answered, or told, on this case: it is done, or asked anew."""
    settle_told(turn, case)
    pending = None if case.escalated else _to_apply(turn, case)
    if pending is not None:
        done = replace(_with_applied(turn, pending), state=EscalationState.CLOSED)
        turn.state.put(replace(done, closed_at=turn.time))


def settle_told(turn: Turn, case: Case) -> None:
    """End the escalation whose answer the customer knows already."""
    escalation = None if case.told is None else turn.state.escalation(case.told)
    if escalation is not None and escalation.state is EscalationState.TOLD:
        turn.state.put(replace(escalation, state=EscalationState.CLOSED, closed_at=turn.time))


def _to_apply(turn: Turn, case: Case) -> Escalation | None:
    escalation = None if case.escalation is None else turn.state.escalation(case.escalation)
    return escalation if escalation is not None and escalation.state in TO_APPLY else None


def _with_applied(turn: Turn, escalation: Escalation) -> Escalation:
    return replace(
        escalation,
        applied_at=escalation.applied_at or turn.time,
        applied_by=escalation.applied_by or turn.event.by,
    )


def require_free(turn: Turn, case: Case) -> None:
    """Refuse while a send is open or somebody else's lock stands (rules 13, 28)."""
    verdict = may_reshape(turn.state, case, turn.seat, turn.time)
    if not verdict.accepted:
        raise Refusal(verdict)


def _close(turn: Turn, case: Case, body: Closed) -> None:
    """Rule 18, S50: not over unseen content, not with an open escalation."""
    turn.actor()
    if case.closed and case.undelivered is None:
        refuse(Reason.ALREADY)
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    if case.escalated:
        refuse(Reason.OPEN_ESCALATION)
    if has_open_promise(case):  # the customer waits for it (N24)
        refuse(Reason.OPEN_PROMISE)
    require_free(turn, case)
    require_content_seen(turn, case)
    turn.put_case(closed(turn, case))


def _reopen(turn: Turn, case: Case, body: Reopened) -> None:
    """Reopening is content (rule 18). By hand it starts a wait; an undo puts back what was."""
    turn.actor()
    if not case.closed:
        refuse(Reason.NOT_CLOSED)
    waiting_since, resolve_since = case.waiting_since, case.resolve_since
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    else:
        waiting_since = resolve_since = waiting_since or turn.time
    opened = replace(
        with_content(case, turn),
        closed=False,
        redirected_to=None,
        begun=True,
        waiting_since=waiting_since,
        resolve_since=resolve_since,
        status_version=turn.version,
    )
    turn.put_case(opened if body.undoes is not None else replace(opened, rest=None))


def _snooze(turn: Turn, case: Case, body: Snoozed) -> None:
    turn.actor()
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    if case.closed:
        refuse(Reason.CLOSED)
    rest = Rest(
        event=turn.event.id,
        by=turn.event.by,
        since=turn.time,
        until=body.until,
        noted=bool(body.note),
    )
    if not rest.lasts_past(turn.time):
        refuse(Reason.INVALID)
    if any(promise.is_open and rest.lasts_past(promise.at) for promise in case.promises):
        refuse(Reason.OPEN_PROMISE)
    turn.put_case(replace(case, rest=rest, back=None, status_version=turn.version))


def awake(case: Case) -> Case:
    """Return the case back in the list; what was noted for then is to be shown."""
    rest = case.rest
    return replace(case, rest=None, back=rest if rest is not None and rest.noted else case.back)


def _wake(turn: Turn, case: Case, body: Woken) -> None:
    """Rule 7: a timer counts only when T has come and the snooze that it was made for stands."""
    if not body.timer:
        turn.actor()
    if case.rest is None:
        refuse(Reason.ALREADY)
    if body.timer:
        until = case.rest.until
        if until is None or turn.event.id != wake_timer(case.id, until):
            refuse(Reason.NOT_STANDING)
        if turn.time < until:
            refuse(Reason.TOO_EARLY)
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    after = awake(case) if body.timer else replace(case, rest=None)
    turn.put_case(replace(after, status_version=turn.version))


def _filter(turn: Turn, case: Case, body: Filtered) -> None:
    turn.actor()
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    if case.filtered:
        refuse(Reason.ALREADY)
    if case.escalated:
        refuse(Reason.OPEN_ESCALATION)
    require_free(turn, case)
    turn.put_case(replace(case, filtered=True, claim=None, status_version=turn.version))


def _restore(turn: Turn, case: Case, body: Restored) -> None:
    turn.actor()
    if not case.filtered:
        refuse(Reason.ALREADY)
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    shown = replace(case, filtered=False, filter_rule=NO_RULE, status_version=turn.version)
    turn.put_case(shown)
