"""How this desk hears of new mail, and with how many connections (design section 3).

One connection sits on the journal. With NOTIFY it hears of INBOX and Sent as well. Without, a
second one sits on INBOX while the team is small; else the first one asks now and then, and the
first desk that finds something tells the others by the journal. Pure, but for chance; who acts on
it is the engine.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from enum import Enum

DESKS_WITH_TWO = 4  # so many desks may take two connections each: servers allow 10 to 20
ASK_SECONDS = 15.0
POLL_SECONDS = (5.0, 15.0)  # of a server without IDLE
_JITTER = 0.2  # desks that ask in step are a burden to the server
_RETRY_SECONDS = (60.0, 1800.0)
_SPARE_SECONDS = 1800.0  # how often to see whether one more desk could come in


class Hears(Enum):
    """How news of INBOX and Sent come."""

    BY_NOTIFY = "by_notify"
    BY_SECOND = "by_second"
    BY_ASKING = "by_asking"


class Connections:
    """Decides anew at every turn; remembers only that the server had no connection to spare."""

    def __init__(self, draw: Callable[[], float] = random.random) -> None:
        self._draw = draw
        self._refusals = 0
        self._again_at = 0.0
        self._spare_at = 0.0

    def choose(self, *, notifies: bool, idles: bool, desks: Callable[[], int], now: float) -> Hears:
        """Return how to hear of mail from now on.

        Args:
            notifies: the first connection is told of other folders.
            idles: the server has IDLE; without it a second connection would only ask as well.
            desks: counts those heard of lately, this one included; takes a while.
            now: monotonic seconds.
        """
        if notifies:
            return Hears.BY_NOTIFY
        if not idles or desks() > DESKS_WITH_TWO or now < self._again_at:
            return Hears.BY_ASKING
        return Hears.BY_SECOND

    def pause(self, *, idles: bool) -> float:
        """Return how many seconds to wait before asking again."""
        if not idles:
            shortest, longest = POLL_SECONDS
            return shortest + (longest - shortest) * self._draw()
        return ASK_SECONDS * (1 + _JITTER * (2 * self._draw() - 1))

    def refused(self, now: float) -> None:
        """Note that the server had no further connection: that one is for somebody else now."""
        shortest, longest = _RETRY_SECONDS
        wait = min(longest, shortest * 2.0 ** min(self._refusals, 16))
        self._refusals += 1
        self._again_at = now + wait * (1 - _JITTER * self._draw())

    def granted(self) -> None:
        """Note that there was a connection to spare."""
        self._refusals = 0

    def tries_another(self, now: float) -> bool:
        """Return, once in a while, that it is time to see whether one more could come in."""
        is_due = now >= self._spare_at and not self.is_short(now)
        if is_due:
            self._spare_at = now + _SPARE_SECONDS * (1 - _JITTER * self._draw())
        return is_due

    def is_short(self, now: float) -> bool:
        """Return whether the server lately had no connection to spare."""
        return now < self._again_at
