# ruff: noqa: D102 - the Replica port says what it needs by its names
"""The three ports of the journal: where its messages lie, where checkpoints lie, what a desk keeps.

A journal is an IMAP folder, a file on this PC, in tests a list in memory. What a desk keeps of it
is ``mailroom.store.journal.replica``, in the simulator dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mailroom.domain.changes import Changes
from mailroom.domain.events import Event
from mailroom.domain.people import Team
from mailroom.domain.position import Position
from mailroom.domain.query import Standing
from mailroom.domain.records.replica import Alarm, Cursor, Identity, Page, Waiting
from mailroom.domain.records.snapshot import Snapshot
from mailroom.domain.verdicts import Verdict
from mailroom.ids import EventId, PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalMessage:
    """A message as it lies in the journal; ``internaldate`` is when it was taken in."""

    uid: int
    raw: bytes
    internaldate: datetime


class Journal(Protocol):
    """One totally ordered log. Errors are those of ``mailroom.errors``."""

    def uidvalidity(self) -> int:
        """Return which journal this is; 0 while there is none yet.

        Positions mean something only within one of them (rule 33).
        """
        ...

    def uidnext(self) -> int:
        """Return the UID that the next message gets, as of ``uidvalidity``; 0 if it is not told.

        To be asked right behind that: it means nothing to a cursor that moved in between.
        """
        ...

    def read_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield the messages above ``uid`` in order; a failed fetch raises, it never skips."""
        ...

    def marked_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield the messages above ``uid`` whose subject says that they may change the key.

        Others may be among them: only a seal is believed.
        """
        ...

    def append(self, raw: bytes) -> int | None:
        """Add a message and return its UID if it is told.

        After ``Disconnected`` or ``TimedOut`` it is unknown whether it was added.

        Raises:
            FolderMissing: it was there before and is gone: not ours to replace (rule 33).
        """
        ...

    def make(self) -> None:
        """Create the folder if it is gone: a lead rebuilds (rule 33)."""
        ...

    def uids(self) -> frozenset[int]:
        """Return the UIDs of all messages there are."""
        ...

    def remove(self, uids: Iterable[int]) -> None:
        """Delete messages for good; those that are gone already do not matter."""
        ...

    def wait_for_change(self, seconds: float) -> bool:
        """Wait until something may have been added; return whether that is so."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfMessage:
    """A part of a checkpoint as it lies on the shelf."""

    uid: int
    raw: bytes


class Shelf(Protocol):
    """Where checkpoints lie, each as one or more messages. A cache, never authority."""

    def uids(self) -> tuple[int, ...]:
        """Return the UIDs of what lies there, ascending."""
        ...

    def newest(self) -> Iterator[ShelfMessage]:
        """Yield what lies there, the newest first, fetched as it is asked for."""
        ...

    def add(self, parts: Iterable[bytes]) -> None:
        """Put messages there; makes the shelf if there is none."""
        ...

    def remove(self, uids: Iterable[int]) -> None:
        """Delete messages for good; those that are gone already do not matter."""
        ...


class Replica(Protocol):
    """What this desk keeps of the journal. Every method is one transaction, or safe to cut off."""

    # where this desk is
    def cursor(self) -> Cursor: ...
    def identity(self) -> Identity: ...
    def set_team(self, team: str, key: bytes) -> None: ...
    def enter(self, uidvalidity: int, epoch: int = 1, uid: int = 0) -> None:
        """Go on reading above ``uid`` of this folder in this epoch; head and chain stay."""
        ...

    def renew_incarnation(self) -> None:
        """Take a fresh name for this copy: another one speaks under the old one (rule 2)."""
        ...

    def alarm(self) -> tuple[Alarm, str]: ...
    def raise_alarm(self, alarm: Alarm, detail: str) -> Changes: ...
    def end_alarm(self, alarm: Alarm) -> Changes: ...

    # what was read
    def chain_at(self, position: Position) -> str | None: ...
    def floor(self) -> Position:
        """Return the head of the last snapshot restored: ``chain_at`` knows what is above."""
        ...

    def last_seqs(self) -> dict[str, int]: ...
    def journal_uids(self) -> frozenset[int]:
        """Return the messages of this epoch read here and above the compaction line (rule 34)."""
        ...

    def knows(self, events: Iterable[EventId]) -> frozenset[EventId]:
        """Return those that wait here or were judged here; announced mail counts."""
        ...

    def verdict(self, event: EventId) -> tuple[Standing, Verdict | None]: ...
    def team_row(self) -> Team | None: ...
    def is_lead(self, person: PersonId) -> bool: ...

    # what is to be said
    def append_pending(self, events: Iterable[Event]) -> Changes: ...
    def pending_batch(self, limit: int) -> tuple[Waiting, ...]: ...
    def mark_on_wire(self, events: Iterable[EventId]) -> None: ...

    # taking in
    def confirm(self, page: Page) -> Changes:
        """Take in a stretch; raises ``CursorMoved`` if another process was quicker."""
        ...

    def snapshot(self) -> Snapshot: ...
    def restore(self, snapshot: Snapshot) -> Changes:
        """Make this the confirmed state; what it lacks is asked again before what waits."""
        ...

    def load_rest(self) -> Changes:
        """Bring in what ``restore`` left for later, if there is anything."""
        ...

    def refold(self) -> Changes:
        """Fold what is kept of the journal once more, from the last snapshot restored."""
        ...
