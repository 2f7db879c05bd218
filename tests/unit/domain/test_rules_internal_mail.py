"""Rules 15, 31, S48: the slots of internal mails, which block nothing."""

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.escalations.escalation import (
    EscalationKind,
    EscalationState,
    StepState,
)
from mailroom.domain.events import (
    EscalationAdded,
    EscalationWithdrawn,
    InternalBegun,
    InternalDone,
    InternalFailed,
)
from mailroom.domain.mails import Automatic
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import EscalationId, MessageId, Token
from tests.unit.domain.world import SATO, SUZUKI, World

REQUEST = MessageId("<request@shop>")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def begin(world: World, escalation: EscalationId, attempt: int = 1, step: str = "request") -> None:
    body = InternalBegun(escalation=escalation, step=step, attempt=attempt, message_id=REQUEST)
    world.do(None, body)


def test_rule_15_internal_facts_are_never_refused(world: World) -> None:
    nowhere = InternalDone(escalation=EscalationId("none"), step="request", attempt=1)
    world.do(None, nowhere)
    assert world.verdict.flags == (Flag.WITHOUT_SLOT,)


def test_rule_15_a_mail_that_left_is_known_though_its_slot_was_deleted(world: World) -> None:
    """I14: else the step would be mailed again, by this attempt or the next."""
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    left = InternalDone(escalation=escalation, step="request", attempt=2, message_id=REQUEST)
    world.do(None, left)
    assert world.verdict.flags == (Flag.WITHOUT_SLOT,)
    assert world.escalation(escalation).state is EscalationState.SENT
    assert world.state.escalation_by_message(REQUEST).id == escalation
    for attempt in (1, 2, 3):
        begin(world, escalation, attempt)
        assert world.reason is Reason.ALREADY
    world.do(None, InternalDone(escalation=escalation, step="request", attempt=1))
    assert [mail.attempt for mail in world.escalation(escalation).mails] == [2]


def test_rule_31_a_step_is_mailed_once(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begin(world, escalation)
    assert world.verdict.accepted
    begin(world, escalation)
    assert world.reason is Reason.ALREADY
    world.do(None, InternalDone(escalation=escalation, step="request", attempt=1))
    assert world.escalation(escalation).state is EscalationState.SENT
    begin(world, escalation, 2)
    assert world.reason is Reason.ALREADY


def test_rule_31_unknown_for_five_minutes_allows_the_next_attempt(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begin(world, escalation)
    begin(world, escalation, 2)
    assert world.reason is Reason.TOO_EARLY
    begin(world, escalation, 3)
    assert world.reason is Reason.INVALID
    world.wait(minutes=5)
    begin(world, escalation, 2)
    assert world.verdict.accepted


def test_rule_31_a_failed_step_may_be_tried_again_at_once(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begin(world, escalation)
    failed = InternalFailed(escalation=escalation, step="request", attempt=1, detail="550")
    world.do(None, failed)
    assert world.escalation(escalation).mails[0].state is StepState.FAILED
    begin(world, escalation, 2)
    assert world.verdict.accepted


def test_rule_31_internal_mails_look_at_no_content_and_block_nothing(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    world.mail("b", answers=("a",))
    body = InternalBegun(escalation=escalation, step="request", attempt=1, message_id=REQUEST)
    world.do(None, body, unseen=True)
    assert world.verdict.accepted
    world.begin(SATO, "a", "<interim>", Token(escalation), interim=True)
    assert world.verdict.accepted


@pytest.mark.parametrize("minutes", [3, 4])
def test_rule_31_any_desk_fires_the_next_attempt_of_the_same_step(
    world: World, minutes: int
) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    first = InternalBegun(
        escalation=escalation, step="request", attempt=1, message_id=MessageId("<1>")
    )
    world.do(SATO, first)
    world.wait(minutes=minutes)
    second = InternalBegun(
        escalation=escalation, step="request", attempt=2, message_id=MessageId("<2>")
    )
    world.do(SUZUKI, second)
    assert world.verdict.accepted is (minutes == 4)
    if minutes == 4:
        begin(world, escalation, 2)
        assert world.reason is Reason.ALREADY
        assert [mail.by for mail in world.escalation(escalation).mails] == [SATO, SUZUKI]


def test_rule_31_each_step_has_slots_of_its_own(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    one, other = (
        world.do(SATO, EscalationAdded(escalation=escalation, text=text), on="a")
        for text in ("至急です", "金額は 3 万円です")
    )
    for step in ("request", f"add:{one}", f"add:{other}"):
        begin(world, escalation, step=step)
        assert world.verdict.accepted, step
    world.do(SUZUKI, InternalDone(escalation=escalation, step=f"add:{one}", attempt=1))
    sent = [mail.step for mail in world.escalation(escalation).mails if mail.state.value == "sent"]
    assert sent == [f"add:{one}"]
    assert world.case("a").open_send is None


def test_no_mail_leaves_that_nothing_calls_for(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    for step in ("nudge:2", "step:2", "add:none", "withdraw:none", "record:none", "anything"):
        begin(world, escalation, step=step)
        assert world.reason is Reason.NOT_STANDING, step


def test_S48_a_bounced_request_is_a_state(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begin(world, escalation)
    world.do(None, InternalDone(escalation=escalation, step="request", attempt=1))
    world.mail("dsn", "mailer-daemon@mx.example", automatic=Automatic.BOUNCE, bounced=REQUEST)
    assert world.escalation(escalation).state is EscalationState.BOUNCED
    assert world.case("dsn").id == world.case("a").id
    assert world.case("a").status is CaseStatus.ESCALATED


def test_no_request_leaves_for_a_withdrawn_escalation(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    withdrawn = world.do(SATO, EscalationWithdrawn(escalation=escalation), on="a")
    begin(world, escalation)
    assert world.reason is Reason.NO_ESCALATION
    begin(world, escalation, step=f"withdraw:{withdrawn}")
    assert world.verdict.accepted
