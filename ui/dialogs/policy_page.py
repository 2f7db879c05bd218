"""Levels, their people and deadlines, categories: what the team agreed on (S01-S03).

Only a lead changes it, with a reason; everybody reads it. One person per level, or one plain mail
address; with neither, a request goes to the first lead.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mailroom.domain.commands import SetPolicy
from mailroom.domain.default_policy import DEFAULT_POLICY
from mailroom.domain.people import Address, Member, Role
from mailroom.domain.policy import Category, Level, Policy
from mailroom.ids import PersonId
from ui import moments, words
from ui.choices import Choice
from ui.dialogs.dialog import remark, row
from ui.inputs import Line, PlainButton, TextArea
from ui.session import Session
from ui.typed_addresses import parse_addresses

FEWEST, MOST = 3, 6
"""How many levels a team may have (S01)."""

ANSWER_MINUTES = (15, 30, 45, 60, 90, 120, 180, 240, 480)
REPLY_MINUTES = (60, 120, 240, 480, 960, 1440)


class PolicyPage(QWidget):
    """The table of levels and the words beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._policy = session.roster.policy or DEFAULT_POLICY
        self._rows: list[LevelRow] = []
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(8)
        self._table.setVerticalSpacing(6)
        self.add_button = PlainButton(self.tr("Add a level"), glyph="plus")
        self.add_button.clicked.connect(self._add_level)
        self.categories = TextArea(self.tr("Categories, one per line"), lines=4)
        self.categories.setPlainText("\n".join(one.name for one in self._policy.categories))
        self.reply_minutes: Choice[int] = Choice(self.tr("First reply within"))
        usual = sorted({*REPLY_MINUTES, self._policy.reply_minutes})
        self.reply_minutes.fill(
            [(one, self.tr("%n business hour(s)", "", one // 60)) for one in usual]
        )
        self.reply_minutes.choose(self._policy.reply_minutes)
        self.reason = Line(self.tr("Why"), hint=self.tr("Why is it changed?"))
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._lay_out()
        for level in self._policy.levels:
            self._put_row(level)
        if not self._is_lead():
            self.setEnabled(False)

    def save(self) -> bool:
        """Set the policy if it was changed; return false if something is missing."""
        changed = self._changed()
        if changed is None:
            return False
        if changed == self._policy or not self._is_lead():
            return True
        command = SetPolicy(policy=changed, reason=self.reason.text().strip())
        self._session.do(command, said=self.tr("Levels saved"), undo=False)
        return True

    def _changed(self) -> Policy | None:
        levels = []
        for line in self._rows:
            level = line.level()
            if level is None:
                self._say(self.tr("Level {n}: the name or the address is missing.").format(
                    n=line.number
                ))  # fmt: skip
                return None
            levels.append(level)
        lines = self.categories.toPlainText().splitlines()
        categories = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
        return replace(
            self._policy,
            levels=tuple(levels),
            categories=tuple(
                self._policy.category(name) or Category(name=name) for name in categories
            ),
            reply_minutes=self.reply_minutes.value(),
        )

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(10)
        heads = (self.tr("Level"), self.tr("Name"), self.tr("Who"), self.tr("Answer within"))
        for column, head in enumerate(heads):
            label = QLabel(head)
            label.setProperty("role", "section")
            self._table.addWidget(label, 0, column)
        self._table.setColumnStretch(1, 1)
        self._table.setColumnStretch(2, 2)
        layout.addLayout(self._table)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(row(self.tr("Categories, one per line"), self.categories))
        layout.addWidget(row(self.tr("First reply within"), self.reply_minutes))
        layout.addWidget(row(self.tr("Why"), self.reason))
        layout.addWidget(self.problem)
        layout.addWidget(
            remark(self.tr("Only a lead changes levels. Without a person, requests go to a lead."))
        )
        layout.addStretch(1)

    def _put_row(self, level: Level) -> None:
        made = LevelRow(level, list(self._session.roster.members.values()))
        self._rows.append(made)
        at = len(self._rows)
        for column, widget in enumerate(made.widgets()):
            self._table.addWidget(widget, at, column)
        self.add_button.setVisible(len(self._rows) < MOST)

    def _add_level(self) -> None:
        number = len(self._rows) + 1
        self._put_row(Level(number=number, name=self.tr("Level {n}").format(n=number)))

    def _is_lead(self) -> bool:
        me = self._session.roster.members.get(self._session.me.person)
        return me is not None and me.role is Role.LEAD

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()


class LevelRow:
    """The controls of one level."""

    def __init__(self, level: Level, members: list[Member]) -> None:
        self.number = level.number
        self._label = QLabel(words.level_name(level.number))
        self._name = Line(words.tr("Name of level {n}").format(n=level.number))
        self._name.setText(level.name)
        self._who: Choice[PersonId | str | None] = Choice(
            words.tr("Who answers level {n}").format(n=level.number)
        )
        people = [(member.id, member.name) for member in members if not member.left]
        self._who.fill([(None, words.tr("a lead")), *people, ("", words.tr("Another address…"))])
        self._address = Line(words.tr("Mail address"), hint=words.tr("Mail address"))
        self._address.setText(level.address.addr if level.address else "")
        self._minutes: Choice[int] = Choice(words.tr("Answer within"))
        usual = sorted({*ANSWER_MINUTES, level.answer_minutes})
        self._minutes.fill([(one, moments.span(timedelta(minutes=one))) for one in usual])
        self._minutes.choose(level.answer_minutes)
        self._who.choose("" if level.address else level.person)
        self._who.chosen.connect(self._show_address)
        self._pair = QWidget()
        box = QVBoxLayout(self._pair)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._who)
        box.addWidget(self._address)
        self._show_address()

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the controls by column."""
        return self._label, self._name, self._pair, self._minutes

    def level(self) -> Level | None:
        """Return the level as typed, or ``None`` while something is missing."""
        name, who = self._name.text().strip(), self._who.value()
        typed, bad = parse_addresses(self._address.text())
        wants_address = who == ""
        if not name or (wants_address and (bad or not typed)):
            return None
        return Level(
            number=self.number,
            name=name,
            person=PersonId(who) if who else None,
            address=Address(name=name, addr=typed[0].addr) if wants_address else None,
            answer_minutes=self._minutes.value(),
        )

    def _show_address(self) -> None:
        self._address.setVisible(self._who.value() == "")
