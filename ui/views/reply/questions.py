"""Where a reply's author is asked something before it leaves: whole where there is room.

In a low window the cards scroll instead of asking for more than the window has (ui.md).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.notice_bar import LOW

_LEAST = 68
"""Pixels: the first question and its buttons."""

_MOVES = {QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.LayoutRequest}


class Questions(QScrollArea):
    """Holds cards; hidden while none of them asks.

    Signals:
        changed(): it came, went or wants another height.
    """

    changed = Signal()

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self._cards = cards
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        for card in cards:
            layout.addWidget(card)
            card.installEventFilter(self)
        self.setWidget(inside)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the cards, and be as high as they are."""
        if event.type() in _MOVES and watched in self._cards:
            self.setVisible(any(not card.isHidden() for card in self._cards))
            self.updateGeometry()
            self.changed.emit()
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        """Return the room that the cards want at this width."""
        return QSize(super().sizeHint().width(), self._wanted())

    def minimumSizeHint(self) -> QSize:
        """Return the room for all of it, or in a low window for the first question."""
        wanted = self._wanted()
        return QSize(0, min(_LEAST, wanted) if self.window().height() < LOW else wanted)

    def _wanted(self) -> int:
        width = self.viewport().width()
        shown = (card for card in self._cards if not card.isHidden())
        return sum(max(card.heightForWidth(width), card.sizeHint().height()) for card in shown)
