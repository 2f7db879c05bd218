"""Where a mail is written: plain text with a wrap guide that takes files and pictures.

Owns the guide line at 35 full-width characters. A path of this PC never gets into the text.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from ui.views.body_editor import BodyEditor
from ui.views.pasted import files_of, picture_of

WRAP_AT = 35
"""Full-width characters a line should hold (ui.md, Composer)."""


class MailEditor(BodyEditor):
    """The text of a mail.

    Signals:
        files_given(tuple[Path, ...]): files were pasted or dropped here.
        picture_given(QImage): a picture without a file was.
    """

    files_given = Signal(object)
    picture_given = Signal(object)

    def guide_x(self) -> int:
        """Return where the guide stands, in pixels from the left of the text's viewport."""
        wide = self.fontMetrics().horizontalAdvance("あ")
        left = self.document().documentMargin() - self.horizontalScrollBar().value()
        return int(left) + WRAP_AT * wide

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 - Qt's name
        """Take words, files and pictures."""
        given = files_of(source) or picture_of(source) is not None
        return bool(given) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Put words in; hand on what is none: a path of this PC is nothing to tell a customer."""
        if files := files_of(source):
            self.files_given.emit(files)
        elif (picture := picture_of(source)) is not None:
            self.picture_given.emit(picture)
        else:
            super().insertFromMimeData(source)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the guide under the text."""
        if self.guide_x() < self.viewport().width() - 4:
            painter = QPainter(self.viewport())
            colour = self.palette().placeholderText().color()
            colour.setAlpha(90)
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DotLine))
            painter.drawLine(self.guide_x(), 0, self.guide_x(), self.viewport().height())
            painter.end()
        super().paintEvent(event)
