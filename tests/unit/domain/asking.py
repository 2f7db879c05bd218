"""A team whose clock runs by itself, and requests with a plan, for tests of the steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailroom.domain.escalations import steps
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Escalation,
    EscalationForm,
    EscalationKind,
)
from mailroom.domain.escalations.plans import Plan, PlannedStep, StepAction, StepWhen
from mailroom.domain.events import (
    Escalated,
    EscalationAnswered,
    InternalBegun,
    InternalDone,
    MemberSet,
    PolicySet,
    StepFired,
)
from mailroom.domain.people import Address, Member, Seat
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import ClockMode
from mailroom.domain.turn import case_at
from mailroom.ids import EscalationId, MailKey, MessageId, PersonId, answer_id
from tests.unit.domain.world import SATO, TANAKA, World, form

CHIEF = PersonId("kacho")
DEPUTY = PersonId("kakari")
HEAD = PersonId("bucho")
ADDRESSES = {
    CHIEF: Address(name="佐藤課長", addr="kacho@shop.example"),
    DEPUTY: Address(name="鈴木係長", addr="kakari@shop.example"),
    HEAD: Address(name="高橋部長", addr="bucho@shop.example"),
}

PLAN = Plan(
    steps=(
        PlannedStep(
            number=1,
            action=StepAction.REQUEST,
            to=ADDRESSES[CHIEF],
            person=CHIEF,
            level=3,
        ),
        PlannedStep(
            number=2,
            action=StepAction.NUDGE,
            minutes=10,
            to=ADDRESSES[CHIEF],
            person=CHIEF,
            level=3,
        ),
        PlannedStep(
            number=3,
            action=StepAction.ALTERNATE,
            minutes=5,
            to=ADDRESSES[DEPUTY],
            person=DEPUTY,
            level=3,
        ),
        PlannedStep(
            number=4,
            action=StepAction.NEXT_LEVEL,
            when=StepWhen.NOT_FINISHED,
            minutes=30,
            to=ADDRESSES[HEAD],
            person=HEAD,
            level=4,
        ),
        PlannedStep(
            number=5,
            action=StepAction.BOARD,
            when=StepWhen.NOT_FINISHED,
            minutes=60,
            level=4,
        ),
    )
)
"""A reminder, an alternate after 15 minutes, the next level after 45, everybody after 105."""


def team(mode: ClockMode = ClockMode.AUTOMATIC) -> World:
    """Return a team with its chiefs and a case "a"; the clock runs by itself unless told not to."""
    world = World.founded()
    for person, address in ADDRESSES.items():
        member = Member(id=person, name=address.name, addresses=(address.addr,))
        world.do(TANAKA, MemberSet(member=member))
    world.do(TANAKA, PolicySet(policy=replace(DEFAULT_POLICY, mode=mode)))
    world.mail("a")
    assert world.verdict.accepted
    return world


def request(kind: EscalationKind = EscalationKind.INSTRUCT, plan: Plan = PLAN) -> EscalationForm:
    """Return a request to the chief."""
    return replace(form(kind), to=ADDRESSES[CHIEF], to_person=CHIEF, plan=plan)


def ask(
    world: World,
    kind: EscalationKind = EscalationKind.INSTRUCT,
    *,
    plan: Plan = PLAN,
    seat: Seat = SATO,
) -> EscalationId:
    """Ask the chief and let the request leave."""
    body = Escalated(form=request(kind, plan), token=f"TOKEN{len(world.log)}")
    escalation = EscalationId(world.do(seat, body, on="a"))
    assert world.verdict.accepted, world.verdict
    mail(world, escalation, "request")
    return escalation


def mail(world: World, escalation: EscalationId, step: str, attempt: int = 1) -> bool:
    """Let an internal mail leave; return whether it got its slot."""
    id_ = MessageId(f"<{escalation}-{step}-{attempt}>")
    world.do(
        SATO,
        InternalBegun(escalation=escalation, step=step, attempt=attempt, message_id=id_),
    )
    begun = world.verdict.accepted
    if begun:
        world.do(SATO, InternalDone(escalation=escalation, step=step, attempt=attempt))
    return begun


def fire(world: World, escalation: EscalationId, number: int | None = None) -> bool:
    """Let a desk take the due step (or this one) by itself; return whether it counted."""
    row = world.escalation(escalation)
    if number is None:
        step = steps.due(world.state, row, world.now)
    else:
        left = steps.schedule(world.state, row, world.now)
        step = next((one for one in left if one.number == number), None)
    if step is None:
        return False
    case = case_at(world.state, row.anchor)
    assert case is not None
    id_ = steps.fired_id(case.id, row.id, step.number, step.at)
    body = StepFired(escalation=escalation, step=step.number, due=step.at)
    world.do(None, body, event_id=id_)
    return world.verdict.accepted


def answer(
    world: World,
    escalation: EscalationId,
    kind: AnswerKind,
    *,
    by: PersonId = CHIEF,
    step: int = 1,
    key: str = "",
    **more: object,
) -> None:
    """Answer by plain mail."""
    found = MailKey(key or f"answer-{len(world.log)}")
    body = EscalationAnswered(
        escalation=escalation,
        kind=kind,
        words="こうしてください",
        by=ADDRESSES[by].name,
        by_person=by,
        addr=ADDRESSES[by].addr,
        step=step,
        how="mail",
        mail=found,
        **more,  # type: ignore[arg-type]
    )
    world.do(None, body, event_id=answer_id(escalation, found))


def times(world: World, escalation: EscalationId) -> dict[int, datetime]:
    """Return when each step that is still to come is due."""
    row: Escalation = world.escalation(escalation)
    return {step.number: step.at for step in steps.schedule(world.state, row)}
