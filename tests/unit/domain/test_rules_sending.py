"""Rules 13-17: a customer's mail leaves only after its slot was seen accepted."""

import pytest

from mailroom.domain.cases import CaseStatus, SendState
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.events import (
    Body,
    Claimed,
    Closed,
    Filtered,
    MailMoved,
    Merged,
    PresenceSet,
    Released,
    SendAbandoned,
    SendBegun,
    SendDone,
    SendFailed,
    SentUnchecked,
    Split,
    TakenOver,
    Unmerged,
)
from mailroom.domain.mails import Automatic
from mailroom.domain.people import Presence
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


def test_rule_32_a_trainee_sends_nothing(world: World) -> None:
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
    assert world.case("a").closed  # it shows for another reason: test_undelivered


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


def test_rule_13_the_slot_blocks_moving_unmerging_and_escalating_too(world: World) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    merge = world.do(SATO, Merged(other="b"), on="a")
    world.mail("c", "c@gmail.com", subject="また別件")
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    for body, on in (
        (MailMoved(mail="b", to="c"), "a"),
        (MailMoved(mail="c", to="a"), "c"),
        (Unmerged(merge=merge), "a"),
        (Filtered(), "a"),
    ):
        world.do(SATO, body, on=on)
        assert world.verdict.accepted is False, body
        assert world.reason in {Reason.SENDING, Reason.INVALID}, body
    world.escalate(SUZUKI, "a", EscalationKind.CHECK)
    assert world.reason in {Reason.HELD, Reason.SENDING}
    world.wait(hours=1)  # the claim is past its time, the slot is not
    for seat in (SATO, SUZUKI):
        world.claim(seat, "a")
        assert world.reason is Reason.SENDING
    world.escalate(SUZUKI, "a", EscalationKind.CHECK)
    assert world.reason is Reason.SENDING


def test_rule_13_going_home_ends_no_send(world: World) -> None:
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    world.do(SATO, PresenceSet(person=SATO.person, presence=Presence.GONE))
    assert world.case("a").open_send.message_id == R1
    assert world.case("a").claim.seat == SATO


def test_rule_13_without_a_lock_nothing_begins(world: World) -> None:
    world.begin(SATO, "a", R1, Token("none"))
    assert world.reason is Reason.WRONG_TOKEN
    token = world.claim(SATO, "a")
    world.do(SATO, Released(token=token), on="a")
    world.begin(SATO, "a", R1, token)
    assert world.reason is Reason.WRONG_TOKEN
    assert world.state.sent(R1) is None


def test_rule_13_a_slot_ends_by_its_own_message_only(world: World) -> None:
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    for body in (SendFailed, SendDone):
        world.do(SATO, body(message_id=MessageId("<other>")), on="a")
        assert world.verdict.flags == (Flag.WITHOUT_SLOT,)
        assert world.case("a").open_send.message_id == R1
    world.do(SATO, SentUnchecked(message_id=MessageId("<another>"), to=()), on="a")
    assert world.case("a").open_send.message_id == R1


def test_rule_13_a_slot_goes_with_its_case(world: World) -> None:
    """The mail that named it may lie elsewhere by then; the Message-ID finds it."""
    world.mail("b", answers=("a",))
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    world.mail("c", answers=("b",))
    world.do(SATO, SendDone(message_id=R1), on="nowhere")
    assert world.verdict.flags == ()
    assert world.case("a").open_send is None


def test_rule_15_a_bounce_while_the_send_is_open_is_kept(world: World) -> None:
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    world.mail("dsn", "mailer-daemon@mx.example", automatic=Automatic.BOUNCE, bounced=R1)
    assert world.state.sent(R1).state is SendState.BOUNCED
    world.do(SATO, SendDone(message_id=R1), on="a")
    assert world.verdict.accepted
    assert world.state.sent(R1).state is SendState.BOUNCED
    assert world.case("a").open_send is None


def test_rule_15_a_late_failure_does_not_undo_what_is_known(world: World) -> None:
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    world.do(SATO, SendAbandoned(message_id=R1), on="a")
    world.do(SATO, SendFailed(message_id=R1), on="a")
    assert world.verdict.flags == (Flag.WITHOUT_SLOT,)
    assert world.state.sent(R1).state is SendState.ABANDONED


def test_rule_16_an_outsider_who_writes_under_our_id_stops_no_reply(world: World) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token)
    world.do(SATO, SendFailed(message_id=R1))
    world.mail("forged", message_id=R1, answers=("a",))
    world.begin(SATO, "a", R1, token)
    assert world.verdict.accepted


@pytest.mark.parametrize("how", ["done", "unchecked", "bounced"])
def test_rule_16_what_has_left_never_leaves_again(world: World, how: str) -> None:
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", R1, token)
    if how == "unchecked":
        world.do(SATO, SentUnchecked(message_id=R1, to=()), on="a")
    else:
        world.do(SATO, SendDone(message_id=R1), on="a")
    if how == "bounced":
        world.mail("dsn", "mailer-daemon@mx.example", automatic=Automatic.BOUNCE, bounced=R1)
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    assert world.reason is Reason.ALREADY


def test_rule_17_sent_unchecked_needs_no_lock_and_ends_its_slot(world: World) -> None:
    world.begin(SATO, "a", R1, world.claim(SATO, "a"))
    world.do(SATO, SentUnchecked(message_id=R1, to=()), on="a")
    assert world.verdict.flags == (Flag.UNCHECKED,)
    case = world.case("a")
    assert (case.open_send, case.waiting_since, case.status) == (
        None,
        None,
        CaseStatus.WAITING_CUSTOMER,
    )
    world.do(SATO, SentUnchecked(message_id=MessageId("<2>"), to=()), on="nowhere")
    assert world.verdict.flags == (Flag.UNCHECKED,)
    assert world.state.sent(MessageId("<2>")).state is SendState.UNCHECKED


def test_rule_17_a_stale_reply_is_refused_not_claimed_and_sent(world: World) -> None:
    token = world.claim(SATO, "a")
    shown = world.head
    world.wait(hours=1)  # offline over lunch
    world.reply(SUZUKI, "a", "<suzuki@shop>")
    begun = SendBegun(message_id=R1, token=token, to=())
    world.do(SATO, begun, on="a", basis=shown)
    assert world.reason is Reason.WRONG_TOKEN
    world.do(SATO, Claimed(), on="a", basis=shown)
    begun = SendBegun(message_id=R1, token=world.case("a").claim.token, to=())
    world.do(SATO, begun, on="a", basis=shown)
    assert world.reason is Reason.CONTENT_CHANGED


@pytest.mark.parametrize("put_away", [Closed(), Filtered()])
def test_N12_who_was_shown_an_open_case_writes_into_no_other(world: World, put_away: Body) -> None:
    """Nobody holds it: the claim rides with the reply, so only this rule stands in its way."""
    shown = world.head
    world.do(SUZUKI, put_away, on="a")
    token = world.claim(SATO, "a")
    begun = SendBegun(message_id=R1, token=token, to=())
    world.do(SATO, begun, on="a", basis=shown)
    assert world.reason is Reason.CLOSED
    assert (world.verdict.who, world.verdict.where) == (SUZUKI.person, SUZUKI.desk)
    world.do(SATO, begun, on="a", basis=world.head)
    assert world.verdict.accepted


def test_N12_what_i_put_away_myself_is_no_news_to_me(world: World) -> None:
    shown = world.head
    world.do(SATO, Closed(), on="a")
    token = world.claim(SATO, "a")
    world.do(SATO, SendBegun(message_id=R1, token=token, to=()), on="a", basis=shown)
    assert world.verdict.accepted
