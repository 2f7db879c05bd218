"""The text of a reply, a note or a phone note: plain text with a wrap guide.

Owns the guide line at 35 full-width characters. Each tab of the composer has its own editor with
its own document: text never changes tab.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from ui import theme
from ui.views.pasted import files_of, picture_of

WRAP_AT = 35
"""Full-width characters a line should hold (ui.md, Composer)."""

_TYPING_FREE = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Shift,
    Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
}  # fmt: skip
"""Keys that move or leave; everything else that reaches an editor is typing."""


class BodyEditor(QPlainTextEdit):
    """Plain text; Tab goes on to the next control.

    Signals:
        typed: a key that may change the text, or the input method, was used here (rule 11: the
            claim is taken at the first of them).
        files_given(tuple[Path, ...]): files were pasted or dropped here.
        picture_given(QImage): a picture without a file was.
    """

    typed = Signal()
    files_given = Signal(object)
    picture_given = Signal(object)

    def __init__(self, name: str, *, hint: str = "", mail: bool = False) -> None:
        """Make an editor; that of a mail has the guide, and takes files."""
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(8)
        self._mail = mail

    def guide_x(self) -> int:
        """Return where the guide stands, in pixels from the left of the text's viewport."""
        wide = self.fontMetrics().horizontalAdvance("あ")
        return int(self.contentOffset().x() + self.document().documentMargin()) + WRAP_AT * wide

    def mark(self, places: Sequence[int]) -> None:
        """Underline the characters at these places (in code points) as ones to look at."""
        text = self.toPlainText()
        marks = []
        for place in places:
            start = _units(text[:place])
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(start + _units(text[place]), QTextCursor.MoveMode.KeepAnchor)
            look = QTextEdit.ExtraSelection()
            look.cursor = cursor
            look.format = _marked()
            marks.append(look)
        self.setExtraSelections(marks)

    def rewrite(self, text: str) -> None:
        """Put other words in the place of all; undone with Ctrl+Z like typing."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that somebody types, before the text changes."""
        if event.key() not in _TYPING_FREE and not self._is_command(event):
            self.typed.emit()
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Take words, files and pictures."""
        given = files_of(source) or picture_of(source) is not None
        return (self._mail and bool(given)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Put words in; hand on what is none: a path of this PC is nothing to tell a customer."""
        if not self._mail:
            super().insertFromMimeData(source)
        elif files := files_of(source):
            self.files_given.emit(files)
        elif (picture := picture_of(source)) is not None:
            self.picture_given.emit(picture)
        else:
            super().insertFromMimeData(source)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Count a conversion that has begun as typing."""
        if event.preeditString() or event.commitString():
            self.typed.emit()
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the guide under the text."""
        if self._mail and self.guide_x() < self.viewport().width() - 4:
            painter = QPainter(self.viewport())
            colour = self.palette().placeholderText().color()
            colour.setAlpha(90)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            painter.drawLine(self.guide_x(), 0, self.guide_x(), self.viewport().height())
            painter.end()
        super().paintEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Stay usable with two lines, so that composer and lock fit the lowest window."""
        return QSize(160, 2 * self.fontMetrics().lineSpacing() + 16)

    def sizeHint(self) -> QSize:
        """Like to have about eight lines."""
        return QSize(420, 8 * self.fontMetrics().lineSpacing() + 16)

    def _is_command(self, event: QKeyEvent) -> bool:
        pressed = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        edits = event.key() in {Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Y, Qt.Key.Key_Z}
        return bool(pressed) and not edits


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it (UTF-16)."""
    return len(text.encode("utf-16-le")) // 2


def _marked() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    look.setUnderlineColor(theme.current().colour("overdue"))
    look.setFontWeight(QFont.Weight.Bold)
    return look
