"""The text fields of the escalation form, which may be 不明.

Each field shows whether it must be filled and marks itself when it was not. Knows no case.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.inputs import Line, PlainButton, TextArea, restyle


class TextField(QWidget):
    """A labelled text with [不明]: an explicit "unknown" is a legal answer, silence is not (S43).

    Signals:
        edited(): the text or the toggle changed.
    """

    edited = Signal()

    def __init__(self, name: str, *, hint: str = "", lines: int = 2, unknown: bool = True) -> None:
        super().__init__()
        self._name = name
        self._required = False
        self._label = QLabel(name)
        self._label.setProperty("role", "field")
        self._label.setMinimumWidth(84)
        self._problem = QLabel()
        self._problem.setProperty("role", "problem")
        self._problem.hide()
        self.input: Line | TextArea
        self.input = Line(name, hint=hint) if lines == 1 else TextArea(name, hint=hint, lines=lines)
        self._label.setBuddy(self.input)
        self._unknown = PlainButton(self.tr("Unknown"), role="chip")
        self._unknown.setCheckable(True)
        self._unknown.setAccessibleName(self.tr("{field} is unknown").format(field=name))
        self._lay_out()
        self._unknown.setVisible(unknown)
        self.input.textChanged.connect(self._on_edited)
        self._unknown.toggled.connect(self._on_unknown)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setSpacing(2)
        inner.addWidget(self.input)
        inner.addWidget(self._problem)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._label)
        row.addLayout(inner, 1)
        row.addWidget(self._unknown)

    def text(self) -> str:
        """Return what is written."""
        if isinstance(self.input, Line):
            return self.input.text().strip()
        return self.input.toPlainText().strip()

    def is_unknown(self) -> bool:
        """Return whether it is marked 不明."""
        return self._unknown.isChecked()

    def fill(self, text: str, *, unknown: bool = False) -> None:
        """Show a value."""
        self._unknown.setChecked(unknown)
        if isinstance(self.input, Line):
            self.input.setText(text)
            self.input.setCursorPosition(0)
        else:
            self.input.setPlainText(text)
        self.mark(missing=False)

    def set_required(self, required: bool) -> None:
        """Show the star, or not."""
        self._required = required
        self._label.setText(f"{self._name} *" if required else self._name)

    def mark(self, *, missing: bool) -> None:
        """Say that something is missing here, or take the mark away."""
        self.input.setProperty("problem", missing)
        restyle(self.input)
        self._problem.setVisible(missing)
        if missing:
            unknown = self._unknown.isVisibleTo(self)
            words = self.tr("Fill in, or press Unknown.") if unknown else self.tr("Fill in.")
            self._problem.setText(words)

    def _on_unknown(self, unknown: bool) -> None:
        self.input.setEnabled(not unknown)
        self._on_edited()

    def _on_edited(self) -> None:
        self.mark(missing=False)
        self.edited.emit()


def labelled(name: str, widget: QWidget, *, required: bool = False) -> QWidget:
    """Return a control with its label on the left, aligned with the texts."""
    label = QLabel(f"{name} *" if required else name)
    label.setProperty("role", "field")
    label.setMinimumWidth(84)
    label.setBuddy(widget)
    row_widget = QWidget()
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label)
    row.addWidget(widget, 1)
    return row_widget
