"""リンク: where the marked words shall lead; an address that is none is not taken."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.inputs import Line, PlainButton
from ui.views.writing import looks as text_looks
from ui.views.writing.formatted_editor import FormattedEditor

_WEB = re.compile(r"https?://[^\s\"<>]+\.[^\s\"<>]+", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)?[^\s\"<>:/@]+@[^\s\"<>@]+\.[^\s\"<>@]+", re.IGNORECASE)


class LinkRow(QWidget):
    """One line for an address.

    Signals:
        closed(): it is done, or left.
    """

    closed = Signal()

    def __init__(self, body: FormattedEditor) -> None:
        super().__init__()
        self._body = body
        self.address = Line(self.tr("Address of the link"), hint="https://")
        self.put = PlainButton(self.tr("Put in"))
        self.remove = PlainButton(self.tr("Remove link"), role="quiet")
        self.leave = PlainButton(self.tr("Cancel"), role="quiet")
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        name = QLabel(self.tr("Leads to"))
        name.setProperty("role", "field")
        name.setBuddy(self.address)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(name)
        line.addWidget(self.address, 1)
        for button in (self.put, self.remove, self.leave):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.problem)
        self.put.clicked.connect(self._put_in)
        self.remove.clicked.connect(self._remove)
        self.leave.clicked.connect(self._close)
        self.hide()

    def open(self) -> None:
        """Ask where the words at the cursor lead."""
        address = text_looks.address_at(self._body.textCursor())
        self.address.setText(address)
        self.remove.setVisible(bool(address))
        self.problem.hide()
        self.show()
        self.address.setFocus()
        self.address.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc, and nothing else with it."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
            return
        super().keyPressEvent(event)

    def _put_in(self) -> None:
        address = as_address(self.address.text())
        if not address:
            self.problem.setText(
                self.tr("Type an address of the web (https://…) or of a mailbox (name@…).")
            )
            self.problem.show()
            self.address.setFocus()
            return
        self._body.set_link(address)
        self._close()

    def _remove(self) -> None:
        self._body.remove_link()
        self._close()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def as_address(typed: str) -> str:
    """Return what somebody typed as an address that a link may have, or nothing."""
    words = typed.strip()
    if _MAIL.fullmatch(words):
        return words if words.lower().startswith("mailto:") else f"mailto:{words}"
    if "://" not in words and "." in words:
        words = f"https://{words}"
    return words if _WEB.fullmatch(words) else ""
