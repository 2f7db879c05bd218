"""What a desk keeps of the journal, in dictionaries: for the simulator and quick tests.

Every method is one step that either happened or not, as the transactions of the store are. What
the object holds is what a crash leaves.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, islice
from typing import get_args

from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.dict_state import DictState
from mailroom.domain.events import Event, MailArrived, Placed
from mailroom.domain.fold import apply
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.people import Team
from mailroom.domain.position import START, Position
from mailroom.domain.query import Standing
from mailroom.domain.records.detour import Detour, Judgement, as_seen, detour
from mailroom.domain.records.journal_events import Compacted, EpochStarted
from mailroom.domain.records.record import from_plain
from mailroom.domain.records.recording import Recording, chain, digest_rows
from mailroom.domain.records.replica import Alarm, Cursor, CursorMoved, Identity, Page, Waiting
from mailroom.domain.records.snapshot import Snapshot, rows_by_kind
from mailroom.domain.state import Entry, Row
from mailroom.domain.verdicts import Verdict
from mailroom.ids import DeskId, EventId, PersonId, mail_arrived_id

_SOMETHING = Changes(health=True)
_KINDS = {kind.__name__: kind for kind in get_args(Row)}


class DictReplica:
    """A ``Replica`` in memory.

    Attributes:
        state: the confirmed projection.
        log: what was folded since the last snapshot restored, in order.
        verdicts: of the log's events, in the same order.
    """

    def __init__(self, incarnation: str) -> None:
        self.state = DictState()
        self.log: list[Placed] = []
        self.verdicts: list[Verdict] = []
        self.pending: dict[EventId, Waiting] = {}
        self._cursor = Cursor()
        self._identity = Identity(incarnation=incarnation)
        self._renewals = count(2)
        self._alarm = (Alarm.NONE, "")
        self._chains: dict[Position, str] = {}
        self._seqs: dict[str, int] = {}
        self._base: Snapshot | None = None
        self._detour: Detour | None = None
        self._announced = _Announced()

    # -- where this desk is

    def cursor(self) -> Cursor:
        return self._cursor

    def identity(self) -> Identity:
        return self._identity

    def set_team(self, team: str, key: bytes) -> None:
        self._identity = replace(self._identity, team=team, key=key)

    def enter(self, uidvalidity: int, epoch: int = 1, uid: int = 0) -> None:
        self._cursor = replace(self._cursor, uidvalidity=uidvalidity, epoch=epoch, uid=uid)

    def renew_incarnation(self) -> None:
        name = f"{self._identity.incarnation.partition('/')[0]}/{next(self._renewals)}"
        self._identity = replace(self._identity, incarnation=name)

    def alarm(self) -> tuple[Alarm, str]:
        return self._alarm

    def raise_alarm(self, alarm: Alarm, detail: str) -> Changes:
        """Note what is wrong; the first reason to be read-only stays."""
        if self._alarm[0].read_only or self._alarm[0] is alarm:
            return NOTHING
        self._alarm = (alarm, detail)
        return _SOMETHING

    def end_alarm(self, alarm: Alarm) -> Changes:
        if self._alarm[0] is not alarm:
            return NOTHING
        self._alarm = (Alarm.NONE, "")
        return _SOMETHING

    # -- what was read

    def chain_at(self, position: Position) -> str | None:
        return self._chains.get(position)

    def floor(self) -> Position:
        return START if self._base is None else self._base.cursor.head

    def last_seqs(self) -> dict[str, int]:
        return dict(self._seqs)

    def journal_uids(self) -> frozenset[int]:
        team = self.state.team()
        line = max(START if team is None or team.compacted is None else team.compacted, START)
        return frozenset(
            position.uid
            for position in self._chains
            if position > line and position.epoch == self._cursor.epoch
        )

    def knows(self, events: Iterable[EventId]) -> frozenset[EventId]:
        known = (self._announced.of(self.state), self.state.entries, self.pending)
        return frozenset(event for event in events if any(event in one for one in known))

    def verdict(self, event: EventId) -> tuple[Standing, Verdict | None]:
        entry = self.state.entry(event)
        if entry is None:
            return Standing.ASKED, None
        accepted = entry.verdict.accepted
        return (Standing.CONFIRMED if accepted else Standing.REFUSED), entry.verdict

    def team_row(self) -> Team | None:
        return self.state.team()

    def is_lead(self, person: PersonId) -> bool:
        return any(member.id == person for member in self.state.leads())

    # -- what is to be said

    def append_pending(self, events: Iterable[Event]) -> Changes:
        """Queue events; ones queued or judged before are left out."""
        fresh = [as_seen(self._detour, event) for event in events]
        known = self.knows(event.id for event in fresh)
        for event in fresh:
            if event.id not in known:
                self.pending[event.id] = Waiting(event=event, attempts=0, on_wire=False)
        return _SOMETHING

    def pending_batch(self, limit: int) -> tuple[Waiting, ...]:
        return tuple(self.pending.values())[:limit]

    def pending_count(self) -> int:
        """Return how many events wait."""
        return len(self.pending)

    def mark_on_wire(self, events: Iterable[EventId]) -> None:
        for event in events:
            waiting = self.pending.get(event)
            if waiting is not None:
                attempts = waiting.attempts + 1
                self.pending[event] = replace(waiting, attempts=attempts, on_wire=True)

    def withdraw_pending(self, events: Iterable[EventId]) -> Changes:
        """Take back events that were never on the wire."""
        for event in events:
            if event in self.pending and not self.pending[event].on_wire:
                del self.pending[event]
        return _SOMETHING

    # -- taking in

    def confirm(self, page: Page) -> Changes:
        if self._cursor != page.after:
            raise CursorMoved
        fresh = [item for item in page.placed if item.position > page.after.head]
        self._fold(fresh)
        last = fresh[-1] if fresh else None
        self._cursor = replace(
            self._cursor,
            uid=page.uid,
            head=last.position if last else page.after.head,
            time=last.time if last else page.after.time,
            chain=self._chains[last.position] if last else page.after.chain,
        )
        for item in fresh:
            self.pending.pop(item.event.id, None)
        for incarnation, seq in page.seqs.items():
            self._seqs[incarnation] = max(seq, self._seqs.get(incarnation, 0))
        return _SOMETHING if fresh else NOTHING

    def snapshot(self) -> Snapshot:
        return Snapshot(
            cursor=self._cursor,
            seqs=dict(self._seqs),
            team=self._identity.team,
            key=self._identity.key.hex(),
            rows=rows_by_kind(self.state.rows()),
        )

    def restore(self, snapshot: Snapshot) -> Changes:
        """Take over a snapshot; what it lacks is asked again, in its old order, before the rest."""
        before, until = self.state, self._cursor.head
        self._stand_on(snapshot)
        theirs = _judgements(self.state)
        parted = detour(_judgements(before), until, theirs, snapshot.cursor.head)
        self._detour = self._detour if parted is None else parted.and_before(self._detour)
        self._identity = replace(
            self._identity, team=snapshot.team, key=bytes.fromhex(snapshot.key)
        )
        self._seqs = dict(snapshot.seqs)
        self._cursor = snapshot.cursor
        waiting = [Waiting(event=event, attempts=0, on_wire=True) for event in _accepted(before)]
        again = {one.event.id: one for one in waiting} | self.pending
        known = self._announced.of(self.state) | self.state.entries.keys()
        self.pending = {
            id_: replace(one, event=as_seen(self._detour, one.event))
            for id_, one in again.items()
            if id_ not in known
        }
        return _SOMETHING

    def load_rest(self) -> Changes:
        return NOTHING

    def refold(self) -> Changes:
        log, base = self.log, self._base
        if base is None:
            self.state, self.log, self.verdicts, self._chains = DictState(), [], [], {}
            self._cursor = replace(self._cursor, chain="")
        else:
            self._stand_on(base)
            self._cursor = replace(self._cursor, chain=base.cursor.chain)
        self._fold(log)
        if log:
            self._cursor = replace(self._cursor, chain=self._chains[log[-1].position])
        return _SOMETHING

    # -- inside

    def _fold(self, placed: Iterable[Placed]) -> None:
        recording = Recording(self.state)
        before = self._cursor.chain
        for item in placed:
            verdict = apply(recording, item)
            before = chain(before, item.event.id, verdict, digest_rows(recording.take()))
            self._chains[item.position] = before
            self.log.append(item)
            self.verdicts.append(verdict)
        self._follow_key()

    def _follow_key(self) -> None:
        team = self.state.team()
        if team is not None and team.key:
            self._identity = replace(self._identity, key=bytes.fromhex(team.key))

    def _stand_on(self, snapshot: Snapshot) -> None:
        self._base = snapshot
        self.state = DictState()
        for kind, texts in snapshot.rows.items():
            for text in texts:
                self.state.put(from_plain(_KINDS[kind], json.loads(text)))
        self.log, self.verdicts, self._chains = [], [], {}


class _Announced:
    """The ids of announced mails, kept along: rows are never deleted."""

    def __init__(self) -> None:
        self._mails: object = None
        self._ids: set[EventId] = set()

    def of(self, state: DictState) -> set[EventId]:
        """Return those of this state."""
        if self._mails is not state.mails:
            self._mails, self._ids = state.mails, set()
        self._ids.update(map(mail_arrived_id, islice(state.mails, len(self._ids), None)))
        return self._ids


def _judgements(state: DictState) -> Iterator[Judgement]:
    for entry in state.entries.values():
        yield entry.position, entry.event.id, entry.verdict.accepted
    for place in state.mails.values():
        yield place.position, place.facts.key, True


def _accepted(state: DictState) -> Iterator[Event]:
    """Yield the accepted events that left these rows, in the order of their positions.

    What was about the mailbox as it was is not said again.
    """
    rows: list[Entry | MailPlace] = [*state.entries.values(), *state.mails.values()]
    for row in sorted(rows, key=lambda one: one.position):
        if isinstance(row, Entry):
            if row.verdict.accepted and not isinstance(row.event.body, Compacted | EpochStarted):
                yield row.event
        elif row.facts.direction is not Direction.BY_HAND:
            yield Event(
                id=mail_arrived_id(row.facts.key),
                by=PersonId(""),
                desk=DeskId(""),
                body=MailArrived(mail=row.facts),
                made_at=row.facts.sent_at,
            )
