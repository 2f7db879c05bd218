"""The desktop around the window: made anew for another language, pictures, a place to come back."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailroom.domain.drafts import DraftTab
from mailroom.domain.query import View
from mailroom.ids import PersonId
from mailroom.service import profiles
from mailroom.settings import Language, Settings, Theme
from tests.ui.desk import Desk
from ui import theme, window_memory
from ui.actions import Do
from ui.app import Desktop
from ui.new_mail_window import NewMailDialog
from ui.one_window import Wishes
from ui.qt import start_qt
from ui.shots import draw
from ui.shots.scenes import SCENES

ROOT = Path(__file__).parents[2]

_MAIN = (
    "import sys, main; main.bootstrap.ensure = lambda **_: None; sys.exit(main.main(sys.argv[1:]))"
)
"""The program in the environment of the tests: what it needs is there already."""


@pytest.fixture
def desktop(qapp: QApplication, quiet_desk: Desk, qtbot: QtBot) -> Iterator[Desktop]:
    quiet_desk.room.profile.save_settings(Settings(language=Language.JA, theme=Theme.LIGHT))
    made = Desktop(start_qt(), quiet_desk.room, clock=quiet_desk.clock)
    made.window.resize(1280, 640)
    made.window.show()
    qtbot.waitUntil(lambda: made.session.tasks.is_idle)
    yield made
    made.window.close()
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_another_language_is_another_window_on_the_same_case(
    desktop: Desktop, quiet_desk: Desk, qtbot: QtBot
) -> None:
    old, case = desktop.window, quiet_desk.case("return-1")
    size = old.size()
    old.show_case(case)
    old.actions_by_name[Do.NOTE].trigger()
    qtbot.waitUntil(lambda: desktop.session.tasks.is_idle)
    old.composer.note.body.setPlainText("half a note")
    old.actions_by_name[Do.ENGLISH].trigger()
    qtbot.waitUntil(lambda: desktop.window is not old)
    qtbot.waitUntil(lambda: desktop.session.tasks.is_idle)
    new = desktop.window
    assert new.actions_by_name[Do.REPLY].text() == "Reply"
    assert new.size() == size
    assert new.case.detail is not None
    assert new.case.detail.row.case.id == case
    draft = quiet_desk.room.drafts.load(case, DraftTab.NOTE)
    assert draft is not None
    assert draft.text == "half a note"


def test_the_sidebar_still_marks_what_the_list_shows(desktop: Desktop, qtbot: QtBot) -> None:
    old = desktop.window
    old.sidebar.choose_view(View.UNASSIGNED)
    old.actions_by_name[Do.LARGER].trigger()
    qtbot.waitUntil(lambda: desktop.window is not old)
    qtbot.waitUntil(lambda: desktop.session.tasks.is_idle)
    sidebar = desktop.window.sidebar
    marked = sidebar.model.entry(sidebar.view.currentIndex().row())
    assert desktop.window.cases.query.view is View.UNASSIGNED
    assert marked is not None
    assert marked.view is View.UNASSIGNED


def test_dark_is_dark(desktop: Desktop, qtbot: QtBot) -> None:
    old = desktop.window
    old.actions_by_name[Do.DARK].trigger()
    qtbot.waitUntil(lambda: desktop.window is not old)
    qtbot.waitUntil(lambda: desktop.session.tasks.is_idle)
    assert theme.current().dark
    corner = desktop.window.grab().toImage().pixelColor(600, 300)
    assert corner.lightness() < 80


@pytest.mark.parametrize("at", [QRect(10, 20, 900, 600)])
def test_the_window_comes_back_where_it_was(tmp_path: Path, qapp: QApplication, at: QRect) -> None:
    usual = QRect(0, 0, 700, 500)
    assert window_memory.load(tmp_path, usual) == usual
    window_memory.save(tmp_path, at)
    assert window_memory.load(tmp_path, usual) == at
    window_memory.save(tmp_path, QRect(90_000, 90_000, 800, 600))  # a screen that is gone
    assert window_memory.load(tmp_path, usual) == usual
    (tmp_path / "window.json").write_text("not json")
    assert window_memory.load(tmp_path, usual) == usual


def test_a_bug_is_said_and_work_goes_on(desktop: Desktop, expect_log, qtbot: QtBot) -> None:
    expect_log("a bug in the window")
    bug = ZeroDivisionError("ours")
    desktop._on_bug(type(bug), bug, None)
    assert desktop.window.toast.text().startswith("Mailroom の中で問題が起きました")


def test_the_screens_are_drawn(busy_desk: Desk, tmp_path: Path, capsys) -> None:
    busy_desk.room.profile.save_settings(Settings(language=Language.JA))
    drawn = draw.draw(
        busy_desk.room, tmp_path, sizes=((911, 432),), looks=((Language.EN, Theme.DARK),)
    )
    stems = [path.stem.removeprefix("en-dark-911x432-") for path in drawn]
    assert stems == [name for name, _ in SCENES]
    assert "nothing to show" not in capsys.readouterr().err
    for path in drawn:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (911, 432)
        colours = {picture.pixel(x, y) for x in range(0, 911, 13) for y in range(0, 432, 13)}
        assert len(colours) > 8, path.name
    assert busy_desk.room.profile.settings().language is not Language.EN


def test_a_change_of_seat_makes_the_window_anew_and_keeps_the_room(
    desktop: Desktop, qtbot: QtBot
) -> None:
    old, room = desktop.window, desktop.session.room
    room.seats.sit_down_new("森 大輔")
    old.window_acts.people.seat_taken.emit()
    qtbot.waitUntil(lambda: desktop.window is not old)
    qtbot.waitUntil(lambda: desktop.session.tasks.is_idle)
    assert desktop.session.room is room
    assert desktop.window.windowTitle().startswith("森 大輔 - ")
    mine = [one.text for one in desktop.window.sidebar.model.entries() if "自分" in one.text]
    assert "森 大輔(自分)" in mine
    room.seats.sit_down(PersonId("tanaka"))


@pytest.mark.qt_log_ignore(r"does not support raise\(\)", extend=True)  # off-screen
def test_a_link_given_to_a_second_start_opens_a_new_mail_in_this_window(
    desktop: Desktop, quiet_desk: Desk, qtbot: QtBot
) -> None:
    folder = quiet_desk.room.profile.folder
    named = profiles.home() / "profiles" / folder.name
    named.parent.mkdir(parents=True, exist_ok=True)
    named.symlink_to(folder)
    wishes = Wishes(folder, desktop)
    wishes.wished.connect(desktop.compose)
    link = "mailto:yamada@shop.example?subject=%E4%BB%B6%E5%90%8D&body=%E6%9C%AC%E6%96%87"
    words = [sys.executable, "-c", _MAIN, "compose", link, "--profile", folder.name]
    with subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True) as second:
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
        assert second.stderr is not None
        said = second.stderr.read()
        assert (second.returncode, said) == (0, ""), said
    qtbot.waitUntil(lambda: bool(desktop.window.findChildren(NewMailDialog)))
    [dialog] = desktop.window.findChildren(NewMailDialog)
    assert dialog.isVisible()
    assert [one.addr for one in dialog.page.recipients.to()] == ["yamada@shop.example"]
    assert dialog.page.subject.text() == "件名"
    assert dialog.page.body.toPlainText().startswith("本文")
    dialog._discard()
    wishes.close()
    qtbot.waitUntil(lambda: desktop.session.tasks.is_idle)
    assert quiet_desk.room.drafts.new_mails() == ()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_it_says_so_in_one_sentence():
    env = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k != "QT_QPA_PLATFORM"}
    done = subprocess.run(
        [sys.executable, "-c", "from ui import app; raise SystemExit(app.run([]))"],
        check=False, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("mailroom: there is no screen here")
    assert done.stderr.count("\n") == 1
