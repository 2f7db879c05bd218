"""Deadlines, pauses and promises in the window (S45, N22, N24)."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mailroom.domain import commands as c
from mailroom.domain.cases import Case
from mailroom.domain.times.calendar import OBON, OFFICE
from mailroom.ids import CaseId
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.dialogs.member import MemberEditor
from ui.dialogs.promise import PauseDialog, PromiseDialog
from ui.dialogs.settings import SettingsDialog
from ui.inputs import PlainButton
from ui.main_window import MainWindow
from ui.views.case.clock_panel import ClockPanel


def case_of(made: Desk, case: CaseId) -> Case:
    detail = made.room.reads.detail(case)
    assert detail is not None
    return detail.row.case


@pytest.fixture
def window(windows: Windows, quiet_desk: Desk) -> MainWindow:
    return windows.open(quiet_desk, size=(1600, 900))


def show(window: MainWindow, windows: Windows, case: CaseId) -> ClockPanel:
    window._session.show_case(case)
    windows.settle(window)
    return panel(window)


def panel(window: MainWindow) -> ClockPanel:
    return window.findChildren(ClockPanel)[-1]


def said(shown: ClockPanel) -> str:
    return "\n".join(label.text() for label in shown.findChildren(QLabel))


def press(shown: ClockPanel, text: str) -> None:
    [button] = [one for one in shown.findChildren(PlainButton) if one.text() == text]
    button.click()


def test_N22_a_deadline_says_why_it_is_so(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    words = said(show(window, windows, quiet_desk.case("return-1")))
    assert "一次返信\n残り" in words
    assert "12:00–13:00 昼休み" in words
    assert "期限 " in words


def test_a_clock_is_stopped_with_a_reason_and_runs_on(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    case = quiet_desk.case("return-1")
    press(show(window, windows, case), "時計を止める…")
    dialog = window.findChild(PauseDialog)
    assert dialog is not None
    dialog.words.setText("倉庫の確認待ち")
    dialog.confirm()
    windows.settle(window)
    assert case_of(quiet_desk, case).due is None
    assert "停止中: 倉庫の確認待ち" in said(panel(window))
    press(panel(window), "時計を動かす")
    windows.settle(window)
    assert case_of(quiet_desk, case).due is not None


def test_N24_a_promise_is_made_and_kept_from_the_side(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    case = quiet_desk.case("invoice-1")
    press(show(window, windows, case), "お約束…")
    dialog = window.findChild(PromiseDialog)
    assert dialog is not None
    dialog.text.setText("請求書を送り直す")
    dialog.confirm()
    windows.settle(window)
    [promise] = case_of(quiet_desk, case).promises
    assert promise.at > quiet_desk.clock.now()
    assert "お約束: 請求書を送り直す" in said(panel(window))
    press(panel(window), "果たした")
    windows.settle(window)
    assert case_of(quiet_desk, case).promises[0].kept_at is not None


def test_S45_a_time_in_the_reply_is_offered_and_kept_only_if_ticked(
    window: MainWindow, windows: Windows, quiet_desk: Desk, qtbot: QtBot
) -> None:
    case = quiet_desk.case("photo-1")
    show(window, windows, case)
    composer = window.composer
    composer.open_reply(case)
    windows.settle(window)
    assert composer.bars.promise.isHidden()
    composer.reply.insert("確認して15時までにご連絡いたします。")
    assert not composer.bars.promise.isHidden()
    assert composer.bars.promise.box.text() == "「15時まで」をお約束にする(期限 本日 15:00)"
    assert composer.bars.promise.chosen() is None
    composer.bars.promise.box.setChecked(True)
    told = composer.bars.promise.chosen()
    assert told is not None
    assert told.at - quiet_desk.clock.now() <= timedelta(hours=6)
    composer.submit()
    qtbot.waitUntil(lambda: bool(quiet_desk.room.outbox.rows()), timeout=5000)
    windows.settle(window)
    quiet_desk.clock.move(timedelta(seconds=30))
    quiet_desk.sync()
    [promise] = case_of(quiet_desk, case).promises
    assert (promise.at, promise.text) == (told.at, "15時まで")


def test_a_promise_that_is_open_is_moved_or_withdrawn(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    case = quiet_desk.case("warranty-1")
    soon = quiet_desk.clock.now() + timedelta(hours=2)
    quiet_desk.do(c.MakePromise(case=case, at=soon, text="折り返す"))
    press(show(window, windows, case), "変える…")
    dialog = window.findChild(PromiseDialog)
    assert dialog is not None
    dialog.at.fill(soon + timedelta(hours=1), quiet_desk.clock.now(), dialog.at._offers)
    dialog.confirm()
    windows.settle(window)
    first, second = case_of(quiet_desk, case).promises
    assert (first.is_open, second.at) == (False, soon + timedelta(hours=1))
    quiet_desk.do(c.WithdrawPromise(case=case, promise=second.id))
    assert not case_of(quiet_desk, case).promises[-1].is_open


# --- the calendar and leave -----------------------------------------------------------------


@pytest.fixture
def settings(window: MainWindow, windows: Windows) -> SettingsDialog:
    dialog = SettingsDialog(window._session, window)
    dialog.open()
    windows.settle(window)
    return dialog


def test_N21_the_editor_shows_what_moves_and_then_saves_it(
    window: MainWindow, windows: Windows, quiet_desk: Desk, settings: SettingsDialog
) -> None:
    page, before = settings.calendar, quiet_desk.room.reads.policy()
    case = case_of(quiet_desk, quiet_desk.case("english-1"))
    assert page.save()  # nothing was changed
    assert "11/3" not in page.year.text()  # it has passed
    page.special.setPlainText("11/24 休み 棚卸")
    assert not page.save()
    assert page.problem.text() == "上の期限が動きます。よければ、もう一度「保存」を押してください。"
    assert f"#{case.number} 一次返信" in page.moves.text()
    assert quiet_desk.room.reads.policy() == before
    page.reason.setText("棚卸のため")
    settings.confirm()
    windows.settle(window)
    after = quiet_desk.room.reads.policy()
    assert [one.name for one in after.calendar.special] == ["棚卸"]
    assert after.levels == before.levels
    moved = case_of(quiet_desk, case.id)
    assert case.due is not None
    assert moved.due is not None
    assert moved.due > case.due
    quiet_desk.do(c.SetPolicy(policy=before))


def test_what_cannot_be_read_is_named_and_not_saved(
    window: MainWindow, quiet_desk: Desk, settings: SettingsDialog
) -> None:
    before = quiet_desk.room.reads.policy()
    settings.calendar.week[0].setText("朝から晩まで")
    settings.confirm()  # the dialog stays and says so
    assert settings.pages.currentWidget() is settings.calendar
    assert settings.calendar.problem.text() == (
        "読み取れません: 朝から晩まで。例のように書いてください。"
    )
    assert quiet_desk.room.reads.policy() == before


def test_obon_is_offered_and_off_at_first(settings: SettingsDialog) -> None:
    page = settings.calendar
    assert "お盆" not in page.closed.toPlainText()
    page.obon.click()
    assert page.closed.toPlainText().splitlines() == ["12/29-1/3 年末年始", "8/13-8/16 お盆"]
    assert OBON in page._typed().closed


def test_a_member_has_leave_and_hours_of_their_own(
    window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    [member] = [row.member for row in quiet_desk.room.reads.members() if row.member.id == "sato"]
    editor = MemberEditor(window._session, member, window)
    editor.open()
    editor.leave.setPlainText("12/1-12/5 休暇")
    editor.short_hours.setChecked(True)
    editor.own_hours[4].setText("休み")
    editor.confirm()
    windows.settle(window)
    [now] = [row.member for row in quiet_desk.room.reads.members() if row.member.id == "sato"]
    assert [(one.first.day, one.last.day, one.note) for one in now.leave] == [(1, 5, "休暇")]
    assert now.frames[4] == ()
    assert now.frames[0] == OFFICE.week[0]
    again = MemberEditor(window._session, now, window)
    again.leave.setPlainText("いつか")
    again.confirm()
    assert again.problem.text().startswith("読み取れません: いつか")
