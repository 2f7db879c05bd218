"""The lock of the case somebody writes a reply in (rules 5-11), as the composer sees it.

Asks for the claim at the first keystroke, renews it at a third of its life while keys are being
typed, hands it back when nobody types for a quarter of an hour or leaves without words. Decides
nothing: whether the claim is held is read from the room, never assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mailroom.domain.cases import Case, Holder
from mailroom.domain.commands import AskForClaim, ClaimCase, ReleaseCase, RenewClaim
from mailroom.domain.people import Seat
from mailroom.domain.position import Position
from mailroom.domain.query import CaseDetail, Standing
from mailroom.domain.verdicts import Reason
from mailroom.errors import MailroomError, RuleBroken
from mailroom.ids import CaseId, EventId
from mailroom.service.room import Asked
from ui.session import Session

IDLE_MINUTES = 15
"""Without a key for so long the claim goes back; the draft stays (rule 6)."""

DEFAULT_LIFE = timedelta(minutes=30)


class Hold(Enum):
    """How the lock stands for me."""

    FREE = "free"  # nobody asked yet
    ASKED = "asked"  # asked by me, not seen accepted (rule 11: never shown as held)
    MINE = "mine"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class LockView:
    """What the composer shows of the lock; the name is empty when it is mine or free."""

    hold: Hold
    name: str = ""
    since: datetime | None = None
    asked_for: bool = False  # 譲ってもらう is under way
    escalated: bool = False  # held by an escalation, which nobody can ask to hand over


class LockKeeper(QObject):
    """Keeps the claim of one case while somebody writes in it.

    Signals:
        changed(LockView): the lock stands differently now.
    """

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._case: CaseId | None = None
        self._shown: Position | None = None
        self._event: EventId | None = None
        self._asking = False
        self._renewed_at: datetime | None = None
        self._life = DEFAULT_LIFE
        self._view = LockView(hold=Hold.FREE)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MINUTES * 60 * 1000)
        self._idle.timeout.connect(self.give_back)

    @property
    def view(self) -> LockView:
        """Return how the lock stands."""
        return self._view

    def open(self, detail: CaseDetail) -> None:
        """Begin with a case; nothing is asked for yet (rule 11)."""
        self._case, self._shown = detail.row.case.id, detail.seen
        self._event, self._asking, self._renewed_at = None, False, None
        self.read(detail)

    def leave(self, *, keep: bool) -> None:
        """Stop with this case; the claim stays with a draft until the idle time is over."""
        if not keep:
            self.give_back()
            self._case = None

    def hand_to_outbox(self) -> None:
        """Stop with a case whose reply was queued: the mail needs the claim until it has left."""
        self._idle.stop()
        self._case, self._event = None, None

    def typed(self) -> None:
        """Note a keystroke: the first one asks for the claim, later ones renew it."""
        if self._case is None:
            return
        self._idle.start()
        if self._view.hold is Hold.FREE and not self._asking:
            self._ask()
        elif self._view.hold is Hold.MINE and self._renewal_due():
            self._renewed_at = self._session.clock.now()
            self._session.do(RenewClaim(case=self._case), undo=False, failed=lambda _error: None)

    @Slot()
    def give_back(self) -> None:
        """Hand the claim back, if it is mine or asked for."""
        self._idle.stop()
        if self._case is not None and self._view.hold in {Hold.MINE, Hold.ASKED}:
            self._session.do(ReleaseCase(case=self._case), undo=False, failed=lambda _error: None)
            self._event = None
            self._show(LockView(hold=Hold.FREE))

    def ask_holder(self) -> None:
        """譲ってもらう."""
        if self._case is not None:
            self._session.do(AskForClaim(case=self._case), undo=False)

    def read(self, detail: CaseDetail) -> None:
        """Take what the room says about the lock now."""
        case, holder, me = detail.row.case, detail.row.holder, self._session.me
        if case.claim is not None:
            self._life = case.claim.expires - case.claim.since
        if self._event is not None and self._standing() is Standing.ASKED:
            self._show(LockView(hold=Hold.ASKED))
        elif holder is None:
            self._show(LockView(hold=Hold.ASKED if self._asking else Hold.FREE))
        elif is_mine(holder, me) or asked_by_me(detail, holder, me):
            self._show(LockView(hold=Hold.MINE, since=holder.since))
        else:
            self._show(self._held_by(case, holder))

    def _ask(self) -> None:
        assert self._case is not None
        self._asking = True
        self._show(LockView(hold=Hold.ASKED))
        self._session.do(
            ClaimCase(case=self._case, shown=self._shown),
            undo=False,
            then=self._on_asked,
            failed=self._on_refused,
        )

    def _on_asked(self, asked: tuple[Asked, ...]) -> None:
        self._asking = False
        events = asked[0].events
        self._event = events[-1] if events else None
        self._renewed_at = self._session.clock.now()
        self._read_again()

    def _on_refused(self, error: MailroomError) -> None:
        self._asking = False
        if isinstance(error, RuleBroken) and error.reason is Reason.ALREADY:
            self._show(LockView(hold=Hold.MINE))
        else:
            self._show(LockView(hold=Hold.FREE))
            self._read_again()

    def _read_again(self) -> None:
        if self._case is not None:
            detail = self._session.room.reads.detail(self._case)
            if detail is not None:
                self.read(detail)

    def _standing(self) -> Standing:
        assert self._event is not None
        return self._session.room.standing(self._event)[0]

    def _renewal_due(self) -> bool:
        if self._renewed_at is None:
            self._renewed_at = self._session.clock.now()
            return False
        return self._session.clock.now() - self._renewed_at >= self._life / 3

    def _held_by(self, case: Case, holder: Holder) -> LockView:
        name = self._session.roster.name(holder.person) or holder.name
        asked_for = case.claim is not None and case.claim.asked_by == self._session.me
        return LockView(
            hold=Hold.OTHERS,
            name=name,
            since=holder.since,
            asked_for=asked_for,
            escalated=holder.escalation is not None,
        )

    def _show(self, view: LockView) -> None:
        if view != self._view:
            self._view = view
            self.changed.emit(view)


def is_mine(holder: Holder, me: Seat) -> bool:
    """Return whether I hold it, at this desk (rule 9), or under my own escalation."""
    return holder.person == me.person and (holder.desk is None or holder.desk == me.desk)


def asked_by_me(detail: CaseDetail, holder: Holder, me: Seat) -> bool:
    """Return whether I escalated it: interim replies stay allowed, also during 交代 (rule 31)."""
    mine = {one.id for one in detail.escalations if one.asker.person == me.person}
    return holder.escalation in mine
