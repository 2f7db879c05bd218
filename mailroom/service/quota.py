"""How much room the mailbox has, asked now and then (design section 4).

Owns when the server is asked, and what a refused message means where it can't be asked.
"""

from __future__ import annotations

from mailroom.domain.query import Space
from mailroom.domain.records.space import space_of
from mailroom.imap.client import ImapClient
from mailroom.service.health import LineHealth

ASK_SECONDS = 600.0


class SpaceWatch:
    """Keeps ``Health.space`` true; used by the engine's thread."""

    def __init__(self, health: LineHealth) -> None:
        self._health = health
        self._ask_at = 0.0
        self._was_refused = False

    def look(self, client: ImapClient, now: float) -> None:
        """Ask, if it is time.

        Args:
            client: a connection.
            now: monotonic seconds.
        """
        if now < self._ask_at:
            return
        self._ask_at = now + ASK_SECONDS
        quota = client.quota()
        if quota is not None:
            free = max(0, quota.limit - quota.used)
            said = space_of(quota.used, quota.limit)
            self._health.tell_space(Space.FULL if self._was_refused else said, free)
        elif not self._was_refused:
            self._health.tell_space(Space.UNKNOWN, None)

    def refused(self) -> None:
        """A message was refused for lack of room: believe it, and ask at once how bad it is."""
        self._ask_at = 0.0
        self._was_refused = True
        self._health.tell_space(Space.FULL, self._health.space_free)

    def taken(self) -> None:
        """Everything that waited was taken: whoever said "full" must say so again."""
        if self._was_refused:
            self._was_refused = False
            self._ask_at = 0.0
            self._health.tell_space(Space.UNKNOWN, None)
