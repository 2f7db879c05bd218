"""What any journal may say of the life of an escalation, mostly of one that is there."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from mailroom.domain.escalations import steps
from mailroom.domain.escalations.escalation import AnswerKind, EscalationForm
from mailroom.domain.escalations.plans import Plan, PlannedStep, StepAction, StepWhen
from mailroom.domain.events import (
    AddresseeAway,
    AnswerApplied,
    AnswerSorted,
    Body,
    CustomerTold,
    EscalationDelivered,
    EscalationLowered,
    EscalationRaised,
    PhoneTried,
    StepFired,
    StepStopped,
)
from mailroom.domain.people import Address
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import EscalationId, EventId
from tests.unit.domain.world import MORNING, SUZUKI, TANAKA


def with_steps(request: EscalationForm, random: Random) -> EscalationForm:
    """Return a request with some steps behind it."""
    found = []
    for number in range(2, 2 + random.randrange(5)):
        seat = random.choice((None, SUZUKI, TANAKA))
        action = random.choice(tuple(StepAction)[1:])
        found.append(
            PlannedStep(
                number=number,
                action=action,
                when=random.choice(tuple(StepWhen)),
                minutes=random.randrange(30),
                wall=random.randrange(2) == 0,
                to=Address(addr=f"{seat.person if seat else 'bucho'}@shop.example"),
                person=seat.person if seat else None,
                level=random.randint(1, 4),
            )
        )
    return replace(request, plan=Plan(steps=tuple(found)))


def life(state: State, named: EscalationId, request: EscalationForm, random: Random) -> Body:
    """Return something that is done with an escalation."""
    row = state.escalation(named)
    left = steps.schedule(state, row) if row is not None else ()
    step = random.choice(left).number if left else random.randint(1, 5)
    due = next((one.at for one in left if one.number == step), MORNING)
    said = [answer.event for answer in row.answers] if row is not None else []
    return random.choice(
        (
            EscalationRaised(escalation=named, form=request),
            EscalationLowered(escalation=named, form=random.choice((None, request))),
            StepFired(escalation=named, step=step, due=due),
            StepFired(escalation=named, step=step, due=due),
            StepStopped(escalation=named, step=step),
            AddresseeAway(escalation=named, step=step, person=SUZUKI.person),
            EscalationDelivered(escalation=named, step="request", attempt=1),
            PhoneTried(escalation=named, number="1", reached=random.randrange(2) > 0, memo="x"),
            AnswerApplied(escalation=named),
            CustomerTold(escalation=named, how="電話"),
            AnswerSorted(
                escalation=named,
                answer=random.choice([*said, EventId("none")]),
                kind=random.choice((*AnswerKind, None)),
            ),
        )
    )


def derived_id(state: State, body: Body) -> EventId | None:
    """Return the id that a desk gives to what it says by itself, if this is such a thing."""
    if not isinstance(body, StepFired | AddresseeAway):
        return None
    row = state.escalation(body.escalation)
    case = case_at(state, row.anchor) if row is not None else None
    if case is None:
        return None
    if isinstance(body, AddresseeAway):
        return steps.away_id(body.escalation, body.step, body.person)
    return steps.fired_id(case.id, body.escalation, body.step, body.due)
