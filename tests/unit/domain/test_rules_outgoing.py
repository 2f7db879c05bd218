"""Rules 12-17, 31 on the desk's side: what it may do with a mail on its way, and what it says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.cases import SendState
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.events import (
    Claimed,
    Event,
    InternalBegun,
    SendAbandoned,
    SendBegun,
    SendDone,
    SendFailed,
    SentUnchecked,
)
from mailroom.domain.query import OutboxState
from mailroom.domain.sends.outgoing import (
    HEAD_AGE,
    SLOT_LOST,
    Fate,
    Handover,
    Move,
    Then,
    first_step,
    is_head_fresh,
    looks_for_mail,
)
from mailroom.domain.sends.parcels import Parcel, Step
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.ids import EventId, MessageId, Token
from tests.unit.domain.replies import R1, desk, parcel
from tests.unit.domain.world import SATO, SUZUKI, TANAKA, World

REFUSED = Handover(fate=Fate.STAYED, code=451, text="try later", again=True)


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def land(world: World, events: Sequence[Event]) -> Verdict:
    """Let events be judged in one go; return what became of the last."""
    for event in events:
        world.again(event)
    return world.verdict


def asked(world: World, mail: Parcel, try_id: str = "try-1") -> Move:
    """Begin a try, ask, and go on as the journal decides."""
    begun = desk(world).begun(mail, EventId(try_id))
    land(world, begun.say)
    assert begun.then is Then.ASK
    verdict = land(world, desk(world).questions(begun.parcel))
    return desk(world).answered(begun.parcel, verdict)


def test_rule_12_without_a_lock_the_claim_rides_along(world: World) -> None:
    begun = desk(world).begun(parcel(world), EventId("try-1")).parcel
    claim, begin = desk(world).questions(begun)
    assert isinstance(claim.body, Claimed)
    assert (begin.requires, begin.body.token) == (claim.id, claim.id)
    world.claim(SUZUKI, "a")
    assert land(world, (claim, begin)).reason is Reason.REQUIRED_REFUSED


def test_rule_13_nothing_goes_to_data_before_its_slot_was_seen_accepted(world: World) -> None:
    assert first_step(parcel(world), world.now) is Then.BEGIN
    begun = desk(world).begun(parcel(world), EventId("try-1"))
    assert begun.then is Then.ASK
    assert desk(world).may_leave(begun.parcel) is None  # asked is not accepted
    land(world, desk(world).questions(begun.parcel))
    leaving = desk(world).may_leave(begun.parcel)
    assert leaving.parcel.state is OutboxState.SENDING  # stored before DATA
    assert leaving.expected == (OutboxState.CHECKING,)


@pytest.mark.parametrize("reason", [Reason.HELD, Reason.CONTENT_CHANGED, Reason.WRONG_TOKEN])
def test_rule_13_a_refused_slot_is_a_persons_to_decide(world: World, reason: Reason) -> None:
    verdict = Verdict(accepted=False, reason=reason)
    held = desk(world).answered(parcel(world, begun=EventId("try-1")), verdict)
    assert (held.then, held.parcel.state, held.parcel.verdict) == (
        Then.REST,
        OutboxState.HELD,
        verdict,
    )
    assert first_step(held.parcel, world.now) is Then.REST


def test_rule_13_a_slot_taken_away_behind_a_closed_lid_sends_nothing(world: World) -> None:
    mail = asked(world, parcel(world)).parcel
    world.do(TANAKA, SendAbandoned(message_id=R1), on="a")
    assert desk(world).may_leave(mail) is None
    lost = desk(world).handed_over(mail, SLOT_LOST)
    assert lost.parcel.state is OutboxState.HELD


def test_rule_13_a_slot_of_a_later_try_is_not_this_one(world: World) -> None:
    first = asked(world, parcel(world), "try-1").parcel
    land(world, desk(world).handed_over(first, REFUSED).say)
    asked(world, replace(first, begun=None, state=OutboxState.WAITING), "try-2")
    assert desk(world).may_leave(first) is None


def test_rule_13_an_old_look_at_the_journal_is_repeated(world: World) -> None:
    mail = parcel(world)
    assert is_head_fresh(mail, HEAD_AGE)
    assert not is_head_fresh(mail, HEAD_AGE + 0.1)
    assert HEAD_AGE == 30


def test_rule_13_a_definite_no_closes_the_slot_and_a_retry_keeps_the_id(world: World) -> None:
    mail = asked(world, parcel(world)).parcel
    failed = desk(world).handed_over(mail, REFUSED)
    assert first_step(failed.parcel, world.now) is Then.REST  # not at once
    [fact] = failed.say
    assert isinstance(fact.body, SendFailed)
    land(world, failed.say)
    assert world.case("a").open_send is None
    assert failed.parcel.state is OutboxState.WAITING
    again = asked(world, failed.parcel, "try-2")
    assert again.then is Then.SEND
    assert again.parcel.message_id == R1
    assert world.state.sent(R1).begun == "try-2"


def test_rule_13_a_no_for_good_waits_for_a_person(world: World) -> None:
    mail = asked(world, parcel(world)).parcel
    for_good = Handover(fate=Fate.STAYED, code=550, text="no such user")
    refused = desk(world).handed_over(mail, for_good).parcel
    assert (refused.state, first_step(refused, world.now)) == (OutboxState.REFUSED, Then.REST)


def test_rule_14_replies_look_for_mail_internal_mails_do_not(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK)
    assert looks_for_mail(parcel(world))
    assert not looks_for_mail(parcel(world, step=Step(escalation=escalation, name="request")))
    assert not looks_for_mail(parcel(world, unchecked=True))


def test_rule_14_what_was_shown_is_asked_about_not_what_is_there_now(world: World) -> None:
    mail = parcel(world)
    world.mail("b", answers=("a",))
    held = asked(world, mail)
    assert (held.parcel.state, held.parcel.verdict.reason) == (
        OutboxState.HELD,
        Reason.CONTENT_CHANGED,
    )


def test_rule_15_the_fact_that_it_left_is_said_once(world: World) -> None:
    mail = asked(world, parcel(world)).parcel
    done = desk(world).handed_over(mail, Handover(fate=Fate.LEFT))
    assert done.then is Then.FILE
    [fact] = done.say
    assert isinstance(fact.body, SendDone)
    [again] = desk(world).looked(mail, found=True).say  # after a crash
    assert again.id == fact.id


def test_rule_16_after_a_crash_around_data_a_desk_looks_and_never_sends(world: World) -> None:
    mail = asked(world, parcel(world)).parcel
    sending = desk(world).may_leave(mail).parcel
    assert first_step(sending, world.now + timedelta(days=9)) is Then.LOOK
    assert desk(world).handed_over(mail, Handover(fate=Fate.UNKNOWN)).then is Then.LOOK
    unknown = desk(world).looked(sending, found=False)
    assert (unknown.parcel.state, unknown.then) == (OutboxState.UNKNOWN, Then.REST)
    assert first_step(unknown.parcel, world.now + timedelta(days=9)) is Then.REST
    found = desk(world).looked(sending, found=True)
    assert (found.parcel.state, found.then) == (OutboxState.SENT, Then.FILE)


def test_rule_16_the_journal_may_know_that_it_left(world: World) -> None:
    mail = asked(world, parcel(world)).parcel
    assert not desk(world).is_known(mail)
    world.do(SATO, SendDone(message_id=R1), on="a")
    assert desk(world).is_known(mail)
    refused = desk(world).answered(mail, Verdict(accepted=False, reason=Reason.ALREADY))
    assert refused.then is Then.LOOK


def test_rule_16_a_crash_before_data_begins_anew_and_ends_the_old_try(world: World) -> None:
    mail = asked(world, parcel(world)).parcel
    assert first_step(mail, world.now) is Then.BEGIN
    again = desk(world).begun(mail, EventId("try-2"))
    [ended] = again.say
    assert isinstance(ended.body, SendFailed)
    assert again.parcel.message_id == R1


def test_rule_16_only_a_person_sends_what_may_have_left(world: World) -> None:
    mail = replace(asked(world, parcel(world)).parcel, state=OutboxState.UNKNOWN)
    [given_up] = desk(world).end_of_try(mail, EventId("by hand"))
    assert given_up.body == SendAbandoned(message_id=R1)
    land(world, (given_up,))
    assert world.state.sent(R1).state is SendState.ABANDONED
    again = asked(world, desk(world).again(mail).parcel, "try-2")
    assert (again.then, again.parcel.message_id) == (Then.SEND, R1)


def test_rule_17_out_of_reach_it_waits_and_takes_back_what_was_never_said(world: World) -> None:
    begun = desk(world).begun(parcel(world), EventId("try-1")).parcel
    waiting = desk(world).unanswered(begun, "offline")
    assert (waiting.parcel.state, waiting.parcel.detail) == (OutboxState.WAITING, "offline")
    assert set(waiting.withdraw) == {event.id for event in desk(world).questions(begun)}
    assert first_step(waiting.parcel, world.now) is Then.REST
    assert first_step(waiting.parcel, world.now + timedelta(minutes=1)) is Then.BEGIN


def test_rule_17_unchecked_tells_and_asks_nobody(world: World) -> None:
    mail = parcel(world, unchecked=True, begun=EventId("try-1"))
    [said] = desk(world).questions(mail)
    assert isinstance(said.body, SentUnchecked)
    assert said.basis == mail.shown
    assert is_head_fresh(mail, 1e9)
    assert desk(world).may_leave(mail) is not None


def test_rule_17_a_reply_whose_lock_changed_hands_claims_nothing_anew(world: World) -> None:
    mail = parcel(world, token=world.claim(SATO, "a"), shown=world.head)
    world.wait(hours=1)
    world.claim(SUZUKI, "a")
    begun = desk(world).begun(mail, EventId("try-1")).parcel
    [question] = desk(world).questions(begun)
    assert isinstance(question.body, SendBegun)
    verdict = land(world, (question,))
    assert verdict.reason is Reason.WRONG_TOKEN
    assert desk(world).answered(begun, verdict).parcel.state is OutboxState.HELD
    assert world.case("a").claim.seat == SUZUKI


def test_rule_31_an_internal_mail_that_another_desk_sends_is_dropped(world: World) -> None:
    step = Step(escalation=world.escalate(SATO, "a", EscalationKind.CHECK), name="request")
    other = InternalBegun(
        escalation=step.escalation, step="request", attempt=1, message_id=MessageId("<other>")
    )
    world.do(SUZUKI, other)
    dropped = asked(world, parcel(world, step=step))
    assert (dropped.gone, dropped.then) == (True, Then.REST)


def test_rule_31_an_internal_mail_of_unknown_fate_is_the_next_attempts(world: World) -> None:
    step = Step(escalation=world.escalate(SATO, "a", EscalationKind.CHECK), name="request")
    mail = asked(world, parcel(world, step=step)).parcel
    lost = desk(world).looked(replace(mail, state=OutboxState.SENDING), found=False)
    assert (lost.gone, lost.say) == (True, ())


def test_rule_31_under_an_escalation_the_askers_mail_is_interim(world: World) -> None:
    token = Token(world.escalate(SATO, "a", EscalationKind.CHECK))
    begun = desk(world).begun(parcel(world), EventId("try-1")).parcel
    [question] = desk(world).questions(begun)
    assert (question.body.token, question.body.interim) == (token, True)


def test_rule_17_a_clock_that_was_put_back_keeps_no_mail_waiting(world: World) -> None:
    waiting = parcel(world, state=OutboxState.WAITING, retry_at=world.now + timedelta(seconds=20))
    assert first_step(waiting, world.now) is Then.REST
    assert first_step(waiting, world.now - timedelta(hours=9)) is Then.BEGIN


def test_rule_33_a_slot_that_is_only_asked_again_is_none(world: World) -> None:
    """After a restore it is shown as open, for what waits is folded over the state."""
    mail = asked(world, parcel(world)).parcel
    assert desk(world).may_leave(mail, seen=False) is None
    assert desk(world).may_leave(mail, seen=True) is not None


def test_rule_14_in_the_undo_window_it_is_held_as_soon_as_it_is_stale(world: World) -> None:
    mail = parcel(world, state=OutboxState.UNDO, token=world.claim(SATO, "a"))
    assert desk(world).stopped_early(mail) is None
    world.mail("b", answers=("a",))
    held = desk(world).stopped_early(mail)
    assert (held.parcel.state, held.expected) == (OutboxState.HELD, (OutboxState.UNDO,))
    assert held.parcel.verdict.reason is Reason.CONTENT_CHANGED
    assert held.parcel.begun is None  # nothing was asked
    assert held.say == ()


def test_rule_14_a_send_of_somebody_else_is_waited_for(world: World) -> None:
    mail = parcel(world, state=OutboxState.UNDO)
    world.begin(SUZUKI, "a", "<other@shop>", world.claim(SUZUKI, "a"))
    assert desk(world).stopped_early(mail) is None
    world.do(SUZUKI, SendDone(message_id=MessageId("<other@shop>")))
    assert desk(world).stopped_early(mail) is not None  # their answer is news


def test_rule_17_it_says_since_when_the_record_is_out_of_reach(world: World) -> None:
    """10 minutes count from the first try in vain, whatever was tried since."""
    since = world.now
    waiting = desk(world).unanswered(parcel(world), "offline").parcel
    world.wait(minutes=7)
    begun = desk(world).begun(waiting, EventId("try-2")).parcel
    waiting = desk(world).unanswered(begun, "offline").parcel
    assert waiting.cut_off == since
    begun = desk(world).begun(waiting, EventId("try-3")).parcel
    verdict = Verdict(accepted=False, reason=Reason.CONTENT_CHANGED)
    assert desk(world).answered(begun, verdict).parcel.cut_off is None


def test_rule_17_unchecked_and_refused_the_fact_is_taken_back(world: World) -> None:
    mail = parcel(world, unchecked=True, begun=EventId("try-1"), state=OutboxState.SENDING)
    failed = desk(world).handed_over(mail, REFUSED)
    assert failed.say == ()
    assert EventId("try-1") in failed.withdraw


def test_N12_instead_of_a_reply_its_words_are_a_note_once(world: World) -> None:
    held = parcel(world, state=OutboxState.HELD)
    first, second = (desk(world).as_note(held, "words") for _ in range(2))
    assert first.gone
    [note] = first.say
    assert note == second.say[0]  # after a crash between the two it is said again, not twice
    world.again(note)
    assert world.verdict.accepted
