"""A journal folder of a real mailbox, for several desks: the same face as ``MemoryFolder``.

What desks do goes over the wire; what happens behind their back goes over a line of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NoReturn

from mailroom.errors import Disconnected
from mailroom.imap.client import ImapClient
from mailroom.journal.imap_folder import ImapJournal
from mailroom.journal.port import JournalMessage
from tests.fakes.servers import MailServer, connect

NAME = "Mailroom/Journal"


class ServerFolder:
    """The folder on the server; each desk talks to it through a ``desk()`` of its own."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.user, self._password = server.new_user()
        self._clients: list[ImapClient] = []
        self._lines: list[ServerLine] = []
        self._witness = self.connect()
        self._name = self._witness.resolve(NAME)

    def connect(self, port: int | None = None, timeout: float = 30) -> ImapClient:
        """Make one more connection, also through a proxy's port; ``close`` ends it."""
        host, port = self.server.imap_host, port or self.server.imap_port
        client = connect(host, port, self.user, self._password, timeout)
        self._clients.append(client)
        return client

    def close(self) -> None:
        """End all connections."""
        for client in self._clients:
            client.close()

    def desk(self) -> ServerLine:
        """Return a connection of a desk."""
        self._lines.append(ServerLine(self))
        return self._lines[-1]

    # -- behind everybody's back -------------------------------------------------------------

    @property
    def messages(self) -> list[JournalMessage]:
        """Return what lies there now."""
        if self.gone:
            return []
        self._witness.select(self._name)
        found = self._witness.fetch_raw(self._witness.uids_from(1))
        return [
            JournalMessage(uid=one.uid, raw=one.raw, internaldate=one.internaldate) for one in found
        ]

    @property
    def gone(self) -> bool:
        """Return whether the folder is missing."""
        return not self._witness.has_folder(self._name)

    @gone.setter
    def gone(self, is_gone: bool) -> None:
        if is_gone and not self.gone:
            self._witness.select("INBOX")  # who deletes what is open is cut off
            self._witness.delete_folder(self._name)
            for line in self._lines:
                line.drop()

    @property
    def uidvalidity(self) -> int:
        """Return which folder this is."""
        return self._witness.status(self._name).uidvalidity

    def add(self, raw: bytes, internaldate: datetime | None = None) -> int:
        """Store a message as the server would; also for messages that nobody of us wrote."""
        uid = self._witness.append(self._name, raw, flags=["\\Seen"], date=internaldate)
        assert uid is not None
        return uid

    def expunge(self, uid: int) -> None:
        """Delete a message behind everybody's back."""
        self._witness.select(self._name, readonly=False)
        self._witness.expunge([uid])

    def replace(self, messages: Iterable[JournalMessage] = ()) -> None:
        """Become another folder of the same name."""
        kept = list(messages)
        self.gone = True
        self._witness.ensure_folder(NAME)
        for message in kept:
            self.add(message.raw, message.internaldate)


class ServerLine:
    """One desk's connection: a ``Journal``. Set an accident and the next call has it.

    An accident costs the connection, as it does in life; the next call makes another one.

    Attributes:
        port: of a proxy to go through, for connections to come.
        timeout: seconds, for connections to come.
        lose_before: append fails and nothing was stored.
        lose_after: append stores, then the answer is lost.
        twice: append stores two copies.
        on_read: called before each message is handed out; may raise.
        on_remove: called before each message is deleted; may raise.
    """

    def __init__(self, folder: ServerFolder) -> None:
        self.folder = folder
        self.lose_before = self.lose_after = self.twice = self.appended = 0
        self.on_read: Callable[[JournalMessage], None] | None = None
        self.on_remove: Callable[[int], None] | None = None
        self.port: int | None = None
        self.timeout = 30.0
        self._client: ImapClient | None = None
        self._opened: ImapJournal | None = None

    @property
    def journal(self) -> ImapJournal:
        """Return the journal on the connection, made now if there is none."""
        if self._opened is None:
            self._client = self.folder.connect(self.port, self.timeout)
            self._opened = ImapJournal(self._client, NAME)
        return self._opened

    def drop(self) -> None:
        """Lose the connection."""
        if self._client is not None:
            self._client.shutdown()
            self._client.close()
        self._client = self._opened = None

    def uidvalidity(self) -> int:
        """Return the folder's, or 0 where there is none."""
        return self.journal.uidvalidity()

    def uidnext(self) -> int:
        """Return what was told with it."""
        return self.journal.uidnext()

    def marked_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield what says in its subject that it may change the key."""
        return self.journal.marked_after(uid)

    def uids(self) -> frozenset[int]:
        """Return what is there."""
        return self.journal.uids()

    def remove(self, uids: Iterable[int]) -> None:
        """Delete messages, one after the other; ``on_remove`` may cut it off."""
        for uid in sorted(uids):
            if self.on_remove:
                self.on_remove(uid)
            self.journal.remove([uid])

    def make(self) -> None:
        """Create the folder if it is gone."""
        self.journal.make()

    def read_after(self, uid: int) -> Iterator[JournalMessage]:
        """Yield the messages above ``uid``."""
        for message in self.journal.read_after(uid):
            if self.on_read:
                self.on_read(message)
            yield message

    def append(self, raw: bytes) -> int | None:
        """Store a message, accidents permitting."""
        self.appended += 1
        if self.lose_before:
            self.lose_before -= 1
            self._fail()
        uid = self.journal.append(raw)
        if self.twice:
            self.twice -= 1
            self.journal.append(raw)
        if self.lose_after:
            self.lose_after -= 1
            self._fail()
        return uid

    def wait_for_change(self, seconds: float) -> bool:
        """Wait for news."""
        return self.journal.wait_for_change(seconds)

    def _fail(self) -> NoReturn:
        self.drop()
        raise Disconnected("server")
