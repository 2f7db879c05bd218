"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class HandClock:
    """Says what a test says."""

    def __init__(self, now: datetime = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)) -> None:
        self._now = now
        self._monotonic = 0.0

    def now(self) -> datetime:
        """Return the moment that was set."""
        return self._now

    def monotonic(self) -> float:
        """Return seconds since the test began, by this clock."""
        return self._monotonic

    def move(self, **units: float) -> None:
        """Let time pass, as ``timedelta`` counts it."""
        passed = timedelta(**units)
        self._now += passed
        self._monotonic += passed.total_seconds()
