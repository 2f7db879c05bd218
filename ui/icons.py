"""The one icon set: line drawings in ``resources/icons``, painted in a colour of the theme.

Icons are named by what they mean, colours by their name in the palette. A missing name is a bug
and raises at once.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui import theme
from ui.theme import RESOURCES

_FOLDER = RESOURCES / "icons"
_SIZES = (16, 20)
_RATIOS = (1, 2)


def icon(name: str, colour: str = "ink") -> QIcon:
    """Return an icon in one colour of the theme, sharp at 100 % and 200 %."""
    return _icon(name, theme.current().value(colour))


def pixmap(name: str, colour: str, size: int, ratio: float = 2.0) -> QPixmap:
    """Return an icon as a picture of ``size`` logical pixels."""
    return _pixmap(name, theme.current().value(colour), size, ratio)


def paint(painter: QPainter, name: str, colour: str, area: QRectF) -> None:
    """Paint an icon into a row or a chip."""
    _renderer(name, theme.current().value(colour)).render(painter, area)


@cache
def _icon(name: str, colour: str) -> QIcon:
    made = QIcon()
    for size in _SIZES:
        for ratio in _RATIOS:
            made.addPixmap(_pixmap(name, colour, size, ratio))
    return made


@cache
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
