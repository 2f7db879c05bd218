"""The state of the line, as the status bar shows it (N20); in memory, told through the bus."""

from __future__ import annotations

import threading
from datetime import datetime

from mailroom.clock import Clock
from mailroom.domain.changes import Changes
from mailroom.domain.query import Connection, Space
from mailroom.errors import AppendRefused, AuthFailed, LimitReached, QuotaFull
from mailroom.service.bus import ChangeBus

_CLOCK_STEP = 5.0  # seconds; less is the rounding of INTERNALDATE and the line


class LineHealth:
    """What is known of the connection now; written by the engine, read by anybody."""

    def __init__(self, bus: ChangeBus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock
        self._lock = threading.Lock()
        self.connection = Connection.NEVER
        self.since: datetime | None = None
        self.last_sync: datetime | None = None
        self.loading = (0, 0)  # done, total; (0, 0) when no import runs
        self.problem: Exception | None = None
        self.clock_offset: float | None = None  # seconds this PC's clock is ahead of the server's
        self.space = Space.UNKNOWN
        self.space_free: int | None = None  # bytes
        self.polling = False  # no connection to spare (or no IDLE): news come by asking

    def went_well(self, refusal: QuotaFull | AppendRefused | None = None) -> None:
        """A whole pass came to its end, but perhaps the server takes nothing of what waits."""
        self.last_sync = self._clock.now()
        takes = not isinstance(refusal, AppendRefused)  # room has a line of its own
        self._set(Connection.ONLINE if takes else Connection.OFFLINE, refusal)

    def failed(self, problem: Exception) -> None:
        """The engine met a problem."""
        match problem:
            case AuthFailed():
                self._set(Connection.LOGIN_FAILED, problem)
            case LimitReached():
                self._set(Connection.BUSY, problem)
            case _:
                self._set(Connection.OFFLINE, problem)

    def load(self, done: int, total: int) -> None:
        """An import came so far."""
        self.loading = (done, total)
        self._bus.publish(Changes(health=True))

    def tell_space(self, space: Space, free: int | None) -> None:
        """The mailbox has so much room."""
        if (space, free) != (self.space, self.space_free):
            self.space, self.space_free = space, free
            self._bus.publish(Changes(health=True))

    def tell_polling(self, polling: bool) -> None:
        """News come by asking only, or no longer so."""
        if polling is not self.polling:
            self.polling = polling
            self._bus.publish(Changes(health=True))

    def tell_clock(self, seconds: float) -> None:
        """This PC's clock is so far ahead of the server's."""
        before, self.clock_offset = self.clock_offset, seconds
        if before is None or abs(seconds - before) > _CLOCK_STEP:
            self._bus.publish(Changes(health=True))

    def _set(self, connection: Connection, problem: Exception | None) -> None:
        with self._lock:
            if connection is not self.connection:
                self.connection, self.since = connection, self._clock.now()
            self.problem = problem
        self._bus.publish(Changes(health=True))
