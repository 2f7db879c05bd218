"""Closing the window while a mail can still be cancelled: it asks what shall become of the mail.

Without the question the mail would leave at the next start, when nobody thinks of it any more.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.query import OutboxState
from ui.session import Session
from ui.views.send_bar import SendBar

_UNDER_WAY = {OutboxState.UNDO, OutboxState.CHECKING, OutboxState.SENDING}


class Closing(QObject):
    """Decides whether the window may close now.

    Signals:
        ready(): what had to be done first is done; close now.
    """

    ready = Signal()

    def __init__(self, session: Session, send_bar: SendBar, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._send_bar = send_bar
        self._window = window
        self._waiting = False
        session.changed.connect(self._on_changed)

    def may_close(self) -> bool:
        """Return whether nothing is in its ten seconds; else ask, and say no for now."""
        row = self._send_bar.leaving
        if row is None or self._waiting or not self._window.isVisible():
            return True
        from ui.dialogs.leave import LeaveDialog  # noqa: PLC0415 - seldom

        dialog = LeaveDialog(self._session, row, self._window)
        dialog.wait_asked.connect(self._wait)
        dialog.cancel_asked.connect(self._cancel)
        dialog.open()
        return False

    def _wait(self) -> None:
        """Close when the mail has left or found a reason not to."""
        self._waiting = True
        self._close_if_settled()

    def _cancel(self) -> None:
        """Take the mail back, then close; its draft opens with the case."""
        row = self._send_bar.leaving
        if row is None:
            self.ready.emit()
            return
        self._waiting = True
        outbox = self._session.room.outbox
        self._session.tasks.act(
            lambda: outbox.cancel(row.id), lambda _draft: self.ready.emit(), self._session.tell
        )

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._waiting and changes.outbox:
            self._close_if_settled()

    def _close_if_settled(self) -> None:
        rows = self._session.room.outbox.rows()
        if not any(row.state in _UNDER_WAY and not row.internal for row in rows):
            self.ready.emit()
