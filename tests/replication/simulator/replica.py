"""What a desk keeps of the journal, with the judging shared between desks.

Every desk folds the same journal. Judging and digesting is by far the dearest part of a schedule,
so it is done once for each (what came before, event, position, time, program): a desk that was
handed anything else than the others takes another branch, and its state hash shows it. A fresh
desk without sharing folds everything again at the end (``checks``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from mailroom.domain.changes import Changes
from mailroom.domain.dict_state import DictState
from mailroom.domain.events import Event, Placed, kind_of
from mailroom.domain.fold import apply
from mailroom.domain.people import Team
from mailroom.domain.records.levels import FOLD_LEVEL, LEVELS, Levels
from mailroom.domain.records.recording import Recording, chain, digest_rows
from mailroom.domain.records.snapshot import Snapshot
from mailroom.domain.state import Row
from mailroom.domain.verdicts import Verdict
from mailroom.ids import EventId
from tests.fakes.dict_replica import DictReplica


@dataclass(slots=True, eq=False)
class Judged:
    """What the fold made of an event after all that came before."""

    placed: Placed
    verdict: Verdict
    rows: tuple[Row, ...]
    chain: str
    then: Branch = field(default_factory=dict)


Branch = dict[tuple[int, object, object, int], Judged]
"""What may come next, by event, position, time and level: older programs read some otherwise."""


class SimReplica(DictReplica):
    """A ``Replica`` whose fold looks up what another desk has judged already.

    Attributes:
        watch: told of every event once it is judged, if somebody follows this replica.
        past: then, the state before that event.
        left_behind: refused events of journals that are no more; the store keeps their words.
        asked: everything that was to be said here and was not taken back.
    """

    def __init__(
        self, incarnation: str, first: Branch | None = None, levels: Levels = LEVELS
    ) -> None:
        super().__init__(incarnation)
        self._first = {} if first is None else first
        self._branch = self._first
        self._levels = levels
        self.watch: Callable[[Judged], None] | None = None
        self.past = DictState()
        self.left_behind: frozenset[EventId] = frozenset()
        self.asked: dict[EventId, Event] = {}
        self._team: tuple[Team | None, Team | None] = (None, None)
        self._recording: tuple[DictState, Recording] | None = None

    @property
    def level(self) -> int:
        """Return the highest fold level that this desk's program knows."""
        return self._levels.highest

    @property
    def base(self) -> Snapshot | None:
        """Return the checkpoint that this desk stands on, if any."""
        return self._base

    def copied(self, branch: Branch) -> SimReplica:
        """Return a desk that is as far as this one; what comes next is shared in ``branch``."""
        copy = SimReplica(self._identity.incarnation, {}, self._levels)
        copy._branch = branch
        for row in self.state.rows():
            copy.state.put(row)
            copy.past.put(row)
        copy.log, copy.verdicts = list(self.log), list(self.verdicts)
        copy._cursor, copy._identity = self._cursor, self._identity
        copy._chains, copy._seqs = dict(self._chains), dict(self._seqs)
        return copy

    def backup(self) -> SimReplica:
        """Return a copy of all that lies on the disk."""
        copy = self.copied(self._branch)
        copy.pending, copy._alarm, copy._base = dict(self.pending), self._alarm, self._base
        copy._detour = self._detour
        copy.left_behind, copy.asked = self.left_behind, dict(self.asked)
        return copy

    def team_row(self) -> Team | None:
        """Return the team; a level that this program knows counts as one that the product knows."""
        team = self.state.team()
        above = self._levels.highest - FOLD_LEVEL
        if team is None or not above:
            return team
        known, row = self._team
        if known is not team:
            row = replace(team, fold_level=max(1, team.fold_level - above))
            self._team = (team, row)
        return row

    def append_pending(self, events: Iterable[Event]) -> Changes:
        """Queue events, and remember that somebody relies on them."""
        fresh = list(events)
        self.asked.update((event.id, event) for event in fresh)
        return super().append_pending(fresh)

    def withdraw_pending(self, events: Iterable[EventId]) -> Changes:
        """Take back what was never on the wire."""
        named = list(events)
        waiting = [event for event in named if event in self.pending]
        changes = super().withdraw_pending(named)
        for event in waiting:
            if event not in self.pending:
                self.asked.pop(event, None)
        return changes

    def crash(self) -> None:
        """Lose what is not durable: here nothing is."""

    def refold(self) -> Changes:
        """Fold anew what was folded since the last snapshot; nobody follows that."""
        self._branch = self._first if self._base is None else {}
        watch, self.watch = self.watch, None
        changes = super().refold()
        self._follow_from_here(watch)
        return changes

    def restore(self, snapshot: Snapshot) -> Changes:
        """Take over a snapshot; from here on this desk judges for itself."""
        self._branch = {}
        entries = self.state.entries.items()
        self.left_behind |= {id_ for id_, entry in entries if not entry.verdict.accepted}
        changes = super().restore(snapshot)
        self._follow_from_here(self.watch)
        return changes

    def _follow_from_here(self, watch: Callable[[Judged], None] | None) -> None:
        self.watch = watch
        if watch is not None:
            self.past = DictState()
            for row in self.state.rows():
                self.past.put(row)

    def _fold(self, placed: Iterable[Placed]) -> None:
        before = self._cursor.chain
        for item in placed:
            judged = self._judge(item, before)
            before = judged.chain
            self._chains[item.position] = before
            self.log.append(item)
            self.verdicts.append(judged.verdict)
            if self.watch is not None:
                self.watch(judged)
                for row in judged.rows:
                    self.past.put(row)
        self._follow_key()

    def _judge(self, item: Placed, before: str) -> Judged:
        level = self._levels.level_of(kind_of(item.event.body))
        key = (id(item.event), item.position, item.time, level)
        judged = self._branch.get(key)
        if judged is None:
            recording = self._recording_of(self.state)
            verdict = apply(recording, item, self._levels)
            rows = recording.take()
            reached = chain(before, item.event.id, verdict, digest_rows(rows))
            judged = self._branch[key] = Judged(item, verdict, rows, reached)
        else:
            for row in judged.rows:
                self.state.put(row)
        self._branch = judged.then
        return judged

    def _recording_of(self, state: DictState) -> Recording:
        if self._recording is None or self._recording[0] is not state:
            self._recording = (state, Recording(state))
        return self._recording[1]
