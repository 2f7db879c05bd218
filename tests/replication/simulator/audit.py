"""What must hold at every position of the journal, said again in other words than the rules'.

The auditor follows the server's journal as a desk that is never cut off, with the real replicator
and fold, and looks at the state before and after each event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate, pairwise

from mailroom.domain.cases import Case, SendState
from mailroom.domain.dict_state import DictState
from mailroom.domain.events import (
    Assigned,
    Closed,
    Event,
    InternalBegun,
    InternalDone,
    SendBegun,
    kind_of,
)
from mailroom.domain.position import Position
from mailroom.domain.records.journal_events import KeyRotated
from mailroom.domain.records.replica import Batch
from mailroom.domain.sends.parcels import Parcel, Step
from mailroom.domain.sends.timing import LATEST
from mailroom.domain.state import Entry
from mailroom.domain.turn import case_at
from mailroom.domain.verdicts import Verdict
from mailroom.ids import EscalationId, EventId, MailKey, MessageId
from mailroom.journal.port import JournalMessage
from tests.replication.simulator.clicks import SHAPE, Shown, word_of, words_in
from tests.replication.simulator.codec import Sealed
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.instants import CHECKS, Instant, demand
from tests.replication.simulator.replica import Judged, SimReplica
from tests.replication.simulator.servers import Server

WINDOW = 30.0
"""Seconds between the last look at the journal and DATA (rule 13): it is measured and stated."""

StepName = tuple[str, str, int]
"""Escalation, step and attempt."""

CLOSES_SLOT = {SendState.DONE, SendState.FAILED, SendState.ABANDONED, SendState.BOUNCED}


@dataclass
class Auditor:
    """Follows the journal of one schedule.

    Attributes:
        ghosts: what was shown to the author of an event, by event id.
        coverage: (kind, reason or "accepted") to how often it was judged so.
        forgotten: attempts of steps that were mailed again since the journal has lost them.
    """

    server: Server
    replica: SimReplica
    ghosts: dict[str, Shown] = field(default_factory=dict)
    coverage: Counter[tuple[str, str]] = field(default_factory=Counter)
    forgotten: Counter[StepName] = field(default_factory=Counter)
    closed_at: dict[MessageId, float] = field(default_factory=dict)
    order: list[tuple[Position, EventId, Verdict]] = field(default_factory=list)
    key: bytes = b""
    time: datetime | None = None
    epoch: int = 1
    begun_at: float = -1.0
    say: Callable[[str], None] | None = None
    _rotated: tuple[int, bytes] | None = None

    def __post_init__(self) -> None:
        self.replica.watch = self.judged

    # -- positions

    def judged(self, one: Judged) -> None:
        """Look at an event that was just judged."""
        event, verdict = one.placed.event, one.verdict
        self.coverage[kind_of(event.body), _named(verdict)] += 1
        if self.say:
            self.say(_line(one))
        before, after = self.replica.past, self.replica.state
        turn = Instant(one, before, after, case_at(before, event.anchor))
        if one.placed.position.epoch != self.epoch:
            self._go_over(one)
        self._check_seal(one)
        self._check_time(one)
        for check in CHECKS:
            check(turn)
        self._check_shown(turn)
        for case in turn.cases_before():
            self._note_slots(case, after)
        self.order.append((one.placed.position, event.id, verdict))

    def _go_over(self, one: Judged) -> None:
        """The order was begun anew (rule 33)."""
        self.epoch = one.placed.position.epoch
        self.key, self.time, self._rotated = b"", None, None
        self.begun_at = self.server.now.monotonic()

    def _check_seal(self, one: Judged) -> None:
        """Rule 32: what follows the message of an accepted rotation carries the new key."""
        uid = one.placed.position.uid
        if self._rotated is not None and uid != self._rotated[0]:
            self.key, self._rotated = self._rotated[1], None
        message = self._message(uid)
        if message is not None and isinstance(message.raw, Sealed):
            self.key = self.key or message.raw.key
            demand(message.raw.key == self.key, "rule 32: an old key is believed")
        body = one.placed.event.body
        if isinstance(body, KeyRotated) and one.verdict.accepted:
            self._rotated = (uid, bytes.fromhex(body.key))

    def _message(self, uid: int):
        return next((m for m in reversed(self.server.journal.messages) if m.uid == uid), None)

    def _check_time(self, one: Judged) -> None:
        """Design section 4: a desk's clock can hold T back, never push it; T never goes back."""
        message = self._message(one.placed.position.uid)
        time = one.placed.time
        if self.time is not None:
            demand(time >= self.time, "T went back")
        if message is not None and (self.time is None or time > self.time):
            demand(time <= message.internaldate, "T was pushed by an author's clock")
        self.time = time

    def _check_shown(self, turn: Instant) -> None:
        """I6: nothing is accepted on content that its author was not shown."""
        ghost = self._ghost(turn.event)
        if ghost is None or not turn.verdict.accepted or turn.case is None:
            return
        body = turn.event.body
        if getattr(body, "undoes", None) is not None:
            return  # it is about an event, whatever case is on screen
        if self._stands_elsewhere(turn):
            return
        if isinstance(body, SendBegun | Closed):
            there = words_in(turn.before, turn.case.id)
            unseen = [
                word
                for word, desk in there.items()
                if word not in ghost.words and desk != turn.event.desk
            ]
            if unseen and self._brought_together_here(turn, ghost):
                unseen = [word for word in unseen if not self._was_known(turn, word, ghost)]
            demand(not unseen, f"I6: {kind_of(body)} accepted over unseen {unseen}")
        if isinstance(body, Assigned) and body.undoes is None:
            version = turn.case.assignee_version
            own = version is not None and version.desk == turn.event.desk
            same = turn.case.assignee in ghost.assignees
            demand(own or same, "I6: an assignee was overwritten that its author was not shown")

    def _stands_elsewhere(self, turn: Instant) -> bool:
        """Return whether its author says to have come to another state: a message was deleted."""
        message = self._message(turn.judged.placed.position.uid)
        batch = getattr(getattr(message, "raw", None), "batch", None)
        ours = None if batch is None else self.replica.chain_at(batch.head)
        return bool(self.server.lost) and ours is not None and ours != batch.state_hash

    @staticmethod
    def _brought_together_here(turn: Instant, ghost: Shown) -> bool:
        """Return whether only the author's own desk has moved mails of this case since.

        Its own refused moves count: until then its screen showed them as done.
        """
        assert turn.case is not None
        moved = [
            entry.event.desk == turn.event.desk
            for entry in turn.before.entries.values()
            if isinstance(entry.event.body, SHAPE)
            and (entry.verdict.accepted or entry.event.desk == turn.event.desk)
            and entry.position > ghost.at
            and any(case_at(turn.before, key) == turn.case for key in _named_mails(entry))
        ]
        return bool(moved) and all(moved)

    @staticmethod
    def _was_known(turn: Instant, word: str, ghost: Shown) -> bool:
        """Return whether it lay in front of the author, if in another case."""
        mail = turn.before.mails.get(MailKey(word))
        rows = [entry for entry in turn.before.entries.values() if word_of(entry.event) == word]
        return any(row.position <= ghost.at for row in ([*rows, mail] if mail else rows))

    def _ghost(self, event: Event) -> Shown | None:
        if isinstance(event.body, SendBegun):
            return self.ghosts.get(event.body.message_id)
        return self.ghosts.get(event.id)

    def _note_slots(self, case: Case, after: DictState) -> None:
        slot = case.open_send
        now = None if slot is None else after.sents.get(slot.message_id)
        if slot is not None and now is not None and now.state in CLOSES_SLOT:
            self.closed_at[slot.message_id] = self.server.now.monotonic()

    # -- mail

    def at_data(self, desk: Desk, parcel: Parcel) -> None:
        """I4, I14: a mail goes out while its slot is open, or on a person's word."""
        if parcel.step is not None:
            self._at_data_of_step(desk, parcel, parcel.step)
        now = desk.clock.now()
        if parcel.due is not None and parcel.step is None:  # internal mail has clocks of its own
            demand(now >= (parcel.send_at or now), "N13: DATA before the booked time")
            demand(now - parcel.due <= LATEST, "N13: DATA long after it was meant to leave")
        if parcel.step is not None or parcel.unchecked:
            return  # unchecked: a person's word counts, whatever this desk has read (rule 17)
        state = self._known_to(desk)
        sent = state.sent(parcel.message_id)
        case = None if sent is None else case_at(state, sent.anchor)
        slot = None if case is None else case.open_send
        is_open = slot is not None and slot.message_id == parcel.message_id
        unseen = self._closed_unseen(desk, parcel)
        demand(sent is not None or unseen, "I4: DATA without any slot")
        mine = is_open and sent is not None and sent.begun == parcel.begun
        demand(mine or unseen, "I4: DATA after the slot was closed")

    def _at_data_of_step(self, desk: Desk, parcel: Parcel, step: Step) -> None:
        """I14: once for each attempt, under its own slot; no more than a desk can know."""
        named = (step.escalation, step.name, step.attempt)
        states = (self._known_to(desk), desk.replica.state)
        for state in states:
            entry = None if parcel.begun is None else state.entry(parcel.begun)
            begun = entry is not None and entry.verdict.accepted and _step_of(entry) == named
            demand(begun, "I14: a step's mail went out without its slot")
            told = list(_told_of(state, named))
            demand(told == [parcel.begun], f"I14: {named} goes out, though {told} are there")
        if any(handed.step == named for handed in self.server.sink):
            demand(self._is_forgotten(named), f"I14: {named} goes out again")
            self.forgotten[named] += 1

    def _is_forgotten(self, named: StepName) -> bool:
        """Return whether a message that began this attempt before is no part of the journal now.

        Somebody deleted it, or the order was begun anew below it.
        """
        epoch = self.replica.cursor().epoch
        return any(
            message in self.server.lost or batch.epoch < epoch
            for message in (*self.server.lost, *self.server.journal.messages)
            if (batch := getattr(message.raw, "batch", None)) is not None
            for event in batch.events
            if _named_step(event) == named
        )

    def _known_to(self, desk: Desk) -> DictState:
        """Return the state by which a mail of this desk must be allowed.

        That is what the whole journal says. Only where somebody deleted a message before this desk
        read it, and nothing that it read tells of that, it is what the rest of the journal says.
        """
        if _agree(self.replica, desk.replica):
            return self.replica.state
        if self.replica.alarm()[0].read_only:
            return desk.replica.state  # the auditor alone had read what nobody else has now
        demand(self.server.lost, "I1: a desk sends by a state of its own")
        for lost in self.server.lost:
            demand(self._is_unnoticed(lost, desk), "rule 34: a desk sends over a hole")
        return desk.replica.state

    def _is_unnoticed(self, lost: JournalMessage, desk: Desk) -> bool:
        """Return whether nothing that a desk has read speaks of a message that was deleted.

        The numbers do not if a late copy of an earlier try bears the number of the deleted message.
        """
        gone = getattr(lost.raw, "batch", None)
        cursor = desk.replica.cursor()
        seen = {placed.position.uid for placed in desk.replica.log}
        if gone is None or lost.uid in seen or gone.epoch != cursor.epoch:
            return True
        base = desk.replica.base
        if base is not None and lost.uid <= base.cursor.head.uid:
            return True  # it began with a checkpoint, whoever wrote that
        there = [one for one in self.server.journal.messages if one.uid <= cursor.uid]
        there += [one for one in self.server.lost if one.uid in seen]
        batches = [(one.uid, one.raw.batch) for one in there if isinstance(one.raw, Sealed)]
        ours = [(uid, one) for uid, one in sorted(batches, key=_uid) if one.epoch == gone.epoch]
        theirs = [(uid, one.seq) for uid, one in ours if one.incarnation == gone.incarnation]
        known = 0 if base is None else base.seqs.get(gone.incarnation, 0)
        before = max([known, *(seq for uid, seq in theirs if uid < lost.uid)])
        after = [seq for uid, seq in theirs if uid > lost.uid]
        in_a_row = all(seq <= last + 1 for last, seq in pairwise(accumulate([before, *after], max)))
        return in_a_row and all(one.head.uid != lost.uid for _, one in ours)

    def _closed_unseen(self, desk: Desk, parcel: Parcel) -> bool:
        """Return whether it was closed after the last look, which was a moment ago."""
        closed = max(self.closed_at.get(parcel.message_id, -1.0), self.begun_at)
        age = self.server.now.monotonic() - desk.head_read
        return closed >= desk.head_read and age <= WINDOW


