"""Asked when the window is closed while a mail can still be cancelled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain.query import OutboxRow
from ui.dialogs.dialog import Dialog, heading, remark
from ui.session import Session
from ui.wording import moments
from ui.wording.mail_names import recipients


class LeaveDialog(Dialog):
    """Send first, take it back, or stay.

    Signals:
        wait_asked(): send it, then close.
        cancel_asked(): take it back as a draft, then close.
    """

    wait_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, session: Session, row: OutboxRow, parent: QWidget) -> None:
        super().__init__(parent, "", width=460)
        self.setWindowTitle(self.tr("A reply is about to leave"))
        self._session = session
        said = self.tr("Your reply to {recipients} has not left yet.")
        self.content_layout.addWidget(heading(said.format(recipients=recipients(row))))
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "Send it first, or take it back: then it waits as a draft in its case and "
                    "nothing leaves."
                )
            )
        )
        self.add_buttons(self.tr("Send, then close"), close=self.tr("Do not close"))
        back = self.add_button(self.tr("Take it back and close"))
        back.clicked.connect(self._on_back)

    def confirm(self) -> None:
        """Send first."""
        self.accept()
        self.wait_asked.emit()

    def _on_back(self) -> None:
        self.accept()
        self.cancel_asked.emit()


class BookedDialog(Dialog):
    """Asked when the window is closed before the time of a booked mail.

    Signals:
        now_asked(): send it now, then close.
        close_asked(): close; it leaves at the next start.
    """

    now_asked = Signal()
    close_asked = Signal()

    def __init__(self, session: Session, rows: Sequence[OutboxRow], parent: QWidget) -> None:
        super().__init__(parent, "", width=460)
        self.setWindowTitle(self.tr("A reply is booked for later"))
        said = self.tr("Your reply to {recipients} leaves {time}.")
        for row in rows:
            at = moments.deadline(row.send_at, session.now()) if row.send_at else ""
            words = said.format(recipients=recipients(row), time=at)
            self.content_layout.addWidget(heading(words))
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "It leaves only while Mailroom is open. Closed, it leaves when you open "
                    "Mailroom next; if that is more than 8 hours late, you are asked first."
                )
            )
        )
        self.add_buttons(self.tr("Send now, then close"), close=self.tr("Do not close"))
        away = self.add_button(self.tr("Close all the same"))
        away.clicked.connect(self._on_close)

    def confirm(self) -> None:
        """Send now."""
        self.accept()
        self.now_asked.emit()

    def _on_close(self) -> None:
        self.accept()
        self.close_asked.emit()
