"""A desk with real files and a line to a journal in memory."""

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
from mailroom.ids import DeskId, EventId, MailKey, PersonId, mail_arrived_id
from mailroom.journal.replicate import Replicator
from mailroom.store.store import Store
from tests.fakes.memory_folder import MemoryFolder

_NUMBERS = count(1)


class TestDesk:
    """One installation; the person is called like the desk."""

    __test__ = False

    def __init__(self, path: Path, name: str, folder: MemoryFolder, clock: Clock) -> None:
        self.name = name
        self.person = PersonId(name)
        self.clock = clock
        self.store = Store.open(path, clock)
        self.line = folder.desk()
        self.replicator = Replicator(
            replica=self.store.replica, journal=self.line, desk=DeskId(name), clock=clock
        )

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
