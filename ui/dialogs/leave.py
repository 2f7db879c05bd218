"""Asked when the window is closed while a mail can still be cancelled."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain.query import OutboxRow
from ui.dialogs.dialog import Dialog, heading, remark
from ui.session import Session
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
