"""The composer, driven by keys: tabs that cannot be mixed up, nothing sent by accident."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from mailroom.domain.drafts import AttachedFile, Draft, DraftTab
from mailroom.domain.events import NoteAdded, PhoneLogged
from mailroom.domain.people import Role
from mailroom.domain.query import OutboxState
from mailroom.ids import PersonId
from tests.ui.forms.composing import compose, press, replies, told
from ui import theme
from ui.models.reply_start import ReplyMode
from ui.views.composer import note_tab
from ui.views.composer.acts import mail_of

pytestmark = pytest.mark.usefixtures("empty_outbox")

CTRL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
SEND_KEYS = [
    pytest.param((Qt.Key.Key_Return, CTRL), id="Ctrl+Return"),
    pytest.param((Qt.Key.Key_Enter, CTRL | KEYPAD), id="Ctrl+Enter on the number pad"),
]


# --- sending ------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", SEND_KEYS)
def test_both_keys_send(qtbot, team, composer, case, keys):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "Thank you")
    with qtbot.waitSignal(composer.queued) as queued:
        press(qtbot, composer, *keys)

    row = team.room.outbox.row(queued.args[0])
    assert row.state is OutboxState.UNDO
    assert [one.addr for one in row.to] == ["yamada@yamada-shoten.example"]
    assert composer.isHidden()


@pytest.mark.parametrize("keys", SEND_KEYS)
def test_unconfirmed_words_send_nothing_and_stay(qtbot, composer, case, keys, nothing_sent):
    composer.open_reply(case)
    body = composer.reply.body
    qtbot.keyClicks(body, "before ")
    compose(body, preedit="へんぴん")
    press(qtbot, composer, *keys)

    nothing_sent()
    assert composer.isVisible()
    compose(body, commit="返品")
    assert "before 返品" in body.toPlainText()

    with qtbot.waitSignal(composer.queued):
        press(qtbot, composer, *keys)


def test_unconfirmed_words_in_an_address_send_nothing_either(
    qtbot, team, composer, case, nothing_sent
):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "text")
    line = composer.reply.recipients.to_line
    line.setFocus()
    compose(line, preedit="さとう")
    qtbot.keyClick(line, Qt.Key.Key_Return, CTRL)
    nothing_sent()


def test_enter_in_any_line_sends_nothing(qtbot, team, composer, case, nothing_sent):
    composer.open_reply(case, ReplyMode.FORWARD)
    qtbot.keyClicks(composer.reply.body, "text")
    composer.reply.recipients._show_copies()
    lines = [line for line in composer.findChildren(QLineEdit) if line.isVisible()]
    assert len(lines) == 4  # to, cc, bcc, subject
    for line in lines:
        line.setFocus()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            qtbot.keyClick(line, key)
    nothing_sent()
    assert composer.isVisible()


def test_no_button_is_default_and_enter_presses_none(qtbot, team, composer, case, nothing_sent):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "text")
    for button in composer.findChildren(QPushButton):
        assert not button.isDefault()
        assert not button.autoDefault()
        assert button.accessibleName(), button.text()
    send = composer.reply_actions.send_button
    send.setFocus()
    qtbot.keyClick(send, Qt.Key.Key_Return)
    nothing_sent()


def test_a_held_key_sends_once_at_most(qtbot, team, composer, case, *, settle, nothing_sent):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "text")
    send = composer.reply_actions.send_button
    repeats = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, CTRL ^ CTRL, " ", True)
    for _ in range(3):
        QCoreApplication.sendEvent(send, repeats)
    nothing_sent()
    with qtbot.waitSignal(composer.queued):
        composer.submit()
        composer.submit()
        composer.submit()
    settle()
    assert len(replies(team, case)) == 1


def test_send_and_done_closes_afterwards(qtbot, team, composer, case):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "text")
    with qtbot.waitSignal(composer.queued) as queued:
        composer.reply_actions.done_button.click()
    assert team.room._parts.store.outbox.get(queued.args[0]).close_after


def test_files_are_named_sized_and_taken_off(qtbot, composer, case, tmp_path):
    file = tmp_path / "見積.pdf"
    file.write_bytes(b"x" * 2048)
    composer.open_reply(case)
    composer.reply.attachments.add(file, file, tmp_path / "missing.pdf")
    chips = composer.reply.attachments.findChildren(QPushButton)
    assert len(chips) == 1
    assert "見積.pdf" in chips[0].text()
    assert "2" in chips[0].text()
    chips[0].click()
    assert composer.reply.attachments.paths() == ()


def test_a_forgotten_file_is_hinted_at_while_typing(qtbot, composer, case):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("見積書を添付します。")
    assert composer.reply._hint.isVisible()
    composer.reply.body.setPlainText("見積書は郵便でお送りします。")
    assert composer.reply._hint.isHidden()
    with qtbot.waitSignal(composer.queued):
        composer.submit()


def test_nothing_goes_without_words_or_to_no_address(qtbot, team, composer, case, nothing_sent):
    composer.open_reply(case)
    composer.submit()
    assert composer.isVisible()
    qtbot.keyClicks(composer.reply.body, "text")
    composer.reply.recipients.to_line.setText("yamada at example")
    composer.submit()
    nothing_sent()
    assert "yamada at example" in composer.reply.recipients._problem.text()


# --- tabs ---------------------------------------------------------------------------------------


def test_note_text_can_never_reach_a_reply(qtbot, team, composer, case):
    secret = "クレーマーなので注意"
    composer.open_note(case)
    composer.note.body.insertPlainText(secret)
    composer.head.tab_button(DraftTab.REPLY).click()
    assert composer.tab is DraftTab.REPLY
    composer.reply.body.insertPlainText("ご連絡ありがとうございます。")
    with qtbot.waitSignal(composer.queued) as queued:
        composer.submit()

    raw = team.room._parts.store.outbox.raw(queued.args[0]).decode("utf-8", "replace")
    parcel = team.room._parts.store.outbox.get(queued.args[0])
    assert secret not in raw
    assert secret not in parcel.draft.text
    assert composer.note.body.document() is not composer.reply.body.document()


@pytest.mark.parametrize("tab", [DraftTab.NOTE, DraftTab.PHONE, DraftTab.ESCALATION])
def test_only_a_reply_draft_can_become_a_mail(case, tab):
    with pytest.raises(AssertionError):
        mail_of(Draft(case=case, tab=tab, text="secret"), close_after=False)


def test_the_inside_tabs_know_no_way_to_send():
    names = {
        alias.name
        for node in ast.walk(ast.parse(inspect.getsource(note_tab)))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert names.isdisjoint({"Reply", "Outbox", "ReplyTab", "mail_of"})


def test_saving_a_note_sends_nothing(qtbot, team, composer, case, *, toasts, nothing_sent):
    composer.open_note(case)
    qtbot.keyClicks(composer.note.body, "careful")
    press(qtbot, composer, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: [toast.text for toast in toasts] == ["メモを保存しました"])

    nothing_sent()
    assert [note.text for note in told(team, case, NoteAdded)] == ["careful"]


def test_a_phone_note_says_who_and_whether(qtbot, team, composer, case):
    composer.open_phone(case)
    qtbot.keyClicks(composer.phone.with_whom, "Yamada")
    qtbot.keyClicks(composer.phone.body, "calls back at three")
    composer.submit()
    qtbot.waitUntil(lambda: bool(told(team, case, PhoneLogged)))
    call = told(team, case, PhoneLogged)[0]
    assert (call.with_whom, call.incoming, call.reached) == ("Yamada", True, True)


def test_each_tab_has_its_own_edge_button_and_words(composer, case):
    composer.open_reply(case)
    seen = []
    for tab in (DraftTab.REPLY, DraftTab.NOTE, DraftTab.PHONE):
        composer.head.tab_button(tab).click()
        buttons = [
            button.text()
            for button in composer.findChildren(QPushButton)
            if button.isVisible() and "Ctrl+Enter" in button.text()
        ]
        seen.append((composer.property("edge"), buttons))
    assert seen == [
        ("customer", ["お客様へ送信  Ctrl+Enter"]),
        ("note", ["メモを保存  Ctrl+Enter"]),
        ("phone", ["電話メモを保存  Ctrl+Enter"]),
    ]


def test_tab_reaches_text_attach_template_and_sending_last(qtbot, composer, case):
    composer.open_reply(case)
    actions = composer.reply_actions
    wanted = [
        composer.reply.body, actions.attach_button, actions.template_button,
        actions.format_button, actions.more_button, actions.discard_button, actions.later_button,
        actions.done_button, actions.send_button,
    ]  # fmt: skip
    reached = []
    for _ in wanted:
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert reached == wanted


# --- leaving and drafts -------------------------------------------------------------------------


def test_esc_only_leaves_and_the_words_are_kept(qtbot, team, composer, case, nothing_sent):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "half a sentence")
    with qtbot.waitSignal(composer.closed):
        press(qtbot, composer, Qt.Key.Key_Escape, CTRL ^ CTRL)
    nothing_sent()
    qtbot.waitUntil(lambda: team.room.drafts.load(case, DraftTab.REPLY) is not None)

    composer.open_reply(case)
    assert "half a sentence" in composer.reply.body.toPlainText()


def test_drafts_are_kept_per_tab_and_said_to_be(qtbot, team, composer, case):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("to the customer")
    composer.head.tab_button(DraftTab.NOTE).click()
    composer.note.body.insertPlainText("to the team")
    qtbot.waitUntil(lambda: team.room.drafts.load(case, DraftTab.NOTE) is not None)
    qtbot.waitUntil(lambda: "下書き保存済み" in composer.head.saved.text())

    reply, note = (team.room.drafts.load(case, tab) for tab in (DraftTab.REPLY, DraftTab.NOTE))
    assert "to the customer" in reply.text
    assert note.text == "to the team"


def test_a_fresh_reply_is_no_draft(qtbot, team, composer, case, session):
    composer.open_reply(case)
    composer.leave()
    session.tasks.act(lambda: None)
    assert team.room.drafts.load(case, DraftTab.REPLY) is None


def test_discarding_can_be_undone(qtbot, team, composer, case, toasts):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("do not lose me")
    composer.reply_actions.discard_button.click()
    assert composer.isHidden()
    toasts[-1].pressed()
    assert "do not lose me" in composer.reply.body.toPlainText()
    assert composer.isVisible()


def test_cancelling_in_the_ten_seconds_brings_back_exactly_what_was_written(
    qtbot, team, composer, case, tmp_path
):
    file = tmp_path / "見積.pdf"
    file.write_bytes(b"x" * 2000)
    composer.open_reply(case)
    composer.reply.body.insertPlainText("明日お送りします。")
    composer.reply.recipients._show_copies()
    composer.reply.recipients.cc_line.setText("佐藤 <sato@example.com>")
    composer.reply.attachments.add(Path(file))
    before = composer.reply.draft()
    composer.submit()
    _back, go_on = composer.bars.risk.buttons()  # a stranger among the recipients is asked about
    with qtbot.waitSignal(composer.queued) as queued:
        go_on.click()
    composer.restore(team.room.outbox.cancel(queued.args[0]))

    assert composer.reply.draft() == before
    assert before.attachments == (AttachedFile(name="見積.pdf", path=str(file)),)
    assert composer.reply.quote.quote().startswith("2026/")


def test_a_cancelled_reply_is_kept_as_a_draft_and_can_go_again(qtbot, team, composer, case, settle):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "tomorrow")
    with qtbot.waitSignal(composer.queued) as queued:
        composer.submit()
    composer.restore(team.room.outbox.cancel(queued.args[0]))
    qtbot.keyClicks(composer.reply.body, "!")  # one goes on where one stopped
    composer.pages.keepers[DraftTab.REPLY].save_now()
    settle()
    assert "tomorrow!" in team.room.drafts.load(case, DraftTab.REPLY).text
    with qtbot.waitSignal(composer.queued):
        composer.submit()


def test_the_interim_words_can_go_as_they_are(qtbot, composer, case):
    composer.open_reply(case, ReplyMode.INTERIM)
    with qtbot.waitSignal(composer.queued):
        composer.submit()


# --- others -------------------------------------------------------------------------------------


def test_a_trainee_asks_for_a_check(qtbot, team, composer, case, *, session, nothing_sent):
    me = session.roster.members[PersonId(team.room.me.person)]
    session.roster.members[me.id] = replace(me, role=Role.TRAINEE)
    composer.open_reply(case)
    assert composer.reply_actions.send_button.text().startswith("確認を頼む")
    assert composer.reply_actions.done_button.isHidden()
    qtbot.keyClicks(composer.reply.body, "please look")
    with qtbot.waitSignal(composer.check_asked) as asked:
        composer.submit()
    assert "please look" in asked.args[0].text
    nothing_sent()


def test_it_does_with_little_room(qtbot, composer, case):
    composer.open_reply(case)
    composer.resize(560, 200)
    qtbot.waitUntil(composer.reply.quote.isHidden)
    assert composer.minimumSizeHint().width() <= 560
    assert composer.minimumSizeHint().height() <= 200
    assert composer.reply_actions.attach_button.text() == ""
    assert composer.reply_actions.attach_button.accessibleName() == "添付"
    assert "quote" in dict(composer.reply.draft().fields)  # folded away, but it goes along


def test_only_what_goes_to_the_customer_is_teal_while_one_writes(qtbot, composer, case):
    """The frame of the field that has the focus is the edge of its tab (ui.md, Composer)."""
    frames = []
    for opens in (composer.open_reply, composer.open_note, composer.open_phone):
        opens(case)
        body = composer.pages.page(composer.tab).body
        qtbot.waitUntil(body.hasFocus)
        frames.append(body.grab().toImage().pixelColor(body.width() // 2, 0).name())
    palette = theme.current()
    wanted = [palette.colour(name).name() for name in ("accent", "internal_edge", "phone_edge")]
    assert frames == wanted
