"""What a field offers while one types: a list below it that never takes the hands.

The field keeps the focus and moves the mark; so an input method goes on undisturbed.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from ui import hands
from ui.entries import ROW, Entry, EntryModel, HintPainter

_WIDTH = 340
_FRAME = 14
"""Pixels of border and padding above and below the rows."""


class OfferList(QFrame):
    """A popover in the window of its field.

    Signals:
        picked(object): somebody clicked the entry with this key.
    """

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "popover")
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.model = EntryModel(self)
        self.model.narrows = False
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setProperty("role", "pick")
        self.view.setItemDelegate(HintPainter(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(name)
        hands.refuse_ime(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.view)
        self.view.clicked.connect(lambda index: self.picked.emit(self._at(index.row())))
        self.hide()

    def offer(
        self, found: Sequence[Entry], below: QRect, *, width: int = _WIDTH, mark: bool = False
    ) -> None:
        """Show these below a rectangle of the window, above it for want of room; none hides it.

        Args:
            found: the entries; their keys are what ``marked`` returns.
            below: in the window's own pixels.
            width: at least, if the window has it.
            mark: whether the first is marked, so that Enter takes it.
        """
        self.model.fill(found)
        self.view.setCurrentIndex(self.model.index(0 if mark else -1))
        window = self.window()
        size = QSize(
            max(below.width(), min(width, window.width() - below.left() - 8)),
            len(found) * ROW + _FRAME,
        )
        place = QRect(below.bottomLeft() + QPoint(0, 2), size)
        if place.bottom() > window.height() and below.top() > size.height():
            place.moveBottom(below.top() - 2)
        self.setGeometry(place)
        self.setVisible(bool(found))
        self.raise_()

    def move_mark(self, by: int) -> None:
        """Mark the next or the previous one; above the first is none."""
        row = self.view.currentIndex().row() + by
        self.view.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    def marked(self) -> object:
        """Return the key of the marked entry, if one is."""
        return self._at(self.view.currentIndex().row())

    def _at(self, row: int) -> object:
        entry = self.model.entry(self.model.index(row)) if row >= 0 else None
        return None if entry is None else entry.key
