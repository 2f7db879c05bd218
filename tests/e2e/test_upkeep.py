"""A lead's desk looks after the record by itself, one step at a time, after people's actions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.query import Space
from mailroom.domain.records.replica import Alarm
from mailroom.errors import QuotaFull
from mailroom.journal import upkeep
from mailroom.journal.upkeep import Chore
from mailroom.service import profiles
from mailroom.service.line import JOURNAL_FOLDER
from mailroom.service.room import Room
from mailroom.service.upkeep import AGAIN_SECONDS, LOOK_SECONDS
from tests.e2e.office import Office, run

LATER = 1e9  # monotonic seconds, behind every wait


@pytest.fixture
def rooms(practice_office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Room, Room]]:
    """Rooms of a lead and of a member, without threads; five actions lie in the journal."""
    monkeypatch.setattr(upkeep, "MESSAGES_PER_CHECKPOINT", 4)
    practice_office.join("sato", "佐藤")
    practice_office.join("suzuki", "鈴木")
    practice_office.write("壊れた")
    run("sync", "--profile", "sato")
    for word in "abc":
        assert run("do", "--profile", "sato", "note", "1", "--text", word).code == 0
    clock = SystemClock()
    with (
        Room.open(profiles.load("sato"), clock=clock) as lead,
        Room.open(profiles.load("suzuki"), clock=clock) as member,
    ):
        for room in (lead, member):
            room.sync_once()
        yield lead, member


def turn(room: Room, now: float = LATER) -> Chore | None:
    """Let the engine look once."""
    engine = room._engine
    return engine.ask(lambda: engine._upkeep.turn(now))


def test_only_a_leads_desk_and_only_now_and_then(rooms: tuple[Room, Room]) -> None:
    lead, member = rooms
    assert turn(member) is None
    assert turn(lead, now=0) is None  # right after the start people want their mail
    assert turn(lead) is Chore.COMPACT
    assert turn(lead) is None
    assert turn(lead, LATER + LOOK_SECONDS - 1) is None
    assert lead.journal.report().compacted is not None


def test_people_come_first(rooms: tuple[Room, Room], monkeypatch: pytest.MonkeyPatch) -> None:
    lead, _ = rooms
    monkeypatch.setattr(lead._parts.store, "has_pending", lambda: True)
    assert turn(lead) is None
    monkeypatch.undo()


def test_when_room_is_low_it_deletes_at_once(
    rooms: tuple[Room, Room], practice_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, member = rooms
    monkeypatch.setattr(upkeep, "FEWEST_WHEN_LOW", 2)
    lead._health.tell_space(Space.LOW, 1)
    assert turn(lead) is Chore.COMPACT_AT_ONCE
    assert turn(lead, LATER + 1) is Chore.SWEEP
    with practice_office.server.connect(practice_office.user) as client:
        client.select(client.resolve(JOURNAL_FOLDER))
        assert len(client.uids_from()) <= 3
    member.sync_once()
    assert member.reads.health().alarm is Alarm.NONE
    assert member.state_hash() == lead.state_hash()


def test_without_room_for_a_checkpoint_it_tries_later(
    rooms: tuple[Room, Room], monkeypatch: pytest.MonkeyPatch
) -> None:
    lead, _ = rooms

    def refuse(*_: object) -> None:
        raise QuotaFull("mail.example", "over quota")

    replicator = lead._engine.ask(lambda: lead._engine.line.replicator)
    monkeypatch.setattr(replicator, "do_chore", refuse)
    assert turn(lead) is None
    monkeypatch.undo()
    assert turn(lead, LATER + AGAIN_SECONDS - 1) is None


def test_a_loss_is_covered(rooms: tuple[Room, Room], practice_office: Office) -> None:
    """Rule 34: what somebody expunged, a lead's desk has, and puts on the shelf."""
    lead, member = rooms
    with practice_office.server.connect(practice_office.user) as client:
        client.select(client.resolve(JOURNAL_FOLDER), readonly=False)
        client.expunge([client.uids_from()[-2]])
    assert turn(member) is None
    assert member.reads.health().alarm is Alarm.EXPUNGED
    assert turn(lead) is Chore.COMPACT
    for room in (lead, member):
        turn(room, LATER + LOOK_SECONDS + 1)
        assert room.reads.health().alarm is Alarm.NONE
