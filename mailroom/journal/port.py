"""What a journal is to the rest: messages in one order that only grows.

An IMAP folder, a file on this PC, in tests a list in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


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

    def read_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield the messages above ``uid`` in order; a failed fetch raises, it never skips."""
        ...

    def append(self, raw: bytes) -> int | None:
        """Add a message and return its UID if it is told.

        After ``Disconnected`` or ``TimedOut`` it is unknown whether it was added.
        """
        ...

    def wait_for_change(self, seconds: float) -> bool:
        """Wait until something may have been added; return whether that is so."""
        ...
