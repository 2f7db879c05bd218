"""What a desktop notice tells the person here: only what is theirs, each once (ui.md).

A notice has no words of a mail, only what happened and where. What was told is kept on this PC, so
that a restart tells nothing twice; while the person is off or has gone home nothing is told, and
what still matters then is told when they are back.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from mailroom.domain.escalations.escalation import TO_APPLY, Answer, Escalation
from mailroom.domain.people import AWAY, Presence, presence_at
from mailroom.domain.query import CaseQuery, Connection, OutboxState, View
from mailroom.domain.sends.approval import Approval, ApprovalState
from mailroom.domain.sends.approving import may_approve
from mailroom.domain.sends.triage import Place, place_of
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import CaseId
from mailroom.service.health import LineHealth
from mailroom.service.parts import Parts
from mailroom.store.marks import Setting

BEFORE_PROMISE = timedelta(minutes=10)
LASTS = timedelta(minutes=30)
"""How long a trouble must last before it is told; its end is told then, too (5.6)."""
SILENT = frozenset({Presence.OFF, Presence.GONE})
"""Where somebody is whom no notice reaches."""

_TOLD = "notices-told"
_CUT_OFF, _DELAYED = "cut-off:", "delayed:"
_OUT_OF_REACH = frozenset({Connection.OFFLINE, Connection.LOGIN_FAILED})
_MOST_KEPT = 500
_MINE = (View.TO_REPLY, View.ANSWERED, View.WAITING, View.ESCALATED, View.SNOOZED)


class NoticeKind(Enum):
    """What happened."""

    ANSWERED = "answered"  # to what I asked, or in a case of mine
    ASKED_OF_ME = "asked_of_me"
    PROMISE = "promise"  # a time that my customer was told is near
    HANDED_OVER = "handed_over"  # a case was left to me
    NOT_SENT = "not_sent"  # a mail of mine waits for me to decide
    TO_APPROVE = "to_approve"  # I am to look at a mail before it leaves (S19)
    APPROVED = "approved"  # a mail of mine may leave
    RETURNED = "returned"  # a mail of mine is to be revised
    DELAYED = "delayed"  # a mail of mine cannot leave, for a while now
    LEFT = "left"  # one of those has left after all
    CUT_OFF = "cut_off"  # the mailbox is out of reach, for a while now
    BACK = "back"  # it can be reached again


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to tell; ``key`` is the same whenever it is looked at."""

    kind: NoticeKind
    key: str
    case: CaseId | None = None  # none if it is about this PC as a whole


_DECIDED = {
    ApprovalState.APPROVED: NoticeKind.APPROVED,
    ApprovalState.RETURNED: NoticeKind.RETURNED,
}


