"""Answers to cases that were done for long open a new case beside them, if the team wants it."""

from dataclasses import replace

import pytest

from mailroom.domain.events import Closed, Merged, PolicySet
from mailroom.domain.mails import Automatic, JoinReason
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import is_sound
from mailroom.ids import MailKey
from tests.unit.domain.world import SATO, SUPPORT, TANAKA, World


def with_days(days: int | None) -> World:
    world = World.founded()
    policy = replace(DEFAULT_POLICY, reopen_days=days)
    world.do(TANAKA, PolicySet(policy=policy, reason="試行"))
    assert world.verdict.accepted, world.verdict
    world.mail("a", subject="返品について")
    world.do(SATO, Closed(), on="a")
    assert world.verdict.accepted
    return world


def reason(world: World, key: str) -> JoinReason:
    place = world.state.mail(MailKey(key))
    assert place is not None
    return place.reason


def test_without_a_policy_every_answer_opens_its_case_again() -> None:
    world = with_days(None)
    world.wait(days=300)
    case = world.mail("b", answers=("a",))
    assert case.id == world.case("a").id
    assert not case.closed


@pytest.mark.parametrize(("days", "same"), [(29, True), (31, False)])
def test_rule_30_an_answer_after_the_days_opens_a_related_case(days: int, same: bool) -> None:
    world = with_days(30)
    old = world.case("a")
    world.wait(days=days)
    case = world.mail("b", answers=("a",))
    assert (case.id == old.id) is same
    assert world.case("a").closed is not same
    if not same:
        assert case.related == (old.id,)
        assert world.case("a").related == (case.id,)
        place = world.state.mail(MailKey("b"))
        assert (place.reason, place.via) == (JoinReason.FOLLOW_UP, "a")
        assert case.waiting_since is not None


def test_rule_30_later_answers_stay_with_the_case_that_follows() -> None:
    world = with_days(30)
    world.wait(days=40)
    new = world.mail("b", answers=("a",))
    assert world.mail("c", answers=("b",), references=("a", "b")).id == new.id
    assert world.mail("d", answers=("a",)).id == new.id  # not a third case
    assert reason(world, "d") is JoinReason.FOLLOW_UP
    assert world.case("a").mail_count == 1


def test_rule_30_a_new_subject_after_the_end_is_a_new_matter() -> None:
    world = with_days(30)
    old = world.case("a")
    assert world.mail("b", answers=("a",), subject="請求書の宛名").related == (old.id,)
    assert world.case("b").id != old.id
    world = with_days(30)
    assert world.mail("b", answers=("a",), subject="返品について（追加）").id == world.case("a").id


@pytest.mark.parametrize(
    "mail",
    [
        {"automatic": Automatic.REPLY},
        {"automatic": Automatic.BOUNCE},
        {"history": True},
        {"out": True, "sender": SUPPORT},
    ],
)
def test_rule_30_only_a_word_of_the_customer_opens_a_case_beside(mail: dict) -> None:
    world = with_days(30)
    world.wait(days=40)
    assert world.mail("b", answers=("a",), **mail).id == world.case("a").id


def test_rule_30_a_subject_alone_finds_the_old_case_and_opens_one_beside() -> None:
    world = with_days(7)
    world.wait(days=10)
    case = world.mail("b", subject="Re: 返品について")
    assert case.id != world.case("a").id
    assert reason(world, "b") is JoinReason.FOLLOW_UP


def test_rule_30_a_case_done_again_is_past_again() -> None:
    world = with_days(30)
    world.wait(days=40)
    new = world.mail("b", answers=("a",))
    world.do(SATO, Closed(), on="b")
    world.wait(days=40)
    third = world.mail("c", answers=("b",))
    assert third.id not in {new.id, world.case("a").id}
    assert third.related == (new.id,)


def test_one_key_joins_the_two() -> None:
    world = with_days(30)
    world.wait(days=40)
    world.mail("b", answers=("a",))
    world.do(SATO, Merged(other=MailKey("b")), on="a")
    assert world.case("b").id == world.case("a").id


@pytest.mark.parametrize(("days", "sound"), [(None, True), (1, True), (0, False), (367, False)])
def test_the_days_are_between_one_and_a_year(days: int | None, sound: bool) -> None:
    assert is_sound(replace(DEFAULT_POLICY, reopen_days=days)) is sound
