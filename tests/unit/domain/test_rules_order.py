"""Rules 1, 2, 4, 7, 12, 15, 35: identity of events, and what falls with what."""

from datetime import datetime, timedelta, timezone

import pytest

from mailroom.domain.course import wake_timer
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind
from mailroom.domain.events import (
    Assigned,
    Claimed,
    Escalated,
    EscalationAnswered,
    MailArrived,
    NoteAdded,
    SendBegun,
    SendDone,
    SendFailed,
    SentUnchecked,
    Snoozed,
    UnknownBody,
    Woken,
)
from mailroom.domain.people import Seat
from mailroom.domain.records.recording import Recording
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import (
    DeskId,
    EscalationId,
    EventId,
    MailKey,
    MessageId,
    PersonId,
    Token,
    answer_id,
    mail_arrived_id,
    timer_id,
)
from tests.unit.domain.world import CUSTOMER, SATO, SUZUKI, TANAKA, World, facts, form


def test_rule_01_an_event_is_judged_at_its_position() -> None:
    world = World.founded()
    world.mail("a")
    world.claim(SATO, "a")
    assert world.verdict.accepted
    world.claim(SUZUKI, "a")
    assert world.reason is Reason.HELD
    assert (world.verdict.who, world.verdict.where) == (SATO.person, SATO.desk)


def test_rule_02_first_occurrence_wins_whatever_it_was() -> None:
    world = World.founded()
    world.mail("a")
    world.claim(SATO, "a")
    refused = world.log[-1].event
    world.claim(SUZUKI, "a")
    losing = world.log[-1].event
    for event in (refused, losing):
        before = world.state.entry(event.id)
        recording = Recording(world.state)
        world.state = recording
        assert world.again(event).reason is Reason.DUPLICATE
        assert recording.take() == ()
        assert world.state.entry(event.id) == before
    assert world.case("a").claim.seat == SATO


def test_rule_02_a_refused_derived_event_leaves_no_trace() -> None:
    world = World.founded()
    case = world.mail("a")
    until = world.now + timedelta(hours=3)
    world.do(SATO, Snoozed(until=until), on="a")
    timer = timer_id(case.id, "wake", until.isoformat())
    world.do(None, Woken(timer=True), on="a", event_id=timer)  # a desk whose clock is fast
    assert world.reason is Reason.TOO_EARLY
    assert world.state.entry(timer) is None
    world.wait(hours=3)
    world.do(None, Woken(timer=True), on="a", event_id=timer)
    assert world.verdict.accepted
    assert world.case("a").snoozed_until is None


def test_rule_02_a_mail_is_announced_once() -> None:
    world = World.founded()
    world.mail("a")
    recording = Recording(world.state)
    world.state = recording
    world.announce(facts("a"))
    assert world.reason is Reason.DUPLICATE
    assert recording.take() == ()
    world.do(None, MailArrived(mail=facts("b")), event_id="made up")
    assert world.reason is Reason.INVALID


def test_rule_07_a_timer_counts_only_while_its_condition_holds() -> None:
    world = World.founded()
    world.mail("a")
    world.do(SATO, Snoozed(until=world.now + timedelta(hours=1)), on="a")
    world.do(SATO, Woken(), on="a")
    world.wait(hours=2)
    world.do(None, Woken(timer=True), on="a", event_id="timer")
    assert world.reason is Reason.ALREADY


def test_rule_12_dependents_fall_with_what_they_require() -> None:
    world = World.founded()
    world.mail("a")
    world.claim(SATO, "a")
    claim = world.do(SUZUKI, Claimed(), on="a")
    world.do(SUZUKI, NoteAdded(text="送りました"), on="a", requires=claim)
    assert world.reason is Reason.REQUIRED_REFUSED
    world.do(SUZUKI, NoteAdded(text="送りました"), on="a", requires=EventId("never seen"))
    assert world.reason is Reason.REQUIRED_REFUSED
    world.do(SUZUKI, NoteAdded(text="見ました"), on="a")
    assert world.verdict.accepted


