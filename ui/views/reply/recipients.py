"""Who a mail goes to: editable To, Cc and Bcc in the way people type addresses.

Cc and Bcc appear when asked for or needed. What is no address is said beside the field, before
sending.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from mailroom.domain.address_book import Known
from mailroom.domain.people import Address
from ui.inputs import PlainButton
from ui.typed_addresses import parse_addresses, show_addresses
from ui.views.reply.address_line import AddressLine
from ui.views.reply.sender_choice import SenderChoice
from ui.wording.words import listed


class Recipients(QWidget):
    """The To, Cc and Bcc lines of a mail; copies appear when asked for or needed.

    Signals:
        edited: a person changed a line.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        # a low composer takes from the words, not from the lines
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.to_line = AddressLine(self.tr("To"))
        self.cc_line = AddressLine(self.tr("Cc"))
        self.bcc_line = AddressLine(self.tr("Bcc"))
        self._cc_label = QLabel(self.tr("Cc"))
        self._bcc_label = QLabel(self.tr("Bcc"))
        self.bcc_line.setToolTip(self.tr("They get the mail; nobody else sees that they do."))
        self.add_copies = PlainButton(self.tr("Add Cc/Bcc"), role="link")
        self.add_copies.clicked.connect(self._show_copies)
        self.identity = SenderChoice()
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.setTextFormat(Qt.TextFormat.PlainText)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._lay_out()
        for line in self.lines:
            line.textEdited.connect(self._on_edited)
            line.elsewhere = partial(self._beside, line)
        self.identity.changed.connect(self.edited)
        self.fill((), ())

    @property
    def lines(self) -> tuple[AddressLine, AddressLine, AddressLine]:
        """Return To, Cc and Bcc."""
        return self.to_line, self.cc_line, self.bcc_line

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        to_label = QLabel(self.tr("To"))
        for label, line in zip((to_label, *self._copy_labels), self.lines, strict=True):
            label.setProperty("role", "field")
            label.setBuddy(line)
        grid.addWidget(to_label, 0, 0)
        grid.addWidget(self.to_line, 0, 1)
        grid.addWidget(self.add_copies, 0, 2)
        grid.addWidget(self.identity, 0, 3)
        grid.addWidget(self._cc_label, 1, 0)
        grid.addWidget(self.cc_line, 1, 1, 1, 3)
        grid.addWidget(self._bcc_label, 2, 0)
        grid.addWidget(self.bcc_line, 2, 1, 1, 3)
        grid.addWidget(self._problem, 3, 1, 1, 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 1)

    def fill(
        self, to: Iterable[Address], cc: Iterable[Address], bcc: Iterable[Address] = ()
    ) -> None:
        """Show these recipients."""
        for line, addresses in zip(self.lines, (to, cc, bcc), strict=True):
            line.setText(show_addresses(addresses))
            line.setCursorPosition(0)
        self._set_copies_shown(cc=bool(self.cc_line.text()), bcc=bool(self.bcc_line.text()))
        self._problem.hide()

    def set_known(self, known: Sequence[Known]) -> None:
        """Offer these people while somebody types."""
        for line in self.lines:
            line.set_known(known)

    def _beside(self, line: AddressLine) -> tuple[Address, ...]:
        others = (one.text() for one in self.lines if one is not line)
        return tuple(found for text in others for found in parse_addresses(text)[0])

    def to(self) -> tuple[Address, ...]:
        """Return who it is addressed to."""
        return parse_addresses(self.to_line.text())[0]

    def cc(self) -> tuple[Address, ...]:
        """Return who gets a copy."""
        return parse_addresses(self.cc_line.text())[0]

    def bcc(self) -> tuple[Address, ...]:
        """Return who gets a copy without the others reading so."""
        return parse_addresses(self.bcc_line.text())[0]

    def check(self) -> bool:
        """Say what is wrong beside the field; return whether the mail can go to these."""
        bad = [piece for line in self.lines for piece in parse_addresses(line.text())[1]]
        if bad:
            self._problem.setText(
                self.tr("Not a mail address: {pieces}").format(pieces=listed(bad))
            )
        elif not self.to():
            self._problem.setText(self.tr("Enter whom it goes to."))
        wrong = bool(bad) or not self.to()
        self._problem.setVisible(wrong)
        if wrong:
            next(
                (one for one in self.lines if parse_addresses(one.text())[1]), self.to_line
            ).setFocus()
        return not wrong

    @property
    def _copy_labels(self) -> tuple[QLabel, QLabel]:
        return self._cc_label, self._bcc_label

    def _show_copies(self) -> None:
        empty = self.bcc_line if self.cc_line.text() else self.cc_line
        self._set_copies_shown(cc=True, bcc=True)
        empty.setFocus()

    def _set_copies_shown(self, *, cc: bool, bcc: bool) -> None:
        for part, shown in zip((*self._copy_labels, *self.lines[1:]), (cc, bcc) * 2, strict=True):
            part.setVisible(shown)
        self.add_copies.setVisible(not (cc and bcc))

    def _on_edited(self) -> None:
        self._problem.hide()
        self.edited.emit()
