"""A page of the settings with what holds now in a few lines, and the way to its editor."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from ui.dialogs.rules.parts import clear
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.session import Session


class OverviewPage(QWidget):
    """Follows the team; subclasses give the lines and the editor."""

    def __init__(
        self, session: Session, open_words: str, *, glyph: str, intro: str = "", gap: int = 4
    ) -> None:
        super().__init__()
        self._session = session
        self._lines = QVBoxLayout()
        self._lines.setSpacing(gap)
        self.open_button = PlainButton(open_words, glyph=glyph)
        self.open_button.clicked.connect(self.open_rules)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(10)
        if intro:
            layout.addWidget(plain_label("meta", intro))
        layout.addLayout(self._lines)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Say what holds now."""
        clear(self._lines)
        for role, said in self.lines():
            self._lines.addWidget(plain_label(role, said))

    def lines(self) -> Iterable[tuple[str, str]]:
        """Return what holds now, line by line: how it looks, and what it says."""
        raise NotImplementedError

    def editor(self) -> QDialog:
        """Return the editor, not open yet."""
        raise NotImplementedError

    def open_rules(self) -> QDialog:
        """Open the editor."""
        dialog = self.editor()
        dialog.open()
        return dialog

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.read()
