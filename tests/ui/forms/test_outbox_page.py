"""The outbox page: every mail of mine, where it is in words, and what can be done (N13, N14)."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from mailroom.domain.drafts import DraftTab
from mailroom.domain.people import Address
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.query import Held, OutboxRow, OutboxState
from mailroom.domain.sends.triage import Place
from mailroom.domain.sends.trouble import SendTrouble
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.ids import CaseId, PersonId
from mailroom.practice.smtp import AtData
from mailroom.service.outgoing.tray import TrayRow
from tests.ui.forms.composing import replies
from ui.inputs import PlainButton
from ui.views.composer.composer import Composer
from ui.views.reply.book_button import send_times
from ui.views.sending.booked_bar import BookedBar
from ui.views.sending.outbox_page import OutboxPage
from ui.views.sending.send_bar import SendBar
from ui.wording import outbox_text

pytestmark = pytest.mark.usefixtures("empty_outbox")


@pytest.fixture
def page(qtbot, session):
    bar = SendBar(session)
    qtbot.addWidget(bar)
    made = OutboxPage(session, bar)
    qtbot.addWidget(made)
    made.resize(900, 600)
    return made


@pytest.fixture
def composer(qtbot, session):
    made = Composer(session)
    qtbot.addWidget(made)
    yield made
    made.leave()


def row(state, **more):
    fields = {
        "id": "x",
        "case": CaseId("c"),
        "subject": "返品",
        "to": (Address(name="山田太郎", addr="yamada@example.com"),),
        "others": 0,
        "attachments": 0,
        "state": state,
    }
    return OutboxRow(**(fields | more))


HELD_BY = Verdict(accepted=False, reason=Reason.HELD, who=PersonId("sato"))
LOOK, READY = Place.LOOK, Place.READY


def choices(page):
    [card] = page.cards()
    return [one.text() for one in card.findChildren(PlainButton)]


@pytest.mark.parametrize(
    ("one", "place", "sentence", "buttons"),
    [
        (row(OutboxState.UNDO), Place.UNDER_WAY, "取り消せます", ["案件を開く", "下書きに戻す"]),
        (row(OutboxState.CHECKING), Place.UNDER_WAY, "担当の確認", ["案件を開く"]),
        (row(OutboxState.SENDING), Place.UNDER_WAY, "渡しています", ["案件を開く"]),
        (
            row(OutboxState.WAITING),
            READY,
            "まもなく",
            ["案件を開く", "もう一度試す", "下書きに戻す"],
        ),
        (
            row(OutboxState.HELD, why=Held.LATE),
            READY,
            "8 時間",
            ["案件を開く", "今送る", "下書きに戻す"],
        ),
        (
            row(OutboxState.HELD, why=Held.TAKEN_BACK),
            LOOK,
            "別の返信",
            ["案件を開く", "下書きに戻す"],
        ),
        (
            row(OutboxState.HELD, verdict=HELD_BY),
            LOOK,
            "佐藤さん",
            ["案件を開く", "何があったか", "下書きに戻す"],
        ),
        (
            row(OutboxState.REFUSED, trouble=SendTrouble.NO_ADDRESS, detail="550 no such user"),
            LOOK,
            "550 no such user",
            ["案件を開く", "もう一度試す", "宛先を直す"],
        ),
        (
            row(OutboxState.UNKNOWN),
            LOOK,
            "確認できません",
            ["案件を開く", "届いていました", "もう一度送る"],
        ),
        (
            row(OutboxState.SENT, refused=("gone@example.com",)),
            LOOK,
            "gone@example.com",
            ["案件を開く", "直してその人だけに送る", "このままにする"],
        ),
        (row(OutboxState.SENT), Place.SENT, "送信しました", ["案件を開く"]),
    ],
    ids=lambda one: one.state.value if isinstance(one, OutboxRow) else None,
)
def test_N14_every_state_is_said_in_words_with_what_can_be_done(
    page, one, place, sentence, buttons
):
    page.show_rows((TrayRow(row=one, place=place),))
    [card] = page.cards()
    assert sentence in card.accessibleName()
    assert choices(page) == buttons


def test_N14_a_mail_whose_copy_is_not_in_sent_yet_says_so(page, session):
    left = row(OutboxState.SENT, left_at=session.now(), filed=False)
    page.show_rows((TrayRow(row=left, place=Place.SENT),))
    assert "送信済みフォルダー" in page.cards()[0].accessibleName()


def test_N13_a_booked_mail_says_when_and_can_be_changed(page, session):
    at = session.now().replace(hour=17, minute=0)
    page.show_rows((TrayRow(row=row(OutboxState.SCHEDULED, send_at=at), place=Place.SCHEDULED),))
    [card] = page.cards()
    assert "17:00" in card.accessibleName()
    assert choices(page) == ["案件を開く", "変更", "今送る", "下書きに戻す"]


def test_N13_what_can_go_goes_with_one_click(page):
    cut = page._session.now()
    mails = [row(OutboxState.HELD, id=str(n), why=Held.LATE, cut_off=cut) for n in range(6)]
    mails += [row(OutboxState.UNKNOWN, id=f"u{n}") for n in range(2)]
    places = [READY] * 6 + [LOOK] * 2
    page.show_rows(tuple(TrayRow(row=r, place=p) for r, p in zip(mails, places, strict=True)))
    assert page.bar.sentence() == (
        "つながりました。そのまま送れる返信 6 通、確認が必要な返信 2 通。"
    )
    assert [one.text() for one in page.bar.buttons()] == ["6 通を送る"]


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (row(OutboxState.WAITING), ""),  # its turn comes in a moment
        (row(OutboxState.WAITING, trouble=SendTrouble.BUSY), ""),
        (row(OutboxState.WAITING, trouble=SendTrouble.NO_CONNECTION), "つながりました。"),
        (row(OutboxState.HELD, why=Held.LATE), "そのまま送れる返信 1 通"),  # the PC was off
    ],
)
def test_N13_only_after_an_outage_it_is_said_that_it_is_over(page, one, said):
    page.show_rows((TrayRow(row=one, place=READY),))
    assert page.bar.isHidden() is not bool(said)
    assert not said or page.bar.sentence().startswith(said)


def test_N13_what_the_outage_held_up_is_told_when_it_is_over(page, session, monkeypatch):
    mails = (TrayRow(row=row(OutboxState.WAITING), place=READY),)
    monkeypatch.setattr(type(session), "offline", True)
    page.show_rows(mails)
    assert page.bar.isHidden()
    monkeypatch.setattr(type(session), "offline", False)
    page.show_rows(mails)
    assert page.bar.sentence().startswith("つながりました。")
    page.show_rows(())
    page.show_rows(mails)
    assert page.bar.isHidden()


def test_an_empty_outbox_says_so(page):
    page.show_rows(())
    assert page.cards() == ()
    assert page.bar.isHidden()


def test_N13_booked_in_the_composer_it_waits_and_gives_the_case_back(
    qtbot, team, session, composer, case
):
    bar = BookedBar(session)
    qtbot.addWidget(bar)
    session.show_case(case)
    composer.open_reply(case)
    composer.reply.body.insertPlainText("明日の朝にお送りします。")
    at = session.now() + timedelta(hours=3)
    with qtbot.waitSignal(composer.queued):
        composer.later.booked.emit(at)
    [waiting] = replies(team, case)
    assert (waiting.state, waiting.send_at) == (OutboxState.SCHEDULED, at)
    qtbot.waitUntil(lambda: not bar.isHidden())
    team.sync()
    assert team.room.reads.detail(case).row.holder is None
    assert replies(team, case) == [waiting]

    moved = at + timedelta(hours=1)
    bar.change.booked.emit(moved)
    qtbot.waitUntil(lambda: replies(team, case)[0].send_at == moved)
    with qtbot.waitSignal(bar.restored) as restored:
        bar.back.click()
    assert "明日の朝" in restored.args[0].text
    assert replies(team, case) == []
    assert team.room.drafts.load(case, DraftTab.REPLY) is not None
    team.room.drafts.discard(case, DraftTab.REPLY)


def test_N13_a_booked_reply_sent_again_from_its_draft_leaves_at_once(
    qtbot, team, session, composer, case
):
    """The booked time belongs to the mail, not to the words."""
    composer.open_reply(case)
    composer.reply.body.insertPlainText("予約します。")
    with qtbot.waitSignal(composer.queued):
        composer.later.booked.emit(session.now() + timedelta(hours=3))
    [waiting] = replies(team, case)
    composer.restore(team.room.outbox.cancel(waiting.id))
    with qtbot.waitSignal(composer.queued):
        composer.submit()
    [now] = replies(team, case)
    assert now.state is OutboxState.UNDO


def test_N13_cancelling_throws_no_other_words_away(qtbot, team, composer, case, page):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("一通目")
    with qtbot.waitSignal(composer.queued):
        composer.submit()
    [first] = replies(team, case)
    composer.open_reply(case)
    composer.reply.body.insertPlainText("二通目の書きかけ")
    composer.leave()
    qtbot.waitUntil(lambda: team.room.drafts.load(case, DraftTab.REPLY) is not None)
    page._edit(first)
    qtbot.waitUntil(lambda: replies(team, case)[0].why is Held.TAKEN_BACK)
    assert "二通目の書きかけ" in team.room.drafts.load(case, DraftTab.REPLY).text
    team.room.drafts.discard(case, DraftTab.REPLY)
    assert "一通目" in team.room.outbox.cancel(first.id).text
    team.room.drafts.discard(case, DraftTab.REPLY)


JST = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        ((24, 10), ["今日の夕方 11/24 17", "明日の朝 11/25 9"]),
        ((24, 17), ["明日の朝 11/25 9"]),
        ((27, 18), ["明日の朝 11/28 9", "次の営業開始 11/30 9"]),  # Friday evening
        ((24, 7), ["次の営業開始 11/24 9", "今日の夕方 11/24 17", "明日の朝 11/25 9"]),
    ],
)
@pytest.mark.usefixtures("session")
def test_N13_times_are_offered_as_people_say_them(at, offered):
    day, hour = at
    now = datetime(2026, 11, day, hour, 0, tzinfo=JST)
    found = send_times(now, DEFAULT_POLICY.calendar)
    assert [f"{one.name} {one.at.month}/{one.at.day} {one.at.hour}" for one in found] == offered


def test_what_a_server_refused_is_back_in_the_composer_with_the_reason(
    qtbot, team, session, composer, case
):
    team.server.sink.at_data(AtData.REJECT)
    bar = SendBar(session)
    qtbot.addWidget(bar)
    composer.open_reply(case)
    assert composer.bars.returned.isHidden()
    composer.reply.body.insertPlainText("断られる返信です。")
    with qtbot.waitSignal(composer.queued):
        composer.submit()
    team.clock.move(timedelta(seconds=11))
    team.sync()
    [refused] = replies(team, case)
    assert refused.state is OutboxState.REFUSED
    bar.read()
    with qtbot.waitSignal(bar.restored) as restored:
        bar.decision_bar.buttons()[0].click()
    composer.restore(restored.args[0])
    assert "断られる返信です。" in composer.reply.body.toPlainText()
    assert "554" in composer.bars.returned.sentence()
    assert not composer.bars.returned.isHidden()
    composer.leave()
    composer.open_reply(case)
    assert composer.bars.returned.isHidden()
    composer.leave()
    team.room.drafts.discard(case, DraftTab.REPLY)


def test_N13_a_mail_late_while_offline_says_that_it_will_ask(session):
    late = row(OutboxState.WAITING, due=session.now() - timedelta(hours=9))
    said = outbox_text.said(late, session.now(), session.roster, offline=True)
    assert "8 時間" in said
