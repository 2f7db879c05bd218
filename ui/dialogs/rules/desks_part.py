"""別の窓口: where the team sends mail on that is not for it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.inputs import Line
from ui.models.rules_draft import RulesDraft
from ui.plain_text import plain_label
from ui.typed_addresses import parse_addresses, show_addresses


class DesksPart(QWidget):
    """The other desks in one line; what is no address yet is not taken over, and is said."""

    def __init__(self, draft: RulesDraft) -> None:
        super().__init__()
        self._draft = draft
        self.line = Line(
            self.tr("Other desks"),
            hint=self.tr("e.g. Accounting <accounting@example.com> (separate with commas)"),
        )
        self.line.setText(show_addresses(draft.policy.other_desks))
        self._wrong = plain_label("problem", "")
        self._wrong.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(
            plain_label("meta", self.tr("Offered when a mail is sent on, without approval."))
        )
        layout.addWidget(self.line)
        layout.addWidget(self._wrong)
        self.line.textEdited.connect(self._on_typed)

    def _on_typed(self, typed: str) -> None:
        good, bad = parse_addresses(typed)
        self._wrong.setText(
            self.tr("No mail address: {pieces}").format(pieces=", ".join(bad)) if bad else ""
        )
        self._wrong.setVisible(bool(bad))
        self._draft.change(other_desks=good)
