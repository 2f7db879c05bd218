"""What of the pending events goes into the next message (rules 3, 4).

Owns: the prefix that one message holds, and its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailroom.clock import Clock
from mailroom.domain.events import Event, TeamFounded
from mailroom.domain.records.journal_events import KeyRotated
from mailroom.domain.records.replica import Batch, Identity, Waiting
from mailroom.ids import DeskId, EventId, PersonId, new_event_id
from mailroom.journal.codec import MAX_MESSAGE, Codec, TeamKey, new_team_key
from mailroom.journal.port import Replica
from mailroom.journal.reading import TURNING


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message ready to be appended and the events in it."""

    raw: bytes
    events: tuple[EventId, ...]


class Writer:
    """Makes messages of one desk."""

    def __init__(self, replica: Replica, codec: Codec, desk: DeskId, clock: Clock) -> None:
        self._replica = replica
        self._codec = codec
        self._desk = desk
        self._clock = clock

    def compose(self, waiting: Sequence[Waiting]) -> Draft | None:
        """Return the message of the longest prefix that fits.

        Without a team there is nothing to say except its founding (rule 32).
        """
        identity = self._replica.identity()
        founding = not identity.key
        if founding and not isinstance(waiting[0].event.body, TeamFounded):
            return None
        key = new_team_key() if founding else TeamKey(identity.key)
        team = new_team_key().hex()[:16] if founding else identity.team
        events = _one_turn([one.event for one in waiting])
        while True:
            batch = self._batch(identity, team, self._replica.cursor().epoch, events)
            raw = self._codec.encode(batch, key, founding=founding)
            if len(raw) <= MAX_MESSAGE or len(events) == 1:
                return Draft(raw=raw, events=tuple(event.id for event in events))
            events = events[: max(1, len(events) // 2)]

    def first_of_epoch(self, event: Event, epoch: int) -> bytes:
        """Return the message that begins an epoch; it brings the key, like a founding."""
        identity = self._replica.identity()
        batch = self._batch(identity, identity.team, epoch, [event])
        return self._codec.encode(batch, TeamKey(identity.key), founding=True)

    def back_to_our_key(self, event: Event, key: TeamKey) -> bytes:
        """Return the message that leads who follows the keys from another one to ours (rule 32).

        It is of the old epoch and nobody's wish: wherever it is judged it is refused, so it never
        takes back what a lead has asked for.

        Args:
            event: that begins the epoch; it is written at the same time.
            key: the one to lead back from.
        """
        identity = self._replica.identity()
        turned = replace(
            event, id=new_event_id(), by=PersonId(""), body=KeyRotated(key=identity.key.hex())
        )
        batch = self._batch(identity, identity.team, self._replica.cursor().epoch, [turned])
        return self._codec.encode(batch, key)

    def _batch(self, identity: Identity, team: str, epoch: int, events: Sequence[Event]) -> Batch:
        cursor = self._replica.cursor()
        return Batch(
            team=team,
            epoch=epoch,
            desk=self._desk,
            incarnation=identity.incarnation,
            # the next one that was *seen*: an attempt that got lost must leave no hole
            seq=self._replica.last_seqs().get(identity.incarnation, 0) + 1,
            head=cursor.head,
            state_hash=cursor.chain,
            sent_at=self._clock.now(),
            events=tuple(events),
        )


def _one_turn(events: Sequence[Event]) -> Sequence[Event]:
    """Return the prefix up to an event that changes how one reads on; such an event goes alone.

    Those messages may be kept for ever, so nobody's words should lie in them.
    """
    for n, event in enumerate(events):
        if isinstance(event.body, TURNING):
            return events[: max(1, n)]
    return events
