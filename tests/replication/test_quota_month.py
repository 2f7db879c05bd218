"""Design section 4: nine people, sixty mails a day each, a mailbox of 60 MB, and a month.

Customers' mail comes first: not one is refused for lack of room. The journal is the real one, with
the messages and checkpoints that a server would hold; what a desk keeps is in dictionaries.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

import pytest

from mailroom.domain.events import (
    Assigned,
    Body,
    Claimed,
    Closed,
    DeskJoined,
    Event,
    MailArrived,
    MemberSet,
    NoteAdded,
    Released,
    TeamFounded,
)
from mailroom.domain.people import Desk, Member, Role
from mailroom.domain.query import Space
from mailroom.domain.records.replica import Alarm
from mailroom.domain.records.space import space_of
from mailroom.errors import QuotaFull
from mailroom.ids import DeskId, EventId, MailKey, PersonId, digest, mail_arrived_id
from mailroom.journal import upkeep
from mailroom.journal.replicate import Replicator
from mailroom.journal.upkeep import Chore
from tests.fakes.dict_replica import DictReplica
from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_folder import MemoryFolder
from tests.fakes.memory_shelf import MemoryShelf
from tests.unit.domain.world import facts

MB = 1024 * 1024
LIMIT = 60 * MB
CUSTOMERS_AT_NIGHT = 22 * MB  # what the team keeps of old mail, when it tidies up
MEDIAN_MAIL = 12_000
LOOK_MINUTES = 10
TEXTS = (
    "お客様より折り返しの電話を希望。14時以降に携帯へ。",
    "倉庫に確認中。明日の午前に返事が来る予定です。",
    "同じ注文番号で先週もお問い合わせあり。交換品は発送済み。",
)


@dataclass
class Mailbox:
    """What the server counts."""

    folder: MemoryFolder
    shelf: MemoryShelf
    customers: deque[int] = field(default_factory=deque)
    held: int = 0  # bytes of customers' mail
    journal: int = 0
    refused: int = 0
    peak: int = 0
    peak_journal: int = 0

    def __post_init__(self) -> None:
        add, expunge = self.folder.add, self.folder.expunge

        def adding(raw: bytes, internaldate: datetime | None = None) -> int:
            self.make_room(len(raw))
            self.journal += len(raw)
            self.peak_journal = max(self.peak_journal, self.journal)
            return add(raw, internaldate)

        self.folder.add = adding  # type: ignore[method-assign]
        self.folder.expunge = self._expunge  # type: ignore[method-assign]
        self.shelf.on_add = lambda raw: self.make_room(len(raw))
        assert expunge is not None

    def _expunge(self, uid: int) -> None:
        raise AssertionError("one by one is too slow here")

    def remove(self, uids: frozenset[int]) -> None:
        """Delete messages of the journal."""
        kept = [message for message in self.folder.messages if message.uid not in uids]
        self.folder.last = max(self.folder.last, self.folder.uidnext - 1)
        self.folder.messages = kept
        self.journal = sum(len(message.raw) for message in kept)

    @property
    def used(self) -> int:
        return self.held + self.journal + sum(len(m.raw) for m in self.shelf.messages)

    def make_room(self, size: int) -> None:
        if self.used + size > LIMIT:
            raise QuotaFull("memory", "over quota")
        self.peak = max(self.peak, self.used + size)

    def deliver(self, size: int) -> None:
        """A customer writes."""
        try:
            self.make_room(size)
        except QuotaFull:
            self.refused += 1
            return
        self.customers.append(size)
        self.held += size

    def tidy(self) -> None:
        """The team deletes and moves away its oldest mail."""
        while self.held > CUSTOMERS_AT_NIGHT:
            self.held -= self.customers.popleft()


class Seat:
    """A desk at which several people act, which makes no difference to the journal."""

    def __init__(self, name: str, people: list[str], box: Mailbox, clock: HandClock) -> None:
        self.desk = DeskId(digest(name)[:16])
        self.people = [PersonId(digest(one)[:16]) for one in people]
        self.clock = clock
        self.replica = DictReplica(digest("incarnation", name)[:16])
        line = box.folder.desk()
        line.remove = lambda uids: box.remove(frozenset(uids))  # type: ignore[method-assign]
        self.replicator = Replicator(
            replica=self.replica, journal=line, desk=self.desk, clock=clock, shelf=box.shelf
        )
        self._numbers = iter(range(10**9))

    def say(self, *bodies: Body, on: str | None = None, by: PersonId | None = None) -> None:
        """Ask for something, and wait until it is seen."""
        self.replica.append_pending(
            Event(
                id=self._id(body),
                by=PersonId("") if isinstance(body, MailArrived) else by or self.people[0],
                desk=self.desk,
                body=body,
                anchor=None if on is None else MailKey(on),
                basis=self.replica.cursor().head,
                made_at=self.clock.now(),
            )
            for body in bodies
        )
        while self.replica.pending:
            self.replicator.push()

    def _id(self, body: Body) -> EventId:
        if isinstance(body, MailArrived):
            return mail_arrived_id(body.mail.key)
        return EventId(digest(self.desk, str(next(self._numbers))))


def found(box: Mailbox, clock: HandClock) -> list[Seat]:
    """Nine people at three desks; the first person is the lead."""
    names = [f"person {n}" for n in range(9)]
    seats = [Seat(f"desk {n}", names[n::3], box, clock) for n in range(3)]
    lead = Member(id=seats[0].people[0], name=names[0], role=Role.LEAD)
    seats[0].say(TeamFounded(name="サポート", lead=lead))
    others = [person for seat in seats for person in seat.people if person != lead.id]
    seats[0].say(*(MemberSet(member=Member(id=one, name=one)) for one in others))
    for seat in seats:
        seat.replicator.pull()
        seat.say(DeskJoined(joined=Desk(id=seat.desk, name=seat.desk, person=seat.people[0])))
    return seats


def mail_sizes(rnd: Random) -> Iterator[int]:
    """Yield sizes as customers' mail has them: most small, some with a picture."""
    while True:
        yield min(1_500_000, int(rnd.lognormvariate(math.log(MEDIAN_MAIL), 1.1)))


