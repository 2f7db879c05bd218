"""The composer by the keyboard alone, in both languages: nothing in it needs a mouse.

Keys go to whatever has the focus, as they do at a desk; what a key did is read from the mail
that would leave and from the record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from mailroom.domain.commands import SetTemplate
from mailroom.domain.drafts import DraftTab
from mailroom.domain.events import NoteAdded, PhoneLogged
from mailroom.domain.query import OutboxState, View
from mailroom.ids import CaseId
from mailroom.service.templates.sheet import new_template
from mailroom.settings import Language, Settings, Theme
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.main_window import MainWindow

Key = Qt.Key
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
FURTHEST = 60
"""Steps of Tab within which everything of the window is reached."""

REPLIED = {Language.JA: "return-1", Language.EN: "english-1"}
INSIDE = {Language.JA: "invoice-1", Language.EN: "warranty-1"}
TEMPLATE = new_template("Closing", "Write to us again if anything is unclear.")
PROMISES = {Language.JA: "15時までにご連絡します。", Language.EN: "We write by 3 pm."}


class Hands:
    """Somebody at the keyboard of a window."""

    def __init__(self, window: MainWindow, windows: Windows, made: Desk, qtbot: QtBot) -> None:
        self.window = window
        self._made = made
        self._windows = windows
        self._qtbot = qtbot

    def key(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifiers)

    def write(self, words: str) -> None:
        """Type: plain letters as keys, Japanese through the input method."""
        target = QApplication.focusWidget()
        assert target is not None
        if words.isascii():
            QTest.keyClicks(target, words)
            return
        for preedit, commit in ((words, ""), ("", words)):
            event = QInputMethodEvent(preedit, [])
            event.setCommitString(commit)
            QCoreApplication.sendEvent(target, event)

    def letter(self, key: Key) -> None:
        """Press a letter that is a command, and wait for the silence after it."""
        self._made.clock.move(timedelta(seconds=1))  # nobody types commands in a burst
        with self._qtbot.waitSignal(self.window.letters.pressed, timeout=3000):
            self.key(key)
        self.settle()

    def go_to(self, wanted: QWidget, key: Key = Key.Key_Tab) -> None:
        """Press Tab, or Shift+Tab, until something has the focus."""
        shift = Qt.KeyboardModifier.ShiftModifier if key is Key.Key_Backtab else NONE
        for _ in range(FURTHEST):
            if QApplication.focusWidget() is wanted:
                return
            self.key(key, shift)
        raise AssertionError(f"{wanted.accessibleName()} is not reached")

    def back_to(self, wanted: QWidget) -> None:
        self.go_to(wanted, Key.Key_Backtab)

    def press(self, button: QWidget) -> None:
        """Go to a button and press it."""
        self.go_to(button)
        self.key(Key.Key_Space)

    def to_list(self) -> None:
        """Leave whatever is open (Esc does nothing more)."""
        for _ in range(3):
            if QApplication.focusWidget() is self.window.cases.view:
                return
            self.key(Key.Key_Escape)
        assert QApplication.focusWidget() is self.window.cases.view

    def choose(self, case: CaseId) -> None:
        """Walk through the list with J and K until a case is on screen."""
        self.key(Key.Key_Home)
        for _ in range(self.window.cases.model.rowCount()):
            if self.window.cases.current() == case:
                break
            self.key(Key.Key_J)
        assert self.window.cases.current() == case
        self.settle()

    def settle(self) -> None:
        self._windows.settle(self.window)

    def is_queued(self, made: Desk, case: CaseId) -> str:
        """Wait until a reply is in its undo window; return its id."""

        def rows() -> list[str]:
            every = made.room.outbox.rows()
            return [r.id for r in every if r.case == case and r.state is OutboxState.UNDO]

        self._qtbot.waitUntil(lambda: len(rows()) == 1)
        self.settle()
        return rows()[0]


@pytest.fixture(params=[Language.JA, Language.EN], ids=["ja", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.fixture
def hands(windows: Windows, quiet_desk: Desk, qtbot: QtBot, language: Language) -> Iterator[Hands]:
    quiet_desk.do(SetTemplate(template=TEMPLATE))
    window = windows.open(quiet_desk, settings=Settings(language=language, theme=Theme.LIGHT))
    window.activateWindow()
    window.sidebar.choose_view(View.ALL)
    windows.settle(window)
    window.cases.view.setFocus()
    yield Hands(window, windows, quiet_desk, qtbot)
    for row in quiet_desk.room.outbox.rows():
        if row.state is OutboxState.UNDO:
            quiet_desk.room.outbox.cancel(row.id)


def test_a_reply_with_everything_leaves_by_keys_alone(
    hands: Hands, quiet_desk: Desk, language: Language, tmp_path: Path, *,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    case = quiet_desk.case(REPLIED[language])
    file = tmp_path / "見積書.pdf"
    file.write_bytes(b"%PDF-1.4 estimate")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(file)], ""))
    composer = hands.window.composer
    hands.choose(case)

    hands.letter(Key.Key_R)
    assert QApplication.focusWidget() is composer.reply.body
    hands.write("ありがとうございます。")
    hands.key(Key.Key_Return)
    hands.write("plain letters")
    hands.key(Key.Key_Return)
    hands.write(PROMISES[language])
    hands.back_to(composer.reply.recipients.to_line)
    hands.press(composer.reply.recipients.add_copies)
    assert QApplication.focusWidget() is composer.reply.recipients.cc_line
    hands.write("Hanako <hanako@yamada-shoten.example>")
    hands.go_to(composer.reply.body)
    hands.press(composer.reply_actions.attach_button)
    template = _choose_template(hands)
    hands.back_to(composer.bars.promise.box)
    hands.key(Key.Key_Space)
    hands.key(Key.Key_Return, CTRL)
    if composer.bars.risk.isVisible():  # a new recipient is asked about; the focus goes there
        _back, go_on = composer.bars.risk.buttons()
        hands.press(go_on)
    queued = hands.is_queued(quiet_desk, case)

    parcel = quiet_desk.room._parts.store.outbox.get(queued)
    assert parcel.promised is not None
    mail = message_from_bytes(
        quiet_desk.room._parts.store.outbox.raw(queued), policy=policy.default
    )
    text = mail.get_body(("plain",)).get_content()
    assert [one.addr for one in parcel.cc] == ["hanako@yamada-shoten.example"]
    for words in ("ありがとうございます。", "plain letters", PROMISES[language], template):
        assert words in text.replace(" \n", "")
    [sent] = mail.iter_attachments()
    assert (sent.get_filename(), sent.get_content()) == ("見積書.pdf", file.read_bytes())

    assert QApplication.focusWidget() is hands.window.cases.view
    hands.key(Key.Key_Z, CTRL)  # the key that undoes also cancels the sending
    hands.settle()
    assert quiet_desk.room.outbox.row(queued) is None
    assert composer.isVisible()
    assert PROMISES[language] in composer.reply.body.toPlainText()
    assert QApplication.focusWidget() is composer.reply.body


def test_notes_calls_tabs_and_the_escalation_need_keys_alone(
    hands: Hands, quiet_desk: Desk, language: Language
) -> None:
    case = quiet_desk.case(INSIDE[language])
    composer = hands.window.composer
    hands.choose(case)
    hands.letter(Key.Key_N)
    hands.write("社内だけの話")
    hands.key(Key.Key_Return, CTRL)
    hands.settle()
    hands.to_list()

    hands.choose(case)
    hands.letter(Key.Key_P)
    hands.write("called back")
    hands.back_to(composer.phone.with_whom)
    hands.write("Yamada")
    hands.key(Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier)
    hands.settle()

    bodies = [i.event.body for i in quiet_desk.room.reads.timeline(case) if i.event is not None]
    assert [b.text for b in bodies if isinstance(b, NoteAdded)] == ["社内だけの話"]
    assert [(b.with_whom, b.text) for b in bodies if isinstance(b, PhoneLogged)] == [
        ("Yamada", "called back")
    ]
    assert quiet_desk.room.outbox.rows() == ()

    _tabs_keep_their_words(hands, quiet_desk, case)


def _tabs_keep_their_words(hands: Hands, quiet_desk: Desk, case: CaseId) -> None:
    composer = hands.window.composer
    hands.to_list()
    hands.choose(case)
    hands.letter(Key.Key_R)
    hands.write("to the customer")
    hands.back_to(composer.head.tab_button(DraftTab.REPLY))
    hands.key(Key.Key_Right)
    assert composer.tab is DraftTab.NOTE
    hands.go_to(composer.note.body)
    hands.write("to the team")
    hands.back_to(composer.head.tab_button(DraftTab.NOTE))
    hands.key(Key.Key_Left)

    assert "to the customer" in composer.reply.body.toPlainText()
    assert "to the team" not in composer.reply.body.toPlainText()
    hands.press(composer.reply_actions.discard_button)
    assert composer.isHidden()
    hands.settle()
    assert quiet_desk.room.drafts.load(case, DraftTab.REPLY) is None
    kept = quiet_desk.room.drafts.load(case, DraftTab.NOTE)
    assert kept is not None
    assert kept.text == "to the team"
    quiet_desk.room.drafts.discard(case, DraftTab.NOTE)
    _one_key_each_leads_into_the_escalation(hands, quiet_desk, case)


def _one_key_each_leads_into_the_escalation(hands: Hands, quiet_desk: Desk, case: CaseId) -> None:
    composer = hands.window.composer
    hands.to_list()
    hands.choose(case)
    hands.letter(Key.Key_R)
    hands.write("not for me to decide")
    hands.key(Key.Key_Escape)
    assert composer.isHidden()
    hands.settle()
    hands.letter(Key.Key_E)

    assert hands.window.form.isVisible()
    assert QApplication.focusWidget() in hands.window.form.request.inputs()
    kept = quiet_desk.room.drafts.load(case, DraftTab.REPLY)
    assert kept is not None
    assert "not for me to decide" in kept.text
    quiet_desk.room.drafts.discard(case, DraftTab.REPLY)


def _choose_template(hands: Hands) -> str:
    """Open the picker from the text and take what it marks; return what went in."""
    body = hands.window.composer.reply.body
    hands.go_to(body)
    hands.key(Key.Key_T, CTRL)
    hands.settle()
    assert QApplication.activeModalWidget() is not None
    hands.key(Key.Key_Return)
    hands.settle()
    hands.window.activateWindow()  # no window manager here does it
    hands.settle()
    assert QApplication.focusWidget() is body
    assert TEMPLATE.text.strip() in body.toPlainText()
    return TEMPLATE.text.strip()


def test_shift_tab_leads_from_the_words_to_the_addresses(
    hands: Hands, quiet_desk: Desk, language: Language
) -> None:
    composer = hands.window.composer
    hands.choose(quiet_desk.case(REPLIED[language]))
    hands.letter(Key.Key_R)
    body, to = composer.reply.body, composer.reply.recipients.to_line
    while QApplication.focusWidget() is not to:
        hands.key(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        at = QApplication.focusWidget().mapTo(composer, QPoint(0, 0))
        assert at.y() < body.mapTo(composer, QPoint(0, 0)).y()
    hands.go_to(composer.reply_actions.send_button)
    hands.key(Key.Key_Tab)
    assert composer.reply.quote.isAncestorOf(QApplication.focusWidget())


def test_a_forward_begins_with_whom_it_goes_to_and_is_called_so(
    hands: Hands, quiet_desk: Desk, language: Language
) -> None:
    composer = hands.window.composer
    case = quiet_desk.case(REPLIED[language])
    hands.choose(case)
    hands.letter(Key.Key_R)
    hands.write("for whoever gets it")
    hands.to_list()  # what is kept of a reply goes on as the forward that is asked for
    hands.letter(Key.Key_F)
    assert QApplication.focusWidget() is composer.reply.recipients.to_line
    names = {Language.JA: ("転送", "転送する"), Language.EN: ("Forward", "Forward it")}
    tab, send = names[language]
    assert composer.head.tab_button(DraftTab.REPLY).text() == tab
    assert composer.reply_actions.send_button.text().startswith(send)
    assert not composer.reply.quote.inline_button.isVisible()
    assert "for whoever gets it" in composer.reply.body.toPlainText()
    hands.press(composer.reply_actions.discard_button)
    hands.settle()
    hands.to_list()
    hands.choose(case)
    hands.letter(Key.Key_R)
    assert QApplication.focusWidget() is composer.reply.body
    assert composer.head.tab_button(DraftTab.REPLY).text() != tab
    assert not composer.reply_actions.send_button.text().startswith(send)
