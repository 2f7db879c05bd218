"""Closing the window inside the ten seconds asks first; nothing leaves unasked at next start."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mailroom.domain.drafts import DraftTab
from mailroom.ids import CaseId
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.actions import Do
from ui.dialogs.leave import LeaveDialog
from ui.main_window import MainWindow


@pytest.fixture(scope="module")
def own_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("closing")) as made:
        made.deliver("return-1")
        made.sync()
        yield made


@pytest.fixture
def case(own_desk: Desk) -> CaseId:
    return own_desk.case("return-1")


@pytest.fixture
def leaving(windows: Windows, own_desk: Desk, case: CaseId, qtbot: QtBot) -> MainWindow:
    """A window with a reply in its ten seconds, whose person wants to close it."""
    window = windows.open(own_desk)
    window.show_case(case)
    windows.settle(window)
    window.actions_by_name[Do.REPLY].trigger()
    window.composer.reply.body.insertPlainText("お送りします。")
    with qtbot.waitSignal(window.composer.queued):
        window.composer.submit()
    qtbot.waitUntil(lambda: window.send_bar.leaving is not None)
    window.close()
    return window


def asked(window: MainWindow) -> LeaveDialog:
    [dialog] = window.findChildren(LeaveDialog)
    return dialog


def test_it_asks_and_stays_open(leaving: MainWindow, own_desk: Desk) -> None:
    dialog = asked(leaving)
    assert leaving.isVisible()
    dialog.reject()
    assert leaving.isVisible()
    own_desk.room.outbox.cancel(leaving.send_bar.leaving.id)


def test_taken_back_it_is_a_draft_and_the_window_closes(
    qtbot: QtBot, leaving: MainWindow, own_desk: Desk, case: CaseId
) -> None:
    asked(leaving)._on_back()
    qtbot.waitUntil(lambda: not leaving.isVisible())
    assert own_desk.room.outbox.rows() == ()
    draft = own_desk.room.drafts.load(case, DraftTab.REPLY)
    assert draft is not None
    assert "お送りします。" in draft.text


def test_sent_first_the_window_closes_when_it_has_left(
    qtbot: QtBot, leaving: MainWindow, own_desk: Desk
) -> None:
    [row] = own_desk.room.outbox.rows()
    asked(leaving).confirm()
    assert leaving.isVisible()
    own_desk.room.outbox.cancel(row.id)  # as good as gone: nothing is under way any more
    qtbot.waitUntil(lambda: not leaving.isVisible())