@dataclass
class Month:
    """Runs the days and counts."""

    box: Mailbox
    clock: HandClock
    seats: list[Seat]
    rnd: Random
    done: Counter[Chore] = field(default_factory=Counter)
    waited: int = 0  # chores for which there was no room at once
    held_back: int = 0  # actions that had to wait, because room was low
    actions: int = 0
    looked_at: datetime | None = None

    def day(self, mails: int, sizes: Iterator[int]) -> None:
        """Nine hours of work, then somebody tidies up."""
        for _ in range(mails):
            self.clock.move(minutes=9 * 60 / mails)
            self.box.deliver(next(sizes))
            self._handle(digest("mail", str(self.rnd.random())))
            self._look_after()
        self.box.tidy()
        self.clock.move(hours=15)

    def _handle(self, key: str) -> None:
        seat = self.rnd.choice(self.seats)
        seat.say(MailArrived(mail=facts(key, subject=f"ご注文 {key[:6]} について")))
        person = self.rnd.choice(seat.people)
        for body in (
            Claimed(),
            Assigned(person=person),
            NoteAdded(text=self.rnd.choice(TEXTS)),
            Released(token=EventId(key)),
            Closed(),
        ):
            low = self.space is not Space.PLENTY
            if low and isinstance(body, Assigned | NoteAdded | Closed):
                self.held_back += 1  # rule: only claims, sends and answers are written
                continue
            seat.say(body, on=key, by=person)
            self.actions += 1

    @property
    def space(self) -> Space:
        return space_of(self.box.used, LIMIT)

    def _look_after(self) -> None:
        now = self.clock.now()
        if self.looked_at and (now - self.looked_at).total_seconds() < LOOK_MINUTES * 60:
            return
        self.looked_at = now
        seat = self.seats[0]
        seat.replicator.pull()
        low = self.space is not Space.PLENTY
        for _ in range(3):
            chore = seat.replicator.chore(seat.people[0], low=low)
            if chore is None:
                return
            try:
                seat.replicator.do_chore(chore, seat.people[0])
            except QuotaFull:
                self.waited += 1
                return
            self.done[chore] += 1


@pytest.mark.timeout(3600)
def test_a_month_on_a_small_mailbox(soak: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Issue 3, shown done by (5). The short version is two days, with checkpoints more often."""
    rnd = Random(3)
    clock = HandClock()
    box = Mailbox(MemoryFolder(clock), MemoryShelf())
    if not soak:
        monkeypatch.setattr(upkeep, "MESSAGES_PER_CHECKPOINT", 300)
    month = Month(box, clock, found(box, clock), rnd)
    sizes = mail_sizes(rnd)
    while box.held < CUSTOMERS_AT_NIGHT:
        box.deliver(next(sizes))
    days, mails = (22, 540) if soak else (2, 90)
    for _ in range(days):
        month.day(mails, sizes)
    for seat in month.seats:
        seat.replicator.pull()
    assert box.refused == 0
    assert len({seat.replica.cursor().chain for seat in month.seats}) == 1
    assert {seat.replica.alarm()[0] for seat in month.seats} == {Alarm.NONE}
    assert month.done[Chore.COMPACT] + month.done[Chore.COMPACT_AT_ONCE] > 0
    shelf = sum(len(message.raw) for message in box.shelf.messages)
    sys.stdout.write(
        f"\n{days} days, {days * mails} mails, {month.actions} actions, 0 mails refused;"
        f" peak {box.peak / MB:.1f} of 60 MB, journal at most {box.peak_journal / MB:.1f} MB,"
        f" now {box.journal / MB:.1f} MB, checkpoint {shelf / MB:.1f} MB;"
        f" {dict(month.done)}, {month.waited} waited, {month.held_back} actions held back\n"
    )
