"""The journal as a folder of the team's mailbox: the order is the server's UIDs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from time import monotonic
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


class _Look(Protocol):
    @property
    def state(self) -> _FolderState: ...
    @property
    def uids(self) -> tuple[int, ...]: ...
    @property
    def mails(self) -> Mapping[int, _Fetched]: ...
    @property
    def appended(self) -> int | None: ...


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

    def look(
        self,
        folder: str,
        first: int,
        *,
        whole: bool = False,
        append: bytes | None = None,
        flags: Sequence[str] = (),
    ) -> _Look:
        """Store a message, open the folder and say what lies there from a UID on, in one go."""
        ...

    def append(self, folder: str, raw: bytes, *, flags: Sequence[str] = ()) -> int | None:
        """Store a message."""
        ...

    def fetch_raw(self, uids: Iterable[int]) -> Iterator[_Fetched]:
        """Yield whole messages in the order asked."""
        ...

    def idle(self, timeout: float) -> object:
        """Wait for a change in the selected folder."""
        ...


class ImapJournal:
    """A journal folder; shares its client with whoever else uses the connection.

    Every wait for the server counts here, so it reads ahead: storing a message and opening the
    folder bring along what lies there, and the reading that follows at once has it already.

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
        self._taken_in: datetime | None = None
        self._read_to: int | None = None  # None: nothing is known of how far we are
        self._ahead: _Ahead | None = None

    def uidvalidity(self) -> int:
        """Return which journal this is; 0 while the folder does not exist."""
        try:
            self._open()
        except FolderMissing:
            return 0
        return self._uidvalidity

    def uidnext(self) -> int:
        """Return what the server said at the last opening, once; 0 if we had read less by then."""
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
        """Yield the messages above ``uid`` in order; none of a folder put in place of ours."""
        told = self._uidvalidity
        look = self._take_ahead(uid + 1) or self._look(uid + 1)
        if told and self._uidvalidity != told:
            return  # ``uidvalidity`` says so from now on; UIDs mean something else here
        self._read_to = max((uid, *look.uids))
        here = tuple(takewhile(look.mails.__contains__, look.uids))
        for found in here:
            yield _message(look.mails[found])
        for mail in self._client.fetch_raw(look.uids[len(here) :]):
            yield _message(mail)

    def append(self, raw: bytes) -> int | None:
        """Add a message; makes the folder if it is missing and was never seen."""
        try:
            return self._append(raw)
        except FolderMissing:
            if self._uidvalidity:  # it was there a moment ago: not ours to replace (rule 33)
                raise
        self._client.ensure_folder(self._name)
        return self._append(raw)

    def wait_for_change(self, seconds: float) -> bool:
        """Idle on the folder."""
        self._open()
        ended = self._client.idle(seconds)
        return getattr(ended, "name", "") != "TIMEOUT"

    # -- one wait for the server instead of several ----------------------------------------

    def take_moment(self) -> datetime | None:
        """Return when the server took in what was appended last, once, if it told."""
        told, self._taken_in = self._taken_in, None
        return told

    @property
    def is_open(self) -> bool:
        """Return whether the folder is the one that the connection has open."""
        return self._client.selected == self._folder

    def _open(self) -> None:
        if self.is_open:
            return
        if self._read_to is None:
            state = self._client.select(self._folder)
            self._uidvalidity, self._uidnext = state.uidvalidity, state.uidnext
        else:
            self._read_ahead(None)

    def _append(self, raw: bytes) -> int | None:
        if self._read_to is None:
            return self._client.append(self._folder, raw, flags=_SEEN)
        return self._read_ahead(raw)

    def _read_ahead(self, raw: bytes | None) -> int | None:
        assert self._read_to is not None
        self._ahead = None
        look = self._look(self._read_to + 1, raw)
        self._ahead = _Ahead(first=self._read_to + 1, look=look, at=monotonic())
        own = look.mails.get(look.appended or 0)
        self._taken_in = own.internaldate if own else None
        return look.appended

    def _take_ahead(self, first: int) -> _Look | None:
        """Return what was read ahead, once, if it is as good as asking now."""
        ahead, self._ahead = self._ahead, None
        if ahead is None or ahead.first != first or self._client.selected != self._folder:
            return None
        return ahead.look if monotonic() - ahead.at < _AHEAD_SECONDS else None

    def _look(self, first: int, raw: bytes | None = None) -> _Look:
        look = self._client.look(self._folder, first, whole=True, append=raw, flags=_SEEN)
        self._uidvalidity = look.state.uidvalidity
        following = max((look.state.uidnext, *(uid + 1 for uid in look.uids)))
        # Above what was read it is no news; kept, it would be held against a later cursor.
        self._uidnext = following if look.state.uidnext and following < first else 0
        return look


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ahead:
    """What lies from a UID on, as of a moment ago."""

    first: int
    look: _Look
    at: float


def _message(mail: _Fetched) -> JournalMessage:
    return JournalMessage(uid=mail.uid, raw=mail.raw, internaldate=mail.internaldate)


_SEEN = ("\\Seen",)
_AHEAD_SECONDS = 2.0  # the reading that follows a push comes at once; anything later asks anew
