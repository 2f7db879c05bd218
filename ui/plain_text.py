"""Labels for words of people: never markup, always wrapped (a subject may hold ``<b>``)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

_READABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


def plain_label(role: str = "", said: str = "", *, selectable: bool = False) -> QLabel:
    """Return a wrapped label of plain text; ``role`` picks its look in the style sheet."""
    label = QLabel(said)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    if selectable:
        label.setTextInteractionFlags(_READABLE)
    return label
