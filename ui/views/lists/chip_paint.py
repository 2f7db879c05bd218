"""Painting chips: in rows of the list, and as small widgets in headers.

Fill + icon + word, from the palette. A chip that has no room loses its tail, never its icon.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.models.chips import Chip, Look

_PAD = 5
_ICON = 12
_GAP = 3
_HEIGHT = 18

_COLOURS: dict[Look, tuple[str, str]] = {
    Look.OVERDUE: ("overdue", "on_overdue"),
    Look.SOON: ("soon", "on_soon"),
    Look.LOCKED: ("on_locked", "locked"),
    Look.ESCALATED: ("escalated", "on_escalated"),
    Look.ANSWERED: ("answered", "on_answered"),
    Look.DONE: ("", "done"),
    Look.PLAIN: ("", "meta"),
    Look.LABEL: ("", "ink"),
}
"""Fill and words of each look; no fill for looks that are words or an outline only."""

_OUTLINED = {Look.LOCKED, Look.PLAIN}


def chip_width(chip: Chip, font: QFont) -> int:
    """Return how wide a chip would like to be."""
    icon = _ICON + _GAP if chip.icon else 0
    pad = 0 if chip.look is Look.DONE else 2 * _PAD
    return QFontMetrics(font).horizontalAdvance(chip.text) + icon + pad


def chip_height(font: QFont) -> int:
    """Return how high chips are in this font."""
    return max(_HEIGHT, QFontMetrics(font).height() + 2)


def paint_chip(painter: QPainter, chip: Chip, area: QRectF, font: QFont, *, over: str = "") -> None:
    """Paint one chip into an area.

    Args:
        painter: paints.
        chip: what to paint.
        area: where, as wide as there is room for.
        font: of the words.
        over: colour name of the words for chips without fill, where the row is chosen.
    """
    palette = theme.current()
    fill, ink = _COLOURS[chip.look]
    if over and not fill and chip.look is not Look.LABEL:
        ink = over
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    if chip.look is not Look.DONE:
        _paint_body(painter, chip, area, fill, ink)
    left = area.left() + (0 if chip.look is Look.DONE else _PAD)
    if chip.icon:
        top = area.center().y() - _ICON / 2
        icons.paint(painter, chip.icon, ink, QRectF(left, top, _ICON, _ICON))
        left += _ICON + _GAP
    room = area.right() - left - (0 if chip.look is Look.DONE else _PAD - 1)
    words = QFontMetrics(font).elidedText(chip.text, Qt.TextElideMode.ElideRight, int(room) + 1)
    painter.setPen(palette.colour(ink))
    text_area = QRectF(left, area.top(), room + 2, area.height())
    painter.drawText(
        text_area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words
    )
    painter.restore()


def _paint_body(painter: QPainter, chip: Chip, area: QRectF, fill: str, ink: str) -> None:
    palette = theme.current()
    outlined = chip.look in _OUTLINED
    painter.setPen(QPen(palette.colour(ink), 1.2) if outlined else Qt.PenStyle.NoPen)
    if chip.look is Look.LABEL:
        painter.setBrush(QColor(theme.label_fill(chip.colour, dark=palette.dark)))
    else:
        painter.setBrush(palette.colour(fill) if fill else Qt.BrushStyle.NoBrush)
    body = area.adjusted(0.6, 0.6, -0.6, -0.6) if outlined else area
    painter.drawRoundedRect(body, 4, 4)


class ChipRow(QWidget):
    """Chips in a line, for headers; takes what width there is and drops the last ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: tuple[Chip, ...]) -> None:
        """Show these chips."""
        if chips != self._chips:
            self._chips = chips
            self.setAccessibleName(" ".join(chip.text for chip in chips))
            self.setToolTip("  ".join(chip.text for chip in chips))
            self.setVisible(bool(chips))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Like to show all chips whole."""
        font = self._chip_font()
        width = sum(chip_width(chip, font) + 4 for chip in self._chips)
        return QSize(max(0, width - 4), chip_height(font))

    def minimumSizeHint(self) -> QSize:
        """Need room for one small chip."""
        return QSize(24 if self._chips else 0, chip_height(self._chip_font()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint from the left until there is no room."""
        painter = QPainter(self)
        font = self._chip_font()
        left, height = 0.0, float(chip_height(font))
        for chip in self._chips:
            wanted = float(chip_width(chip, font))
            room = self.width() - left
            if room < min(wanted, 2 * _PAD + _ICON + 8):
                break
            paint_chip(
                painter,
                chip,
                QRectF(QPointF(left, 0), QPointF(left + min(wanted, room), height)),
                font,
            )
            left += wanted + 4
        painter.end()

    def _chip_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(9, round(self.font().pixelSize() * theme.META / theme.BODY)))
        return font
