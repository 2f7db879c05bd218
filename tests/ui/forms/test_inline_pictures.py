"""Pictures within the text: pasted or dropped into a formatted reply, and how they leave."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage

from mailroom.domain.drafts import DraftTab
from ui.views.writing import picture_taker

pytestmark = pytest.mark.usefixtures("empty_outbox")

CTRL = Qt.KeyboardModifier.ControlModifier


def picture(colour="teal", width=40) -> QImage:
    made = QImage(width, 30, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


@pytest.fixture
def composer(composer, window):
    """Give the composer in a window that is high enough for the bar."""
    for one in (window, composer):
        one.resize(760, 700)
    return composer


@pytest.fixture
def body(composer, case):
    """Give the empty, formatted text of a reply."""
    composer.open_reply(case)
    composer.reply.body.selectAll()
    composer.reply.body.textCursor().removeSelectedText()
    composer.reply_actions.format_button.click()
    return composer.reply.body


@pytest.fixture
def paste(qtbot, body):
    def press(**given):
        data = QMimeData()
        if "image" in given:
            data.setImageData(given["image"])
        if "urls" in given:
            data.setUrls([QUrl.fromLocalFile(str(path)) for path in given["urls"]])
        if "html" in given:
            data.setHtml(given["html"])
        QGuiApplication.clipboard().setMimeData(data)
        qtbot.keyClick(body, Qt.Key.Key_V, CTRL)

    return press


def drop(target, *paths, at=(20, 20)):
    """Let files go over a widget as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    point = QPointF(*at)
    enter = QDragEnterEvent(point.toPoint(), action, data, button, none)
    target.dragEnterEvent(enter)
    assert enter.isAccepted()
    shown = getattr(target, "_dragged", "")
    target.dropEvent(QDropEvent(point, action, data, button, none))
    return shown


def html_of(raw):
    mail = message_from_bytes(raw, policy=policy.default)
    return mail, mail.get_body(("html",)).get_content()


def test_a_screenshot_stands_in_the_text_and_leaves_in_it(qtbot, team, composer, body, paste):
    qtbot.keyClicks(body, "see ")
    paste(image=picture())
    qtbot.keyClicks(body, " there")
    [inline] = composer.reply.draft().inline
    assert composer.reply.attachments.paths() == ()
    with qtbot.waitSignal(composer.queued) as queued:
        composer.submit()
    mail, html = html_of(team.room._parts.store.outbox.raw(queued.args[0]))
    [image] = [part for part in mail.walk() if part.get_content_maintype() == "image"]
    cid = image["Content-ID"].strip("<>")
    assert f'see <img src="cid:{cid}"' in html
    assert QImage.fromData(image.get_content()).size() == picture().size()
    assert f"［画像: {inline.name}］ there" in mail.get_body(("plain",)).get_content()


def test_a_picture_alone_is_something_to_say(composer, body, paste):
    assert not composer.reply.has_words()
    paste(image=picture())
    assert composer.reply.has_words()


def test_a_picture_goes_with_backspace_and_comes_back_with_undo(qtbot, composer, body, paste):
    paste(image=picture())
    [inline] = composer.reply.draft().inline
    qtbot.keyClick(body, Qt.Key.Key_Backspace)
    assert composer.reply.draft().inline == ()
    qtbot.keyClick(body, Qt.Key.Key_Z, CTRL)
    assert composer.reply.draft().inline == (inline,)


def test_pictures_survive_a_restart(team, composer, body, paste, settle):
    body.insertPlainText("a ")
    paste(image=picture("red"))
    paste(image=picture("blue", 60))
    before = composer.reply.draft()
    assert len({one.cid for one in before.inline}) == len({one.path for one in before.inline}) == 2
    case = composer.case
    composer.leave()
    settle()
    kept = team.room.drafts.load(case, DraftTab.REPLY)
    assert (kept.html, kept.inline) == (before.html, before.inline)
    composer.open_reply(case)
    again = composer.reply.draft()
    assert (again.html, again.inline) == (before.html, before.inline)
    shown = body._pictures[before.inline[1].cid]
    assert shown.pixelColor(3, 3) == QColor("blue")


