"""A bar with a sentence and what one can do about it; never a popup, never in the way of typing.

Used for the lock, new mail while writing, stop at send and the undo window. Knows only words.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.flow import FlowLayout
from ui.inputs import Glyph, PlainButton, restyle


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
        self._detail = QLabel()
        self._detail.setTextFormat(Qt.TextFormat.PlainText)
        self._detail.setWordWrap(True)
        self._detail.hide()
        self._buttons = QWidget()
        self._button_row = FlowLayout(self._buttons)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.setSpacing(8)
        layout.addWidget(self._icon)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self._sentence)
        said.addWidget(self._detail)
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
        """Show lines below the sentence, or none."""
        self._detail.setText("\n".join(lines))
        self._detail.setVisible(bool(lines))
        self.setAccessibleDescription(self._detail.text())

    def details(self) -> str:
        """Return the lines below the sentence."""
        return self._detail.text()

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
