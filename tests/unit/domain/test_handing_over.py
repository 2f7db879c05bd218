"""申し送り: a case goes on with somebody else, and what to know goes with it (N23)."""

import pytest

from mailroom.domain.events import Assigned, Closed, HandedOver
from mailroom.domain.undo import compensation
from mailroom.domain.verdicts import Reason
from tests.unit.domain.world import SATO, SUZUKI, World


@pytest.fixture
def world() -> World:
    made = World.founded()
    made.mail("q")
    return made


def test_N23_a_case_is_left_to_a_colleague_with_a_word(world: World):
    said = world.do(SATO, HandedOver(to=SUZUKI.person, text="午前に電話が来ます"), on="q")
    case = world.case("q")
    assert case.assignee == SUZUKI.person
    assert case.handed is not None
    assert (case.handed.event, case.handed.by) == (said, SATO.person)


def test_it_can_be_left_to_the_desk(world: World):
    world.do(SATO, HandedOver(to=None, text="どなたか"), on="q")
    case = world.case("q")
    assert case.assignee is None
    assert case.handed is not None


def test_who_takes_it_on_ends_the_hand_over(world: World):
    world.do(SATO, HandedOver(to=None), on="q")
    world.do(SUZUKI, Assigned(person=SUZUKI.person), on="q")
    assert world.case("q").handed is None


def test_what_is_done_is_nobodys_to_take_on(world: World):
    world.do(SATO, HandedOver(to=None), on="q")
    world.do(SUZUKI, Closed(), on="q")
    assert world.case("q").handed is None
    world.do(SATO, HandedOver(to=SUZUKI.person), on="q")
    assert world.verdict.reason is Reason.CLOSED


def test_undoing_it_puts_the_owner_back(world: World):
    world.do(SATO, Assigned(person=SATO.person), on="q")
    said = world.do(SATO, HandedOver(to=SUZUKI.person), on="q")
    entry = world.state.entry(said)
    assert entry is not None
    undo = compensation(world.state, entry.event)
    assert undo is not None
    world.do(SATO, undo[1], on="q")
    assert world.case("q").assignee == SATO.person
    assert world.case("q").handed is None
