"""An answer given outside Mailroom, known only by its mark: news for everybody, once."""

import pytest

from mailroom.domain.events import AnsweredElsewhere, Closed
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailKey, answered_elsewhere_id
from tests.unit.domain.world import TANAKA, World


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def hear(world: World, key: str = "a", *, event_id: str | None = None) -> None:
    mail = MailKey(key)
    world.do(
        None,
        AnsweredElsewhere(mail=mail),
        on=key,
        event_id=event_id or answered_elsewhere_id(mail),
    )


def test_it_is_told_once_and_changes_nothing(world: World) -> None:
    before = world.case("a")
    hear(world)
    assert world.verdict.accepted
    assert world.case("a") == before
    hear(world)
    assert world.reason is Reason.DUPLICATE


def test_a_desk_that_knows_less_leaves_no_trace(world: World) -> None:
    hear(world, "unknown")
    assert world.reason is Reason.INVALID
    hear(world, event_id="other")
    assert world.reason is Reason.INVALID
    world.mail("old", history=True)
    hear(world, "old")
    assert world.reason is Reason.INVALID
    hear(world)
    assert world.verdict.accepted


def test_an_answer_that_is_known_is_no_news(world: World) -> None:
    world.mail("b", answers=("a",), out=True)
    hear(world)
    assert world.reason is Reason.ALREADY
    world.mail("c", answers=("a",))  # the customer's next word is another matter
    hear(world, "c")
    assert world.verdict.accepted


def test_a_closed_case_hears_no_more(world: World) -> None:
    world.do(TANAKA, Closed(), on="a")
    hear(world)
    assert world.reason is Reason.ALREADY
