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
from mailroom.domain.query import CaseQuery, CaseRow, View
from mailroom.ids import CaseId
from mailroom.service import profiles
from mailroom.service.room import Room
from mailroom.settings import Language, Theme
from ui import theme, translations
from ui.actions import Do
from ui.app import start_qt
from ui.main_window import build
from ui.models import chips
from ui.session import Session

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
    with _room(asked.profile, practice=asked.practice or not asked.profile) as room:
        drawn = draw(room, asked.folder)
    sys.stdout.write(f"{len(drawn)} pictures in {asked.folder}\n")
    return 0


def practise_unseen() -> int:
    """Draw the practice day where there is no screen, and say where the pictures are."""
    _leave_the_screen()
    folder = Path(tempfile.mkdtemp(prefix="mailroom-practice-pictures-"))
    with _room("", practice=True) as room:
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
) -> list[Path]:
    """Draw every scene at every size in every look; return the files."""
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
                drawn += _draw_scenes(stage, folder, name)
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

    def clear(self) -> None:
        """Close what a scene opened."""
        self.window.composer.leave()
        self.window.form.leave()
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


def _team(stage: Stage) -> bool:
    stage.do(Do.TEAM)
    return True


def _seat(stage: Stage) -> bool:
    stage.do(Do.SEAT)
    return True


def _take_over(stage: Stage) -> bool:
    if stage.show(stage.cases.locked):
        stage.do(Do.TAKE_OVER)
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


def _draw_scenes(stage: Stage, folder: Path, name: str) -> Iterator[Path]:
    for scene, play in SCENES:
        if not play(stage):
            sys.stderr.write(f"{name}: nothing to show for {scene}\n")
            continue
        path = folder / f"{name}-{scene}.png"
        stage.picture().save(str(path))
        stage.clear()
        yield path


@contextmanager
def _room(profile: str, *, practice: bool) -> Iterator[Room]:
    if practice:
        from ui.staged_day import staged_day  # noqa: PLC0415 - only for the practice day

        with (
            tempfile.TemporaryDirectory(prefix="mailroom-shot-") as folder,
            staged_day(Path(folder)) as room,
        ):
            yield room
        return
    with Room.open(profiles.load(profile), clock=SystemClock()) as room:
        yield room
