"""When the steps of an escalation are due: the clock that runs itself, as a pure function (rule 7).

Times follow from the row, the calendar in force and the roster alone, so every desk counts the
same. A step that is taken late moves the ones after it; one that was stopped or missed does not.

- Somebody busy, out of office or out of reach: the next one is due at once, at the next open
  moment.
- An alternate who is away is left out when there is somebody behind them; who comes after takes
  their time.
- Several steps whose time went by while every PC was off: only the last of them is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from mailroom.domain.escalations.escalation import Escalation, PassReason, StepOutcome
from mailroom.domain.escalations.plans import (
    ASKING_ACTIONS,
    PASSING_ACTIONS,
    Plan,
    PlannedStep,
    StepAction,
    StepWhen,
)
from mailroom.domain.people import Address
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import MOST_MINUTES, Policy
from mailroom.domain.state import State
from mailroom.domain.times.availability import is_available
from mailroom.domain.times.calendar import Calendar
from mailroom.domain.times.clocks import Pause
from mailroom.domain.turn import case_at
from mailroom.ids import CaseId, EscalationId, EventId, PersonId, digest, timer_id

_LONGEST_SEARCH = 400  # days, nearly: a calendar may have no open hour that is not quiet

LONGEST_PLAN = 30
"""Steps of a plan; no honest one has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """A step that is still to be taken, and when.

    Attributes:
        missed: the numbers of steps before it whose time went by; it settles them.
    """

    number: int
    action: StepAction
    at: datetime
    to: Address | None
    person: PersonId | None
    level: int
    wall: bool
    why: str = ""
    missed: tuple[int, ...] = ()


def schedule(
    state: State, escalation: Escalation, at: datetime | None = None
) -> tuple[DueStep, ...]:
    """Return every step that is still to come, in order, with its time.

    Args:
        state: everything that counts: calendar, roster, pauses of the case.
        escalation: the row.
        at: the moment as of which people are there or not; by default T.
    """
    team = state.team()
    if team is None or not escalation.awaits_answer or escalation.on_board:
        return ()
    at = max(team.time, at or team.time)
    return tuple(_Course(state, escalation, at).steps())


def next_step(state: State, escalation: Escalation, at: datetime | None = None) -> DueStep | None:
    """Return the step that is to be taken now, else the next one; None when there is none left.

    Of several whose time went by only the last is taken: nothing is made up for in bulk (N02).
    """
    team = state.team()
    left = schedule(state, escalation, at)
    if not left or team is None:
        return None
    now = max(team.time, at or team.time)
    past = [step for step in left if step.at <= now]
    if not past:
        return left[0]
    return replace(past[-1], missed=tuple(step.number for step in past[:-1]))


def due(state: State, escalation: Escalation, at: datetime | None = None) -> DueStep | None:
    """Return the step whose time has come, if there is one."""
    team, step = state.team(), next_step(state, escalation, at)
    if team is None or step is None:
        return None
    return step if step.at <= max(team.time, at or team.time) else None


def planned(policy: Policy, plan: Plan, start: datetime) -> tuple[DueStep, ...]:
    """Return the steps of a plan that is not asked yet, as they would fall if nobody answered."""
    base = max(start, plan.wait_until or start)
    found: list[DueStep] = []
    for step in plan.steps:
        if step.action is not StepAction.REQUEST:
            base = _later(policy.calendar, base, step)
        found.append(_due_step(step, base))
    return tuple(found)


def may_run(policy: Policy | None, step: DueStep, moment: datetime) -> bool:
    """Return whether a desk may take a step by itself at this moment: nothing at midnight."""
    if step.wall:
        return True
    policy = policy or DEFAULT_POLICY
    local = policy.calendar.zone.local(moment)
    return policy.calendar.is_open(moment) and not policy.quiet.hold(local.time())


def runs_from(policy: Policy | None, step: DueStep, moment: datetime) -> datetime:
    """Return the first moment from then on at which a desk may take a step by itself."""
    policy = policy or DEFAULT_POLICY
    for _ in range(_LONGEST_SEARCH):
        if may_run(policy, step, moment):
            return moment
        moment = _end_of_quiet(policy, moment)
        moment = policy.calendar.next_open(moment)
    return moment


def _end_of_quiet(policy: Policy, moment: datetime) -> datetime:
    """Return when the quiet hours are over that hold at this moment; itself if none do."""
    local = policy.calendar.zone.local(moment)
    if not policy.quiet.hold(local.time()):
        return moment
    ends = datetime.combine(local.date(), policy.quiet.ends)
    return moment + ((ends if ends > local else ends + timedelta(days=1)) - local)


def answer_due(policy: Policy, escalation: Escalation) -> datetime:
    """Return until when the addressee of now should answer."""
    if escalation.form.wanted_by is not None:
        return escalation.form.wanted_by
    level = policy.level(escalation.level)
    since = escalation.asked[-1].at if escalation.asked else escalation.asked_at
    since = max(since, escalation.plan.wait_until or since)
    if level.wall_clock:
        return since + timedelta(minutes=level.answer_minutes)
    return policy.calendar.after(since, level.answer_minutes)


def fired_id(case: CaseId, escalation: EscalationId, number: int, at: datetime) -> EventId:
    """Return the id that every desk gives to taking this step (rules 2, 7)."""
    return timer_id(case, f"step:{escalation}:{number}", at.astimezone(UTC).isoformat())


