"""Noticing that a folder changed, on a connection of its own that mends itself.

Owns the rhythm: IDLE renewed every nine minutes, and the backoff after a failure. All waiting is on
a ``Signal``, which ends it within a millisecond. Must not fetch anything.
"""

from __future__ import annotations

import random
import selectors
import socket
import threading
from collections.abc import Callable

from mailroom.errors import AuthFailed, MailroomError
from mailroom.imap.client import ImapClient
from mailroom.imap.records import IdleEnd

IDLE_SECONDS = 9 * 60  # middle boxes forget a silent line after ten minutes
BACKOFF_SECONDS = (1.0, 60.0)
LOGINS_BEFORE_ASKING = 3  # more in a row, and servers lock the account


class Signal:
    """An event that ``select`` can wait for: set from any thread, waited for by one."""

    def __init__(self) -> None:
        self._here, self._there = socket.socketpair()
        self._here.setblocking(False)
        self._there.setblocking(False)
        self._lock = threading.Lock()
        self._is_set = False
        self._is_closed = False

    def fileno(self) -> int:
        """Return what to select on; readable while the signal is set."""
        return self._here.fileno()

    def set(self) -> None:
        """Wake whoever waits, now or later."""
        with self._lock:
            if not self._is_set:
                self._is_set = True
                if not self._is_closed:
                    self._there.send(b"!")

    def clear(self) -> None:
        """Make the next wait wait."""
        with self._lock:
            if self._is_set:
                self._is_set = False
                self._here.recv(1)

    def is_set(self) -> bool:
        """Return whether it is set."""
        return self._is_set

    def wait(self, seconds: float) -> bool:
        """Wait until it is set or time is up; return whether it is set."""
        with selectors.DefaultSelector() as selector:
            selector.register(self, selectors.EVENT_READ)
            selector.select(seconds)
        return self._is_set

    def close(self) -> None:
        """Release the sockets; it can still be set, but not be waited for."""
        with self._lock:
            self._is_closed = True
            self._here.close()
            self._there.close()


class Backoff:
    """How long to wait before the next try: 1, 2, 4 … 60 seconds, and a random part of it less."""

    def __init__(self, draw: Callable[[], float] = random.random) -> None:
        self._draw = draw
        self._failures = 0

    def failed(self) -> float:
        """Count a failure; return the seconds to wait."""
        shortest, longest = BACKOFF_SECONDS
        full = min(longest, shortest * 2.0 ** min(self._failures, 16))
        self._failures += 1
        return full * (0.5 + self._draw() / 2)  # desks that fell together come back apart

    def succeeded(self) -> None:
        """Start over."""
        self._failures = 0


class Watcher:
    """Watches one folder until stopped; ``run`` is the body of a plain thread.

    ``on_change`` is called in that thread: after every (re)connection, because something may have
    come meanwhile, and at every change. ``on_state`` is told None when connected, else the error.
    """

    def __init__(
        self,
        connect: Callable[[], ImapClient],
        folder: str,
        on_change: Callable[[], None],
        *,
        on_state: Callable[[MailroomError | None], None] = lambda problem: None,
        wait: Callable[[float], bool] | None = None,
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._connect = connect
        self._folder = folder
        self._on_change = on_change
        self._on_state = on_state
        self._stop = Signal()
        self._wait = wait or self._stop.wait
        self._backoff = Backoff(draw)
        self._client: ImapClient | None = None

    def run(self) -> None:
        """Watch until ``stop``, or until the login was refused too often."""
        refusals = 0
        while not self._stop.is_set() and refusals < LOGINS_BEFORE_ASKING:
            try:
                self._watch()
            except MailroomError as problem:
                refusals = refusals + 1 if isinstance(problem, AuthFailed) else 0
                if not self._stop.is_set():
                    self._on_state(problem)
                    self._wait(self._backoff.failed())

    def stop(self) -> None:
        """End ``run``, from any thread and at once, whatever it is waiting for."""
        self._stop.set()
        client = self._client
        if client is not None:
            client.shutdown()

    def close(self) -> None:
        """Release what the watcher holds, after ``run``."""
        self._stop.close()

    def _watch(self) -> None:
        with self._connect() as client:
            self._client = client
            if self._stop.is_set():  # told while connecting, when there was no client to cut
                return
            client.select(self._folder)
            self._backoff.succeeded()
            self._on_state(None)
            self._on_change()
            while not self._stop.is_set():
                if client.idle(IDLE_SECONDS, self._stop) is IdleEnd.CHANGED:
                    self._on_change()
