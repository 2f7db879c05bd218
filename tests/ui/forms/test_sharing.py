"""下書きを共有 in the window: shared on purpose, gone on with, taken back; no words are lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from mailroom.domain import commands as c
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.events import DraftShared, DraftWithdrawn
from mailroom.domain.people import Address
from mailroom.ids import CaseId
from mailroom.service.outgoing.sharing import sharing
from tests.ui.desk import Desk
from tests.ui.forms.composing import replies, told
from ui.models.lock_view import Hold
from ui.views.case.shared_card import SharedCard
from ui.views.case.timeline import Timeline

pytestmark = pytest.mark.usefixtures("empty_outbox")

THEIRS = "山田様\n\n明日の午前に代わりの品をお送りします。"


def colleague_shares(team: Desk, case: CaseId, text: str = THEIRS, **more: object) -> None:
    draft = Draft(case=case, tab=DraftTab.REPLY, text=text, **more)  # type: ignore[arg-type]
    team.do(sharing(draft), room=team.colleague)


def label(bar) -> list[str]:
    return [button.text() for button in bar.buttons()]


def test_rule_37_the_menu_of_the_composer_shares_and_says_so(
    qtbot, team, composer, case, *, toasts, settle
):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "words of mine")
    [share] = composer.reply_actions.more_button.menu().actions()
    assert share.text() == "下書きをチームに共有"
    share.trigger()
    settle()
    [shared] = told(team, case, DraftShared)
    assert shared.draft.text.endswith("words of mine")
    assert "送信はしていません" in toasts[-1].text
    qtbot.waitUntil(lambda: "チームに見えています" in composer.bars.shared.sentence())
    qtbot.keyClicks(composer.reply.body, ", and more")
    assert label(composer.bars.shared) == ["今の内容で共有する", "共有をやめる"]
    composer.bars.shared.buttons()[0].click()
    settle()
    assert told(team, case, DraftShared)[-1].draft.text.endswith("and more")
    team.sync()
    detail = team.room.reads.detail(case)
    assert [page.mail.text[-8:] for page in detail.drafts] == ["and more"], "one of each person"
    toasts[-1].pressed()
    settle()
    assert told(team, case, DraftWithdrawn)
    assert composer.reply.body.toPlainText().endswith("and more"), "my own words stay"
    assert replies(team, case) == []


def test_rule_37_nothing_is_shared_before_somebody_wrote(team, composer, case, *, toasts, settle):
    composer.open_reply(case)
    composer.reply_actions.share.emit()
    settle()
    assert told(team, case, DraftShared) == []
    assert toasts[-1].text.startswith("共有する内容がまだありません")


def test_rule_37_the_signature_of_its_author_does_not_travel(
    team, composer, case, session, *, settle
):
    session.settings = replace(session.settings, signature="ひなた商事 田中")
    composer.open_reply(case)
    composer.reply.insert("お送りします。")
    assert "ひなた商事 田中" in composer.reply.body.toPlainText()
    composer.sharing.share()
    settle()
    text = told(team, case, DraftShared)[0].draft.text
    assert "ひなた商事 田中" not in text
    assert "お送りします。" in text


def test_rule_37_a_colleagues_draft_becomes_my_reply(qtbot, team, composer, case, *, settle):
    boss = Address(addr="boss@yamada-shoten.example")
    colleague_shares(team, case, cc=(boss,))
    composer.open_reply(case)
    bar = composer.bars.shared
    assert bar.isVisible()
    assert bar.sentence() == "佐藤さんがこの返信の下書きを共有しています。"
    assert label(bar) == ["自分の返信に取り込む", "そのままにする"]
    bar.buttons()[0].click()
    assert composer.reply.body.toPlainText().startswith(THEIRS)
    assert composer.reply.draft().cc == (boss,)
    assert not bar.isVisible()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is not Hold.FREE)  # as at the first key
    composer.leave()
    settle()
    kept = team.room.drafts.load(case, DraftTab.REPLY)
    assert kept is not None
    assert kept.text.startswith(THEIRS)
    assert len(team.room.reads.detail(case).drafts) == 1, "taking it ends nothing"


def test_rule_37_my_words_stay_above_and_the_toast_brings_them_back_alone(
    qtbot, team, composer, case, *, toasts
):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "words of mine")
    mine = composer.reply.body.toPlainText()
    to = composer.reply.draft().to
    colleague_shares(team, case, to=(Address(addr="x@elsewhere.example"),))
    qtbot.waitUntil(composer.bars.shared.isVisible)
    assert composer.reply.body.toPlainText() == mine, "nothing comes by itself"
    composer.bars.shared.buttons()[0].click()
    text = composer.reply.body.toPlainText()
    assert text.index("words of mine") < text.index("明日の午前")
    assert composer.reply.draft().to == to
    assert "あなたの文の下" in toasts[-1].text
    toasts[-1].pressed()
    assert composer.reply.body.toPlainText() == mine


def test_rule_37_a_draft_can_be_left_where_it_is(qtbot, team, composer, case):
    colleague_shares(team, case)
    composer.open_reply(case)
    composer.bars.shared.buttons()[1].click()
    assert not composer.bars.shared.isVisible()
    composer.leave()
    composer.open_reply(case)
    assert not composer.bars.shared.isVisible()
    colleague_shares(team, case, "別の案です。")
    qtbot.waitUntil(composer.bars.shared.isVisible)


def test_rule_37_notes_say_nothing_of_drafts(team, composer, case):
    colleague_shares(team, case)
    composer.open_note(case)
    assert not composer.bars.shared.isVisible()


def card_of(qtbot, session, team: Desk, case: CaseId) -> tuple[Timeline, SharedCard]:
    timeline = Timeline(session)
    qtbot.addWidget(timeline)
    timeline.show_items(team.room.reads.timeline(case))
    [card] = timeline.findChildren(SharedCard)
    return timeline, card


def test_rule_37_the_timeline_shows_whose_it_is_and_the_first_lines(qtbot, team, session, case):
    colleague_shares(team, case, "\n".join(f"{n} 行目" for n in range(20)))
    timeline, card = card_of(qtbot, session, team, case)
    assert card.accessibleName() == "佐藤さんの下書き(共有・未送信)"
    assert card.words is not None
    assert "7 行目" in card.words.toPlainText()
    assert "8 行目" not in card.words.toPlainText()
    qtbot.mouseClick(card.whole, Qt.MouseButton.LeftButton)
    assert "19 行目" in card.words.toPlainText()
    with qtbot.waitSignal(timeline.draft_taken):
        qtbot.mouseClick(card.take, Qt.MouseButton.LeftButton)


def test_rule_37_what_was_taken_back_or_removed_offers_nothing(qtbot, team, session, case):
    colleague_shares(team, case)
    [event] = [page.shared.event for page in team.room.reads.detail(case).drafts]
    team.do(c.Redact(event=event, reason="本人の求め"))
    _, card = card_of(qtbot, session, team, case)
    assert card.take.isHidden()
    assert "代わりの品" not in card.words.toPlainText()
    team.do(c.WithdrawDraft(case=case, shared=event))
    timeline = Timeline(session)
    qtbot.addWidget(timeline)
    timeline.show_items(team.room.reads.timeline(case))
    assert timeline.findChildren(SharedCard) == []
    assert "佐藤さんが返信の下書きを共有しました" in timeline.sentences()
    assert "田中さんが下書きの共有をやめました" in timeline.sentences()
