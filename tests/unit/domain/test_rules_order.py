"""Rules 1, 2, 4, 7, 12, 15, 35: identity of events, and what falls with what."""

from datetime import timedelta

from mailroom.domain.events import (
    Assigned,
    Claimed,
    MailArrived,
    NoteAdded,
    SendDone,
    SendFailed,
    SentUnchecked,
    Snoozed,
    UnknownBody,
    Woken,
)
from mailroom.domain.recording import Recording
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import EventId, MessageId, mail_arrived_id, timer_id
from tests.unit.domain.world import CUSTOMER, SATO, SUZUKI, TANAKA, World, facts


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
