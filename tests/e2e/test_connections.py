"""A server with few connections: whole desks share them, ask now and then, and say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.cases import CaseStatus
from mailroom.domain.commands import AddNote, ClaimCase
from mailroom.domain.query import CaseQuery, View
from mailroom.errors import LimitReached
from mailroom.practice.personas import ONE_CONNECTION, TWO_CONNECTIONS, Persona
from mailroom.service import connections, profiles
from mailroom.service.handle import OutcomeKind
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office
from tests.fakes.servers import SERVERS, running
from tests.guards import ExpectLog

Eventually = Callable[..., None]


@pytest.fixture(params=SERVERS)
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def open_rooms(
    home: Path, monkeypatch: pytest.MonkeyPatch, kind: str, eventually: Eventually
) -> Iterator[Callable[[Persona], tuple[Office, Room, Room]]]:
    """Give two desks with their threads on a server of this persona."""
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setattr(connections, "ASK_SECONDS", 0.2)  # seconds, not a quarter of a minute
    with ExitStack() as stack:

        def start(persona: Persona) -> tuple[Office, Room, Room]:
            office = Office(stack.enter_context(running(kind, persona)))
            monkeypatch.setenv("MAILROOM_PASSWORD", office.password)
            for name, person in (("a", "田中"), ("b", "佐藤")):
                join = partial(office.join, name, person)
                eventually(lambda join=join: _is_let_in(join), what="joined")
            clock = SystemClock()
            rooms = [
                stack.enter_context(Room.open(profiles.load(name), clock=clock))
                for name in ("a", "b")
            ]
            for room in rooms:
                room.start()
            return office, rooms[0], rooms[1]

        yield start


def _is_let_in(work: Callable[[], object]) -> bool:
    """Say whether there was a connection left; Dovecot counts one for a moment after its end."""
    try:
        work()
    except (LimitReached, AssertionError):  # a command has failed
        return False
    return True


def subjects(room: Room) -> set[str]:
    return {row.case.subject for row in rows(room)}


def rows(room: Room) -> list:
    return room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL)))


@pytest.mark.parametrize("persona", [ONE_CONNECTION, TWO_CONNECTIONS], ids=lambda one: one.name)
def test_two_desks_share_few_connections(
    open_rooms: Callable[[Persona], tuple[Office, Room, Room]],
    persona: Persona,
    eventually: Eventually,
    expect_log: ExpectLog,
):
    expect_log("outbox failed: LimitReached", maybe=True)  # it waits, as for any server
    expect_log("is not filed: LimitReached", maybe=True)  # and so does the copy in Sent
    office, a, b = open_rooms(persona)
    eventually(lambda: _is_let_in(lambda: office.write("help")), what="mail sent")
    for room in (a, b):
        eventually(lambda room=room: subjects(room) == {"help"}, within=60, what="mail came")

    [case] = [row.case.id for row in rows(a)]
    claimed = a.do(ClaimCase(case=case))
    assert a.wait(claimed, 60).kind is OutcomeKind.ACCEPTED
    noted = b.do(AddNote(case=case, text="見ました"))
    assert b.wait(noted, 60).kind is OutcomeKind.ACCEPTED
    eventually(lambda: rows(b)[0].holder is not None, within=60, what="B sees the lock")

    detail = a.reads.detail(case)
    assert detail is not None
    parcel = a.outbox.queue(Reply(case=case, text="ok", shown=detail.seen, undo_seconds=0))
    eventually(
        lambda: rows(b)[0].case.status is CaseStatus.WAITING_CUSTOMER,
        within=60,
        what="B sees the reply",
    )
    assert a.wait_sent(parcel, 60)
    assert len(office.server.sink.received) == 1
    for room in (a, b):
        eventually(lambda room=room: room.reads.health().polling, within=60, what="it says so")
