"""The journal as a folder of the team's mailbox: the order is the server's UIDs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from mailroom.errors import FolderMissing
from mailroom.journal.codec import MARK
from mailroom.journal.imap_chores import Chores, ChoresClient
from mailroom.journal.port import JournalMessage


class _FolderState(Protocol):
    @property
    def uidvalidity(self) -> int: ...
    @property
    def uidnext(self) -> int: ...


class _Fetched(Protocol):
    @property
    def uid(self) -> int: ...
    @property
    def raw(self) -> bytes: ...
    @property
    def internaldate(self) -> datetime: ...


class FolderClient(ChoresClient, Protocol):
    """What of an IMAP client a journal needs; ``mailroom.imap.client`` has it."""

    selected: str | None

    def resolve(self, name: str) -> str:
        """Return the server's name for one of our folders."""
        ...

    def ensure_folder(self, name: str) -> str:
        """Create a folder if need be, unsubscribed; return the server's name for it."""
        ...

    def select(self, folder: str, *, readonly: bool = True) -> _FolderState:
        """Open a folder."""
        ...

    def uids_from(self, first: int = 1) -> tuple[int, ...]:
        """Return the UIDs from ``first`` upwards."""
        ...

    def fetch_raw(self, uids: Iterable[int]) -> Iterator[_Fetched]:
        """Yield whole messages in the order asked."""
        ...

    def append(self, folder: str, raw: bytes, *, flags: Sequence[str] = ()) -> int | None:
        """Store a message."""
        ...

    def idle(self, timeout: float) -> object:
        """Wait for a change in the selected folder."""
        ...


class ImapJournal:
    """A journal folder; shares its client with whoever else uses the connection.

    Args:
        client: logged in; used by one thread.
        name: our name of the folder, with "/" between the levels.
    """

    def __init__(self, client: FolderClient, name: str) -> None:
        self._client = client
        self._name = name
        self._folder = client.resolve(name)
        self._chores = Chores(client, self._folder)
        self._uidvalidity = 0
        self._uidnext = 0

    def uidvalidity(self) -> int:
        """Return which journal this is; 0 while the folder does not exist."""
        try:
            self._select()
        except FolderMissing:
            return 0
        return self._uidvalidity

    def uidnext(self) -> int:
        """Return what the server said when the folder was opened last, once; else 0."""
        told, self._uidnext = self._uidnext, 0
        return told

    def marked_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield the messages above ``uid`` that the server finds by their subject."""
        for mail in self._chores.named_after(MARK, uid):
            yield JournalMessage(uid=mail.uid, raw=mail.raw, internaldate=mail.internaldate)

    def uids(self) -> frozenset[int]:
        """Return the UIDs of all messages."""
        return frozenset(self._chores.uids())

    def remove(self, uids: Iterable[int]) -> None:
        """Delete messages for good."""
        self._chores.remove(uids)

    def make(self) -> None:
        """Create the folder if it is gone."""
        self._client.ensure_folder(self._name)

    def read_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield the messages above ``uid`` in order."""
        self._select()
        uids = self._client.uids_from(uid + 1)
        for mail in self._client.fetch_raw(uids):
            yield JournalMessage(uid=mail.uid, raw=mail.raw, internaldate=mail.internaldate)

    def append(self, raw: bytes) -> int | None:
        """Add a message; makes the folder if it is missing and was never seen."""
        try:
            return self._client.append(self._folder, raw, flags=_SEEN)
        except FolderMissing:
            if self._uidvalidity:  # it was there a moment ago: not ours to replace (rule 33)
                raise
        self._client.ensure_folder(self._name)
        return self._client.append(self._folder, raw, flags=_SEEN)

    def wait_for_change(self, seconds: float) -> bool:
        """Idle on the folder."""
        self._select()
        ended = self._client.idle(seconds)
        return getattr(ended, "name", "") != "TIMEOUT"

    def _select(self) -> None:
        if self._client.selected != self._folder:
            state = self._client.select(self._folder)
            self._uidvalidity, self._uidnext = state.uidvalidity, state.uidnext


_SEEN = ("\\Seen",)
