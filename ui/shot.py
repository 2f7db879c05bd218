"""Draws the main screens off-screen as PNG: ``main.py shot DIR [--practice | --profile NAME]``.

Real windows on a real room; what a scene needs (an overdue escalation, a locked case) is looked
for in the room, and a scene that the room does not have is left out and said so.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMessageLogContext,
    QRect,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from mailroom.clock import SystemClock
from mailroom.domain.people import Role, Seat
from mailroom.domain.query import CaseQuery, CaseRow, Health, Space, View
from mailroom.domain.records.replica import Alarm
from mailroom.ids import CaseId
from mailroom.service import profiles
from mailroom.service.room import Room
from mailroom.settings import Language, Theme
from ui import theme, translations
from ui.actions import Do
from ui.app import start_qt
from ui.dialogs.rebuild import RebuildDialog
from ui.dialogs.settings import SettingsDialog
from ui.main_window import build
from ui.models import chips
from ui.names import Roster
from ui.session import Session
from ui.shot_clocks import CLOCKS, keep_time
from ui.shot_escalation import ANSWERED, ASKING
from ui.shot_rules import RULES
from ui.shot_seeing import SEEING, look_ahead
from ui.staged_day import StagedDay, staged_day

SIZES = ((1366, 688), (1280, 640), (1093, 534), (911, 432))
_LOOKS = tuple(itertools.product((Language.JA, Language.EN), (Theme.LIGHT, Theme.DARK)))
_QUIET_TURNS = 5
_TURN_MS = 20

Scene = Callable[["Stage"], bool]


def main(argv: list[str]) -> int:
    """Draw the screens of the practice day or of a profile into a folder."""
    parser = argparse.ArgumentParser(prog="mailroom shot")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--practice", action="store_true", help="of the made-up day")
    parser.add_argument("--profile", metavar="NAME", default="", help="of this profile")
    asked = parser.parse_args(argv)
    _leave_the_screen()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.profile and not asked.practice:
        with Room.open(profiles.load(asked.profile), clock=SystemClock()) as room:
            drawn = draw(room, asked.folder)
    else:
        drawn = draw_practice(asked.folder)
    sys.stdout.write(f"{len(drawn)} pictures in {asked.folder}\n")
    return 0


def practise_unseen() -> int:
    """Draw the practice day where there is no screen, and say where the pictures are."""
    _leave_the_screen()
    folder = Path(tempfile.mkdtemp(prefix="mailroom-practice-pictures-"))
    with _staged() as day:
        room = day.room
        drawn = draw(room, folder, sizes=SIZES[:1], looks=_LOOKS[:1])
        counts, health = room.reads.counts().views, room.reads.health()
    lines = [
        "No screen here: the practice day was drawn instead.",
        f"Pictures: {folder} ({len(drawn)})",
        f"Mails: {health.ledger.server}, all accounted for: {health.ledger.adds_up}",
        f"Cases: {counts.get(View.ALL, 0)}, to reply: {counts.get(View.TO_REPLY, 0)}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def draw_practice(folder: Path) -> list[Path]:
    """Draw the practice day: a good morning, then trouble of every kind."""
    with _staged() as day:
        drawn = draw(day.room, folder, scenes=(*SCENES, *RULES, *TROUBLE))
        day.step_out()
        drawn += draw(day.room, folder, scenes=ASKING)
        day.ask_and_answer()
        drawn += draw(day.room, folder, scenes=ANSWERED)
        keep_time(day.room)
        drawn += draw(day.room, folder, scenes=CLOCKS)
        look_ahead(day.room)
        day.wait(12)
        drawn += draw(day.room, folder, scenes=SEEING)
        day.collide()
        drawn += draw(day.room, folder, scenes=COLLIDED)
        day.cut_off()
        return drawn + draw(day.room, folder, scenes=CUT_OFF)


def _leave_the_screen() -> None:
    """Draw in memory; Qt's complaint that this platform has no window frames says nothing."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

    def say(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message:
            sys.stderr.write(f"{message}\n")

    qInstallMessageHandler(say)


def draw(
    room: Room,
    folder: Path,
    *,
    sizes: tuple[tuple[int, int], ...] = SIZES,
    looks: tuple[tuple[Language, Theme], ...] = _LOOKS,
    scenes: tuple[tuple[str, Scene], ...] | None = None,
) -> list[Path]:
    """Draw scenes at every size in every look; return the files. Usually those of a good day."""
    app = start_qt()
    before = room.profile.settings()
    drawn: list[Path] = []
    try:
        for language, brightness in looks:
            room.profile.save_settings(replace(before, language=language, theme=brightness))
            translations.install(language)
            for size in sizes:
                stage = Stage(app, room, size)
                name = f"{language.value}-{brightness.value}-{size[0]}x{size[1]}"
                drawn += _draw_scenes(stage, folder, name, scenes or SCENES)
                stage.close()
    finally:
        room.profile.save_settings(before)
    return drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cases:
    """Cases that scenes are about."""

    first: CaseId | None
    answered: CaseId | None
    locked: CaseId | None
    overdue: CaseId | None
    escalated: CaseId | None


class Stage:
    """A window on a room at one size."""

    def __init__(self, app: QApplication, room: Room, size: tuple[int, int]) -> None:
        self._app = app
        self.session = Session(room, clock=room.clock)
        self._roster: Roster | None = None  # the true one, while a scene plays a lead
        self.window = build(self.session)
        self.window.resize(*size)
        self.window.show()
        self.cases = self._look_for_cases()
        self.settle()

    def show(self, case: CaseId | None) -> bool:
        """Show a case; return whether there is one."""
        if case is None:
            return False
        self.window.show_case(case)
        self.settle()
        return True

    def do(self, action: Do) -> None:
        """Press an action."""
        self.window.actions_by_name[action].trigger()
        self.settle()

    def settle(self) -> None:
        """Let threads answer and layouts settle: quiet twice in a row."""
        quiet = 0
        while quiet < _QUIET_TURNS:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _TURN_MS)
            quiet = quiet + 1 if self.session.tasks.is_idle else 0

    def picture(self) -> QPixmap:
        """Return the window as a person sees it, with a dialog over it."""
        whole = self.window.grab()
        painter = QPainter(whole)
        for dialog in self.window.findChildren(QDialog):
            spot = self.window.rect().center() - dialog.rect().center()
            painter.fillRect(whole.rect(), QColor(0, 0, 0, 70))
            painter.drawPixmap(spot, dialog.grab())
            painter.setPen(theme.current().colour("edge"))
            painter.drawRect(QRect(spot, dialog.size()))
        painter.end()
        return whole

    def health(self) -> Health:
        """Return the health of the room as it is."""
        return self.session.room.reads.health()

    def feign(self, health: Health, *, lead: bool = False) -> None:
        """Let the window show this health, to a lead if wanted, until the scene is over."""
        roster = self.session.roster
        if lead and self._roster is None:
            self._roster = roster
            boss = next(one.id for one in roster.members.values() if one.role is Role.LEAD)
            seat = Seat(person=boss, desk=self.session.me.desk)
            self.session.roster = replace(roster, me=seat)
        self.window.status.show_health(health)
        self.window.alarm.show_health(health)
        self.settle()

    def clear(self) -> None:
        """Close what a scene opened."""
        if self._roster is not None:
            self.session.roster, self._roster = self._roster, None
        self.window.status.refresh()
        self.window.alarm.show_health(self.health())
        self.window.composer.leave()
        self.window.form.leave()
        self.window.panes.shut_drawer()
        for dialog in self.window.findChildren(QDialog):
            dialog.close()
        self.settle()

    def close(self) -> None:
        """Take the window down."""
        self.window.close()
        self.session.close()
        self.window.deleteLater()
        self.session.deleteLater()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _look_for_cases(self) -> _Cases:
        reads, me = self.session.room.reads, self.session.me
        mine = reads.case_ids(CaseQuery(view=View.TO_REPLY))
        rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
        overdue = [row for row in reads.overdue() if row.overdue]
        return _Cases(
            first=_fullest(reads.rows(mine)),
            answered=next((row.case.id for row in reads.rows(mine) if row.case.answered), None),
            locked=next(
                (
                    row.case.id
                    for row in rows
                    if chips.is_locked_for(row, me) and row.case.escalation is None
                ),
                None,
            ),
            overdue=overdue[0].case if overdue else None,
            escalated=mine[1] if len(mine) > 1 else None,
        )


def _fullest(rows: list[CaseRow]) -> CaseId | None:
    most = max(rows, key=lambda row: (len(row.labels), row.case.mail_count), default=None)
    return most.case.id if most is not None else None


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


def _draw_scenes(
    stage: Stage, folder: Path, name: str, scenes: tuple[tuple[str, Scene], ...]
) -> Iterator[Path]:
    for scene, play in scenes:
        if not play(stage):
            sys.stderr.write(f"{name}: nothing to show for {scene}\n")
            continue
        path = folder / f"{name}-{scene}.png"
        stage.picture().save(str(path))
        stage.clear()
        yield path


@contextmanager
def _staged() -> Iterator[StagedDay]:
    with (
        tempfile.TemporaryDirectory(prefix="mailroom-shot-") as folder,
        staged_day(Path(folder)) as day,
    ):
        yield day
