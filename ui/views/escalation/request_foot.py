"""The foot of the escalation form: send, phone, a spoken answer; nobody is blamed (S63)."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.plain_text import plain_label


class RequestFoot(QWidget):
    """Always on screen, whatever is scrolled above."""

    def __init__(self) -> None:
        super().__init__()
        self._somebody = False
        self._may_send = True
        self.no_blame = plain_label("meta")
        self.send_button = PlainButton("", role="note", glyph="send")
        self.phone_button = PlainButton(self.tr("Phone"), glyph="phone")
        self.spoken_button = PlainButton(self.tr("Record a spoken answer"))
        self.more_button = PlainButton(self.tr("Ask in full…"), role="link")
        buttons = QWidget()
        self._row = FlowLayout(buttons)
        for button in (self.send_button, self.phone_button, self.spoken_button, self.more_button):
            self._row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.no_blame)
        layout.addWidget(buttons)

    def say_no_blame(self, said: str) -> None:
        """Show the team's statement; without one, the usual sentence."""
        self.no_blame.setText(said or self.tr("Nobody is blamed for asking."))

    def name_receiver(self, name: str, *, consult: bool, phone_first: bool) -> None:
        """Say on the button who gets it; the phone is the first choice where it should be."""
        sentence = self.tr("Send to {name} (inside the house)")
        if consult:
            sentence = self.tr("Ask {name} (inside the house)")
        words = sentence.format(name=name or self.tr("nobody yet"))
        self.send_button.relabel(f"{words}  Ctrl+Enter")
        self._somebody = bool(name)
        self.more_button.setVisible(consult)
        self.spoken_button.setVisible(not consult)
        self._put_first(self.phone_button if phone_first else self.send_button)
        self._enable()

    def allow(self, *, sending: bool) -> None:
        """Let the request be sent, or not while it is on its way."""
        self._may_send = sending
        self._enable()

    def _enable(self) -> None:
        for button in (self.send_button, self.phone_button, self.spoken_button):
            button.setEnabled(self._somebody and self._may_send)

    def _put_first(self, first: PlainButton) -> None:
        order = [first, *(b for b in (self.send_button, self.phone_button) if b is not first)]
        order += [self.spoken_button, self.more_button]
        present = [self._row.itemAt(at) for at in range(self._row.count())]
        if [item.widget() for item in present if item is not None] == order:
            return
        while self._row.takeAt(0) is not None:
            pass
        for button in order:
            self._row.addWidget(button)
