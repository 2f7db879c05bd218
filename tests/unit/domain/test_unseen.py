"""An answer that nobody here can see, known by the customer's next mail (N15)."""

import pytest

from mailroom.domain.threads.unseen import UnseenAnswer, unseen_answer
from mailroom.ids import MailKey, MessageId
from tests.unit.domain.world import CUSTOMER, SATO, SUPPORT, World

DOMAIN = SUPPORT.partition("@")[2]
ELSEWHERE = f"phone-1@{DOMAIN}"


@pytest.fixture
def world() -> World:
    made = World.founded()
    made.mail("first")
    return made


def unseen(world: World) -> UnseenAnswer | None:
    return unseen_answer(world.state, world.case("first").id)


def test_N15_the_customer_names_an_answer_that_is_not_here(world: World) -> None:
    world.mail("second", references=("first", ELSEWHERE), answers=(ELSEWHERE,))
    assert unseen(world) == UnseenAnswer(
        message_id=MessageId(f"<{ELSEWHERE}>"), told_by=MailKey("second")
    )


def test_N15_an_answer_that_is_here_is_no_riddle(world: World) -> None:
    at = f"<{ELSEWHERE}>"
    world.mail("ours", SUPPORT, out=True, to=(CUSTOMER,), answers=("first",), message_id=at)
    world.mail("second", references=("first", ELSEWHERE))
    assert unseen(world) is None


def test_N15_our_own_sends_are_known_before_their_copy_comes(world: World) -> None:
    world.reply(SATO, "first", f"<{ELSEWHERE}>")
    world.mail("second", references=("first", ELSEWHERE))
    assert unseen(world) is None


def test_N15_a_copy_that_comes_later_settles_it(world: World) -> None:
    world.mail("second", references=("first", ELSEWHERE))
    at = f"<{ELSEWHERE}>"
    world.mail("ours", SUPPORT, out=True, to=(CUSTOMER,), answers=("first",), message_id=at)
    assert unseen(world) is None


@pytest.mark.parametrize(
    "names",
    [
        (ELSEWHERE,),  # a shop's own notice began it
        ("first", "colleague@firm.example"),  # somebody of theirs answered
        ("first",),
    ],
)
def test_N15_nothing_is_guessed(world: World, names: tuple[str, ...]) -> None:
    world.mail("second", references=names, answers=("first",))
    assert unseen(world) is None


def test_N15_once_we_answered_it_is_settled(world: World) -> None:
    world.mail("second", references=("first", ELSEWHERE))
    world.wait(hours=1)
    world.mail("ours", SUPPORT, out=True, to=(CUSTOMER,), answers=("second",))
    assert unseen(world) is None