def test_rule_15_facts_are_flagged_never_refused() -> None:
    world = World.founded()
    world.mail("a")
    for body in (
        SendDone(message_id=MessageId("<x>")),
        SendFailed(message_id=MessageId("<y>")),
        SendDone(message_id=MessageId("<y>")),
    ):
        world.do(SATO, body, on="a", requires=EventId("never seen"))
        assert world.verdict.accepted
        assert world.verdict.flags == (Flag.WITHOUT_SLOT,)
    world.do(SATO, SentUnchecked(message_id=MessageId("<z>"), to=()), on="a")
    assert world.verdict.flags == (Flag.UNCHECKED,)
    world.do(SATO, SendDone(message_id=MessageId("<nowhere>")))
    assert world.verdict.accepted


def test_rule_24_unknown_anchors_are_refused_and_kept() -> None:
    world = World.founded()
    note = world.do(SATO, NoteAdded(text="どこへ"), on="nowhere")
    assert world.reason is Reason.UNKNOWN_ANCHOR
    assert world.state.entry(note).event.body == NoteAdded(text="どこへ")


def test_rule_35_unknown_kinds_are_refused_by_every_desk() -> None:
    world = World.founded()
    world.do(SATO, UnknownBody(kind="Teleported", plain="{}"), on="a")
    assert world.reason is Reason.UNKNOWN_KIND


def test_nothing_counts_before_the_founding() -> None:
    world = World()
    world.do(TANAKA, Assigned(person=None), on="a")
    assert world.reason is Reason.NOT_MEMBER
    mail = facts("a", CUSTOMER)
    world.do(None, MailArrived(mail=mail), event_id=mail_arrived_id(mail.key))
    assert world.state.mail(mail.key) is None


def test_rule_01_the_verdict_is_part_of_the_state() -> None:
    world = World.founded()
    world.mail("a")
    won, lost = (world.do(seat, Claimed(), on="a") for seat in (SATO, SUZUKI))
    assert world.state.entry(won).verdict.accepted
    entry = world.state.entry(lost)
    assert entry.verdict == world.verdict
    assert (entry.position, entry.time) == (world.log[-1].position, world.log[-1].time)


def test_rule_02_two_events_under_one_id_are_the_first_one() -> None:
    """A cloned disk that counted would say two things under one id."""
    world = World.founded()
    world.mail("a")
    world.do(SATO, NoteAdded(text="一番"), on="a", event_id="same")
    recording = Recording(world.state)
    world.state = recording
    world.do(SUZUKI, Claimed(), on="a", event_id="same")
    assert world.reason is Reason.DUPLICATE
    assert recording.take() == ()
    assert world.state.entry(EventId("same")).event.body == NoteAdded(text="一番")


def test_rule_02_of_derived_events_the_first_accepted_counts() -> None:
    world = World.founded()
    place = world.mail("a", subject="一番")
    world.announce(facts("a", subject="二番"))
    assert world.reason is Reason.DUPLICATE
    assert world.case("a") == place
    until = asleep(world)
    for expected in (None, Reason.DUPLICATE):
        world.do(None, Woken(timer=True), on="a", event_id=wake_timer(place.id, until))
        assert world.reason is expected


def test_rule_02_an_answer_that_every_desk_reads_is_derived() -> None:
    world = World.founded()
    world.mail("a")
    escalation = EscalationId("to come")
    read = EscalationAnswered(
        escalation=escalation, kind=AnswerKind.WORDS, words="はい", by="課長", mail=MailKey("a")
    )
    named = answer_id(escalation, MailKey("a"))
    world.do(None, read, event_id=named)
    assert world.reason is Reason.NO_ESCALATION
    assert world.state.entry(named) is None
    asked = Escalated(form=form(EscalationKind.CHECK), token="T")
    world.do(SATO, asked, on="a", event_id=escalation)
    world.do(None, read, event_id="made up")
    assert world.reason is Reason.INVALID
    for expected in (None, Reason.DUPLICATE):
        world.do(None, read, event_id=named)
        assert world.reason is expected


