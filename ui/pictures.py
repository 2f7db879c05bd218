"""Pictures of mails decoded within limits: a small file may unfold to gigabytes.

Only plain raster formats; SVG is a program that can read files. Safe on any thread.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage, QImageReader

FORMATS = frozenset({b"png", b"jpeg", b"jpg", b"gif", b"bmp", b"webp"})
MOST_PIXELS = 40_000_000
"""As a camera makes them; Qt would take 256 MB for one picture, this is 160 MB for a moment."""

MOST_SIDE = 20_000
WIDEST = 1600
"""Pixels a picture in a text keeps; a larger one is made smaller while it is decoded."""


def decoded(data: bytes, widest: int = WIDEST) -> QImage | None:
    """Return a picture, at most ``widest`` pixels wide; ``None`` for what is none or too large."""
    content = QByteArray(data)
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()).lower() not in FORMATS:
        return None
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MOST_SIDE:
        return None
    if size.width() * size.height() > MOST_PIXELS:
        return None
    reader.setAutoTransform(True)
    if size.width() > widest:
        reader.setScaledSize(QSize(widest, max(1, size.height() * widest // size.width())))
    image = reader.read()
    return None if image.isNull() else image


def nothing() -> QImage:
    """Return a picture that shows nothing.

    Not a null one: for that Qt would try to load the name as a file.
    """
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    return image
