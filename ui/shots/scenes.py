"""The main screens, and what a window shows in trouble."""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.query import Space
from mailroom.domain.records.replica import Alarm
from ui.actions import Do
from ui.dialogs.rebuild import RebuildDialog
from ui.dialogs.settings import SettingsDialog
from ui.shots.stage import Scene, Stage


def _main(stage: Stage) -> bool:
    if not stage.window.panes.now.single:
        stage.show(stage.cases.answered)
    return True


def _case(stage: Stage) -> bool:
    return stage.show(stage.cases.first)


def _composer(stage: Stage) -> bool:
    if stage.show(stage.cases.first):
        stage.do(Do.REPLY)
        return True
    return False


def _note(stage: Stage) -> bool:
    if stage.show(stage.cases.first):
        stage.do(Do.NOTE)
        return True
    return False


def _escalation(stage: Stage) -> bool:
    if stage.show(stage.cases.escalated):
        stage.do(Do.ESCALATE)
        return True
    return False


def _overdue(stage: Stage) -> bool:
    return stage.show(stage.cases.overdue)


def _lock(stage: Stage) -> bool:
    if stage.show(stage.cases.locked):
        stage.do(Do.REPLY)
        return True
    return False


def _inspector(stage: Stage) -> bool:
    if stage.show(stage.cases.overdue):
        stage.do(Do.INSPECTOR)
        return True
    return False


def _settings(stage: Stage) -> bool:
    stage.do(Do.SETTINGS)
    return True


def _alarm(alarm: Alarm, *, lead: bool = False) -> Scene:
    """Return the scene of an alarm as members or leads see it."""

    def play(stage: Stage) -> bool:
        if not stage.window.panes.now.single:
            stage.show(stage.cases.first)
        detail = "uid 1208-1211"
        stage.feign(replace(stage.health(), alarm=alarm, alarm_detail=detail), lead=lead)
        return True

    return play


def _rebuilding(stage: Stage) -> bool:
    health = replace(stage.health(), alarm=Alarm.HOLE, alarm_detail="uid 1208-1211")
    stage.feign(health, lead=True)
    dialog = RebuildDialog(stage.session, stage.window, health)
    dialog.steps.begin("checkpoint")
    dialog.open()
    stage.settle()
    return True


def _low_space(stage: Stage) -> bool:
    stage.show(stage.cases.first)
    low = replace(
        stage.health(),
        space=Space.LOW,
        space_free=18_400_000,
        clock_offset=312.0,
        polling=True,
    )
    stage.feign(low)
    return True


def _no_space(stage: Stage) -> bool:
    stage.feign(replace(stage.health(), space=Space.FULL, space_free=2_100_000))
    return True


def _record(stage: Stage) -> bool:
    stage.feign(stage.health(), lead=True)
    stage.do(Do.SETTINGS)
    [dialog] = stage.window.findChildren(SettingsDialog)
    dialog.pages.setCurrentIndex(dialog.pages.count() - 1)
    stage.settle()
    return True


def _tray(stage: Stage) -> bool:
    stage.do(Do.NOT_APPLIED)
    return True


def _refused(stage: Stage) -> bool:
    rows = stage.session.room.reads.not_applied()
    return stage.show(next((one.case for one in rows if one.case), None))


def _waiting(stage: Stage) -> bool:
    asked = stage.session.room.reads.asked()
    return stage.show(next((one.case for one in asked if one.case), None))


def _wish(stage: Stage) -> bool:
    if stage.show(stage.cases.first):
        stage.do(Do.REPLY)
        body = stage.window.composer.reply.body
        if "お電話の件" not in body.toPlainText():  # drafts outlive the window
            body.insertPlainText("お電話の件、")
        stage.window.composer.reply.typed.emit()
        stage.settle()
        return True
    return False


def _team(stage: Stage) -> bool:
    stage.do(Do.TEAM)
    return True


def _seat(stage: Stage) -> bool:
    stage.do(Do.SEAT)
    return True


def _take_over(stage: Stage) -> bool:
    if stage.show(stage.cases.locked) and stage.cases.locked is not None:
        # the action itself would ask for the case, and later pictures would show that
        stage.window.window_acts.people.take_over(stage.cases.locked)
        stage.settle()
        return True
    return False


SCENES: tuple[tuple[str, Scene], ...] = (
    ("main", _main),
    ("case", _case),
    ("composer", _composer),
    ("note", _note),
    ("escalation", _escalation),
    ("overdue", _overdue),
    ("lock", _lock),
    ("inspector", _inspector),
    ("settings", _settings),
    ("team", _team),
    ("seat", _seat),
    ("take-over", _take_over),
)
TROUBLE: tuple[tuple[str, Scene], ...] = (
    *((f"alarm-{alarm.value}", _alarm(alarm)) for alarm in Alarm if alarm is not Alarm.NONE),
    ("alarm-lead", _alarm(Alarm.REPLACED, lead=True)),
    ("rebuild", _rebuilding),
    ("low-space", _low_space),
    ("no-space", _no_space),
    ("record", _record),
)
"""What a window shows when something needs a person; the facts are made up, the window is not."""

COLLIDED: tuple[tuple[str, Scene], ...] = (("tray", _tray), ("refused", _refused))
CUT_OFF: tuple[tuple[str, Scene], ...] = (
    ("offline", _waiting),
    ("offline-tray", _tray),
    ("offline-wish", _wish),
)