def test_rule_02_what_a_desk_does_by_hand_is_never_derived() -> None:
    world = World.founded()
    world.mail("a")
    world.do(SATO, Woken(), on="a", event_id="by hand")
    assert world.reason is Reason.ALREADY
    world.do(SATO, Snoozed(until=world.now + timedelta(hours=1)), on="a")
    assert world.again(world.log[-2].event).reason is Reason.DUPLICATE


def asleep(world: World, hours: int = 3) -> datetime:
    """Put the case off for so long, and let that time pass."""
    until = world.now + timedelta(hours=hours)
    world.do(SATO, Snoozed(until=until), on="a")
    world.wait(hours=hours)
    return until


def test_rule_07_a_timer_is_named_after_its_case_its_kind_and_its_time() -> None:
    world = World.founded()
    case = world.mail("a")
    first = asleep(world, 1)
    second = asleep(world, 1)
    for made_up in ("made up", wake_timer(case.id, first), wake_timer("other", second)):
        world.do(None, Woken(timer=True), on="a", event_id=made_up)
        assert world.reason is Reason.NOT_STANDING
        assert world.state.entry(EventId(made_up)) is None
    world.do(None, Woken(timer=True), on="a", event_id=wake_timer(case.id, second))
    assert world.verdict.accepted
    in_japan = second.astimezone(timezone(timedelta(hours=9)))
    assert wake_timer(case.id, in_japan) == timer_id(case.id, "wake", second.isoformat())


def test_rule_07_it_needs_nobodys_consent_but_the_clock_of_the_journal() -> None:
    world = World.founded()
    case = world.mail("a")
    until = world.now + timedelta(hours=1)
    world.do(SATO, Snoozed(until=until), on="a")
    world.wait(minutes=57)
    world.do(None, Woken(timer=True), on="a", event_id=wake_timer(case.id, until))
    assert world.reason is Reason.TOO_EARLY
    world.do(None, Woken(timer=True), on="a", event_id=wake_timer(case.id, until))
    assert world.verdict.accepted  # T = until


@pytest.mark.parametrize("free", [True, False])
def test_rule_12_claim_and_send_ride_in_one_batch(free: bool) -> None:
    world = World.founded()
    world.mail("a")
    if not free:
        world.claim(SUZUKI, "a")
    claim = world.do(SATO, Claimed(), on="a")
    begun = SendBegun(message_id=MessageId("<r>"), token=Token(claim), to=())
    world.do(SATO, begun, on="a", requires=claim)
    assert world.reason is (None if free else Reason.REQUIRED_REFUSED)
    assert (world.case("a").open_send is not None) is free


def test_rule_12_dependents_of_dependents_fall_too() -> None:
    world = World.founded()
    world.mail("a")
    world.claim(SUZUKI, "a")
    claim = world.do(SATO, Claimed(), on="a")
    note = world.do(SATO, NoteAdded(text="送ります"), on="a", requires=claim)
    world.do(SATO, Assigned(person=SATO.person), on="a", requires=note)
    assert world.reason is Reason.REQUIRED_REFUSED


def test_rule_15_facts_are_taken_from_anybody_about_anything() -> None:
    world = World.founded()
    world.mail("a")
    stranger = Seat(person=PersonId("stranger"), desk=DeskId("nowhere"))
    nobody = (SendDone, SendFailed)
    for seat, body in ((stranger, one(message_id=MessageId("<x>"))) for one in nobody):
        world.do(seat, body, on="nowhere", unseen=True)
        assert world.verdict.accepted
    world.do(stranger, SentUnchecked(message_id=MessageId("<z>"), to=()), on="a", unseen=True)
    assert world.verdict.accepted
