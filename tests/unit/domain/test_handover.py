"""What the composer offers about a lock is what the fold then accepts (rules 9, 10)."""

from __future__ import annotations

import itertools

import pytest

from mailroom.domain.claims.handover import Handover, Way, handover, may_abandon_from
from mailroom.domain.events import (
    Body,
    ClaimAsked,
    Event,
    PresenceSet,
    SendAbandoned,
    TakenOver,
)
from mailroom.domain.people import Presence, Seat
from mailroom.domain.rules import foresee
from mailroom.domain.turn import is_away
from mailroom.ids import DeskId, EventId, MailKey, MessageId
from tests.unit.domain.world import SATO, SUZUKI, TANAKA, World

SATO_AT_HOME = Seat(person=SATO.person, desk=DeskId("laptop"))


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def foreseen(world: World, seat: Seat, body: Body) -> bool:
    """Return whether the fold would accept this event now."""
    event = Event(
        id=EventId("foreseen"),
        by=seat.person,
        desk=seat.desk,
        body=body,
        anchor=MailKey("a"),
        basis=world.head,
        made_at=world.now,
    )
    [verdict] = foresee(world.state, (event,), world.now)
    return verdict.accepted


def seen_by(world: World, seat: Seat) -> Handover:
    case = world.case("a")
    away = case.claim is not None and is_away(world.state, case.claim.seat.person, world.now)
    return handover(case, seat, lead=seat == TANAKA, away=away, time=world.now)


@pytest.mark.parametrize(
    ("asker", "minutes", "presence"),
    list(itertools.product((None, SUZUKI, TANAKA), (0, 3, 10), (Presence.IN, Presence.OUT))),
)
def test_what_is_offered_is_what_is_accepted(world, asker, minutes, presence) -> None:
    token = world.claim(SATO, "a")
    if asker is not None:
        world.do(asker, ClaimAsked(token=token), on="a")
    world.wait(minutes=minutes)
    if presence is not Presence.IN:
        world.do(SATO, PresenceSet(person=SATO.person, presence=presence))
    for seat in (SUZUKI, TANAKA, SATO_AT_HOME):
        offered = seen_by(world, seat)
        accepted = foreseen(world, seat, TakenOver(token=token, reason="急ぎ"))
        assert offered.may_take == accepted, (seat, offered)


def test_each_way(world: World) -> None:
    assert seen_by(world, SUZUKI).way is Way.FREE
    token = world.claim(SATO, "a")
    assert seen_by(world, SATO).way is Way.FREE
    assert seen_by(world, SATO_AT_HOME).way is Way.ELSEWHERE
    assert seen_by(world, SUZUKI).way is Way.ASK
    world.do(SUZUKI, ClaimAsked(token=token), on="a")
    claim = world.case("a").claim
    assert seen_by(world, SUZUKI).way is Way.WAIT
    assert seen_by(world, SUZUKI).at is not None
    assert seen_by(world, SUZUKI).at > claim.asked_at
    assert seen_by(world, TANAKA) == Handover(way=Way.ASKED, may_take=True, asked_by=SUZUKI)
    world.wait(minutes=5)
    assert seen_by(world, SUZUKI).way is Way.TAKE
    world.begin(SATO, "a", "<r>", token)
    assert seen_by(world, TANAKA) == Handover(way=Way.SENDING)


def test_rule_10_who_may_end_a_stuck_send_and_when(world: World) -> None:
    assert may_abandon_from(world.case("a"), SUZUKI, lead=False) is None
    token = world.claim(SATO, "a")
    world.begin(SATO, "a", "<r>", token)
    case = world.case("a")
    for seat, lead in ((SATO, False), (TANAKA, True), (SUZUKI, False)):
        begun = may_abandon_from(case, seat, lead=lead)
        world.now = begun
        accepted = foreseen(world, seat, SendAbandoned(message_id=MessageId("<r>")))
        assert accepted, seat
    early = may_abandon_from(case, SUZUKI, lead=False)
    world.now = early - (early - case.open_send.since) / 2
    assert not foreseen(world, SUZUKI, SendAbandoned(message_id=MessageId("<r>")))
