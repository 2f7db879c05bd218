"""The course of a case by hand: done, open again, put off, left out (rules 18, 20, 30, S50)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import assert_never

from mailroom.domain.cases import Case
from mailroom.domain.content import require_content_seen, with_content
from mailroom.domain.escalation import EscalationState
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
from mailroom.domain.holding import may_reshape
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
    """Return the case done: its lock is free, an escalation's answer counts as applied."""
    done = applied(turn, case)
    return replace(done, closed=True, claim=None, status_version=turn.version)


def applied(turn: Turn, case: Case) -> Case:
    """Return the case after the answer of its escalation was put to use (S50)."""
    if case.escalation is None or case.escalated:
        return case
    escalation = turn.state.escalation(case.escalation)
    if escalation is not None and escalation.state is EscalationState.ANSWERED:
        turn.state.put(replace(escalation, applied=True, state=EscalationState.CLOSED))
    return replace(case, escalation=None, answered=False)


def require_free(turn: Turn, case: Case) -> None:
    """Refuse while a send is open or somebody else's lock stands (rules 13, 28)."""
    verdict = may_reshape(turn.state, case, turn.seat, turn.time)
    if not verdict.accepted:
        raise Refusal(verdict)


def _close(turn: Turn, case: Case, body: Closed) -> None:
    """Rule 18, S50: not over unseen content, not with an open escalation."""
    turn.actor()
    if case.closed:
        refuse(Reason.ALREADY)
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    if case.escalated:
        refuse(Reason.OPEN_ESCALATION)
    require_free(turn, case)
    require_content_seen(turn, case)
    turn.put_case(closed(turn, case))


def _reopen(turn: Turn, case: Case, body: Reopened) -> None:
    """Reopening is content (rule 18). By hand it starts a wait; an undo puts back what was."""
    turn.actor()
    if not case.closed:
        refuse(Reason.NOT_CLOSED)
    waiting_since = case.waiting_since
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    elif waiting_since is None:
        waiting_since = turn.time
    opened = replace(
        with_content(case, turn),
        closed=False,
        begun=True,
        waiting_since=waiting_since,
        status_version=turn.version,
    )
    turn.put_case(opened if body.undoes is not None else replace(opened, snoozed_until=None))


def _snooze(turn: Turn, case: Case, body: Snoozed) -> None:
    turn.actor()
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    if case.closed:
        refuse(Reason.CLOSED)
    if body.until <= turn.time:
        refuse(Reason.INVALID)
    turn.put_case(replace(case, snoozed_until=body.until, status_version=turn.version))


def _wake(turn: Turn, case: Case, body: Woken) -> None:
    """Rule 7: a timer counts only when T has come and the snooze that it was made for stands."""
    if not body.timer:
        turn.actor()
    if case.snoozed_until is None:
        refuse(Reason.ALREADY)
    if body.timer and turn.event.id != wake_timer(case.id, case.snoozed_until):
        refuse(Reason.NOT_STANDING)
    if body.timer and turn.time < case.snoozed_until:
        refuse(Reason.TOO_EARLY)
    if body.undoes is not None:
        require_standing(case.status_version, body.undoes)
    turn.put_case(replace(case, snoozed_until=None, status_version=turn.version))


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
    turn.put_case(replace(case, filtered=False, status_version=turn.version))
