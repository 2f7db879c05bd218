"""Reading the journal: from messages to stretches that the store takes in at once (section 4).

Owns: journal time, what of a message counts, where a stretch ends, where reading must stop. What
to do about a stop is decided in ``replicate``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.events import Placed
from mailroom.domain.position import START, Position
from mailroom.domain.records.journal_events import Compacted, EpochStarted, KeyRotated, LevelRaised
from mailroom.domain.records.levels import FOLD_LEVEL
from mailroom.domain.records.replica import Alarm, Batch, Cursor, Identity, Page
from mailroom.ids import DeskId, EventId
from mailroom.journal.codec import Codec, Invalid, TeamKey, Why
from mailroom.journal.holes import Sight
from mailroom.journal.port import Journal, JournalMessage, Replica

_log = logging.getLogger(__name__)

EVENTS_PER_PAGE = 500
MESSAGES_PER_PAGE = 100
TURNING = (KeyRotated, LevelRaised, Compacted, EpochStarted)
"""After these the messages that follow may have to be read in another way."""
_MOST_AHEAD = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHead:
    """Everything there is was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """What follows was written by a newer program (rule 35)."""

    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """The next message speaks of something that is not there (rule 34).

    Attributes:
        batch: of the message that was not taken in.
        lacking: for people: whose, and what.
    """

    batch: Batch
    lacking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextEpoch:
    """The next message begins the order anew (rule 33); it was not taken in.

    ``key`` is what it is sealed with.
    """

    uid: int
    batch: Batch
    key: TeamKey

    @property
    def begun(self) -> EpochStarted:
        """Return what its author said of it."""
        body = self.batch.events[0].body
        assert isinstance(body, EpochStarted)
        return body

    def is_of(self, uidvalidity: int) -> bool:
        """Return whether it was begun in this folder, not in one that was renumbered since."""
        return self.begun.folder in {0, uidvalidity}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoFounding:
    """Somebody's journal is here, but not the message that brings its key (rule 32)."""


Stop = AtHead | Newer | Gap | NextEpoch | NoFounding
"""Why reading ended."""


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
class Stretch:
    """What was read since the last page."""

    after: Cursor
    uid: int
    time: datetime | None
    placed: list[Placed] = field(default_factory=list)
    batches: list[Batch] = field(default_factory=list)
    messages: int = 0
    turned: bool = False

    @classmethod
    def starting(cls, after: Cursor) -> Stretch:
        """Return an empty one."""
        return cls(after=after, uid=after.uid, time=after.time)

    @property
    def ends(self) -> bool:
        """Return whether it must be taken in before the next message is read."""
        is_full = len(self.placed) >= EVENTS_PER_PAGE or self.messages >= MESSAGES_PER_PAGE
        return is_full or self.turned

    def skip(self, message: JournalMessage) -> None:
        """Move on behind a message that everyone ignores (rule 35)."""
        self.uid = message.uid
        self.messages += 1

    def take(self, message: JournalMessage, batch: Batch) -> None:
        """Add a message."""
        self.skip(message)
        self.time = journal_time(self.time, message.internaldate, batch.sent_at)
        self.placed += [
            Placed(event=event, position=position, time=self.time)
            for event, position in zip(batch.events, positions(message, batch), strict=True)
        ]
        self.batches.append(batch)
        self.turned = any(isinstance(event.body, TURNING) for event in batch.events)

    def page(self) -> Page:
        """Return what the store takes in at once."""
        seqs: dict[str, int] = {}
        for batch in self.batches:
            seqs[batch.incarnation] = max(batch.seq, seqs.get(batch.incarnation, 0))
        return Page(after=self.after, uid=self.uid, placed=tuple(self.placed), seqs=seqs)


def positions(message: JournalMessage, batch: Batch) -> Iterator[Position]:
    """Return where the events of a message lie."""
    return (Position(batch.epoch, message.uid, n) for n in range(len(batch.events)))