def away_id(escalation: EscalationId, step: int, person: PersonId) -> EventId:
    """Return the id that every desk gives to an addressee's being away (rule 2)."""
    return EventId(digest("away", escalation, str(step), person))


def is_within_reach(state: State, person: PersonId | None, at: datetime) -> bool:
    """Return whether a step may count on this person: no member, nobody knows better (S34)."""
    if person is None:
        return True
    member, policy = state.member(person), state.policy() or DEFAULT_POLICY
    if member is None or member.left:
        return False
    if not policy.calendar.is_open(at):
        return True  # nobody is there now; what counts is when the office opens, or the phone
    return is_available(member, policy.calendar, at)


@dataclass(frozen=True, slots=True)
class _Course:
    """The way of one escalation from here on, seen at one moment."""

    state: State
    escalation: Escalation
    at: datetime

    def steps(self) -> Iterator[DueStep]:
        """Yield what is still to come."""
        passed = self.escalation.passed_on
        left = self._left() if passed is None else self._behind(passed.reason)
        base = self._start() if passed is None else passed.since
        inherits, at_once = False, passed is not None
        acknowledged = self.escalation.acknowledged_at is not None and not at_once
        for place, step in enumerate(left):
            passes = step.action in PASSING_ACTIONS
            if inherits and not passes:
                continue  # a reminder of somebody who was left out
            if not inherits:
                base = self._at_once(base, step) if at_once else self._later(base, step)
            at_once = False
            inherits = self._is_left_out(step, left[place + 1 :])
            holds = step.when is StepWhen.NOT_FINISHED or not acknowledged
            if inherits or not holds or step.number in self._stopped():
                continue
            acknowledged = acknowledged and not passes
            yield _due_step(step, base)

    def _left(self) -> list[PlannedStep]:
        """Return the steps behind the last one that was taken; stopped ones keep their minutes."""
        row = self.escalation
        taken = [mark.number for mark in row.marks if mark.outcome is not StepOutcome.STOPPED]
        last = max([1, *taken, *(one.step for one in row.asked)])
        return [step for step in row.plan.steps if step.number > last]

    def _behind(self, reason: PassReason) -> list[PlannedStep]:
        """Return the steps from the next somebody on; who says 上へ wants the next level."""
        left, stopped = self._left(), self._stopped()
        raised = reason is PassReason.RAISED
        ahead = PASSING_ACTIONS - {StepAction.ALTERNATE} if raised else PASSING_ACTIONS
        for place, step in enumerate(left):
            if step.action in ahead and step.number not in stopped:
                return left[place:]
        return []

    def _stopped(self) -> frozenset[int]:
        marks = self.escalation.marks
        return frozenset(m.number for m in marks if m.outcome is StepOutcome.STOPPED)

    def _start(self) -> datetime:
        """Return the moment from which the next step counts."""
        escalation = self.escalation
        since = escalation.asked[-1].at if escalation.asked else escalation.asked_at
        fired = [m.at for m in escalation.marks if m.outcome is StepOutcome.FIRED]
        waited = [escalation.plan.wait_until] if escalation.plan.wait_until else []
        return max([since, *fired, *waited])

    def _later(self, base: datetime, step: PlannedStep) -> datetime:
        case = case_at(self.state, self.escalation.anchor)
        pauses = () if case is None else case.pauses
        return _later(_calendar(self.state), base, step, pauses)

    def _at_once(self, since: datetime, step: PlannedStep) -> datetime:
        return since if step.wall else _calendar(self.state).next_open(since)

    def _is_left_out(self, step: PlannedStep, behind: Sequence[PlannedStep]) -> bool:
        """Return whether an alternate is away and somebody stands behind them (S34)."""
        if step.action not in ASKING_ACTIONS:
            return False
        if is_within_reach(self.state, step.person, self.at):
            return False
        return any(later.action in ASKING_ACTIONS for later in behind)


def _calendar(state: State) -> Calendar:
    return (state.policy() or DEFAULT_POLICY).calendar


def _later(
    calendar: Calendar, base: datetime, step: PlannedStep, pauses: Sequence[Pause] = ()
) -> datetime:
    if step.wall:
        return base + timedelta(minutes=step.minutes)
    return calendar.after(base, step.minutes, pauses)


def _due_step(step: PlannedStep, at: datetime) -> DueStep:
    return DueStep(
        number=step.number,
        action=step.action,
        at=at,
        to=step.to,
        person=step.person,
        level=step.level,
        wall=step.wall,
        why=step.why,
    )


def numbered_from(plan: Plan, first: int) -> Plan:
    """Return a plan whose request has this number: numbers are never used twice (S03)."""
    shift = first - 1
    return replace(
        plan, steps=tuple(replace(step, number=step.number + shift) for step in plan.steps)
    )


def is_sound(plan: Plan) -> bool:
    """Return whether its numbers rise from 1 and its minutes are some: what the fold demands."""
    numbers = [step.number for step in plan.steps]
    rising = all(a < b for a, b in pairwise(numbers))
    return (
        len(numbers) <= LONGEST_PLAN and rising and all(_is_possible(step) for step in plan.steps)
    )


def _is_possible(step: PlannedStep) -> bool:
    first = step.number == 1
    if first is not (step.action is StepAction.REQUEST):
        return False
    names = step.to is not None or step.action not in ASKING_ACTIONS or first
    return step.number >= 1 and 0 <= step.minutes <= MOST_MINUTES and names
