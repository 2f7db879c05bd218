"""Closing the window while a mail is about to leave: it asks what shall become of the mail.

Without the question a mail in its ten seconds would leave at the next start, when nobody thinks of
it any more, and one booked for this afternoon would not leave at all: nothing runs while the
window is closed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.query import OutboxRow, OutboxState
from ui.session import Session
from ui.views.sending.send_bar import SendBar

_UNDER_WAY = {OutboxState.UNDO, OutboxState.CHECKING, OutboxState.SENDING}
_SOON = timedelta(hours=2)


def leaves_soon(row: OutboxRow, now: datetime) -> bool:
    """Return whether a booked mail would miss its time: still today, or in the next two hours."""
    if row.state is not OutboxState.SCHEDULED or row.send_at is None:
        return False
    at = row.send_at.astimezone(now.tzinfo)
    return at.date() == now.date() or at - now <= _SOON


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
        """Return whether nothing is about to leave; else ask, and say no for now."""
        if self._waiting or not self._window.isVisible():
            return True
        row = self._send_bar.leaving
        booked = [] if row is not None else self._booked()
        if row is None and not booked:
            return True
        from ui.dialogs.leave import BookedDialog, LeaveDialog  # noqa: PLC0415 - seldom

        if row is not None:
            dialog = LeaveDialog(self._session, row, self._window)
            dialog.wait_asked.connect(self._wait)
            dialog.cancel_asked.connect(self._cancel)
            dialog.open()
            return False
        asked = BookedDialog(self._session, booked, self._window)
        asked.now_asked.connect(self._send_booked)
        asked.close_asked.connect(self._leave_booked)
        asked.open()
        return False

    def _booked(self) -> list[OutboxRow]:
        now = self._session.now()
        return [row for row in self._session.room.outbox.rows() if leaves_soon(row, now)]

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

    def _send_booked(self) -> None:
        """Let booked mails leave now, then close."""
        rows, tray, now = self._booked(), self._session.room.tray, self._session.now()

        def go() -> None:
            for row in rows:
                tray.rebook(row.id, now)

        self._session.tasks.act(go, lambda _none: self._wait(), self._session.tell)

    def _leave_booked(self) -> None:
        """Close; what was booked leaves at the next start, or asks if that is too late."""
        self._waiting = True
        self.ready.emit()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if self._waiting and changes.outbox:
            self._close_if_settled()

    def _close_if_settled(self) -> None:
        now = self._session.now()
        rows = [row for row in self._session.room.outbox.rows() if not row.internal]
        if not any(row.state in _UNDER_WAY or _is_due(row, now) for row in rows):
            self.ready.emit()


def _is_due(row: OutboxRow, now: datetime) -> bool:
    booked = row.state is OutboxState.SCHEDULED and row.send_at is not None
    return booked and row.send_at is not None and row.send_at <= now
