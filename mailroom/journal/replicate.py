# ruff: noqa: D102 - the port says what it needs by its names
"""Carrying events between this desk and the journal (design rules 1-4, 32-35).

``pull`` reads the journal to its head and hands it to the fold. ``push`` writes a prefix of what
is pending and reads back until it is seen: APPEND OK alone means nothing. Both may be cut off
anywhere and simply be called again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.events import Placed, TeamFounded
from mailroom.domain.people import Team
from mailroom.domain.position import START, Position
from mailroom.domain.replica import Alarm, Batch, Cursor, CursorMoved, Identity, Page, Waiting
from mailroom.domain.snapshot import Snapshot
from mailroom.ids import DeskId, EventId
from mailroom.journal.codec import (
    MAX_EVENTS,
    MAX_MESSAGE,
    Decoded,
    Invalid,
    TeamKey,
    Why,
    decode,
    encode,
    new_team_key,
)
from mailroom.journal.port import Journal, JournalMessage

_log = logging.getLogger(__name__)

EVENTS_PER_PAGE = 500
MESSAGES_PER_PAGE = 100
_MOST_AHEAD = timedelta(minutes=10)


class Replica(Protocol):
    """What this desk keeps of the journal; ``mailroom.store.replica`` has it."""

    def cursor(self) -> Cursor: ...
    def identity(self) -> Identity: ...
    def set_team(self, team: str, key: bytes) -> None: ...
    def set_uidvalidity(self, uidvalidity: int, epoch: int = 1) -> None: ...
    def alarm(self) -> tuple[Alarm, str]: ...
    def raise_alarm(self, alarm: Alarm, detail: str) -> Changes: ...
    def end_alarm(self, alarm: Alarm) -> Changes: ...
    def chain_at(self, position: Position) -> str | None: ...
    def last_seqs(self) -> dict[str, int]: ...
    def pending_batch(self, limit: int) -> tuple[Waiting, ...]: ...
    def mark_on_wire(self, events: Iterable[EventId]) -> None: ...
    def confirm(self, page: Page) -> Changes: ...
    def snapshot(self) -> Snapshot: ...
    def restore(self, snapshot: Snapshot) -> Changes: ...
    def team_row(self) -> Team | None: ...
    def journal_uids(self) -> frozenset[int]: ...


def journal_time(before: datetime | None, taken_in: datetime, sent_at: datetime) -> datetime:
    """Return T at a message: a desk's clock can hold it back, never push it (design section 4).

    Args:
        before: T before the message.
        taken_in: when the server took the message in (INTERNALDATE).
        sent_at: the author's clock.
    """
    late = taken_in - sent_at > _MOST_AHEAD  # the author's clock is behind, or the mail was slow
    time = sent_at + _MOST_AHEAD if late else taken_in
    return time if before is None else max(before, time)


@dataclass(slots=True)
class _Stretch:
    """What was read since the last page."""

    after: Cursor
    uid: int
    time: datetime | None
    placed: list[Placed] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    messages: int = 0

    @classmethod
    def starting(cls, after: Cursor) -> _Stretch:
        return cls(after=after, uid=after.uid, time=after.time)

    @property
    def is_full(self) -> bool:
        return len(self.placed) >= EVENTS_PER_PAGE or self.messages >= MESSAGES_PER_PAGE

    def take(self, message: JournalMessage, decoded: Decoded | Invalid) -> None:
        """Add a message; an invalid one only moves the cursor (everyone ignores it)."""
        self.uid = message.uid
        self.messages += 1
        if isinstance(decoded, Invalid):
            return
        batch = decoded.batch
        self.time = journal_time(self.time, message.internaldate, batch.sent_at)
        self.placed += [
            Placed(event=event, position=Position(batch.epoch, message.uid, i), time=self.time)
            for i, event in enumerate(batch.events)
        ]
        self.batches.append(batch)

    def page(self) -> Page:
        """Return what the store takes in at once."""
        seqs: dict[str, int] = {}
        for batch in self.batches:
            seqs[batch.incarnation] = max(batch.seq, seqs.get(batch.incarnation, 0))
        return Page(after=self.after, uid=self.uid, placed=tuple(self.placed), seqs=seqs)


class Replicator:
    """Pulls and pushes for one desk; used by one thread."""

    def __init__(self, *, replica: Replica, journal: Journal, desk: DeskId, clock: Clock) -> None:
        self._replica = replica
        self._journal = journal
        self._desk = desk
        self._clock = clock
        self._known: Identity | None = None  # kept once there is a team: it never changes then

    # -- reading ---------------------------------------------------------------------------

    def pull(self) -> Changes:
        """Read the journal to its head and fold what is new."""
        changes = NOTHING
        while True:
            cursor = self._replica.cursor()
            found, is_ours = self._find_journal(cursor)
            changes |= found
            if not is_ours:
                return changes
            try:
                return changes | self._read_on(self._replica.cursor())
            except CursorMoved:
                _log.debug("another process reads the journal too")

    def _find_journal(self, cursor: Cursor) -> tuple[Changes, bool]:
        """Say whether the journal is there and the one that our positions belong to (rule 33)."""
        uidvalidity = self._journal.uidvalidity()
        if cursor.uidvalidity == 0:
            if uidvalidity:
                self._replica.set_uidvalidity(uidvalidity)
            return NOTHING, uidvalidity != 0
        if uidvalidity == cursor.uidvalidity:
            return NOTHING, True
        detail = f"{cursor.uidvalidity} -> {uidvalidity}"
        return self._replica.raise_alarm(Alarm.REPLACED, detail), False

    def _read_on(self, cursor: Cursor) -> Changes:
        changes = NOTHING
        stretch = _Stretch.starting(cursor)
        for message in self._journal.read_after(cursor.uid):
            decoded = self._decode(message)
            if isinstance(decoded, Invalid) and decoded.why is Why.OTHER_VERSION:
                # What follows must be folded after it, so nothing does until the update (rule 35).
                changes |= self._confirm(stretch)
                return changes | self._replica.raise_alarm(Alarm.UPDATE_NEEDED, decoded.detail)
            stretch.take(message, decoded)
            if stretch.is_full:
                changes |= self._confirm(stretch)
                stretch = _Stretch.starting(self._replica.cursor())
        changes |= self._confirm(stretch)
        return changes | self._replica.end_alarm(Alarm.UPDATE_NEEDED)

    def _identity(self) -> Identity:
        identity = self._known or self._replica.identity()
        if identity.key:
            self._known = identity
        return identity

    def _decode(self, message: JournalMessage) -> Decoded | Invalid:
        identity = self._identity()
        decoded = decode(message.raw, TeamKey(identity.key) if identity.key else None)
        if isinstance(decoded, Invalid):
            _log.info("journal message %d: %s", message.uid, decoded.why.value)
        elif decoded.key is not None and not identity.key:
            self._replica.set_team(decoded.batch.team, decoded.key)  # the lowest valid UID founds
        return decoded

    def _confirm(self, stretch: _Stretch) -> Changes:
        if not stretch.messages:
            return NOTHING
        hole = _hole(self._replica.last_seqs(), stretch.batches)
        changes = self._replica.confirm(stretch.page())
        if hole:
            changes |= self._replica.raise_alarm(Alarm.HOLE, hole)
        return changes | self._compare(stretch.batches)

    def _compare(self, batches: Sequence[Batch]) -> Changes:
        """Notice when another desk, at a position we know too, had come to another state."""
        latest = {batch.incarnation: batch for batch in batches}
        for batch in latest.values():
            ours = self._replica.chain_at(batch.head) if batch.head > START else None
            if ours is not None and ours != batch.state_hash:
                return self._replica.raise_alarm(Alarm.DIVERGED, f"{batch.desk} at {batch.head}")
        return NOTHING

    # -- writing ---------------------------------------------------------------------------

    def push(self) -> Changes:
        """Write the oldest pending events as one batch and read the journal to its head.

        An event leaves the queue only by being read back, so after a cut line this is simply
        called again: the same events go out under a fresh Message-ID, the first copy counts.

        Raises:
            Unavailable: the journal cannot be reached; nothing is lost.
            QuotaFull: the mailbox is full.
        """
        changes = NOTHING
        waiting = self._replica.pending_batch(MAX_EVENTS)
        if any(one.on_wire for one in waiting) or not self._identity().key:
            changes |= self.pull()  # an earlier attempt may have arrived; somebody may have founded
            waiting = self._replica.pending_batch(MAX_EVENTS)
        if not waiting or self._replica.alarm()[0].read_only:
            return changes
        message = self._compose(waiting)
        if message is None:
            return changes
        raw, sent = message
        self._replica.mark_on_wire(one.event.id for one in sent)
        self._journal.append(raw)
        return changes | self.pull()

    def _compose(self, waiting: Sequence[Waiting]) -> tuple[bytes, Sequence[Waiting]] | None:
        """Return the message of the longest prefix that fits, and the prefix.

        Without a team there is nothing to say except its founding (rule 32).
        """
        identity = self._identity()
        founding = not identity.key
        if founding and not isinstance(waiting[0].event.body, TeamFounded):
            return None
        key = new_team_key() if founding else TeamKey(identity.key)
        team = new_team_key().hex()[:16] if founding else identity.team
        count = len(waiting)
        while True:
            batch = self._batch(identity, team, waiting[:count])
            raw = encode(batch, key, founding=founding)
            if len(raw) <= MAX_MESSAGE or count == 1:
                return raw, waiting[:count]
            count = max(1, count // 2)

    def _batch(self, identity: Identity, team: str, waiting: Sequence[Waiting]) -> Batch:
        cursor = self._replica.cursor()
        return Batch(
            team=team,
            epoch=cursor.epoch,
            desk=self._desk,
            incarnation=identity.incarnation,
            # the next one that was *seen*: an attempt that got lost must leave no hole
            seq=self._replica.last_seqs().get(identity.incarnation, 0) + 1,
            head=cursor.head,
            state_hash=cursor.chain,
            sent_at=self._clock.now(),
            events=tuple(one.event for one in waiting),
        )


def _hole(known: Mapping[str, int], batches: Iterable[Batch]) -> str:
    """Return where numbers of an incarnation are missing, or "" (rule 34)."""
    last = dict(known)
    for batch in batches:
        expected = last.get(batch.incarnation, 0) + 1
        if batch.seq > expected:
            return f"{batch.desk}: {expected} to {batch.seq - 1}"
        last[batch.incarnation] = max(batch.seq, expected - 1)
    return ""
