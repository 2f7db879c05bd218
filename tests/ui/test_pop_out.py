"""The composer in a window of its own: one composer, one draft, wherever it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mailroom.domain.drafts import DraftTab
from mailroom.ids import CaseId
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.actions import Do
from ui.main_window import MainWindow


@pytest.fixture
def writing(window: MainWindow, windows: Windows, quiet_desk: Desk) -> Iterator[CaseId]:
    """A reply that somebody writes in a window of its own."""
    case = quiet_desk.case("return-1")
    window.show_case(case)
    windows.settle(window)
    window.actions_by_name[Do.REPLY].trigger()
    window.composer.reply.insert("先に書いた分 ")
    window.actions_by_name[Do.POP_OUT].trigger()
    assert window.composer.window() is not window
    yield case
    window.composer.leave()
    windows.settle(window)
    quiet_desk.room.drafts.discard(case, DraftTab.REPLY)


def test_words_go_along_out_and_back(window, windows, writing, quiet_desk):
    composer = window.composer
    subject = quiet_desk.room.reads.detail(writing).row.case.subject
    assert composer.window().windowTitle() == f"作成中: {subject} — Mailroom"
    QTest.keyClicks(composer.reply.body, "outside ")
    composer.window().close()

    assert composer.window() is window
    assert composer.isVisible()
    assert "先に書いた分 outside" in composer.reply.body.toPlainText()
    window.actions_by_name[Do.POP_OUT].trigger()
    composer.head.pop_out.click()  # and back by its button
    assert composer.window() is window
    assert composer.head.pop_out.accessibleName() == "別のウィンドウで書く"


def test_unconfirmed_words_come_back_with_the_window(window, windows, writing):
    composer = window.composer
    QCoreApplication.sendEvent(composer.reply.body, QInputMethodEvent("みへんかん", []))
    composer.window().close()
    assert "みへんかん" in composer.reply.body.toPlainText()


def test_another_case_may_be_read_meanwhile_and_closing_keeps_the_draft(
    window, windows, writing, quiet_desk
):
    composer = window.composer
    window.show_case(quiet_desk.case("invoice-1"))
    windows.settle(window)
    assert composer.case == writing
    assert composer.isVisible()
    composer.window().close()
    windows.settle(window)
    assert composer.isHidden()
    assert "先に書いた分" in quiet_desk.room.drafts.load(writing, DraftTab.REPLY).text


@pytest.mark.parametrize("way", ["Esc", "main window closed"])
def test_leaving_keeps_the_draft_and_takes_the_window_away(
    way, window, windows, writing, quiet_desk
):
    composer = window.composer
    if way == "Esc":
        QTest.keyClick(composer.reply.body, Qt.Key.Key_Escape)
    else:
        window.close()
    windows.settle(window)
    assert not [one for one in QApplication.topLevelWidgets() if one.property("role") == "popout"]
    assert composer.window() is window
    assert "先に書いた分" in quiet_desk.room.drafts.load(writing, DraftTab.REPLY).text
