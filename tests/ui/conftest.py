"""What UI tests share: a real desk for each module, a real window for each test."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailroom.domain.query import View
from mailroom.settings import Language, Settings, Theme
from tests.ui.desk import Desk, desk, morning
from ui import translations
from ui.main_window import MainWindow, build
from ui.session import Session


@pytest.fixture(scope="session", autouse=True)
def _empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave nothing on the clipboard: the off-screen one outlives Python, whose data would not."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="module")
def quiet_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with five cases that nobody has touched."""
    with desk(tmp_path_factory.mktemp("desk")) as made:
        made.deliver("return-1", "invoice-1", "english-1", "photo-1", "warranty-1")
        made.sync()
        yield made


@pytest.fixture(scope="session")
def busy_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk in the middle of the practice morning: overdue, locked, answered, noted.

    Tests look at it and leave it as it is.
    """
    with desk(tmp_path_factory.mktemp("busy")) as made:
        morning(made)
        yield made


class Windows:
    """Opens windows on a desk and takes them down again."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self._app = app
        self._qtbot = qtbot
        self._open: list[tuple[MainWindow, Session]] = []

    def open(
        self,
        made: Desk,
        *,
        size: tuple[int, int] = (1366, 688),
        settings: Settings | None = None,
    ) -> MainWindow:
        chosen = settings or Settings(language=Language.JA, theme=Theme.LIGHT)
        made.room.profile.save_settings(chosen)
        translations.install(chosen.language)
        session = Session(made.room, clock=made.clock)
        session.zone = ZoneInfo("Asia/Tokyo")
        window = build(session)
        self._open.append((window, session))
        made.before_closing.append(self.close)
        window.resize(*size)
        window.show()
        self.settle(window)
        return window

    def session_of(self, window: MainWindow) -> Session:
        """Return the session of an open window."""
        return next(session for one, session in self._open if one is window)

    def settle(self, window: MainWindow) -> None:
        """Wait until what was asked has been answered and shown."""
        session = self.session_of(window)
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = quiet + 1 if session.tasks.is_idle else 0
            return quiet >= 3

        self._qtbot.waitUntil(is_quiet, timeout=10_000)

    def close(self) -> None:
        for window, session in self._open:
            window.close()
            session.close()
            window.deleteLater()
            session.deleteLater()
        self._open.clear()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def windows(qapp: QApplication, qtbot: QtBot) -> Iterator[Windows]:
    made = Windows(qapp, qtbot)
    yield made
    made.close()


@pytest.fixture
def window(windows: Windows, quiet_desk: Desk) -> MainWindow:
    """A window on the quiet desk, all cases in the list."""
    made = windows.open(quiet_desk)
    made.sidebar.choose_view(View.ALL)
    windows.settle(made)
    return made
