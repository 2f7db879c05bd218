"""A desk with real files and a line to a journal, in memory or on a server."""

import json
from itertools import count
from pathlib import Path

from mailroom.clock import Clock
from mailroom.domain.events import (
    Body,
    Claimed,
    DeskJoined,
    Event,
    MailArrived,
    MemberSet,
    NoteAdded,
    TeamFounded,
)
from mailroom.domain.mails import MailFacts
from mailroom.domain.people import Desk, Member, Role
from mailroom.domain.records.journal_events import KeyRotated
from mailroom.domain.records.record import from_plain
from mailroom.domain.records.replica import Alarm
from mailroom.domain.state import Entry
from mailroom.ids import DeskId, EventId, MailKey, PersonId, mail_arrived_id
from mailroom.journal.port import Shelf
from mailroom.journal.replicate import Replicator
from mailroom.store.store import Store
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.server_folder import ServerFolder

Folder = MemoryFolder | ServerFolder

_NUMBERS = count(1)


class TestDesk:
    """One installation; the person is called like the desk."""

    __test__ = False

    def __init__(
        self,
        path: Path,
        name: str,
        folder: MemoryFolder,
        clock: Clock,
        shelf: Shelf | None = None,
    ) -> None:
        self.name = name
        self.person = PersonId(name)
        self.clock = clock
        self.path = path
        self.shelf = shelf
        self.line = folder.desk()
        self.start()

    def start(self) -> None:
        """Begin from the files, as after a crash."""
        self.store = Store.open(self.path, self.clock)
        self.replica = self.store.replica
        self.replicator = Replicator(
            replica=self.replica,
            journal=self.line,
            desk=DeskId(self.name),
            clock=self.clock,
            shelf=self.shelf,
        )

    def restart(self) -> None:
        """Crash and begin again: what was in memory is gone."""
        self.store.close()
        self.start()

    def ask(self, body: Body, on: str | None = None, requires: EventId | None = None) -> EventId:
        """Queue an event of this desk."""
        event = Event(
            id=EventId(f"{self.name}-{next(_NUMBERS)}"),
            by=self.person,
            desk=DeskId(self.name),
            body=body,
            anchor=None if on is None else MailKey(on),
            basis=self.store.replica.cursor().head,
            requires=requires,
            made_at=self.clock.now(),
        )
        self.store.replica.append_pending([event])
        return event.id

    def announce(self, mail: MailFacts) -> None:
        """Queue the announcement of a mail."""
        event = Event(
            id=mail_arrived_id(mail.key),
            by=PersonId(""),
            desk=DeskId(self.name),
            body=MailArrived(mail=mail),
            made_at=self.clock.now(),
        )
        self.store.replica.append_pending([event])

    def found(self, *others: str) -> None:
        """Found the team, with these members besides."""
        lead = Member(id=self.person, name=self.name, role=Role.LEAD)
        self.ask(TeamFounded(name="サポート", lead=lead))
        self.join()
        for other in others:
            self.ask(MemberSet(member=Member(id=PersonId(other), name=other)))
        self.sync()

    def join(self) -> None:
        """Make this desk known."""
        desk = Desk(id=DeskId(self.name), name=self.name, person=self.person)
        self.ask(DeskJoined(joined=desk))

    def claim(self, on: str) -> EventId:
        """Ask for a lock."""
        return self.ask(Claimed(), on=on)

    def note(self, text: str, on: str) -> EventId:
        """Write a note."""
        return self.ask(NoteAdded(text=text), on=on)

    def jot(self, on: str) -> EventId:
        """Write some note."""
        return self.note("x", on=on)

    def rotate_key(self, key: str) -> EventId:
        """Give the team another key."""
        return self.ask(KeyRotated(key=key))

    def compact(self, *, at_once: bool = False) -> None:
        """Write a checkpoint and say so."""
        self.replicator.compact(self.person, at_once=at_once)

    def rebuild(self) -> None:
        """Begin the order anew, as a lead."""
        self.replicator.rebuild(self.person, "壊れたため")

    def sync(self) -> None:
        """Pull, then push until nothing waits (or nothing may be pushed)."""
        self.replicator.pull()
        before = -1
        while self.pending and self.pending != before:
            before = self.pending
            self.replicator.push()

    @property
    def pending(self) -> int:
        """Return how many events wait."""
        return self.store.replica.pending_count()

    @property
    def chain(self) -> str:
        """Return the state hash."""
        return self.store.replica.cursor().chain

    def accepted(self, event: EventId) -> bool | None:
        """Return whether an event of ours was accepted; None while it is only asked."""
        standing, verdict = self.store.replica.verdict(event)
        return None if standing.value == "asked" or verdict is None else verdict.accepted

    @property
    def alarm(self) -> Alarm:
        """Return what is wrong with the journal here."""
        return self.replica.alarm()[0]

    def notes(self) -> set[str]:
        """Return the words of all accepted notes."""
        bodies = [entry.event.body for entry in self.entries() if entry.verdict.accepted]
        return {body.text for body in bodies if isinstance(body, NoteAdded)}

    def entries(self) -> list[Entry]:
        """Return the judged events, in order."""
        texts = self.replica.snapshot().rows.get(Entry.__name__, ())
        entries = [from_plain(Entry, json.loads(text)) for text in texts]
        return sorted(entries, key=lambda entry: entry.position)


def say(desk: TestDesk, *words: str) -> None:
    """Write notes, a message each."""
    for word in words:
        desk.note(word, on="m")
        desk.sync()


def settle(*desks: TestDesk) -> None:
    """Let everybody read and write until nothing moves."""
    for _ in range(3):
        for desk in desks:
            desk.sync()


def assert_one_truth(*desks: TestDesk) -> None:
    """Same state, nothing waiting, no alarm."""
    assert len({desk.chain for desk in desks}) == 1
    assert {desk.pending for desk in desks} == {0}
    assert {desk.alarm for desk in desks} == {Alarm.NONE}
    assert len({desk.replica.snapshot().digest for desk in desks}) == 1
