"""Places in the journal, and what an author had been shown (design section 4, rule 18)."""

from __future__ import annotations

from typing import NamedTuple


class Position(NamedTuple):
    """A place in the one order of all events: (epoch, UID of the message, index in its batch)."""

    epoch: int
    uid: int
    index: int  # type: ignore[assignment]  # hides tuple.index, which nobody needs here

    def __str__(self) -> str:
        return f"{self.epoch}.{self.uid}.{self.index}"


START = Position(0, 0, 0)
"""Before every event; the basis of somebody who was shown nothing."""

END = Position(2**62, 0, 0)
"""After every event, those of this desk that still wait included."""
