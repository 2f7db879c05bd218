"""An editor whose text is plain, or formatted if somebody wants that.

Formatted is what our own small HTML can say (``service.rich``) and no more: bold, italic,
underlined, lists, quotes, links, pictures of this mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from mailroom.service import rich
from ui import theme
from ui.pictures import nothing
from ui.views.writing import looks as text_looks
from ui.views.writing.body_editor import BodyEditor
from ui.views.writing.looks import Look

_INDENT = 24
_SHEET = "blockquote, ul, ol, li { margin-top: 0px; margin-bottom: 0px; }"
_EMPTY = '<p style="-qt-paragraph-type:empty; margin:0px"><br></p>'
"""How Qt writes a line without words."""

_NONE: Mapping[str, QImage] = MappingProxyType({})
_PICTURE = "\ufffc"
_LOOKS = {Qt.Key.Key_B: Look.BOLD, Qt.Key.Key_I: Look.ITALIC, Qt.Key.Key_U: Look.UNDERLINE}
_IMAGE = int(QTextDocument.ResourceType.ImageResource)


class FormattedEditor(BodyEditor):
    """A text with looks, or without.

    Signals:
        formatting_changed(bool): it is formatted from now on, or plain.
        formatting_missed(): a key of formatting was pressed in plain text.
    """

    formatting_changed = Signal(bool)
    formatting_missed = Signal()

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self.document().setIndentWidth(_INDENT)
        self.document().setDefaultStyleSheet(_SHEET)
        self._formatted = False
        self._was_formatted = False  # Ctrl+Z may bring looks back
        self._pictures: dict[str, QImage] = {}
        self._written: tuple[str, str] | None = None  # HTML and words, until something changes
        self.textChanged.connect(self._on_changed)

    # --- what is written -------------------------------------------------------------------------

    @property
    def formatted(self) -> bool:
        """Return whether it is more than plain text."""
        return self._formatted

    def start(self, text: str, html: str = "", pictures: Mapping[str, QImage] = _NONE) -> None:
        """Begin with a text, formatted if there is HTML of it; ``pictures`` by content id."""
        self._pictures = dict(pictures)
        self._was_formatted = self._formatted = False
        self.setCurrentCharFormat(QTextCharFormat())
        if html:
            self.setHtml(for_qt(html))
            self.dress_links()
            self.document().clearUndoRedoStacks()
        else:
            self.setPlainText(text)
        self._show_formatted(bool(html))

    def html(self) -> str:
        """Return our own HTML of it, empty while it is plain."""
        return self._as_written()[0] if self._formatted else ""

    def words(self) -> str:
        """Return the text as a reader of plain text gets it."""
        return self._as_written()[1] if self._formatted else self.toPlainText()

    def _as_written(self) -> tuple[str, str]:
        if self._written is None:
            html, words = rich.written(self.toHtml())
            self._written = (html or rich.EMPTY_LINE, words)
        return self._written

    def toPlainText(self) -> str:  # noqa: N802 - Qt's name
        """Return the text on screen, a blank for each picture: places stay what they are."""
        return super().toPlainText().replace(_PICTURE, " ")

    def has_pictures(self) -> bool:
        """Return whether a picture stands in the text."""
        return self._formatted and _PICTURE in super().toPlainText()

    # --- plain or formatted ----------------------------------------------------------------------

    def set_formatted(self, formatted: bool) -> None:
        """Let it be formatted, or make plain text of it; Ctrl+Z brings the looks back."""
        if formatted == self._formatted:
            return
        words = self.words()
        self._show_formatted(formatted)
        if not formatted:
            cursor = QTextCursor(self.document())
            cursor.beginEditBlock()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            text_looks.undress(cursor)
            cursor.insertText(words, QTextCharFormat())
            cursor.endEditBlock()
            self.setCurrentCharFormat(QTextCharFormat())

    def _show_formatted(self, formatted: bool) -> None:
        self._formatted = formatted
        self._was_formatted = self._was_formatted or formatted
        self._written = None
        self.formatting_changed.emit(formatted)

    def _on_changed(self) -> None:
        """Be formatted again when Ctrl+Z has brought looks back: what is shown is what leaves."""
        self._written = None
        if self._was_formatted and not self._formatted and text_looks.has_looks(self.document()):
            self._show_formatted(True)

    # --- looks -----------------------------------------------------------------------------------

    def toggle_look(self, look: Look) -> None:
        """Give what is marked, or typed next, a look, or take it off."""
        self.mergeCurrentCharFormat(text_looks.toggled(self.currentCharFormat(), look))
        self._touched()

    def toggle_list(self, *, numbered: bool) -> None:
        """Make the marked lines a list, or lines again."""
        text_looks.toggle_list(self.textCursor(), numbered=numbered)
        self._touched()

    def set_link(self, address: str) -> None:
        """Let what is marked, or the link at the cursor, lead there; else put the address in."""
        cursor = text_looks.link_at(self.textCursor())
        text_looks.link(cursor, address)
        self.setTextCursor(cursor)
        self._end_link()
        self._touched()

    def remove_link(self) -> None:
        """Leave of the link at the cursor the words."""
        text_looks.unlink(text_looks.link_at(self.textCursor()))
        self._touched()

    def put_picture(self, cid: str, image: QImage, name: str) -> None:
        """Put a picture in at the cursor."""
        self._pictures[cid] = image
        text_looks.insert_picture(self.textCursor(), cid, name)
        self._touched()

    def dress_links(self) -> None:
        """Show links in the colours of now."""
        text_looks.dress_links(self.document())

    def _touched(self) -> None:
        self.setFocus()
        self.typed.emit()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give only pictures of this mail; nothing is ever read from a file or the web."""
        url = QUrl(name)
        if kind != _IMAGE:
            return ""
        return self._pictures.get(url.path(), nothing()) if url.scheme() == "cid" else nothing()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line beside what is quoted."""
        super().paintEvent(event)
        if not self._formatted:
            return
        painter = QPainter(self.viewport())
        colour = theme.current().colour("edge")
        for left, top, bottom in text_looks.quotes(self.document()):
            x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
            painter.fillRect(left - x, top - y, 2, bottom - top, colour)
        painter.end()

    # --- keys ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the keys of formatting from the window while they are ours."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._look_of(event) is not None:
                event.accept()
                return True
        elif event.type() == QEvent.Type.PaletteChange and self._formatted:
            self.dress_links()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Format by keys; Enter and Backspace lead out of a list or quote; a link ends."""
        look = self._look_of(event)
        if look is not None and self._formatted:
            self.toggle_look(look)
        elif look is not None:
            self.formatting_missed.emit()
        elif self._leaves_line(event):
            self.typed.emit()
            text_looks.leave_line(self.textCursor())
        else:
            self._end_link()
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let a link end before other words."""
        self._end_link()
        super().inputMethodEvent(event)

    def _look_of(self, event: QKeyEvent) -> Look | None:
        """Return the look that a key stands for; Ctrl+I is the window's while text is plain."""
        look = _LOOKS.get(Qt.Key(event.key()))
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return None
        return None if look is Look.ITALIC and not self._formatted else look

    def _leaves_line(self, event: QKeyEvent) -> bool:
        cursor = self.textCursor()
        if not self._formatted or cursor.hasSelection() or not text_looks.is_within(cursor):
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            return not pressed and not cursor.block().text()
        return event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart()

    def _end_link(self) -> None:
        if self._formatted and text_looks.at_end_of_link(self.textCursor()):
            self.setCurrentCharFormat(text_looks.unlinked(self.currentCharFormat()))


def for_qt(html: str) -> str:
    """Return our own HTML as Qt reads it line by line."""
    return html.replace(rich.EMPTY_LINE, _EMPTY)
