"""A short list to choose from by typing a few letters, kana or romaji.

The base of the palette and of the pickers. Up and Down move in the list while one types; Enter
takes what is marked (it never sends anything: no picker offers sending). The list refuses the
input method, the line above it does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.hands import refuse_ime
from ui.inputs import Line
from ui.readings import matches, rank

_ROW = 30
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a picker.

    Attributes:
        key: what the caller gets back.
        hint: shown quietly at the right, and searched too.
        checked: whether it is ticked; ``None`` for lists without ticks.
        swatch: the name of a label colour, if it has one.
    """

    key: object
    text: str
    hint: str = ""
    icon: QIcon | None = None
    checked: bool | None = None
    swatch: str = ""
    enabled: bool = True


class EntryModel(QAbstractListModel):
    """The entries that answer to what was typed, the best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Entry, ...] = ()
        self._shown: list[Entry] = []
        self._query = ""
        self.narrows = True

    def fill(self, entries: Sequence[Entry]) -> None:
        """Offer other entries."""
        self._all = tuple(entries)
        self.narrow(self._query)

    def narrow(self, query: str) -> None:
        """Show what answers to this."""
        self.beginResetModel()
        self._query = query
        found = [one for one in self._all if matches(query, f"{one.text} {one.hint}")]
        if not self.narrows:
            self._shown = list(self._all)
        else:
            self._shown = sorted(found, key=lambda one: rank(query, one.text)) if query else found
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return the entry of a row."""
        return self._shown[index.row()] if 0 <= index.row() < len(self._shown) else None

    def rowCount(self, _parent: Index | None = None) -> int:
        """Return how many answer."""
        return len(self._shown)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Say what one can do with a row."""
        found = self.entry(index)
        if found is None or not found.enabled:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows."""
        found = self.entry(index)
        if found is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return found.text
            case Qt.ItemDataRole.UserRole:
                return found.hint
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{found.text} {found.hint}".strip()
            case Qt.ItemDataRole.DecorationRole:
                return found.icon or (swatch(found.swatch) if found.swatch else None)
            case Qt.ItemDataRole.CheckStateRole if found.checked is not None:
                return Qt.CheckState.Checked if found.checked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.SizeHintRole:
                return QSize(0, _ROW)
            case _:
                return None


class _HintPainter(QStyledItemDelegate):
    """Paints the hint quietly at the right end of the row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        hint = index.data(Qt.ItemDataRole.UserRole)
        if not hint:
            return
        colours = theme.current()
        area: QRect = option.rect.adjusted(0, 0, -8, 0)
        words = option.fontMetrics.horizontalAdvance(str(index.data()))
        area.setLeft(area.left() + words + 64)
        chosen = option.state & QStyle.StateFlag.State_Selected
        painter.save()
        painter.setPen(QColor(colours.on_chosen if chosen else colours.meta))
        shown = option.fontMetrics.elidedText(hint, Qt.TextElideMode.ElideRight, area.width())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, right, shown)
        painter.restore()


class PickList(QWidget):
    """The line and the list.

    Signals:
        picked(object): the key of the entry somebody took.
    """

    picked = Signal(object)

    def __init__(self, hint: str, *, narrows: bool = True) -> None:
        """Make an empty list; one that does not narrow is filled anew whenever ``line`` changes."""
        super().__init__()
        self.line = Line(hint, hint=hint)
        self.model = EntryModel(self)
        self.model.narrows = narrows
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.view.setProperty("role", "pick")
        self.view.setItemDelegate(_HintPainter(self.view))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(hint)
        self.view.setMinimumHeight(5 * _ROW)
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
        return QSize(320, self.line.sizeHint().height() + 8 + lines * _ROW + 4)

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


def swatch(name: str) -> QPixmap:
    """Return a label's colour as a small square."""
    made = QPixmap(28, 28)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    palette = theme.current()
    painter.setBrush(QColor(theme.label_fill(name, dark=palette.dark)))
    painter.setPen(QColor(palette.edge))
    painter.drawRoundedRect(3, 3, 22, 22, 6, 6)
    painter.end()
    made.setDevicePixelRatio(2.0)
    return made
