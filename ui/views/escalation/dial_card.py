"""The telephone step: the number, reached or not, two lines of memo (S40, S41, N05).

Says that the record mail is part of it: the step stays amber until that has left. Dials nothing and
sends nothing; works without a connection.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.choices import Segments
from ui.flow import FlowLayout
from ui.inputs import Glyph, Line, PlainButton, TextArea
from ui.phone_numbers import Call, Number, dialled
from ui.plain_text import plain_label

MEMO_LINES = 2


class DialCard(QFrame):
    """Whom to call, and what became of it.

    Signals:
        called(Call): keep it, and send the record mail.
        cancelled(): no call after all; the memo stays.
    """

    called = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "phone")
        self._heading = plain_label("heading")
        self._heading.setWordWrap(False)
        self._numbers = QWidget()
        self._number_row = FlowLayout(self._numbers)
        self._other = Line(self.tr("Number"), hint=self.tr("The number you call"))
        self._known: tuple[Number, ...] = ()
        self._dialled = ""
        self.reached: Segments[bool | None] = Segments(self.tr("Reached?"))
        self.memo = TextArea(self.tr("Memo"), lines=MEMO_LINES)
        self._problem = plain_label("problem")
        self._problem.hide()
        self._duty = plain_label("meta")
        self.save_button = PlainButton("", role="note", glyph="mail")
        self._cancel = PlainButton(self.tr("Close"), role="quiet")
        self._lay_out()
        self.save_button.clicked.connect(self.save)
        self._cancel.clicked.connect(self.cancelled)
        self.reached.chosen.connect(self._on_reached)
        self.memo.textChanged.connect(self._problem.hide)

    def _lay_out(self) -> None:
        head = QWidget()
        first = FlowLayout(head)
        for part in (Glyph("phone", "ink"), self._heading, self._numbers, self._other):
            first.addWidget(part)
        became = QWidget()
        second = FlowLayout(became)
        second.addWidget(self.reached)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._duty, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(4)
        for part in (head, became, self.memo, self._problem):
            layout.addWidget(part)
        layout.addLayout(buttons)

    def open_for(self, name: str, numbers: tuple[Number, ...]) -> None:
        """Show whom to call; a memo that was begun stays."""
        self._known = numbers
        self._dialled = numbers[0].number if numbers else ""
        self._heading.setText(self.tr("Call {name}").format(name=name))
        while (item := self._number_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number in numbers:
            self._number_row.addWidget(self._number_button(number))
        self._numbers.setVisible(bool(numbers))
        self._other.setVisible(not numbers)
        self.reached.fill([(True, self.tr("Reached")), (False, self.tr("Not reached"))])
        self._on_reached()
        self.show()
        (self.reached.button(True) if numbers else self._other).setFocus()

    def save(self) -> None:
        """Hand the call over; somebody reached said something, and that is the record."""
        memo = self.memo.toPlainText().strip()
        number = self._dialled or self._other.text().strip()
        reached = bool(self.reached.value())
        if not number or (reached and not memo):
            self._problem.setText(
                self.tr("Write down what was said, in a line or two.")
                if number
                else self.tr("Write the number you called.")
            )
            self._problem.show()
            (self.memo if number else self._other).setFocus()
            return
        self.called.emit(Call(number=number, reached=reached, memo=memo))

    def forget(self) -> None:
        """Clear what was kept: the call is on record."""
        self.memo.clear()
        self._other.clear()
        self.hide()

    def inputs(self) -> tuple[QWidget, ...]:
        """Return where one writes."""
        return self.memo, self._other

    def _number_button(self, number: Number) -> PlainButton:
        words = f"{number.name} {number.number}".strip()
        button = PlainButton(words, role="tool", glyph="phone")
        button.setToolTip(self.tr("Copy the number"))
        button.setAccessibleName(self.tr("Copy {number}").format(number=words))
        button.clicked.connect(lambda: self._copy(number))
        return button

    def _copy(self, number: Number) -> None:
        """Copy as dialled: telephone programs take ``tel:`` numbers without blanks."""
        self._dialled = number.number
        QGuiApplication.clipboard().setText(dialled(number.number))
        self._duty.setText(self.tr("{number} is copied.").format(number=number.number))

    def _on_reached(self) -> None:
        reached = bool(self.reached.value())
        self.memo.setPlaceholderText(
            self.tr("What was said, in two lines")
            if reached
            else self.tr("For example: will call back at 13:30")
        )
        self.save_button.relabel(
            self.tr("Send the record mail") if reached else self.tr("Note it and send the mail")
        )
        self._duty.setText(
            self.tr("A record mail goes with every call. Until it has left, this stays amber.")
        )
