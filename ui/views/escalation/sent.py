"""After an escalation went out: what happens now, and whether to tell the customer (S53)."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.escalations.escalation import EscalationForm
from ui.flow import FlowLayout
from ui.inputs import Glyph, PlainButton
from ui.plain_text import plain_label
from ui.wording import moments


class EscalationSent(QWidget):
    """「送りました」 and 「お客様に『確認してご連絡します』と伝えますか?」.

    Signals:
        interim_asked(): write it.
        done(): not now.
    """

    interim_asked = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sentence = plain_label("heading")
        self.question = plain_label(
            "", self.tr("Tell the customer “We are checking and will come back to you”?")
        )
        self.write_button = PlainButton(self.tr("Write it"), role="customer", glyph="reply")
        self.later_button = PlainButton(self.tr("Later"), role="quiet")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Glyph("done", "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._sentence, 1)
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.addWidget(self.write_button)
        row.addWidget(self.later_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(self.question)
        layout.addWidget(buttons)
        layout.addStretch(1)
        self.write_button.clicked.connect(self.interim_asked)
        self.later_button.clicked.connect(self.done)

    def show_sent(self, form: EscalationForm, now: datetime) -> None:
        """Say who got it and until when they answer."""
        to = form.to.name or form.to.addr
        if form.wanted_by is None:
            said = self.tr("On its way to {name} (inside the house). The case stays with you.")
            self._sentence.setText(said.format(name=to))
        else:
            due = moments.deadline(form.wanted_by, now)
            self._sentence.setText(
                self.tr("On its way to {name} (inside the house). Answer by {due}.").format(
                    name=to, due=due
                )
            )
        self.write_button.setFocus()
