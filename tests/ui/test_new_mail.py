"""A mail that answers nothing, from the menu to the outbox and back (issue 6)."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mailroom.domain.drafts import ReplyKind
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, OutboxState, View
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.actions import Do
from ui.main_window import MainWindow
from ui.new_mail_window import NewMailDialog


def writing(window: MainWindow) -> NewMailDialog:
    [dialog] = [one for one in window.findChildren(NewMailDialog) if one.isVisible()]
    return dialog


@pytest.fixture
def dialog(window: MainWindow, windows: Windows) -> NewMailDialog:
    window.actions_by_name[Do.NEW_MAIL].trigger()
    windows.settle(window)
    return writing(window)


def test_it_leaves_and_comes_back_without_a_case(
    dialog: NewMailDialog, window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    room = quiet_desk.room
    before = room.reads.case_ids(CaseQuery(view=View.ALL))
    dialog.page.recipients.to_line.setText("山田様 <yamada@new.example>")
    dialog.page.body.setPlainText("ご案内です。")
    dialog.confirm()
    assert dialog.problem.isVisible()  # no subject
    dialog.page.subject.setText("ご案内")
    dialog.confirm()
    windows.settle(window)
    [row] = room.reads.outbox()
    assert row.state is OutboxState.UNDO
    assert row.to == (Address(name="山田", addr="yamada@new.example"),)
    assert room.reads.case_ids(CaseQuery(view=View.ALL)) == before
    window.send_bar.take_back(row.id)
    windows.settle(window)
    again = writing(window)
    assert again.page.body.toPlainText() == "ご案内です。"
    assert again.page.subject.text() == "ご案内"
    draft = again.page.draft()
    assert draft is not None
    assert (draft.kind, draft.case) == (ReplyKind.NEW, row.case)
    again._discard()
    windows.settle(window)
    assert room.drafts.new_mails() == ()


def test_closing_keeps_it_and_the_next_one_offers_it(
    dialog: NewMailDialog, window: MainWindow, windows: Windows, quiet_desk: Desk, qtbot: QtBot
) -> None:
    dialog.page.subject.setText("見積のお願い")
    dialog.page.body.setPlainText("途中まで")
    dialog.reject()
    windows.settle(window)
    QApplication.sendPostedEvents()
    window.actions_by_name[Do.NEW_MAIL].trigger()
    windows.settle(window)
    other = writing(window)
    assert not other.kept.isHidden()
    other._go_on(quiet_desk.room.drafts.new_mails()[0])
    assert other.page.body.toPlainText() == "途中まで"
    other._discard()
    windows.settle(window)
    assert quiet_desk.room.drafts.new_mails() == ()


def test_a_subject_alone_is_kept_and_is_no_mail_yet(
    dialog: NewMailDialog, window: MainWindow, windows: Windows, quiet_desk: Desk
) -> None:
    dialog.page.recipients.to_line.setText("yamada@new.example")
    dialog.page.subject.setText("件名だけ")
    dialog.confirm()
    windows.settle(window)
    assert quiet_desk.room.reads.outbox() == ()
    dialog.page.edited.emit()
    dialog.reject()
    windows.settle(window)
    [kept] = quiet_desk.room.drafts.new_mails()
    assert (kept.subject, kept.to[0].addr) == ("件名だけ", "yamada@new.example")
    quiet_desk.room.drafts.discard(kept.case, kept.tab)
