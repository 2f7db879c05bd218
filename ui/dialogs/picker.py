"""A short list to choose from by typing a few letters, kana or romaji.

The base of the palette and of the pickers. Up and Down move in the list while one types; Enter
takes what is marked (it never sends anything: no picker offers sending). The list refuses the
input method, the line above it does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QVBoxLayout,
    QWidget,
)

from ui.entries import ROW, Entry, EntryModel, HintPainter
from ui.hands import refuse_ime
from ui.inputs import Line


class PickList(QWidget):
    """The line and the list.

    Signals:
        picked(object): the key of the entry somebody took.
    """

    picked = Signal(object)

    def __init__(self, name: str, *, hint: str = "", narrows: bool = True) -> None:
        """Make an empty list; one that does not narrow is filled anew whenever ``line`` changes.

        Args:
            name: what is chosen here.
            hint: what to type, where the name does not say it.
            narrows: whether what is typed leaves out entries.
        """
        super().__init__()
        self.line = Line(name, hint=hint or name)
        self.model = EntryModel(self)
        self.model.narrows = narrows
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setProperty("role", "pick")
        self.view.setItemDelegate(HintPainter(self.view))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(name)
        self.view.setMinimumHeight(5 * ROW)
        refuse_ime(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.line)
        layout.addWidget(self.view, 1)
        self.line.textChanged.connect(self._narrow)
        self.line.installEventFilter(self)
        self.view.installEventFilter(self)
        self.view.clicked.connect(self._take)

    def fill(self, entries: Sequence[Entry]) -> None:
        """Offer these; the mark stays where it was if it can."""
        row = max(0, self.view.currentIndex().row())
        self.model.fill(entries)
        self._mark(min(row, self.model.rowCount() - 1))

    def current(self) -> Entry | None:
        """Return the marked entry."""
        return self.model.entry(self.view.currentIndex())

    def sizeHint(self) -> QSize:
        """Like to show some eight lines."""
        lines = min(max(self.model.rowCount(), 5), 9)
        return QSize(320, self.line.sizeHint().height() + 8 + lines * ROW + 4)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the line; take with Enter, and with Space in the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return False
            if not event.isAutoRepeat():
                self._take(self.view.currentIndex())
            return True
        if watched is self.view and key == Qt.Key.Key_Space:
            self._take(self.view.currentIndex())
            return True
        if watched is self.line and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            count = max(1, self.model.rowCount())
            self._mark((self.view.currentIndex().row() + step) % count)
            return True
        return False

    def _narrow(self, query: str) -> None:
        self.model.narrow(query)
        self._mark(0)

    def _mark(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row, 0))

    def _take(self, index: QModelIndex) -> None:
        found = self.model.entry(index)
        if found is not None and found.enabled:
            self.picked.emit(found.key)
