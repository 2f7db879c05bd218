"""別の窓口へ転送: what it does to a case, and who may (rules 13, 18, 30, S19)."""

from dataclasses import replace

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.events import (
    Closed,
    PolicySet,
    Reopened,
    SendBegun,
    SendDone,
)
from mailroom.domain.mails import Automatic
from mailroom.domain.people import Address
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.times.clock_events import Promised
from mailroom.domain.verdicts import Reason
from mailroom.ids import MessageId
from tests.unit.domain.world import MORNING, NOVICE, SATO, TANAKA, Seat, World

SOUMU = Address(name="総務部", addr="soumu@other.example")
SENT = MessageId("<resent@shop>")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def begin(world: World, seat: Seat = SATO, **more: object) -> None:
    fields: dict[str, object] = {
        "message_id": SENT,
        "token": world.claim(seat, "a"),
        "to": (SOUMU,),
        "close_after": True,
        "redirect": True,
    }
    world.do(seat, SendBegun(**(fields | more)), on="a")  # type: ignore[arg-type]


def redirect(world: World, seat: Seat = SATO, **more: object) -> None:
    begin(world, seat, **more)
    assert world.verdict.accepted, world.verdict
    world.do(seat, SendDone(message_id=SENT, redirected_to=SOUMU), on="a")


def test_the_case_is_done_and_nobody_was_answered(world: World) -> None:
    redirect(world)
    case = world.case("a")
    assert (case.status, case.redirected_to) == (CaseStatus.DONE, SOUMU)
    assert (case.last_ours_at, case.claim, case.open_send) == (None, None, None)


def test_rule_30_the_customers_next_word_is_ours_again(world: World) -> None:
    redirect(world)
    world.mail("b", answers=("a",))
    case = world.case("a")
    assert (case.status, case.redirected_to) == (CaseStatus.OPEN, None)
    assert case.waiting_since is not None


def test_a_word_that_came_while_it_left_keeps_the_case_open(world: World) -> None:
    begin(world)
    world.mail("b", answers=("a",))
    world.do(SATO, SendDone(message_id=SENT, redirected_to=SOUMU), on="a")
    case = world.case("a")
    assert (case.closed, case.redirected_to) == (False, SOUMU)


def test_a_promise_that_stands_keeps_the_case_open(world: World) -> None:
    at = world.now.replace(hour=9)
    world.do(SATO, Promised(at=at, text="9時に"), on="a")
    assert world.verdict.accepted, world.verdict
    redirect(world)
    assert not world.case("a").closed
    assert world.case("a").promises[0].is_open  # nobody has told the customer anything


def test_opened_again_by_hand_it_is_ours(world: World) -> None:
    redirect(world)
    world.do(SATO, Reopened(), on="a")
    assert world.case("a").redirected_to is None


def test_what_comes_back_undelivered_shows(world: World) -> None:
    redirect(world)
    world.mail("dsn", "mailer-daemon@mx.example", automatic=Automatic.BOUNCE, bounced=SENT)
    case = world.case("a")
    assert (case.undelivered, case.status) == ("dsn", CaseStatus.OPEN)
    world.do(SATO, Closed(), on="a")
    assert world.case("a").status is CaseStatus.DONE


@pytest.mark.parametrize(
    "more",
    [{"to": ()}, {"to": (SOUMU, Address(addr="other@other.example"))}, {"promised": MORNING}],
    ids=["nowhere", "two", "promises"],
)
def test_it_says_nothing_but_where_to(world: World, more: dict[str, object]) -> None:
    begin(world, **more)
    assert world.reason is Reason.INVALID


def test_S19_a_trainee_sends_on_only_where_a_lead_agreed_to(world: World) -> None:
    begin(world, NOVICE)
    assert world.reason is Reason.TRAINEE
    agreed = replace(DEFAULT_POLICY, other_desks=(replace(SOUMU, addr="Soumu@Other.example"),))
    world.do(TANAKA, PolicySet(policy=agreed, reason="担当外"))
    begin(world, NOVICE, to=(Address(addr="private@gmail.com"),))
    assert world.reason is Reason.TRAINEE
    begin(world, NOVICE, redirect=False)
    assert world.reason is Reason.TRAINEE
    begin(world, NOVICE)
    assert world.verdict.accepted
