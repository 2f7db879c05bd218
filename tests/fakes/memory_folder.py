"""A journal in memory for several desks, with the accidents that a real folder has."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mailroom.clock import Clock
from mailroom.errors import Disconnected, FolderMissing
from mailroom.journal.codec import MARK
from mailroom.journal.port import JournalMessage


@dataclass
class MemoryFolder:
    """The folder on the server; each desk talks to it through a ``desk()`` of its own.

    Attributes:
        gone: the folder is missing; ``make`` creates another one.
    """

    clock: Clock
    messages: list[JournalMessage] = field(default_factory=list)
    uidvalidity: int = 1
    gone: bool = False
    last: int = 0  # UIDs are never used again

    @property
    def uidnext(self) -> int:
        """Return the UID that the next message gets."""
        newest = self.messages[-1].uid if self.messages else 0
        return max(self.last, newest) + 1

    def add(self, raw: bytes, internaldate: datetime | None = None) -> int:
        """Store a message as the server would; also for messages that nobody of us wrote."""
        uid = self.last = self.uidnext
        date = internaldate or self.clock.now()
        self.messages.append(JournalMessage(uid=uid, raw=raw, internaldate=date))
        return uid

    def expunge(self, uid: int) -> None:
        """Delete a message behind everybody's back."""
        self.messages = [message for message in self.messages if message.uid != uid]

    def replace(self, messages: Iterable[JournalMessage] = ()) -> None:
        """Become another folder of the same name: what the server does when it loses track."""
        self.uidvalidity += 1
        self.messages, self.last = [], 0
        for message in messages:
            self.add(message.raw, message.internaldate)

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
        on_remove: called before each message is deleted; may raise.
    """

    folder: MemoryFolder
    lose_before: int = 0
    lose_after: int = 0
    twice: int = 0
    appended: int = 0
    on_read: Callable[[JournalMessage], None] | None = None
    on_remove: Callable[[int], None] | None = None

    def uidvalidity(self) -> int:
        """Return the folder's, or 0 while it is missing."""
        return 0 if self.folder.gone else self.folder.uidvalidity

    def uidnext(self) -> int:
        """Return the folder's."""
        return self.folder.uidnext

    def marked_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield what says in its subject that it may change the key."""
        found = [one for one in self.folder.messages if one.uid > uid and MARK.encode() in one.raw]
        yield from found

    def uids(self) -> frozenset[int]:
        """Return what is there."""
        return frozenset(message.uid for message in self.folder.messages)

    def remove(self, uids: Iterable[int]) -> None:
        """Delete messages, one after the other; ``on_remove`` may cut it off."""
        for uid in sorted(uids):
            if self.on_remove:
                self.on_remove(uid)
            self.folder.expunge(uid)

    def make(self) -> None:
        """Create the folder if it is gone."""
        if self.folder.gone:
            self.folder.gone = False
            self.folder.replace()

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
        if self.folder.gone:
            raise FolderMissing("memory", "Journal")
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
