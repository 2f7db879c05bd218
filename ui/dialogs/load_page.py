"""Pages of the board for whoever leads: who has how much, and today's heads-ups (S10, S30)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mailroom.service.load import HeadsUp, TeamLoad
from ui import theme
from ui.dialogs.dialog import heading, remark
from ui.inputs import PlainButton
from ui.models import load
from ui.models.load import LoadModel
from ui.session import Session

_ROW = 28


class LoadPage(QWidget):
    """Who has how much."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.model = LoadModel(self)
        self.table = QTableView()
        self.table.setAccessibleName(self.tr("Who has how much"))
        self.table.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.table.setModel(self.model)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.hours = QLabel()
        self.hours.setTextFormat(Qt.TextFormat.PlainText)
        self.hours.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.hours)

    def read(self) -> None:
        """Show how it is now."""
        self._session.ask("load", self._session.room.load.now, self._show)

    def _show(self, found: TeamLoad) -> None:
        self.model.put(found.people)
        row = theme.scaled(_ROW, self._session.settings.text_percent)
        self.table.verticalHeader().setDefaultSectionSize(row)
        self.table.setMinimumHeight(row * (min(len(found.people), 10) + 2))
        self.hours.setText(load.by_hour(found))


class DigestPage(QWidget):
    """まとめ: today's heads-ups, one below the other.

    Signals:
        case_asked(CaseId): show that case.
    """

    case_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._parts: list[QWidget] = []

    def read(self) -> None:
        """Show what there is now."""
        self._session.ask("heads-ups", self._session.room.load.heads_ups, self._show)

    def words(self) -> tuple[str, ...]:
        """Return everything that stands there."""
        return tuple(
            label.text()
            for part in self._parts
            for label in [*_own(part), *part.findChildren(QLabel)]
        )

    def _show(self, found: tuple[HeadsUp, ...]) -> None:
        for part in self._parts:
            self._layout.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = [self._entry(one) for one in found]
        said = self.tr(
            "Nothing to do here: heads-ups of today, to be looked at when there is time."
        )
        none = self.tr("There was no heads-up today.")
        self._parts.insert(0, remark(said if found else none))
        for part in self._parts:
            self._layout.addWidget(part)

    def _entry(self, one: HeadsUp) -> QWidget:
        head, request = load.heads_up(one, self._session.now())
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        line = QHBoxLayout()
        title = heading(head)
        title.setTextFormat(Qt.TextFormat.PlainText)
        show = PlainButton(self.tr("Show the case"), role="quiet")
        show.clicked.connect(partial(self.case_asked.emit, one.case))
        line.addWidget(title, 1)
        line.addWidget(show)
        layout.addLayout(line)
        words = QLabel(request)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        layout.addWidget(words)
        if one.collected:
            layout.addWidget(remark(self.tr("By mail it comes together with others.")))
        return part


def _own(part: QWidget) -> list[QLabel]:
    return [part] if isinstance(part, QLabel) else []
