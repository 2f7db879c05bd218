"""Which mails are marked for colleagues in other programs (rule 36)."""

from __future__ import annotations

import pytest

from mailroom.domain.events import Closed, Reopened, TeamFounded
from mailroom.domain.mails import Automatic
from mailroom.domain.marking import Mark, marks_of
from mailroom.domain.people import Member, Role
from mailroom.domain.state import Entry
from tests.unit.domain.world import SATO, TANAKA, World, facts

ANSWERED, SEEN = frozenset({Mark.ANSWERED}), frozenset({Mark.SEEN})


@pytest.fixture
def world() -> World:
    return World.founded()


def last_entry(world: World) -> Entry:
    found = world.state.entry(world.log[-1].event.id)
    assert found is not None
    return found


def test_rule_36_a_reply_answers_the_last_word_until_its_copy_says_what_it_names(world: World):
    world.mail("a")
    world.mail("b", answers=("a",), subject="Re: 返品について")
    world.mail("c", answers=("b",), subject="Re: 返品について", automatic=Automatic.REPLY)
    world.reply(SATO, "a")
    done = last_entry(world)
    assert marks_of(world.state, done) == {"b": ANSWERED}
    copy = facts("copy", out=True, message_id="<reply@shop>", answers=("a",), sent_at=world.now)
    world.announce(copy)
    assert marks_of(world.state, done) == {"a": ANSWERED}


def test_rule_36_done_mail_is_seen_and_what_comes_later_is_not(world: World):
    world.mail("a")
    world.do(SATO, Closed(), on="a")
    closed = last_entry(world)
    assert marks_of(world.state, closed) == {"a": SEEN}
    world.mail("b", answers=("a",), subject="Re: 返品について")  # opens the case again
    assert marks_of(world.state, closed) == {}
    world.do(SATO, Closed(), on="a")
    assert marks_of(world.state, closed) == {"a": SEEN}
    assert marks_of(world.state, last_entry(world)) == {"a": SEEN, "b": SEEN}


def test_rule_36_a_reply_that_ends_the_case_does_both(world: World):
    world.mail("a")
    world.reply(SATO, "a", close_after=True)
    assert marks_of(world.state, last_entry(world)) == {"a": ANSWERED | SEEN}


def test_rule_36_a_closing_taken_back_marks_nothing(world: World):
    world.mail("a")
    world.do(SATO, Closed(), on="a")
    closed = last_entry(world)
    world.do(SATO, Reopened(), on="a")
    assert marks_of(world.state, closed) == {}


@pytest.mark.parametrize("answer", [False, True])
def test_rule_36_the_teams_consent_is_said_at_its_founding(answer: bool):
    world = World()
    lead = Member(id=TANAKA.person, name="田中", role=Role.LEAD)
    world.do(TANAKA, TeamFounded(name="サポート", lead=lead, mark_mail=answer))
    world.do(TANAKA, TeamFounded(name="サポート", lead=lead, mark_mail=not answer))
    team = world.state.team()
    assert team is not None
    assert team.mark_mail is answer
