"""A clock that runs faster than the wall, so that a practice day fits into a coffee break."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom.clock import Clock, SystemClock


class FastClock:
    """Starts at the real moment and runs ``speed`` times as fast.

    ``monotonic`` stays real: time-outs and the ten seconds of undo are for people, who do not
    run faster.
    """

    def __init__(self, speed: float = 6.0, real: Clock | None = None) -> None:
        self.speed = speed
        self._real = real or SystemClock()
        self._start = self._real.now()
        self._from = self._real.monotonic()

    def now(self) -> datetime:
        """Return the practice moment, aware, in UTC."""
        elapsed = (self._real.monotonic() - self._from) * self.speed
        return self._start + timedelta(seconds=elapsed)

    def monotonic(self) -> float:
        """Return real seconds that never jump."""
        return self._real.monotonic()

    def real_seconds(self, practice: timedelta) -> float:
        """Return how many real seconds a stretch of practice time takes."""
        return practice.total_seconds() / self.speed
