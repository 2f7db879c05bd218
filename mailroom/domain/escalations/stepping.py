"""Taking the steps of an escalation: by the clock, by a person, or not at all (rules 7, 31)."""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.escalations.answering import still_open
from mailroom.domain.escalations.escalation import (
    Asked,
    Escalation,
    EscalationKind,
    EscalationState,
    PassedOn,
    PassReason,
    StepMark,
    StepOutcome,
)
from mailroom.domain.escalations.plans import ASKING_ACTIONS, StepAction
from mailroom.domain.escalations.steps import (
    DueStep,
    away_id,
    fired_id,
    is_within_reach,
    may_run,
    schedule,
)
from mailroom.domain.events import AddresseeAway, StepFired, StepStopped
from mailroom.domain.policies.policy import ClockMode
from mailroom.domain.turn import Turn, case_at, refuse
from mailroom.domain.verdicts import Reason


def judge_firing(turn: Turn, body: StepFired) -> None:
    """Rule 7: a step is taken once, and only while it is still called for."""
    escalation = still_open(turn, body.escalation)
    left = schedule(turn.state, escalation, turn.time)
    step = next((one for one in left if one.number == body.step), None)
    if step is None:
        refuse(Reason.NOT_STANDING)
    if turn.event.by:
        turn.actor()
    else:
        _require_due(turn, escalation, step, body)
    to, person = body.to or step.to, body.person if body.to else step.person
    if step.action in ASKING_ACTIONS and to is None:
        refuse(Reason.INVALID)
    over = [one for one in left if one.number < step.number]
    marks = [_mark(turn, one, StepOutcome.MISSED) for one in over]
    fired = replace(
        escalation,
        marks=(*escalation.marks, *marks, _mark(turn, step, StepOutcome.FIRED)),
    )
    if step.action is StepAction.BOARD:
        turn.state.put(replace(fired, on_board=True, passed_on=None))
    elif step.action is StepAction.NUDGE or to is None:
        turn.state.put(fired)
    else:
        asked = Asked(
            step=step.number, to=to, person=person, level=step.level, at=turn.time, by=turn.seat
        )
        ask_next(turn, fired, asked)


def judge_stopping(turn: Turn, body: StepStopped) -> None:
    """[止める]: a step that is still to come is left out."""
    turn.actor()
    escalation = still_open(turn, body.escalation)
    left = schedule(turn.state, escalation, turn.time)
    step = next((one for one in left if one.number == body.step), None)
    if step is None:
        refuse(Reason.NOT_STANDING)
    stopped = replace(_mark(turn, step, StepOutcome.STOPPED), reason=body.reason)
    turn.state.put(replace(escalation, marks=(*escalation.marks, stopped)))


def judge_away(turn: Turn, body: AddresseeAway) -> None:
    """S34: who is asked has gone away since, without having taken it: somebody else, at once."""
    escalation = still_open(turn, body.escalation)
    if turn.event.by or turn.event.id != away_id(escalation.id, body.step, body.person):
        refuse(Reason.INVALID)
    now = escalation.asked[-1]
    if (now.step, now.person) != (body.step, body.person) or escalation.passed_on is not None:
        refuse(Reason.NOT_STANDING)
    waits = escalation.plan.wait_until is not None and turn.time < escalation.plan.wait_until
    if waits or escalation.acknowledged_at is not None or not escalation.awaits_answer:
        refuse(Reason.NOT_STANDING)
    if is_within_reach(turn.state, body.person, turn.time):
        refuse(Reason.NOT_STANDING)
    passed = PassedOn(reason=PassReason.AWAY, since=turn.time)
    turn.state.put(replace(escalation, passed_on=passed))


def ask_next(turn: Turn, escalation: Escalation, asked: Asked) -> None:
    """Put the escalation with somebody else asked from now on, and their lock (rule 31)."""
    before = escalation.person
    turn.state.put(
        replace(
            escalation,
            state=EscalationState.ASKED,
            asked=(*escalation.asked, asked),
            taken_by=None,
            passed_on=None,
            delivered_at=None,
            acknowledged_at=None,
            on_board=False,
        )
    )
    case = case_at(turn.state, escalation.anchor)
    if case is None or case.escalation != escalation.id:
        return
    told = case
    holds = escalation.form.kind is EscalationKind.TAKE_OVER
    if holds and case.claim is not None and case.claim.seat.person == before:
        told = told if case.open_send is not None else replace(told, claim=None)
    if asked.level > told.level:
        told = replace(told, level=asked.level, level_was=told.level, level_version=turn.version)
    if told is not case:
        turn.put_case(told)


def next_number(escalation: Escalation) -> int:
    """Return a step number that was never used in this escalation."""
    planned = [step.number for step in escalation.plan.steps]
    asked = [one.step for one in escalation.asked]
    return max([1, *planned, *asked]) + 1


def _require_due(turn: Turn, escalation: Escalation, step: DueStep, body: StepFired) -> None:
    """A desk takes a step by itself only when the team lets it, and its time has come."""
    policy, case = turn.state.policy(), case_at(turn.state, escalation.anchor)
    if policy is None or policy.mode is not ClockMode.AUTOMATIC or body.to is not None:
        refuse(Reason.NOT_STANDING)
    if case is None or turn.event.id != fired_id(case.id, escalation.id, step.number, step.at):
        refuse(Reason.NOT_STANDING)
    if turn.time < step.at or not may_run(policy, step, turn.time):
        refuse(Reason.TOO_EARLY)


def _mark(turn: Turn, step: DueStep, outcome: StepOutcome) -> StepMark:
    return StepMark(
        number=step.number,
        outcome=outcome,
        due=step.at,
        at=turn.time,
        by=turn.seat,
        event=turn.event.id,
    )
