"""Plain threads that go on whatever happens: the one place that catches everything.

Owns back-off and problem reports. Must not know what the workers do.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

from mailroom import logging
from mailroom.clock import Clock
from mailroom.errors import MailroomError, ServerRefused, StoreError, Unavailable
from mailroom.service.problems import ProblemReport

_log = logging.topic("service")
_LONGEST_WAIT = 60.0
_SLOW_WAIT = 300.0  # for what a person must mend: login, disk, a bug of ours


class BackOff:
    """Waits 1, 2, 4 … 60 seconds with jitter, so that desks do not return in step."""

    def __init__(self) -> None:
        self.failures = 0

    def after(self, error: Exception) -> float:
        """Return how long to wait after this failure."""
        self.failures += 1
        if isinstance(error, Unavailable):
            longest = min(_LONGEST_WAIT, 2.0 ** (self.failures - 1))
            return longest * random.uniform(0.8, 1.0)  # noqa: S311 - no secret
        if isinstance(error, ServerRefused | StoreError):
            return _LONGEST_WAIT
        return _SLOW_WAIT

    def reset(self) -> None:
        """The work went well."""
        self.failures = 0


class Worker:
    """A thread that takes turns of some work until it is stopped.

    Args:
        name: of the thread.
        turn: does some work and returns; waits inside for more to do.
        rest: waits that many seconds or until somebody wakes the worker.
        report: is told of every failure.
    """

    def __init__(
        self,
        name: str,
        turn: Callable[[], None],
        *,
        rest: Callable[[float], object],
        report: Callable[[ProblemReport], None],
        clock: Clock,
    ) -> None:
        self.name = name
        self._turn = turn
        self._rest = rest
        self._report = report
        self._clock = clock
        self._stop = threading.Event()
        self._back_off = BackOff()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def is_current(self) -> bool:
        """Return whether the caller runs on this thread."""
        return threading.current_thread() is self._thread

    @property
    def is_alive(self) -> bool:
        """Return whether the thread takes turns."""
        return self._thread.is_alive()

    def ask_to_stop(self) -> None:
        """Let the thread end after its turn."""
        self._stop.set()

    def join(self, seconds: float) -> bool:
        """Wait for the thread; return whether it ended."""
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._turn()
                self._back_off.reset()
            except Exception as error:  # noqa: BLE001 - the one place that catches everything
                if not self._stop.is_set():
                    self._fail(error)

    def _fail(self, error: Exception) -> None:
        wait = self._back_off.after(error)
        if isinstance(error, MailroomError):
            _log.warning("%s failed: %r; next try in %.0f s", self.name, error, wait)
        else:
            _log.error("%s met a bug", self.name, exc_info=error)
        self._report(
            ProblemReport(
                worker=self.name,
                error=error,
                at=self._clock.now(),
                attempt=self._back_off.failures,
                retry_in=wait,
                lines=logging.recent_lines(),
            )
        )
        self._rest(wait)
