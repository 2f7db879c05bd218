"""Lines to choose from: what a picker, the palette and the search field offer, and its painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme
from ui.readings import matches, rank

ROW = 30
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
                return QSize(0, ROW)
            case _:
                return None


class HintPainter(QStyledItemDelegate):
    """Paints the hint quietly at the right end of the row."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the row, then its hint."""
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
