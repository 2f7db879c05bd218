"""How far an escalation is: its states in a row, each with who and when (S48).

Paints what ``models.life`` found. Wide: side by side; narrow: below each other.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.models.life import LifePoint, Reached

_LEAST_COLUMN = 84
_DOT = 14
_GAP = 4
_COLOURS = {
    Reached.DONE: "accent",
    Reached.NOW: "accent",
    Reached.AHEAD: "edge",
    Reached.FAILED: "overdue",
}


class LifeLine(QWidget):
    """Dots, words, people and times."""

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[LifePoint, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_points(self, points: tuple[LifePoint, ...]) -> None:
        """Show these states."""
        self._points = points
        said = ", ".join(" ".join((one.name, one.who, one.when)).strip() for one in points)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the lines of the present width."""
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        """Need little width; the height follows."""
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow line is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width."""
        line = self._line_height()
        if self._is_wide(width):
            return _DOT + 2 * _GAP + 2 * line
        return max(1, len(self._points)) * (line + _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height when the direction changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_wide(self.width()):
            self._paint_row(painter)
        else:
            self._paint_column(painter)
        painter.end()

    def _paint_row(self, painter: QPainter) -> None:
        width = self.width() / max(1, len(self._points))
        line = self._line_height()
        for number, point in enumerate(self._points):
            left = number * width
            centre = QPointF(left + _DOT / 2 + 1, _DOT / 2 + 1)
            if number + 1 < len(self._points):
                painter.setPen(QPen(_colour("border"), 2))
                painter.drawLine(
                    QPointF(centre.x() + _DOT / 2 + 2, centre.y()),
                    QPointF(left + width - 2, centre.y()),
                )
            _dot(painter, centre, point.reached)
            names = QRectF(left, _DOT + _GAP, width - 6, line)
            self._words(painter, names, point.name, point)
            below = QRectF(left, _DOT + _GAP + line, width - 6, line)
            self._meta(painter, below, " ".join(part for part in (point.when, point.who) if part))

    def _paint_column(self, painter: QPainter) -> None:
        line = self._line_height()
        for number, point in enumerate(self._points):
            top = number * (line + _GAP)
            _dot(painter, QPointF(_DOT / 2 + 1, top + line / 2), point.reached)
            left = _DOT + 8
            self._words(painter, QRectF(left, top, 108, line), point.name, point)
            rest = QRectF(left + 112, top, self.width() - left - 112, line)
            self._meta(painter, rest, " ".join(part for part in (point.when, point.who) if part))

    def _words(self, painter: QPainter, area: QRectF, said: str, point: LifePoint) -> None:
        font = QFont(self.font())
        font.setWeight(
            QFont.Weight.DemiBold if point.reached is Reached.NOW else QFont.Weight.Normal
        )
        painter.setFont(font)
        painter.setPen(_colour("meta" if point.reached is Reached.AHEAD else "ink"))
        _elided(painter, area, said)

    def _meta(self, painter: QPainter, area: QRectF, said: str) -> None:
        font = QFont(self.font())
        font.setPixelSize(max(9, self.font().pixelSize() - 1))
        painter.setFont(font)
        painter.setPen(_colour("meta"))
        _elided(painter, area, said)

    def _line_height(self) -> int:
        return self.fontMetrics().height() + 1

    def _is_wide(self, width: int) -> bool:
        return width >= _LEAST_COLUMN * max(1, len(self._points))


def _dot(painter: QPainter, centre: QPointF, reached: Reached) -> None:
    colour = _colour(_COLOURS[reached])
    radius = _DOT / 2
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush if reached is Reached.AHEAD else colour)
    painter.drawEllipse(centre, radius - 1, radius - 1)
    area = QRectF(centre.x() - 5, centre.y() - 5, 10, 10)
    if reached is Reached.FAILED:
        icons.paint(painter, "close", "on_overdue", area)
    elif reached is not Reached.AHEAD:
        icons.paint(painter, "done", "on_accent", area)


def _colour(name: str) -> QColor:
    return theme.current().colour(name)


def _elided(painter: QPainter, area: QRectF, said: str) -> None:
    shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
