"""The board: who, when, which, how far; over everything that somebody has to act on (S46, S47)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mailroom.domain.escalations.escalation import EscalationKind, EscalationState
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui import board_paper
from ui.actions import Do
from ui.dialogs.board import BoardDialog
from ui.main_window import MainWindow
from ui.models.board import Column, Filter, said


@pytest.fixture
def shown(windows: Windows, busy_desk: Desk) -> MainWindow:
    return windows.open(busy_desk)


@pytest.fixture
def board(shown: MainWindow, windows: Windows) -> Iterator[BoardDialog]:
    shown.actions_by_name[Do.BOARD].trigger()
    made = shown.findChild(BoardDialog)
    assert made is not None
    windows.settle(shown)
    yield made
    made.reject()


def words_of(board: BoardDialog, line: int) -> list[str]:
    model = board.model
    return [model.index(line, column).data() for column in range(model.columnCount())]


def test_S46_a_line_says_who_when_which_and_how_far(board: BoardDialog):
    left, what, who, case, state, _ = words_of(board, 0)
    row = board.shown()[0]
    assert row.overdue
    assert "超過" in left
    assert what == "L3 交代"
    assert "田中" in who
    assert "課長" in who
    assert case.startswith(f"#{row.number} ")
    assert "10" in state or "9" in state  # since when


def test_S46_the_most_overdue_stands_first(board: BoardDialog):
    dues = [row.due for row in board.shown() if row.due is not None]
    assert dues == sorted(dues)


def test_S47_all_kinds_stand_there_and_what_is_answered_too(board: BoardDialog):
    rows = board.shown()
    assert {row.kind for row in rows} >= {
        EscalationKind.TAKE_OVER,
        EscalationKind.APPROVE,
        EscalationKind.CHECK,
    }
    assert any(row.state is EscalationState.ANSWERED for row in rows)


def test_filters_leave_what_they_say(board: BoardDialog):
    def choose(which: Filter) -> tuple:
        board.which.button(which).click()
        return board.shown()

    assert choose(Filter.OVERDUE)
    assert all(row.overdue for row in board.shown())
    assert {row.state for row in choose(Filter.TO_APPLY)} == {EscalationState.ANSWERED}
    assert board.model.rowCount() == 1
    assert len(choose(Filter.MINE)) == len(choose(Filter.ALL))  # I asked for all of them


def test_enter_shows_the_case_and_goes(shown: MainWindow, windows: Windows):
    shown.actions_by_name[Do.BOARD].trigger()
    board = shown.findChild(BoardDialog)
    assert board is not None
    row = board.model.row(board.table.currentIndex())
    assert row is not None
    QTest.keyClick(board.table, Qt.Key.Key_Return)
    windows.settle(shown)
    assert shown.findChild(BoardDialog) is None
    assert windows.session_of(shown).case == row.case


def test_S55_the_planned_steps_stand_below_and_on_paper(
    board: BoardDialog, shown: MainWindow, windows: Windows
):
    session = windows.session_of(shown)
    rows = board.shown()
    planned = next((at for at, row in enumerate(rows) if row.next is not None), None)
    if planned is None:
        assert "予定はありません" in board.steps.text()
    else:
        board.table.selectRow(planned)
        assert board.steps.text().count("\n")
    paper = board_paper.document_of(session, rows).toPlainText()
    now = session.now()
    for row in rows:
        assert said(row, Column.CASE, now) in paper
        assert said(row, Column.WHO, now) in paper


def test_a_board_with_nobody_waiting_says_so(
    windows: Windows, quiet_desk: Desk, qapp: QApplication
):
    window = windows.open(quiet_desk)
    board = BoardDialog(windows.session_of(window), window)
    board.open()
    windows.settle(window)
    assert board.nothing.isVisible()
    assert not board.table.isVisible()
    board.reject()
