"""People, leads, plain addresses and groups in the order in which they are asked (S07, S38)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.people import Address
from mailroom.domain.policies.policy import Pick, PoolMember, Target, TargetKind
from mailroom.ids import PersonId
from ui.choices import Choice
from ui.dialogs.rules.parts import clear
from ui.flow import FlowLayout
from ui.inputs import ElidedLabel, Line, PlainButton
from ui.models.rules_draft import RulesDraft, leads_target, pick_name
from ui.typed_addresses import parse_addresses

_LEADS, _ADDRESS, _NONE = PersonId("@leads"), PersonId("@address"), PersonId("")


class TargetList(QWidget):
    """An ordered list of targets; the first one who is there is asked.

    Signals:
        edited(): it changed.
    """

    edited = Signal()

    def __init__(self, draft: RulesDraft, name: str, *, only_one: bool = False) -> None:
        super().__init__()
        self._draft = draft
        self._only_one = only_one
        self.targets: tuple[Target, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self.add: Choice[PersonId] = Choice(self.tr("Add to {name}").format(name=name))
        people = [(one.id, one.name) for one in draft.members]
        first = self.tr("Change…") if only_one else self.tr("Add…")
        self.add.fill(
            [
                (_NONE, first),
                *people,
                (_LEADS, self.tr("a lead")),
                (_ADDRESS, self.tr("Another address…")),
            ]
        )
        self.add.chosen.connect(self._on_add)
        self.address = Line(self.tr("Mail address"), hint=self.tr("Mail address"))
        self.address.hide()
        self.put_address = PlainButton(self.tr("Add the address"))
        self.put_address.clicked.connect(self._on_address)
        self.put_address.hide()
        line = QWidget()
        flow = FlowLayout(line)
        for widget in (self.add, self.address, self.put_address):
            flow.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(self._column)
        layout.addWidget(line)

    def show_targets(self, targets: tuple[Target, ...]) -> None:
        """Show these."""
        self.targets = targets
        clear(self._column)
        for place, target in enumerate(targets):
            self._column.addWidget(self._line(place, target))

    def group(self, place: int) -> None:
        """Make one group of a target and the one behind it: whoever is free is asked (S38)."""
        pair = self.targets[place : place + 2]
        members = tuple(member for target in pair for member in _members(target))
        pool = Target(kind=TargetKind.POOL, pool=members)
        self._keep((*self.targets[:place], pool, *self.targets[place + 2 :]))

    def _line(self, place: int, target: Target) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        name = ElidedLabel(f"{place + 1}. {self._draft.target_name(target)}")
        row.addWidget(name, 1)
        keys = [("up", self.tr("Earlier"), partial(self._swap, place - 1), place > 0)]
        if target.kind is TargetKind.POOL:
            row.addWidget(self._pick(place, target))
        elif place + 1 < len(self.targets) and target.kind is not TargetKind.ROLE:
            group = PlainButton(self.tr("Share with the next"), role="link")
            group.clicked.connect(partial(self.group, place))
            row.addWidget(group)
        for glyph, said, act, shown in keys:
            if shown:
                row.addWidget(_key(glyph, said, act))
        if not self._only_one:
            row.addWidget(_key("close", self.tr("Remove"), partial(self._remove, place)))
        return line

    def _pick(self, place: int, target: Target) -> QWidget:
        chosen: Choice[Pick] = Choice(self.tr("Whose turn it is"))
        chosen.fill([(one, pick_name(one)) for one in Pick])
        chosen.choose(target.pick)
        chosen.chosen.connect(lambda: self._replace(place, replace(target, pick=chosen.value())))
        return chosen

    def _on_add(self) -> None:
        chosen = self.add.value()
        wants_address = chosen == _ADDRESS
        self.address.setVisible(wants_address)
        self.put_address.setVisible(wants_address)
        if chosen == _NONE or wants_address:
            return
        if chosen == _LEADS:
            self._append(leads_target())
        else:
            self._append(Target(kind=TargetKind.PERSON, person=chosen))

    def _on_address(self) -> None:
        typed, bad = parse_addresses(self.address.text())
        if typed and not bad:
            address = Address(name=typed[0].name, addr=typed[0].addr)
            self.address.clear()
            self._append(Target(kind=TargetKind.ADDRESS, address=address))

    def _append(self, target: Target) -> None:
        self.add.choose(_NONE)
        self.address.hide()
        self.put_address.hide()
        if self._only_one:
            self._keep((target,))
        elif target not in self.targets:
            self._keep((*self.targets, target))

    def _swap(self, place: int) -> None:
        before, one, other, behind = (
            self.targets[:place],
            self.targets[place],
            self.targets[place + 1],
            self.targets[place + 2 :],
        )
        self._keep((*before, other, one, *behind))

    def _remove(self, place: int) -> None:
        self._keep((*self.targets[:place], *self.targets[place + 1 :]))

    def _replace(self, place: int, target: Target) -> None:
        self._keep((*self.targets[:place], target, *self.targets[place + 1 :]))

    def _keep(self, targets: tuple[Target, ...]) -> None:
        self.show_targets(targets)
        self.edited.emit()


def _members(target: Target) -> tuple[PoolMember, ...]:
    if target.kind is TargetKind.POOL:
        return target.pool
    return (PoolMember(person=target.person, address=target.address),)


def _key(glyph: str, said: str, act: object) -> PlainButton:
    button = PlainButton("", role="quiet", glyph=glyph)
    button.setToolTip(said)
    button.setAccessibleName(said)
    button.clicked.connect(act)
    return button
