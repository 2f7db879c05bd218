"""目安: when a case should go up, with the signs that make Mailroom suggest it (S14-S24)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.escalations.escalation import Criterion, EscalationKind
from mailroom.domain.policies.policy import CriterionRule
from mailroom.ids import digest
from ui.choices import Choice
from ui.dialogs.dialog import row
from ui.dialogs.rules.parts import (
    LONG,
    Minutes,
    Remark,
    card,
    clear,
    lines_of,
    page_layout,
)
from ui.inputs import CheckBox, Line, PlainButton
from ui.models.rules_draft import RulesDraft, joined
from ui.wording import words

_TURNS = tuple(range(11))
_HIGHEST_AMOUNT = 10**9


class CriteriaPage(QWidget):
    """A card for each criterion; open cards show their conditions."""

    def __init__(self, draft: RulesDraft) -> None:
        super().__init__()
        self._draft = draft
        self.cards: list[CriterionCard] = []
        layout = page_layout(
            self,
            self.tr(
                "A criterion that applies is shown above the case with its signs. "
                "Nothing is ever decided from it: people escalate, or say why not."
            ),
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        layout.addLayout(self._column)
        self.add_button = PlainButton(self.tr("Add a criterion"), glyph="plus")
        self.add_button.clicked.connect(self._add)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.build()

    def build(self) -> None:
        """Show the criteria as they stand in the draft."""
        clear(self._column)
        self.cards = [CriterionCard(self._draft, rule) for rule in self._draft.policy.criteria]
        for one in self.cards:
            one.removed.clicked.connect(partial(self._remove, one.rule_id))
            self._column.addWidget(one)

    def _add(self) -> None:
        rules = self._draft.policy.criteria
        new = CriterionRule(
            id=digest("criterion", str(len(rules)), *(one.id for one in rules))[:8],
            criterion=Criterion.AUTHORITY,
            text=self.tr("New criterion"),
        )
        self._draft.change(criteria=(*rules, new))
        self.build()
        self.cards[-1].open()

    def _remove(self, rule_id: str) -> None:
        rules = self._draft.policy.criteria
        self._draft.change(criteria=tuple(one for one in rules if one.id != rule_id))
        self.build()


class CriterionCard(QWidget):
    """One criterion: what it is called, whether it is used, when, and what it suggests."""

    def __init__(self, draft: RulesDraft, rule: CriterionRule) -> None:
        super().__init__()
        self._draft = draft
        self.rule_id = rule.id
        frame, column = card("")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        heading = column.takeAt(0)
        if heading is not None and (old := heading.widget()) is not None:
            old.deleteLater()
        self.used = CheckBox(rule.text, checked=rule.active)
        self.used.toggled.connect(lambda on: self._change(active=on))
        self.more = PlainButton(self._summary(rule), role="link")
        self.more.clicked.connect(self.open)
        self.removed = PlainButton(self.tr("Remove"), role="link")
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._inside.hide()
        column.addWidget(self.used)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._inside)
        column.addWidget(Remark(draft, lambda cell: cell.rule == rule.id))

    def open(self) -> None:
        """Show the conditions."""
        if self._column.count() == 0:
            rule = self._draft.policy.rule(self.rule_id)
            if rule is not None:
                self._fill(rule)
        self._inside.setVisible(self._inside.isHidden())

    def _fill(self, rule: CriterionRule) -> None:
        self.text = _line(self.tr("Name"), rule.text, self._on_text)
        self.words = _line(self.tr("One of these words"), joined(rule.when.words), self._on_words)
        self.senders = _line(
            self.tr("From (address or @domain)"), joined(rule.when.senders), self._on_senders
        )
        amount = str(rule.when.amount_from) if rule.when.amount_from else ""
        self.amount = _line(self.tr("An amount of at least (yen)"), amount, self._on_amount)
        self.amount.setValidator(QIntValidator(0, _HIGHEST_AMOUNT, self.amount))
        self.waited = Minutes(self.tr("Waiting for"), LONG, none=self.tr("does not matter"))
        self.waited.show_minutes(rule.when.elapsed_minutes)
        self.waited.chosen.connect(lambda: self._when(elapsed_minutes=self.waited.value()))
        self.turns: Choice[int] = Choice(self.tr("Mails of the customer"))
        turns = sorted({*_TURNS, rule.when.turns})
        some = [(n, self.tr("%n mail(s) or more", "", n)) for n in turns if n]
        self.turns.fill([(0, self.tr("does not matter")), *some])
        self.turns.choose(rule.when.turns)
        self.turns.chosen.connect(lambda: self._when(turns=self.turns.value()))
        for name, control in (
            (self.tr("Name"), self.text),
            (self.tr("One of these words"), self.words),
            (self.tr("From (address or @domain)"), self.senders),
            (self.tr("An amount of at least (yen)"), self.amount),
            (self.tr("Waiting for"), self.waited),
            (self.tr("Mails of the customer"), self.turns),
            *self._suggests(rule),
        ):
            self._column.addWidget(row(name, control, label_width=200))
        self._column.addWidget(self.removed, 0, Qt.AlignmentFlag.AlignLeft)

    def _suggests(self, rule: CriterionRule) -> tuple[tuple[str, QWidget], ...]:
        self.level: Choice[int] = Choice(self.tr("Suggests level"))
        levels = [(one.number, self._draft.level_title(one)) for one in self._draft.policy.levels]
        self.level.fill([(0, self.tr("one higher")), *levels[1:]])
        self.level.choose(rule.level)
        self.level.chosen.connect(lambda: self._change(level=self.level.value()))
        self.kind: Choice[EscalationKind] = Choice(self.tr("Asks for"))
        self.kind.fill([(one, words.kind_name(one)) for one in EscalationKind])
        self.kind.choose(rule.kind)
        self.kind.chosen.connect(lambda: self._change(kind=self.kind.value()))
        self.reason: Choice[Criterion] = Choice(self.tr("Counted as"))
        self.reason.fill([(one, words.criterion_name(one)) for one in Criterion])
        self.reason.choose(rule.criterion)
        self.reason.chosen.connect(lambda: self._change(criterion=self.reason.value()))
        return (
            (self.tr("Suggests level"), self.level),
            (self.tr("Asks for"), self.kind),
            (self.tr("Counted as"), self.reason),
        )

    def _summary(self, rule: CriterionRule) -> str:
        if rule.only_shown:
            return self.tr("Signs are only shown · Change")
        level = f"L{rule.level}" if rule.level else self.tr("one higher")
        return self.tr("→ {level} {kind} · Change").format(
            level=level, kind=words.kind_name(rule.kind)
        )

    def _on_text(self, text: str) -> None:
        self.used.setText(text)
        self._change(text=text.strip())

    def _on_words(self, text: str) -> None:
        self._when(words=lines_of(text))

    def _on_senders(self, text: str) -> None:
        self._when(senders=tuple(one.lower() for one in lines_of(text)))

    def _on_amount(self, text: str) -> None:
        self._when(amount_from=int(text or 0))

    def _when(self, **parts: object) -> None:
        rule = self._draft.policy.rule(self.rule_id)
        if rule is not None:
            self._change(when=replace(rule.when, **parts))  # type: ignore[arg-type]

    def _change(self, **parts: object) -> None:
        self._draft.change(
            criteria=tuple(
                replace(one, **parts) if one.id == self.rule_id else one  # type: ignore[arg-type]
                for one in self._draft.policy.criteria
            )
        )
        rule = self._draft.policy.rule(self.rule_id)
        if rule is not None:
            self.more.relabel(self._summary(rule))


def _line(name: str, text: str, edited: object) -> Line:
    line = Line(name)
    line.setText(text)
    line.setCursorPosition(0)
    line.textEdited.connect(edited)
    return line
