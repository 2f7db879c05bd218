"""Stop at send as a person meets it (N12): warned while writing, held when sending, three ways on.

Two real rooms on one mailbox; the window is 田中's, what happens meanwhile is 佐藤's or a
customer's doing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime

import pytest

from mailroom.domain import commands as c
from mailroom.domain.drafts import DraftTab
from mailroom.domain.events import NoteAdded
from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.errors import MailroomError
from mailroom.ids import CaseId, PersonId
from mailroom.practice.faults import Act
from mailroom.service.outgoing.replies import Reply
from tests.guards import ExpectLog
from tests.ui.desk import Desk
from tests.ui.forms.composing import told
from tests.ui.forms.conftest import write
from tests.ui.forms.people import labels
from ui.models.lock_view import Hold
from ui.views.sending.send_bar import UNCHECKED_AFTER, SendBar

pytestmark = pytest.mark.usefixtures("empty_outbox")

Meanwhile = Callable[[Desk, CaseId, CaseId], None]


@pytest.fixture
def bar(qtbot, session):
    made = SendBar(session)
    qtbot.addWidget(made)
    made.resize(900, 160)
    made.show()
    return made


def first_mail(team: Desk, case: CaseId) -> str:
    facts = next(item.mail.facts for item in team.room.reads.timeline(case) if item.mail)
    return facts.message_id


def customer_writes(team: Desk, case: CaseId, _other: CaseId) -> None:
    write(team, "Re: 返品", "追伸です。\n色は青でお願いします。", references=first_mail(team, case))


def colleague_answers(team: Desk, case: CaseId, _other: CaseId) -> None:
    seen = team.colleague.reads.detail(case).seen
    mail = Reply(case=case, text="佐藤が返信しました。", shown=seen, undo_seconds=0)
    assert team.colleague.wait_sent(team.colleague.outbox.queue(mail), 20)


def outlook_answers(team: Desk, case: CaseId, _other: CaseId) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"] = team.day.address, "yamada@yamada-shoten.example"
    mail["Subject"] = "Re: 返品"
    mail["Date"] = format_datetime(team.clock.now())
    mail["Message-ID"] = f"<outlook-{case}@practice.example>"
    mail["In-Reply-To"] = first_mail(team, case)
    mail.set_content("電話口から返信します。")
    team.server.deliver(team.day.address, mail.as_bytes(), folder="Sent", when=team.clock.now())


def colleague_calls(team: Desk, case: CaseId, _other: CaseId) -> None:
    call = c.LogPhone(
        case=case, incoming=True, reached=True, with_whom="山田様", text="返品は取りやめとのこと。"
    )
    team.colleague.do(call)


def colleague_closes(team: Desk, case: CaseId, _other: CaseId) -> None:
    team.colleague.do(c.Close(case=case, shown=team.colleague.reads.detail(case).seen))


def colleague_filters(team: Desk, case: CaseId, _other: CaseId) -> None:
    team.colleague.do(c.Filter(case=case))


def colleague_merges(team: Desk, case: CaseId, other: CaseId) -> None:
    team.colleague.do(c.Merge(case=case, other=other))


def colleague_merges_mine_away(team: Desk, case: CaseId, other: CaseId) -> None:
    team.colleague.do(c.Merge(case=other, other=case))


HAPPENINGS: list[tuple[Meanwhile, str, str]] = [
    (customer_writes, "お客様から新しいメールが届きました。", "追伸です。 色は青でお願いします。"),
    (colleague_answers, "佐藤さんがお客様に返信しました。", "佐藤が返信しました。"),
    (outlook_answers, "Mailroom の外から返信されました。", "電話口から返信します。"),
    (colleague_calls, "佐藤さんがお客様との電話を記録しました。", "返品は取りやめとのこと。"),
    (colleague_closes, "佐藤さんが案件を完了にしました。", "佐藤さんが完了にしました"),
    (colleague_filters, "佐藤さんが案件を除外しました。", "佐藤さんが除外しました"),
    (colleague_merges, "佐藤さんが別の案件をここにまとめました。", "まとめました"),
    (colleague_merges_mine_away, "佐藤さんが別の案件をここにまとめました。", "まとめました"),
]
happenings = pytest.mark.parametrize(
    ("meanwhile", "sentence", "words"), HAPPENINGS, ids=[one[0].__name__ for one in HAPPENINGS]
)


# --- warned while writing -------------------------------------------------------------------------


@happenings
def test_N12_the_open_composer_warns_as_it_happens(
    qtbot, team, composer, case, *, new_case, nothing_sent, meanwhile, sentence, words
):
    composer.open_reply(case)
    composer.reply.body.insertPlainText("書きかけの返信。")  # no key: nobody holds the case
    bar = composer.bars.new_mail
    meanwhile(team, case, new_case())
    team.sync()
    qtbot.waitUntil(bar.isVisible)
    assert not composer.reply_actions.send_button.isEnabled()
    qtbot.waitUntil(lambda: words in bar.details())
    assert bar.sentence().endswith(f"{sentence}読んでから送れます。")
    composer.submit()
    nothing_sent()
    assert "書きかけの返信。" in composer.reply.body.toPlainText()

    bar.buttons()[0].click()
    assert bar.isHidden()
    assert composer.reply_actions.send_button.isEnabled()


def test_N12_what_is_said_to_be_read_is_what_stood_there(qtbot, team, composer, case):
    """A second mail brings a second bar, and the first one never speaks of it."""
    composer.open_reply(case)
    bar = composer.bars.new_mail
    customer_writes(team, case, case)
    team.sync()
    qtbot.waitUntil(lambda: "追伸です。" in bar.details())
    write(team, "Re: 返品", "もう一通です。", references=first_mail(team, case))
    team.sync()
    qtbot.waitUntil(lambda: composer._session.tasks.is_idle)
    assert "もう一通です。" not in bar.details()
    bar.buttons()[0].click()
    qtbot.waitUntil(lambda: "もう一通です。" in bar.details())
    assert "追伸です。" not in bar.details()


def test_N15_an_automatic_answer_warns_of_nothing(qtbot, team, composer, case, session):
    composer.open_reply(case)
    mail = EmailMessage()
    mail["From"], mail["To"] = "yamada@yamada-shoten.example", team.day.address
    mail["Subject"], mail["Auto-Submitted"] = "不在のお知らせ", "auto-replied"
    mail["Message-ID"], mail["In-Reply-To"] = f"<ooo-{case}@x.example>", first_mail(team, case)
    mail.set_content("不在です。")
    team.server.deliver(team.day.address, mail.as_bytes(), folder="INBOX", when=team.clock.now())
    with qtbot.waitSignal(session.changed):
        team.sync()
    assert team.room.reads.detail(case).row.case.mail_count == 2
    assert composer.bars.new_mail.isHidden()
    assert composer.reply_actions.send_button.isEnabled()


# --- held when sending ----------------------------------------------------------------------------


def queue(team: Desk, case: CaseId, *, seconds: float = 0) -> str:
    """Send as 田中 with what is on screen now."""
    shown = team.room.reads.detail(case).seen
    mail = Reply(case=case, text="私の返信です。", shown=shown, undo_seconds=seconds)
    return team.room.outbox.queue(mail)


@happenings
def test_N12_a_held_reply_shows_the_difference(
    qtbot, team, bar, case, *, new_case, meanwhile, sentence, words
):
    id_ = queue(team, case, seconds=5)
    meanwhile(team, case, new_case())
    team.sync()  # within the undo window already
    card = bar.stop_card
    qtbot.waitUntil(card.isVisible)
    assert team.room.outbox.row(id_).state is OutboxState.HELD
    qtbot.waitUntil(lambda: words in card.details())
    assert card.sentence().startswith("山田太郎 様への「Re: 返品について")
    assert card.sentence().endswith(sentence)
    assert "まだ送っていません。" in card.sentence()
    assert labels(card) == ["見る", "直す", "メモにする", "このまま送る"]
    assert all(button.isEnabled() for button in card.buttons())
    team.room.outbox.cancel(id_)


def test_N12_a_lock_that_changed_hands_is_named(qtbot, team, bar, case):
    id_ = queue(team, case, seconds=5)
    team.do(c.ClaimCase(case=case), room=team.colleague)
    card = bar.stop_card
    qtbot.waitUntil(card.isVisible)
    assert "佐藤さん" in card.sentence()
    assert "先に書き始めました" in card.sentence()
    assert "入力は残っています" in card.sentence()
    team.room.outbox.cancel(id_)
    team.do(c.ReleaseCase(case=case), room=team.colleague)


def held(qtbot, team: Desk, bar: SendBar, case: CaseId) -> str:
    """Let a reply be held because the customer wrote."""
    id_ = queue(team, case, seconds=5)
    customer_writes(team, case, case)
    team.sync()
    qtbot.waitUntil(lambda: "追伸です。" in bar.stop_card.details())
    return id_


def test_N12_send_as_it_is_leaves(qtbot, team, bar, case):
    id_ = held(qtbot, team, bar, case)
    bar.stop_card.buttons()[3].click()
    qtbot.waitUntil(lambda: team.room.outbox.row(id_).state is not OutboxState.HELD)
    team.clock.move(timedelta(seconds=6))
    assert team.room.wait_sent(id_, 20)
    qtbot.waitUntil(bar.stop_card.isHidden)


def test_N12_edit_brings_the_draft_and_what_is_to_be_read(qtbot, team, bar, composer, case):
    id_ = held(qtbot, team, bar, case)
    bar.restored.connect(composer.restore)
    bar.stop_card.buttons()[1].click()
    qtbot.waitUntil(composer.isVisible)
    assert "私の返信です。" in composer.reply.body.toPlainText()
    assert team.room.outbox.row(id_) is None
    assert not composer.reply_actions.send_button.isEnabled()  # nothing is read by editing
    qtbot.waitUntil(lambda: "追伸です。" in composer.bars.new_mail.details())


def test_N12_make_it_a_note_keeps_the_words_in_the_house(qtbot, team, bar, case, *, toasts, settle):
    id_ = held(qtbot, team, bar, case)
    sent = len(team.server.sink.received)
    bar.stop_card.buttons()[2].click()
    qtbot.waitUntil(lambda: any("社内メモにしました" in one.text for one in toasts))
    team.clock.move(timedelta(seconds=60))
    team.sync()
    assert team.room.outbox.row(id_) is None
    assert len(team.server.sink.received) == sent
    [note] = told(team, case, NoteAdded)
    assert note.text == "送らなかった返信:\n\n私の返信です。"
    assert team.room.drafts.load(case, DraftTab.REPLY) is None


def test_N12_look_shows_the_case(qtbot, team, bar, case):
    id_ = held(qtbot, team, bar, case)
    with qtbot.waitSignal(bar.look_asked) as asked:
        bar.stop_card.buttons()[0].click()
    assert asked.args == [case]
    assert bar.stop_card.isVisible()
    team.room.outbox.cancel(id_)


def test_N12_nothing_is_accepted_before_it_was_shown(bar, case):
    """The button waits for the difference; a row without a case has none to wait for."""
    row = OutboxRow(id="x", case=case, subject="", to=(), others=0, attachments=0,
                    state=OutboxState.HELD, verdict=Verdict(accepted=False, reason=Reason.HELD,
                    who=PersonId("sato")))  # fmt: skip
    bar.stop_card.show_row(row)
    assert [one.isEnabled() for one in bar.stop_card.buttons()] == [True, True, True, False]


# --- without the team's record -------------------------------------------------------------------


@pytest.fixture
def cut_off(team: Desk, expect_log: ExpectLog) -> Iterator[Callable[[], None]]:
    """Let the mailbox take nothing, with the way out open; give what lets the outbox try."""
    expect_log("is not filed", maybe=True)
    team.server.faults.at("APPEND", Act.NO, text="[NOPERM] not today", times=100_000)

    def send() -> None:
        with suppress(MailroomError):
            team.room._errands.send_all()

    yield send
    team.server.faults.clear()
    team.clock.move(timedelta(minutes=1))
    team.sync()


def test_N13_after_ten_minutes_it_may_go_unchecked(qtbot, team, bar, case, *, cut_off, settle):
    """Nobody is asked before; every try in between asks nothing new."""
    id_ = queue(team, case)
    cut_off()
    assert team.room.outbox.row(id_).cut_off is not None
    settle()
    assert bar.decision_bar.isHidden()
    team.clock.move(UNCHECKED_AFTER)
    cut_off()
    qtbot.waitUntil(bar.decision_bar.isVisible)
    assert "チームの記録に 10 分つながりません" in bar.decision_bar.sentence()
    buttons = bar.decision_bar.buttons()
    team.clock.move(timedelta(seconds=40))
    cut_off()
    settle()
    assert bar.decision_bar.buttons() == buttons  # one under the pointer stays where it is
    before = len(team.server.sink.received)
    buttons[1].click()
    qtbot.waitUntil(lambda: team.room.outbox.row(id_).cut_off is None)
    cut_off()
    assert team.room.outbox.row(id_).state is OutboxState.SENT
    assert len(team.server.sink.received) == before + 1


# --- two people, one case -------------------------------------------------------------------------


def test_N11_idle_fifteen_minutes_hands_back_and_keeps_the_draft(
    qtbot, team, composer, case, settle
):
    composer.open_reply(case)
    qtbot.keyClicks(composer.reply.body, "abc")
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.ASKED)
    team.sync()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
    assert composer.keeper._idle.isActive()
    assert composer.keeper._idle.interval() == 15 * 60 * 1000
    composer.keeper._idle.timeout.emit()
    settle()
    team.sync()
    assert team.colleague.reads.detail(case).row.holder is None
    assert "abc" in composer.reply.body.toPlainText()
    qtbot.waitUntil(lambda: team.room.drafts.load(case, DraftTab.REPLY) is not None)
    qtbot.keyClicks(composer.reply.body, "d")  # and the next key takes it again
    settle()
    team.sync()
    qtbot.waitUntil(lambda: composer.keeper.view.hold is Hold.MINE)
