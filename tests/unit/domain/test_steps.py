"""Rule 7, S34, S35, S52, N02: when steps are due, and who may take them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailroom.domain.escalations import steps
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    EscalationState,
    PassReason,
    StepOutcome,
)
from mailroom.domain.escalations.plans import Plan, PlannedStep, StepAction, StepWhen
from mailroom.domain.events import (
    AddresseeAway,
    Escalated,
    EscalationWithdrawn,
    Event,
    InternalFailed,
    PolicySet,
    PresenceSet,
    StepFired,
    StepStopped,
)
from mailroom.domain.people import Presence
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import ClockMode, QuietHours
from mailroom.domain.times.calendar import OFFICE, Closure
from mailroom.domain.verdicts import Reason
from mailroom.ids import DeskId, EventId, PersonId
from tests.unit.domain.asking import (
    ADDRESSES,
    CHIEF,
    DEPUTY,
    HEAD,
    PLAN,
    answer,
    ask,
    fire,
    request,
    team,
    times,
)
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA, World


@pytest.fixture
def world() -> World:
    return team()


def presence(world: World, person, presence: Presence, until: datetime | None = None) -> None:
    world.do(TANAKA, PresenceSet(person=person, presence=presence, until=until))


def outcomes(world: World, escalation) -> dict[int, StepOutcome]:
    return {mark.number: mark.outcome for mark in world.escalation(escalation).marks}


# --- times ----------------------------------------------------------------------------------------


def test_each_step_counts_from_the_one_before(world: World) -> None:
    escalation = ask(world)
    asked = world.escalation(escalation).asked_at
    expected = {2: 10, 3: 15, 4: 45, 5: 105}
    assert times(world, escalation) == {
        number: OFFICE.after(asked, minutes) for number, minutes in expected.items()
    }


def test_steps_stand_still_at_lunch_at_night_and_on_holidays(world: World) -> None:
    world.now = datetime(2026, 11, 20, 8, 50, tzinfo=UTC)  # Friday 17:50; Monday is a holiday
    escalation = ask(world)
    start = world.escalation(escalation).asked_at
    assert OFFICE.after(start, 15) == times(world, escalation)[3]
    assert times(world, escalation)[3].date() == datetime(2026, 11, 24, tzinfo=UTC).date()


def test_who_waits_is_not_disturbed_before_that(world: World) -> None:
    """「13:00 まで待つ」."""
    wait = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    escalation = ask(world, plan=replace(PLAN, wait_until=wait))
    assert times(world, escalation)[2] == wait + timedelta(minutes=10)
    presence(world, CHIEF, Presence.OUT, wait)
    away(world, escalation)
    assert world.reason is Reason.NOT_STANDING


def test_acknowledged_leaves_only_what_asks_for_an_end(world: World) -> None:
    escalation = ask(world)
    before = times(world, escalation)
    answer(world, escalation, AnswerKind.ACKNOWLEDGE)
    assert times(world, escalation) == {number: before[number] for number in (4, 5)}


def test_a_step_taken_late_moves_those_behind_it(world: World) -> None:
    escalation = ask(world)
    world.wait(minutes=13)
    assert fire(world, escalation, 2)
    fired = world.now
    assert times(world, escalation)[3] == fired + timedelta(minutes=5)


def test_a_stopped_step_leaves_the_others_where_they_were(world: World) -> None:
    escalation = ask(world)
    before = times(world, escalation)
    world.do(SUZUKI, StepStopped(escalation=escalation, step=2, reason="電話しました"))
    assert world.verdict.accepted
    assert times(world, escalation) == {number: before[number] for number in (3, 4, 5)}
    assert outcomes(world, escalation) == {2: StepOutcome.STOPPED}
    world.do(SUZUKI, StepStopped(escalation=escalation, step=2))
    assert world.reason is Reason.NOT_STANDING


def test_wall_minutes_count_at_night(world: World) -> None:
    step = PlannedStep(
        number=2, action=StepAction.NUDGE, minutes=30, wall=True, to=ADDRESSES[CHIEF], level=4
    )
    world.now = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # 23:00
    escalation = ask(world, plan=Plan(steps=(step,)))
    due = world.escalation(escalation).asked_at + timedelta(minutes=30)
    assert times(world, escalation) == {2: due}
    world.now = due
    assert fire(world, escalation)


# --- who may take them ----------------------------------------------------------------------------


def test_rule_07_two_desks_fire_at_once_and_one_counts(world: World) -> None:
    escalation = ask(world)
    world.wait(minutes=10)
    row = world.escalation(escalation)
    step = steps.due(world.state, row, world.now)
    case = world.case("a")
    id_ = steps.fired_id(case.id, row.id, step.number, step.at)
    for seat in (SATO, SUZUKI):
        body = StepFired(escalation=escalation, step=step.number, due=step.at)
        event = replace(_event(world, body, id_), desk=seat.desk)
        world.again(event)
        assert world.verdict.accepted is (seat is SATO)
    assert len(world.escalation(escalation).marks) == 1


def test_rule_02_a_fast_clock_burns_no_step(world: World) -> None:
    escalation = ask(world)
    assert not fire(world, escalation, 3)
    assert world.reason is Reason.TOO_EARLY
    assert world.state.entry(world.log[-1].event.id) is None
    world.wait(minutes=13)
    assert fire(world, escalation, 3)


def test_rule_07_the_condition_must_still_hold(world: World) -> None:
    escalation = ask(world)
    row, case = world.escalation(escalation), world.case("a")
    step = steps.next_step(world.state, row)
    answer(world, escalation, AnswerKind.ACKNOWLEDGE)
    world.wait(minutes=20)
    id_ = steps.fired_id(case.id, row.id, step.number, step.at)
    body = StepFired(escalation=escalation, step=step.number, due=step.at)
    world.do(None, body, event_id=id_)
    assert world.reason is Reason.NOT_STANDING
    world.do(SATO, EscalationWithdrawn(escalation=escalation), on="a")
    world.do(None, body, event_id=id_)
    assert world.reason is Reason.NO_ESCALATION


def test_a_team_with_proposals_only_takes_no_step_by_itself() -> None:
    world = team(ClockMode.PROPOSE)
    escalation = ask(world)
    world.wait(minutes=20)
    assert steps.due(world.state, world.escalation(escalation), world.now).number == 3
    assert not fire(world, escalation)
    assert world.reason is Reason.NOT_STANDING
    body = StepFired(escalation=escalation, step=3, due=world.now)
    world.do(SUZUKI, body)
    assert world.verdict.accepted
    assert world.escalation(escalation).person == DEPUTY


def test_nothing_is_taken_at_midnight_or_in_quiet_hours(world: World) -> None:
    escalation = ask(world)
    world.now = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
    assert not fire(world, escalation)
    assert world.reason is Reason.TOO_EARLY
    quiet = QuietHours(begins=time(0), ends=time(10))
    world.do(
        TANAKA,
        PolicySet(
            policy=replace(DEFAULT_POLICY, mode=ClockMode.AUTOMATIC, quiet=quiet), reason="朝礼"
        ),
    )
    world.now = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)  # Tuesday 9:30: open, and quiet
    assert not fire(world, escalation)
    step = steps.due(world.state, world.escalation(escalation), world.now)
    runs = steps.runs_from(world.state.policy(), step, world.now)
    assert runs == datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    world.now = runs
    assert fire(world, escalation)


def test_a_person_may_take_a_step_early_and_ask_somebody_else(world: World) -> None:
    escalation = ask(world)
    to = ADDRESSES[HEAD]
    body = StepFired(escalation=escalation, step=3, due=world.now, to=to, person=HEAD)
    world.do(NOVICE, body)
    assert world.escalation(escalation).person == HEAD
    assert outcomes(world, escalation) == {2: StepOutcome.MISSED, 3: StepOutcome.FIRED}


# --- off, away, busy ------------------------------------------------------------------------------


def test_N02_missed_steps_are_settled_to_the_present_one(world: World) -> None:
    escalation = ask(world)
    world.wait(minutes=60)
    step = steps.next_step(world.state, world.escalation(escalation), world.now)
    assert (step.number, step.missed) == (4, (2, 3))
    assert fire(world, escalation)
    assert outcomes(world, escalation) == {
        2: StepOutcome.MISSED,
        3: StepOutcome.MISSED,
        4: StepOutcome.FIRED,
    }
    assert times(world, escalation) == {5: OFFICE.after(world.now, 60)}


def away(world: World, escalation) -> None:
    row = world.escalation(escalation)
    number = row.asked[-1].step
    id_ = steps.away_id(escalation, number, row.person)
    body = AddresseeAway(escalation=escalation, step=number, person=row.person)
    world.do(None, body, event_id=id_)


@pytest.mark.parametrize("where", [Presence.BUSY, Presence.OUT, Presence.OFF, Presence.GONE])
def test_S34_who_goes_away_is_passed_over_at_once(world: World, where: Presence) -> None:
    escalation = ask(world)
    away(world, escalation)
    assert world.reason is Reason.NOT_STANDING
    presence(world, CHIEF, where)
    away(world, escalation)
    assert world.escalation(escalation).passed_on.reason is PassReason.AWAY
    assert times(world, escalation)[3] == world.now
    assert fire(world, escalation)
    assert world.escalation(escalation).person == DEPUTY
    assert world.escalation(escalation).passed_on is None


def test_S34_an_alternate_who_is_away_is_left_out(world: World) -> None:
    escalation = ask(world)
    before = times(world, escalation)
    presence(world, DEPUTY, Presence.OFF)
    assert times(world, escalation) == {
        2: before[2],
        4: before[3],
        5: before[3] + timedelta(minutes=60),
    }
    presence(world, HEAD, Presence.OFF)  # nobody stands behind the head: they are asked
    assert set(times(world, escalation)) == {2, 4, 5}


@pytest.mark.parametrize("kind", [AnswerKind.BUSY, AnswerKind.ABSENT])
def test_S49_busy_and_out_of_office_ask_the_alternate_at_once(
    world: World, kind: AnswerKind
) -> None:
    escalation = ask(world)
    answer(world, escalation, kind)
    assert world.escalation(escalation).state is EscalationState.SENT
    step = steps.due(world.state, world.escalation(escalation), world.now)
    assert (step.number, step.missed) == (3, ())
    assert fire(world, escalation)
    assert world.escalation(escalation).person == DEPUTY


def test_busy_in_the_evening_asks_the_alternate_in_the_morning(world: World) -> None:
    escalation = ask(world)
    world.now = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
    answer(world, escalation, AnswerKind.BUSY)
    assert times(world, escalation)[3] == OFFICE.next_open(world.now)


def test_a_bounce_asks_the_alternate_at_once(world: World) -> None:
    escalation = ask(world)
    world.do(None, InternalFailed(escalation=escalation, step="request", attempt=1, bounced=True))
    assert world.escalation(escalation).state is EscalationState.BOUNCED
    assert times(world, escalation)[3] == world.now


def test_raised_by_the_chief_goes_to_the_next_level_at_once(world: World) -> None:
    escalation = ask(world)
    answer(world, escalation, AnswerKind.RAISE)
    step = steps.due(world.state, world.escalation(escalation), world.now)
    assert step.number == 4
    assert fire(world, escalation)
    assert world.escalation(escalation).level == 4
    assert world.case("a").level == 4


def test_on_the_board_nothing_follows(world: World) -> None:
    escalation = ask(world)
    world.wait(minutes=120)
    assert fire(world, escalation)
    assert world.escalation(escalation).on_board
    assert times(world, escalation) == {}


# --- rules of their time --------------------------------------------------------------------------


def test_a_new_policy_leaves_running_plans_alone_but_its_calendar_counts(world: World) -> None:
    escalation = ask(world)
    before = times(world, escalation)
    levels = tuple(replace(level, answer_minutes=1) for level in DEFAULT_POLICY.levels)
    policy = replace(DEFAULT_POLICY, mode=ClockMode.AUTOMATIC, levels=levels)
    world.do(TANAKA, PolicySet(policy=policy, reason="短く"))
    assert times(world, escalation) == before
    asked = world.escalation(escalation).asked_at
    closed = replace(OFFICE, closed=(*OFFICE.closed, _closure(asked)))
    world.do(TANAKA, PolicySet(policy=replace(policy, calendar=closed), reason="臨時休業"))
    moved = times(world, escalation)
    assert moved == {
        number: closed.after(asked, minutes)
        for number, minutes in {2: 10, 3: 15, 4: 45, 5: 105}.items()
    }
    assert moved != before


def _closure(moment: datetime) -> Closure:
    day = OFFICE.zone.local(moment).date()
    return Closure(first=day, last=day, name="臨時休業")


# --- the form -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "numbers",
    [(2, 2), (3, 2), (1, 2), (0,), tuple(range(2, 40))],
    ids=str,
)
def test_a_plan_that_no_honest_desk_writes_is_refused(world: World, numbers) -> None:
    plan = Plan(
        steps=tuple(
            PlannedStep(number=n, action=StepAction.NUDGE, minutes=1, to=ADDRESSES[CHIEF])
            for n in numbers
        )
    )
    world.do(SATO, Escalated(form=request(plan=plan), token="T"), on="a")
    assert world.reason is Reason.INVALID


def test_a_step_that_asks_nobody_is_refused(world: World) -> None:
    step = PlannedStep(number=2, action=StepAction.ALTERNATE, minutes=1)
    world.do(SATO, Escalated(form=request(plan=Plan(steps=(step,))), token="T"), on="a")
    assert world.reason is Reason.INVALID


def test_S52_the_form_shows_each_step_with_its_time_before_it_is_asked(world: World) -> None:
    start = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
    shown = steps.planned(world.state.policy(), PLAN, start)
    assert [(step.number, step.at - start) for step in shown] == [
        (1, timedelta()),
        (2, timedelta(minutes=10)),
        (3, timedelta(minutes=15)),
        (4, timedelta(minutes=45)),
        (5, timedelta(minutes=105)),
    ]


# --- any plan -------------------------------------------------------------------------------------

ACTIONS = (StepAction.NUDGE, StepAction.ALTERNATE, StepAction.NEXT_LEVEL)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    count = draw(st.integers(1, 7))
    found = []
    for number in range(2, count + 2):
        person = draw(st.sampled_from((CHIEF, DEPUTY, HEAD, None)))
        found.append(
            PlannedStep(
                number=number,
                action=draw(st.sampled_from(ACTIONS)),
                when=draw(st.sampled_from(tuple(StepWhen))),
                minutes=draw(st.integers(0, 300)),
                wall=draw(st.booleans()),
                to=ADDRESSES[person or CHIEF],
                person=person,
                level=draw(st.integers(3, 4)),
            )
        )
    return Plan(steps=tuple(found))


@given(
    plan=plans(),
    waits=st.lists(st.integers(0, 400), max_size=12),
    acts=st.lists(
        st.sampled_from(("fire", "fire", "fire", "busy", "ack", "away", "stop", "raise", "back")),
        max_size=12,
    ),
)
def test_any_plan_is_taken_in_order_each_step_once_and_never_early(
    plan: Plan, waits: list[int], acts: list[str]
) -> None:
    world = team()
    escalation = ask(world, plan=plan)
    for minutes, act in zip(waits, acts, strict=False):
        world.wait(minutes=minutes)
        _play(world, escalation, act)
        _check(world, escalation)


def _play(world: World, escalation, act: str) -> None:
    row = world.escalation(escalation)
    match act:
        case "fire":
            step = steps.due(world.state, row, world.now)
            at = world.now + timedelta(minutes=1)  # when it will be judged
            fired = fire(world, escalation)
            if step is not None and steps.may_run(world.state.policy(), step, at):
                assert fired, (step, world.verdict)
        case "busy":
            answer(world, escalation, AnswerKind.BUSY, step=row.asked[-1].step, by=_by(row))
        case "raise":
            answer(world, escalation, AnswerKind.RAISE, step=row.asked[-1].step, by=_by(row))
        case "ack":
            answer(world, escalation, AnswerKind.ACKNOWLEDGE, step=row.asked[-1].step, by=_by(row))
        case "away":
            presence(world, row.person or CHIEF, Presence.OUT)
        case "back":
            presence(world, row.person or CHIEF, Presence.IN)
        case "stop":
            left = steps.schedule(world.state, row)
            if left:
                world.do(SATO, StepStopped(escalation=escalation, step=left[0].number))


def _by(row):
    return row.person or CHIEF


def _check(world: World, escalation) -> None:
    row = world.escalation(escalation)
    numbers = [mark.number for mark in row.marks]
    assert len(numbers) == len(set(numbers))  # each step is settled once
    taken = [m.number for m in row.marks if m.outcome is not StepOutcome.STOPPED]
    assert taken == sorted(taken)
    for mark in row.marks:
        if mark.outcome is StepOutcome.FIRED:
            assert mark.at >= mark.due
    left = steps.schedule(world.state, row)
    assert [step.at for step in left] == sorted(step.at for step in left)
    assert not {step.number for step in left} & set(numbers)
    assert len({one.step for one in row.asked}) == len(row.asked)
    now = steps.due(world.state, row, world.now)
    assert now is None or now.at <= world.now


def _event(world: World, body, id_) -> Event:
    return Event(
        id=EventId(id_), by=PersonId(""), desk=DeskId("desk-0"), body=body, made_at=world.now
    )
