"""The toast stands where it covers no button, also when a pane opens below it later."""

import pytest
from pytestqt.qtbot import QtBot

from mailroom.ids import CaseId
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.main_window import MainWindow
from ui.session import Toast


@pytest.fixture
def window(windows: Windows, quiet_desk: Desk) -> MainWindow:
    return windows.open(quiet_desk)


@pytest.fixture
def case(quiet_desk: Desk) -> CaseId:
    return quiet_desk.case("return-1")


def test_it_makes_way_for_the_composer(
    window: MainWindow, windows: Windows, case: CaseId, qtbot: QtBot
) -> None:
    window.show_case(case)
    window.toast.say(Toast(text="あと 8 件"))
    at_the_bottom = window.toast.geometry().bottom()
    assert at_the_bottom > window.height() - 80
    window.composer.open_note(case)
    windows.settle(window)

    def covers_no_button() -> bool:
        row = window.composer.note_actions
        spot = row.rect().translated(row.mapTo(window, row.rect().topLeft()))
        return not spot.intersects(window.toast.geometry())

    qtbot.waitUntil(covers_no_button)
    window.composer.leave()
    qtbot.waitUntil(lambda: window.toast.geometry().bottom() == at_the_bottom)


def test_letters_act_from_the_start(window: MainWindow) -> None:
    assert window.focusWidget() is window.sidebar.view
