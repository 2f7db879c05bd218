"""Who a reply goes to: editable To and Cc in the way people type addresses.

Cc appears when asked for or needed. What is no address is said beside the field, before sending.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mailroom.domain.people import Address
from ui.inputs import ElidedLabel, Line, PlainButton
from ui.typed_addresses import parse_addresses, show_addresses


class Recipients(QWidget):
    """The To and Cc lines of a reply; Cc appears when asked for or needed.

    Signals:
        edited: a person changed a line.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.to_line = Line(self.tr("To"))
        self.cc_line = Line(self.tr("Cc"))
        self._cc_label = QLabel(self.tr("Cc"))
        self._add_cc = PlainButton(self.tr("Add Cc"), role="link")
        self._add_cc.clicked.connect(self._show_cc)
        self._sender = ElidedLabel(role="meta", align=Qt.AlignmentFlag.AlignRight)
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._lay_out()
        for line in (self.to_line, self.cc_line):
            line.textEdited.connect(self._on_edited)
        self.fill((), ())

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        to_label = QLabel(self.tr("To"))
        for label, line in ((to_label, self.to_line), (self._cc_label, self.cc_line)):
            label.setProperty("role", "field")
            label.setBuddy(line)
        grid.addWidget(to_label, 0, 0)
        grid.addWidget(self.to_line, 0, 1)
        grid.addWidget(self._add_cc, 0, 2)
        grid.addWidget(self._sender, 0, 3)
        grid.addWidget(self._cc_label, 1, 0)
        grid.addWidget(self.cc_line, 1, 1, 1, 3)
        grid.addWidget(self._problem, 2, 1, 1, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 1)

    def fill(self, to: Iterable[Address], cc: Iterable[Address]) -> None:
        """Show these recipients."""
        self.to_line.setText(show_addresses(to))
        self.to_line.setCursorPosition(0)
        self.cc_line.setText(show_addresses(cc))
        self.cc_line.setCursorPosition(0)
        self._set_cc_shown(bool(self.cc_line.text()))
        self._problem.hide()

    def set_sender(self, address: str) -> None:
        """Show which address the customer will see as the sender."""
        self._sender.setText(self.tr("From {address}").format(address=address))
        self._sender.setToolTip(address)

    def to(self) -> tuple[Address, ...]:
        """Return who it is addressed to."""
        return parse_addresses(self.to_line.text())[0]

    def cc(self) -> tuple[Address, ...]:
        """Return who gets a copy."""
        return parse_addresses(self.cc_line.text())[0]

    def check(self) -> bool:
        """Say what is wrong beside the field; return whether the mail can go to these."""
        bad = parse_addresses(self.to_line.text())[1] + parse_addresses(self.cc_line.text())[1]
        if bad:
            self._problem.setText(
                self.tr("Not a mail address: {pieces}").format(pieces="、".join(bad))
            )
        elif not self.to():
            self._problem.setText(self.tr("Enter whom it goes to."))
        wrong = bool(bad) or not self.to()
        self._problem.setVisible(wrong)
        if wrong:
            self.to_line.setFocus()
        return not wrong

    def _show_cc(self) -> None:
        self._set_cc_shown(True)
        self.cc_line.setFocus()

    def _set_cc_shown(self, shown: bool) -> None:
        self._cc_label.setVisible(shown)
        self.cc_line.setVisible(shown)
        self._add_cc.setVisible(not shown)

    def _on_edited(self) -> None:
        self._problem.hide()
        self.edited.emit()
