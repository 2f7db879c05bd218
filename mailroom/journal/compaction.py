"""Keeping the journal from growing for ever (design section 4).

Owns: which messages may be deleted behind a checkpoint. Nothing is deleted before one that holds
it, as this desk knows it, was downloaded and read. Whoever brings a key stays.
"""

from __future__ import annotations

from datetime import timedelta

from mailroom.domain.events import TeamFounded
from mailroom.domain.people import Team
from mailroom.domain.position import Position
from mailroom.domain.query import Standing
from mailroom.domain.records.journal_events import EpochStarted, KeyRotated
from mailroom.domain.records.replica import Batch
from mailroom.domain.records.snapshot import Snapshot
from mailroom.ids import EventId
from mailroom.journal import keys
from mailroom.journal.codec import Codec, TeamKey
from mailroom.journal.port import Journal, Replica
from mailroom.journal.shelving import Library, Shelved

MESSAGES_PER_CHECKPOINT = 2_000
KEPT_FOR = timedelta(days=30)
"""Of T: a desk that was away for less reads on where it was."""
_KEPT = (TeamFounded, KeyRotated, EpochStarted)


def may_delete(team: Team, epoch: int) -> Position | None:
    """Return the line up to which messages may be deleted now, by the team's own clock T."""
    line, said = team.compacted, team.compacted_time
    if line is None or said is None or line.epoch != epoch:
        return None
    return line if team.compacted_at_once or team.time - said >= KEPT_FOR else None


class Compaction:
    """Makes checkpoints and deletes what they hold."""

    def __init__(self, replica: Replica, journal: Journal, codec: Codec, library: Library) -> None:
        self._replica = replica
        self._journal = journal
        self._codec = codec
        self._library = library

    def checkpoint(self) -> Shelved:
        """Write a checkpoint of what this desk has, and download it again.

        Raises:
            CheckpointLost: the server keeps something else.
        """
        return self._library.put(self._replica.snapshot())

    def sweep(self) -> int:
        """Delete what may go; return how many messages that were. May be cut off anywhere."""
        team, cursor = self._replica.team_row(), self._replica.cursor()
        line = None if team is None else may_delete(team, cursor.epoch)
        if line is None or self._journal.uidvalidity() != cursor.uidvalidity:
            return 0
        gone = {uid for uid in self._journal.uids() if uid <= line.uid}
        gone -= self._bringing_keys(line)
        if not gone:
            return 0
        held = self._holding(line)
        if held is None:
            return 0  # somebody cleared the shelf, or differs: a new checkpoint comes first
        self._journal.remove(gone)
        self._library.keep_only(held)
        return len(gone)

    def _holding(self, line: Position) -> Shelved | None:
        identity = self._replica.identity()
        return self._library.find(
            TeamKey(identity.key),
            lambda one: (
                one.team == identity.team and one.cursor.head >= line and self._is_ours(one)
            ),
        )

    def _is_ours(self, one: Snapshot) -> bool:
        """Say whether a checkpoint is what this desk came to there, or stands on itself."""
        head = one.cursor.head
        return head <= self._replica.floor() or self._replica.chain_at(head) == one.cursor.chain

    def _bringing_keys(self, line: Position) -> frozenset[int]:
        """Return the messages that a desk needs to come to the key (rule 32).

        A new one follows what was judged here; one that was away has judged nothing of it yet, and
        is led back to our key where a lead had to do that.
        """
        marked = list(self._journal.marked_after(0))
        judged = keys.found(marked, self._codec, self._is_refused)
        followed = keys.found(marked, self._codec)
        if judged is None or followed is None:
            return frozenset()
        kept = {uid for uid, batch in judged.met if self._counts(batch)}
        kept |= {uid for uid, batch in followed.met if keys.leads_back(batch)}
        return frozenset(uid for uid in kept if uid <= line.uid)

    def _is_refused(self, event: EventId) -> bool:
        return self._replica.verdict(event)[0] is Standing.REFUSED

    def _counts(self, batch: Batch) -> bool:
        return any(
            isinstance(event.body, _KEPT)
            and self._replica.verdict(event.id)[0] is Standing.CONFIRMED
            for event in batch.events
        )
