"""レベル: who each level is, how long it may take, how it is reached (S01, S02, S35, S40)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mailroom.domain.people import Address
from mailroom.domain.policies.policy import FEWEST_LEVELS, MOST_LEVELS, Channel, Level
from mailroom.domain.policies.policy_check import Cell, Page
from mailroom.ids import PersonId
from ui.choices import Choice
from ui.dialogs.dialog import row
from ui.dialogs.rules.parts import LONG, SHORT, Minutes, Remark, card, clear, page_layout
from ui.flow import FlowLayout
from ui.inputs import CheckBox, Line, PlainButton
from ui.models.rules_draft import RulesDraft
from ui.typed_addresses import parse_addresses

_OTHER = PersonId("@")


class LevelsPage(QWidget):
    """A card for each level."""

    def __init__(self, draft: RulesDraft) -> None:
        super().__init__()
        self._draft = draft
        self.cards: list[LevelCard] = []
        layout = page_layout(
            self,
            self.tr(
                "The desk answers at level 1. Who is asked above depends on the routes; "
                "without a route it is the person named here."
            ),
        )
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        layout.addLayout(self._column)
        self.add_button = PlainButton(self.tr("Add a level"), glyph="plus")
        self.add_button.clicked.connect(self._add)
        self.remove_button = PlainButton(self.tr("Remove the highest level"))
        self.remove_button.clicked.connect(self._remove)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.add_button)
        flow.addWidget(self.remove_button)
        layout.addWidget(buttons)
        layout.addWidget(Remark(draft, lambda cell: cell == Cell(page=Page.LEVELS)))
        layout.addStretch(1)
        self.build()

    def build(self) -> None:
        """Show the levels as they stand in the draft."""
        clear(self._column)
        levels = self._draft.policy.levels
        self.cards = [LevelCard(self._draft, level) for level in levels]
        for one in self.cards:
            self._column.addWidget(one)
        self.add_button.setVisible(len(levels) < MOST_LEVELS)
        self.remove_button.setVisible(len(levels) > FEWEST_LEVELS)

    def _add(self) -> None:
        levels = self._draft.policy.levels
        number = len(levels) + 1
        name = self.tr("Level {n}").format(n=number)
        self._draft.change(levels=(*levels, Level(number=number, name=name)))
        self.build()

    def _remove(self) -> None:
        levels = self._draft.policy.levels[:-1]
        kept = {level.number for level in levels}
        routes = tuple(one for one in self._draft.policy.routes if one.level in kept)
        self._draft.change(levels=levels, routes=routes)
        self.build()


class LevelCard(QWidget):
    """One level."""

    def __init__(self, draft: RulesDraft, level: Level) -> None:
        super().__init__()
        self._draft = draft
        self._number = level.number
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, column = card(f"L{level.number}")
        outer.addWidget(frame)
        self.name = Line(self.tr("Name of level {n}").format(n=level.number))
        self.name.setText(level.name)
        self.name.textEdited.connect(lambda text: self._change(name=text.strip()))
        self.who: Choice[PersonId | None] = Choice(
            self.tr("Who answers level {n}").format(n=level.number)
        )
        people = [(one.id, one.name) for one in draft.members]
        nobody = self.tr("nobody: whom one asks in doubt")
        self.who.fill([(None, nobody), *people, (_OTHER, self.tr("Another address…"))])
        self.who.choose(_OTHER if level.address is not None else level.person)
        self.who.chosen.connect(self._on_who)
        self.address = Line(self.tr("Mail address"), hint=self.tr("Mail address"))
        self.address.setText(level.address.addr if level.address else "")
        self.address.textEdited.connect(self._on_who)
        column.addWidget(row(self.tr("Name"), self.name))
        if level.number > 1:
            column.addWidget(row(self.tr("Who"), self.who))
            column.addWidget(self.address)
        column.addWidget(self._clocks(level))
        if level.number > 1:
            column.addWidget(self._ways(level))
        fits = partial(_is_about, level.number)
        column.addWidget(Remark(draft, fits))
        self.address.setVisible(self.who.value() == _OTHER)

    def _clocks(self, level: Level) -> QWidget:
        self.seen_in = Minutes(self.tr("Seen within"), SHORT, none=self.tr("does not matter"))
        self.seen_in.show_minutes(level.acknowledge_minutes)
        self.seen_in.chosen.connect(lambda: self._change(acknowledge_minutes=self.seen_in.value()))
        self.answered_in = Minutes(self.tr("Answered within"), LONG)
        self.answered_in.show_minutes(level.answer_minutes)
        self.answered_in.chosen.connect(
            lambda: self._change(answer_minutes=self.answered_in.value())
        )
        controls: list[QWidget] = [self.answered_in]
        if level.number > 1:
            controls += _named(self.tr("Seen within"), self.seen_in)
        return row(self.tr("Answered within"), *controls, QWidget())

    def _ways(self, level: Level) -> QWidget:
        self.phone_first = CheckBox(
            self.tr("Phone first"), checked=level.channels[:1] == (Channel.PHONE,)
        )
        self.phone_first.toggled.connect(self._on_phone)
        self.day_and_night = CheckBox(
            self.tr("Minutes count day and night"), checked=level.wall_clock
        )
        self.day_and_night.toggled.connect(lambda on: self._change(wall_clock=on))
        self.digest = CheckBox(self.tr("Heads-ups once a day, together"), checked=level.digest)
        self.digest.toggled.connect(lambda on: self._change(digest=on))
        line = QWidget()
        flow = FlowLayout(line, gap=16)
        for box in (self.phone_first, self.day_and_night, self.digest):
            flow.addWidget(box)
        return line

    def _change(self, **parts: object) -> None:
        self._draft.change_level(self._number, **parts)

    def _on_who(self) -> None:
        chosen = self.who.value()
        other = chosen == _OTHER
        self.address.setVisible(other)
        if not other:
            self._change(person=chosen, address=None)
            return
        typed, bad = parse_addresses(self.address.text())
        addr = typed[0].addr if typed and not bad else self.address.text().strip()
        self._change(person=None, address=Address(name=self.name.text().strip(), addr=addr))

    def _on_phone(self, first: bool) -> None:
        channels = (Channel.PHONE, Channel.MAIL) if first else (Channel.MAIL,)
        self._change(channels=channels)


def _named(name: str, control: QWidget) -> tuple[QWidget, QWidget]:
    label = QLabel(name)
    label.setProperty("role", "field")
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label, control


def _is_about(number: int, cell: Cell) -> bool:
    return cell.page is Page.LEVELS and cell.level == number
