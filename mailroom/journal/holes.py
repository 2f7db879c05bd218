"""Noticing that messages of the journal are missing (rule 34).

Owns: what a message says about others before it. Each names its number within its incarnation,
and the position that its author had come to: both must be known here. Also the other direction:
what was read here and is no longer on the server.
"""

from __future__ import annotations

from collections.abc import Iterable

from mailroom.domain.position import Position
from mailroom.domain.records.replica import Batch, Cursor
from mailroom.journal.port import Replica


class Sight:
    """What was seen of the journal so far, kept along while reading on."""

    def __init__(self, replica: Replica, cursor: Cursor) -> None:
        self._replica = replica
        self._epoch = cursor.epoch
        self._last = replica.last_seqs()
        self._floor = replica.floor()
        self._recent = {cursor.head}

    def saw(self, batch: Batch, positions: Iterable[Position]) -> None:
        """Note a message that is about to be taken in."""
        self._last[batch.incarnation] = max(batch.seq, self._last.get(batch.incarnation, 0))
        self._recent.update(positions)

    def lacks(self, batch: Batch) -> str:
        """Return what a message speaks of and is not here, in short; "" if nothing is missing."""
        expected = self._last.get(batch.incarnation, 0) + 1
        if batch.seq > expected:
            return f"{batch.desk}: {expected} to {batch.seq - 1}"
        if self._is_known(batch.head):
            return ""
        return f"{batch.desk}: {batch.head}"

    def _is_known(self, head: Position) -> bool:
        """Say whether we were at the position; below a restored snapshot that is not known."""
        if head.epoch != self._epoch or head <= self._floor or head in self._recent:
            return True
        return self._replica.chain_at(head) is not None


def expunged(replica: Replica, there: frozenset[int], before: Cursor) -> str:
    """Return what this desk has read and the server lost, in short; "" if nothing.

    Args:
        replica: read to the head after ``there`` was asked, so that it knows of any compaction.
        there: UIDs of what lay in the journal.
        before: the cursor before ``there`` was asked.
    """
    cursor = replica.cursor()
    if (cursor.uidvalidity, cursor.epoch) != (before.uidvalidity, before.epoch):
        return ""
    lost = sorted(uid for uid in replica.journal_uids() - there if uid <= before.uid)
    return f"{len(lost)}: {lost[0]} to {lost[-1]}" if lost else ""
