"""Which escalation and step a mail names, and what is doubtful about it (rules 25, 31, N01)."""

import pytest

from mailroom.domain.escalations.belonging import escalation_of, is_known_sender
from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Doubt,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.escalations.step_tokens import make_step_token
from mailroom.domain.events import EscalationAnswered, InternalBegun, InternalDone
from mailroom.domain.mails import Automatic, JoinReason
from mailroom.ids import EscalationId, MailKey, MessageId, answer_id
from tests.unit.domain.world import SATO, World, facts

CHIEF = "kacho@shop.example"
REQUEST = "<request@shop>"


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


@pytest.fixture
def asked(world: World) -> EscalationId:
    """An escalation whose request has left."""
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    begun = InternalBegun(
        escalation=escalation, step="request", attempt=1, message_id=MessageId(REQUEST)
    )
    world.do(None, begun)
    world.do(None, InternalDone(escalation=escalation, step="request", attempt=1))
    return escalation


def tag(world: World, escalation: EscalationId, step: int = 1, addr: str = CHIEF) -> str:
    team, row = world.state.team(), world.escalation(escalation)
    assert team is not None
    return f"esc:{make_step_token(team.secret, escalation, row.token, step, addr)}"


def named(world: World, sender: str = CHIEF, **more):
    return escalation_of(world.state, facts("m", sender, **more))


def test_by_reply_headers(world: World, asked: EscalationId):
    found = named(world, answers=("request@shop",))
    assert found is not None
    assert (found.escalation.id, found.step, found.doubt, found.several) == (asked, 1, None, False)


def test_by_the_sealed_token_also_with_several_steps_of_it(world: World, asked: EscalationId):
    found = named(world, tags=(tag(world, asked), tag(world, asked, 3)))
    assert found is not None
    assert (found.step, found.doubt, found.several) == (3, None, False)


@pytest.mark.parametrize("spoil", [lambda t: t[:-1] + "X", lambda t: t.replace("-1-", "-2-")])
def test_a_spoiled_token_is_doubtful(world: World, asked: EscalationId, spoil):
    found = named(world, tags=(spoil(tag(world, asked)),))
    assert found is not None
    assert found.doubt is Doubt.FORGED


def test_a_token_without_a_seal_is_doubtful(world: World, asked: EscalationId):
    found = named(world, tags=(f"esc:{world.escalation(asked).token}",))
    assert found is not None
    assert found.doubt is Doubt.FORGED


def test_a_token_sealed_for_somebody_nobody_asked_is_doubtful(world: World, asked: EscalationId):
    stolen = tag(world, asked, addr="stranger@elsewhere.example")
    found = named(world, tags=(stolen,))
    assert found is not None
    assert found.doubt is Doubt.FORGED


def test_a_genuine_token_beside_a_forged_one_counts(world: World, asked: EscalationId):
    good = tag(world, asked)
    found = named(world, tags=(good.replace("-1-", "-9-"), good))
    assert found is not None
    assert (found.step, found.doubt) == (1, None)


def test_tokens_of_two_escalations_are_left_to_a_person(world: World, asked: EscalationId):
    world.mail("b", "other@gmail.com", subject="別件")
    second = world.escalate(SATO, "b", EscalationKind.APPROVE)
    found = named(world, tags=(tag(world, asked), tag(world, second)))
    assert found is not None
    assert found.several
    found = named(world, answers=("request@shop",), tags=(tag(world, second),))
    assert found is not None
    assert (found.escalation.id, found.several) == (asked, True)


def test_an_unknown_token_names_nothing(world: World, asked: EscalationId):
    assert named(world, tags=("esc:FFFFFFFFFFFF-1-000000000000",)) is None


@pytest.mark.parametrize(
    ("sender", "automatic", "found"),
    [
        (CHIEF, Automatic.REPLY, True),
        (CHIEF, Automatic.NO, False),
        ("stranger@elsewhere.example", Automatic.REPLY, False),
    ],
)
def test_5_3_only_a_notice_of_who_is_asked_finds_home_by_number(
    world: World, asked: EscalationId, sender, automatic, found
):
    number = f"number:{world.case('a').number}"
    assert (named(world, sender, automatic=automatic, tags=(number,)) is not None) is found


def test_who_counts_by_themselves(world: World, asked: EscalationId):
    row = world.escalation(asked)
    assert is_known_sender(world.state, row, CHIEF)
    assert is_known_sender(world.state, row, "support@shop.example")
    assert not is_known_sender(world.state, row, "stranger@elsewhere.example")


@pytest.mark.parametrize("doubt", [Doubt.FORGED, Doubt.UNKNOWN_SENDER])
def test_N01_a_doubtful_answer_lies_in_the_case_and_moves_nothing(
    world: World, asked: EscalationId, doubt
):
    before = world.case("a")
    spoiled = tag(world, asked).replace("-1-", "-2-")
    case = world.mail("m", "stranger@elsewhere.example", tags=(spoiled,))
    assert case.id == before.id
    place = world.state.mail(MailKey("m"))
    assert place is not None
    assert (place.reason, place.is_word) == (JoinReason.ESCALATION, False)
    body = EscalationAnswered(
        escalation=asked,
        kind=AnswerKind.APPROVE,
        words="承認する",
        by="だれか",
        mail=MailKey("m"),
        doubt=doubt,
    )
    world.do(None, body, on="a", event_id=answer_id(asked, MailKey("m")))
    assert world.verdict.accepted
    row = world.escalation(asked)
    assert (row.state, len(row.answers)) == (EscalationState.SENT, 1)
    assert world.case("a").claim == before.claim
    assert world.case("a").escalated
