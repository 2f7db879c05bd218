"""Pictures of formatting: a reply with looks and a picture, its questions, and its link."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from mailroom.service import rich
from ui import icons, theme
from ui.actions import Do
from ui.shots.stage import Scene, Stage

_TEXT = (
    "<div>お問い合わせの手順は、次のとおりです。</div>"
    "<ol><li>設定の画面を開く</li><li><b>「初期化」</b>を押す</li></ol>"
    '<div>くわしくは<a href="https://www.minato.example/help/reset">手順のページ</a>'
    "をご覧ください。</div><blockquote><div>どこを押せばよいですか。</div></blockquote>"
    "<div>この画面の<u>右上</u>です。</div>"
)


def _formatted(stage: Stage) -> bool:
    if stage.cases.first is None or not stage.show(stage.cases.first):
        return False
    stage.do(Do.REPLY)
    reply = stage.window.composer.reply
    reply.body.start("", _TEXT)
    reply.formatting.begin()
    stage.window.composer.enlarged.emit(True)
    reply.body.moveCursor(reply.body.textCursor().MoveOperation.End)
    reply.body.picture_given.emit(_screen())
    stage.window.composer.head.show_saved(stage.session.now())
    stage.settle()
    return True


def _screen() -> QImage:
    """Return something like a screenshot."""
    image = QImage(360, 60, QImage.Format.Format_RGB32)
    image.fill(theme.LIGHT.colour("customer"))
    painter = QPainter(image)
    icons.paint(painter, "gear", "accent", QRectF(316, 14, 32, 32))
    painter.end()
    return image


def _plain_again(stage: Stage) -> bool:
    if not _formatted(stage):
        return False
    stage.window.composer.reply.formatting.ask_plain()
    stage.settle()
    return True


def _link(stage: Stage) -> bool:
    if not _formatted(stage):
        return False
    reply = stage.window.composer.reply
    found = reply.body.document().find("手順の")
    reply.body.setTextCursor(found)
    reply.formatting.link_button.click()
    reply.formatting.link.address.setText("手順")
    reply.formatting.link.put.click()
    stage.settle()
    return True


def _much(stage: Stage) -> bool:
    if not _formatted(stage):
        return False
    reply = stage.window.composer.reply
    html = reply.body.html()
    reply.pictures.ask_about(len(rich.pictures(html)) + 21, 12_600_000, lambda: None)
    stage.settle()
    return True


def _gone(stage: Stage) -> bool:
    if not _formatted(stage):
        return False
    reply = stage.window.composer.reply
    draft = reply.draft()
    assert draft is not None
    gone = tuple(replace(one, path=one.path + ".gone") for one in draft.inline)
    reply.body.start("", draft.html, reply.pictures.begin(gone))
    stage.settle()
    return True


FORMATTING: tuple[tuple[str, Scene], ...] = (
    ("format-reply", _formatted),
    ("format-off", _plain_again),
    ("format-link", _link),
    ("format-much", _much),
    ("format-gone", _gone),
)
