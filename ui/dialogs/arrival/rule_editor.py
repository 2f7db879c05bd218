"""One rule: its name, when it holds and what it does, in plain words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.domain.cases import LabelStanding
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.ids import LabelId, PersonId, RuleId
from ui.choices import Choice
from ui.dialogs.arrival.conditions import ConditionLine
from ui.dialogs.dialog import row
from ui.dialogs.rules.parts import clear
from ui.inputs import CheckBox, Line, PlainButton
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import names, rule_text

_WIDTH = 76
_NONE = Rule(id=RuleId(""), name="")


class RuleEditor(QWidget):
    """The fields of one rule.

    Signals:
        changed(Rule): the rule is another one.
    """

    changed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rule: Rule | None = None
        self.name = Line(self.tr("Name of the rule"))
        self.whole: Choice[bool] = Choice(self.tr("How many"))
        self.whole.fill(
            [(True, self.tr("all of these hold")), (False, self.tr("any of these holds"))]
        )
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.add_button = PlainButton(self.tr("One more condition"), role="link", glyph="plus")
        self.label: Choice[LabelId | None] = Choice(self.tr("Label"))
        self.second: Choice[LabelId | None] = Choice(self.tr("Second label"))
        self.assign: Choice[PersonId | None] = Choice(self.tr("Owner"))
        self.turns: Choice[PersonId | None] = Choice(self.tr("In turn with"))
        self.level: Choice[int] = Choice(self.tr("Level"))
        self.filters = CheckBox(self.tr("Leave it out (nothing is deleted)"))
        self.stops = CheckBox(self.tr("Rules below this one do not look at it"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 0, 4, 0)
        layout.setSpacing(8)
        layout.addWidget(row(self.tr("Name"), self.name, label_width=_WIDTH))
        layout.addWidget(plain_label("heading", self.tr("When a mail comes in and")))
        layout.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._lines)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(plain_label("heading", self.tr("then")))
        layout.addWidget(row(self.tr("Label"), self.label, self.second, label_width=_WIDTH))
        layout.addWidget(row(self.tr("Owner"), self.assign, self.turns, label_width=_WIDTH))
        layout.addWidget(row(self.tr("Level"), self.level, label_width=_WIDTH))
        layout.addWidget(self.filters)
        layout.addWidget(self.stops)
        layout.addStretch(1)
        self.name.textEdited.connect(self._read)
        self.add_button.clicked.connect(self._add_condition)
        for choice in (self.whole, self.label, self.second, self.assign, self.turns, self.level):
            choice.activated.connect(self._read)
        for box in (self.filters, self.stops):
            box.toggled.connect(self._read)

    def show_rule(self, rule: Rule | None) -> None:
        """Show a rule; none leaves the fields empty and still."""
        self._rule = None  # filling is no change
        self.setEnabled(rule is not None)
        shown = rule or _NONE
        self.name.setText(shown.name)
        self.whole.choose(shown.whole)
        self._fill_lines(shown.conditions)
        self._fill_actions(shown)
        self.filters.setChecked(shown.filters)
        self.stops.setChecked(shown.stops)
        self._rule = rule

    @property
    def lines(self) -> tuple[ConditionLine, ...]:
        """Return the lines of the conditions."""
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        found = (item.widget() for item in items if item is not None)
        return tuple(one for one in found if isinstance(one, ConditionLine))

    def _fill_lines(self, conditions: tuple[Condition, ...]) -> None:
        clear(self._lines)
        for one in conditions:
            self._put_line(one)

    def _put_line(self, condition: Condition) -> ConditionLine:
        line = ConditionLine(self._session, condition)
        line.changed.connect(self._read)
        line.removed.connect(lambda: self._remove(line))
        self._lines.addWidget(line)
        return line

    def _fill_actions(self, rule: Rule) -> None:
        roster = self._session.roster
        labels: list[tuple[LabelId | None, str]] = [(None, self.tr("(no label)"))]
        labels += [
            (id_, rule_text.label_path(id_, roster.labels))
            for id_, one in roster.labels.items()
            if one.standing is LabelStanding.IN_USE or id_ in rule.labels
        ]
        for at, choice in enumerate((self.label, self.second)):
            choice.fill(labels)
            choice.choose(rule.labels[at] if len(rule.labels) > at else None)
        people: list[tuple[PersonId | None, str]] = [(None, self.tr("(nobody)"))]
        people += [
            (id_, names.san(one.name))
            for id_, one in roster.members.items()
            if not one.left or id_ in rule.assign
        ]
        self.assign.fill(people)
        self.assign.choose(rule.assign[0] if rule.assign else None)
        self.turns.fill([(None, self.tr("(alone)")), *people[1:]])
        self.turns.choose(rule.assign[1] if len(rule.assign) > 1 else None)
        levels = (roster.policy or DEFAULT_POLICY).levels
        named = [(one.number, f"L{one.number} {one.name}") for one in levels if one.number > 1]
        self.level.fill([(0, self.tr("(as it is)")), *named])
        self.level.choose(rule.level)

    def _add_condition(self) -> None:
        self._put_line(Condition(part=Part.SUBJECT)).typed.setFocus()
        self._read()

    def _remove(self, line: ConditionLine) -> None:
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._read()

    def _read(self) -> None:
        if self._rule is None:
            return
        labels = [one for one in (self.label.value(), self.second.value()) if one is not None]
        people = [one for one in (self.assign.value(), self.turns.value()) if one is not None]
        rest = self._rule.labels[2:], self._rule.assign[2:]  # set by another way: kept
        self._rule = replace(
            self._rule,
            name=self.name.text(),
            whole=self.whole.value(),
            conditions=tuple(line.condition for line in self.lines),
            labels=tuple(dict.fromkeys((*labels, *rest[0]))),
            assign=tuple(dict.fromkeys((*people, *rest[1]))),
            level=self.level.value(),
            filters=self.filters.isChecked(),
            stops=self.stops.isChecked(),
        )
        self.changed.emit(self._rule)
