"""What people do with an escalation, up to the customer's knowing, and what its plan says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Escalation,
    EscalationForm,
    EscalationKind,
)
from mailroom.domain.escalations.plans import Plan, PlannedStep, StepAction, StepWhen
from mailroom.domain.escalations.steps import schedule
from mailroom.domain.people import Address, Seat
from mailroom.ids import EventId
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA, form

if TYPE_CHECKING:
    from tests.replication.simulator.clicks import Hand

PEOPLE = (TANAKA, SATO, SUZUKI, NOVICE)
_ACTIONS = (StepAction.NUDGE, StepAction.ALTERNATE, StepAction.NEXT_LEVEL, StepAction.BOARD)


def request(hand: Hand, level: int) -> EscalationForm:
    """Return a request to one of the team or to somebody outside, mostly with a plan."""
    seat = (None, *PEOPLE)[hand.choice // 8 % 5]
    kinds = tuple(EscalationKind)
    asked = form(kinds[hand.choice % len(kinds)], level=level, to=seat)
    return replace(asked, plan=_plan(hand.choice)) if hand.choice % 4 else asked


def _plan(choice: int) -> Plan:
    """Return some steps, each a few minutes after the one before; now and then an odd plan."""
    count = choice // 4 % 4
    steps = tuple(_step(number, choice // number) for number in range(2, 2 + count))
    return Plan(steps=tuple(reversed(steps)) if choice % 31 == 0 else steps)


def _step(number: int, choice: int) -> PlannedStep:
    action = _ACTIONS[choice % len(_ACTIONS)]
    seat: Seat | None = (None, *PEOPLE)[choice // 4 % 5]
    name = "bucho" if seat is None else seat.person
    return PlannedStep(
        number=number,
        action=action,
        when=tuple(StepWhen)[choice % 2],
        minutes=choice % 25,
        wall=choice % 3 > 0,  # nights are long in these schedules
        to=None if action is StepAction.BOARD else Address(addr=f"{name}@shop.example"),
        person=None if seat is None else seat.person,
        level=2 + choice % 3,
    )


def act(hand: Hand) -> Command | None:
    """Do something with an escalation of this case, else with any."""
    escalation = _one(hand)
    if escalation is None:
        return None
    return _ACTS[hand.choice % len(_ACTS)](hand, escalation)


def _one(hand: Hand) -> Escalation | None:
    known = list(hand.desk.replica.state.escalations)
    named = hand.case.escalation or hand.case.told
    named = named or (known[hand.choice % len(known)] if known else None)
    return None if named is None else hand.state.escalation(named)


def _raise(hand: Hand, escalation: Escalation) -> Command:
    asked = request(hand, escalation.level + (hand.choice // 16) % 3)
    return ask.RaiseEscalation(**hand.on, escalation=escalation.id, form=asked)  # type: ignore[arg-type]


def _lower(hand: Hand, escalation: Escalation) -> Command:
    asked = request(hand, max(1, escalation.level - (hand.choice // 16) % 3))
    return ask.LowerEscalation(  # type: ignore[arg-type]
        **hand.on,
        escalation=escalation.id,
        instruction="こうしてください",
        form=asked if hand.choice // 8 % 2 else None,
    )


def _sort(hand: Hand, escalation: Escalation) -> Command:
    kinds = (*AnswerKind, None)
    others = [one for one in hand.desk.replica.state.escalations.values() if one.answers]
    if others and hand.choice // 8 % 3 == 0:
        escalation = others[0]
    said = [answer.event for answer in escalation.answers] or [EventId("none")]
    return ask.SortAnswer(  # type: ignore[arg-type]
        **hand.on,
        escalation=escalation.id,
        answer=said[-1],
        kind=kinds[hand.choice // 8 % len(kinds)],
    )


def _number(hand: Hand, escalation: Escalation) -> int:
    left = schedule(hand.state, escalation)
    return left[hand.choice // 8 % len(left)].number if left else 2


def _fire(hand: Hand, escalation: Escalation) -> Command:
    number = _number(hand, escalation)
    return ask.FireStep(**hand.on, escalation=escalation.id, step=number)  # type: ignore[arg-type]


def _stop(hand: Hand, escalation: Escalation) -> Command:
    number = _number(hand, escalation)
    return ask.StopStep(**hand.on, escalation=escalation.id, step=number)  # type: ignore[arg-type]


def _release(hand: Hand, escalation: Escalation) -> Command:
    step = escalation.stops[-1].step if escalation.stops else "nudge:2"
    return ask.ReleaseStoppedMail(**hand.on, escalation=escalation.id, step=step)  # type: ignore[arg-type]


def _call(hand: Hand, escalation: Escalation) -> Command:
    return ask.TryPhone(  # type: ignore[arg-type]
        **hand.on,
        escalation=escalation.id,
        number="12",
        reached=hand.choice // 8 % 2 == 0,
        memo="折り返し",
    )


def _apply(hand: Hand, escalation: Escalation) -> Command:
    return ask.ApplyAnswer(**hand.on, escalation=escalation.id)  # type: ignore[arg-type]


def _tell(hand: Hand, escalation: Escalation) -> Command:
    return ask.TellCustomer(**hand.on, escalation=escalation.id, how="電話")  # type: ignore[arg-type]


_ACTS: tuple[Callable[[Hand, Escalation], Command], ...] = (
    _raise,
    _lower,
    _sort,
    _fire,
    _stop,
    _release,
    _call,
    _apply,
    _tell,
)
