"""The rows of the list of cases: keys, mouse, and no input method."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QListView

from ui import hands
from ui.models.case_list import AnyIndex

_STEPS_KEYS = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class CaseView(QListView):
    """The rows.

    Signals:
        opened(): Enter or a double click.
        mouse_used(bool): the mouse is at work in the list, or no longer.
        menu_asked(QPoint): where the context menu should stand.
    """

    opened = Signal()
    mouse_used = Signal(bool)
    menu_asked = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        hands.refuse_ime(self)
        self.setAccessibleName(self.tr("Cases"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; letters never search here (they are commands)."""
        self.mouse_used.emit(False)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.text() and not event.modifiers() and event.key() not in _STEPS_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)
        hands.refuse_ime(self)  # Qt switches it on again for some models (ui.md)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the hands and choose nothing: Qt would open the first case where none is chosen."""
        QAbstractScrollArea.focusInEvent(self, event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note that the mouse is at work here."""
        self.mouse_used.emit(True)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Note that the mouse has gone."""
        self.mouse_used.emit(False)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the chosen cases."""
        self.menu_asked.emit(event.globalPos())

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802
        """Keep the IME off whatever Qt thinks of the new row."""
        super().currentChanged(current, previous)
        hands.refuse_ime(self)
