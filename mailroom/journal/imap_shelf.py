"""The shelf as a folder of the team's mailbox, beside the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from mailroom.errors import FolderMissing
from mailroom.journal.imap_chores import Chores, ChoresClient
from mailroom.journal.port import ShelfMessage

_SEEN = ("\\Seen",)


class ShelfClient(ChoresClient, Protocol):
    """What of an IMAP client a shelf needs; ``mailroom.imap.client`` has it."""

    def resolve(self, name: str) -> str:
        """Return the server's name for one of our folders."""
        ...

    def ensure_folder(self, name: str) -> str:
        """Create a folder if need be, unsubscribed; return the server's name for it."""
        ...

    def append(self, folder: str, raw: bytes, *, flags: Sequence[str] = ()) -> int | None:
        """Store a message."""
        ...


class ImapShelf:
    """A folder of checkpoints; shares its client with the journal.

    Args:
        client: logged in; used by one thread.
        name: our name of the folder, with "/" between the levels.
    """

    def __init__(self, client: ShelfClient, name: str) -> None:
        self._client = client
        self._name = name
        self._folder = client.resolve(name)
        self._chores = Chores(client, self._folder)

    def uids(self) -> tuple[int, ...]:
        """Return the UIDs of what lies there, ascending; none where the folder is missing."""
        try:
            return self._chores.uids()
        except FolderMissing:
            return ()

    def newest(self) -> Iterator[ShelfMessage]:
        """Yield what lies there, the newest first, each fetched when it is asked for."""
        for uid in reversed(self.uids()):
            for mail in self._chores.fetch([uid]):
                yield ShelfMessage(uid=mail.uid, raw=mail.raw)

    def add(self, parts: Iterable[bytes]) -> None:
        """Put messages there, unsubscribed and read, so that no mail program shows them as new."""
        folder = self._client.ensure_folder(self._name)
        for raw in parts:
            self._client.append(folder, raw, flags=_SEEN)

    def remove(self, uids: Iterable[int]) -> None:
        """Delete messages for good."""
        try:
            self._chores.remove(uids)
        except FolderMissing:
            return
