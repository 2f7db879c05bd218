"""What all dialogs share: a safe way in and out, and a size that fits the smallest window.

Enter presses nothing by itself (QDialog would press its first button), Esc closes, Ctrl+Enter
does what the filled button does unless an input method holds words. Long content scrolls.
"""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.flow import FlowLayout
from ui.inputs import PlainButton, Preedit, send_keys

_MARGIN = 40
_PADDING = QMargins(16, 12, 12, 12)
_GAP = 12


class Dialog(QDialog):
    """A window over the window.

    Subclasses fill ``content`` and override ``confirm``.
    """

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 480) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._wanted_width = width
        self._preedit = Preedit(self)
        self.content = QWidget()
        self.content_layout = QVBoxLayout(self.content)
        self.content_layout.setContentsMargins(0, 0, 4, 0)
        self.content_layout.setSpacing(12)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumHeight(48)
        self._area.setWidget(self.content)
        self._buttons = QWidget()
        self._button_row = FlowLayout(self._buttons)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PADDING)
        layout.setSpacing(_GAP)
        layout.addWidget(self._area, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self._buttons)

    def add_buttons(self, confirm: str = "", *, close: str = "") -> PlainButton | None:
        """Put in the filled button, if there is one, and the way out."""
        made = None
        if confirm:
            made = PlainButton(confirm, role="primary")
            made.clicked.connect(self._on_confirm)
            self._button_row.addWidget(made)
            send_keys(self, self._on_confirm)
        self.shut = PlainButton(close or self.tr("Close"), role="quiet" if confirm else "")
        self.shut.clicked.connect(self.reject)
        self._button_row.add_right(self.shut)
        return made

    def add_button(self, text: str) -> PlainButton:
        """Put in one more button beside the filled one, before the way out."""
        button = PlainButton(text)
        self.put_button(button)
        return button

    def put_button(self, button: PlainButton) -> None:
        """Put in a button of its own kind there."""
        way_out = self._button_row.add_left(button)
        if way_out is not None:
            self.setTabOrder(button, way_out)

    def confirm(self) -> None:
        """Do what the dialog is for; called by its filled button and by Ctrl+Enter."""

    def say_problem(self, sentence: str) -> None:
        """Say what is wrong, above the buttons; "" takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def sizeHint(self) -> QSize:
        """Be as high as the content, but never larger than the window below."""
        rest = self._buttons.sizeHint().height() + _GAP + _PADDING.top() + _PADDING.bottom()
        width = self._wanted_width
        inner = width - _PADDING.left() - _PADDING.right()
        if not self.problem.isHidden():
            rest += self.problem.heightForWidth(inner) + _GAP
        height = self.content_layout.heightForWidth(inner)
        if height < 0:
            height = self.content.sizeHint().height()
        wanted = QSize(width, height + rest)
        return wanted.boundedTo(self._room())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; make nothing of Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the right size and follow the input methods inside."""
        super().showEvent(event)
        self.adjustSize()
        self.resize(self.sizeHint())
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
            self._preedit.watch(*self.findChildren(kind))

    def _on_confirm(self) -> None:
        if not self._preedit.composing:
            self.confirm()

    def _room(self) -> QSize:
        below = self.parentWidget()
        space = below.window().size() if below is not None else self.screen().availableSize()
        return space - QSize(_MARGIN, _MARGIN)


def heading(text: str) -> QLabel:
    """Return a heading inside a dialog."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    label.setWordWrap(True)
    return label


def remark(text: str) -> QLabel:
    """Return a quiet explanation."""
    label = QLabel(text)
    label.setProperty("role", "meta")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def row(name: str, *widgets: QWidget, label_width: int = 120) -> QWidget:
    """Return a labelled row of controls."""
    line = QWidget()
    layout = QHBoxLayout(line)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    label = QLabel(name)
    label.setProperty("role", "field")
    label.setMinimumWidth(label_width)
    label.setWordWrap(True)
    if widgets:
        label.setBuddy(widgets[0])
    layout.addWidget(label)
    for widget in widgets:
        layout.addWidget(widget, 1 if widget is widgets[-1] else 0)
    return line
