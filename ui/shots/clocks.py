"""Pictures of business time: deadlines beside a case, a promise, a pause, hours, leave."""

from __future__ import annotations

from datetime import timedelta

from mailroom.domain import commands as c
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.service.room import Room
from ui.actions import Do
from ui.dialogs.member import MemberEditor
from ui.dialogs.promise import PauseDialog, PromiseDialog
from ui.dialogs.settings import SettingsDialog
from ui.shots.stage import Scene, Stage


def keep_time(room: Room) -> None:
    """Let a customer be told a time, and a clock stand with a reason."""
    cases = _cases(room)
    if len(cases) > 1:
        soon = room.clock.now() + timedelta(minutes=45)
        room.do(c.MakePromise(case=cases[0], at=soon, text="在庫を確認してお電話する"))
        room.do(c.PauseClock(case=cases[1], reason="倉庫の確認待ち"))
        room.sync_once()


def _cases(room: Room) -> list[CaseId]:
    rows = room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL)))
    free = [row.case for row in rows if row.holder is None and not row.case.escalated]
    kept = [case for case in free if case.promises]
    stopped = [case for case in free if case.pauses and not case.promises]
    rest = [case for case in free if case.waiting_since and case.clocks]
    return [case.id for case in dict.fromkeys((*kept, *stopped, *rest))]


def _deadlines(place: int) -> Scene:
    def play(stage: Stage) -> bool:
        cases = _cases(stage.session.room)
        if len(cases) <= place or not stage.show(cases[place]):
            return False
        stage.do(Do.INSPECTOR)
        stage.settle()
        return True

    return play


def _offer(stage: Stage) -> bool:
    cases = _cases(stage.session.room)
    if not cases or not stage.show(cases[-1]):
        return False
    stage.do(Do.REPLY)
    reply = stage.window.composer.reply
    if "お約束" not in reply.body.toPlainText():  # drafts outlive the window
        reply.insert("お約束の件、確認のうえ本日中にご連絡いたします。")
    stage.settle()
    return True


def _promise(stage: Stage) -> bool:
    cases = _cases(stage.session.room)
    detail = stage.session.room.reads.detail(cases[0]) if cases else None
    if detail is None or not detail.row.case.promises:
        return False
    case = detail.row.case
    PromiseDialog(stage.session, case.id, stage.window, case.promises[-1]).open()
    stage.settle()
    return True


def _pause(stage: Stage) -> bool:
    cases = _cases(stage.session.room)
    if not cases:
        return False
    PauseDialog(stage.session, cases[-1], stage.window).open()
    stage.settle()
    return True


def _hours(stage: Stage) -> bool:
    stage.do(Do.SETTINGS)
    [dialog] = stage.window.findChildren(SettingsDialog)
    dialog.pages.setCurrentWidget(dialog.calendar)
    dialog.calendar.setEnabled(True)
    day = stage.session.now()
    dialog.calendar.special.setPlainText(f"{day:%Y/%m/%d} 9:00-12:00 大掃除")
    dialog.calendar.preview()
    stage.settle()
    return True


def _leave(stage: Stage) -> bool:
    members = stage.session.room.reads.members()
    editor = MemberEditor(stage.session, members[-1].member, stage.window)
    editor.short_hours.setChecked(True)
    editor.leave.setPlainText("12/1-12/5 休暇\n11/27 13:00-18:00 通院")
    editor.open()
    stage.settle()
    return True


CLOCKS: tuple[tuple[str, Scene], ...] = (
    ("promised", _deadlines(0)),
    ("stopped", _deadlines(1)),
    ("promise-offer", _offer),
    ("promise", _promise),
    ("pause", _pause),
    ("hours", _hours),
    ("leave", _leave),
)
