"""対応の範囲: what the desk may answer itself, shown once before one asks (S26, S28).

Never in the way: it stands beside the questions, 「読みました」 folds it, and it opens again.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.plain_text import plain_label


class BoundaryCard(QFrame):
    """The boundary of one category.

    Signals:
        read(): the person has read it; it folds.
        answer_asked(): that is for us to answer; on to the reply.
    """

    read = Signal()
    answer_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("card", "in")
        self._category = ""
        self._heading = plain_label("section")
        self._words = plain_label()
        self.read_button = PlainButton(self.tr("I have read it"), role="link")
        self.answer_button = PlainButton(self.tr("Answer it ourselves"), role="link", glyph="reply")
        buttons = QWidget()
        row = FlowLayout(buttons, gap=4)
        row.addWidget(self.read_button)
        row.addWidget(self.answer_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(4)
        for part in (self._heading, self._words, buttons):
            layout.addWidget(part)
        self.read_button.clicked.connect(self.read)
        self.answer_button.clicked.connect(self.answer_asked)
        self.hide()

    def show_boundary(self, category: str, boundary: str) -> None:
        """Show what a category leaves to the desk; hide when nothing is written about it."""
        self._category = category
        self._heading.setText(self.tr("What we may answer: {category}").format(category=category))
        self._words.setText(boundary)
        self.setAccessibleName(f"{self._heading.text()} {boundary}")
        self.setVisible(bool(boundary))

    @property
    def category(self) -> str:
        """Return the category it speaks of."""
        return self._category

    def words(self) -> str:
        """Return the boundary as shown."""
        return self._words.text()
