"""The sidebar: arrows show what they mark, and nothing moves under the pointer."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mailroom.domain.query import Counts, View
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.main_window import MainWindow
from ui.models import sidebar as model
from ui.models.sidebar import Entry, EntryKind, SidebarModel


def test_the_arrows_show_what_they_mark(qtbot: QtBot, windows: Windows, window: MainWindow) -> None:
    window.sidebar.choose_view(View.UNASSIGNED)
    windows.settle(window)
    view = window.sidebar.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.cases.query.view is View.OVERDUE)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: window.cases.query.view is View.UNASSIGNED)


def test_walking_over_the_tray_opens_no_dialog() -> None:
    refused = Entry(kind=EntryKind.VIEW, text="反映されず", view=View.REFUSED)
    assert refused.chooses
    assert not refused.shows_cases


def lines(shown: SidebarModel) -> list[str]:
    return [entry.text for entry in shown.entries()]


def entries(*, overdue: int, mine: int) -> list[Entry]:
    late = [
        Entry(kind=EntryKind.OVERDUE, text=f"課長 {number}", case=f"case-{number}")
        for number in range(overdue)
    ]
    return [*late, *model.view_entries(Counts(views={View.TO_REPLY: mine}))]


def test_under_the_pointer_counts_change_and_lines_wait(qtbot: QtBot) -> None:
    shown = SidebarModel()
    shown.show(entries(overdue=0, mine=1))
    before = lines(shown)
    assert shown.show(entries(overdue=2, mine=5), still=True)
    assert lines(shown) == before
    assert next(one.side for one in shown.entries() if one.view is View.TO_REPLY) == "5"
    assert not shown.show(entries(overdue=2, mine=5))
    assert lines(shown) == ["課長 0", "課長 1", *before]


def test_the_first_line_is_kept_when_nothing_is_due(quiet_desk: Desk, window: MainWindow) -> None:
    first = window.sidebar.model.entries()[0]
    assert (first.kind, first.text) == (EntryKind.NEXT, "エスカレーションの期限なし")
    assert not first.chooses
