"""Mails dropped as files: real drops on the list, the timeline and the reply (issue 6)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from mailroom.service.mail_files import FileFate, FileTold
from mailroom.settings import Language
from ui import translations
from ui.dialogs.mail_files import MailFilesDialog
from ui.mail_drop import MailDrop
from ui.views.composer.reply_tab import ReplyTab
from ui.wording import file_fates


def drop(on: QWidget, *paths: Path) -> bool:
    """Drag files over a widget and let go; say whether it wanted them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    # With Shift a move is proposed, as some file managers do without.
    left, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    both = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(5, 5), both, data, left, shift)
    enter.ignore()
    QApplication.sendEvent(on, enter)
    if not enter.isAccepted():
        return False
    let_go = QDropEvent(QPointF(5, 5), both, data, left, shift)
    QApplication.sendEvent(on, let_go)
    assert let_go.dropAction() == Qt.DropAction.CopyAction  # after a move it would be deleted
    return let_go.isAccepted()


@pytest.fixture
def pane(qtbot):
    pane = QWidget()
    qtbot.addWidget(pane)
    return pane


@pytest.fixture
def mail(tmp_path: Path) -> Path:
    path = tmp_path / "返品.EML"
    path.write_bytes(b"From: a@b.example\n\nhello\n")
    return path


def test_a_pane_takes_mails_and_nothing_else(pane: QWidget, mail: Path, tmp_path: Path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"x")
    drops, heard = MailDrop(), []
    drops.dropped.connect(heard.append)
    drops.watch(pane)
    assert not drop(pane, picture)
    assert drop(pane, mail, picture)
    assert heard == [(mail,)]
    assert mail.exists()


def test_a_reply_attaches_them(qtbot, mail: Path):
    reply = ReplyTab()
    qtbot.addWidget(reply)
    assert drop(reply, mail)
    assert reply.attachments.paths() == (mail,)


def test_it_is_asked_once_what_becomes_of_them(qtbot, mail: Path):
    dialog = MailFilesDialog([mail] * 7, may_attach=True, parent=None)
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.case_wanted):
        dialog.confirm()
    again = MailFilesDialog([mail], may_attach=False, parent=None)
    qtbot.addWidget(again)
    assert again.attach.isHidden()


def test_it_says_what_became_of_each():
    translations.install(Language.JA)

    def of(*fates: FileFate, name: str = "mail.eml") -> str:
        return file_fates.told([FileTold(path=Path(name), fate=fate) for fate in fates])

    assert of(FileFate.TAKEN_IN, FileFate.KNOWN) == (
        "メール 1 通を取り込みました。 1 通はすでに案件にあります。"
    )
    assert "Outlook" in of(FileFate.NO_MAIL, name="mail.msg")
    assert of(FileFate.LEFT) == "中止しました。1 通は取り込んでいません。"
    for fate in FileFate:
        assert of(fate)
