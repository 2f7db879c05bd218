"""The text fields of the escalation form, which may be 不明.

Each field shows whether it must be filled and marks itself when it was not. Knows no case.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.inputs import ElidedLabel, Line, PlainButton, TextArea, restyle

BESIDE_FROM = 460
"""From this width short fields stand side by side."""

SHARES = 4
"""Into how many shares the width of a row is divided."""

NAME_WIDTH = 72
"""Of a name on the left of its control, so that the controls stand below each other."""


class TextField(QWidget):
    """A text below its name, with [不明]: an explicit "unknown" is an answer, silence is not (S43).

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
        self._problem = ElidedLabel(role="problem")
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
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._label)
        above.addWidget(self._problem, 1)
        above.addStretch()
        above.addWidget(self._unknown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(above)
        column.addWidget(self.input)

    def stops(self) -> tuple[QWidget, ...]:
        """Return where Tab stops, in this order."""
        return self.input, self._unknown

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
            self._problem.setText(self.tr("needed"))
            self._problem.setToolTip(words)
            self.input.setToolTip(words)

    def _on_unknown(self, unknown: bool) -> None:
        self.input.setEnabled(not unknown)
        self._on_edited()

    def _on_edited(self) -> None:
        self.mark(missing=False)
        self.edited.emit()


class FieldGrid(QWidget):
    """Fields in rows, each as wide as its share; a narrow grid has them one below the other."""

    def __init__(self, *rows: tuple[tuple[TextField, int], ...]) -> None:
        """Take rows of fields with their shares; the shares of a row make ``SHARES``."""
        super().__init__()
        self._rows = rows
        self._wide: bool | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._place(wide=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where several are too narrow."""
        super().resizeEvent(event)
        self._place(wide=event.size().width() >= BESIDE_FROM)

    def _place(self, *, wide: bool) -> None:
        if wide is self._wide:
            return
        self._wide = wide
        for field, _share in (pair for row in self._rows for pair in row):
            self._grid.removeWidget(field)
        line = 0
        for row in self._rows:
            column = 0
            for field, share in row:
                self._grid.addWidget(field, line, column, 1, share if wide else SHARES)
                column, line = (column + share, line) if wide else (0, line + 1)
            line += 1
        for column in range(SHARES):
            self._grid.setColumnStretch(column, 1)


def labelled(name: str, widget: QWidget, *, required: bool = False) -> QWidget:
    """Return a control with its label on the left, aligned with the others."""
    label = QLabel(f"{name} *" if required else name)
    label.setProperty("role", "field")
    label.setMinimumWidth(NAME_WIDTH)
    label.setBuddy(widget)
    row_widget = QWidget()
    row = QHBoxLayout(row_widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(label)
    row.addWidget(widget, 1)
    return row_widget
