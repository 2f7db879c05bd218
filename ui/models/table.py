"""A table of read models: rows are filled in as a whole, columns come from an enum.

For a few dozen rows; a long list wants a model of its own (``case_list``).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from ui import theme

Row = TypeVar("Row")
Column = TypeVar("Column", bound=Enum)

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class TableModel(QAbstractTableModel, Generic[Row, Column]):
    """The rows. Subclasses say what a cell holds and how it looks."""

    def __init__(self, columns: type[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: list[Column] = list(columns)
        self._rows: tuple[Row, ...] = ()

    def heading(self, column: Column) -> str:
        """Return the name of a column."""
        raise NotImplementedError

    def words(self, row: Row, column: Column) -> str:
        """Return what a cell says."""
        raise NotImplementedError

    def fill_of(self, _row: Row, _column: Column) -> str:
        """Return the colour's name behind a cell, "" for none: never colour alone says it."""
        return ""

    def icon_of(self, _row: Row, _column: Column) -> QIcon | None:
        """Return the sign before the words of a cell."""
        return None

    def put(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: AnyIndex) -> Row | None:
        """Return what a line is about."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.heading(self._columns[section])
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says, in full as a tooltip too, and how it looks."""
        row = self.row(index)
        if row is None:
            return None
        column = self._columns[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.words(row, column)
        if role == Qt.ItemDataRole.DecorationRole:
            return self.icon_of(row, column)
        fill = self.fill_of(row, column)
        if fill and role == Qt.ItemDataRole.BackgroundRole:
            return theme.current().colour(fill)
        if fill and role == Qt.ItemDataRole.ForegroundRole:
            return theme.current().colour(f"on_{fill}")
        return None
