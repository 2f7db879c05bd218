"""Hands (ui.md): letters act on lists only, the IME stays out of them, Enter sends nothing."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPushButton

from mailroom.domain.cases import CaseStatus
from mailroom.settings import Settings
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui import actions, hands
from ui.actions import Do
from ui.main_window import MainWindow
from ui.wording import text

IME_ON = Qt.WidgetAttribute.WA_InputMethodEnabled
FORBIDDEN = {"F6", "F7", "F8", "F9", "F10", "Ctrl+Space", "Ctrl+Q"}


def press(window: MainWindow, key: int, typed: str, target: object = None) -> None:
    widget = target or window.cases.view
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, typed)
        QApplication.sendEvent(widget, event)


def test_lists_refuse_the_ime(window: MainWindow, windows: Windows) -> None:
    views = [*window.findChildren(QAbstractItemView), window.case.timeline]
    pane = [window.cases.view, window.sidebar.view, window.case.timeline]
    assert all(one in views for one in pane)
    assert not any(one.testAttribute(IME_ON) for one in pane)
    window.cases.model.set_ids(())  # Qt switches it on again for an empty model
    QTest.keyClick(window.cases.view, Qt.Key.Key_Down)
    window.cases.show_query(window.cases.query)
    windows.settle(window)
    QTest.keyClick(window.cases.view, Qt.Key.Key_Down)
    assert not any(one.testAttribute(IME_ON) for one in pane)


@pytest.mark.parametrize(
    ("key", "typed"),
    [(Qt.Key.Key_J, "j"), (0xFF4A, "ｊ"), (0xFF2A, "Ｊ"), (Qt.Key.Key_J, "")],
    ids=["j", "wide j", "wide J", "key code only"],
)
def test_j_moves_however_it_is_typed(window: MainWindow, key: int, typed: str) -> None:
    window.cases.step(-10)
    before = window.cases.view.currentIndex().row()
    press(window, key, typed)
    assert window.cases.view.currentIndex().row() == before + 1


def test_a_letter_acts_after_a_short_silence(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    case = quiet_desk.case("warranty-1")
    window.show_case(case)
    windows.settle(window)
    with windows._qtbot.waitSignal(window.letters.pressed, timeout=3000) as told:
        press(window, Qt.Key.Key_D, "d")
    assert told.args == ["D"]
    windows.settle(window)
    detail = quiet_desk.room.reads.detail(case)
    assert detail is not None
    assert detail.row.case.status is CaseStatus.DONE
    assert window.toast.text() == "完了にしました"
    window.toast.press()
    windows.settle(window)
    detail = quiet_desk.room.reads.detail(case)
    assert detail is not None
    assert detail.row.case.status is not CaseStatus.DONE


def test_a_burst_is_ignored_with_a_hint(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    window.show_case(quiet_desk.case("invoice-1"))
    windows.settle(window)
    acted: list[str] = []
    window.letters.pressed.connect(acted.append)
    before = quiet_desk.room.reads.health().pending
    for letter in "desu":
        press(window, ord(letter.upper()), letter)
    assert window.toast.text() == text.stray_letters()
    windows._qtbot.waitUntil(lambda: not window.letters._silence.isActive(), timeout=3000)
    assert acted == []
    assert window.form.isHidden()
    assert quiet_desk.room.reads.health().pending == before


def test_jkjk_is_no_burst(window: MainWindow) -> None:
    for letter in "jkjkjk":
        press(window, ord(letter.upper()), letter)
    assert window.toast.text() != text.stray_letters()


def test_each_person_can_turn_letters_off(windows: Windows, quiet_desk: Desk) -> None:
    window = windows.open(quiet_desk, settings=Settings(letter_keys=False))
    row = window.cases.view.currentIndex().row()
    press(window, Qt.Key.Key_J, "j")
    assert window.cases.view.currentIndex().row() == row


def test_letters_in_a_text_are_text(window: MainWindow, windows: Windows) -> None:
    acted: list[str] = []
    window.letters.pressed.connect(acted.append)
    window.cases.search.setFocus()
    QTest.keyClicks(window.cases.search, "rd")
    assert window.cases.search.text() == "rd"
    assert not window.letters._silence.isActive()
    assert acted == []
    window.cases.search.clear()
    windows.settle(window)


def test_no_button_is_default_and_none_repeats(window: MainWindow, quiet_desk: Desk) -> None:
    window.show_case(quiet_desk.case("return-1"))
    buttons = window.findChildren(QPushButton)
    assert len(buttons) > 20
    assert not [b.text() for b in buttons if b.isDefault() or b.autoDefault() or b.autoRepeat()]


def test_enter_in_any_line_sends_nothing(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    case = quiet_desk.case("english-1")
    for action in (Do.REPLY, Do.ESCALATE):
        window.show_case(case)
        windows.settle(window)
        window.actions_by_name[action].trigger()
        windows.settle(window)
        for line in window.findChildren(QLineEdit):
            for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                QTest.keyClick(line, key)
        windows.settle(window)
        assert quiet_desk.room.outbox.rows() == ()
        detail = quiet_desk.room.reads.detail(case)
        assert detail is not None
        assert detail.escalations == ()
        window.composer.leave()
        window.form.leave()


def test_search_waits_for_unconfirmed_words(window: MainWindow, windows: Windows) -> None:
    asked: list[str] = []
    window.cases.search.searched.connect(asked.append)
    field = window.cases.search
    QApplication.sendEvent(field, QInputMethodEvent("へんぴん", []))
    assert not field._pause.isActive()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert asked == []
    confirmed = QInputMethodEvent()
    confirmed.setCommitString("返品")
    QApplication.sendEvent(field, confirmed)
    windows._qtbot.waitUntil(lambda: asked == ["返品"], timeout=3000)
    windows.settle(window)
    assert window.cases.model.rowCount() == 1
    field.clear()
    windows._qtbot.waitUntil(lambda: asked == ["返品", ""], timeout=3000)
    windows.settle(window)


def test_keys_of_the_ime_stay_free() -> None:
    bound = {key for spec in actions.TABLE for key in spec.keys}
    assert not bound & FORBIDDEN
    keys = [key for spec in actions.TABLE for key in (*spec.keys, spec.letter) if key]
    assert len(keys) == len(set(keys))


def test_every_action_has_a_name_and_a_place(window: MainWindow) -> None:
    assert {spec.do for spec in actions.TABLE} == set(Do)
    names = [actions.action_name(do) for do in Do]
    assert all(names)
    assert len(names) == len(set(names))


def test_letters_are_read_by_key_code() -> None:
    def event(key: int, typed: str) -> QKeyEvent:
        return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, typed)

    assert hands.letter_of(event(0xFF4A, "ｊ")) == "J"
    assert hands.letter_of(event(Qt.Key.Key_J, "ま")) == "J"  # kana input: the key is still J
    assert hands.letter_of(event(Qt.Key.Key_Slash, "/")) == "/"
    assert hands.letter_of(event(Qt.Key.Key_Return, "\r")) == ""
    assert hands.letter_of(event(Qt.Key.Key_F1, "")) == ""
    assert hands.letter_of(event(Qt.Key.Key_1, "1")) == ""
