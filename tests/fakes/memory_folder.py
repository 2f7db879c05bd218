"""A journal in memory for several desks, with the accidents that a real folder has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mailroom.clock import Clock
from mailroom.errors import Disconnected
from mailroom.journal.port import JournalMessage


@dataclass
class MemoryFolder:
    """The folder on the server; each desk talks to it through a ``desk()`` of its own."""

    clock: Clock
    messages: list[JournalMessage] = field(default_factory=list)
    uidvalidity: int = 1

    def add(self, raw: bytes, internaldate: datetime | None = None) -> int:
        """Store a message as the server would; also for messages that nobody of us wrote."""
        uid = self.messages[-1].uid + 1 if self.messages else 1
        date = internaldate or self.clock.now()
        self.messages.append(JournalMessage(uid=uid, raw=raw, internaldate=date))
        return uid

    def expunge(self, uid: int) -> None:
        """Delete a message behind everybody's back."""
        self.messages = [message for message in self.messages if message.uid != uid]

    def desk(self) -> "DeskLine":
        """Return a connection."""
        return DeskLine(self)


@dataclass
class DeskLine:
    """One desk's connection: a ``Journal``. Set an accident and the next call has it.

    Attributes:
        lose_before: append fails and nothing was stored.
        lose_after: append stores, then the answer is lost.
        twice: append stores two copies.
        on_read: called before each message is handed out; may raise.
    """

    folder: MemoryFolder
    lose_before: int = 0
    lose_after: int = 0
    twice: int = 0
    appended: int = 0
    on_read: Callable[[JournalMessage], None] | None = None

    def uidvalidity(self) -> int:
        """Return the folder's, or 0 while there is nothing in it."""
        return self.folder.uidvalidity if self.folder.messages else 0

    def read_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield the messages above ``uid``."""
        for message in list(self.folder.messages):
            if message.uid > uid:
                if self.on_read:
                    self.on_read(message)
                yield message

    def append(self, raw: bytes) -> int | None:
        """Store a message, accidents permitting."""
        self.appended += 1
        if self.lose_before:
            self.lose_before -= 1
            raise Disconnected("memory")
        uid = self.folder.add(raw)
        if self.twice:
            self.twice -= 1
            self.folder.add(raw)
        if self.lose_after:
            self.lose_after -= 1
            raise Disconnected("memory")
        return uid

    def wait_for_change(self, seconds: float) -> bool:
        """Return at once: in memory nothing is ever late."""
        return True
