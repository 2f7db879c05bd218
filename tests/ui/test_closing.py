"""Closing the window inside the ten seconds asks first; nothing leaves unasked at next start."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from mailroom.domain.drafts import DraftTab
from mailroom.domain.query import OutboxRow, OutboxState
from mailroom.ids import CaseId
from mailroom.service.outgoing.outbox import OutboxDecision
from mailroom.service.outgoing.replies import Reply
from tests.ui.conftest import Windows
from tests.ui.desk import Desk, desk
from ui.actions import Do
from ui.closing import leaves_soon
from ui.dialogs.leave import BookedDialog, LeaveDialog
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


@pytest.fixture
def booked(
    windows: Windows, own_desk: Desk, case: CaseId, qtbot: QtBot
) -> Iterator[tuple[MainWindow, str]]:
    """A window with a reply that leaves in an hour, whose person wants to close it."""
    window = windows.open(own_desk)
    at, shown = own_desk.clock.now() + timedelta(hours=1), own_desk.room.reads.detail(case).seen
    mail = Reply(case=case, text="later", send_at=at, shown=shown)
    id_ = own_desk.room.outbox.queue(mail)
    window.close()
    assert window.isVisible()
    yield window, id_
    if own_desk.room.outbox.row(id_).state is OutboxState.SCHEDULED:
        own_desk.room.outbox.decide(id_, OutboxDecision.DISCARD)


def test_N13_a_reply_booked_for_today_asks_and_may_stay_booked(
    qtbot: QtBot, booked: tuple[MainWindow, str], own_desk: Desk
) -> None:
    window, id_ = booked
    [dialog] = window.findChildren(BookedDialog)
    dialog._on_close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert own_desk.room.outbox.row(id_).state is OutboxState.SCHEDULED


def test_N13_a_reply_booked_for_today_may_leave_before_closing(
    qtbot: QtBot, booked: tuple[MainWindow, str], own_desk: Desk
) -> None:
    window, id_ = booked
    [dialog] = window.findChildren(BookedDialog)
    dialog.confirm()
    qtbot.waitUntil(lambda: own_desk.room.outbox.row(id_).send_at <= own_desk.clock.now())
    assert window.isVisible()  # not before it has left
    own_desk.sync()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert own_desk.room.outbox.row(id_).state is OutboxState.SENT


def test_N13_only_what_is_soon_asks() -> None:
    now = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)

    def row(at: datetime) -> OutboxRow:
        return OutboxRow(
            id="x", case=None, subject="", to=(), others=0, attachments=0,
            state=OutboxState.SCHEDULED, send_at=at,
        )  # fmt: skip

    assert leaves_soon(row(now + timedelta(hours=5)), now)
    assert not leaves_soon(row(now + timedelta(hours=15)), now)
    late = now.replace(hour=23)
    assert leaves_soon(row(late + timedelta(hours=2)), late)


def test_sent_first_the_window_closes_when_it_has_left(
    qtbot: QtBot, leaving: MainWindow, own_desk: Desk
) -> None:
    [row] = own_desk.room.outbox.rows()
    asked(leaving).confirm()
    assert leaving.isVisible()
    own_desk.room.outbox.cancel(row.id)  # as good as gone: nothing is under way any more
    qtbot.waitUntil(lambda: not leaving.isVisible())
