"""The board: every escalation somebody has to act on, over all mailboxes and kinds (S46, S47).

誰が・いつ・どの・どこまで in one table, the most overdue first; below it the steps of the chosen
one with their times (S55). Enter shows the case. Refreshes itself; goes to paper as it stands.
Beside it: who has how much, for whoever leads, and today's heads-ups (S10, S30).
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView, QWidget

from mailroom.domain.changes import Changes
from mailroom.ids import CaseId, EscalationId
from mailroom.service.escalations import BoardRow
from ui import board_paper, theme
from ui.choices import Segments
from ui.dialogs.dialog import Dialog, remark
from ui.dialogs.load_page import DigestPage, LoadPage
from ui.inputs import PlainButton
from ui.models.board import BoardModel, Column, Filter, chosen
from ui.models.plan_rows import plan_rows
from ui.session import Session

_WIDTH = 1080
_REFRESH_MS = 30_000
_LINES = 8
_ROW = 32
_WIDTHS = {  # which case and what comes next share the rest
    Column.LEFT: 122,
    Column.WHAT: 92,
    Column.WHO: 142,
    Column.STATE: 152,
}


class Page(Enum):
    """What the dialog shows."""

    BOARD = "board"
    LOAD = "load"
    DIGEST = "digest"


class BoardTable(QTableView):
    """The table; Enter and a double click show the case.

    Signals:
        opened(): the person wants to see the case of the chosen line.
    """

    opened = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the case on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
            return
        super().keyPressEvent(event)


class BoardDialog(Dialog):
    """The board.

    Signals:
        case_asked(CaseId): show that case.
    """

    case_asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=_WIDTH)
        self.setWindowTitle(self.tr("Board of escalations"))
        self._session = session
        self._rows: tuple[BoardRow, ...] = ()
        self.which: Segments[Filter] = Segments(self.tr("Which ones"))
        self.which.fill(
            [
                (Filter.ALL, self.tr("All")),
                (Filter.OVERDUE, self.tr("Overdue")),
                (Filter.MINE, self.tr("Mine")),
                (Filter.TO_APPLY, self.tr("Answered, to be applied")),
            ]
        )
        self.model = BoardModel(self)
        self.table = BoardTable(self.tr("Board of escalations"))
        self.table.setModel(self.model)
        self.nothing = remark(self.tr("No escalation waits for anybody."))
        self.steps = QLabel()
        self.steps.setTextFormat(Qt.TextFormat.PlainText)
        self.steps.setWordWrap(True)
        self.page: Segments[Page] = Segments(self.tr("What is shown"))
        self.page.fill(self._pages())
        self.load = LoadPage(session)
        self.digest = DigestPage(session)
        self.content_layout.addWidget(self.page)
        for widget in (self.which, self.table, self.nothing, self.steps, self.load, self.digest):
            self.content_layout.addWidget(widget)
        self.content_layout.addStretch(1)
        self.add_buttons()
        self.show_button: PlainButton = self.add_button(self.tr("Show the case"))
        self.print_button: PlainButton = self.add_button(self.tr("Print…"))
        self.show_button.clicked.connect(self.show_case)
        self.print_button.clicked.connect(self._print)
        self.table.opened.connect(self.show_case)
        self.table.selectionModel().currentRowChanged.connect(self._show_steps)
        self.which.chosen.connect(self._fill)
        self.page.chosen.connect(self._turn)
        self.digest.case_asked.connect(self._show_other)
        session.changed.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.read)
        self._timer.start(_REFRESH_MS)
        self._lay_out()
        self._show(session.room.escalations.board())
        self._turn()
        self.table.setFocus()

    def read(self) -> None:
        """Show what is there now."""
        if self.page.value() is Page.LOAD:
            self.load.read()
        if self.page.value() is Page.DIGEST:
            self.digest.read()
        self._session.ask("board", self._session.room.escalations.board, self._show)

    def show_case(self) -> None:
        """Show the case of the chosen line and go."""
        row = self.model.row(self.table.currentIndex())
        if row is not None:
            self.case_asked.emit(row.case)
            self.accept()

    def shown(self) -> tuple[BoardRow, ...]:
        """Return the rows as filtered."""
        me = self._session.me.person
        return chosen(self._rows, self.which.value(), me, self._session.roster.name(me))

    # --- inside --------------------------------------------------------------------------------

    def _pages(self) -> list[tuple[Page, str]]:
        """Return what may be shown: who has how much is for whoever leads."""
        load = [(Page.LOAD, self.tr("Who has how much"))] if self._session.roster.i_am_lead else []
        return [
            (Page.BOARD, self.tr("Escalations")),
            *load,
            (Page.DIGEST, self.tr("Heads-ups of today")),
        ]

    def _turn(self) -> None:
        """Show the chosen page."""
        on_board = self.page.value() is Page.BOARD
        self.load.setVisible(self.page.value() is Page.LOAD)
        self.digest.setVisible(self.page.value() is Page.DIGEST)
        for widget in (self.which, self.steps, self.show_button, self.print_button):
            widget.setVisible(on_board)
        self._fill()
        self.read()

    def _show_other(self, case: CaseId) -> None:
        self.case_asked.emit(case)
        self.accept()

    def _lay_out(self) -> None:
        percent = self._session.settings.text_percent
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, column in enumerate(Column):
            if column in _WIDTHS:
                self.table.setColumnWidth(at, theme.scaled(_WIDTHS[column], percent))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        row = theme.scaled(_ROW, percent)
        self.table.verticalHeader().setDefaultSectionSize(row)
        self.table.setMinimumHeight(row * _LINES)

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.membership or changes.team:
            self.read()

    def _show(self, rows: tuple[BoardRow, ...]) -> None:
        self._rows = rows
        self._fill()

    def _fill(self) -> None:
        before = self.model.row(self.table.currentIndex())
        rows = self.shown()
        self.model.fill(rows, self._session.now())
        on_board = self.page.value() is Page.BOARD
        self.table.setVisible(on_board and bool(rows))
        self.nothing.setVisible(on_board and not rows)
        self.show_button.setEnabled(bool(rows))
        kept = [at for at, row in enumerate(rows) if before and row.escalation == before.escalation]
        if rows:
            self.table.selectRow(kept[0] if kept else 0)
        self._show_steps(self.table.currentIndex())

    def _show_steps(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        row = self.model.row(index)
        self.steps.setText("" if row is None else self._steps_of(row.escalation))

    def _steps_of(self, of: EscalationId) -> str:
        steps = self._session.room.escalations.schedule(of)
        lines = [
            f"{line.time}  {line.words}" for line in plan_rows(steps, (), None, self._session.now())
        ]
        if not lines:
            return self.tr("Nothing more is planned.")
        return "\n".join([self.tr("What follows while nobody answers:"), *lines])

    def _print(self) -> None:
        board_paper.ask_and_print(self._session, self.shown(), self)
