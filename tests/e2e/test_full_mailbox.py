"""The server takes no message of ours, for whatever reason: customers' mail comes all the same.

What this desk has to say waits, is shown, and goes out when the server takes it (section 4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.changes import Changes
from mailroom.domain.commands import AddNote, Snooze
from mailroom.domain.query import CaseQuery, Connection, Space, View
from mailroom.errors import QuotaFull
from mailroom.journal import checkpoint, upkeep
from mailroom.journal.upkeep import Chore
from mailroom.practice.faults import Act
from mailroom.service import profiles
from mailroom.service.founding import Founder
from mailroom.service.room import Room
from tests.e2e.office import Office, run
from tests.fakes.skipping_clock import SkippingClock

FULL = "[OVERQUOTA] full"
REFUSALS = [FULL, "[NOPERM] not today", "[UNAVAILABLE] come back later", "[LIMIT] too large"]
LATER = 1e9  # monotonic seconds, behind every wait


def refuse(office: Office, answer: str = FULL, *, times: int = 9_999) -> None:
    """Let the server take no message of ours, from now on."""
    office.server.server.faults.at("APPEND", Act.NO, text=answer, times=times)


def take(office: Office) -> None:
    """Let it take them again."""
    office.server.server.faults.clear()


def subjects(room: Room) -> set[str]:
    """Return what is shown."""
    reads = room.reads
    return {row.case.subject for row in reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))}


def turn(room: Room) -> None:
    """Let the engine do what is due, as its thread would."""
    room.sync_now()
    room._engine.ask(room._engine._work)


@pytest.fixture
def new_room(practice_office: Office, clock: SkippingClock) -> Iterator[Room]:
    """A desk that founded the team and has done nothing since."""
    practice_office.join("a", "田中")
    with Room.open(profiles.load("a"), clock=clock) as room:
        yield room


@pytest.fixture
def room(new_room: Room, practice_office: Office) -> Room:
    """A desk with one case; all old mail is announced."""
    practice_office.write("first")
    new_room.sync_once()
    return new_room


@pytest.mark.parametrize("answer", REFUSALS)
@pytest.mark.parametrize("pending", [True, False], ids=["something to say", "nothing to say"])
def test_mail_comes_and_is_shown(room: Room, practice_office: Office, answer: str, pending: bool):
    if pending:
        only = room.reads.case_ids(CaseQuery(view=View.ALL))[0]
        room.do(AddNote(case=only, text="waits"))
    refuse(practice_office, answer)
    practice_office.write("second")
    turn(room)
    assert subjects(room) == {"first", "second"}
    practice_office.write("third")
    turn(room)
    assert subjects(room) == {"first", "second", "third"}

    health = room.reads.health()
    assert health.pending
    assert health.problem is not None
    expected = Connection.ONLINE if answer == FULL else Connection.OFFLINE
    assert health.connection is expected
    assert (health.space is Space.FULL) is (answer == FULL)

    take(practice_office)
    turn(room)
    health = room.reads.health()
    assert (health.pending, health.problem, health.connection) == (0, None, Connection.ONLINE)
    assert health.space is not Space.FULL


def test_with_threads_nothing_rests(
    room: Room, practice_office: Office, eventually: Callable[..., None]
):
    problems: list[object] = []
    refuse(practice_office)
    room.start(problems.append)
    for subject in ("second", "third"):
        practice_office.write(subject)
        eventually(lambda: subject in subjects(room), what=subject)  # noqa: B023 - called at once
    take(practice_office)
    room.sync_once()
    assert room.reads.health().pending == 0
    assert problems == []


@pytest.mark.parametrize("answer", REFUSALS)
def test_the_first_sync_brings_all_mail(new_room: Room, practice_office: Office, answer: str):
    """Neither old mail, which is announced in batches, nor present mail waits."""
    for number in range(3):
        practice_office.write(f"mail {number}")
    refuse(practice_office, answer)
    ledger = new_room.sync_once()
    assert (ledger.server, ledger.imported) == (3, 3)
    assert len(subjects(new_room)) == 3
    waiting = new_room.reads.health().pending
    turn(new_room)
    assert new_room.reads.health().pending == waiting  # nothing is said twice
    take(practice_office)
    new_room.sync_once()
    assert new_room.reads.health().pending == 0


def test_the_present_begins_without_a_founding_record(
    practice_office: Office, monkeypatch: pytest.MonkeyPatch
):
    """The desk died between the founding and the record of its mailbox."""
    with monkeypatch.context() as dying:
        dying.setattr(Founder, "ensure_mailbox", lambda self: None)
        practice_office.join("a", "田中")
    practice_office.write("old")
    refuse(practice_office)
    with Room.open(profiles.load("a"), clock=SystemClock()) as room:
        assert room.sync_once().imported == 1
        practice_office.write("new")
        room.sync_once()
        assert subjects(room) == {"new"}  # an import of old mail waits
        take(practice_office)
        room.sync_once()
        assert room.reads.health().pending == 0
        assert subjects(room) == {"new", "old"}
        assert len(room._parts.store.reads.mailboxes()) == 1


def test_sync_brings_the_mail_and_says_what_waits(practice_office: Office):
    practice_office.join("a", "田中")
    practice_office.write("first")
    run("sync", "--profile", "a")
    practice_office.write("second")
    refuse(practice_office)
    ran = run("sync", "--profile", "a")
    assert ran.code == 1
    assert "full" in ran.err
    assert "2" in ran.last
    assert "second" in run("cases", "--profile", "a").out
    take(practice_office)
    assert run("sync", "--profile", "a").code == 0


def test_a_snooze_that_ends_stops_nothing(
    room: Room, practice_office: Office, clock: SkippingClock
):
    only = room.reads.case_ids(CaseQuery(view=View.ALL))[0]
    room.do(Snooze(case=only, until=clock.now() + timedelta(minutes=1)))
    room.sync_once()
    clock.ahead += timedelta(minutes=2)
    refuse(practice_office)
    practice_office.write("second")
    turn(room)
    assert room.reads.health().pending
    assert room.reads.health().last_sync is not None
    assert "second" in subjects(room)


def test_what_others_said_is_shown_though_ours_is_refused(room: Room, practice_office: Office):
    """What was sent before and refused is looked for first: what that brings must be told."""
    practice_office.join("b", "佐藤")
    only = room.reads.case_ids(CaseQuery(view=View.ALL))[0]
    room.do(AddNote(case=only, text="waits"))
    refuse(practice_office, times=1)
    turn(room)  # it has been on the wire
    done = run("do", "--profile", "b", "note", "1", "--text", "from the other desk")
    assert done.code == 0, done.err
    told: list[Changes] = []
    room.bus.subscribe(told.append)
    refuse(practice_office)
    turn(room)
    assert any(only in changes.cases for changes in told)


def test_what_was_read_before_the_line_was_cut_is_shown(
    room: Room, practice_office: Office, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("mailroom.journal.reading.MESSAGES_PER_PAGE", 1)
    practice_office.join("b", "佐藤")
    for text in ("one", "two", "three"):
        assert run("do", "--profile", "b", "note", "1", "--text", text).code == 0
    told: list[Changes] = []
    room.bus.subscribe(told.append)
    replica, confirm = room._parts.store.replica, room._parts.store.replica.confirm
    pages: list[object] = []

    def cut(page: object) -> Changes:
        if len(pages) == 2:
            raise QuotaFull("", "stands for anything that ends the reading")
        pages.append(page)
        return confirm(page)

    monkeypatch.setattr(replica, "confirm", cut)
    with pytest.raises(QuotaFull):
        room._engine.exchange_once()
    only = room.reads.case_ids(CaseQuery(view=View.ALL))[0]
    assert any(only in changes.cases for changes in told)


# --- the record looks after itself ---------------------------------------------------------------


@pytest.fixture
def desks(practice_office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Room, Room]]:
    """A lead who may delete what a checkpoint holds, and a member who has not read it yet."""
    monkeypatch.setattr(upkeep, "FEWEST_WHEN_LOW", 2)
    monkeypatch.setattr(checkpoint, "_SLICE", 200)  # a checkpoint has many parts
    practice_office.join("sato", "佐藤")
    practice_office.join("suzuki", "鈴木")
    practice_office.write("first")
    run("sync", "--profile", "sato")
    run("sync", "--profile", "suzuki")
    with (
        Room.open(profiles.load("sato"), clock=SystemClock()) as lead,
        Room.open(profiles.load("suzuki"), clock=SystemClock()) as member,
    ):
        for text in "abc":
            lead.do(AddNote(case=lead.reads.case_ids(CaseQuery(view=View.ALL))[0], text=text))
            lead.sync_once()
        lead._health.tell_space(Space.LOW, 1)
        assert chore(lead) is Chore.COMPACT_AT_ONCE
        lead._health.tell_space(Space.UNKNOWN, None)
        yield lead, member


def chore(room: Room, now: float = LATER) -> Chore | None:
    engine = room._engine
    return engine.ask(lambda: engine._upkeep.turn(now))


def test_a_desk_takes_a_checkpoint_though_what_it_says_is_refused(
    desks: tuple[Room, Room], practice_office: Office
):
    lead, member = desks
    assert chore(lead, LATER + 1) is Chore.SWEEP
    only = member.reads.case_ids(CaseQuery(view=View.ALL))[0]
    member.do(AddNote(case=only, text="waits"))
    refuse(practice_office)
    practice_office.write("second")
    member.sync_once()
    assert member.state_hash() == lead.state_hash()
    assert "second" in subjects(member)


def test_a_full_mailbox_is_swept_though_something_waits(
    desks: tuple[Room, Room], practice_office: Office
):
    lead, _ = desks
    refuse(practice_office)
    lead.do(AddNote(case=lead.reads.case_ids(CaseQuery(view=View.ALL))[0], text="waits"))
    assert chore(lead, LATER + 1) is None  # people come first, while there may be room
    turn(lead)
    assert lead.reads.health().space is Space.FULL
    assert chore(lead, LATER + 1) is Chore.SWEEP


@pytest.mark.parametrize("answer", REFUSALS)
def test_a_refused_checkpoint_stops_nothing(
    desks: tuple[Room, Room], practice_office: Office, answer: str, monkeypatch: pytest.MonkeyPatch
):
    lead, _ = desks
    assert chore(lead, LATER + 1) is Chore.SWEEP
    monkeypatch.setattr(upkeep, "MESSAGES_PER_CHECKPOINT", 1)
    lead.do(AddNote(case=lead.reads.case_ids(CaseQuery(view=View.ALL))[0], text="d"))
    lead.sync_once()
    refuse(practice_office, answer)
    assert chore(lead, LATER + 2) is None
