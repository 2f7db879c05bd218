"""元に戻す: every undo names what it undoes and applies only while that still stands (rule 20)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mailroom.domain import commands as ask
from mailroom.domain.events import Body, NoteAdded, kind_of
from mailroom.domain.people import Seat
from mailroom.domain.rules import CommandRefused, decide
from mailroom.domain.undo import can_undo
from mailroom.domain.verdicts import Reason
from mailroom.ids import EventId, LabelId, MailKey
from tests.unit.domain.world import MORNING, SATO, SUZUKI, World

RETURN = LabelId("返品")


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    world.mail("b", answers=("a",))
    world.mail("c", "c@gmail.com", subject="別件")
    return world


def act(world: World, command: ask.Command, seat: Seat = SATO) -> EventId:
    """Do what a desk does: decide, append, fold."""
    [event] = decide(world.state, command, seat, world.now)
    assert world.again(event).accepted, world.verdict
    return event.id


def picture(world: World) -> dict[str, object]:
    return {
        key: (
            case.status,
            case.assignee,
            case.level,
            case.labels,
            case.closed,
            case.filtered,
            case.snoozed_until,
            case.waiting_since,
            case.due,
            case.mail_count,
        )
        for key in "abc"
        for case in [world.case(key)]
    }


def shown(world: World, key: str = "a") -> dict[str, object]:
    return {"case": world.case(key).id, "shown": world.head}


COMMANDS: dict[str, Callable[[World], ask.Command]] = {
    "assign": lambda w: ask.Assign(person=SATO.person, **shown(w)),
    "level": lambda w: ask.SetLevel(level=3, **shown(w)),
    "label": lambda w: ask.PutLabel(label=RETURN, **shown(w)),
    "close": lambda w: ask.Close(**shown(w)),
    "snooze": lambda w: ask.Snooze(until=MORNING + timedelta(days=9), **shown(w)),
    "filter": lambda w: ask.Filter(**shown(w)),
    "merge": lambda w: ask.Merge(other=w.case("c").id, **shown(w)),
    "split": lambda w: ask.SplitCase(mails=(MailKey("b"),), **shown(w)),
    "move": lambda w: ask.MoveMail(mail=MailKey("b"), to=w.case("c").id, **shown(w)),
}
SECOND: dict[str, tuple[str, Callable[[World], ask.Command]]] = {
    "unlabel": ("label", lambda w: ask.TakeLabel(label=RETURN, **shown(w))),
    "reopen": ("close", lambda w: ask.Reopen(**shown(w))),
    "restore": ("filter", lambda w: ask.Restore(**shown(w))),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_undo_puts_back_what_was(world: World, name: str) -> None:
    act(world, ask.ClaimCase(**shown(world)))  # touched and begun, so that only the act differs
    act(world, ask.ReleaseCase(**shown(world)))
    before = picture(world)
    done = act(world, COMMANDS[name](world))
    assert picture(world) != before
    act(world, ask.Undo(event=done))
    assert picture(world) == before


def test_rule_20_undo_brings_back_the_owner_and_the_level_of_before(world: World) -> None:
    act(world, ask.Assign(person=SUZUKI.person, **shown(world)))
    act(world, ask.SetLevel(level=2, **shown(world)))
    assigned = act(world, ask.Assign(person=SATO.person, **shown(world)))
    level = act(world, ask.SetLevel(level=4, **shown(world)))
    for event in (assigned, level):
        act(world, ask.Undo(event=event))
    assert (world.case("a").assignee, world.case("a").level) == (SUZUKI.person, 2)


@pytest.mark.parametrize("name", SECOND)
def test_undo_of_the_way_back(world: World, name: str) -> None:
    first, command = SECOND[name]
    act(world, COMMANDS[first](world))
    before = picture(world)["a"][:5]
    done = act(world, command(world))
    act(world, ask.Undo(event=done))
    assert picture(world)["a"][:5] == before


@pytest.mark.parametrize("name", [*COMMANDS, *SECOND])
def test_undo_twice_is_refused(world: World, name: str) -> None:
    if name in SECOND:
        first, command = SECOND[name]
        act(world, COMMANDS[first](world))
    else:
        command = COMMANDS[name]
    done = act(world, command(world))
    act(world, ask.Undo(event=done))
    with pytest.raises(CommandRefused) as refused:
        decide(world.state, ask.Undo(event=done), SATO, world.now)
    assert refused.value.reason in {Reason.NOT_STANDING, Reason.ALREADY, Reason.NOT_CLOSED}


def test_rule_20_undo_of_a_value_that_no_longer_stands(world: World) -> None:
    assigned = act(world, ask.Assign(person=SATO.person, **shown(world)))
    act(world, ask.Assign(person=SUZUKI.person, **shown(world)), SUZUKI)
    with pytest.raises(CommandRefused) as refused:
        decide(world.state, ask.Undo(event=assigned), SATO, world.now)
    assert refused.value.reason is Reason.NOT_STANDING
    assert world.case("a").assignee == SUZUKI.person


def test_rule_20_a_reply_of_the_customer_undoes_the_close_first(world: World) -> None:
    closed = act(world, ask.Close(**shown(world)))
    world.mail("d", answers=("a",))
    with pytest.raises(CommandRefused):
        decide(world.state, ask.Undo(event=closed), SATO, world.now)


def test_what_cannot_be_undone_says_so(world: World) -> None:
    note = world.do(SATO, NoteAdded(text="メモ"), on="a")
    assert not can_undo(NoteAdded(text="メモ"))
    for event in (note, EventId("never seen")):
        with pytest.raises(CommandRefused):
            decide(world.state, ask.Undo(event=event), SATO, world.now)


@pytest.mark.parametrize("name", COMMANDS)
def test_can_undo_agrees(world: World, name: str) -> None:
    [event] = decide(world.state, COMMANDS[name](world), SATO, world.now)
    body = event.body
    assert isinstance(body, Body)
    assert can_undo(body), kind_of(body)
