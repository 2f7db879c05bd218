"""Searching in the window: as one types, with what it says and shows (N32)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from mailroom.domain.query import View
from mailroom.domain.search.terms import Scope


@pytest.fixture
def field(window):
    window.cases.search.setFocus()
    return window.cases.search


def subjects(window) -> set[str]:
    model = window.cases.model
    return {model.row(at).case.subject for at in range(model.rowCount())}


def test_N32_search_as_one_types(qtbot, windows, window, quiet_desk, field):
    qtbot.keyClicks(field, "invoice")
    qtbot.waitUntil(lambda: window.cases.query.text == "invoice")
    windows.settle(window)
    everything = window.cases.query
    assert everything.view is View.ALL
    found = subjects(window)
    field.search_for("返品")
    windows.settle(window)
    case = quiet_desk.case("return-1")
    assert window.cases.model.place_of(case) is not None
    assert subjects(window) != found
    qtbot.waitUntil(lambda: window.cases.hits.hit(case) is not None)
    hit = window.cases.hits.hit(case)
    assert hit.scope in {Scope.BODY, Scope.SUBJECT}
    start, end = hit.spans[0]
    assert hit.words[start:end] == "返品"


def test_never_while_words_are_being_converted(qtbot, window, field):
    QApplication.sendEvent(field, QInputMethodEvent("へんぴん", []))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.cases.query.text == ""
    done = QInputMethodEvent("", [])
    done.setCommitString("返品")
    QApplication.sendEvent(field, done)
    qtbot.waitUntil(lambda: window.cases.query.text == "返品")


def test_offers_are_taken_by_keys(qtbot, window, field):
    qtbot.keyClicks(field, "is:")
    assert field.offers is not None
    assert field.offers.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    marked = field.offers.marked()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == f"{marked.text} "
    assert not field.offers.isVisible()
    qtbot.waitUntil(lambda: window.cases.query.text == marked.text)


def test_esc_puts_the_offers_away_and_then_ends_the_search(qtbot, windows, window, field):
    before = window.cases.query
    field.search_for("返品 i")
    qtbot.keyClicks(field, "s")
    assert field.offers.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.offers.isVisible()
    assert field.text() == "返品 is"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    windows.settle(window)
    assert window.cases.query == before


def test_what_is_not_understood_is_said(windows, window, field):
    field.search_for("重さ:10")
    windows.settle(window)
    assert "重さ:" in window.cases.strip.problem.text()
    field.search_for("返品")
    windows.settle(window)
    assert not window.cases.strip.problem.isVisible()


def test_nothing_found_says_where_else(qtbot, windows, window, field):
    window.sidebar.choose_view(View.DONE)
    windows.settle(window)
    field.search_for("返品")
    window.cases.strip.look_in(everywhere=False)
    windows.settle(window)
    assert window.cases.model.rowCount() == 0
    assert window.cases.empty.button.isVisible()
    qtbot.mouseClick(window.cases.empty.button, Qt.MouseButton.LeftButton)
    windows.settle(window)
    assert window.cases.query.view is View.ALL
    assert window.cases.model.rowCount() > 0


def test_the_last_searches_come_back(qtbot, window, field):
    field.search_for("返品 請求")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    field.setFocus()
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.offers.marked().text == "返品 請求"
