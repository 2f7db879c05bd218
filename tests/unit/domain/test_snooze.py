"""保留: until a time or a mail, with words for when the case is back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailroom.domain.cases import CaseStatus
from mailroom.domain.course import wake_timer
from mailroom.domain.events import Closed, Event, Merged, Snoozed, Woken
from mailroom.domain.mails import Automatic
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.times.clock_events import Promised
from mailroom.domain.undo import compensation
from mailroom.domain.verdicts import Reason
from mailroom.domain.words import BLANK
from mailroom.ids import MailKey
from tests.unit.domain.world import SATO, TANAKA, World


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def test_until_a_mail_comes_no_timer_ends_it(world: World) -> None:
    world.do(SATO, Snoozed(), on="a")
    case = world.case("a")
    assert case.status is CaseStatus.SNOOZED
    assert case.snoozed_until is None
    assert case.due is None
    world.wait(days=400)
    timer = wake_timer(case.id, world.now)
    world.do(None, Woken(timer=True), on="a", event_id=timer)
    assert world.reason is Reason.NOT_STANDING
    world.mail("auto", answers=("a",), automatic=Automatic.REPLY)
    assert world.case("a").status is CaseStatus.SNOOZED
    world.mail("b", answers=("a",))
    assert world.case("a").status is CaseStatus.NEW


def test_words_are_there_when_a_mail_brings_it_back(world: World) -> None:
    event = world.do(SATO, Snoozed(note="型番を聞いたら在庫を見る"), on="a")
    world.mail("b", answers=("a",))
    back = world.case("a").back
    assert back is not None
    assert (back.event, back.by) == (event, SATO.person)


def test_words_are_there_when_its_time_has_come_until_somebody_answers(world: World) -> None:
    until = world.now + timedelta(hours=2)
    event = world.do(SATO, Snoozed(until=until, note="電話する"), on="a")
    assert world.case("a").back is None
    world.wait(hours=2)
    timer = wake_timer(world.case("a").id, until)
    world.do(None, Woken(timer=True), on="a", event_id=timer)
    assert world.case("a").back.event == event
    world.reply(SATO, "a")
    assert world.case("a").back is None


@pytest.mark.parametrize("end", [Closed(), Snoozed(note="もう一度")])
def test_words_are_over_with_what_somebody_decides(world: World, end: Closed | Snoozed) -> None:
    world.do(SATO, Snoozed(note="電話する"), on="a")
    world.mail("b", answers=("a",))
    world.do(SATO, end, on="a")
    assert world.verdict.accepted
    assert world.case("a").back is None


def test_without_words_nothing_is_shown_afterwards(world: World) -> None:
    world.do(SATO, Snoozed(), on="a")
    world.mail("b", answers=("a",))
    assert world.case("a").back is None


def test_who_ends_it_or_takes_it_back_needs_no_reminder(world: World) -> None:
    event = world.do(SATO, Snoozed(note="電話する"), on="a")
    world.do(SATO, Woken(undoes=event), on="a")
    assert world.verdict.accepted
    assert (world.case("a").rest, world.case("a").back) == (None, None)


def test_undo_of_a_rest_without_end_is_offered(world: World) -> None:
    event = world.do(SATO, Snoozed(), on="a")
    made = Event(
        id=event,
        by=SATO.person,
        desk=SATO.desk,
        body=Snoozed(),
        anchor=MailKey("a"),
        made_at=world.now,
    )
    assert compensation(world.state, made) == (MailKey("a"), Woken(undoes=event))


def test_a_promise_forbids_a_rest_without_end_and_ends_one(world: World) -> None:
    world.do(SATO, Snoozed(), on="a")
    world.do(SATO, Promised(at=world.now + timedelta(days=30), text="折り返し"), on="a")
    assert world.case("a").rest is None
    world.do(SATO, Snoozed(), on="a")
    assert world.reason is Reason.OPEN_PROMISE


def test_merging_what_waits_for_us_wakes_the_rest(world: World) -> None:
    world.do(SATO, Snoozed(), on="a")
    other = world.mail("x", sender="x@else.example", subject="別の件")
    world.do(SATO, Merged(other=other.anchor), on="a")
    assert world.case("a").rest is None


def test_its_words_can_be_blanked(world: World) -> None:
    event = world.do(SATO, Snoozed(note="入院中とのこと"), on="a")
    world.do(TANAKA, Redacted(event=event, reason="本人の求め"))
    assert world.state.entry(event).event.body.note == BLANK
    world.mail("b", answers=("a",))
    assert world.case("a").back is not None
