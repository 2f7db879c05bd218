"""The line above a mail that says which pictures of the web are not shown, and offers to."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.plain_text import plain_label


class PictureLine(QWidget):
    """One line; hidden where there is nothing to say.

    Signals:
        asked(): load them this once.
        always_asked(): load them for every mail of this sender.
    """

    asked = Signal()
    always_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = FlowLayout(self, gap=10)
        self.said: QLabel = plain_label("hint")
        self.said.setWordWrap(False)
        self.once = PlainButton(self.tr("Show the pictures"), role="link")
        self.always = PlainButton(self.tr("Always for this sender"), role="link")
        self.once.setToolTip(
            self.tr("The sender can then see that somebody here has opened this mail.")
        )
        self.always.setToolTip(self.once.toolTip())
        self.once.clicked.connect(self.asked)
        self.always.clicked.connect(self.always_asked)
        for widget in (self.said, self.once, self.always):
            row.addWidget(widget)
        self.hide()

    def show_facts(self, blocked: int, tracking: int) -> None:
        """Say how many are not shown, and how many could only report."""
        parts = []
        if blocked:
            parts.append(self.tr("%n picture(s) not shown", "", blocked))
        if tracking:
            parts.append(self.tr("%n tracking picture(s) left out", "", tracking))
        self._say(" · ".join(parts), offer=bool(blocked))

    def show_missing(self, count: int) -> None:
        """Say that some could not be loaded."""
        if count:
            self._say(self.tr("%n picture(s) could not be loaded", "", count), offer=False)

    def _say(self, said: str, *, offer: bool) -> None:
        self.said.setText(said)
        self.once.setVisible(offer)
        self.always.setVisible(offer)
        self.setVisible(bool(said))
