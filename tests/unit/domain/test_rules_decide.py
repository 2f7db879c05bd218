"""From commands to events: what can be known before asking is said at once."""

from datetime import timedelta

import pytest

from mailroom.domain import commands as ask
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind
from mailroom.domain.events import (
    Claimed,
    ClaimRenewed,
    Escalated,
    EscalationAnswered,
    Merged,
    NoteAdded,
    TakenOver,
)
from mailroom.domain.overlay import Overlay
from mailroom.domain.people import Presence
from mailroom.domain.rules import CommandRefused, decide, foresee
from mailroom.domain.verdicts import Reason
from mailroom.errors import RuleBroken
from mailroom.ids import CaseId, MailKey
from tests.unit.domain.world import SATO, SUZUKI, TANAKA, World, form


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def refusal(world: World, command: ask.Command) -> Reason:
    with pytest.raises(RuleBroken) as broken:
        decide(world.state, command, SATO, world.now)
    assert isinstance(broken.value, CommandRefused)
    assert broken.value.verdict.reason is broken.value.reason
    return broken.value.reason


def test_an_event_carries_who_where_and_what_was_shown(world: World) -> None:
    shown = world.head
    note = ask.AddNote(case=world.case("a").id, shown=shown, text="メモ")
    [event] = decide(world.state, note, SATO, world.now)
    assert (event.by, event.desk, event.basis) == (SATO.person, SATO.desk, shown)
    assert (event.anchor, event.body) == (MailKey("a"), NoteAdded(text="メモ"))
    [again] = decide(world.state, note, SATO, world.now)
    assert again.id != event.id


def test_deciding_changes_nothing(world: World) -> None:
    state = world.state
    assert isinstance(state, DictState)
    before = tuple(state.rows())
    decide(state, ask.ClaimCase(case=world.case("a").id), SATO, world.now)
    assert tuple(state.rows()) == before


def test_what_is_refused_already_is_said_at_once(world: World) -> None:
    case = world.case("a").id
    shown = world.head
    world.claim(SUZUKI, "a")
    world.mail("b", answers=("a",))
    assert refusal(world, ask.ClaimCase(case=case)) is Reason.HELD
    assert refusal(world, ask.Close(case=case, shown=shown)) is Reason.HELD
    assert refusal(world, ask.ReleaseCase(case=case)) is Reason.NOT_HOLDER
    assert refusal(world, ask.Assign(case=CaseId("none"), person=None)) is Reason.UNKNOWN_ANCHOR
    assert refusal(world, ask.TakeOver(case=case, reason="急ぎ")) is Reason.NOT_LEAD


def test_the_holder_only_renews(world: World) -> None:
    case = world.case("a").id
    [claimed] = decide(world.state, ask.ClaimCase(case=case), SATO, world.now)
    assert claimed.body == Claimed()
    world.again(claimed)
    [renewed] = decide(world.state, ask.ClaimCase(case=case), SATO, world.now)
    assert renewed.body == ClaimRenewed(token=claimed.id)


def test_take_over_names_the_lock_on_screen(world: World) -> None:
    token = world.claim(SATO, "a")
    command = ask.TakeOver(case=world.case("a").id, reason="急ぎ")
    [event] = decide(world.state, command, TANAKA, world.now)
    assert event.body == TakenOver(token=token, reason="急ぎ")


def test_rule_24_commands_follow_merges(world: World) -> None:
    old = world.mail("b", "b@gmail.com", subject="別件").id
    world.do(SATO, Merged(other=MailKey("b")), on="a")
    [event] = decide(world.state, ask.AddNote(case=old, text="x"), SATO, world.now)
    world.again(event)
    assert world.state.entry(event.id).anchor == MailKey("a")


def test_moving_the_only_mail_is_a_merge(world: World) -> None:
    world.mail("b", "b@gmail.com", subject="別件")
    command = ask.MoveMail(case=world.case("b").id, mail=MailKey("b"), to=world.case("a").id)
    [event] = decide(world.state, command, SATO, world.now)
    assert event.body == Merged(other=MailKey("b"))
    world.again(event)
    assert world.case("b").id == world.case("a").id


def test_a_case_by_phone_is_known_by_its_event(world: World) -> None:
    command = ask.OpenCase(subject="納期の問い合わせ", contact_name="山田様")
    [event] = decide(world.state, command, SATO, world.now)
    world.again(event)
    assert world.case(f"event:{event.id}").subject == "納期の問い合わせ"


def test_escalating_brings_a_fresh_token(world: World) -> None:
    command = ask.Escalate(case=world.case("a").id, form=form(EscalationKind.CHECK))
    [one] = decide(world.state, command, SATO, world.now)
    [other] = decide(world.state, command, SATO, world.now)
    assert isinstance(one.body, Escalated)
    assert isinstance(other.body, Escalated)
    assert one.body.token != other.body.token


def test_events_still_waiting_count_as_made(world: World) -> None:
    """Pending events lie in an overlay; the next command is decided on top of them."""
    view = Overlay(world.state)
    case = world.case("a").id
    [opened] = decide(view, ask.OpenCase(subject="電話"), SATO, world.now)
    foreseen = foresee(view, (opened,), world.now)
    assert [verdict.accepted for verdict in foreseen] == [True]
    assert view.changed_rows() == ()
    [spoken] = decide(
        view,
        ask.SetPresence(person=SATO.person, presence=Presence.BUSY),
        SATO,
        world.now - timedelta(days=1),  # a clock that goes wrong
    )
    assert spoken.anchor is None
    assert decide(view, ask.AddNote(case=case, text="x"), SATO, world.now)


def test_a_spoken_answer_is_an_event_like_any_other(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.APPROVE)
    command = ask.AnswerEscalation(
        case=world.case("a").id,
        escalation=escalation,
        kind=AnswerKind.APPROVE,
        words="いいですよ",
        by="佐藤課長",
        spoken=True,
        how="phone",
    )
    [event] = decide(world.state, command, SATO, world.now)
    assert isinstance(event.body, EscalationAnswered)
    assert event.body.spoken
    assert world.again(event).accepted
