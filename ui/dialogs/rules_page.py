"""The rules for escalating, as a page of the settings: what they say, and the way to the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from ui.dialogs.rules.editor import RulesDialog
from ui.dialogs.rules.parts import clear
from ui.inputs import PlainButton
from ui.models.rules_draft import RulesDraft
from ui.plain_text import plain_label
from ui.session import Session


class RulesPage(QWidget):
    """Levels and their people in a few lines; [ルールを開く…]."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(10)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.open_button = PlainButton(self.tr("Open the rules…"), glyph="escalate")
        self.open_button.clicked.connect(self.open_rules)
        layout.addLayout(self._lines)
        layout.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Say what holds now."""
        clear(self._lines)
        policy = self._session.roster.policy or DEFAULT_POLICY
        draft = RulesDraft(self._session.room, self._session.roster.members.values())
        for level in policy.levels[1:]:
            who = self._session.roster.name(level.person)
            if level.address is not None:
                who = level.address.addr
            said = self.tr("{level}: {who}").format(
                level=draft.level_title(level), who=who or self.tr("whom one asks in doubt")
            )
            self._lines.addWidget(plain_label("", said))
        if policy.fallback is not None:
            said = self.tr("When in doubt: {who}").format(who=draft.target_name(policy.fallback))
            self._lines.addWidget(plain_label("", said))
        if self._session.room.policy.review_is_mine():
            said = self.tr("The day of the review has come. Please look through the rules.")
            self._lines.addWidget(plain_label("problem", said))

    def open_rules(self) -> RulesDialog:
        """Open the editor."""
        dialog = RulesDialog(self._session, self.window())
        dialog.open()
        return dialog

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.read()
