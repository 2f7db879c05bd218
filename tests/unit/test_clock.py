"""The clock that measures how old our knowledge of the journal is."""

import time

import pytest

from mailroom.clock import SystemClock


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="no clock of this kind here")
def test_sleep_counts() -> None:
    """A mail whose lock was checked before the lid closed must be checked again (rule 13)."""
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= SystemClock().monotonic() <= time.clock_gettime(time.CLOCK_BOOTTIME)
