"""What each answer does, and one that comes late or in doubt (S09, S35, N07, rule 31)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailroom.domain.claims.holding import holder_of
from mailroom.domain.escalations import internal_mail
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Doubt,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.escalations.internal_mail import owed
from mailroom.domain.events import (
    AnswerSorted,
)
from mailroom.domain.verdicts import Flag
from tests.unit.domain.asking import (
    ADDRESSES,
    CHIEF,
    DEPUTY,
    answer,
    ask,
    fire,
    mail,
    team,
    times,
)
from tests.unit.domain.world import SATO, SUZUKI, World


@pytest.fixture
def world() -> World:
    return team()


@pytest.mark.parametrize(
    ("kind", "state", "keeper", "clock"),
    [
        (AnswerKind.INSTRUCT, EscalationState.ANSWERED, "sato", False),
        (AnswerKind.APPROVE, EscalationState.ANSWERED, "sato", False),
        (AnswerKind.REJECT, EscalationState.ANSWERED, "sato", False),
        (AnswerKind.HAND_BACK, EscalationState.ANSWERED, "sato", False),
        (AnswerKind.WORDS, EscalationState.ANSWERED, "sato", False),
        (AnswerKind.TAKE, EscalationState.ACKNOWLEDGED, "kacho", True),
        (AnswerKind.ACKNOWLEDGE, EscalationState.ACKNOWLEDGED, "sato", True),
        (AnswerKind.BUSY, EscalationState.SENT, "sato", True),
        (AnswerKind.ABSENT, EscalationState.SENT, "sato", True),
        (AnswerKind.RAISE, EscalationState.SENT, "sato", True),
    ],
)
def test_S09_each_answer_moves_owner_lock_and_clock(
    world: World, kind: AnswerKind, state: EscalationState, keeper: str, clock: bool
) -> None:
    escalation = ask(world)
    answer(world, escalation, kind)
    assert world.escalation(escalation).state is state
    assert holder_of(world.state, world.case("a")).person == keeper
    assert bool(times(world, escalation)) is clock


def test_S35_the_alternate_gets_it_and_a_late_answer_handles_nothing_twice(world: World) -> None:
    escalation = ask(world)
    world.wait(minutes=14)
    assert fire(world, escalation, 3)
    row = world.escalation(escalation)
    assert row.person == DEPUTY
    assert {one.step for one in owed(row)} == {"step:3", "taken:1"}
    [told] = [one for one in owed(row) if one.kind is internal_mail.MailKind.TAKEN]
    assert told.to == ADDRESSES[CHIEF]
    mail(world, escalation, "step:3")
    answer(world, escalation, AnswerKind.TAKE, by=DEPUTY, step=3)
    assert world.escalation(escalation).taken_by.person == DEPUTY

    answer(world, escalation, AnswerKind.APPROVE, by=CHIEF, step=1)
    assert world.verdict.flags == (Flag.LATE,)
    row = world.escalation(escalation)
    assert (row.state, row.person) == (EscalationState.ACKNOWLEDGED, DEPUTY)
    assert row.answers[-1].late
    assert world.case("a").escalated
    [held] = [one for one in owed(row) if one.kind is internal_mail.MailKind.HELD]
    assert held.to.addr == ADDRESSES[CHIEF].addr


def test_S35_an_answer_of_the_first_still_counts_while_nobody_else_took_it(world: World) -> None:
    escalation = ask(world)
    world.wait(minutes=14)
    assert fire(world, escalation, 3)
    answer(world, escalation, AnswerKind.ACKNOWLEDGE, by=CHIEF, step=1)
    assert world.escalation(escalation).acknowledged_at is None  # it is the deputy's to see
    answer(world, escalation, AnswerKind.APPROVE, by=CHIEF, step=1)
    assert world.escalation(escalation).state is EscalationState.ANSWERED


def test_S35_the_first_may_take_it_back_and_the_alternate_is_told(world: World) -> None:
    escalation = ask(world, EscalationKind.TAKE_OVER)
    world.wait(minutes=14)
    assert fire(world, escalation, 3)
    mail(world, escalation, "step:3")
    answer(world, escalation, AnswerKind.TAKE, by=CHIEF, step=1)
    row = world.escalation(escalation)
    assert (row.person, row.taken_by.person) == (CHIEF, CHIEF)
    assert "taken:2" in {one.step for one in owed(row)}
    answer(world, escalation, AnswerKind.TAKE, by=DEPUTY, step=3)
    assert world.escalation(escalation).person == CHIEF


def test_N07_words_are_sorted_by_a_person_and_may_open_it_again(world: World) -> None:
    escalation = ask(world)
    answer(world, escalation, AnswerKind.WORDS)
    said = world.escalation(escalation).answers[-1].event
    assert world.case("a").answered
    world.do(SUZUKI, AnswerSorted(escalation=escalation, answer=said, kind=AnswerKind.BUSY))
    assert world.verdict.accepted
    row, case = world.escalation(escalation), world.case("a")
    assert (row.state, case.escalated, case.answered) == (EscalationState.SENT, True, False)
    assert times(world, escalation)[3] == world.now
    world.do(SUZUKI, AnswerSorted(escalation=escalation, answer=said, kind=AnswerKind.APPROVE))
    assert world.escalation(escalation).state is EscalationState.ANSWERED
    assert world.escalation(escalation).answers[-1].sorted_by == SUZUKI.person


@pytest.mark.parametrize("doubt", [Doubt.UNKNOWN_SENDER, Doubt.FORGED])
def test_a_doubtful_answer_changes_nothing_until_a_person_lets_it_count(
    world: World, doubt: Doubt
) -> None:
    escalation = ask(world)
    before = world.escalation(escalation)
    answer(world, escalation, AnswerKind.APPROVE, doubt=doubt)
    assert world.verdict.accepted
    assert [flag.value for flag in world.verdict.flags] == [doubt.value]
    after = world.escalation(escalation)
    assert replace(after, answers=()) == before
    said = after.answers[-1].event
    world.do(SATO, AnswerSorted(escalation=escalation, answer=said, kind=None))
    assert world.escalation(escalation).answers[-1].refused
    assert world.escalation(escalation).state is EscalationState.SENT
    world.do(SATO, AnswerSorted(escalation=escalation, answer=said, kind=AnswerKind.APPROVE))
    assert world.escalation(escalation).state is EscalationState.ANSWERED


def test_a_second_decision_on_a_decided_step_is_shown_as_replayed(world: World) -> None:
    escalation = ask(world)
    answer(world, escalation, AnswerKind.APPROVE)
    answer(world, escalation, AnswerKind.REJECT)
    assert world.verdict.flags == (Flag.REPLAYED,)
    assert world.escalation(escalation).answers[-1].doubt is Doubt.REPLAYED
    assert world.escalation(escalation).state is EscalationState.ANSWERED
