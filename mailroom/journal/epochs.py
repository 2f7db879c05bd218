"""Beginning the order anew, and following somebody who did (rules 33, 34).

An epoch is begun on top of a checkpoint of the old order. Who had come to the same place goes on;
who had not takes the checkpoint, and asks again for what it lacks. Never is anything folded again
in another order.
"""

from __future__ import annotations

import json
from enum import Enum

from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.events import Event
from mailroom.domain.people import Member, Role
from mailroom.domain.records.record import from_plain
from mailroom.domain.records.replica import Alarm
from mailroom.domain.records.snapshot import Snapshot
from mailroom.ids import PersonId
from mailroom.journal.codec import TeamKey
from mailroom.journal.port import Journal, Replica
from mailroom.journal.reading import NextEpoch
from mailroom.journal.shelving import Library
from mailroom.journal.writing import Writer


class Followed(Enum):
    """What came of following an epoch."""

    GONE_OVER = "gone_over"
    NO_LEAD = "no_lead"  # nobody with the right to began it: the message is ignored
    NO_CHECKPOINT = "no_checkpoint"  # what it stands on is nowhere to be found


class Epochs:
    """Follows and begins epochs for one desk."""

    def __init__(
        self, replica: Replica, journal: Journal, library: Library, writer: Writer
    ) -> None:
        self._replica = replica
        self._journal = journal
        self._library = library
        self._writer = writer

    def follow(self, stop: NextEpoch, key: TeamKey) -> tuple[Followed, Changes]:
        """Go over into an epoch that its author had the right to begin.

        Args:
            stop: the message that begins it.
            key: the team's present one as far as is known, that later checkpoints are sealed with.
        """
        event, begun = stop.batch.events[0], stop.begun
        cursor = self._replica.cursor()
        uidvalidity = self._journal.uidvalidity()
        is_lead = self._replica.is_lead(event.by)
        if (begun.after, begun.chain) == (cursor.head, cursor.chain):
            if not is_lead:
                return Followed.NO_LEAD, NOTHING
            changes = self._settle()
        else:
            snapshot = self._standing(stop, uidvalidity, key)
            if snapshot is None:
                return Followed.NO_CHECKPOINT, NOTHING  # who knows who was a lead there
            is_inside = snapshot.cursor.epoch >= stop.batch.epoch
            if not is_inside and not _has_lead(snapshot, event.by):
                return Followed.NO_LEAD, NOTHING
            changes = self._settle() | self._replica.restore(snapshot)
            if is_inside:
                return Followed.GONE_OVER, changes
        self._replica.enter(uidvalidity, stop.batch.epoch, stop.uid - 1)
        return Followed.GONE_OVER, changes

    def begin(self, event: Event, epoch: int, key_there: TeamKey) -> None:
        """Write the first message of an epoch into the folder that is there.

        Args:
            event: says that it begins.
            epoch: its number.
            key_there: what others come to who follow the key through the folder. Where that is not
                ours they would believe no message of ours, so they are led back first.
        """
        if key_there != self._replica.identity().key:
            self._journal.append(self._writer.back_to_our_key(event, key_there))
        self._journal.append(self._writer.first_of_epoch(event, epoch))

    def _settle(self) -> Changes:
        """End every alarm that a new beginning answers.

        Before going over: cut off here, the desk sees again what is wrong and comes back. Cut off
        behind it, nothing would end an alarm any more.
        """
        changes = NOTHING
        for alarm in (Alarm.REPLACED, Alarm.HOLE, Alarm.EXPUNGED, Alarm.DIVERGED):
            changes |= self._replica.end_alarm(alarm)
        return changes

    def _standing(self, stop: NextEpoch, uidvalidity: int, key: TeamKey) -> Snapshot | None:
        """Return the checkpoint that an epoch stands on, or a later one of that epoch.

        What it stands on is sealed as its first message is. Behind that a key of the old order may
        have arrived late and lead us to none that counts.
        """

        def fits(one: Snapshot) -> bool:
            at = one.cursor
            later = at.uidvalidity == uidvalidity and at.epoch >= stop.batch.epoch
            return one.team == stop.batch.team and (later or one.digest == stop.begun.checkpoint)

        found = self._library.find(key, fits)
        if found is None and key != stop.key:
            found = self._library.find(stop.key, lambda one: one.digest == stop.begun.checkpoint)
        return None if found is None else found.snapshot


def _has_lead(snapshot: Snapshot, person: PersonId) -> bool:
    try:
        members = [
            from_plain(Member, json.loads(text)) for text in snapshot.rows.get(Member.__name__, ())
        ]
    except ValueError:
        return False
    return any(one.id == person and one.role is Role.LEAD and not one.left for one in members)
