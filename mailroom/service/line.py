"""The line to the server: the one connection of a desk and the journal over it.

Owns connecting and what must happen on the connection's thread to pull and push. Must not decide
what to pull or push, nor when.
"""

from __future__ import annotations

from mailroom import logging
from mailroom.imap.client import ImapClient
from mailroom.imap.folders import INBOX
from mailroom.imap.records import IdleEnd
from mailroom.journal.imap_folder import ImapJournal
from mailroom.journal.local import LocalJournal
from mailroom.journal.port import Journal
from mailroom.journal.replicate import Replicator
from mailroom.service import accounts
from mailroom.service.parts import Parts
from mailroom.service.wake import Doorbell
from mailroom.settings import JournalKind

_log = logging.topic("service")
JOURNAL_FOLDER = "Mailroom/Journal"
PUSHES_AT_MOST = 200  # a FIFO longer than this goes on in the next turn


class Line:
    """A connection that is made when it is needed; used by one thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._client: ImapClient | None = None
        self._replicator: Replicator | None = None
        self._sent_folder: str | None = None
        self._head_read = -1e9
        self.is_local = parts.profile.config.journal is JournalKind.LOCAL

    @property
    def is_open(self) -> bool:
        """Return whether there is a connection."""
        return self._client is not None

    @property
    def client(self) -> ImapClient:
        """Return the connection, made now if there is none."""
        if self._client is None:
            account = self._parts.profile.config.account
            self._client = accounts.connect(account, self._parts.password())
            _log.info("connected to %s", account.imap.host)
        return self._client

    @property
    def sent_folder(self) -> str:
        """Return the server's folder of sent mail; asked once per connection."""
        client = self.client
        if self._sent_folder is None:
            self._sent_folder = client.sent_folder()
        return self._sent_folder

    def hang_up(self) -> None:
        """Cut the line from any thread; whoever waits on it gets ``Disconnected``."""
        client = self._client
        if client is not None:
            client.shutdown()

    def close(self) -> None:
        """Log out; the next use connects again."""
        client, self._client = self._client, None
        self._sent_folder = None
        if not self.is_local:
            self._replicator = None
        if client is not None:
            client.close()

    # --- the journal ---------------------------------------------------------------------------

    def pull(self) -> None:
        """Read the journal to its head and fold what is new."""
        self._parts.publish(self._journal().pull())
        self._head_read = self._parts.clock.monotonic()

    def push(self) -> None:
        """Write what is pending, and read back until it is seen."""
        for _ in range(PUSHES_AT_MOST):
            if not self._parts.store.has_pending():
                return
            self._parts.publish(self._journal().push())
            self._head_read = self._parts.clock.monotonic()

    def wait(self, seconds: float, bell: Doorbell) -> IdleEnd:
        """Wait for news of the journal (or of INBOX when the journal is local) or for a ring."""
        if self.is_local:
            if self._inbox_moved():
                return IdleEnd.CHANGED
        else:
            self.pull()  # leaves the journal open: what comes from here on ends the wait
        return self.client.idle(seconds, bell)

    def _inbox_moved(self) -> bool:
        state = self.client.select(INBOX)
        seen = self._parts.store.mails.last_pass(self._parts.mailbox, INBOX)
        return seen is None or (seen.uidnext, seen.exists) != (state.uidnext, state.exists)

    @property
    def head_age(self) -> float:
        """Return how many seconds ago the head of the journal was read (rule 13)."""
        return self._parts.clock.monotonic() - self._head_read

    def _journal(self) -> Replicator:
        if self._replicator is None:
            self._replicator = Replicator(
                replica=self._parts.store.replica,
                journal=self._open_journal(),
                desk=self._parts.me.desk,
                clock=self._parts.clock,
            )
        return self._replicator

    def _open_journal(self) -> Journal:
        if self.is_local:
            return LocalJournal(self._parts.profile.folder / "journal", self._parts.clock)
        return ImapJournal(self.client, JOURNAL_FOLDER)
