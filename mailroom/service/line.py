"""The line to the server: the one connection of a desk and the journal over it.

Owns connecting and what must happen on the connection's thread to pull and push. Must not decide
what to pull or push, nor when.
"""

from __future__ import annotations

from mailroom import logging
from mailroom.domain.changes import Changes
from mailroom.errors import AppendRefused, QuotaFull
from mailroom.imap.client import ImapClient
from mailroom.imap.folders import INBOX
from mailroom.imap.records import IdleEnd
from mailroom.journal.imap_folder import ImapJournal
from mailroom.journal.imap_shelf import ImapShelf
from mailroom.journal.local import LocalJournal
from mailroom.journal.port import Journal
from mailroom.journal.replicate import Replicator
from mailroom.service import accounts
from mailroom.service.parts import Parts
from mailroom.service.wake import Doorbell
from mailroom.settings import JournalKind

_log = logging.topic("service")
JOURNAL_FOLDER = "Mailroom/Journal"
CHECKPOINT_FOLDER = "Mailroom/Checkpoints"
OUR_FOLDERS = ("Mailroom", JOURNAL_FOLDER, CHECKPOINT_FOLDER)
PUSHES_AT_MOST = 200  # a FIFO longer than this goes on in the next turn

_FILING_HOSTS = ("gmail.com", "googlemail.com", "office365.com", "outlook.com")
"""Of Google and Microsoft: what their SMTP takes lies in Sent a little later."""


