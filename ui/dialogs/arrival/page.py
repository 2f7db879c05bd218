"""The rules on arrival, as a page of the settings: what they say, and the way to the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.service.arrival import words
from ui.dialogs.arrival.dialog import ArrivalDialog
from ui.dialogs.rules.parts import clear
from ui.inputs import PlainButton
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import rule_text

_SHOWN = 8


class ArrivalPage(QWidget):
    """The rules in a line each; [規則を開く…]."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.open_button = PlainButton(self.tr("Open the rules on arrival…"), glyph="filter")
        self.open_button.clicked.connect(self.open_rules)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(
            plain_label(
                "meta",
                self.tr("They sort mail as it comes in: once per mail, for the whole team."),
            )
        )
        layout.addLayout(self._lines)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Say what holds now."""
        clear(self._lines)
        rules = self._session.room.arrival.current().rules
        things, language = rule_text.names_of(self._session.roster), rule_text.language()
        for rule in rules[:_SHOWN]:
            said = words.then(rule, things, language)
            when = words.when(rule, things, language)
            off = "" if rule.active else self.tr(" (switched off)")
            line = plain_label("", f"{rule.name}{off}: {when} → {said}")
            self._lines.addWidget(line)
        if len(rules) > _SHOWN:
            more = self.tr("and %n more", "", len(rules) - _SHOWN)
            self._lines.addWidget(plain_label("meta", more))
        if not rules:
            self._lines.addWidget(plain_label("empty", self.tr("There is no rule yet.")))

    def open_rules(self) -> ArrivalDialog:
        """Open the editor."""
        dialog = ArrivalDialog(self._session, self.window())
        dialog.open()
        return dialog

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.read()
