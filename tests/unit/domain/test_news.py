"""The difference at stop at send (N12): what came since, of everything that makes a reply stale."""

import pytest

from mailroom.domain import events as e
from mailroom.domain.mails import Automatic
from mailroom.domain.position import START
from mailroom.domain.query import ItemKind, Standing, TimelineItem
from mailroom.domain.sends.news import LONGEST, News, NewsKind, in_one_line, news_since
from mailroom.domain.words import BLANK
from mailroom.ids import MessageId
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA, World

R1 = MessageId("<r1@shop>")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def news(world: World, since: object, *, desk=SATO.desk) -> list[News]:
    """Return the news of case a as 佐藤's desk is told them."""
    mails = [
        TimelineItem(
            kind=ItemKind.MAIL, at=place.facts.sent_at, mail=place, position=place.position
        )
        for place in world.state.mails_of(world.case("a").id)
    ]
    events = [
        TimelineItem(
            kind=ItemKind.EVENT,
            at=placed.time,
            event=placed.event,
            position=placed.position,
            standing=Standing.CONFIRMED
            if world.state.entry(placed.event.id).verdict.accepted
            else Standing.REFUSED,
            by_name=str(placed.event.by),
        )
        for placed in world.log
        if world.state.entry(placed.event.id) is not None
        and not isinstance(placed.event.body, e.MailArrived)
    ]
    return list(news_since((*mails, *events), desk, since, world.head, lambda key: f"of {key}"))


def told(world: World, since: object) -> list[tuple[NewsKind, str, str]]:
    return [(one.kind, one.who, one.words) for one in news(world, since)]


def test_N12_a_word_of_the_customer_with_its_first_words(world: World) -> None:
    since = world.head
    world.mail("b", answers=("a",))
    assert told(world, since) == [(NewsKind.MAIL, "yamada@gmail.com", "of b")]
    assert told(world, world.head) == []


def test_N12_an_answer_from_another_program(world: World) -> None:
    since = world.head
    world.mail("b", out=True, to=("yamada@gmail.com",), answers=("a",))
    assert told(world, since) == [(NewsKind.OUTSIDE, "", "of b")]


def test_N12_a_colleagues_reply_is_told_once_with_the_words_of_its_copy(world: World) -> None:
    since = world.head
    world.reply(SUZUKI, "a", R1)
    assert told(world, since) == [(NewsKind.ANSWER, "suzuki", "")]
    world.mail("copy", out=True, to=("yamada@gmail.com",), answers=("a",), message_id=str(R1))
    assert told(world, since) == [(NewsKind.ANSWER, "suzuki", "of copy")]


def test_N13_sent_unchecked_is_told_as_what_it_was(world: World) -> None:
    since = world.head
    world.do(SUZUKI, e.SentUnchecked(message_id=R1, to=()), on="a")
    world.do(SUZUKI, e.SendDone(message_id=R1), on="a")
    assert told(world, since) == [(NewsKind.UNCHECKED, "suzuki", "")]


def test_N12_calls_and_the_shape_and_standing_of_the_case(world: World) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    since = world.head
    call = e.PhoneLogged(incoming=True, reached=True, with_whom="山田様", text="急ぎ\nとのこと")
    for body in (call, e.Merged(other="b"), e.Split(mails=("b",)), e.Closed(), e.Reopened()):
        world.do(SUZUKI, body, on="a")
        assert world.verdict.accepted, body
    assert told(world, since) == [
        (NewsKind.CALL, "suzuki", "急ぎ とのこと"),
        (NewsKind.MERGED, "suzuki", ""),
        (NewsKind.SPLIT, "suzuki", ""),
        (NewsKind.CLOSED, "suzuki", ""),
        (NewsKind.REOPENED, "suzuki", ""),
    ]


def test_N12_what_is_no_news(world: World) -> None:
    """My own doings, notes, automatic mail, history, and what was refused."""
    since = world.head
    world.do(SATO, e.PhoneLogged(incoming=True, reached=True, with_whom="", text="x"), on="a")
    world.do(SUZUKI, e.NoteAdded(text="x"), on="a")
    world.do(NOVICE, e.SendBegun(message_id=R1, token="no", to=()), on="a")
    world.mail("b", answers=("a",), automatic=Automatic.REPLY)
    world.mail("c", answers=("a",), history=True)
    world.do(TANAKA, e.Reopened(), on="a")
    assert not world.verdict.accepted
    assert told(world, since) == []


def test_N12_whatever_makes_a_reply_stale_is_told(world: World) -> None:
    """Each kind of event that changes content leaves something to show."""
    world.mail("b", "b@gmail.com", subject="別件")
    for body in (
        e.PhoneLogged(incoming=True, reached=False, with_whom="", text=""),
        e.Merged(other="b"),
        e.Split(mails=("b",)),
        e.Closed(),
        e.Reopened(),
    ):
        since, before = world.head, world.case("a").content
        world.do(SUZUKI, body, on="a")
        changed = world.case("a").content != before or world.case("a").closed
        assert changed == bool(news(world, since)), body


def test_first_words_are_one_short_line() -> None:
    assert in_one_line("  one\n\n two\tthree ") == "one two three"
    assert in_one_line("あ" * 500) == "あ" * (LONGEST - 1) + "…"
    assert in_one_line(BLANK) == ""


def test_nothing_before_the_first_position_is_lost(world: World) -> None:
    assert [one.kind for one in news(world, START)] == [NewsKind.MAIL]
