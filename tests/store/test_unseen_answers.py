"""Whether a case says that somebody answered outside Mailroom (N15)."""

import pytest

from mailroom.domain.events import AnsweredElsewhere, Closed, NoteAdded
from mailroom.ids import MailKey, answered_elsewhere_id
from mailroom.store.store import Store
from tests.store.test_fold import confirm
from tests.unit.domain.world import CUSTOMER, SATO, SUPPORT, World

ELSEWHERE = f"phone-1@{SUPPORT.partition('@')[2]}"


@pytest.fixture
def world() -> World:
    made = World.founded()
    made.mail("first")
    return made


def says_so(store: Store, world: World) -> bool:
    confirm(store, world.log)
    detail = store.reads.detail(world.case("first").id, SATO.person)
    assert detail is not None
    return detail.unseen_answer


def mark(world: World) -> None:
    key = MailKey("first")
    world.do(None, AnsweredElsewhere(mail=key), on="first", event_id=answered_elsewhere_id(key))
    assert world.verdict.accepted


def test_N15_a_customer_quotes_an_answer_that_nobody_has(store: Store, world: World) -> None:
    world.mail("second", references=("first", ELSEWHERE))
    assert says_so(store, world)


def test_N15_another_program_marked_the_mail_as_answered(store: Store, world: World) -> None:
    mark(world)
    assert says_so(store, world)


def test_N15_nothing_is_said_of_an_ordinary_case(store: Store, world: World) -> None:
    assert not says_so(store, world)


def test_N15_who_sent_it_says_so(store: Store, world: World) -> None:
    mark(world)
    world.do(SATO, NoteAdded(text="Mailroom 以外から返信しました。"), on="first")
    assert not says_so(store, world)


def test_N15_it_is_over_with_the_case(store: Store, world: World) -> None:
    mark(world)
    world.do(SATO, Closed(), on="first")
    assert not says_so(store, world)


def test_N15_an_answer_of_ours_settles_it(store: Store, world: World) -> None:
    mark(world)
    world.wait(hours=1)
    world.mail("ours", SUPPORT, out=True, to=(CUSTOMER,), answers=("first",))
    assert not says_so(store, world)
