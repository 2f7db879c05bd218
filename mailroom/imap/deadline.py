"""A total deadline for a blocking operation.

Owns the one thread that wakes when an operation is late. Knows nothing of IMAP. Needed because
socket time-outs are per ``recv``: a server that sends one byte a second never times out.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watchdog:
    """Calls ``on_late`` when a block under ``limit`` is still running at its deadline.

    Arming it is cheap: the thread sleeps towards the earliest deadline it was told and looks
    again, so that a fast operation wakes nobody.
    """

    def __init__(self, on_late: Callable[[], None]) -> None:
        self._on_late = on_late
        self._changed = threading.Condition()
        self._deadline: float | None = None
        self._sleeping_until: float | None = None  # None: until told
        self._stopped = False
        self._thread: threading.Thread | None = None
        self.is_late = False

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Let the block run for so many seconds in all."""
        self._arm(time.monotonic() + seconds)
        try:
            yield
        finally:
            with self._changed:
                self._deadline = None

    def stop(self) -> None:
        """End the thread; the watchdog can't be used again."""
        with self._changed:
            self._stopped = True
            self._deadline = None
            self._changed.notify()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _arm(self, deadline: float) -> None:
        with self._changed:
            self._deadline = deadline
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._run, name="deadline", daemon=True)
                self._thread.start()
            elif self._sleeping_until is None or deadline < self._sleeping_until:
                self._changed.notify()

    def _run(self) -> None:
        with self._changed:
            while not self._stopped:
                now = time.monotonic()
                if self._deadline is not None and self._deadline <= now:
                    self._deadline = None
                    self.is_late = True
                    self._on_late()
                self._sleeping_until = self._deadline
                self._changed.wait(None if self._deadline is None else self._deadline - now)
