"""What the window does about clocks: promise a time, stop a clock and let it run on.

Asked for by the menu, by keys, or by the pane beside the case; opens small dialogs.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import ResumeClock
from mailroom.domain.times.clocks import PauseCause, Promise
from mailroom.domain.times.deadlines import standing
from mailroom.ids import CaseId
from ui.actions import Act, Do
from ui.session import Session


class ClockActs(QObject):
    """Acts on the case on screen, or on one that a pane names."""

    def __init__(self, session: Session, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._window = window
        session.promise_asked.connect(self.promise)
        session.clock_asked.connect(self.stop_or_start)

    def bound(self) -> dict[Do, Act]:
        """Return what each action does."""
        return {
            Do.PROMISE: lambda: self.promise(self._session.case, None),
            Do.CLOCK: lambda: self.stop_or_start(self._session.case),
        }

    def promise(self, case: CaseId | None, promise: Promise | None) -> None:
        """Make a promise, or change one that is open."""
        from ui.dialogs.promise import PromiseDialog  # noqa: PLC0415 - painted first

        if case is not None:
            PromiseDialog(self._session, case, self._window, promise).open()

    def stop_or_start(self, case: CaseId | None) -> None:
        """Let a clock that was stopped run on; else ask why it is to stop."""
        from ui.dialogs.promise import PauseDialog  # noqa: PLC0415 - painted first

        detail = self._session.room.reads.detail(case) if case is not None else None
        if detail is None:
            return
        found = detail.row.case
        stands = standing(found)
        if stands is not None and stands.cause is PauseCause.BY_HAND:
            said = self.tr("The clock runs on")
            self._session.do(ResumeClock(case=found.id), said=said, undo=False)
        else:
            PauseDialog(self._session, found.id, self._window).open()
