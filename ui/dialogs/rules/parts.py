"""What the pages of the rules share: minutes to choose, a remark beside a cell, cards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mailroom.domain.policies.policy_check import Cell
from ui.choices import Choice
from ui.inputs import restyle
from ui.models.rules_draft import RulesDraft
from ui.plain_text import plain_label
from ui.wording import moments

SHORT = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120)
LONG = (0, 15, 30, 60, 120, 180, 240, 480, 960, 1440, 2400, 4800)


class Minutes(Choice[int]):
    """A span of time to choose; whatever stood there is offered too."""

    def __init__(self, name: str, usual: tuple[int, ...] = SHORT, *, none: str = "") -> None:
        super().__init__(name)
        self._usual = usual if none else tuple(one for one in usual if one)
        self._none = none

    def show_minutes(self, minutes: int) -> None:
        """Show what holds."""
        offered = sorted({*self._usual, minutes})
        self.fill([(one, self._text(one)) for one in offered])
        self.choose(minutes)

    def _text(self, minutes: int) -> str:
        if minutes == 0 and self._none:
            return self._none
        return moments.span(timedelta(minutes=minutes))


class Remark(QLabel):
    """What is wrong or odd, beside the cell that it is about; hidden while nothing is."""

    def __init__(self, draft: RulesDraft, fits: Callable[[Cell], bool]) -> None:
        super().__init__()
        self._draft = draft
        self._fits = fits
        self.setWordWrap(True)
        draft.changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Say what the check found."""
        said, wrong = self._draft.said(self._fits)
        self.setText(said)
        self.setProperty("role", "problem" if wrong else "hint")
        restyle(self)
        self.setVisible(bool(said))


def page_layout(page: QWidget, explained: str = "") -> QVBoxLayout:
    """Return the column of a page, under a sentence that says what it is for."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(4, 12, 8, 8)
    layout.setSpacing(10)
    if explained:
        layout.addWidget(plain_label("meta", explained))
    return layout


def card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """Return a frame with a heading, and its column."""
    frame = QFrame()
    frame.setProperty("card", "in")
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 10)
    column.setSpacing(6)
    column.addWidget(plain_label("heading", title))
    return frame, column


def clear(layout: QVBoxLayout) -> None:
    """Take everything out of a column."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def lines_of(text: str) -> tuple[str, ...]:
    """Return typed words: separated by commas, 、 or lines, each once."""
    for separator in ("、", ",", "，"):
        text = text.replace(separator, "\n")
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
