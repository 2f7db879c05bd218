"""案内文: what everybody reads: the boundary of each category, the statement, the review (S26)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from mailroom.domain.policies.policy_check import Cell, Page
from mailroom.ids import PersonId
from ui.choices import Choice
from ui.dialogs.dialog import row
from ui.dialogs.rules.desks_part import DesksPart
from ui.dialogs.rules.parts import Remark, page_layout
from ui.dialogs.rules.send_part import SendPart
from ui.inputs import Line, PlainButton, TextArea
from ui.models.rules_draft import RulesDraft
from ui.plain_text import plain_label

_HALF_A_YEAR = timedelta(days=182)


class TextsPage(QWidget):
    """The statement, the boundary cards, and who looks through the rules when."""

    def __init__(self, draft: RulesDraft) -> None:
        super().__init__()
        self._draft = draft
        layout = page_layout(self)
        self.no_blame = _text(self.tr("Above every escalation"), draft.policy.no_blame)
        self.no_blame.textChanged.connect(
            lambda: draft.change(no_blame=self.no_blame.toPlainText().strip())
        )
        layout.addWidget(plain_label("section", self.tr("Above every escalation")))
        layout.addWidget(self.no_blame)
        layout.addWidget(plain_label("section", self.tr("What we may answer")))
        layout.addWidget(
            plain_label("meta", self.tr("Shown beside the reply: what the desk answers itself."))
        )
        self.boundaries: dict[str, TextArea] = {}
        for category in draft.policy.categories:
            area = _text(category.name, category.boundary)
            area.textChanged.connect(partial(self._on_boundary, category.name))
            self.boundaries[category.name] = area
            layout.addWidget(row(category.name, area))
        layout.addWidget(plain_label("section", self.tr("Words to check before a reply leaves")))
        self.warning_words = Line(
            self.tr("Words to check before a reply leaves"),
            hint=self.tr("e.g. full refund, guarantee (separate with commas)"),
        )
        self.warning_words.setText("、".join(draft.policy.warning_words))
        self.warning_words.textEdited.connect(
            lambda typed: draft.change(warning_words=_words(typed))
        )
        layout.addWidget(self.warning_words)
        layout.addWidget(plain_label("section", self.tr("Before a mail leaves")))
        self.sending = tuple(SendPart(draft, one) for one in draft.mailboxes)
        for part in self.sending:
            layout.addWidget(part)
        layout.addWidget(plain_label("section", self.tr("Other desks")))
        self.desks = DesksPart(draft)
        layout.addWidget(self.desks)
        layout.addWidget(plain_label("section", self.tr("Review")))
        layout.addWidget(self._review())
        layout.addWidget(Remark(draft, lambda cell: cell == Cell(page=Page.WHOLE)))
        layout.addStretch(1)

    def _review(self) -> QWidget:
        policy = self._draft.policy
        self.reviewer: Choice[PersonId | None] = Choice(self.tr("Who looks through them"))
        people = [(one.id, one.name) for one in self._draft.members]
        self.reviewer.fill([(None, self.tr("nobody")), *people])
        self.reviewer.choose(policy.reviewer)
        self.reviewer.chosen.connect(lambda: self._draft.change(reviewer=self.reviewer.value()))
        self._when = plain_label("", self._review_day())
        later = PlainButton(self.tr("In half a year"))
        later.clicked.connect(self._later)
        return row(self.tr("Who looks through them"), self.reviewer, later, self._when)

    def _later(self) -> None:
        self._draft.change(review_on=self._draft.today() + _HALF_A_YEAR)
        self._when.setText(self._review_day())

    def _review_day(self) -> str:
        day = self._draft.policy.review_on
        return self.tr("no day") if day is None else day.isoformat()

    def _on_boundary(self, name: str) -> None:
        said = self.boundaries[name].toPlainText().strip()
        self._draft.change(
            categories=tuple(
                replace(one, boundary=said) if one.name == name else one
                for one in self._draft.policy.categories
            )
        )


def _text(name: str, said: str) -> TextArea:
    area = TextArea(name, lines=2)
    area.setPlainText(said)
    return area


def _words(typed: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split("[,、，]", typed))
    return tuple(dict.fromkeys(part for part in parts if part))
