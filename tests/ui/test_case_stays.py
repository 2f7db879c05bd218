"""A case that leaves the list stays on screen, whoever moved it: one may be writing in it."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailroom.domain import commands as c
from mailroom.domain.query import CaseQuery, Sort, View
from mailroom.ids import CaseId, PersonId
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.main_window import MainWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """担当なし on screen, with at least four cases."""

    window: MainWindow
    order: tuple[CaseId, ...]
    desk: Desk
    windows: Windows
    qtbot: QtBot

    def give_away(self, case: CaseId) -> None:
        """Let somebody assign the case, so that it leaves the list."""
        self.desk.do(c.Assign(case=case, person=PersonId("sato")))
        self.qtbot.waitUntil(lambda: case not in self.window.cases.model.ids)
        self.windows.settle(self.window)


@pytest.fixture
def scene(windows: Windows, quiet_desk: Desk, qtbot: QtBot) -> Scene:
    theirs = CaseQuery(view=View.ALL, assignee=PersonId("sato"))
    for case in quiet_desk.room.reads.case_ids(theirs):
        quiet_desk.do(c.Assign(case=case, person=None))
    window = windows.open(quiet_desk)
    window.cases.show_query(CaseQuery(view=View.UNASSIGNED, sort=Sort.NEWEST))
    windows.settle(window)
    order = window.cases.model.ids
    assert len(order) >= 4
    return Scene(window=window, order=order, desk=quiet_desk, windows=windows, qtbot=qtbot)


def test_what_is_written_stays_open(scene: Scene) -> None:
    window, case = scene.window, scene.order[1]
    window.cases.choose(case)
    window.composer.open_note(case)
    QTest.keyClicks(window.composer.note.body, "half a sen")
    scene.give_away(case)

    assert window.case_acts.targets() == (case,)
    assert window.composer.case == case
    assert window.composer.isVisible()
    assert window.cases.selected() == ()

    window.composer.leave()  # the hands go back to the list
    assert window.cases.view.hasFocus()
    assert window.case_acts.targets() == (case,)


@pytest.mark.parametrize(("by", "there"), [(1, 2), (-1, 0)], ids=["J", "K"])
def test_the_keys_go_on_from_where_it_stood(scene: Scene, by: int, there: int) -> None:
    cases, case = scene.window.cases, scene.order[1]
    cases.choose(case)
    scene.give_away(case)
    assert cases.case_after(case) == scene.order[2]
    cases.step(by)
    assert cases.current() == scene.order[there]


def test_the_next_case_is_one_that_nobody_else_answers(scene: Scene) -> None:
    """Whoever has just sent a reply is not led to a case that a colleague writes in."""
    taken, free = scene.order[1], scene.order[2]
    scene.desk.do(c.ClaimCase(case=taken), room=scene.desk.colleague)
    scene.windows.settle(scene.window)
    assert scene.window.cases.case_after(scene.order[0]) == free
    assert scene.window.cases.case_after(scene.order[-1]) == scene.order[0]  # and from the top
    scene.desk.do(c.ReleaseCase(case=taken), room=scene.desk.colleague)


def test_one_case_is_chosen_after_ctrl_enter(scene: Scene) -> None:
    """Ctrl is still held when the next case comes: it must not add to what is chosen."""
    cases = scene.window.cases
    cases.choose(scene.order[0])
    QTest.keyPress(cases.view, Qt.Key.Key_Control)
    QTest.keyPress(cases.view, Qt.Key.Key_F35, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    cases.choose(scene.order[1])
    QTest.keyRelease(cases.view, Qt.Key.Key_F35)
    QTest.keyRelease(cases.view, Qt.Key.Key_Control)
    assert cases.selected() == (scene.order[1],)
