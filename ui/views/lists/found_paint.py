"""A line of a text with the words of a search marked in it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from mailroom.domain.search.hits import Hit
from ui import theme
from ui.wording import search_text

_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)


def paint_found(painter: QPainter, font: QFont, area: QRect, hit: Hit, ink: str) -> None:
    """Paint where words were found and what stands around them, as far as there is room.

    The first marked words are always seen: what stands before them is cut if need be.
    """
    metrics = QFontMetrics(font)
    palette = theme.current()
    painter.setFont(font)
    left = area.left()
    name = search_text.scope_name(hit.scope)
    if name:
        painter.setPen(palette.colour(ink))
        painter.drawText(QRect(left, area.top(), area.right() - left, area.height()), _LINE, name)
        left += metrics.horizontalAdvance(name) + 6
    words, spans = _fitted(hit, metrics, area.right() - left)
    for start, end, marked in _pieces(words, spans):
        piece = words[start:end]
        width = min(metrics.horizontalAdvance(piece), area.right() - left)
        if width <= 0:
            return
        spot = QRect(left, area.top(), width, area.height())
        if marked:
            height = metrics.height()
            ground = QRect(left, area.center().y() - height // 2, width, height)
            painter.fillRect(ground, palette.colour("soon"))
        painter.setPen(palette.colour("on_soon" if marked else ink))
        shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, area.right() - left)
        painter.drawText(spot, _LINE, shown)
        left += width


def _fitted(hit: Hit, metrics: QFontMetrics, room: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return words whose first mark fits into the room."""
    if not hit.spans:
        return hit.words, ()
    first, end = hit.spans[0]
    cut = 0
    while cut < first and metrics.horizontalAdvance(f"…{hit.words[cut:end]}…") > room:
        cut += 1
    if not cut:
        return hit.words, hit.spans
    return "…" + hit.words[cut:], tuple(
        (one - cut + 1, other - cut + 1) for one, other in hit.spans
    )


def _pieces(words: str, spans: tuple[tuple[int, int], ...]) -> list[tuple[int, int, bool]]:
    """Return the stretches of a line, marked or not; overlapping marks become one."""
    pieces: list[tuple[int, int, bool]] = []
    at = 0
    for start, end in spans:
        if start > at:
            pieces.append((at, start, False))
        if end > at:
            pieces.append((max(start, at), end, True))
            at = end
    return [*pieces, (at, len(words), False)] if at < len(words) else pieces
