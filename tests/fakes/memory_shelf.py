"""Checkpoints in memory for several desks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mailroom.journal.port import ShelfMessage


@dataclass
class MemoryShelf:
    """The folder of checkpoints on the server.

    Attributes:
        on_add: called before each part is stored; may raise.
        on_read: called before each part is handed out; may raise.
        garble: changes what is stored, as a broken server or disk would.
    """

    messages: list[ShelfMessage] = field(default_factory=list)
    on_add: Callable[[bytes], None] | None = None
    on_read: Callable[[ShelfMessage], None] | None = None
    garble: Callable[[bytes], bytes] | None = None
    _last: int = 0

    def uids(self) -> tuple[int, ...]:
        """Return what is there."""
        return tuple(message.uid for message in self.messages)

    def newest(self) -> Iterator[ShelfMessage]:
        """Yield the parts, the newest first."""
        for message in reversed(list(self.messages)):
            if self.on_read:
                self.on_read(message)
            yield message

    def add(self, parts: Iterable[bytes]) -> None:
        """Store parts one by one, as they come."""
        for raw in parts:
            if self.on_add:
                self.on_add(raw)
            self._last += 1
            stored = self.garble(raw) if self.garble else raw
            self.messages.append(ShelfMessage(uid=self._last, raw=stored))

    def remove(self, uids: Iterable[int]) -> None:
        """Delete parts."""
        gone = frozenset(uids)
        self.messages = [message for message in self.messages if message.uid not in gone]
