"""How a template of the team is shown: its line in a list, and its text as it will stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from mailroom.domain.templates.blanks import blanks
from mailroom.service.templates.room import Offer
from ui import icons, theme
from ui.entries import Entry
from ui.plain_text import plain_label


class TemplatePreview(QWidget):
    """A text as it will stand in the mail; what is not filled in is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("As it will stand in the mail"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.missing = plain_label("meta")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.missing)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.text.setPlainText(text)
        found = list(self._marks(text))
        self.text.setExtraSelections(found)
        said = self.tr("%n place(s) to be filled in by you", "", len(found))
        self.missing.setText(said if found else "")
        self.missing.setVisible(bool(found))

    def _marks(self, text: str) -> Iterator[QTextEdit.ExtraSelection]:
        found = sorted(map(re.escape, blanks(text)), key=len, reverse=True)  # a long one is one
        for hit in re.finditer("|".join(found), text) if found else ():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.text.document())
            mark.cursor.setPosition(_units(text[: hit.start()]))
            mark.cursor.setPosition(_units(text[: hit.end()]), QTextCursor.MoveMode.KeepAnchor)
            mark.format = _marked()
            yield mark


def _units(text: str) -> int:
    """Return how long Qt takes a text for."""
    return len(text.encode("utf-16-le")) // 2


def entry(offer: Offer, key: object) -> Entry:
    """Return the line of a template; one that fits the case carries the sign of its category."""
    template = offer.template
    icon = icons.icon("label", "accent") if offer.fits else None
    return Entry(key=key, text=template.name, hint=template.category, icon=icon)


def _marked() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(theme.current().colour("overdue")))
    look.setFontWeight(QFont.Weight.Bold)
    return look
