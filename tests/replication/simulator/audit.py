"""What must hold at every position of the journal, said again in other words than the rules'.

The auditor follows the server's journal as a desk that is never cut off, with the real replicator
and fold, and looks at the state before and after each event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mailroom.domain.cases import Case, SendState
from mailroom.domain.dict_state import DictState
from mailroom.domain.events import (
    Assigned,
    Closed,
    Event,
    SendBegun,
    kind_of,
)
from mailroom.domain.journal_events import KeyRotated
from mailroom.domain.parcels import Parcel
from mailroom.domain.position import Position
from mailroom.domain.state import Entry
from mailroom.domain.turn import case_at
from mailroom.domain.verdicts import Verdict
from mailroom.ids import EventId, MailKey, MessageId
from mailroom.journal.port import JournalMessage
from tests.replication.simulator.clicks import SHAPE, Shown, word_of, words_in
from tests.replication.simulator.codec import Sealed
from tests.replication.simulator.desk import Desk
from tests.replication.simulator.instants import CHECKS, Instant, demand
from tests.replication.simulator.replica import Judged, SimReplica
from tests.replication.simulator.servers import Server

WINDOW = 30.0
"""Seconds between the last look at the journal and DATA (rule 13): it is measured and stated."""

CLOSES_SLOT = {SendState.DONE, SendState.FAILED, SendState.ABANDONED, SendState.BOUNCED}


@dataclass
class Auditor:
    """Follows the journal of one schedule.

    Attributes:
        ghosts: what was shown to the author of an event, by event id.
        coverage: (kind, reason or "accepted") to how often it was judged so.
    """

    server: Server
    replica: SimReplica
    ghosts: dict[str, Shown] = field(default_factory=dict)
    coverage: Counter[tuple[str, str]] = field(default_factory=Counter)
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
            deleted = {event for lost in self.server.lost for event in ids_in(lost)}
            unseen = [word for word in unseen if word not in deleted]  # came back by a checkpoint
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
        """I4, I5: a mail to an outsider goes out with its slot open, and once."""
        if self.replica.alarm()[0].read_only:
            return  # the folder was replaced: only a new desk, which followed it, can say more
        if any(self._is_unnoticed(lost, desk) for lost in self.server.lost):
            return
        if parcel.step is not None:
            escalation = self.replica.state.escalation(parcel.step.escalation)
            named = (parcel.step.name, parcel.step.attempt)
            slots = [] if escalation is None else escalation.mails
            mine = [
                one
                for one in slots
                if (one.step, one.attempt) == named and one.by.desk == desk.seat.desk
            ]
            demand(mine, "I14: a step's mail went out without its slot")
            return
        if parcel.unchecked:
            return
        state = self.replica.state
        sent = state.sent(parcel.message_id)
        case = None if sent is None else case_at(state, sent.anchor)
        slot = None if case is None else case.open_send
        is_open = slot is not None and slot.message_id == parcel.message_id
        unseen = self._closed_unseen(desk, parcel)
        demand(sent is not None or unseen, "I4: DATA without any slot")
        mine = is_open and sent is not None and sent.begun == parcel.begun
        demand(mine or unseen, "I4: DATA after the slot was closed")

    def _is_unnoticed(self, lost: JournalMessage, desk: Desk) -> bool:
        """Return whether nothing that a desk has read speaks of a message that was deleted."""
        gone = getattr(lost.raw, "batch", None)
        known = any(placed.position.uid == lost.uid for placed in desk.replica.log)
        if gone is None or known:
            return False
        read = desk.replica.cursor().uid
        later = [one for one in self.server.journal.messages if lost.uid < one.uid <= read]
        for batch in (getattr(one.raw, "batch", None) for one in later):
            if batch is None or batch.epoch != gone.epoch:
                continue
            same = batch.incarnation == gone.incarnation and batch.seq > gone.seq
            if same or batch.head.uid == lost.uid:
                return False
        return True

    def _closed_unseen(self, desk: Desk, parcel: Parcel) -> bool:
        """Return whether it was closed after the last look, which was a moment ago."""
        closed = max(self.closed_at.get(parcel.message_id, -1.0), self.begun_at)
        age = self.server.now.monotonic() - desk.head_read
        return closed >= desk.head_read and age <= WINDOW


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
