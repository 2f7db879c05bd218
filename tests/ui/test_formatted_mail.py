"""A formatted mail from the keys to the mail server: what stood on screen is what arrives."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest

from mailroom.domain.drafts import DraftTab
from tests.ui.conftest import Windows
from tests.ui.desk import Desk
from ui.actions import Do
from ui.main_window import MainWindow
from ui.new_mail_window import NewMailDialog
from ui.views.composer.reply_tab import ReplyTab
from ui.views.writing.mail_editor import MailEditor

CTRL = Qt.KeyboardModifier.ControlModifier


def write(body: MailEditor, picture: QImage) -> None:
    """Type and paste as a person does: a bold word, and a screenshot."""
    QTest.keyClicks(body, "Please ")
    QTest.keyClick(body, Qt.Key.Key_B, CTRL)
    QTest.keyClicks(body, "press here")
    QTest.keyClick(body, Qt.Key.Key_B, CTRL)
    QTest.keyClicks(body, ": ")
    data = QMimeData()
    data.setImageData(picture)
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(body, Qt.Key.Key_V, CTRL)


@pytest.fixture
def picture() -> QImage:
    made = QImage(64, 48, QImage.Format.Format_RGB32)
    made.fill(QColor("orange"))
    return made


def arrives(desk: Desk) -> EmailMessage:
    """Return the mail that reaches the server once its time to be taken back is over."""
    before = len(desk.server.sink.received)
    desk.clock.move(timedelta(seconds=30))
    desk.sync()
    [mail] = desk.server.sink.received[before:]
    return message_from_bytes(mail.raw, policy=policy.default)


def holds(mail: EmailMessage, picture: QImage) -> None:
    """Check that the bold word and the picture are there, and their names for plain readers."""
    html = mail.get_body(("html",)).get_content()
    [image] = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    assert f'Please <b>press here</b>: <img src="cid:{image["Content-ID"].strip("<>")}"' in html
    assert image.get_content_disposition() == "inline"
    found = QImage.fromData(image.get_content())
    assert (found.size(), found.pixelColor(9, 9)) == (picture.size(), QColor("orange"))
    assert "Please press here: ［画像: " in mail.get_body(("plain",)).get_content()


def test_a_reply_with_a_bold_word_and_a_picture_arrives_so(
    window: MainWindow, windows: Windows, quiet_desk: Desk, picture: QImage
) -> None:
    """Written in a window of its own, taken back once, and gone on with."""
    case = quiet_desk.case("invoice-1")
    window.show_case(case)
    windows.settle(window)
    window.actions_by_name[Do.REPLY].trigger()
    composer = window.composer
    composer.reply_actions.format_button.click()
    write(composer.reply.body, picture)
    window.actions_by_name[Do.POP_OUT].trigger()
    assert composer.window() is not window
    written = composer.reply.draft()
    composer.submit()
    windows.settle(window)
    [row] = [one for one in quiet_desk.room.reads.outbox() if one.case == case]
    window.send_bar.take_back(row.id)
    windows.settle(window)
    again = composer.reply.draft()
    assert (again.html, again.inline) == (written.html, written.inline)
    composer.submit()
    windows.settle(window)
    mail = arrives(quiet_desk)
    holds(mail, picture)
    assert quiet_desk.room.drafts.load(case, DraftTab.REPLY) is None


def test_a_new_mail_does_too(
    window: MainWindow, windows: Windows, quiet_desk: Desk, picture: QImage
) -> None:
    window.actions_by_name[Do.NEW_MAIL].trigger()
    windows.settle(window)
    [dialog] = [one for one in window.findChildren(NewMailDialog) if one.isVisible()]
    page: ReplyTab = dialog.page
    page.recipients.to_line.setText("yamada@new.example")
    page.subject.setText("ご案内")
    [switch] = [one for one in dialog.findChildren(type(dialog.shut)) if one.text() == "書式"]
    switch.click()
    assert page.formatting.isVisible()
    page.body.setFocus()
    write(page.body, picture)
    dialog.confirm()
    windows.settle(window)
    holds(arrives(quiet_desk), picture)
