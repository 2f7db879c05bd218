"""Choosing one of a few values: a row of segments, or a drop-down.

Values, not texts, go in and come out. Knows nothing of what is chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from ui import icons
from ui.flow import FlowLayout
from ui.inputs import PlainButton

Value = TypeVar("Value")

_LEAST = 140  # pixels: the first words of a choice, and the arrow


class Segments(QWidget, Generic[Value]):
    """A row of buttons of which one is chosen; arrow keys move inside it.

    Signals:
        chosen(): another one was chosen by the person.
    """

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values: list[Value] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda _number: self.chosen.emit())
        self._row = FlowLayout(self, gap=0)

    def fill(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Offer these; the first is chosen."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        self._values = [value for value, _ in choices]
        for number, (_, text) in enumerate(choices):
            segment = PlainButton(text, role="segment")
            segment.setCheckable(True)
            segment.setProperty("place", _place(number, len(choices)))
            self._group.addButton(segment, number)
            self._row.addWidget(segment)
        if choices:
            self._group.button(0).setChecked(True)

    def value(self) -> Value:
        """Return what is chosen."""
        return self._values[max(0, self._group.checkedId())]

    def choose(self, value: Value) -> None:
        """Choose a value, if it is offered."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def button(self, value: Value) -> PlainButton:
        """Return the button of a value."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, PlainButton)
        return found


def _place(number: int, count: int) -> str:
    if count == 1:
        return "only"
    if number == 0:
        return "first"
    return "last" if number == count - 1 else "middle"


class Choice(QComboBox, Generic[Value]):
    """A drop-down of values; the wheel does not change it in passing.

    Signals:
        chosen(): another one was chosen by the person.
    """

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values: list[Value] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _number: self.chosen.emit())

    def fill(self, choices: Sequence[tuple[Value, str]]) -> None:
        """Offer these."""
        self.clear()
        self._values = [value for value, _ in choices]
        self.addItems([text for _, text in choices])

    def value(self) -> Value:
        """Return what is chosen."""
        return self._values[max(0, self.currentIndex())]

    def choose(self, value: Value) -> None:
        """Choose a value, if it is offered."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 - Qt's name
        """Let words that do not fit end in …, where Qt cuts through a letter."""
        super().initStyleOption(option)
        control = QStyle.ComplexControl.CC_ComboBox
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(control, option, field, self).width()
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room - 4
        )

    def minimumSizeHint(self) -> QSize:
        """Give way where there is no room for the longest choice."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LEAST), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow in a colour of the theme (a style sheet cannot tint an icon)."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.width() - 20, (self.height() - 14) / 2, 14, 14)
        icons.paint(painter, "expand", "meta", area)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
