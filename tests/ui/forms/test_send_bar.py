"""The ten seconds: the bar names the recipients, and stopping brings the draft back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mailroom.domain.drafts import DraftTab
from mailroom.domain.people import Address
from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.domain.sends.trouble import SendTrouble
from tests.ui.forms.composing import replies
from ui.views.composer.composer import Composer
from ui.views.sending.send_bar import SendBar
from ui.wording.mail_names import recipients

pytestmark = pytest.mark.usefixtures("empty_outbox")


@pytest.fixture
def bar(qtbot, session):
    made = SendBar(session)
    qtbot.addWidget(made)
    made.resize(900, 80)
    made.show()
    return made


@pytest.fixture
def composer(qtbot, session):
    made = Composer(session)
    qtbot.addWidget(made)
    yield made
    made.leave()


def queue(qtbot, composer, case, words="明日お送りします。"):
    composer.open_reply(case)
    composer.reply.body.insertPlainText(words)
    with qtbot.waitSignal(composer.queued) as queued:
        composer.submit()
    return queued.args[0]


def test_it_names_the_recipients_and_counts_down(qtbot, team, bar, composer, case):
    id_ = queue(qtbot, composer, case)
    qtbot.waitUntil(bar.undo_bar.isVisible)
    assert bar.undo_bar.sentence() == (
        "山田太郎 様 <yamada@yamada-shoten.example>に送信します(10 秒)"
    )
    team.clock.move(timedelta(seconds=4))
    qtbot.waitUntil(lambda: "(6 秒)" in bar.undo_bar.sentence())
    team.room.outbox.cancel(id_)


def test_cancelling_opens_the_draft_as_it_was(qtbot, team, bar, composer, case):
    queue(qtbot, composer, case, "取り消すかもしれません。")
    qtbot.waitUntil(bar.undo_bar.isVisible)
    with qtbot.waitSignal(bar.restored) as restored:
        bar.undo_bar.buttons()[0].click()
    composer.restore(restored.args[0])

    assert "取り消すかもしれません。" in composer.reply.body.toPlainText()
    assert bar.undo_bar.isHidden()
    assert replies(team, case) == []
    assert team.room.drafts.load(case, DraftTab.REPLY) is not None


def row(state, **more):
    return OutboxRow(
        id="x",
        case=None,
        subject="返品",
        to=(Address(name="山田太郎", addr="yamada@example.com"),),
        others=2,
        attachments=1,
        state=state,
        **more,
    )


def test_the_recipients_are_counted(session):
    assert recipients(row(OutboxState.UNDO)) == (
        "山田太郎 様 <yamada@example.com> ほか 2 名・添付 1"
    )
    alone = replace(row(OutboxState.UNDO), others=0, attachments=0)
    assert recipients(alone) == "山田太郎 様 <yamada@example.com>"


@pytest.mark.parametrize(
    ("one", "sentence", "buttons"),
    [
        (
            row(OutboxState.UNKNOWN),
            "送れたか確認できません。届いている可能性があります。",
            ["見る", "届いていました", "もう一度送る"],
        ),
        (
            row(OutboxState.REFUSED, detail="550 no such user", trouble=SendTrouble.NO_ADDRESS),
            (
                "送られていません。この宛先は見つからないとサーバーが答えました。宛先を直してください。"
                "(サーバーの言葉: 550 no such user)"
            ),
            ["宛先を直す", "もう一度試す"],
        ),
        (
            row(OutboxState.WAITING),
            "チームの記録に 10 分つながりません。ほかの人も返信しているかもしれません。",
            ["待つ", "確認せずに送る"],
        ),
    ],
    ids=["unknown", "refused", "unchecked"],
)
def test_what_needs_a_person_is_asked_plainly(bar, one, sentence, buttons):
    bar._show_decision(one)
    assert bar.decision_bar.sentence() == f"山田太郎 様への「返品」: {sentence}"
    assert [button.text() for button in bar.decision_bar.buttons()] == buttons


def test_a_mail_that_waits_says_why_and_may_become_a_draft_again(bar):
    bar._show_waiting([row(OutboxState.WAITING, detail="Connection refused")])
    assert bar.waiting_bar.sentence() == (
        "まだ送られていません: 山田太郎 様への「返品」。サーバーから返事がありません"
        "(Connection refused)。自動でもう一度試します。"
    )
    assert [button.text() for button in bar.waiting_bar.buttons()] == ["見る", "下書きに戻す"]
    bar._show_waiting([row(OutboxState.WAITING)])  # only for a moment: nobody needs to know
    assert bar.waiting_bar.isHidden()
