"""How news of mail come to a desk right now, and the connections that takes (design section 3).

Owns the second connection, and the question whether another desk could come in at all. Which
connections there should be is decided in ``connections``; used by the engine's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from mailroom.errors import LimitReached
from mailroom.service import accounts
from mailroom.service.connections import Connections, Hears
from mailroom.service.health import LineHealth
from mailroom.service.line import Line
from mailroom.service.parts import Parts
from mailroom.service.second import InboxWatcher

ACTIVE = timedelta(minutes=15)  # a desk heard of so lately counts
_ENDING_SECONDS = 5.0  # for the second connection, when it is given back


class Hearing:
    """Takes the connections that a desk should have, and gives back others.

    Args:
        parts: of the room.
        health: is told whether news come by asking.
        wake: is called when there is news of mail, or a connection was refused.
    """

    def __init__(self, parts: Parts, health: LineHealth, wake: Callable[[], None]) -> None:
        self._parts = parts
        self._health = health
        self._wake = wake
        self._policy = Connections()
        self._second: InboxWatcher | None = None

    def is_told(self, line: Line) -> bool:
        """Return whether news of mail come by themselves."""
        return line.hears_of_mail or (self._second is not None and self._second.is_connected)

    @property
    def is_short(self) -> bool:
        """Return whether the server lately had no connection to spare: take turns."""
        return self._policy.is_short(self._now)

    def pause(self, line: Line) -> float:
        """Return how many seconds to wait before asking again."""
        return self._policy.pause(idles=line.idles)

    def arrange(self, line: Line) -> None:
        """See to it that news come as they should from now on; ``line`` is open."""
        if line.watch_mail():
            self._wake()  # something may have come before the server began to tell
        if self._second is not None and self._second.is_refused:
            self._policy.refused(self._now)
        hears = self._policy.choose(
            notifies=line.hears_of_mail, idles=line.idles, desks=self._desks, now=self._now
        )
        if hears is not Hears.BY_SECOND:
            self.give_back()
        elif self._second is None:
            self._second = InboxWatcher(self._parts, self._wake)
        elif self._second.is_connected:
            self._policy.granted()
        if self.is_told(line) and self._policy.tries_another(self._now):
            self._leave_room()
        self._health.tell_polling(not line.idles or self.is_short)

    def refused(self) -> None:
        """The server refused the connection itself: somebody else has it now."""
        self._policy.refused(self._now)
        self._health.tell_polling(True)

    def give_back(self) -> None:
        """Let somebody else have the second connection."""
        self.stop(_ENDING_SECONDS)

    def stop(self, seconds: float) -> bool:
        """End the second connection; return whether that was in time."""
        second, self._second = self._second, None
        return second is None or second.stop(seconds)

    def _leave_room(self) -> None:
        """Take turns if nobody else could come in: those who are refused cannot tell us so."""
        try:
            accounts.connect(self._parts.profile.config.account, self._parts.password()).close()
        except LimitReached:
            self._policy.refused(self._now)

    def _desks(self) -> int:
        since = self._parts.clock.now() - ACTIVE
        return len(self._parts.store.reads.desks_heard(since) | {self._parts.me.desk})

    @property
    def _now(self) -> float:
        return self._parts.clock.monotonic()
