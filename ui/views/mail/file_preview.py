"""A file of a mail shown in the window: a picture, the words of a PDF, a text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mailroom.domain.files import FileKind, Preview
from mailroom.domain.query import AttachmentInfo
from mailroom.errors import MailroomError
from ui.inputs import PlainButton
from ui.pictures import decoded
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import file_text, text
from ui.wording.sizes import size_of

_SIZE = (760, 600)


class FilePreview(QDialog):
    """One file.

    Signals:
        open_asked(), save_asked(): the person wants the file itself.
    """

    open_asked = Signal()
    save_asked = Signal()

    def __init__(self, session: Session, info: AttachmentInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(file_text.short_name(info))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        self.remark = plain_label("hint")
        self.remark.hide()
        self._content: QWidget = plain_label("empty", self.tr("Reading…"))
        layout.addWidget(plain_label("meta", f"{info.filename}  {size_of(info.size)}"))
        layout.addWidget(self.remark)
        layout.addWidget(self._content, 1)
        row = QHBoxLayout()
        open_ = PlainButton(self.tr("Open"))
        open_.clicked.connect(self.open_asked)
        save = PlainButton(self.tr("Save as…"))
        save.clicked.connect(self.save_asked)
        shut = PlainButton(self.tr("Close"))
        shut.clicked.connect(self.accept)
        for button in (open_, save):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(shut)
        layout.addLayout(row)
        self.resize(min(_SIZE[0], parent.width() - 40), min(_SIZE[1], parent.height() - 40))

    def show_preview(self, preview: Preview) -> None:
        """Show what was read."""
        if preview.kind is FileKind.PICTURE:
            self._show_picture(preview.data)
        elif preview.locked:
            self._say(self.tr("This file needs a password. Open it to enter the password."))
        elif not preview.text.strip():
            self._say(self.tr("No text could be read from this file. Open or save it to see it."))
        else:
            if preview.kind is FileKind.PDF:
                self._note(self.tr("The words of the PDF only; open it to see its layout."))
            elif preview.cut:
                self._note(self.tr("Only the beginning is shown."))
            shown = QPlainTextEdit(preview.text)
            shown.setReadOnly(True)
            self._put(shown)

    def show_error(self, error: MailroomError) -> None:
        """Say why nothing can be shown."""
        self._say(text.describe(error))

    def _show_picture(self, data: bytes) -> None:
        # decoding 40 million pixels takes a while
        self._session.tasks.ask("picture", lambda: decoded(data), self._show_decoded)

    def _show_decoded(self, image: object) -> None:
        from PySide6.QtGui import QImage  # noqa: PLC0415 - here only

        if not isinstance(image, QImage):
            self._say(self.tr("This picture cannot be shown here. Save it to look at it."))
            return
        self._put(_Picture(QPixmap.fromImage(image)))

    def _note(self, said: str) -> None:
        self.remark.setText(said)
        self.remark.show()

    def _say(self, said: str) -> None:
        self._put(plain_label("empty", said))

    def _put(self, widget: QWidget) -> None:
        layout = self.layout()
        if layout is None:
            return
        layout.replaceWidget(self._content, widget)
        self._content.hide()
        self._content.deleteLater()
        self._content = widget


class _Picture(QScrollArea):
    """A picture, made to fit the window."""

    def __init__(self, picture: QPixmap) -> None:
        super().__init__()
        self._picture = picture
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidgetResizable(True)
        self.setWidget(self._label)
        self._label.setPixmap(self._fitted())

    def resizeEvent(self, event: object) -> None:
        """Fit it anew."""
        self._label.setPixmap(self._fitted())
        super().resizeEvent(event)  # type: ignore[arg-type]

    def _fitted(self) -> QPixmap:
        room = self.viewport().size()
        if self._picture.width() <= room.width() and self._picture.height() <= room.height():
            return self._picture
        return self._picture.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