class Line:
    """A connection that is made when it is needed; used by one thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._client: ImapClient | None = None
        self._replicator: Replicator | None = None
        self._sent_folder: str | None = None
        self._imap_journal: ImapJournal | None = None
        self.clock_offset: float | None = None  # seconds that this PC is ahead of the server
        self._arrived = False
        self._head_read = -1e9
        self._has_asked = False  # for NOTIFY
        self._was_read = False  # the journal, over this connection
        self._is_read = False  # the journal is open, and nothing new was told since it was read
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
    def hears_of_mail(self) -> bool:
        """Return whether the connection on the journal is told of new mail too (NOTIFY)."""
        return self._client is not None and self._client.is_watching

    @property
    def idles(self) -> bool:
        """Return whether the server tells of news by itself at all."""
        return self._client is None or "IDLE" in self._client.capabilities

    @property
    def files_sent(self) -> bool:
        """Return whether the server is of a kind that files sent mail by itself."""
        host = self._parts.profile.config.account.imap.host.lower()
        return "X-GM-EXT-1" in self.client.capabilities or host.endswith(_FILING_HOSTS)

    def watch_mail(self) -> bool:
        """Ask the server, once per connection, to tell of new mail on this one too (NOTIFY).

        Returns whether it does from now on: what came before that is not told.
        """
        if self._has_asked:
            return False
        self._has_asked = True
        return self.client.watch((INBOX, self.sent_folder))

    def take_news(self) -> bool:
        """Return whether the server told of new mail since the last call."""
        return self._client is not None and self._client.take_news()

    @property
    def sent_folder(self) -> str:
        """Return the server's folder of sent mail; asked once per connection."""
        client = self.client
        if self._sent_folder is None:
            self._sent_folder = client.sent_folder()
        return self._sent_folder

    def ask_sent_folder_again(self) -> None:
        """Forget which folder holds sent mail: it was renamed or deleted."""
        self._sent_folder = None

    def hang_up(self) -> None:
        """Cut the line from any thread; whoever waits on it gets ``Disconnected``."""
        client = self._client
        if client is not None:
            client.shutdown()

    def close(self) -> None:
        """Log out; the next use connects again."""
        client, self._client = self._client, None
        self._sent_folder = None
        self._imap_journal = None
        self._has_asked = self._was_read = self._is_read = False
        if not self.is_local:
            self._replicator = None
        if client is not None:
            client.close()

    # --- the journal ---------------------------------------------------------------------------

    def pull(self) -> None:
        """Read the journal to its head and fold what is new."""
        self._take(self.replicator.pull())

    def push(self) -> None:
        """Write what is pending, and read back until it is seen."""
        replica = self._parts.store.replica
        for _ in range(PUSHES_AT_MOST):
            waiting = replica.pending_count()
            if not waiting:
                return
            self._take(self.replicator.push())
            self._compare_clocks()
            if replica.pending_count() >= waiting:
                return  # this desk may only look, or much was added meanwhile: the next turn

    def keep_up(self) -> None:
        """Push, and pull only if something may be new: a push reads to the head anyway."""
        if not self._was_read:
            self.pull()  # see first what became of the journal while the line was down
        self.push()
        if not self._is_up_to_date:
            self.pull()

    def wait(self, seconds: float, bell: Doorbell) -> IdleEnd:
        """Wait for news of the journal (or of INBOX when the journal is local) or for a ring."""
        if self.is_local:
            if self._inbox_moved():
                return IdleEnd.CHANGED
        elif not self._is_up_to_date:
            self.pull()  # leaves the journal open: what comes from here on ends the wait
        ended = self.client.idle(seconds, bell)
        self._is_read = self._is_read and ended not in {IdleEnd.CHANGED, IdleEnd.TIMEOUT}
        return ended

    def take_arrivals(self) -> bool:
        """Return whether cases came or went since the last call: other desks saw mail, perhaps."""
        arrived, self._arrived = self._arrived, False
        return arrived

    def _take(self, changes: Changes) -> None:
        self._parts.publish(changes)
        self._head_read = self._parts.clock.monotonic()
        self._was_read = self._is_read = True
        self._arrived |= changes.membership

    def _compare_clocks(self) -> None:
        """Learn from when the server took the message in, which it tells in whole seconds."""
        taken_in = self._imap_journal.take_moment() if self._imap_journal else None
        if taken_in is not None:
            self.clock_offset = (self._parts.clock.now() - taken_in).total_seconds() - 0.5

    def look_again(self) -> None:
        """Somebody used the connection: what it told of the journal may have been overheard."""
        self._is_read = False

    @property
    def _is_up_to_date(self) -> bool:
        """Return whether the journal is open and was read since anything was told of it.

        What comes from then on is told by IDLE, or at the latest looked for after its time-out.
        """
        journal = self._imap_journal
        return self._is_read and journal is not None and journal.is_open

    def _inbox_moved(self) -> bool:
        state = self.client.select(INBOX)
        seen = self._parts.store.ledger.last_pass(self._parts.mailbox, INBOX)
        return seen is None or (seen.uidnext, seen.exists) != (state.uidnext, state.exists)

    @property
    def head_age(self) -> float:
        """Return how many seconds ago the head of the journal was read (rule 13)."""
        return self._parts.clock.monotonic() - self._head_read

    @property
    def replicator(self) -> Replicator:
        """Return who carries events over this line."""
        if self._replicator is None:
            self._replicator = Replicator(
                replica=self._parts.store.replica,
                journal=self._open_journal(),
                desk=self._parts.me.desk,
                clock=self._parts.clock,
                shelf=None if self.is_local else ImapShelf(self.client, CHECKPOINT_FOLDER),
                tell=self._parts.publish,
                pause=self._let_others_go_first,
            )
        return self._replicator

    def _let_others_go_first(self) -> None:
        """Write what is pending while a checkpoint goes over the line; it waits if refused."""
        try:
            self.push()
        except (QuotaFull, AppendRefused) as refusal:
            _log.info("what this desk has to say waits: %r", refusal)

    def _open_journal(self) -> Journal:
        if self.is_local:
            return LocalJournal(self._parts.profile.folder / "journal", self._parts.clock)
        self._imap_journal = ImapJournal(self.client, JOURNAL_FOLDER)
        return self._imap_journal