class Reader:
    """Reads on from the cursor; used by one thread."""

    def __init__(
        self,
        replica: Replica,
        journal: Journal,
        codec: Codec,
        desk: DeskId,
        tell: Callable[[Changes], None],
    ) -> None:
        self._replica = replica
        self._journal = journal
        self._codec = codec
        self._desk = desk
        self._tell = tell
        self._unheard: set[EventId] = set()

    def disregard(self, stop: NextEpoch) -> None:
        """Ignore, from now on, an epoch that somebody began without the right to."""
        self._unheard.add(stop.batch.events[0].id)

    def epoch_of(self, uid: int, batch: Batch, key: TeamKey, epoch: int) -> NextEpoch | None:
        """Return the epoch that a message begins, if it is later than this one and not ignored."""
        first = batch.events[0] if batch.events else None
        if first is None or first.id in self._unheard or batch.epoch <= epoch:
            return None
        begins = isinstance(first.body, EpochStarted) and first.body.epoch == batch.epoch
        return NextEpoch(uid=uid, batch=batch, key=key) if begins else None

    def read_on(self, *, over_holes: bool = False) -> tuple[Changes, Stop]:
        """Take in what is new, up to where it cannot simply go on.

        Args:
            over_holes: take in what lies behind a hole too: what is missing was given up.

        Raises:
            CursorMoved: another process reads too; call again.
        """
        changes = NOTHING
        cursor = self._replica.cursor()
        identity = self._replica.identity()
        if self._level_is_too_high():
            return NOTHING, Newer(detail="fold level")
        stretch, sight = Stretch.starting(cursor), Sight(self._replica, cursor)
        for message in self._journal.read_after(cursor.uid):
            found = self._look_at(message, identity, cursor.epoch)
            if isinstance(found, Newer | NextEpoch | NoFounding):
                return changes | self._take_in(stretch, identity), found
            if found is None:
                stretch.skip(message)
            else:
                lacking = "" if over_holes else sight.lacks(found)
                if lacking:
                    taken = self._take_in(stretch, identity)
                    return changes | taken, Gap(batch=found, lacking=lacking)
                stretch.take(message, found)
                sight.saw(found, positions(message, found))
                identity = identity if identity.key else self._replica.identity()
            if stretch.ends:
                changes |= self._take_in(stretch, identity)
                if stretch.turned and self._level_is_too_high():
                    return changes, Newer(detail="fold level")
                identity = self._replica.identity()
                stretch = Stretch.starting(self._replica.cursor())
        return changes | self._take_in(stretch, identity), AtHead()

    def _look_at(
        self, message: JournalMessage, identity: Identity, epoch: int
    ) -> Batch | Newer | NextEpoch | NoFounding | None:
        """Return what a message means to us; None if everyone ignores it."""
        decoded = self._codec.decode(message.raw, TeamKey(identity.key) if identity.key else None)
        if isinstance(decoded, Invalid):
            _log.info("journal message %d: %s", message.uid, decoded.why.value)
            if decoded.why is Why.OTHER_VERSION:
                return Newer(detail=decoded.detail)
            is_sealed = decoded.why in {Why.NO_KEY, Why.BAD_SEAL}
            return NoFounding() if is_sealed and not identity.key else None
        batch = decoded.batch
        if decoded.key is not None and not identity.key:
            self._replica.set_team(batch.team, decoded.key)  # the lowest valid UID founds
        if batch.epoch == epoch:
            return batch
        # Of an older epoch: its author still has it pending and will say it again (rule 33).
        return self.epoch_of(message.uid, batch, decoded.key or TeamKey(identity.key), epoch)

    def _level_is_too_high(self) -> bool:
        team = self._replica.team_row()
        return team is not None and team.fold_level > FOLD_LEVEL

    def _take_in(self, stretch: Stretch, identity: Identity) -> Changes:
        if not stretch.messages:
            return NOTHING
        if self._somebody_is_called_like_us(stretch, identity.incarnation):
            _log.warning("another copy of this desk writes as %s", identity.incarnation)
            self._replica.renew_incarnation()  # before: once taken in they look like ours
        changes = self._replica.confirm(stretch.page())
        changes |= self._compare(stretch.batches)
        self._tell(changes)
        return changes

    def _somebody_is_called_like_us(self, stretch: Stretch, incarnation: str) -> bool:
        """Say whether a copy of this disk writes under our name: numbers would collide (rule 34).

        A new message under our name holds only what waits here or was judged here, if it is ours;
        but the beginning of an epoch never waits.
        """
        under_our_name = [one for one in stretch.batches if one.incarnation == incarnation]
        if not under_our_name:
            return False
        last = self._replica.last_seqs().get(incarnation, 0)
        events = {
            event.id
            for one in under_our_name
            if one.seq > last
            for event in one.events
            if not isinstance(event.body, EpochStarted)
        }
        foreign_desk = any(one.desk != self._desk for one in under_our_name)
        return foreign_desk or self._replica.knows(events) != events

    def _compare(self, batches: Sequence[Batch]) -> Changes:
        """Notice when another desk, at a position we know too, had come to another state."""
        latest = {batch.incarnation: batch for batch in batches}
        for batch in latest.values():
            if self._differs(batch):
                changes = self._refold_once()  # it may be our tables that are wrong
                if not self._differs(batch):
                    return changes
                detail = f"{batch.desk} at {batch.head}"
                return changes | self._replica.raise_alarm(Alarm.DIVERGED, detail)
        alarm, detail = self._replica.alarm() if latest else (Alarm.NONE, "")
        if alarm is Alarm.DIVERGED and any(self._agrees(one, detail) for one in latest.values()):
            return self._replica.end_alarm(Alarm.DIVERGED)
        return NOTHING

    def _refold_once(self) -> Changes:
        """Fold anew, unless that was done in vain: it takes long."""
        is_vain = self._replica.alarm()[0] is Alarm.DIVERGED
        return NOTHING if is_vain else self._replica.refold()

    def _agrees(self, batch: Batch, detail: str) -> bool:
        """Say whether the desk that an alarm names has come to our state since."""
        is_named = detail.startswith(f"{batch.desk} at ")
        return is_named and self._replica.chain_at(batch.head) == batch.state_hash

    def _differs(self, batch: Batch) -> bool:
        ours = self._replica.chain_at(batch.head) if batch.head > START else None
        return ours is not None and ours != batch.state_hash
