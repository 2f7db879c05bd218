"""Who gets the escalation, why, and what happens when: the column beside the form (S31).

Shows what the room computed; the person may choose somebody else. The customer is never among
those who can be chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from mailroom.domain.people import Address, Member, Presence, presence_at
from mailroom.domain.policy import Policy
from mailroom.ids import PersonId
from ui import moments, names, presence
from ui.choices import Choice
from ui.inputs import Glyph, Line, PlainButton
from ui.session import Session
from ui.typed_addresses import parse_addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Who the request mail goes to, and why."""

    address: Address
    person: PersonId | None = None
    reason: str = ""

    @property
    def name(self) -> str:
        """Return how the receiver is called."""
        return self.address.name or self.address.addr


class RequestSide(QWidget):
    """「届く相手と予定」.

    Signals:
        changed(): somebody else was chosen.
        preview_asked(bool): show, or hide, the mail as it will arrive.
    """

    changed = Signal()
    preview_asked = Signal(bool)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._computed: Receiver | None = None
        self._who = _plain_label("heading")
        self._why = _plain_label("meta")
        self._plan = _plain_label("")
        self.deputy = PlainButton("", role="link", glyph="person")
        self.deputy.hide()
        self._change = PlainButton(self.tr("Change"), role="link")
        self._change.setCheckable(True)
        self._people: Choice[PersonId | None] = Choice(self.tr("Who gets it"))
        self._other = Line(self.tr("Mail address"), hint=self.tr("Mail address"))
        self._safe = _plain_label("")
        self._safe.setText(self.tr("The customer is not among the recipients."))
        self._preview_button = PlainButton(
            self.tr("The mail as it arrives"), role="link", glyph="right"
        )
        self._preview_button.setCheckable(True)
        self._preview = QPlainTextEdit()
        self._preview.setReadOnly(True)
        self._preview.setTabChangesFocus(True)
        self._preview.setAccessibleName(self.tr("The mail as it arrives"))
        self._preview.setMinimumHeight(180)
        self._preview.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Who gets it, and when"))
        heading.setProperty("role", "section")
        safe = QHBoxLayout()
        safe.setSpacing(6)
        safe.addWidget(Glyph("shield", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        safe.addWidget(self._safe, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(self._who)
        layout.addWidget(self._why)
        layout.addWidget(self.deputy, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._people)
        layout.addWidget(self._other)
        layout.addWidget(self._plan)
        layout.addLayout(safe)
        layout.addWidget(self._preview_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._preview)
        layout.addStretch(1)
        self._people.hide()
        self._other.hide()

    def _connect(self) -> None:
        self.deputy.clicked.connect(self._to_deputy)
        self._change.toggled.connect(self._on_change)
        self._people.chosen.connect(self._on_chosen)
        self._other.editingFinished.connect(self._on_chosen)
        self._preview_button.toggled.connect(self._on_preview)

    def fill(self, receiver: Receiver | None, *, keep_choice: bool) -> None:
        """Show whom the team's rules name for this level and category."""
        self._computed = receiver
        if not keep_choice:
            self._change.setChecked(False)
            others = [
                (member.id, self._named(member))
                for member in self._session.roster.members.values()
                if member.addresses and not member.left and member.id != self._session.me.person
            ]
            self._people.fill([*others, (None, self.tr("Another address…"))])
            self._people.choose(receiver.person if receiver else None)
            self._other.clear()
        self._show()

    def receiver(self) -> Receiver | None:
        """Return who gets it; ``None`` while a typed address is no address."""
        if not self._change.isChecked():
            return self._computed
        person = self._people.value()
        if person is not None:
            return member_receiver(self._session.roster.members[person])
        typed, _bad = parse_addresses(self._other.text())
        return Receiver(address=typed[0]) if typed else None

    def plan(self, policy: Policy, level: int, deadline: datetime) -> None:
        """Say what happens when: nothing is sent by surprise."""
        now = self._session.now()
        lines = [
            self.tr("now: the mail goes to them (inside the house)"),
            self.tr("{time}: the answer is due").format(time=moments.deadline(deadline, now)),
            self.tr("after that: on top of everybody's screen"),
        ]
        self._plan.setText("\n".join(lines))
        self._plan.setToolTip(policy.level(level).name)

    def show_preview(self, text: str) -> None:
        """Show the mail as its receiver will read it."""
        self._preview.setPlainText(text)

    def _show(self) -> None:
        receiver = self.receiver()
        self._who.setText(receiver.name if receiver else self.tr("Nobody yet"))
        self._why.setText(self._reason(receiver))
        deputy = self._deputy(receiver)
        self.deputy.setVisible(deputy is not None)
        if deputy is not None:
            who = names.san(deputy.name)
            self.deputy.relabel(self.tr("To {who}, who stands in").format(who=who))

    def _reason(self, receiver: Receiver | None) -> str:
        if receiver is None:
            return self.tr("Nobody is set for this level. Choose somebody.")
        member = self._session.roster.members.get(receiver.person) if receiver.person else None
        away = self._where(member) if member is not None else ""
        return " · ".join(part for part in (receiver.reason, receiver.address.addr, away) if part)

    def _where(self, member: Member) -> str:
        """Return where somebody is, unless they are in."""
        now = self._session.now()
        return "" if presence_at(member, now) is Presence.IN else presence.where(member, now)

    def _named(self, member: Member) -> str:
        where = self._where(member)
        return f"{member.name}  {where}" if where else member.name

    def _deputy(self, receiver: Receiver | None) -> Member | None:
        roster = self._session.roster
        member = roster.members.get(receiver.person) if receiver and receiver.person else None
        deputy = presence.deputy_of(member, roster, self._session.now()) if member else None
        return deputy if deputy is not None and deputy.addresses else None

    def _to_deputy(self) -> None:
        """Choose the one who stands in."""
        deputy = self._deputy(self.receiver())
        if deputy is not None:
            self._change.setChecked(True)
            self._people.choose(deputy.id)
            self._on_chosen()

    def _on_change(self, changing: bool) -> None:
        self._people.setVisible(changing)
        self._other.setVisible(changing and self._people.value() is None)
        if changing:
            self._people.setFocus()
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._other.setVisible(self._change.isChecked() and self._people.value() is None)
        self._show()
        self.changed.emit()

    def _on_preview(self, opened: bool) -> None:
        self._preview_button.set_glyph("expand" if opened else "right")
        self._preview.setVisible(opened)
        self.preview_asked.emit(opened)


def member_receiver(member: Member) -> Receiver:
    """Return a member as the one who gets it."""
    return Receiver(address=Address(name=member.name, addr=member.addresses[0]), person=member.id)


def _plain_label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
