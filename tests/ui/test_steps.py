"""What I did: asked, confirmed, or refused because; kept until I put it away (rules 1, 11, 21)."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from mailroom.domain import commands as c
from mailroom.domain.escalations.escalation import AnswerKind
from mailroom.domain.people import Presence, Role
from mailroom.domain.query import Connection, View
from mailroom.domain.records.replica import Alarm
from mailroom.errors import MailroomError
from mailroom.ids import CaseId, PersonId
from mailroom.service.room import Room
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.actions import Do
from ui.acts.event_acts import EventActs
from ui.dialogs.not_applied import NotAppliedDialog
from ui.dialogs.rebuild import RebuildDialog
from ui.main_window import MainWindow
from ui.models.lock_view import Hold
from ui.views.case.cards import EventLine, NoteCard
from ui.views.mail.view import MailView

MAILS = ("return-1", "invoice-1", "english-1", "photo-1", "warranty-1", "address-1", "thread-1")
TANAKA, SATO = PersonId("tanaka"), PersonId("sato")


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("steps")) as team:
        team.deliver(*MAILS)
        team.sync()
        yield team


@pytest.fixture
def window(windows: Windows, made: Desk) -> MainWindow:
    shown = windows.open(made)
    shown.sidebar.choose_view(View.ALL)
    windows.settle(shown)
    return shown


def cut_off(made: Desk) -> None:
    """Take the network away from my desk; it finds out."""
    made.server.stop()
    with suppress(MailroomError):
        made.room.sync_once()
    assert made.room.reads.health().connection is Connection.OFFLINE


def seen(room: Room, case: CaseId):
    return room.reads.detail(case).seen


def shown_words(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def tray(window: MainWindow, windows: Windows) -> NotAppliedDialog:
    window.window_acts.not_applied()
    windows.settle(window)
    [dialog] = window.findChildren(NotAppliedDialog)
    return dialog


def buttons(dialog: NotAppliedDialog, name: str) -> list[QPushButton]:
    return [one for one in dialog.findChildren(QPushButton) if one.text() == name]


# --- asked and confirmed ------------------------------------------------------------------------


def test_what_i_do_shows_at_once_as_asked_and_is_confirmed_by_itself(
    windows: Windows, window: MainWindow, made: Desk
) -> None:
    case = made.case("return-1")
    window.show_case(case)
    windows.settle(window)
    made.room.do(c.AddNote(case=case, text="確認します。"))
    made.room.do(c.Assign(case=case, person=TANAKA))
    windows.settle(window)
    [card] = window.case.timeline.findChildren(NoteCard)
    [line] = window.case.timeline.findChildren(EventLine)
    assert "確認中" in shown_words(card)
    assert "確認中" in shown_words(line)
    assert line.accessibleName() == "田中さんが担当になりました(確認中)"
    assert "確認中" in window.case.header._chips.accessibleName()
    made.sync()
    windows.settle(window)
    everything = shown_words(window.case.timeline)
    assert "確認中" not in everything
    assert "確認中" not in window.case.header._chips.accessibleName()
    assert everything.count("田中 恵のPC") == 2  # who, when, and from which PC


def test_without_a_connection_it_says_that_it_waits(
    windows: Windows, window: MainWindow, made: Desk
) -> None:
    case = made.case("return-1")
    window.show_case(case)
    cut_off(made)
    window._session.do(c.Assign(case=case, person=TANAKA), said="自分の担当にしました")
    windows.settle(window)
    assert window.toast.text() == "自分の担当にしました(つながるまで送信待ち)"
    assert "送信待ち" in shown_words(window.case.timeline)
    assert window.status._pending.text() == "送信待ちの操作 1"
    assert window.status.sentence().startswith("オフライン")
    dialog = tray(window, windows)
    assert "1 件の操作が、つながるのを待っています。" in shown_words(dialog)


def test_a_claim_without_a_connection_is_a_wish(
    qtbot: QtBot, windows: Windows, window: MainWindow, made: Desk
) -> None:
    case = made.case("return-1")
    window.show_case(case)
    windows.settle(window)
    window.actions_by_name[Do.REPLY].trigger()
    send = window.composer.reply_actions.send_button
    assert send.text().startswith("お客様へ送信")
    cut_off(made)
    qtbot.keyClicks(window.composer.reply.body, "a")
    windows.settle(window)
    assert window.composer.head.lock.text() == "確保したい(未確認)"
    assert send.text().startswith("送信トレイに入れる")
    assert "確保できたことを確かめてから" in send.toolTip()
    assert made.room.reads.detail(case).row.holder is None
    assert window.composer.keeper.view.hold is Hold.ASKED


# --- refused ------------------------------------------------------------------------------------


def three_days_offline(made: Desk) -> list[CaseId]:
    """Let 50 of my steps meet what 佐藤 did meanwhile on some of the cases."""
    cases = [made.case(name) for name in MAILS]
    contested = cases[:4]
    bases = {case: seen(made.room, case) for case in cases}
    for case in contested:
        made.colleague.do(c.Assign(case=case, person=SATO))
        made.colleague.do(
            c.LogPhone(case=case, incoming=True, reached=True, with_whom="お客様", text="急ぎ")
        )
    made.colleague.sync_once()
    for case in cases:
        made.room.do(c.Assign(case=case, shown=bases[case], person=TANAKA))
        for number in range(4):
            made.room.do(c.AddNote(case=case, text=f"メモ {number}"))
        made.room.do(c.SetLevel(case=case, shown=bases[case], level=2))
        made.room.do(c.Close(case=case, shown=bases[case]))
    made.room.do(c.SetPresence(person=TANAKA, presence=Presence.BUSY))
    assert made.room.reads.health().pending == 50
    made.clock.move(timedelta(days=3))
    return contested


def test_after_three_days_offline_the_tray_is_grouped_and_nothing_is_lost(
    windows: Windows, window: MainWindow, made: Desk
) -> None:
    contested = three_days_offline(made)
    made.sync()
    windows.settle(window)
    refused = made.room.reads.not_applied()
    assert {one.case for one in refused} == set(contested)
    assert {type(one.event.body).__name__ for one in refused} == {"Assigned", "Closed"}
    assert len(refused) == 2 * len(contested)
    for name in MAILS:  # the rest was applied, nothing of 佐藤's was overwritten
        case = made.room.reads.detail(made.case(name)).row.case
        assert case.level == 2
        assert case.assignee == (SATO if case.id in contested else TANAKA)
        assert case.closed is (case.id not in contested)
    assert window.refusals.sentence() == (
        "8 件の操作が反映されませんでした。書いた内容はすべて残っています。"
    )
    assert window.status._refused.text() == "反映されず 8"
    dialog = tray(window, windows)
    assert len(buttons(dialog, "案件を見る")) == len(contested)
    said = "\n".join(shown_words(dialog))
    assert "今: 対応中・担当 佐藤さん" in said
    assert "佐藤さん(佐藤 健一のPC)が先に変えました。" in said
    assert "まだ見ていない新しい内容が届いています。" in said


def test_the_tray_survives_a_restart_and_empties_by_hand(
    qtbot: QtBot, windows: Windows, window: MainWindow, made: Desk
) -> None:
    three_days_offline(made)
    made.sync()
    window.close()
    again = windows.open(made)
    dialog = tray(again, windows)
    before = len(made.room.reads.not_applied())
    buttons(dialog, "片付ける")[0].click()
    qtbot.waitUntil(lambda: len(made.room.reads.not_applied()) == before - 1)
    dialog._all_away.click()
    qtbot.waitUntil(lambda: made.room.reads.not_applied() == ())
    windows.settle(again)
    assert "すべて反映されています。" in shown_words(dialog)
    assert again.sidebar.model.entries()
    assert not any(entry.view is View.REFUSED for entry in again.sidebar.model.entries())


def test_asking_again_acts_on_what_is_shown_now(
    qtbot: QtBot, windows: Windows, window: MainWindow, made: Desk
) -> None:
    case = made.case("return-1")
    basis = seen(made.room, case)
    made.colleague.do(c.Assign(case=case, person=SATO))
    made.colleague.sync_once()
    made.room.do(c.Assign(case=case, shown=basis, person=TANAKA))
    made.sync()
    windows.settle(window)
    dialog = tray(window, windows)
    [again] = buttons(dialog, "もう一度反映する")
    again.click()
    qtbot.waitUntil(lambda: made.room.reads.not_applied() == ())
    made.sync()
    assert made.room.reads.detail(case).row.case.assignee == TANAKA


def test_words_go_into_a_note_a_reply_or_the_clipboard(
    qtbot: QtBot, windows: Windows, window: MainWindow, made: Desk
) -> None:
    case = made.case("return-1")
    form = made.room.reads.prefill_escalation(case)
    made.do(c.Escalate(case=case, form=form))
    escalation = made.room.reads.detail(case).escalations[-1].id
    answer = c.AnswerEscalation(
        case=case, escalation=escalation, kind=AnswerKind.APPROVE, words="よい", by="係長"
    )
    made.colleague.do(answer)
    made.colleague.sync_once()
    made.room.do(c.AddToEscalation(case=case, escalation=escalation, text="写真も届きました。"))
    made.sync()
    windows.settle(window)
    dialog = tray(window, windows)
    buttons(dialog, "コピー")[0].click()
    assert QApplication.clipboard().text() == "写真も届きました。"
    buttons(dialog, "返信に入れる")[0].click()
    windows.settle(window)
    assert "写真も届きました。" in window.composer.reply.body.toPlainText()
    qtbot.waitUntil(lambda: made.room.reads.not_applied() == ())


# --- removing words -----------------------------------------------------------------------------


def test_removed_words_say_who_removed_them_and_when(
    windows: Windows, window: MainWindow, made: Desk
) -> None:
    case = made.case("return-1")
    made.do(c.AddNote(case=case, text="個人の携帯 090-0000-0000"))
    window.show_case(case)
    windows.settle(window)
    [item] = [one for one in made.room.reads.timeline(case) if one.event is not None]
    acts: EventActs = window.event_acts
    names = [action.text() for action in acts.menu(item).actions()]
    assert names == ["詳細…", "コピー", "", "書かれた内容を完全に削除…"]
    made.do(c.Redact(event=item.event.id, reason="個人情報"))
    windows.settle(window)
    [gone] = [one for one in made.room.reads.timeline(case) if one.event is not None]
    assert (gone.redacted_by, gone.redacted_at) == ("田中 恵", gone.redacted_at)
    [card] = window.case.timeline.findChildren(NoteCard)
    [view] = card.findChildren(MailView)
    assert view.toPlainText().startswith("［削除されました］ 田中さん・")
    assert not acts.may_remove(gone)


def test_only_the_author_or_a_lead_removes_words(
    windows: Windows, window: MainWindow, made: Desk
) -> None:
    case = made.case("return-1")
    made.do(c.AddNote(case=case, text="佐藤のメモ"), room=made.colleague)
    windows.settle(window)
    [theirs] = [one for one in made.room.reads.timeline(case) if one.event is not None]
    session = window.event_acts._session
    mine = session.roster.members[session.me.person]
    assert mine.role is Role.LEAD
    assert window.event_acts.may_remove(theirs)
    session.roster = replace(session.roster, members={mine.id: replace(mine, role=Role.MEMBER)})
    assert not window.event_acts.may_remove(theirs)


# --- the record ---------------------------------------------------------------------------------


def test_a_lead_rebuilds_a_record_that_was_replaced(
    qtbot: QtBot, windows: Windows, window: MainWindow, made: Desk
) -> None:
    case = made.case("return-1")
    made.do(c.AddNote(case=case, text="前の記録から"))
    made.server.renew_validity(made.day.address, "Mailroom/Journal")
    made.room.do(c.AddNote(case=case, text="まだ届いていない"))
    with suppress(MailroomError):
        made.room.sync_once()
    assert made.room.reads.health().alarm is Alarm.REPLACED
    windows.settle(window)
    assert window.alarm.isVisible()
    window.window_acts.rebuild_record()
    [dialog] = window.findChildren(RebuildDialog)
    assert dialog.may_rebuild
    dialog.reason.setText("サーバーを移した")
    dialog.confirm()
    qtbot.waitUntil(lambda: made.room.reads.health().alarm is Alarm.NONE, timeout=20_000)
    windows.settle(window)
    made.room.sync_once()
    notes = [one.event.body.text for one in made.room.reads.timeline(case) if one.event]
    assert notes == ["前の記録から", "まだ届いていない"]
    assert made.room.reads.health().pending == 0
    assert window.alarm.isHidden()
