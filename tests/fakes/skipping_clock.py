"""The clock of this PC, which a test may put forward."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom.clock import SystemClock


class SkippingClock(SystemClock):
    """It runs on by itself; ``ahead`` is what the test has skipped."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead.total_seconds()
