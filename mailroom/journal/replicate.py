"""Carrying events between this desk and the journal (design rules 1-4, 32-35).

``pull`` reads the journal to its head and hands it to the fold. ``push`` writes a prefix of what
is pending and reads back until it is seen: APPEND OK alone means nothing. Both may be cut off
anywhere and simply be called again.

Owns: what is done when reading stops. Reading, writing, holes, epochs, keys, checkpoints and
compaction have a module each.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from enum import Enum

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.events import Body, Event
from mailroom.domain.position import START
from mailroom.domain.records.journal_events import Compacted, EpochStarted
from mailroom.domain.records.replica import Alarm, Cursor, CursorMoved
from mailroom.domain.records.snapshot import BadSnapshot, Snapshot
from mailroom.domain.verdicts import Reason
from mailroom.errors import FolderMissing, RuleBroken
from mailroom.ids import DeskId, PersonId, new_event_id
from mailroom.journal import keys
from mailroom.journal.codec import MAX_EVENTS, MIME, Codec, TeamKey
from mailroom.journal.compaction import Compaction
from mailroom.journal.epochs import Epochs, Followed
from mailroom.journal.holes import expunged
from mailroom.journal.port import Journal, Replica, Shelf
from mailroom.journal.reading import AtHead, Gap, Newer, NextEpoch, NoFounding, Reader, Stop
from mailroom.journal.shelving import Library
from mailroom.journal.upkeep import FOUNDING, Chore, Upkeep
from mailroom.journal.writing import Writer

_log = logging.getLogger(__name__)


class Step(Enum):
    """Where a rebuild is; each may take a while."""

    READ = "read"
    CHECKPOINT = "checkpoint"
    WRITE = "write"


GoOn = Callable[[Step], bool]
"""Is told of each step before it begins; returns whether to go on."""

REJOIN = "rejoin"
_NO_NEED = frozenset({Alarm.NONE, Alarm.UPDATE_NEEDED})


class Replicator:
    """Pulls, pushes and looks after the journal for one desk; used by one thread.

    Args:
        replica: what this desk keeps.
        journal: the team's.
        desk: this one.
        clock: for the times in messages.
        codec: how batches become messages.
        shelf: where checkpoints lie; None for a journal that has none.
        tell: is told of what was taken in at once, for the line may be cut, or the server refuse
            something, before ``pull`` or ``push`` can return it.
        pause: called now and then while a checkpoint goes over the line; may push and pull.
    """

    def __init__(
        self,
        *,
        replica: Replica,
        journal: Journal,
        desk: DeskId,
        clock: Clock,
        codec: Codec = MIME,
        shelf: Shelf | None = None,
        tell: Callable[[Changes], None] = lambda changes: None,
        pause: Callable[[], None] = lambda: None,
    ) -> None:
        self._replica = replica
        self._journal = journal
        self._desk = desk
        self._clock = clock
        self._codec = codec
        self._pause = pause
        self._is_reading = False
        self._library = Library(shelf, self._let_others_go_first)
        self._tell = tell
        self._reader = Reader(replica, journal, codec, desk, tell)
        self._writer = Writer(replica, codec, desk, clock)
        self._epochs = Epochs(replica, journal, self._library, self._writer)
        self._compaction = Compaction(replica, journal, codec, self._library)
        self._upkeep = Upkeep(replica, self._library)
        self._is_checked = False  # the key, by this program since its start
        self._looked_at = -1  # top of the shelf when nothing on it helped

    # -- reading ---------------------------------------------------------------------------

    def pull(self) -> Changes:
        """Read the journal to its head and fold what is new."""
        return self._pull(over_holes=False)

    def _pull(self, *, over_holes: bool) -> Changes:
        changes = NOTHING
        while True:
            self._is_reading = True
            try:
                done, found = self._pull_once(over_holes=over_holes)
            except CursorMoved:
                _log.debug("another process reads the journal too")
                continue
            finally:
                self._is_reading = False
            changes |= found
            if done:
                return changes | self._replica.load_rest()

    def _let_others_go_first(self) -> None:
        """Pause, unless it is a reading that needs a checkpoint: a push would begin it again."""
        if not self._is_reading:
            self._pause()

    def _pull_once(self, *, over_holes: bool) -> tuple[bool, Changes]:
        """Read on until something stops it; return whether that was all."""
        cursor = self._replica.cursor()
        uidvalidity, following = self._journal.uidvalidity(), self._journal.uidnext()
        if cursor.head == START and not uidvalidity:
            return True, NOTHING
        if cursor.head == START and cursor.uidvalidity != uidvalidity:
            self._begin_reading(uidvalidity)
            cursor = self._replica.cursor()
        other = self._other_journal(cursor, uidvalidity, following, over_holes=over_holes)
        if other:
            changes = self._replica.raise_alarm(Alarm.REPLACED, other)
            # In another folder only what lies there counts, whatever its number.
            gone_over, found = self._follow_any(0, 0) if uidvalidity else (False, NOTHING)
            return not gone_over, changes | found
        started = self._start_fast(cursor)
        if started:
            return False, started  # it may stand in another folder or epoch
        self._check_key()
        changes, stop = self._reader.read_on(over_holes=over_holes)
        if self._journal.uidvalidity() != uidvalidity:
            return False, changes  # it was replaced while we read
        done, found = self._answer(stop)
        return done, changes | found

    def _check_key(self) -> None:
        """Look, once, whether the key kept here is the team's (rule 32).

        With another one this desk would ignore everybody and believe what it says itself.
        """
        if self._is_checked:
            return
        identity, team = self._replica.identity(), self._replica.team_row()
        if not identity.key or team is None:
            return
        self._is_checked = True
        right = bytes.fromhex(team.key)
        if not right:  # never changed since the founding
            root = keys.root(self._journal.marked_after(0), self._codec)
            right = root[1] if root is not None and root[0] == identity.team else identity.key
        if right != identity.key:
            _log.warning("the key on this PC was not the team's")
            self._replica.set_team(identity.team, right)

    def _begin_reading(self, uidvalidity: int) -> None:
        """Take this for the journal: nothing of any other was read here yet."""
        self._replica.set_team("", b"")
        self._replica.enter(uidvalidity)
        self._replica.end_alarm(Alarm.REPLACED)
        self._replica.end_alarm(Alarm.HOLE)

    def _other_journal(
        self, cursor: Cursor, uidvalidity: int, following: int, *, over_holes: bool
    ) -> str:
        """Say how this is not the journal that our positions belong to, "" if it is (rule 33)."""
        if uidvalidity != cursor.uidvalidity:
            return f"{cursor.uidvalidity} -> {uidvalidity}"
        if 0 < following <= cursor.uid:  # the mailbox was put back from a copy of earlier
            return f"{cursor.uid} -> {following}"
        alarm, detail = self._replica.alarm()
        return detail if alarm is Alarm.REPLACED and not over_holes else ""

    def _answer(self, stop: Stop) -> tuple[bool, Changes]:
        """Do what a stop asks for; return whether reading is over for now."""
        match stop:
            case AtHead():
                ended = self._replica.end_alarm(Alarm.UPDATE_NEEDED)
                return True, ended | self._replica.end_alarm(Alarm.HOLE)
            case Newer():
                return True, self._replica.raise_alarm(Alarm.UPDATE_NEEDED, stop.detail)
            case NoFounding():
                return True, self._replica.raise_alarm(Alarm.HOLE, "founding")
            case Gap():
                return self._fill(stop)
            case NextEpoch():
                return self._follow(stop)

    def _follow(self, begun: NextEpoch) -> tuple[bool, Changes]:
        """Go over into an epoch met while reading; return whether reading is over for now."""
        cursor = self._replica.cursor()
        if not begun.is_of(cursor.uidvalidity):
            gone_over, changes = self._follow_any(cursor.uid, cursor.epoch)
            if gone_over:
                return False, changes
            detail = f"{begun.begun.folder} -> {cursor.uidvalidity}"
            return True, changes | self._replica.raise_alarm(Alarm.REPLACED, detail)
        trail = self._trail(cursor.uid)
        followed, changes = self._epochs.follow(begun, trail.key)
        self._tell(changes)
        if followed is Followed.NO_CHECKPOINT:
            detail = f"epoch {begun.batch.epoch}"
            return True, changes | self._replica.raise_alarm(Alarm.HOLE, detail)
        if followed is Followed.NO_LEAD:
            self._reader.disregard(begun)
        return False, changes

    def _follow_any(self, uid: int, epoch: int) -> tuple[bool, Changes]:
        """Go over into what begins above ``uid``, later than an epoch; say whether that was so.

        The lowest counts, unless what it stands on is nowhere to be found.
        """
        trail = self._trail(uid)
        for begun in self._beginnings(trail, epoch):
            followed, changes = self._epochs.follow(begun, trail.key)
            self._tell(changes)
            if followed is Followed.GONE_OVER:
                return True, changes
        return False, NOTHING

    def _beginnings(self, trail: keys.Trail, epoch: int) -> Iterator[NextEpoch]:
        """Yield the epochs begun in this folder that were not gone into here before."""
        for (uid, batch), key in zip(trail.met, trail.keys, strict=False):
            begun = self._reader.epoch_of(uid, batch, key, epoch)
            is_new = begun is not None and not self._replica.knows([batch.events[0].id])
            if begun is not None and is_new and begun.is_of(self._journal.uidvalidity()):
                yield begun

    def _trail(self, uid: int) -> keys.Trail:
        """Follow the key from ours through what lies above ``uid``."""
        key = TeamKey(self._replica.identity().key)
        return keys.follow(self._journal.marked_after(uid), self._codec, key)

    def _fill(self, gap: Gap) -> tuple[bool, Changes]:
        """Look on the shelf for what is missing, or for a new beginning behind it.

        Else this desk may only look (rule 34).
        """
        cursor, top = self._replica.cursor(), self._library.top
        if top != self._looked_at:
            key = self._trail(cursor.uid).key
            filled = self._restore(key, lambda one: _fills(one, gap, cursor))
            self._looked_at = top  # to the end of the shelf
            if filled:
                return False, filled | self._replica.end_alarm(Alarm.HOLE)
        gone_over, changes = self._follow_any(cursor.uid, cursor.epoch)
        if gone_over:
            return False, changes
        return True, self._replica.raise_alarm(Alarm.HOLE, gap.lacking)

    def _start_fast(self, cursor: Cursor) -> Changes:
        """Begin with a checkpoint instead of reading everything, if there is one."""
        if cursor.uid or cursor.head != START or not self._library.top:
            return NOTHING
        trail = keys.found(self._journal.marked_after(0), self._codec)
        if trail is None:
            return NOTHING
        first = next((event.body for event in trail.met[0][1].events), None)
        stands_on = first.checkpoint if isinstance(first, EpochStarted) else ""

        def fits(one: Snapshot) -> bool:
            here = one.cursor.uidvalidity == cursor.uidvalidity
            return one.team == trail.team and (here or one.digest == stands_on)

        return self._restore(trail.key, fits) or NOTHING

    def _restore(self, key: TeamKey, fits: Callable[[Snapshot], bool]) -> Changes:
        """Go over to the newest checkpoint that fits; NOTHING if there is none."""
        found = self._library.find(key, fits)
        if found is None:
            return NOTHING
        try:
            changes = Changes(health=True) | self._replica.restore(found.snapshot)
        except BadSnapshot as bad:
            _log.warning("checkpoint %s: %s", found.snapshot.cursor.head, bad)
            return NOTHING
        self._tell(changes)
        return changes

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
        if any(one.on_wire for one in waiting) or not self._replica.identity().key:
            changes |= self.pull()  # an earlier attempt may have arrived; somebody may have founded
            waiting = self._replica.pending_batch(MAX_EVENTS)
        if not waiting or self._replica.alarm()[0].read_only:
            return changes
        draft = self._writer.compose(waiting)
        if draft is None:
            return changes
        self._replica.mark_on_wire(draft.events)
        try:
            self._journal.append(draft.raw)
        except FolderMissing:
            _log.warning("the journal is gone")  # the pull says so to the person (rule 33)
        return changes | self.pull()

    # -- looking after it --------------------------------------------------------------------

    def inspect(self) -> Changes:
        """Compare what was read here with what is still there (rule 34)."""
        before = self._replica.cursor()
        if before.uidvalidity == 0 or self._journal.uidvalidity() != before.uidvalidity:
            return self.pull()
        there = self._journal.uids()
        changes = self.pull()
        can_join = not there or not self._library.is_open or self._bring_the_key()
        lost = expunged(self._replica, there, before) if can_join else FOUNDING
        if lost:
            return changes | self._replica.raise_alarm(Alarm.EXPUNGED, lost)
        return changes | self._replica.end_alarm(Alarm.EXPUNGED)

    def _bring_the_key(self) -> bool:
        """Return whether a new desk finds the message that brings the key (rule 32)."""
        return keys.found(self._journal.marked_after(0), self._codec) is not None

    def checkpoint(self) -> Changes:
        """Read to the head, put a checkpoint of it on the shelf and download that again.

        Raises:
            RuleBroken: the journal is broken; the reason is an ``Alarm``.
            CheckpointLost: the server keeps something else.
            QuotaFull: no room.
        """
        changes = self._read_for_checkpoint()
        self._compaction.checkpoint()
        return changes

    def compact(self, by: PersonId, *, at_once: bool = False) -> Changes:
        """Write a checkpoint and say that what it holds may go, now or in thirty days.

        Raises:
            RuleBroken: the journal is broken; the reason is an ``Alarm``.
            CheckpointLost: the server keeps something else; nothing was said.
            QuotaFull: no room.
        """
        changes = self._read_for_checkpoint()
        snapshot = self._compaction.checkpoint().snapshot
        said = Compacted(upto=snapshot.cursor.head, checkpoint=snapshot.digest, at_once=at_once)
        changes |= self._replica.append_pending([self._event(by, said)])
        return changes | self.push()

    def _read_for_checkpoint(self) -> Changes:
        changes = self.pull()
        alarm, detail = self._replica.alarm()
        if alarm.read_only:
            raise RuleBroken(alarm, detail)
        return changes

    def sweep(self) -> int:
        """Delete what may go by now; return how many messages that were."""
        return self._compaction.sweep()

    def chore(self, by: PersonId, *, low: bool = False, patience: int = 0) -> Chore | None:
        """Return what this desk should do for the journal now, if anything; see ``Upkeep.due``."""
        return self._upkeep.due(by, low=low, patience=patience)

    def do_chore(self, chore: Chore, by: PersonId) -> Changes:
        """Do one step of looking after the journal; raises what its parts raise."""
        changes = NOTHING
        match chore:
            case Chore.CHECKPOINT:
                changes = self.checkpoint()
            case Chore.COMPACT:
                changes = self.compact(by)
            case Chore.COMPACT_AT_ONCE:
                changes = self.compact(by, at_once=True)
            case Chore.SWEEP:
                self.sweep()
            case Chore.REBUILD:
                changes = self.rebuild(by, "")
        self._upkeep.done(chore)
        return changes

    def rebuild(self, by: PersonId, reason: str, go_on: GoOn = lambda _step: True) -> Changes:
        """Begin the order anew, as a lead, when the journal is broken for good (rules 33, 34).

        Does nothing when another lead did it first, or when there is nothing to repair. May be cut
        off anywhere and called again.

        Raises:
            RuleBroken: NOT_LEAD; or REPLACED with ``REJOIN`` as its detail: somebody began anew
                with a key that this desk does not know, so it must ``rejoin`` instead.
            CheckpointLost: the server keeps something else; nothing was begun.
        """
        if not self._replica.is_lead(by):
            raise RuleBroken(Reason.NOT_LEAD)
        if not go_on(Step.READ):
            return NOTHING
        changes = self.pull()
        if self._replica.alarm()[0] is Alarm.HOLE:
            # From here on only a new epoch helps: what lies behind the hole is taken in as well.
            changes |= self._replica.end_alarm(Alarm.HOLE)
            changes |= self._replica.raise_alarm(Alarm.REPLACED, "rebuild")
        if self._replica.alarm()[0] is Alarm.REPLACED:
            changes |= self._pull(over_holes=True)
        if self._replica.alarm()[0] in _NO_NEED:
            return changes
        if self._begun_unseen() is not None:
            raise RuleBroken(Alarm.REPLACED, REJOIN)  # a second beginning would split the team
        ours, key = self._replica.cursor(), TeamKey(self._replica.identity().key)
        changes |= self._restore(key, lambda one: _is_ahead(one, ours))
        if not self._replica.is_lead(by):
            raise RuleBroken(Reason.NOT_LEAD)  # by what the others know
        if not go_on(Step.CHECKPOINT):
            return changes
        cursor = self._replica.cursor()
        digest = self._compaction.checkpoint().snapshot.digest if self._library.is_open else ""
        if not go_on(Step.WRITE):
            return changes
        self._journal.make()
        began = EpochStarted(
            epoch=cursor.epoch + 1,
            after=cursor.head,
            chain=cursor.chain,
            checkpoint=digest,
            folder=self._journal.uidvalidity(),
            reason=reason,
        )
        self._epochs.begin(self._event(by, began), began.epoch, self._key_there())
        return changes | self.pull()

    def _key_there(self) -> TeamKey:
        """Return the key that other desks come to in the folder that is there now.

        In another folder that may be none of ours: somebody wrote a new one before they knew.
        """
        uidvalidity = self._journal.uidvalidity()
        if uidvalidity in {0, self._replica.cursor().uidvalidity}:
            return TeamKey(self._replica.identity().key)
        return self._trail(0).key

    def rejoin(self) -> Changes:
        """Take the key that the journal there brings, as a new desk would: a person decided to.

        For a desk that was away while the key was changed and the folder lost: it cannot check who
        began anew. Nothing it has is lost: what is missing there is asked again.
        """
        trail = self._begun_unseen()
        if trail is not None:
            self._replica.set_team(trail.team, trail.keys[0])
        return self.pull()

    def _begun_unseen(self) -> keys.Trail | None:
        """Return where our team went on with a key that this desk does not know, if it did."""
        is_broken = self._replica.alarm()[0] in {Alarm.REPLACED, Alarm.HOLE}
        if not is_broken or not self._journal.uidvalidity():
            return None
        trail = keys.found(self._journal.marked_after(0), self._codec)
        identity = self._replica.identity()
        if trail is None or trail.team != identity.team or identity.key in trail.keys:
            return None
        return trail if any(self._beginnings(trail, 0)) else None

    def _event(self, by: PersonId, body: Body) -> Event:
        return Event(
            id=new_event_id(), by=by, desk=self._desk, body=body, made_at=self._clock.now()
        )


def _is_ahead(snapshot: Snapshot, ours: Cursor) -> bool:
    """Return whether a checkpoint of the old order holds what nobody else may have (rule 33).

    This desk's disk may be an old one, and that of who said it too.
    """
    return snapshot.cursor.uidvalidity == ours.uidvalidity and snapshot.cursor.head > ours.head


def _fills(snapshot: Snapshot, gap: Gap, cursor: Cursor) -> bool:
    """Return whether a checkpoint of this epoch holds what is missing here."""
    batch, at = gap.batch, snapshot.cursor
    in_order = (at.uidvalidity, at.epoch) == (cursor.uidvalidity, cursor.epoch)
    seen = snapshot.seqs.get(batch.incarnation, 0) >= batch.seq - 1 and at.head >= batch.head
    return in_order and seen and at.head > cursor.head and snapshot.team == batch.team
