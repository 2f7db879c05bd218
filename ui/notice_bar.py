"""A bar with a sentence and what one can do about it; never a popup, never in the way of typing.

Used for the lock, new mail while writing, stop at send and the undo window. Knows only words.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.flow import FlowLayout
from ui.inputs import ElidedLabel, Glyph, PlainButton, restyle


class BarKind(Enum):
    """How a bar looks: fill, icon and word together carry the meaning."""

    INFO = "info"
    WAIT = "wait"
    LOCK = "lock"
    STOP = "stop"
    SEND = "send"


_GLYPHS = {
    BarKind.INFO: ("info", "on_banner"),
    BarKind.WAIT: ("mail", "on_banner"),
    BarKind.LOCK: ("lock", "locked"),
    BarKind.STOP: ("alert", "on_overdue"),
    BarKind.SEND: ("send", "on_strip"),
}


LOW = 560
"""A window lower than this many pixels has no room to spare (ui.md)."""


class NoticeBar(QFrame):
    """One sentence with its buttons; hidden while there is nothing to say."""

    def __init__(self, kind: BarKind, *, glyph: str = "") -> None:
        """Make a hidden bar; ``glyph`` is an icon other than the usual one of its kind."""
        super().__init__()
        usual, colour = _GLYPHS[kind]
        self.setProperty("bar", kind.value)
        self._icon = Glyph(glyph or usual, colour)
        self._sentence = QLabel()
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setWordWrap(True)
        self._sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._details = QVBoxLayout()  # lines that give way: a bar needs no more for them
        self._details.setSpacing(0)
        self._buttons = QWidget()
        self._button_row = FlowLayout(self._buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._sentence)
        said.addLayout(self._details)
        layout.addLayout(said, 1)
        layout.addWidget(self._buttons)
        self.hide()

    def say(self, sentence: str, *buttons: tuple[str, Callable[[], None]]) -> None:
        """Show a sentence and what can be done; the first button is the suggested one."""
        self.amend(sentence)
        self.detail()
        self._clear_buttons()
        for text, act in buttons:
            button = PlainButton(text, role="bar")
            button.clicked.connect(act)
            self._button_row.addWidget(button)
        self._buttons.setVisible(bool(buttons))
        self.show()

    def dress(self, kind: BarKind) -> None:
        """Take the looks of another kind."""
        if self.property("bar") != kind.value:
            self.setProperty("bar", kind.value)
            self._icon.paint_as(*_GLYPHS[kind])
            for widget in (self, self._sentence):
                restyle(widget)

    def amend(self, sentence: str) -> None:
        """Change only the words, so that a button under the pointer stays where it is."""
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)

    def detail(self, *lines: str) -> None:
        """Show lines below the sentence, each as far as it fits, or none."""
        if self.details() == "\n".join(lines):
            return
        while (item := self._details.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            label = ElidedLabel(line)
            label.setToolTip(line)
            self._details.addWidget(label)
        self.setAccessibleDescription(self.details())

    def details(self) -> str:
        """Return the lines below the sentence."""
        found = (self._details.itemAt(at) for at in range(self._details.count()))
        widgets = (item.widget() for item in found if item is not None)
        return "\n".join(one.text() for one in widgets if isinstance(one, QLabel))

    def lines_that_fit(self, usually: int) -> int:
        """Return how many lines to show: in a low window the rest needs the room (ui.md)."""
        return 1 if self.window().height() < LOW else usually

    def sentence(self) -> str:
        """Return what it says now."""
        return self._sentence.text()

    def buttons(self) -> tuple[PlainButton, ...]:
        """Return its buttons in order."""
        found = (self._button_row.itemAt(at) for at in range(self._button_row.count()))
        widgets = (item.widget() for item in found if item is not None)
        return tuple(widget for widget in widgets if isinstance(widget, PlainButton))

    def _clear_buttons(self) -> None:
        while (item := self._button_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
