"""Where the panes stand at which size: sidebar or rail, list, case, inspector beside or over it.

Only places; what the panes show is their own affair.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.arrangement import INSPECTOR_WIDTH, LIST_WIDTH, Arrangement, arrangement
from ui.inputs import PlainButton
from ui.views.case.case import CasePane
from ui.views.case.inspector import Inspector
from ui.views.frame.sidebar import Sidebar
from ui.views.lists.case_list import CaseList
from ui.views.sending.outbox_page import OutboxPage

_STRIP_PADDING = 14


class _Strip(PlainButton):
    """The red strip: its sentence gives way to the width of the list."""

    def __init__(self) -> None:
        super().__init__("")
        self.setObjectName("redStrip")
        self.sentence = ""

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self.sentence = sentence
        self.relabel(sentence)
        self.setToolTip(sentence)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Ask for no width of its own."""
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the sentence to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * _STRIP_PADDING
        self.setText(
            self.fontMetrics().elidedText(self.sentence, Qt.TextElideMode.ElideRight, room)
        )


class Panes(QWidget):
    """The panes of the window."""

    def __init__(
        self,
        sidebar: Sidebar,
        cases: CaseList,
        case: CasePane,
        inspector: Inspector,
        outbox: OutboxPage,
    ) -> None:
        super().__init__()
        self._outbox = outbox
        self._sidebar, self._cases, self._case, self._inspector = sidebar, cases, case, inspector
        self._reading = False  # where list and case do not fit: the case is shown
        self._drawer_open = False
        self._has_case = False
        self.strip = _Strip()
        self._list_column = QWidget()
        column = QVBoxLayout(self._list_column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(cases, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self._list_column)
        self._split.addWidget(case)
        self._split.setStretchFactor(1, 1)
        self._list_width = LIST_WIDTH
        self._split.setSizes([LIST_WIDTH, 4 * LIST_WIDTH])
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(sidebar)
        self._row.addWidget(self._split, 1)
        self._row.addWidget(outbox, 1)
        inspector.setParent(self)
        self._inspector.hide()
        self.now: Arrangement = arrangement(self.width(), self.height())

    def fit(self, width: int, height: int, text_percent: int) -> None:
        """Arrange for a window of this size."""
        self.now = arrangement(width, height, text_percent)
        self._arrange()

    def widen_list(self, width: int) -> None:
        """Give the list this width, unless it was given before: somebody may have dragged it."""
        if width != self._list_width:
            self._list_width = width
            self._split.setSizes([width, max(1, self._split.width() - width)])

    def show_reading(self, *, reading: bool, outbox: bool = False) -> None:
        """Show the case, or the list, where both do not fit; or the outbox in place of them."""
        self._reading = reading
        self._split.setVisible(not outbox)
        self._outbox.setVisible(outbox)
        self._arrange()

    def follow_case(self, *, has_case: bool) -> None:
        """Show the inspector only with a case."""
        self._has_case = has_case
        self._place_inspector()

    def toggle_inspector(self) -> None:
        """Open or shut the drawer."""
        self._drawer_open = not self._drawer_open
        self._place_inspector()

    def shut_drawer(self) -> None:
        """Shut the drawer, if it is open."""
        self._drawer_open = False
        self._place_inspector()

    def say_alarm(self, sentence: str) -> None:
        """Show the red strip above the list where the sidebar is only a rail."""
        self.strip.say(sentence)
        self.strip.setVisible(self.now.rail and bool(sentence))

    def showEvent(self, event: QShowEvent) -> None:
        """Share the width once it is known."""
        super().showEvent(event)
        self._split.setSizes([self._list_width, max(1, self._split.width() - self._list_width)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the drawer at the right edge."""
        super().resizeEvent(event)
        self._place_inspector()

    def _arrange(self) -> None:
        now = self.now
        self._sidebar.set_rail(rail=now.rail)
        self.strip.setVisible(now.rail and bool(self.strip.sentence))
        self._case.arrange(single=now.single, low=now.low)
        self._list_column.setVisible(not now.single or not self._reading)
        self._case.setVisible(not now.single or self._reading)
        self._case.header.show_drawer_button(shown=not now.docked)
        self._place_inspector()

    def _place_inspector(self) -> None:
        drawer = self._inspector
        in_row = self._row.indexOf(drawer) >= 0
        if not self._outbox.isHidden():
            drawer.hide()
            return
        if self.now.docked:
            if not in_row:
                drawer.setFixedWidth(INSPECTOR_WIDTH)
                self._row.addWidget(drawer)
            drawer.setVisible(self._has_case)
            return
        if in_row:
            self._row.removeWidget(drawer)
        top = self._case.header.height() + 1
        width = min(INSPECTOR_WIDTH, self.width())
        drawer.setFixedWidth(width)
        drawer.setGeometry(self.width() - width, top, width, self.height() - top)
        drawer.setVisible(self._drawer_open and self._has_case and not self._case.isHidden())
        drawer.raise_()
