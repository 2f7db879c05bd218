"""The way of the Tab key through a composer (ui.md, Hands).

From the text Tab goes to attach, template and so on, sending last, and on to what stands below the
text: quote, files, bars. Shift+Tab goes up to the fields above it, as in every mail program. Chips
and buttons of bars come and go, so the way is looked up at every key and never wired.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def next_stop(
    around: Iterable[QWidget],
    text: QWidget,
    row: Sequence[QWidget],
    *,
    now: QWidget | None,
    forward: bool,
) -> QWidget | None:
    """Return where Tab, or Shift+Tab, goes from what has the focus; after the last, the first.

    Args:
        around: the parts that stand around the text.
        text: where one writes.
        row: the buttons, sending last.
        now: what has the focus.
        forward: Tab, not Shift+Tab.
    """
    inside = [stop for part in around for stop in _stops(part) if stop is not text]
    end = _at(text).y() + text.height()
    above = [stop for stop in inside if _at(stop).y() < end]
    below = [stop for stop in inside if _at(stop).y() >= end]
    buttons = [button for button in row if _is_stop(button)]
    stops = [*_as_read(below), *_as_read(above), text, *buttons]
    if now not in stops:
        return None
    return stops[(stops.index(now) + (1 if forward else -1)) % len(stops)]


def _stops(part: QWidget) -> list[QWidget]:
    return [one for one in (part, *part.findChildren(QWidget)) if _is_stop(one)]


def _is_stop(widget: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(policy) and widget.isVisible() and widget.isEnabled()


def _as_read(stops: list[QWidget]) -> list[QWidget]:
    """Sort by lines, each from left to right; a line is what a widget's middle stands beside."""
    lines: list[list[QWidget]] = []
    for stop in sorted(stops, key=lambda one: _at(one).y()):
        middle = _at(stop).y() + stop.height() // 2
        if lines and middle < _at(lines[-1][0]).y() + lines[-1][0].height():
            lines[-1].append(stop)
        else:
            lines.append([stop])
    return [stop for line in lines for stop in sorted(line, key=lambda one: _at(one).x())]


def _at(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), QPoint(0, 0))
