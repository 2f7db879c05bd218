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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import (
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)

from mailroom.clock import SystemClock
from mailroom.domain.query import View
from mailroom.service import profiles
from mailroom.service.room import Room
from mailroom.settings import Language, Theme
from ui import translations
from ui.qt import start_qt
from ui.shots.addressing import ADDRESSING
from ui.shots.answering import ANSWERING
from ui.shots.arrival import ARRIVAL
from ui.shots.checking import CHECKING
from ui.shots.clocks import CLOCKS, keep_time
from ui.shots.contacts import PEOPLE
from ui.shots.elsewhere import ELSEWHERE
from ui.shots.escalation import ANSWERED, ASKING
from ui.shots.finding import FINDING
from ui.shots.formatting import FORMATTING
from ui.shots.ledger import EMPTIED, TIDIED
from ui.shots.outbox import OUTBOX
from ui.shots.reading import READING
from ui.shots.reporting import REPORTING
from ui.shots.rules import RULES
from ui.shots.scenes import COLLIDED, CUT_OFF, SCENES, TROUBLE
from ui.shots.seeing import SEEING, look_ahead
from ui.shots.sharing import SHARING
from ui.shots.shown_mails import MAILS
from ui.shots.stage import Scene, Stage
from ui.shots.staged_day import StagedDay, staged_day
from ui.shots.stopping import STOPPING
from ui.shots.templates import TEMPLATES, set_templates
from ui.shots.threads import THREADS

SIZES = ((1366, 688), (1280, 640), (1093, 534), (911, 432))
_LOOKS = tuple(itertools.product((Language.JA, Language.EN), (Theme.LIGHT, Theme.DARK)))


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
        drawn += draw(day.room, folder, scenes=(*OUTBOX, *ELSEWHERE, *ANSWERING))
        day.name_senders()
        drawn += draw(day.room, folder, scenes=ADDRESSING)
        set_templates(day.room)
        drawn += draw(day.room, folder, scenes=TEMPLATES)
        day.step_out()
        drawn += draw(day.room, folder, scenes=ASKING)
        day.ask_and_answer()
        drawn += draw(day.room, folder, scenes=ANSWERED)
        drawn += draw(day.room, folder, scenes=STOPPING)
        keep_time(day.room)
        drawn += draw(day.room, folder, scenes=CLOCKS)
        look_ahead(day.room)
        day.wait(12)
        drawn += draw(day.room, folder, scenes=SEEING)
        drawn += draw(day.room, folder, scenes=FINDING)
        drawn += draw(day.room, folder, scenes=CHECKING)
        drawn += draw(day.room, folder, scenes=(*SHARING, *REPORTING))
        drawn += draw(day.room, folder, scenes=FORMATTING)
        day.bring_mails()
        drawn += draw(day.room, folder, scenes=(*MAILS, *READING))
        day.bring_threads()
        drawn += draw(day.room, folder, scenes=THREADS)
        day.sort_mail()
        drawn += draw(day.room, folder, scenes=ARRIVAL)
        day.know_people()
        drawn += draw(day.room, folder, scenes=PEOPLE)
        day.tidy()
        drawn += draw(day.room, folder, scenes=TIDIED)
        with day.emptied():
            drawn += draw(day.room, folder, scenes=EMPTIED)
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
