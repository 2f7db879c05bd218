"""The only door to the time of day.

Everything that needs to know what time it is takes a ``Clock``; tests and the practice day bring
their own. All moments are timezone-aware UTC; the window turns them into local words.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import Protocol

# Python's monotonic clock stands still in sleep on Linux and macOS, where these do not.
_WITH_SLEEP: int | None = getattr(
    time,
    "CLOCK_BOOTTIME",
    getattr(time, "CLOCK_MONOTONIC", None) if sys.platform == "darwin" else None,
)


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """Return the current moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never jump, for time-outs and measuring."""
        ...


class SystemClock:
    """The clock of this PC."""

    def now(self) -> datetime:
        """Return the current moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the one door

    def monotonic(self) -> float:
        """Return seconds that never jump; those behind a closed lid count (rule 13)."""
        return time.monotonic() if _WITH_SLEEP is None else time.clock_gettime(_WITH_SLEEP)
