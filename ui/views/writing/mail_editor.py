"""Where a mail is written: a text with a wrap guide that takes files, pictures and words.

Owns the guide line at 35 full-width characters, and what becomes of what is pasted or dropped:
words come through our own small HTML, a path of this PC never gets into the text.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
    QTextDocument,
)

from mailroom.service import rich
from ui import theme
from ui.views.writing.formatted_editor import FormattedEditor, for_qt
from ui.views.writing.pasted import files_of, picture_of

WRAP_AT = 35
"""Full-width characters a line should hold (ui.md, Composer)."""

MOST_HTML = 300_000
"""Characters of HTML that are read when pasted; of more only the words are taken."""

_PLAIN_PASTE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class MailEditor(FormattedEditor):
    """The text of a mail.

    Signals:
        files_given(tuple[Path, ...]): files were pasted or dropped here.
        picture_given(QImage): a picture without a file was.
    """

    files_given = Signal(object)
    picture_given = Signal(object)

    def __init__(self, name: str, *, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self._dragged = ""  # what becomes of the files that somebody holds over the text

    def guide_x(self) -> int:
        """Return where the guide stands, in pixels from the left of the text's viewport."""
        wide = self.fontMetrics().horizontalAdvance("あ")
        left = self.document().documentMargin() - self.horizontalScrollBar().value()
        return int(left) + WRAP_AT * wide

    # --- pasting ---------------------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Take words, files and pictures."""
        given = files_of(source) or picture_of(source) is not None or source.hasHtml()
        return bool(given) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Put words in; hand on what is none: a path of this PC is nothing to tell a customer."""
        if files := files_of(source):
            self.files_given.emit(files)
        elif (picture := picture_of(source)) is not None:
            self.picture_given.emit(picture)
        elif self.formatted and source.hasHtml() and len(source.html()) <= MOST_HTML:
            known = rich.without_pictures(rich.clean(source.html()), self._pictures)
            self.textCursor().insertHtml(for_qt(known))
            self.dress_links()
            self.ensureCursorVisible()
        else:
            self._put_words(source)

    def paste_words(self) -> None:
        """Paste the words alone, in the looks of where they go."""
        data = QGuiApplication.clipboard().mimeData()
        if not files_of(data):
            self._put_words(data)

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - Qt's name
        """Copy the words, and their looks where it is formatted: no fonts, no colours."""
        data = super().createMimeDataFromSelection()
        if self.formatted:
            marked = QTextDocument()
            QTextCursor(marked).insertFragment(self.textCursor().selection())
            html = rich.clean(marked.toHtml())
            data.setHtml(html)
            data.setText(rich.plain(html))
        return data

    def _put_words(self, source: QMimeData) -> None:
        words = source.text() if source.hasText() else ""
        if not words and source.hasHtml():
            words = rich.plain(rich.clean(source.html()[:MOST_HTML]))
        if words:
            self.typed.emit()
            self.textCursor().insertText(words)
            self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste the words alone with Ctrl+Shift+V."""
        if event.modifiers() == _PLAIN_PASTE and event.key() == Qt.Key.Key_V:
            self.paste_words()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what every text offers, and to paste the words alone."""
        menu = self.createStandardContextMenu(event.pos())
        menu.aboutToHide.connect(menu.deleteLater)
        if self.formatted:
            words = self.tr("Paste without formatting") + "\tCtrl+Shift+V"
            menu.addAction(words).triggered.connect(self.paste_words)
        menu.popup(event.globalPos())

    # --- dropping --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what becomes of files that are let go here."""
        super().dragEnterEvent(event)
        if files_of(event.mimeData()):
            self._say_dragged(
                self.tr("Here: a picture goes into the text. Beside the text: it is attached.")
                if self.formatted
                else self.tr("Let go: it is attached.")
            )

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Say nothing more."""
        self._say_dragged("")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is let go."""
        self._say_dragged("")
        files = bool(files_of(event.mimeData()))
        super().dropEvent(event)
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)  # after a move they would be deleted
            event.accept()

    def _say_dragged(self, sentence: str) -> None:
        self._dragged = sentence
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the guide under the text, and what becomes of files above it."""
        if self.guide_x() < self.viewport().width() - 4:
            painter = QPainter(self.viewport())
            colour = self.palette().placeholderText().color()
            colour.setAlpha(90)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            painter.drawLine(self.guide_x(), 0, self.guide_x(), self.viewport().height())
            painter.end()
        super().paintEvent(event)
        if self._dragged:
            self._paint_dragged()

    def _paint_dragged(self) -> None:
        painter = QPainter(self.viewport())
        colours = theme.current()
        area = self.viewport().rect()
        strip = QRect(area.left(), area.bottom() - 27, area.width(), 28)
        painter.fillRect(strip, colours.colour("strip"))
        painter.setPen(colours.colour("on_strip"))
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, self._dragged)
        painter.end()
