"""The life of a logged-in connection: opening it, waiting on it, ending it.

Owns what is about the connection as a whole. Must not know mail.
"""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from mailroom.errors import MailroomError, ServerRefused
from mailroom.imap.line import Line
from mailroom.imap.records import IdleEnd
from mailroom.imap.waiting import PollSeconds, wait_for_change
from mailroom.imap.wire import Wake, Wire
from mailroom.servers import Security

POLL_SECONDS = (5.0, 15.0)
_FAREWELL_SECONDS = 5


class Connection:
    """One logged-in IMAP connection.

    After ``Unavailable`` (lost line, deadline, garbled answer) the connection is gone: make a new
    client. After ``ServerRefused`` it can still be used.
    """

    def __init__(self, line: Line, wire: Wire) -> None:
        self._line = line
        self._wire = wire
        self._is_watching = False
        self.host = line.host
        self.selected: str | None = None
        self.poll_seconds: PollSeconds = POLL_SECONDS
        with line.operation():
            self.capabilities = wire.read_capabilities()

    @classmethod
    def connect(
        cls,
        host: str,
        port: int,
        *,
        security: Security,
        user: str,
        password: str,
        timeout: float = 60,
        tls: ssl.SSLContext | None = None,
    ) -> Self:
        """Connect and log in.

        Args:
            host: name or address of the server.
            port: its port.
            security: what must protect the connection; nothing less is accepted.
            user: the login name.
            password: in clear; it is kept nowhere.
            timeout: total seconds for each step of this and for every later call.
            tls: context to use instead of the system's roots.

        Raises:
            ConnectFailed: nobody answers there, or the name is unknown.
            TlsRefused: the encryption asked for can't be had.
            AuthFailed: user name or password is wrong.
            LimitReached: the server allows no further connection.
        """
        with ExitStack() as undo:
            line = Line.open(host, port, security, timeout)
            undo.callback(line.close)
            wire = line.greet(security, tls)
            line.log_in(wire, user, password)
            client = cls(line, wire)
            undo.pop_all()
        return client

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # -- waiting ---------------------------------------------------------------------------

    def idle(self, timeout: float, wake: Wake | None = None) -> IdleEnd:
        """Wait for a change in the selected folder; what came since ``uids_from`` counts.

        Where the server has no IDLE it is asked every 5 to 15 seconds.

        Args:
            timeout: seconds; keep it below the 10 minutes after which middle boxes forget.
            wake: ends the wait early when it becomes readable.

        Raises:
            Disconnected: the server hung up, or ``shutdown`` was called.
        """
        poll = None if "IDLE" in self.capabilities else self.poll_seconds
        return wait_for_change(self._line, self._wire, timeout, wake, poll)

    @property
    def is_watching(self) -> bool:
        """Return whether the server tells of news in the folders given to ``watch``."""
        return self._is_watching and not self._wire.has_overflown

    def watch(self, folders: Sequence[str]) -> bool:
        """Let the server tell of news in other folders too; return whether it does (NOTIFY).

        From then on ``idle`` may end with ``ELSEWHERE``.
        """
        if "NOTIFY" not in self.capabilities:
            return False
        try:
            with self._line.operation():
                self._wire.watch(folders)
        except ServerRefused:  # Dovecot without its list index, for one
            return False
        self._is_watching = True
        return True

    def take_news(self) -> bool:
        """Return whether something came in a watched folder since the last call."""
        return self._wire.take_news()

    def noop(self) -> bool:
        """Keep the connection alive; return whether the selected folder changed meanwhile."""
        with self._line.operation():
            self._wire.ask_news()
            return self._wire.take_changes()

    def close(self) -> None:
        """Log out and hang up; never fails."""
        if not self._line.is_lost:
            try:
                with self._line.operation(_FAREWELL_SECONDS):
                    self._wire.logout()
            except MailroomError:
                pass  # the connection is gone, which is what was wanted
        self._line.close()

    def shutdown(self) -> None:
        """Cut the line from any thread: whoever waits in a call gets ``Disconnected`` at once."""
        self._line.hang_up()