def _uid(numbered: tuple[int, Batch]) -> int:
    return numbered[0]


def _agree(one: SimReplica, other: SimReplica) -> bool:
    """Return whether one has come to the other's state on its way."""
    there = other.cursor()
    here = one.cursor()
    return there.chain in {here.chain, one.chain_at(there.head)}


def _told_of(state: DictState, named: StepName) -> Iterator[EventId]:
    """Yield what counts of what was said about an attempt.

    What was said before its escalation was here could not be kept: the message that asked was
    deleted, and said again in a later epoch.
    """
    escalation = state.escalation(EscalationId(named[0]))
    told = [one for one in state.entries.values() if _step_of(one) == named]
    for entry in told:
        kept = escalation is not None and entry.position > escalation.position
        if entry.verdict.accepted and kept:
            yield entry.event.id


def _step_of(entry: Entry) -> StepName | None:
    return _named_step(entry.event)


def _named_step(event: Event) -> StepName | None:
    body = event.body
    if not isinstance(body, InternalBegun | InternalDone) or body.message_id is None:
        return None
    return body.escalation, body.step, body.attempt


def ids_in(message: JournalMessage) -> Iterator[EventId]:
    """Yield the events in a journal message."""
    batch = getattr(message.raw, "batch", None)
    yield from (event.id for event in (() if batch is None else batch.events))


def _named_mails(entry: Entry) -> Iterator[MailKey | None]:
    """Yield the mails that a change of shape names."""
    yield entry.anchor
    for name in ("other", "to", "mail"):
        yield getattr(entry.event.body, name, None)


def _named(verdict: Verdict) -> str:
    return "accepted" if verdict.accepted else str(verdict.reason.value if verdict.reason else "")


def _line(one: Judged) -> str:
    event = one.placed.event
    who = f"{event.by or 'nobody'}@{event.desk}"
    what = f"{kind_of(event.body)} {event.id[:6]} on {event.anchor} having seen {event.basis}"
    return f"  = {one.placed.position} {who}: {what}: {_named(one.verdict)}"
