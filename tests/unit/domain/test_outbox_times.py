"""When a mail leaves by itself: never too late, never before its time, never unknowingly (N13)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.events import SendBegun, SendFailed
from mailroom.domain.query import Held, OutboxState
from mailroom.domain.sends.outgoing import (
    Fate,
    Handover,
    Then,
    first_step,
    not_there_yet,
)
from mailroom.domain.sends.parcels import Parcel, Step
from mailroom.domain.sends.timing import LATEST, LOOKS, is_late, waits_for_copy
from mailroom.domain.sends.triage import Place, place_of
from mailroom.domain.verdicts import ACCEPTED, Reason, Verdict
from mailroom.ids import EscalationId, EventId
from tests.unit.domain.replies import desk, parcel
from tests.unit.domain.world import SUZUKI, World

LONG = LATEST + timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def booked(world: World, **wait: float) -> Parcel:
    """Return a reply that 佐藤 booked for later."""
    at = world.now + timedelta(**wait)
    return parcel(world, state=OutboxState.SCHEDULED, send_at=at, due=at)


def slot(world: World, mail: Parcel) -> Parcel:
    """Let it ask for its slot and see it accepted."""
    begun = desk(world).begun(mail, EventId("try-1"))
    for event in (*begun.say, *desk(world).questions(begun.parcel)):
        world.again(event)
    assert desk(world).answered(begun.parcel, world.verdict).then is Then.SEND
    return begun.parcel


# -- eight hours


def test_N13_eight_hours_late_a_mail_asks_instead_of_leaving(world: World) -> None:
    mail = parcel(world)
    world.wait(hours=8)
    assert desk(world).begun(mail, EventId("try-1")).then is Then.ASK
    world.wait(minutes=1)
    held = desk(world).begun(mail, EventId("try-1"))
    assert (held.parcel.state, held.parcel.why, held.then) == (
        OutboxState.HELD,
        Held.LATE,
        Then.REST,
    )
    assert first_step(held.parcel, world.now) is Then.REST


def test_N13_an_earlier_try_of_a_late_mail_is_ended(world: World) -> None:
    """Else the case would be "being sent" for ever."""
    mail = slot(world, parcel(world))
    world.wait(hours=9)
    [ended] = desk(world).begun(mail, EventId("try-2")).say
    assert isinstance(ended.body, SendFailed)
    world.again(ended)
    assert world.case("a").open_send is None


def test_N13_a_lid_closed_between_the_slot_and_data_sends_nothing_in_the_morning(
    world: World,
) -> None:
    mail = slot(world, parcel(world))
    assert desk(world).may_leave(mail) is not None
    world.wait(hours=9)
    assert desk(world).may_leave(mail) is None
    assert desk(world).may_leave(replace(mail, unchecked=True)) is None


def test_N13_a_persons_word_counts_anew(world: World) -> None:
    mail = parcel(world, state=OutboxState.HELD, why=Held.LATE)
    world.wait(hours=30)
    again = desk(world).again(mail).parcel
    assert (again.due, again.why) == (world.now, None)
    assert desk(world).begun(again, EventId("try-1")).then is Then.ASK


def test_N13_internal_mail_follows_its_own_clock(world: World) -> None:
    step = Step(escalation=EscalationId("e"), name="request")
    mail = parcel(world, step=step)
    world.wait(hours=30)
    assert desk(world).begun(mail, EventId("try-1")).then is Then.ASK


def test_N13_what_was_queued_before_the_rule_has_no_time_and_goes(world: World) -> None:
    assert not is_late(None, world.now)


# -- booked


def test_N13_a_booked_mail_waits_for_its_time(world: World) -> None:
    mail = booked(world, hours=5)
    assert first_step(mail, world.now) is Then.REST
    assert desk(world).stopped_early(mail) is None
    world.wait(hours=5)
    assert first_step(mail, world.now) is Then.BEGIN


def test_N13_a_booked_mail_is_held_as_soon_as_the_customer_writes(world: World) -> None:
    mail = booked(world, hours=5)
    world.mail("b", answers=("a",))
    held = desk(world).stopped_early(mail)
    assert held.expected == (OutboxState.SCHEDULED,)
    assert held.parcel.state is OutboxState.HELD
    assert held.parcel.verdict.reason is Reason.CONTENT_CHANGED


def test_N13_a_colleagues_reply_holds_a_booked_mail_and_never_hastens_it(world: World) -> None:
    mail = booked(world, hours=5)
    world.reply(SUZUKI, "a", "<r2@shop>")
    held = desk(world).stopped_early(mail)
    assert held.parcel.state is OutboxState.HELD
    assert held.then is Then.REST


def test_N13_a_lock_of_the_afternoon_may_be_over_at_the_booked_time(world: World) -> None:
    mail = booked(world, hours=5)
    world.claim(SUZUKI, "a")
    assert desk(world).stopped_early(mail) is None
    assert desk(world).outlook(mail).reason is Reason.HELD


def test_N13_a_booked_mail_of_a_pc_that_was_off_leaves_up_to_eight_hours_late(
    world: World,
) -> None:
    mail = booked(world, hours=1)
    world.wait(hours=8)
    assert desk(world).begun(mail, EventId("try-1")).then is Then.ASK
    world.wait(hours=2)
    assert desk(world).begun(mail, EventId("try-1")).parcel.why is Held.LATE


def test_N13_another_time_is_another_deadline(world: World) -> None:
    mail = booked(world, hours=1)
    moved = desk(world).rebooked(mail, world.now + timedelta(hours=20)).parcel
    assert moved.send_at == moved.due == world.now + timedelta(hours=20)


# -- what stands where


def test_N13_after_an_outage_what_can_go_is_told_from_what_needs_a_look(world: World) -> None:
    mail = parcel(world)
    assert desk(world).outlook(mail) == replace(
        ACCEPTED, position=desk(world).outlook(mail).position
    )
    assert place_of(mail, desk(world).outlook(mail)) is Place.READY
    world.mail("b", answers=("a",))
    assert place_of(mail, desk(world).outlook(mail)) is Place.LOOK


NO = Verdict(accepted=False, reason=Reason.HELD)


@pytest.mark.parametrize(
    ("state", "more", "outlook", "place"),
    [
        (OutboxState.UNDO, {}, None, Place.UNDER_WAY),
        (OutboxState.CHECKING, {}, None, Place.UNDER_WAY),
        (OutboxState.SENDING, {}, None, Place.UNDER_WAY),
        (OutboxState.WAITING, {}, ACCEPTED, Place.READY),
        (OutboxState.WAITING, {}, NO, Place.LOOK),
        (OutboxState.WAITING, {"begun": EventId("t")}, None, Place.READY),
        (OutboxState.HELD, {"why": Held.LATE}, ACCEPTED, Place.READY),
        (OutboxState.HELD, {"why": Held.LATE}, NO, Place.LOOK),
        (OutboxState.HELD, {"why": Held.TAKEN_BACK}, None, Place.LOOK),
        (OutboxState.HELD, {"verdict": NO}, None, Place.LOOK),
        (OutboxState.REFUSED, {}, None, Place.LOOK),
        (OutboxState.UNKNOWN, {}, None, Place.LOOK),
        (OutboxState.SCHEDULED, {}, None, Place.SCHEDULED),
        (OutboxState.SENT, {"filed": True}, None, Place.SENT),
        (OutboxState.SENT, {"refused": ("x@y.example",)}, None, Place.LOOK),
        (OutboxState.SENT, {"refused": ("x@y.example",), "refusal_seen": True}, None, Place.SENT),
    ],
)
def test_N14_every_state_has_its_place(world, state, more, outlook, place) -> None:
    assert place_of(parcel(world, state=state, **more), outlook) is place


def test_N14_a_partly_refused_mail_stays_open_until_somebody_dealt_with_it(world: World) -> None:
    mail = slot(world, parcel(world))
    left = Handover(fate=Fate.LEFT, refused=("gone@shop.example",))
    sent = replace(desk(world).handed_over(mail, left).parcel, filed=True)
    assert sent.left_at == world.now
    assert (sent.is_partly_refused, sent.is_open) == (True, True)
    assert not replace(sent, refusal_seen=True).is_open


def test_N14_a_server_that_files_by_itself_is_given_time(world: World) -> None:
    sent = parcel(world, state=OutboxState.SENT)
    assert not waits_for_copy(sent, files_itself=False)
    for _ in range(LOOKS):
        assert waits_for_copy(sent, files_itself=True)
        sent = not_there_yet(sent, world.now).parcel
        assert first_step(sent, world.now) is Then.REST
    assert not waits_for_copy(sent, files_itself=True)
    world.wait(minutes=1)
    assert first_step(sent, world.now) is Then.FILE


def test_N13_the_outlook_says_nothing_to_anybody(world: World) -> None:
    mail = parcel(world)
    before = len(world.state.entries)
    assert desk(world).outlook(mail).accepted
    assert len(world.state.entries) == before
    assert world.case("a").open_send is None
    assert not any(isinstance(one.event.body, SendBegun) for one in world.state.entries.values())
