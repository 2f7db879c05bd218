"""A desk at rest: its connections, how it hears of mail, what it knows of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.changes import Changes
from mailroom.domain.commands import AddNote, ClaimCase, OpenCase
from mailroom.domain.query import CaseQuery, Space, View
from mailroom.errors import RuleBroken
from mailroom.practice.personas import MODERN, Persona
from mailroom.service import connections, profiles
from mailroom.service.room import OutcomeKind, Room
from mailroom.store.mailbox.mails import StoredMail
from tests.e2e.office import Office
from tests.fakes.servers import PracticeMail, running

Start = Callable[[Persona], tuple[Office, Room]]

NO_NOTIFY = Persona(name="no notify", without=frozenset({"NOTIFY"}))
NEITHER = Persona(name="neither", without=frozenset({"NOTIFY", "IDLE"}))


@pytest.fixture
def start(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start a desk with its threads on a practice server of this persona."""
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    monkeypatch.setenv("LANG", "C")
    with ExitStack() as stack:

        def started(persona: Persona) -> tuple[Office, Room]:
            office = Office(stack.enter_context(running("practice", persona)))
            monkeypatch.setenv("MAILROOM_PASSWORD", office.password)
            office.join("a", "田中")
            room = stack.enter_context(Room.open(profiles.load("a"), clock=SystemClock()))
            room.start()
            return office, room

        yield started


def cases(room: Room) -> list:
    return room.reads.case_ids(CaseQuery(view=View.ALL))


def logins(office: Office) -> int:
    assert isinstance(office.server, PracticeMail)
    return office.server.server.logins(office.user)


@pytest.mark.parametrize(("persona", "expected"), [(MODERN, 1), (NO_NOTIFY, 2), (NEITHER, 1)])
def test_a_desk_takes_the_connections_it_needs(
    start: Start,
    eventually: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    persona: Persona,
    expected: int,
):
    monkeypatch.setattr(connections, "POLL_SECONDS", (0.1, 0.2))
    office, room = start(persona)
    for number in (1, 2):
        office.write(f"mail {number}", sender=f"c{number}@shop.example")
        eventually(lambda number=number: len(cases(room)) == number, within=60)
    eventually(lambda: logins(office) == expected, what=f"{expected} connections")
    assert room.reads.health().polling is (persona is NEITHER)


@pytest.mark.parametrize("persona", [MODERN, NO_NOTIFY])
def test_mail_that_comes_while_another_is_kept_is_seen(
    start: Start,
    eventually: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    persona: Persona,
):
    """INBOX is open then, and the server tells of it in another way than of watched folders."""
    office, room = start(persona)
    office.write("mail 0")
    eventually(lambda: len(cases(room)) == 1, within=60)  # the desk is at rest
    store, keep = room._parts.store, room._parts.store.keep_mails
    second = iter(["mail 2"])

    def keep_and_write(mails: Sequence[StoredMail]) -> Changes:
        for subject in second:
            office.write(subject)
        return keep(mails)

    monkeypatch.setattr(store, "keep_mails", keep_and_write)
    office.write("mail 1")
    eventually(lambda: len(cases(room)) == 3)


def test_a_team_above_four_desks_asks_instead(
    start: Start, eventually: Callable[..., None], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "ASK_SECONDS", 0.2)
    monkeypatch.setattr(connections, "DESKS_WITH_TWO", 0)
    office, room = start(NO_NOTIFY)
    office.write("help")
    eventually(lambda: cases(room), within=60)
    eventually(lambda: logins(office) == 1)
    assert not room.reads.health().polling  # that is how it should be, nothing to say


def test_the_clock_is_compared_at_each_push(start: Start, eventually: Callable[..., None]):
    _, room = start(MODERN)
    asked = room.do(OpenCase(subject="電話の件"))
    assert room.wait(asked, 60).kind is OutcomeKind.ACCEPTED
    eventually(lambda: room.reads.health().clock_offset is not None)
    offset = room.reads.health().clock_offset
    assert offset is not None
    assert -30 < offset < 30


def test_a_mailbox_that_fills_up_takes_what_answers_customers_only(
    start: Start, eventually: Callable[..., None]
):
    office, room = start(Persona(name="small", quota=3_000_000))
    office.write("help")
    eventually(lambda: cases(room), within=60)
    eventually(lambda: room.reads.health().space is Space.LOW)
    [case] = cases(room)
    with pytest.raises(RuleBroken) as refused:
        room.do(AddNote(case=case, text="x"))
    assert refused.value.reason is Space.LOW
    assert room.wait(room.do(ClaimCase(case=case)), 60).kind is OutcomeKind.ACCEPTED
