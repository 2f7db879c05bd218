"""The second connection: it sits on INBOX where the first one is not told of new mail."""

from __future__ import annotations

import threading
from collections.abc import Callable

from mailroom import logging
from mailroom.errors import LimitReached, MailroomError
from mailroom.imap.folders import INBOX
from mailroom.imap.watch import Watcher
from mailroom.service import accounts
from mailroom.service.parts import Parts

_log = logging.topic("service")


class InboxWatcher:
    """A thread with a connection of its own.

    Attributes:
        is_connected: news come by themselves now.
        is_refused: the server has no connection to spare; nobody tries again here.
    """

    def __init__(self, parts: Parts, on_change: Callable[[], None]) -> None:
        self.is_connected = False
        self.is_refused = False
        self._wake = on_change
        account = parts.profile.config.account
        self._watcher = Watcher(
            lambda: accounts.connect(account, parts.password()),
            INBOX,
            on_change,
            on_state=self._on_state,
        )
        self._thread = threading.Thread(target=self._watcher.run, name="watch-inbox", daemon=True)
        self._thread.start()

    def stop(self, seconds: float) -> bool:
        """End the thread and its connection; return whether that was in time."""
        self._watcher.stop()
        self._thread.join(seconds)
        if self._thread.is_alive():
            return False
        self._watcher.close()
        return True

    def _on_state(self, problem: MailroomError | None) -> None:
        self.is_connected = problem is None
        if problem is None:
            return
        _log.info("nobody watches INBOX: %r", problem)
        if isinstance(problem, LimitReached):
            self.is_refused = True
            self._wake()  # the engine gives it up and asks instead
