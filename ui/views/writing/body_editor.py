"""Where a reply, a note or a phone note is written: text, and nothing that comes along with it.

Each tab of the composer has its own editor with its own document: text never changes tab. What a
mail may hold besides plain text is ``MailEditor``.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from ui import theme
from ui.models.text_changes import edits

_TYPING_FREE = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Shift,
    Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
    Qt.Key.Key_Escape,
}  # fmt: skip
"""Keys that move or leave; everything else that reaches an editor is typing."""


class BodyEditor(QTextEdit):
    """Plain text; Tab goes on to the next control.

    Signals:
        typed: a key that may change the text, or the input method, was used here (rule 11: the
            claim is taken at the first of them).
    """

    typed = Signal()

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.document().setDocumentMargin(8)

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
        """Make the text another one where it differs; undone with one Ctrl+Z, like typing."""
        before = self.toPlainText()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for (start, end), words in reversed(edits(before, text)):
            cursor.setPosition(_units(before[:start]))
            cursor.setPosition(_units(before[:end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(words)
        cursor.endEditBlock()
        self.typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say that somebody types, before the text changes."""
        if event.key() not in _TYPING_FREE and not self._is_command(event):
            self.typed.emit()
        super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Copy the words alone: Qt's own font and colours are nothing to paste elsewhere."""
        # Qt's own object: one that Python made would outlive the window on the clipboard
        data = super().createMimeDataFromSelection()
        words = self.textCursor().selection().toPlainText()
        data.text()  # lets Qt fill it in, so that it does not do so later
        for form in data.formats():
            data.removeFormat(form)
        data.setText(words)
        return data

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Count a conversion that has begun as typing."""
        if event.preeditString() or event.commitString():
            self.typed.emit()
        super().inputMethodEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line one writes in in sight when a bar takes room."""
        super().resizeEvent(event)
        self.ensureCursorVisible()

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
