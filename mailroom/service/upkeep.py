"""Looking after the record by itself, while nobody needs the line (design section 4, rule 34).

Owns when. What is due is ``journal.upkeep``'s; progress shows as what the record's report says.
"""

from __future__ import annotations

from mailroom import logging
from mailroom.domain.query import Space
from mailroom.errors import RuleBroken, ServerRefused
from mailroom.journal.upkeep import Chore
from mailroom.service.health import LineHealth
from mailroom.service.line import Line
from mailroom.service.parts import Parts

_log = logging.topic("service")

LOOK_SECONDS = 600.0
FIRST_LOOK_SECONDS = 60.0  # after the start people want their mail
AGAIN_SECONDS = 3_600.0  # after it could not be done
PATIENCE = 100  # messages that each further lead's desk waits, so that one does it


class JournalUpkeep:
    """Does one step at a time; used by the engine's thread."""

    def __init__(self, parts: Parts, line: Line, health: LineHealth) -> None:
        self._parts = parts
        self._line = line
        self._health = health
        self._look_at = parts.clock.monotonic() + FIRST_LOOK_SECONDS

    def turn(self, now: float) -> Chore | None:
        """Do what is due, if it is time and nothing waits; return what was done.

        Args:
            now: monotonic seconds.
        """
        is_ready = self._line.is_open and not self._line.is_local
        if now < self._look_at or not is_ready or self._people_wait():
            return None
        self._look_at = now + LOOK_SECONDS
        replicator, me = self._line.replicator, self._parts.me.person
        self._parts.publish(replicator.inspect())
        low = self._health.space in {Space.LOW, Space.FULL}
        chore = replicator.chore(me, low=low, patience=self._patience())
        if chore is None:
            return None
        _log.info("looking after the record: %s", chore.value)
        try:
            self._parts.publish(replicator.do_chore(chore, me))
        except (ServerRefused, RuleBroken) as error:
            _log.info("the record could not be looked after: %r", error)
            self._look_at = now + AGAIN_SECONDS
            return None
        self._look_at = now  # there may be more, after people had their turn
        return chore

    def _people_wait(self) -> bool:
        """Return whether something must be written first; without room only this may help it."""
        return self._parts.store.has_pending() and self._health.space is not Space.FULL

    def _patience(self) -> int:
        """Return how long this desk leaves the work to other leads' desks."""
        with self._parts.store.reads.state() as state:
            leads = {member.id for member in state.leads()}
            desks = sorted(desk.id for desk in state.desks() if desk.person in leads)
        me = self._parts.me.desk
        return PATIENCE * desks.index(me) if me in desks else 0
