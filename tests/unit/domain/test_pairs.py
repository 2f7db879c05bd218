"""Mails that belong together although neither names the other (N33, behaviours 5.3)."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from mailroom.domain.delivery import Delivery, DeliveryReport, Pairing
from mailroom.domain.events import NoteAdded
from mailroom.domain.mails import Automatic, JoinReason, MailFacts
from mailroom.ids import MailKey
from tests.unit.domain.world import CUSTOMER, MORNING, SATO, World, facts


@pytest.fixture
def world() -> World:
    return World.founded()


def locked(key: str, minutes: float = 0, sender: str = CUSTOMER) -> MailFacts:
    mail = facts(key, sender, subject=f"資料{key}", sent_at=MORNING + timedelta(minutes=minutes))
    return replace(mail, pairing=Pairing.LOCKED)


def password(key: str, minutes: float = 1, sender: str = CUSTOMER, **more: object) -> MailFacts:
    at = MORNING + timedelta(minutes=minutes)
    mail = facts(key, sender, subject="パスワードのお知らせ", sent_at=at, **more)
    return replace(mail, pairing=Pairing.PASSWORD)


def returned(key: str, to: str, days: float = 0.5) -> MailFacts:
    mail = facts(key, "mailer-daemon@mx.example", sent_at=MORNING + timedelta(days=days))
    report = DeliveryReport(delivery=Delivery.FAILED, recipients=(to,))
    return replace(mail, automatic=Automatic.BOUNCE, report=report)


def ours(key: str, to: str, days: float = 0) -> MailFacts:
    return facts(key, to=(to,), out=True, sent_at=MORNING + timedelta(days=days))


def together(world: World, *keys: str) -> bool:
    return len({world.case(key).id for key in keys}) == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_N33_an_archive_and_its_password_lie_in_one_case(order: tuple[int, ...]) -> None:
    world = World.founded()
    mails = (locked("zip"), password("pw"), facts("else", "b@firm.example"))
    for index in order:
        world.announce(mails[index])
    assert together(world, "zip", "pw")
    assert not together(world, "zip", "else")
    assert world.state.mail(MailKey("pw")).reason in {JoinReason.PASSWORD_PAIR, JoinReason.OPENED}


def test_N33_it_says_why(world: World) -> None:
    world.announce(locked("zip"))
    world.announce(password("pw"))
    place = world.state.mail(MailKey("pw"))
    assert (place.reason, place.via) == (JoinReason.PASSWORD_PAIR, "zip")


def test_N33_it_says_why_when_the_password_came_first(world: World) -> None:
    world.announce(password("pw"))
    world.announce(locked("zip"))
    reasons = {key: world.state.mail(MailKey(key)).reason for key in ("pw", "zip")}
    assert set(reasons.values()) == {JoinReason.OPENED, JoinReason.PASSWORD_PAIR}


def test_N33_a_password_goes_to_the_archive_before_it(world: World) -> None:
    for mail in (locked("one"), password("pw-one", 2), locked("two", 10), password("pw-two", 11)):
        world.announce(mail)
    assert together(world, "one", "pw-one")
    assert together(world, "two", "pw-two")
    assert not together(world, "one", "two")


def test_N33_an_archive_found_later_takes_its_password_from_another(world: World) -> None:
    world.announce(locked("one"))
    world.announce(password("pw", 60))
    world.announce(locked("two", 59))
    assert together(world, "two", "pw")
    assert not together(world, "one", "pw")


def test_N33_a_password_may_come_first(world: World) -> None:
    world.announce(password("pw", 0))
    world.announce(locked("zip", 3))
    assert together(world, "zip", "pw")


@pytest.mark.parametrize(
    "other",
    [locked("zip", sender="b@firm.example"), locked("zip", minutes=-25 * 60)],
    ids=["somebody else's", "too long ago"],
)
def test_N33_others_stay_apart(world: World, other: MailFacts) -> None:
    world.announce(other)
    world.announce(password("pw"))
    assert not together(world, "zip", "pw")


def test_N33_reply_headers_say_more_than_the_time(world: World) -> None:
    world.mail("old")
    world.announce(locked("zip"))
    world.announce(password("pw", answers=("old",)))
    assert together(world, "old", "pw")
    assert not together(world, "zip", "pw")


def test_N33_a_password_joins_a_case_that_somebody_works_on(world: World) -> None:
    world.announce(locked("zip"))
    world.do(SATO, NoteAdded(text="確認中"), on="zip")
    world.announce(password("pw"))
    assert together(world, "zip", "pw")


def test_N33_two_cases_that_people_work_on_stay_two(world: World) -> None:
    world.announce(password("pw"))
    world.do(SATO, NoteAdded(text="何の?"), on="pw")
    world.announce(locked("zip"))
    assert not together(world, "zip", "pw")


@pytest.mark.parametrize("late", [False, True])
def test_a_bounce_without_an_id_finds_what_we_sent_last(late: bool) -> None:
    world = World.founded()
    mails = [ours("first", CUSTOMER), ours("second", CUSTOMER, 0.4), returned("back", CUSTOMER)]
    for mail in reversed(mails) if late else mails:
        world.announce(mail)
    assert together(world, "second", "back")
    assert not together(world, "first", "back")


def test_a_bounce_of_long_ago_or_to_somebody_else_opens_a_case(world: World) -> None:
    world.announce(ours("sent", CUSTOMER))
    world.announce(returned("other", "b@firm.example"))
    world.announce(returned("late", CUSTOMER, 4))
    assert not together(world, "sent", "other")
    assert not together(world, "sent", "late")
