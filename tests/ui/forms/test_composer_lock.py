"""The composer and other people: whose case it is, and mail that comes while one writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from mailroom.domain.commands import AddNote, ClaimCase, Escalate
from mailroom.domain.events import DraftShared
from mailroom.domain.query import OutboxState
from tests.ui.forms.composing import compose, press, told
from tests.ui.forms.conftest import write
from ui.models.lock_view import Hold

pytestmark = pytest.mark.usefixtures("empty_outbox")


# --- the lock -----------------------------------------------------------------------------------


def test_rule_11_viewing_claims_nothing_and_the_first_key_does(qtbot, team, composer, case):
    composer.open_reply(case)
    assert team.room.reads.detail(case).row.holder is None
    qtbot.keyClicks(composer.reply.body, "a")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.ASKED)
    assert composer.head.lock.text() == "案件を確保しています…"  # asked is never shown as held

    team.sync()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
    holder = team.room.reads.detail(case).row.holder
    assert holder.person == team.room.me.person


def test_a_conversion_counts_as_a_keystroke(qtbot, composer, case):
    composer.open_reply(case)
    compose(composer.reply.body, preedit="あ")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is not Hold.FREE)


def test_who_lost_the_race_is_told_and_keeps_the_draft(
    qtbot, team, composer, case, *, toasts, nothing_sent
):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("私も書いていました。")
    team.do(ClaimCase(case=case), room=team.colleague)
    qtbot.waitUntil(composer.bars.lock.isVisible)

    assert "先に書き始めました" in composer.bars.lock.sentence()
    assert "佐藤" in composer.bars.lock.sentence()
    assert [b.text() for b in composer.bars.lock.buttons()] == [
        "譲ってもらう",
        "引き継ぐ…",  # 田中 leads
        "下書きを共有",
    ]
    assert not composer.reply_actions.send_button.isEnabled()
    composer.submit()
    nothing_sent()
    assert "私も書いていました。" in composer.reply.body.toPlainText()

    composer.bars.lock.buttons()[2].click()
    qtbot.waitUntil(lambda: bool(toasts))
    assert told(team, case, DraftShared)[0].draft.text.endswith("私も書いていました。")


def test_an_escalated_case_says_who_has_it(qtbot, team, composer, case):
    form = replace(team.colleague.reads.prefill_escalation(case), request="お願いします。")
    team.do(Escalate(case=case, form=form), room=team.colleague)
    composer.open_reply(case)
    composer.reply.body.insertPlainText("words")
    assert composer.bars.lock.sentence() == (
        "エスカレーション中です。回答があるまで佐藤さんが担当します。"
    )
    assert [b.text() for b in composer.bars.lock.buttons()] == ["下書きを共有"]
    assert not composer.reply_actions.send_button.isEnabled()


def test_rule_06_typing_renews_the_claim_at_a_third_of_its_life(qtbot, team, composer, case):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "a")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.ASKED)
    team.sync()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
    first = team.room.reads.detail(case).row.case.claim.expires
    qtbot.keyClicks(composer.reply.body, "b")
    team.clock.move(timedelta(minutes=11))
    qtbot.keyClicks(composer.reply.body, "c")
    qtbot.waitUntil(lambda: team.room.reads.health().pending > 0)
    team.sync()
    assert team.room.reads.detail(case).row.case.claim.expires > first


def test_rule_06_leaving_without_words_hands_the_case_back(qtbot, team, composer, case):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "a")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.ASKED)
    team.sync()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
    qtbot.keyClick(composer.reply.body, Qt.Key.Key_Backspace)
    composer.leave()
    qtbot.waitUntil(lambda: team.room.reads.health().pending > 0)
    team.sync()
    assert team.room.reads.detail(case).row.holder is None


def test_a_reply_in_its_ten_seconds_keeps_the_claim_and_leaves(qtbot, team, composer, case):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "a")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.ASKED)
    team.sync()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
    with qtbot.waitSignal(composer.queued) as queued:
        composer.submit()
    team.sync()
    assert team.room.reads.detail(case).row.holder.person == team.room.me.person

    team.clock.move(timedelta(seconds=11))
    team.sync()
    assert team.room.outbox.row(queued.args[0]).state is OutboxState.SENT
    assert team.room.reads.detail(case).row.holder is None  # SendDone ends what it was taken for


# --- new mail while writing ---------------------------------------------------------------------


def test_rule_18_new_mail_must_be_read_before_the_reply_goes(
    qtbot, team, composer, case, nothing_sent
):
    composer.open_reply(case)
    basis = composer.reply.shown
    qtbot.keyClicks(composer.reply.body, "text")
    facts = next(i.mail.facts for i in team.room.reads.timeline(case) if i.mail)
    write(team, f"Re: {facts.subject}", "追伸です。", references=facts.message_id)
    team.sync()
    qtbot.waitUntil(composer.bars.new_mail.isVisible)

    assert composer.bars.new_mail.sentence() == (
        "お客様から新しいメールが届きました。読んでから送れます。"
    )
    press(qtbot, composer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    nothing_sent()
    assert composer.reply.shown == basis  # never moved by itself

    composer.bars.new_mail.buttons()[0].click()
    assert composer.bars.new_mail.isHidden()
    assert composer.reply.shown > basis
    with qtbot.waitSignal(composer.queued):
        composer.submit()


def test_a_draft_of_before_a_mail_asks_to_read_it_first(qtbot, team, composer, case, *, settle):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("early words")
    composer.leave()
    settle()
    facts = next(i.mail.facts for i in team.room.reads.timeline(case) if i.mail)
    write(team, f"Re: {facts.subject}", "追伸です。", references=facts.message_id)
    team.sync()
    composer.open_reply(case)
    assert composer.bars.new_mail.isVisible()  # the basis is that of the draft, not of today
    assert not composer.reply_actions.send_button.isEnabled()


def test_a_note_of_a_colleague_is_no_news(qtbot, team, composer, case, session):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "text")
    with qtbot.waitSignal(session.changed):
        team.do(AddNote(case=case, text="note"), room=team.colleague)
    assert composer.bars.new_mail.isHidden()
