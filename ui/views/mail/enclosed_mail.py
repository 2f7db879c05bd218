"""A mail that came within another one, in a window of its own: to read, nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mailroom.domain.files import FileRef
from mailroom.errors import MailroomError
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.session import Session
from ui.views.mail.body import MailBodyView, ReadMail, read_mail
from ui.wording import moments, text


class EnclosedMail(QDialog):
    """Reads the mail and shows it; a mail within this one opens in a window over it."""

    def __init__(self, session: Session, ref: FileRef, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(4, 0, 4, 0)
        self._waiting = plain_label("empty", self.tr("Reading…"))
        self._column.addWidget(self._waiting)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._content)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A mail within the mail"))
        shut = PlainButton(self.tr("Close"))
        shut.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(shut)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.addWidget(area, 1)
        whole.addLayout(row)
        self.resize(min(760, parent.width() - 40), min(600, parent.height() - 40))
        self._session.tasks.ask(
            f"enclosed:{ref}",
            lambda: read_mail(session.room, ref.mail, ref.path),
            self._show,
            self._say,
        )

    def _show(self, read: ReadMail) -> None:
        self._waiting.hide()
        body = read.body
        if body.subject:
            self._column.addWidget(plain_label("title", body.subject, selectable=True))
        if body.sent_at is not None:
            when = moments.when_exactly(body.sent_at, self._session.now())
            self._column.addWidget(plain_label("meta", when))
        self.words = MailBodyView(self._session, read)
        self.words.enclosed_asked.connect(self._open)
        self._column.addWidget(self.words)
        self._column.addStretch(1)

    def _open(self, ref: FileRef) -> None:
        EnclosedMail(self._session, ref, self).open()

    def _say(self, error: MailroomError) -> None:
        self._waiting.setText(text.describe(error))
