<<<<<<< HEAD
"""What people do with an escalation, up to the customer's knowing, and what its plan says."""

from __future__ import annotations

from collections.abc import Callable
=======
"""What people do with escalations; how many of what there is, ``clicks`` decides."""

from __future__ import annotations

>>>>>>> 80a67d6 (wip)
from dataclasses import replace
from typing import TYPE_CHECKING

from mailroom.domain import commands as ask
<<<<<<< HEAD
=======
from mailroom.domain import steps
>>>>>>> 80a67d6 (wip)
from mailroom.domain.commands import Command
from mailroom.domain.escalation import AnswerKind, Escalation, EscalationForm, EscalationKind
from mailroom.domain.people import Address, Seat
from mailroom.domain.plans import Plan, PlannedStep, StepAction, StepWhen
<<<<<<< HEAD
from mailroom.domain.steps import schedule
from mailroom.ids import EventId
=======
>>>>>>> 80a67d6 (wip)
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA, form

if TYPE_CHECKING:
    from tests.replication.simulator.clicks import Hand

<<<<<<< HEAD
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
    _call,
    _apply,
    _tell,
)
=======
SEATS = (TANAKA, SATO, SUZUKI, NOVICE)


def _step(
    number: int, action: StepAction, minutes: int, seat: Seat | None, level: int
) -> PlannedStep:
    """Return a step by the clock on the wall: the schedules begin on a holiday."""
    to = None if seat is None else Address(addr=f"{seat.person}@shop.example")
    person = None if seat is None else seat.person
    return PlannedStep(
        number=number,
        action=action,
        when=StepWhen.NOT_FINISHED if number % 2 else StepWhen.NOT_ACKNOWLEDGED,
        minutes=minutes,
        wall=True,
        to=to,
        person=person,
        level=level,
    )


_STEPS = (
    _step(2, StepAction.NUDGE, 2, SATO, 1),
    _step(3, StepAction.ALTERNATE, 8, SUZUKI, 1),
    _step(4, StepAction.NEXT_LEVEL, 8, TANAKA, 3),
    _step(5, StepAction.BOARD, 20, None, 3),
)


def escalate(hand: Hand) -> Command:
    """Ask somebody, with a plan for when they do not answer."""
    return ask.Escalate(**hand.on, form=_form(hand.choice, 1 + hand.choice % 3))


def _form(choice: int, level: int) -> EscalationForm:
    kinds = tuple(EscalationKind)
    seat = (None, *SEATS)[choice // 8 % 5]
    plan = Plan(steps=_STEPS[choice % 3 :]) if choice // 2 % 2 else Plan()
    return replace(form(kinds[choice % len(kinds)], level=level, to=seat), plan=plan)


def go_on(hand: Hand) -> Command | None:
    """Add to it, withdraw it, give it back or answer it."""
    known = _named(hand)
    if known is None:
        return None
    match hand.choice % 7:
        case 0:
            return ask.AddToEscalation(**hand.on, escalation=known.id, text="追加です")
        case 1:
            return withdraw(hand)
        case 2:
            return hand_back(hand)
        case _:
            kinds = tuple(AnswerKind)
            return ask.AnswerEscalation(
                **hand.on,
                escalation=known.id,
                kind=kinds[hand.choice // 7 % len(kinds)],
                words="はい",
                by="佐藤",
                by_person=hand.person(),
                spoken=hand.choice % 2 == 0,
            )


def steer(hand: Hand) -> Command | None:
    """Take or stop a step, raise, lower, call, sort an answer, or tell what came of it."""
    known = _named(hand)
    if known is None:
        return None
    on = {**hand.on, "escalation": known.id}
    match hand.choice % 8:
        case 0:
            return ask.FireStep(**on, step=_next(hand, known))
        case 1:
            return ask.StopStep(**on, step=_next(hand, known), reason="不要")
        case 2:
            return ask.TryPhone(**on, number="03", reached=hand.choice // 8 % 2 == 0, memo="電話")
        case 3:
            return ask.ApplyAnswer(**on)
        case 4:
            return ask.TellCustomer(**on, how="電話")
        case 5:
            answer = known.answers[-1].event if known.answers else hand.case.id
            kind = (None, *AnswerKind)[hand.choice // 8 % (1 + len(AnswerKind))]
            return ask.SortAnswer(**on, answer=answer, kind=kind)
        case 6:
            return ask.RaiseEscalation(**on, form=_form(hand.choice // 8, known.level + 1))
        case _:
            lower = _form(hand.choice // 8, known.level - 1) if hand.choice // 8 % 3 else None
            return ask.LowerEscalation(**on, instruction="お願い", form=lower)


def withdraw(hand: Hand) -> Command | None:
    """Take a request back."""
    known = _named(hand, last=True)
    if known is None:
        return None
    return ask.WithdrawEscalation(**hand.on, escalation=known.id, reason="済み")


def hand_back(hand: Hand) -> Command | None:
    """Give a case back that was handed over."""
    known = _named(hand, last=True)
    return known and ask.HandBack(**hand.on, escalation=known.id, instruction="お願い")


def _named(hand: Hand, *, last: bool = False) -> Escalation | None:
    """Return the escalation of the case, else some other one."""
    known = list(hand.desk.replica.state.escalations.values())
    mine = None if hand.case.escalation is None else hand.state.escalation(hand.case.escalation)
    if mine is not None or not known:
        return mine
    return known[-1] if last else known[hand.choice % len(known)]


def _next(hand: Hand, escalation: Escalation) -> int:
    step = steps.next_step(hand.state, escalation, hand.desk.clock.now())
    return 2 + hand.choice // 8 % 4 if step is None else step.number
>>>>>>> 80a67d6 (wip)
