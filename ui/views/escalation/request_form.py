"""The questions of an escalation: what is asked, why, until when, and the facts (S05, S42, S43).

Turns fields into the domain's ``EscalationForm`` and back. Who gets it is the column beside.
"""

from __future__ import annotations

import itertools
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mailroom.domain.escalations.escalation import Criterion, EscalationForm, EscalationKind
from mailroom.domain.escalations.required import required_fields
from mailroom.domain.people import Address
from mailroom.domain.policies.policy import Policy
from mailroom.ids import PersonId
from mailroom.service.forms import answer_due
from ui.choices import Choice, Segments
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.moment_picker import MomentPicker, soon
from ui.plain_text import plain_label
from ui.views.escalation.form_fields import FieldGrid, TextField, labelled
from ui.wording import words
from ui.wording.words import tr

TEXTS = ("request", "customer", "dates", "amount", "history", "tried", "now")
"""Names of the text fields, as in ``EscalationForm``, in their order on screen."""

_ROWS = (
    (("customer", 2), ("dates", 1), ("amount", 1)),
    (("history", 4),),
    (("tried", 2), ("now", 2)),
)
"""Which facts stand beside each other where there is room, and their shares of it."""


class RequestForm(QWidget):
    """The left column of the escalation form.

    Signals:
        edited(): something changed.
        route_changed(): what decides who gets it, and what follows, changed.
    """

    edited = Signal()
    route_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._brief = False
        self._policy: Policy | None = None
        self._now: datetime | None = None
        self._own_deadline = False
        self.kind: Segments[EscalationKind] = Segments(self.tr("Ask for"))
        self.kind.fill([(kind, words.kind_name(kind)) for kind in EscalationKind])
        self._kind_help = QLabel()
        self._kind_help.setProperty("role", "meta")
        self._kind_help.setWordWrap(True)
        self.level: Segments[int] = Segments(self.tr("Level"))
        self.category: Choice[str] = Choice(self.tr("Category"))
        self.deadline = MomentPicker(self.tr("Answer by"))
        self.criterion: Choice[Criterion] = Choice(self.tr("Criterion"))
        self.criterion.fill([(one, words.criterion_name(one)) for one in Criterion])
        self.signs_button = PlainButton(self.tr("Signs"), role="chip", glyph="info")
        self.signs_button.hide()
        self._brief_hint = plain_label(
            "meta",
            self.tr("They also get the customer and the history. The case stays with you."),
        )
        self._brief_hint.hide()
        self.texts = self._make_texts()
        self._lay_out()
        self._connect()

    def _make_texts(self) -> dict[str, TextField]:
        return {
            "request": TextField(
                self.tr("Request"),
                hint=self.tr("What shall they decide or do? One or two sentences."),
                lines=2,
                unknown=False,
            ),
            "customer": TextField(self.tr("Customer"), lines=1),
            "dates": TextField(self.tr("When", "it happened"), lines=1),
            "amount": TextField(self.tr("Amount"), lines=1),
            "history": TextField(self.tr("History"), lines=3),
            "tried": TextField(self.tr("Tried"), lines=2),
            "now": TextField(self.tr("Now"), lines=2),
        }

    def _lay_out(self) -> None:
        kind = QWidget()
        kind_box = QVBoxLayout(kind)
        kind_box.setContentsMargins(0, 0, 0, 0)
        kind_box.setSpacing(2)
        kind_box.addWidget(self.kind)
        kind_box.addWidget(self._kind_help)
        route = QWidget()
        row = FlowLayout(route)
        row.addWidget(self.level)
        row.addWidget(_beside(self.tr("Category"), self.category))
        self._until = _beside(self.tr("Answer by"), self.deadline)
        row.addWidget(self._until)
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(6)
        choices.addWidget(labelled(self.tr("Ask for"), kind, required=True))
        choices.addWidget(labelled(self.tr("Level"), route, required=True))
        criterion = QWidget()
        beside = QHBoxLayout(criterion)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self.criterion, 1)
        beside.addWidget(self.signs_button)
        choices.addWidget(labelled(self.tr("Criterion"), criterion, required=True))
        rows = [tuple((self.texts[name], share) for name, share in row) for row in _ROWS]
        self._facts = FieldGrid(*rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._choices)
        layout.addWidget(self.texts["request"])
        layout.addWidget(self._brief_hint)
        layout.addWidget(self._facts)
        layout.addStretch(1)
        stops = [stop for name in TEXTS for stop in self.texts[name].stops()]
        for before, after in itertools.pairwise(stops):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._on_kind)
        self.level.chosen.connect(self._on_level)
        self.category.chosen.connect(self._on_route)
        self.criterion.chosen.connect(self._on_route)
        self.deadline.picked.connect(self._on_deadline)
        for field in self.texts.values():
            field.edited.connect(self.edited)

    def be_brief(self, *, brief: bool) -> None:
        """Show the request alone (迷ったら相談), or everything; what is filled in stays."""
        self._brief = brief
        self._choices.setVisible(not brief)
        self._facts.setVisible(not brief)
        self._brief_hint.setVisible(brief)

    @property
    def brief(self) -> bool:
        """Return whether only the request is asked for."""
        return self._brief

    def follow(self, *, kind: EscalationKind, level: int, criterion: Criterion) -> None:
        """Fill in what a suggestion says, as if the person had chosen it."""
        self.kind.choose(kind)
        self.level.choose(level)
        self.criterion.choose(criterion)
        self._on_level()

    def fill(
        self, form: EscalationForm, policy: Policy, now: datetime, *, kept: bool = False
    ) -> None:
        """Show a form: prefilled, or ``kept`` with a deadline that the person chose."""
        self._policy, self._now = policy, now
        levels = [level for level in policy.levels if level.number > 1] or list(policy.levels)
        self.level.fill([(one.number, words.level_name(one.number)) for one in levels])
        for one in levels:
            self.level.button(one.number).setToolTip(one.name)
        names = [(one.name, one.name) for one in policy.categories]
        self.category.fill([("", self.tr("not chosen")), *names])
        self.kind.choose(form.kind)
        self.level.choose(form.level)
        self.category.choose(form.category)
        self.criterion.choose(form.criterion)
        chosen = form.wanted_by if kept and form.wanted_by and form.wanted_by > now else None
        self._own_deadline = chosen is not None
        self.deadline.fill(chosen or self._usual_deadline(), now, soon(now))
        for name, field in self.texts.items():
            field.fill(getattr(form, name), unknown=name in form.unknown)
        self._show_needs()

    def form(self, to: Address, to_person: PersonId | None) -> EscalationForm:
        """Return what is filled in, for this addressee."""
        kind = self.kind.value()
        unknown = frozenset(name for name, field in self.texts.items() if field.is_unknown())

        def said(name: str) -> str:
            return "" if name in unknown else self.texts[name].text()

        return EscalationForm(
            kind=kind,
            level=self.level.value(),
            category=self.category.value(),
            criterion=self.criterion.value(),
            request=said("request"),
            customer=said("customer"),
            dates=said("dates"),
            history=said("history"),
            tried=said("tried"),
            now=said("now"),
            amount=said("amount"),
            wanted_by=None if kind is EscalationKind.HEADS_UP else self.deadline.value(),
            unknown=unknown,
            to=to,
            to_person=to_person,
        )

    @property
    def own_deadline(self) -> bool:
        """Return whether the person chose a deadline; else it follows the level."""
        return self._own_deadline

    def mark(self, missing: frozenset[str]) -> None:
        """Show what is missing and put the cursor into the first such field."""
        if self._brief and missing - {"request"}:
            self.be_brief(brief=False)
        for name, field in self.texts.items():
            field.mark(missing=name in missing)
        first = next((name for name in TEXTS if name in missing), None)
        if first is not None:
            self.texts[first].input.setFocus()

    def _usual_deadline(self) -> datetime:
        assert self._policy is not None
        assert self._now is not None
        due = answer_due(self._policy, self.level.value(), self._now).astimezone(self._now.tzinfo)
        rounded = due.replace(minute=due.minute - due.minute % 5, second=0, microsecond=0)
        return max(rounded, self._now)

    def _on_kind(self) -> None:
        self._show_needs()
        self._on_route()

    def _on_level(self) -> None:
        assert self._now is not None
        if not self._own_deadline:
            self.deadline.fill(self._usual_deadline(), self._now, soon(self._now))
        self._show_needs()
        self._on_route()

    def _on_route(self) -> None:
        self.route_changed.emit()
        self.edited.emit()

    def _on_deadline(self) -> None:
        self._own_deadline = True
        self.route_changed.emit()
        self.edited.emit()

    def _show_needs(self) -> None:
        kind = self.kind.value()
        self._kind_help.setText(kind_help(kind))
        self._until.setVisible(kind is not EscalationKind.HEADS_UP)  # nothing is waited for
        needed = required_fields(kind, self.level.value())
        for name, field in self.texts.items():
            field.set_required(name in needed)


def kind_help(kind: EscalationKind) -> str:
    """Return what a kind means for the case and its lock (rule 31)."""
    return {
        EscalationKind.HEADS_UP: tr(
            "They know; nothing is decided. The case stays with you and goes on."
        ),
        EscalationKind.CHECK: tr(
            "They look whether it is right. The case stays with you and waits for the answer."
        ),
        EscalationKind.INSTRUCT: tr(
            "They say how to go on. The case stays with you and waits for the answer."
        ),
        EscalationKind.APPROVE: tr(
            "They say yes or no. The case stays with you and waits for the answer."
        ),
        EscalationKind.TAKE_OVER: tr(
            "They take the case. You can still tell the customer that it takes a while."
        ),
    }[kind]


def _beside(name: str, widget: QWidget) -> QWidget:
    label = QLabel(name)
    label.setProperty("role", "field")
    label.setBuddy(widget)
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(label)
    row.addWidget(widget)
    return pair
