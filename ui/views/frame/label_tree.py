"""Labels in the sidebar as a tree: how a line is painted, and folding what lies below one.

The triangle is pressed, or → and ← while the line is marked. What is folded is remembered until
the window closes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView

from mailroom.ids import LabelId
from ui import icons, theme
from ui.models.sidebar import ENTRY_ROLE, Entry

_MARGIN = 12
_STEP = 14
_TRIANGLE = 11


def indent(entry: Entry) -> int:
    """Return by how many pixels a label is set in."""
    return entry.depth * _STEP


def paint_mark(painter: QPainter, left: int, middle: int, entry: Entry) -> int:
    """Paint the triangle and the colour of a label; return where its name starts."""
    palette = theme.current()
    left += indent(entry)
    if entry.folds is not None:
        glyph = "right" if entry.folds else "expand"
        spot = QRectF(left - _TRIANGLE, middle - _TRIANGLE / 2, _TRIANGLE, _TRIANGLE)
        icons.paint(painter, glyph, "meta", spot)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour("edge"))
    painter.drawRoundedRect(QRectF(left + 1, middle - 6, 12, 12), 3, 3)
    painter.setBrush(QColor(theme.label_fill(entry.colour, dark=palette.dark)))
    painter.drawRoundedRect(QRectF(left + 2, middle - 5, 10, 10), 2, 2)
    return left + 20


class LabelFolds(QObject):
    """Which labels hide what lies below them.

    Signals:
        changed(): another label is folded or open.
    """

    changed = Signal()

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.folded: frozenset[LabelId] = frozenset()
        self._view = view
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def fold(self, label: LabelId, *, folded: bool) -> None:
        """Hide what lies below a label, or show it."""
        after = self.folded | {label} if folded else self.folded - {label}
        if after != self.folded:
            self.folded = after
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fold with ← and open with →; the triangle does both."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self._view and self._on_key(event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            return self._on_press(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        entry = self._view.currentIndex().data(ENTRY_ROLE)
        wanted = {Qt.Key.Key_Left: True, Qt.Key.Key_Right: False}.get(Qt.Key(event.key()))
        if wanted is None or not isinstance(entry, Entry) or entry.folds is None:
            return False
        return self._put(entry, folded=wanted)

    def _on_press(self, event: QMouseEvent) -> bool:
        entry = self._view.indexAt(event.position().toPoint()).data(ENTRY_ROLE)
        if not isinstance(entry, Entry) or entry.folds is None:
            return False
        left = _MARGIN + indent(entry)
        on_triangle = left - _TRIANGLE - 4 <= event.position().x() <= left
        return on_triangle and self._put(entry, folded=not entry.folds)

    def _put(self, entry: Entry, *, folded: bool) -> bool:
        if entry.label is not None:
            self.fold(entry.label, folded=folded)
        return True
