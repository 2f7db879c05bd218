"""The request as its reader sees it, on a phone: what is asked and until when come first (S42).

Shows text that the room made; changes nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.inputs import PlainButton
from ui.plain_text import plain_label

PHONE_WIDTH = 400
"""About what a telephone shows in one line."""


class RequestPreview(QWidget):
    """「届く文面」.

    Signals:
        back_asked(): on with the form.
    """

    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back_button = PlainButton(self.tr("Back to the form"), role="link", glyph="back")
        self._to = plain_label("meta", selectable=True)
        self._subject = plain_label("heading", selectable=True)
        self._words = plain_label(selectable=True)
        screen = QFrame()
        screen.setProperty("card", "in")
        screen.setMaximumWidth(PHONE_WIDTH)
        inside = QVBoxLayout(screen)
        inside.setContentsMargins(16, 12, 16, 16)
        inside.setSpacing(8)
        for part in (self._to, self._subject, self._words):
            inside.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QHBoxLayout()
        middle.addWidget(screen, 1)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(1)
        self.back_button.clicked.connect(self.back_asked)

    def show_mail(self, to: str, mail: str) -> None:
        """Show a mail: its subject stands before the first empty line."""
        subject, _, text = mail.partition("\n\n")
        self._to.setText(self.tr("To {who} · as it looks on a phone").format(who=to))
        self._subject.setText(subject)
        self._words.setText(text.strip())

    def text(self) -> str:
        """Return the words of the mail."""
        return self._words.text()