class Notices:
    """What is new for the person here; from any thread."""

    def __init__(self, parts: Parts, health: LineHealth) -> None:
        self._parts = parts
        self._health = health
        self._lock = threading.Lock()

    def fresh(self) -> tuple[Notice, ...]:
        """Return what was not told yet; nothing while the person is off or has gone home.

        On the first day nothing of what is there already counts as new.
        """
        told = self._told()
        found = (*self._found(), *self._of_troubles(told or []))
        if told is None:
            self.tell(found)
            return ()
        if self._is_silent():
            return ()
        return tuple(one for one in found if one.key not in told)

    def tell(self, notices: Iterable[Notice]) -> None:
        """Note that these were told."""
        with self._lock:
            before = self._told() or []
            keys = dict.fromkeys((*before, *(one.key for one in notices)))
            kept = list[Setting](keys)[-_MOST_KEPT:]
            self._parts.store.marks.set_setting(self._name(), kept)

    # --- inside --------------------------------------------------------------------------------

    def _name(self) -> str:
        return f"{_TOLD}:{self._parts.me.person}"

    def _told(self) -> list[str] | None:
        kept = self._parts.store.marks.setting(self._name())
        return [str(key) for key in kept] if isinstance(kept, list) else None

    def _is_silent(self) -> bool:
        now, me = self._parts.clock.now(), self._parts.me.person
        rows = self._parts.store.reads.members()
        mine = next((row.member for row in rows if row.member.id == me), None)
        return mine is None or mine.left or presence_at(mine, now) in SILENT

    def _found(self) -> Iterator[Notice]:
        reads, now = self._parts.store.reads, self._parts.clock.now()
        with reads.state() as state:
            for escalation in reads.running():
                yield from self._of_escalation(state, escalation)
            yield from self._promises(state, now)
            for page in self._parts.store.approvals.open():
                yield from self._of_approval(state, page.approval, now)
        yield from self._handed()
        yield from self._not_sent()

    def _of_escalation(self, state: State, escalation: Escalation) -> Iterator[Notice]:
        case, me = case_at(state, escalation.anchor), self._parts.me
        if case is None:
            return
        answers = [one for one in escalation.answers if not one.refused]
        mine = me.person in {escalation.asker.person, case.assignee}
        if escalation.state in TO_APPLY and answers and mine and not self._said(state, answers[-1]):
            yield Notice(
                kind=NoticeKind.ANSWERED, key=f"answered:{answers[-1].event}", case=case.id
            )
        asks_me = escalation.person == me.person != escalation.asker.person
        if escalation.awaits_answer and asks_me and not escalation.on_board:
            step = escalation.asked[-1].step if escalation.asked else 1
            key = f"asked:{escalation.id}:{step}"
            yield Notice(kind=NoticeKind.ASKED_OF_ME, key=key, case=case.id)

    def _of_approval(self, state: State, row: Approval, now: datetime) -> Iterator[Notice]:
        case = case_at(state, row.anchor)
        if case is None:
            return
        kind = _DECIDED.get(row.state)
        if kind is not None and row.asker.person == self._parts.me.person:
            yield Notice(kind=kind, key=f"checked:{row.decided}", case=case.id)
        if row.state is ApprovalState.ASKED and self._is_asked(state, row, now):
            yield Notice(kind=NoticeKind.TO_APPROVE, key=f"approve:{row.id}", case=case.id)

    def _is_asked(self, state: State, row: Approval, now: datetime) -> bool:
        """Return whether a request is for me: by name, as a lead, or in an absent one's place."""
        me = state.member(self._parts.me.person)
        named = None if row.of is None else state.member(row.of)
        if me is None or not may_approve(me, row, named):
            return False
        away = named is not None and presence_at(named, now) in AWAY
        return named is None or named.id == me.id or (away and named.deputy == me.id)

    def _said(self, state: State, answer: Answer) -> bool:
        """Return whether the person here gave that answer, or wrote it down."""
        entry, me = state.entry(answer.event), self._parts.me.person
        return answer.by_person == me or (entry is not None and entry.event.by == me)

    def _promises(self, state: State, now: datetime) -> Iterator[Notice]:
        for case in state.clocked_cases():
            if case.assignee != self._parts.me.person:
                continue
            for promise in case.promises:
                if promise.is_open and now <= promise.at <= now + BEFORE_PROMISE:
                    key = f"promise:{promise.id}"
                    yield Notice(kind=NoticeKind.PROMISE, key=key, case=case.id)

    def _not_sent(self) -> Iterator[Notice]:
        """Mails that only I can move on; each trouble of each is told once."""
        for parcel in self._parts.store.outbox.open(self._parts.me.person):
            waits = parcel.state is OutboxState.HELD or place_of(parcel) is Place.LOOK
            if waits and parcel.case is not None:
                key = f"not-sent:{parcel.id}:{parcel.state.value}:{parcel.tries}"
                yield Notice(kind=NoticeKind.NOT_SENT, key=key, case=parcel.case)

    def _of_troubles(self, told: Sequence[str]) -> Iterator[Notice]:
        """Tell once of what lasts, and of its end to whom its beginning was told."""
        now = self._parts.clock.now()
        yield from self._delayed(told, now)
        health, cut = self._health, [key for key in told if key.startswith(_CUT_OFF)]
        if health.connection is Connection.ONLINE and cut:
            yield Notice(kind=NoticeKind.BACK, key=f"back:{cut[-1]}")
        since = health.since
        if health.connection in _OUT_OF_REACH and since is not None and now - since > LASTS:
            yield Notice(kind=NoticeKind.CUT_OFF, key=f"{_CUT_OFF}{since.isoformat()}")

    def _delayed(self, told: Sequence[str], now: datetime) -> Iterator[Notice]:
        outbox, me = self._parts.store.outbox, self._parts.me.person
        for parcel in outbox.open(me):
            late = parcel.due is not None and now - parcel.due > LASTS
            if late and parcel.state is OutboxState.WAITING and parcel.step is None:
                key = f"{_DELAYED}{parcel.id}"
                yield Notice(kind=NoticeKind.DELAYED, key=key, case=parcel.case)
        late_ones = {key.removeprefix(_DELAYED) for key in told if key.startswith(_DELAYED)}
        for parcel in outbox.left_since(now - timedelta(days=1), me) if late_ones else ():
            if parcel.id in late_ones:
                yield Notice(kind=NoticeKind.LEFT, key=f"left:{parcel.id}", case=parcel.case)

    def _handed(self) -> Iterator[Notice]:
        reads, me = self._parts.store.reads, self._parts.me.person
        for view in _MINE:
            for row in reads.rows(reads.case_ids(CaseQuery(view=view), me), me):
                handed = row.case.handed
                if handed is not None and handed.to == me != handed.by:
                    key = f"handed:{handed.event}"
                    yield Notice(kind=NoticeKind.HANDED_OVER, key=key, case=row.case.id)
