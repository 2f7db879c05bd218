"""The risk card in the composer: asked once, goes on with a button, never without risk (N34)."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from mailroom.domain import commands as c
from tests.ui.forms.composing import press, replies

pytestmark = pytest.mark.usefixtures("empty_outbox")
CTRL = Qt.KeyboardModifier.ControlModifier


def test_N34_nothing_is_asked_without_risk(qtbot, composer, case):
    composer.open_reply(case)
    composer.reply.insert("承知しました。")
    with qtbot.waitSignal(composer.queued):
        composer.submit()


def test_N34_a_forgotten_file_is_asked_about_and_sent_as_it_is_by_a_button(
    qtbot, composer, case, team, nothing_sent
):
    composer.open_reply(case)
    composer.reply.insert("見積書を添付します。")
    composer.submit(close_after=True)
    assert composer.bars.risk.isVisible()
    assert "添付" in composer.bars.risk.sentence()
    press(qtbot, composer, Qt.Key.Key_Return, CTRL)  # the keys that send do not answer a question
    nothing_sent()
    back, go_on = composer.bars.risk.buttons()
    assert back.text() == "戻って直す"
    with qtbot.waitSignal(composer.queued):
        go_on.click()
    [row] = replies(team, case)
    parcel = team.room._parts.store.outbox.get(row.id)
    assert parcel.close_after


def test_N34_going_back_keeps_the_words_and_asks_again(qtbot, composer, case, nothing_sent):
    composer.open_reply(case)
    composer.reply.insert("鈴木様\n見積書を添付します。")
    composer.submit()
    composer.bars.risk.buttons()[0].click()
    assert composer.bars.risk.isHidden()
    assert "見積書を添付します。" in composer.reply.body.toPlainText()
    composer.submit()
    assert composer.bars.risk.isVisible()
    nothing_sent()


def test_N34_words_of_a_note_and_of_the_teams_list_are_found(composer, case, team, nothing_sent):
    team.room.do(c.AddNote(case=case, text="この方には過去に強い苦情をいただいています。"))
    policy = replace(team.room.reads.policy(), warning_words=("全額返金",))
    team.room.do(c.SetPolicy(policy=policy, reason="誤送信を防ぐ"))
    team.sync()
    composer.open_reply(case)
    composer.reply.insert("この方には過去に強い苦情をいただいています。全額返金します。")
    composer.submit()
    said = composer.bars.risk.sentence()
    assert "社内メモ" in said
    assert "全額返金" in said
    nothing_sent()
    team.room.do(c.SetPolicy(policy=replace(policy, warning_words=()), reason="戻す"))
    team.sync()


def test_N34_another_reply_is_asked_anew(qtbot, composer, new_case, nothing_sent):
    first, second = new_case(), new_case()
    for case in (first, second):
        composer.open_reply(case)
        composer.reply.insert("別紙をご覧ください。")
        composer.submit()
        assert composer.bars.risk.isVisible()
    nothing_sent()


def test_N14_the_same_words_are_not_sent_twice_unasked(qtbot, composer, new_case):
    case = new_case()
    composer.open_reply(case)
    composer.reply.insert("明日お送りします。")
    with qtbot.waitSignal(composer.queued):
        composer.submit()
    composer.open_reply(case)
    composer.reply.insert("明日お送りします。")
    composer.submit()
    assert composer.bars.risk.isVisible()
    assert "同じ文面" in composer.bars.risk.sentence()
    with qtbot.waitSignal(composer.queued):
        composer.bars.risk.buttons()[1].click()


def test_N34_the_words_in_question_stay_in_sight(qtbot, composer, case, nothing_sent):
    """What can be done without gives its room: hint, quote and boundary, not the words."""
    composer.window().resize(700, 640)
    composer.open_reply(case)
    composer.bars.boundary.setText("対応の範囲: 規約どおりの返品")
    composer.reply.insert("お世話になっております。\n" * 40 + "見積書を添付します。")
    qtbot.waitUntil(composer.reply.quote.isVisible)
    composer.submit()
    qtbot.waitUntil(lambda: not composer.bars.questions.isHidden())
    body = composer.reply.body
    for away in (composer.reply.quote, composer.reply._hint, composer.bars.boundary):
        assert away.isHidden()
    qtbot.waitUntil(lambda: body.viewport().rect().contains(body.cursorRect().center()))

    composer.bars.risk.buttons()[0].click()
    qtbot.waitUntil(composer.reply.quote.isVisible)
    assert composer.bars.boundary.isVisible()
    assert "添付" in composer.reply._hint.text()
    assert composer.reply._hint.isVisible()
    nothing_sent()
