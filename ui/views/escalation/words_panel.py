"""A question, room for words, a button: added facts, a reason, an instruction."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.flow import FlowLayout
from ui.inputs import PlainButton, TextArea
from ui.plain_text import plain_label


class WordsPanel(QWidget):
    """Asks for words; the ones that were begun stay until they are used.

    Signals:
        confirmed(str): the words.
        cancelled(): never mind.
    """

    confirmed = Signal(str)
    cancelled = Signal()

    def __init__(self, question: str, confirm: str, *, lines: int = 3) -> None:
        super().__init__()
        self.text = TextArea(question, lines=lines)
        self.button = PlainButton(confirm, role="note")
        cancel = PlainButton(self.tr("Close"), role="quiet")
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.button)
        row.addWidget(cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (plain_label("heading", question), self.text, buttons):
            layout.addWidget(part)
        layout.addStretch(1)
        self.button.clicked.connect(self.confirm)
        cancel.clicked.connect(self.cancelled)

    def open(self) -> None:
        """Begin, or go on with the words that were left here."""
        self.text.setFocus()

    def confirm(self) -> None:
        """Hand the words over, if there are any."""
        given = self.text.toPlainText().strip()
        if given:
            self.text.clear()
            self.confirmed.emit(given)
        else:
            self.text.setFocus()
