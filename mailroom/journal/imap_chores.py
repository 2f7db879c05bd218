"""What is done now and then in a folder of ours: count, find, delete.

Apart from ``imap_folder``, which is about every message's way and counts round trips.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol


class Fetched(Protocol):
    """A whole message of a folder."""

    @property
    def uid(self) -> int: ...  # noqa: D102
    @property
    def raw(self) -> bytes: ...  # noqa: D102
    @property
    def internaldate(self) -> datetime: ...  # noqa: D102


class ChoresClient(Protocol):
    """What of an IMAP client is needed; ``mailroom.imap.client`` has it."""

    selected: str | None

    def select(self, folder: str, *, readonly: bool = True) -> object:
        """Open a folder."""
        ...

    def uids_from(self, first: int = 1) -> tuple[int, ...]:
        """Return the UIDs from ``first`` upwards."""
        ...

    def search_subject(self, words: str, first: int = 1) -> tuple[int, ...]:
        """Return the UIDs from ``first`` upwards whose subject has these words."""
        ...

    def fetch_raw(self, uids: Iterable[int]) -> Iterator[Fetched]:
        """Yield whole messages in the order asked."""
        ...

    def expunge(self, uids: Iterable[int]) -> None:
        """Delete exactly these messages for good."""
        ...


class Chores:
    """Chores in one folder, which is opened for them."""

    def __init__(self, client: ChoresClient, folder: str) -> None:
        self._client = client
        self._folder = folder

    def uids(self) -> tuple[int, ...]:
        """Return the UIDs of everything there, ascending."""
        self._open()
        return self._client.uids_from(1)

    def named_after(self, words: str, uid: int) -> Iterator[Fetched]:
        """Yield the messages above ``uid`` whose subject has these words."""
        self._open()
        return self._client.fetch_raw(self._client.search_subject(words, uid + 1))

    def fetch(self, uids: Iterable[int]) -> Iterator[Fetched]:
        """Yield whole messages in the order asked."""
        self._open()
        return self._client.fetch_raw(uids)

    def remove(self, uids: Iterable[int]) -> None:
        """Delete messages for good; the folder is left closed."""
        gone = sorted(uids)
        if gone:
            self._client.select(self._folder, readonly=False)
            self._client.expunge(gone)
            self._client.selected = None  # whoever comes next opens it to read

    def _open(self) -> None:
        if self._client.selected != self._folder:
            self._client.select(self._folder)
