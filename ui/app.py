"""Starts the desktop: Qt, the words of the language, the room, the window; and ends them in order.

A bug in a slot does not end the
program: it is logged, said once, and work goes on.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from mailroom import logging
from mailroom.clock import Clock, SystemClock
from mailroom.errors import MailroomError
from mailroom.service import profiles
from mailroom.service.profiles import Profile
from mailroom.service.room import Room
from mailroom.settings import Theme
from ui import theme, translations, window_memory
from ui.attendance import Attendance
from ui.ending import ended_by_signals
from ui.main_window import MainWindow, build
from ui.notices import Notices
from ui.one_window import Wishes, hand_over
from ui.qt import start_qt
from ui.session import Session, ToastKind
from ui.team_news import TeamNews
from ui.wording import text

_log = logging.topic("ui")
_FIRST_SIZE = QSize(1366, 768)
_TITLE_BAR = 40  # pixels above the window's inside that its frame may need

_NO_SCREEN = (
    "mailroom: there is no screen here to open a window on; log in to a desktop, or use the"
    " command line (main.py --help)\n"
)


def run(argv: list[str]) -> int:
    """Open the desktop on a profile: the one named, the only one, or one made by first steps."""
    parser = argparse.ArgumentParser(prog="mailroom", description="The desktop app.")
    parser.add_argument("--profile", metavar="NAME", default="")
    parser.add_argument("--mailto", metavar="LINK", default="", help="begin this new mail")
    parser.add_argument("--seat", metavar="NAME", default="", help="who sits here now")
    asked = parser.parse_args(argv)
    if not os.environ.get("QT_QPA_PLATFORM") and not has_screen():
        sys.stderr.write(_NO_SCREEN)  # Qt would end the program with a riddle
        return 1
    app = start_qt()
    try:
        profile = profiles.load(asked.profile) if asked.profile else _usual_profile()
        if profile is None:
            profile = _first_steps()
        if profile is None or (asked.mailto and hand_over(profile.folder, asked.mailto)):
            return 0
        return _open(app, profile, asked.seat, asked.mailto)
    except MailroomError as error:
        return _refuse(error)


def practice(argv: list[str]) -> int:
    """Open the desktop on the practice day; without a screen, draw it and say what there is."""
    from ui.shots import draw  # noqa: PLC0415 - only here

    parser = argparse.ArgumentParser(prog="mailroom practice")
    parser.add_argument("--speed", type=float, default=6.0, help="practice seconds per second")
    asked = parser.parse_args(argv)
    if not has_screen():
        return draw.practise_unseen()
    from mailroom.practice.day import PracticeDay  # noqa: PLC0415 - only here

    app = start_qt()
    with tempfile.TemporaryDirectory(prefix="mailroom-practice-") as folder:
        day = PracticeDay(Path(folder), speed=asked.speed)
        day.open()
        try:
            day.start()
            return Desktop(app, day.room, clock=day.clock).run()
        finally:
            day.close()


def has_screen() -> bool:
    """Return whether a person can see windows here."""
    if QGuiApplication.instance() is not None:
        return QGuiApplication.platformName() != "offscreen"
    named = os.environ.get("QT_QPA_PLATFORM", "")
    if named or sys.platform in {"win32", "darwin"}:
        return not named.startswith("offscreen")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class Desktop(QObject):
    """One window on one room, made anew when the language or the looks change."""

    def __init__(self, app: QApplication, room: Room, *, clock: Clock) -> None:
        super().__init__()
        self._app = app
        self._room = room
        self._clock = clock
        self._old_hook = sys.excepthook
        sys.excepthook = self._on_bug
        self.session = self._sit_down()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.window = self._make_window()
        self.window.setGeometry(window_memory.load(room.profile.folder, _first_place()))

    def run(self) -> int:
        """Show the window until it is closed; then let go of what is held."""
        self.window.show()
        with ended_by_signals(self._end_now):
            code = self._app.exec()
        self.close()
        return code

    @Slot(str)
    def compose(self, link: str) -> None:
        """Begin the new mail that a ``mailto:`` link prepares, in front of everything."""
        self.window.raise_()
        self.window.activateWindow()
        try:
            draft = self._room.drafts.from_link(link)
        except MailroomError as error:
            self.session.tell(error)
            return
        self.window.window_acts.new_mail(draft)

    def _end_now(self) -> None:
        """The system asks us to end: no questions, but the drafts are kept."""
        self.session.show_case(None)
        self._app.quit()

    def close(self) -> None:
        """Keep the layout, finish what was asked, end the threads."""
        window_memory.save(self._room.profile.folder, self.window.geometry())
        self.session.close()
        self._room.leave(seconds=1.0)
        sys.excepthook = self._old_hook

    def _sit_down(self) -> Session:
        """Return a session of whoever sits here, with what watches beside its window."""
        translations.install(self._room.profile.settings().language)
        session = Session(self._room, clock=self._clock)
        self._notices = Notices(session, self._app.windowIcon(), session)
        self._beside = (
            Attendance(session, SystemClock(), session),
            TeamNews(session, session),
        )
        return session

    def _make_window(self) -> MainWindow:
        window = build(self.session)
        window.window_acts.people.seat_taken.connect(self._change_seat_soon)
        window.handover.watch.asked.connect(self._notices.tell_asked)
        window.rebuild_asked.connect(self._rebuild_soon)
        window.closed.connect(self._app.quit)
        return window

    @Slot()
    def _rebuild_soon(self) -> None:
        # the old window must not go while one of its own signals is being handled
        QTimer.singleShot(0, self, self._rebuild)

    def _rebuild(self) -> None:
        """Make the window anew, on the same case; drafts are kept by the composer."""
        old, case, query = self.window, self.session.case, self.window.cases.query
        self.session.show_case(None)  # drafts are saved; the new window asks anew
        old.closed.disconnect(self._app.quit)
        old.hide()
        translations.install(self.session.settings.language)
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self.window.cases.show_query(query)
        self.window.sidebar.mark(query)
        self.window.show()
        old.close()
        old.deleteLater()
        if case is not None:
            self.window.show_case(case)

    @Slot()
    def _change_seat_soon(self) -> None:
        # the old window must not go while one of its own signals is being handled
        QTimer.singleShot(0, self, self._change_seat)

    def _change_seat(self) -> None:
        """Somebody else sits here: their session, settings and window on the same room."""
        old, before = self.window, self.session
        old.closed.disconnect(self._app.quit)
        old.hide()
        self.session = self._sit_down()
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self.window.show()
        old.close()
        before.close()
        old.deleteLater()
        before.deleteLater()

    @Slot()
    def _follow_system(self) -> None:
        """Take the brightness of the system where the person left it to the system."""
        if self.session.settings.theme is Theme.SYSTEM:
            self.session.palette = theme.palette_for(Theme.SYSTEM)
            self._rebuild_soon()

    def _on_bug(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        _log.error("a bug in the window", exc_info=(kind, bug, trace))
        if isinstance(bug, Exception):
            self.session.toast(text.describe(bug), kind=ToastKind.WARNING)


def _first_place() -> QRect:
    """Return the middle of the screen, with the title bar still on it."""
    room = QGuiApplication.primaryScreen().availableGeometry().adjusted(0, _TITLE_BAR, 0, 0)
    place = QRect(QPoint(), _FIRST_SIZE.boundedTo(room.size()))
    place.moveCenter(room.center())
    return place


def _open(app: QApplication, profile: Profile, seat: str = "", link: str = "") -> int:
    with ExitStack() as stack:
        lock = profile.hold_app()
        stack.callback(lock.release)
        stack.callback(logging.write_to(profile.log_file))
        clock = SystemClock()
        room = stack.enter_context(Room.open(profile, clock=clock))
        if seat:
            room.seats.sit_down_by_name(seat)
        room.start()
        desktop = Desktop(app, room, clock=clock)
        wishes = Wishes(profile.folder, desktop)
        stack.callback(wishes.close)
        wishes.wished.connect(desktop.compose)
        if link:
            QTimer.singleShot(0, desktop, lambda: desktop.compose(link))
        return desktop.run()


def _usual_profile() -> Profile | None:
    """Return the profile that was used last, or the only one there is."""
    names = profiles.names()
    if not names:
        return None
    loaded = [profiles.load(name) for name in names]
    return max(loaded, key=lambda profile: window_memory.last_used(profile.folder))


def _first_steps() -> Profile | None:
    from ui.dialogs.first_steps import FirstSteps  # noqa: PLC0415 - once in a lifetime

    made: list[Profile] = []
    dialog = FirstSteps(SystemClock())
    dialog.enrolled.connect(made.append)
    dialog.exec()
    return made[0] if made else None


def _refuse(error: MailroomError) -> int:
    """Say why there is no window: in a box for people, on stderr for scripts."""
    sentence = text.describe(error)
    sys.stderr.write(f"mailroom: {sentence}\n")
    if has_screen():
        QMessageBox.critical(None, "Mailroom", sentence)
    return 1
