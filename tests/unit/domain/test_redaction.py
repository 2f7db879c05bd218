"""Blanked words: gone from every row, and no rule or hash notices (design section 4)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from mailroom.domain.commands import Redact
from mailroom.domain.dict_state import DictState
from mailroom.domain.escalations.escalation import AnswerKind, EscalationKind, EscalationState
from mailroom.domain.events import (
    Body,
    CaseOpened,
    Closed,
    EscalationAdded,
    EscalationAnswered,
    EscalationWithdrawn,
    HandedBack,
    InternalBegun,
    InternalFailed,
    Labelled,
    NoteAdded,
    PhoneLogged,
    Placed,
    PolicySet,
    SendFailed,
    TakenOver,
)
from mailroom.domain.fold import apply
from mailroom.domain.overlay import Overlay
from mailroom.domain.people import Seat
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.records.journal_events import Redacted
from mailroom.domain.records.record import canonical
from mailroom.domain.records.recording import Recording, chain, digest_rows
from mailroom.domain.rules import decide
from mailroom.domain.verdicts import Reason
from mailroom.domain.words import BLANK, blanked, may_hold_words
from mailroom.ids import EscalationId, EventId, LabelId, MessageId
from tests.unit.domain.journals import journals
from tests.unit.domain.world import NOVICE, SATO, SUZUKI, TANAKA, World

SECRET = "山田様は入院中"


@pytest.fixture
def world() -> World:
    world = World.founded()
    world.mail("a")
    return world


def redact(world: World, event: EventId, seat: Seat = TANAKA) -> None:
    world.do(seat, Redacted(event=event, reason="本人の求め"))


def everything(world: World) -> str:
    state = world.state
    assert isinstance(state, DictState)
    return "".join(canonical(row) for row in state.rows())


SECRETS: dict[str, Body] = {
    "note": NoteAdded(text=SECRET),
    "phone": PhoneLogged(incoming=True, reached=True, with_whom=SECRET, text=SECRET, number=SECRET),
    "case by phone": CaseOpened(subject="電話", phone=SECRET, text=SECRET),
    "failure": SendFailed(message_id=MessageId("<x>"), code=550, detail=SECRET),
    "policy": PolicySet(policy=DEFAULT_POLICY, reason=SECRET),
}


@pytest.mark.parametrize("name", SECRETS)
def test_words_are_gone_from_every_row(world: World, name: str) -> None:
    event = world.do(TANAKA, SECRETS[name], on=None if name == "policy" else "a")
    assert world.verdict.accepted
    assert SECRET in everything(world)
    redact(world, event)
    assert world.verdict.accepted
    assert SECRET not in everything(world)
    assert BLANK in canonical(world.state.entry(event))


def test_words_of_a_refused_event_go_too(world: World) -> None:
    event = world.do(SATO, NoteAdded(text=SECRET), on="nowhere")
    assert world.reason is Reason.UNKNOWN_ANCHOR
    redact(world, event, SATO)
    assert SECRET not in everything(world)
    assert world.state.entry(event).verdict.reason is Reason.UNKNOWN_ANCHOR


def test_a_reason_that_a_rule_wanted_is_still_there_when_folded_again(world: World) -> None:
    token = world.claim(SATO, "a")
    event = world.do(TANAKA, TakenOver(token=token, reason=SECRET), on="a")
    redact(world, event)
    assert SECRET not in everything(world)
    again = World()
    for placed in world.log:
        again.again(blanked(placed.event))
    assert again.case("a").claim == world.case("a").claim


def test_an_escalation_forgets_what_it_was_told(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.TAKE_OVER, to=SUZUKI)
    asked = world.log[-1].event.body
    said: list[tuple[Seat, Body]] = [
        (SATO, EscalationAdded(escalation=escalation, text=SECRET)),
        (
            SUZUKI,
            EscalationAnswered(
                escalation=escalation, kind=AnswerKind.BUSY, words=SECRET, by="鈴木", how=SECRET
            ),
        ),
        (
            SUZUKI,
            InternalBegun(
                escalation=escalation, step="request", attempt=1, message_id=MessageId("<i>")
            ),
        ),
        (
            SUZUKI,
            InternalFailed(escalation=escalation, step="request", attempt=1, detail=SECRET),
        ),
        (SUZUKI, HandedBack(escalation=escalation, instruction=SECRET)),
        (SATO, EscalationAdded(escalation=escalation, text=SECRET)),
    ]
    events = [world.do(seat, body, on="a") for seat, body in said]
    for event in (escalation, *events):
        if may_hold_words(type(world.state.entry(EventId(event)).event.body)):
            redact(world, EventId(event))
            assert world.verdict.accepted
    assert SECRET not in everything(world)
    row = world.escalation(escalation)
    assert asked.form.request not in everything(world)
    assert row.form == replace(asked.form, request=BLANK)  # whom, what kind, how urgent: kept
    assert [one.words for one in row.answers] == [BLANK, BLANK]
    assert row.state is EscalationState.ANSWERED


def test_only_the_words_of_that_event_go(world: World) -> None:
    escalation = world.escalate(SATO, "a", EscalationKind.CHECK)
    first = world.do(SATO, EscalationAdded(escalation=escalation, text=SECRET), on="a")
    world.do(SATO, EscalationAdded(escalation=escalation, text="金額は 3 万円"), on="a")
    redact(world, first)
    row = world.escalation(escalation)
    assert [one.text for one in row.added] == [BLANK, "金額は 3 万円"]
    assert row.form.request == "返金してよいですか"


def test_withdrawal_of_an_escalation_nobody_knows(world: World) -> None:
    body = EscalationWithdrawn(escalation=EscalationId("none"), reason=SECRET)
    redact(world, world.do(SATO, body, on="a"))
    assert SECRET not in everything(world)


def test_its_author_or_a_lead_may_blank_words(world: World) -> None:
    event = world.do(NOVICE, NoteAdded(text=SECRET), on="a")
    redact(world, event, SATO)
    assert world.reason is Reason.NOT_LEAD
    assert world.verdict.who == NOVICE.person
    redact(world, event, Seat(person=SATO.person, desk=NOVICE.desk))
    assert world.reason is Reason.NOT_LEAD
    redact(world, event, NOVICE)
    assert world.verdict.accepted
    redact(world, event, TANAKA)
    assert world.verdict.accepted  # nothing is left to blank, and that is no ground to refuse


def test_there_must_be_words(world: World) -> None:
    redact(world, EventId("never seen"))
    assert world.reason is Reason.INVALID
    redact(world, world.do(SATO, Closed(), on="a"))
    assert world.reason is Reason.INVALID
    redact(world, world.do(SATO, Labelled(label=LabelId("返品")), on="a"))
    assert world.reason is Reason.INVALID


def test_ids_and_addresses_stay(world: World) -> None:
    for placed in world.log:
        before, after = placed.event, blanked(placed.event)
        assert (after.id, after.by, after.desk, after.anchor) == (
            before.id,
            before.by,
            before.desk,
            before.anchor,
        )
    mail = world.log[-1].event
    assert blanked(mail) is mail


def test_the_command_blanks_what_is_still_on_its_way(world: World) -> None:
    event = world.do(SATO, NoteAdded(text=SECRET), on="a")
    view = Overlay(world.state)
    [asked] = decide(view, Redact(event=event, reason="誤記"), SATO, world.now)
    assert asked.body == Redacted(event=event, reason="誤記")


Change = Callable[[Placed], Placed]


def folded(journal: list[Placed], change: Change) -> tuple[str, list[object]]:
    recording = Recording(DictState())
    head, verdicts = "", []
    for placed in map(change, journal):
        verdict = apply(recording, placed)
        head = chain(head, placed.event.id, verdict, digest_rows(recording.take()))
        verdicts.append(verdict)
    return head, verdicts


@given(journals())
def test_a_journal_without_its_words_folds_to_the_same_hash(journal: list[Placed]) -> None:
    """I1 holds between desks of which one has already blanked the words on its disk."""
    journal = [*journal, *redactions(journal)]
    assert folded(journal, lambda one: one) == folded(
        journal, lambda one: replace(one, event=blanked(one.event))
    )


def redactions(journal: list[Placed]) -> list[Placed]:
    """Return what a lead would write to blank everything."""
    last = journal[-1]
    body = world_event(journal)
    return [
        Placed(
            event=replace(body, id=EventId(f"redacted-{n}"), body=Redacted(event=placed.event.id)),
            position=last.position._replace(uid=last.position.uid + n),
            time=last.time + timedelta(minutes=n),
        )
        for n, placed in enumerate(journal, start=1)
    ]


def world_event(journal: list[Placed]) -> object:
    return replace(
        journal[0].event, by=TANAKA.person, desk=TANAKA.desk, anchor=None, requires=None, basis=None
    )
