"""The lock of the case somebody writes a reply in (rules 5-11), as the composer sees it.

Asks for the claim at the first keystroke, renews it at a third of its life while keys are being
typed, hands it back when nobody types for a quarter of an hour or leaves without words. Decides
nothing: whether the claim is held is read from the room, never assumed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mailroom.domain.claims.handover import Way
from mailroom.domain.commands import AskForClaim, ClaimCase, ReleaseCase, RenewClaim, TakeOver
from mailroom.domain.position import Position
from mailroom.domain.query import CaseDetail, Standing
from mailroom.domain.verdicts import Reason
from mailroom.errors import MailroomError, RuleBroken
from mailroom.ids import CaseId, EventId
from mailroom.service.room import Asked
from ui.models.lock_view import Hold, LockView, asked_by_me, is_mine, others_view
from ui.session import Session

IDLE_MINUTES = 15
"""Without a key for so long the claim goes back; the draft stays (rule 6)."""

DEFAULT_LIFE = timedelta(minutes=30)
_PASSING_MS = 10_000
_LEAVING_MS = 60_000


_PASS_WITH_TIME = frozenset({Way.WAIT, Way.SENDING})


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
        self._typed_at: datetime | None = None
        self._life = DEFAULT_LIFE
        self._view = LockView(hold=Hold.FREE)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MINUTES * 60 * 1000)
        self._idle.timeout.connect(self.give_back)
        self._left: dict[CaseId, datetime] = {}  # cases left with a draft, and when
        self._leaving = QTimer(self)
        self._leaving.setInterval(_LEAVING_MS)
        self._leaving.timeout.connect(self.give_back_left)
        self._asked_holder = False
        self._passing = QTimer(self)  # the minutes until a take-over is allowed
        self._passing.setInterval(_PASSING_MS)
        self._passing.timeout.connect(self._read_again)

    @property
    def case(self) -> CaseId | None:
        """Return the case whose lock it keeps."""
        return self._case

    @property
    def view(self) -> LockView:
        """Return how the lock stands."""
        return self._view

    def open(self, detail: CaseDetail) -> None:
        """Begin with a case; nothing is asked for yet (rule 11)."""
        self._case, self._shown = detail.row.case.id, detail.seen
        self._typed_at = self._left.pop(self._case, None)
        self._event, self._asking, self._renewed_at = None, False, None
        self._asked_holder = False
        self.read(detail)

    def leave(self, *, keep: bool) -> None:
        """Stop with this case; the claim stays with a draft until the idle time is over."""
        self._passing.stop()
        if not keep:
            self.give_back()
        elif self._case is not None and self._view.hold in {Hold.MINE, Hold.ASKED}:
            self._left[self._case] = self._typed_at or self._session.clock.now()
            self._leaving.start()
        self._idle.stop()
        self._case = None

    def hand_to_outbox(self) -> None:
        """Stop with a case whose reply was queued: the mail needs the claim until it has left."""
        self._idle.stop()
        self._passing.stop()
        self._case, self._event = None, None

    def give_back_left(self) -> None:
        """Hand back what was left with a draft and not gone on with for too long (rule 6)."""
        now = self._session.clock.now()
        for case, at in list(self._left.items()):
            if now - at >= timedelta(minutes=IDLE_MINUTES):
                del self._left[case]
                self._session.do(ReleaseCase(case=case), undo=False, failed=lambda _error: None)
        if not self._left:
            self._leaving.stop()

    def typed(self) -> None:
        """Note a keystroke: the first one asks for the claim, later ones renew it."""
        if self._case is None:
            return
        self._idle.start()
        self._typed_at = self._session.clock.now()
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
            self._asked_holder = True
            self._session.do(AskForClaim(case=self._case), undo=False)

    def continue_here(self) -> None:
        """Go on here with what I hold at another PC (rule 9)."""
        if self._case is not None:
            self._session.do(TakeOver(case=self._case), undo=False)

    def read(self, detail: CaseDetail) -> None:
        """Take what the room says about the lock now."""
        case, holder, me = detail.row.case, detail.row.holder, self._session.me
        if case.claim is not None:
            self._life = case.claim.expires - case.claim.since
        if case.open_send is not None and case.open_send.seat != me:
            self._show(others_view(self._session, detail))
        elif self._event is not None and self._standing() is Standing.ASKED:
            self._show(LockView(hold=Hold.ASKED))
        elif holder is None:
            hold = Hold.ASKED if self._asking else Hold.FREE
            self._show(LockView(hold=hold, given=self._asked_holder and hold is Hold.FREE))
        elif is_mine(holder, me) or asked_by_me(detail, holder, me):
            self._show(LockView(hold=Hold.MINE, since=holder.since))
        else:
            self._show(others_view(self._session, detail, asked=self._asked_holder))

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
        self._asked_holder = False
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

    def _show(self, view: LockView) -> None:
        if view.way in _PASS_WITH_TIME:
            self._passing.start()
        else:
            self._passing.stop()
        if view != self._view or view.way in _PASS_WITH_TIME:
            self._view = view
            self.changed.emit(view)