def test_a_picture_dropped_into_the_text_stands_there_and_beside_it_is_a_file(
    composer, body, tmp_path
):
    path, other = tmp_path / "画面.png", tmp_path / "見積.pdf"
    picture().save(str(path))
    other.write_bytes(b"%PDF")
    said = drop(body, path, other)
    assert "文の中" in said
    [inline] = composer.reply.draft().inline
    assert inline.name.startswith("画面")
    assert inline.path != str(path)  # it stays when the file on the desktop goes
    assert composer.reply.attachments.paths() == (other,)
    drop(composer.reply, path)
    assert composer.reply.attachments.paths() == (other, path)


def test_what_only_looks_like_a_picture_is_attached(composer, body, paste, tmp_path):
    path = tmp_path / "broken.png"
    path.write_bytes(b"no picture at all")
    paste(urls=[path])
    assert composer.reply.attachments.paths() == (path,)
    assert composer.reply.draft().inline == ()


def test_in_plain_text_a_dropped_picture_is_a_file(composer, body, tmp_path):
    composer.reply_actions.format_button.click()
    path = tmp_path / "a.png"
    picture().save(str(path))
    assert "文の中" not in drop(body, path)
    assert composer.reply.attachments.paths() == (path,)


def test_made_plain_the_pictures_are_files(composer, body, paste):
    paste(image=picture())
    [inline] = composer.reply.draft().inline
    composer.reply_actions.format_button.click()
    bar = composer.reply.formatting
    assert "画像 1 枚" in bar.question.sentence()
    bar.question.buttons()[1].click()
    draft = composer.reply.draft()
    assert (draft.html, draft.inline) == ("", ())
    assert [one.path for one in draft.attachments] == [inline.path]


def test_too_many_pictures_ask_once(composer, body, paste, monkeypatch):
    monkeypatch.setattr(picture_taker, "MOST", 1)
    paste(image=picture())
    question = composer.reply.pictures
    assert question.isHidden()
    paste(image=picture())
    assert question.isVisible()
    question.buttons()[0].click()
    assert len(composer.reply.draft().inline) == 1
    paste(image=picture())
    question.buttons()[1].click()
    paste(image=picture())
    assert len(composer.reply.draft().inline) == 3
    assert question.isHidden()


def test_pictures_of_other_mails_are_named(composer, body, paste):
    paste(html='<p>x <img src="cid:other@elsewhere" alt="logo"></p>')
    assert composer.reply.draft().html == "<div>x ［画像: logo］</div>"


def test_a_picture_pasted_within_the_text_is_the_same_picture(qtbot, composer, body, paste):
    paste(image=picture())
    body.selectAll()
    body.cut()
    qtbot.keyClicks(body, "now ")
    body.paste()
    [inline] = composer.reply.draft().inline
    assert f'now <img src="cid:{inline.cid}"' in composer.reply.draft().html


def test_a_picture_whose_file_is_gone_is_shown_as_gone(composer, body, paste):
    paste(image=picture())
    draft = composer.reply.draft()
    [inline] = draft.inline
    Path(inline.path).unlink()
    composer.restore(draft)
    assert body._pictures[inline.cid].width() > picture().width()  # says so in words
    assert composer.reply.draft().inline == (inline,)  # sending finds out and says which


def test_it_leaves_as_html_and_as_words_and_comes_back_when_taken_back(qtbot, team, composer, body):
    qtbot.keyClicks(body, "please ")
    qtbot.keyClick(body, Qt.Key.Key_B, CTRL)
    qtbot.keyClicks(body, "read")
    with qtbot.waitSignal(composer.queued) as queued:
        composer.submit()
    raw = team.room._parts.store.outbox.raw(queued.args[0])
    mail = message_from_bytes(raw, policy=policy.default)
    assert "please read" in mail.get_body(("plain",)).get_content()
    assert "please <b>read</b>" in mail.get_body(("html",)).get_content()
    draft = team.room.outbox.cancel(queued.args[0])
    composer.restore(draft)
    assert composer.reply.body.formatted
    assert composer.reply.draft().html == "<div>please <b>read</b></div>"
    composer.acts.discard(DraftTab.REPLY)
