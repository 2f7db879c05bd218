"""A layout that goes on in the next line when a line is full.

For rows of buttons and chips that must fit a pane of 560 px as well as one of 1,000, in two
languages. Widgets pushed to the right start after the first ``stretch``.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then down; each line as high as its highest item."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right: set[QLayoutItem] = set()
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt's name
        """Take an item at the end."""
        self._items.append(item)

    def add_right(self, widget: QWidget) -> None:
        """Take a widget that stands at the right edge when its line has room."""
        self.addWidget(widget)
        self._right.add(self._items[-1])

    def add_left(self, widget: QWidget) -> QWidget | None:
        """Take a widget that stands before those at the right edge; return the first of these."""
        self.addWidget(widget)
        item = self._items.pop()
        at = next((n for n, one in enumerate(self._items) if one in self._right), len(self._items))
        self._items.insert(at, item)
        after = self.itemAt(at + 1)
        return None if after is None else after.widget()

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Return an item, or ``None`` past the end, as Qt expects."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove an item and hand it over."""
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self._right.discard(item)
        return item

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Grow in no direction."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that this width needs."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put every item in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Like to stand in one line."""
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:  # noqa: N802
        """Need no more width than the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            if move:
                self._place_line(line, rect, top, height)
            top += height + self._gap
        return max(0, top - rect.top() - self._gap)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = width + 1
        for item in self._shown():
            wanted = item.sizeHint().width()
            if lines and used + self._gap + wanted <= width:
                lines[-1].append(item)
                used += self._gap + wanted
            else:
                lines.append([item])
                used = wanted
        return lines

    def _place_line(self, line: list[QLayoutItem], rect: QRect, top: int, height: int) -> None:
        used = sum(item.sizeHint().width() for item in line) + self._gap * (len(line) - 1)
        spare = max(0, rect.width() - used)
        left = rect.left()
        for item in line:
            if spare and item in self._right:
                left, spare = left + spare, 0
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            drop = (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, top + drop), QSize(width, size.height())))
            left += width + self._gap
