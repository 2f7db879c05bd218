"""Files and pictures pasted or dropped into a reply go along; no path of this PC is told."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton

pytestmark = pytest.mark.usefixtures("empty_outbox")

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paste(qtbot, composer, case):
    """Put something on the clipboard and press Ctrl+V in the text."""
    composer.open_reply(case)

    def press(**given):
        data = QMimeData()
        if "urls" in given:
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in given["urls"]])
        if "image" in given:
            data.setImageData(given["image"])
        if "text" in given:
            data.setText(given["text"])
        QGuiApplication.clipboard().setMimeData(data)
        qtbot.keyClick(composer.reply.body, Qt.Key.Key_V, CTRL)

    return press


def picture() -> QImage:
    made = QImage(40, 30, QImage.Format.Format_RGB32)
    made.fill(QColor("teal"))
    return made


def test_pasted_files_are_attached_and_their_paths_stay_out_of_the_text(composer, paste, tmp_path):
    file = tmp_path / "見積.pdf"
    file.write_bytes(b"%PDF")
    before = composer.reply.body.toPlainText()
    paste(urls=[file], text=str(file))
    assert composer.reply.attachments.paths() == (file,)
    assert composer.reply.body.toPlainText() == before


def test_a_pasted_picture_leaves_as_a_file(qtbot, team, composer, paste):
    paste(image=picture())
    composer.reply.insert("画面はこのとおりです。")
    with qtbot.waitSignal(composer.queued) as queued:
        composer.submit()
    raw = team.room._parts.store.outbox.raw(queued.args[0])
    [sent] = message_from_bytes(raw, policy=policy.default).iter_attachments()
    assert sent.get_content_type() == "image/png"
    assert QImage.fromData(sent.get_content()).size() == picture().size()


def test_two_pasted_pictures_are_two_files(composer, paste):
    paste(image=picture())
    paste(image=picture())
    assert len(set(composer.reply.attachments.paths())) == 2


def test_words_with_a_picture_are_words(composer, paste):
    """Office programs put a picture of the cells beside their text."""
    paste(image=picture(), text="12,000")
    assert "12,000" in composer.reply.body.toPlainText()
    assert composer.reply.attachments.paths() == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space])
def test_a_file_is_taken_off_by_a_key(qtbot, composer, paste, tmp_path, key):
    file = tmp_path / "a.txt"
    file.write_text("a")
    paste(urls=[file])
    [chip] = composer.reply.attachments.findChildren(QPushButton)
    qtbot.keyClick(chip, key)
    assert composer.reply.attachments.paths() == ()
