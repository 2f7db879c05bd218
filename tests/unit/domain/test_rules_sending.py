"""Rules 13-17: a customer's mail leaves only after its slot was seen accepted."""

import pytest

from mailroom.domain.cases import CaseStatus, SendState
from mailroom.domain.events import (
    Closed,
    Merged,
    Released,
    SendAbandoned,
    SendBegun,
    SendDone,
    SendFailed,
    SentUnchecked,
    Split,
    TakenOver,
)
from mailroom.domain.mails import Automatic
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import MessageId, Token
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA, World

R1 = MessageId("<r1@shop>")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def test_rule_13_the_slot_blocks_everything_else(world: World) -> None:
    world.mail("b", answers=("a",))
    world.mail("c", "c@gmail.com", subject="別件")
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token)
    assert world.case("a").open_send.message_id == R1
    for seat, body, on in (
        (SATO, Closed(), "a"),
        (SATO, Released(token=token), "a"),
        (SATO, Merged(other="c"), "a"),
        (SATO, Merged(other="a"), "c"),
        (SATO, Split(mails=("b",)), "a"),
        (TANAKA, TakenOver(token=token, reason="急ぎ"), "a"),
    ):
        world.do(seat, body, on=on)
        assert world.reason is Reason.SENDING, body
    world.claim(SUZUKI, "a")
    assert world.reason is Reason.SENDING
    world.begin(SATO, "a", "<r2@shop>", token)
    assert world.reason is Reason.SENDING
    world.do(SATO, SendDone(message_id=R1))
    world.do(SATO, Closed(), on="a")
    assert world.verdict.accepted


def test_rule_13_a_claim_of_another_permits_nothing(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SUZUKI, "a", R1, token)
    assert world.reason is Reason.NOT_HOLDER
    world.begin(SUZUKI, "a", R1, Token("guess"))
    assert world.reason is Reason.WRONG_TOKEN


def test_rule_13_a_trainee_sends_nothing(world: World) -> None:
    token = world.claim(NOVICE, "a")
    assert world.verdict.accepted
    world.begin(NOVICE, "a", R1, token)
    assert world.reason is Reason.TRAINEE


def test_rule_13_a_definite_no_closes_the_slot_and_a_retry_keeps_the_id(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token)
    world.do(SATO, SendFailed(message_id=R1, code=550))
    assert world.case("a").open_send is None
    assert world.state.sent(R1).state is SendState.FAILED
    world.begin(SATO, "a", R1, token)
    assert world.verdict.accepted
    world.do(SATO, SendDone(message_id=R1))
    assert world.state.sent(R1).state is SendState.DONE


def test_rule_16_a_message_id_leaves_once(world: World) -> None:
    world.reply(SATO, "a", R1)
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    assert world.reason is Reason.ALREADY


def test_rule_16_a_copy_in_sent_means_that_it_left(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token)
    world.do(SATO, SendAbandoned(message_id=R1))
    world.mail("copy", out=True, message_id=R1, answers=("a",))
    world.begin(SATO, "a", R1, token)
    assert world.reason is Reason.ALREADY


def test_rule_16_after_unknown_a_person_may_send_again(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token)
    world.do(SATO, SendAbandoned(message_id=R1))
    world.begin(SATO, "a", R1, token)
    assert world.verdict.accepted


def test_rule_13_done_answers_the_customer_and_frees_the_case(world: World) -> None:
    assert world.case("a").due is not None
    world.reply(SATO, "a", R1)
    case = world.case("a")
    assert case.status is CaseStatus.WAITING_CUSTOMER
    assert (case.waiting_since, case.due, case.claim, case.open_send) == (None,) * 4


def test_rule_13_a_word_during_the_send_still_waits(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token, close_after=True)
    world.mail("b", answers=("a",))
    world.do(SATO, SendDone(message_id=R1))
    case = world.case("a")
    assert case.waiting_since is not None
    assert case.status is CaseStatus.OPEN


def test_rule_13_send_and_done_closes(world: World) -> None:
    world.reply(SATO, "a", R1, close_after=True)
    assert world.case("a").status is CaseStatus.DONE


def test_rule_14_mail_and_send_in_one_batch_stop_the_send(world: World) -> None:
    token = world.claim(SATO, "a")
    shown = world.head
    world.mail("b", answers=("a",))
    begun = SendBegun(message_id=R1, token=token, to=())
    world.do(SATO, begun, on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED
    assert world.verdict.position == world.state.mail("b").position


def test_rule_15_a_late_done_is_recorded_and_flagged(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token)
    world.do(SATO, SendAbandoned(message_id=R1))
    world.do(SATO, SendDone(message_id=R1))
    assert world.verdict.flags == (Flag.WITHOUT_SLOT,)
    assert world.state.sent(R1).state is SendState.DONE
    assert world.case("a").status is CaseStatus.WAITING_CUSTOMER


def test_rule_15_a_failure_after_success_changes_nothing(world: World) -> None:
    world.reply(SATO, "a", R1)
    world.do(SATO, SendFailed(message_id=R1))
    assert world.verdict.flags == (Flag.WITHOUT_SLOT,)
    assert world.state.sent(R1).state is SendState.DONE


def test_rule_15_a_bounce_marks_what_came_back_and_reopens_nothing(world: World) -> None:
    world.reply(SATO, "a", R1, close_after=True)
    world.mail("dsn", "mailer-daemon@mx.example", automatic=Automatic.BOUNCE, bounced=R1)
    assert world.case("dsn").id == world.case("a").id
    assert world.state.sent(R1).state is SendState.BOUNCED
    assert world.case("a").status is CaseStatus.DONE


def test_rule_17_sent_unchecked_is_a_fact_with_a_flag(world: World) -> None:
    world.claim(SUZUKI, "a")
    shown = world.head
    world.mail("b", answers=("a",))
    unchecked = SentUnchecked(message_id=R1, to=())
    world.do(SATO, unchecked, on="a", basis=shown)
    assert world.verdict.flags == (Flag.UNCHECKED,)
    assert world.state.sent(R1).state is SendState.UNCHECKED
    case = world.case("a")
    assert case.waiting_since is not None  # the mail it did not see still waits
    assert case.claim.seat == SUZUKI
    world.do(SUZUKI, Closed(), on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED
