"""Who gets the escalation, why, and what happens when: the column beside the form (S31, S34).

Shows what the room computed; the person may skip, wait, or choose somebody else. The customer is
never among those who can be chosen.
"""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mailroom.domain.people import Address, Member, Presence, presence_at
from mailroom.ids import PersonId, digest
from ui import phone_numbers, presence
from ui.choices import Choice, Segments
from ui.inputs import Glyph, Line, PlainButton
from ui.models.routing_view import Receiver, RoutingView
from ui.plain_text import plain_label
from ui.session import Session
from ui.typed_addresses import parse_addresses
from ui.views.escalation.boundary_card import BoundaryCard
from ui.views.escalation.plan_list import PlanList
from ui.views.escalation.script_card import ScriptCard
from ui.wording import moments

_MARKS_KEPT = 50


class RequestSide(QWidget):
    """「届く相手と予定」.

    Signals:
        changed(): somebody else gets it, or they are waited for.
        preview_asked(): show the mail as it will arrive.
        answer_asked(): the desk may answer this itself; on to the reply.
    """

    changed = Signal()
    preview_asked = Signal()
    answer_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view = RoutingView()
        self._phone_first = False
        self._who = plain_label("heading")
        self._why = plain_label("meta")
        self.phone = plain_label("heading", selectable=True)
        self.wait: Segments[bool] = Segments(self.tr("Skip or wait"))
        self.plan = PlanList()
        self._by_hand = plain_label("meta", self.tr("Later steps are proposed, never sent alone."))
        self._change = PlainButton(self.tr("Change"), role="link")
        self._change.setCheckable(True)
        self._people: Choice[PersonId | None] = Choice(self.tr("Who gets it"))
        self._other = Line(self.tr("Mail address"), hint=self.tr("Mail address"))
        self._safe = plain_label("", self.tr("The customer is not among the recipients."))
        self.scripts = ScriptCard(session)
        self.boundary = BoundaryCard()
        self.boundary_button = PlainButton(self.tr("What we may answer"), role="link", glyph="book")
        self.preview_button = PlainButton(
            self.tr("The mail as it arrives"), role="link", glyph="right"
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        safe = QHBoxLayout()
        safe.setSpacing(6)
        safe.addWidget(Glyph("shield", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        safe.addWidget(self._safe, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        left = Qt.AlignmentFlag.AlignLeft
        layout.addWidget(self.scripts)
        layout.addWidget(plain_label("section", self.tr("Who gets it, and when")))
        for part in (self._who, self._why, self.phone, self.wait, self.plan, self._by_hand):
            layout.addWidget(part)
        layout.addWidget(self._change, 0, left)
        layout.addWidget(self._people)
        layout.addWidget(self._other)
        layout.addLayout(safe)
        layout.addWidget(self.boundary)
        layout.addWidget(self.boundary_button, 0, left)
        layout.addWidget(self.preview_button, 0, left)
        layout.addStretch(1)
        self._people.hide()
        self._other.hide()

    def _connect(self) -> None:
        self.wait.chosen.connect(self._on_chosen)
        self._change.toggled.connect(self._on_change)
        self._people.chosen.connect(self._on_chosen)
        self._other.editingFinished.connect(self._on_chosen)
        self.preview_button.clicked.connect(self.preview_asked)
        self.boundary_button.clicked.connect(self._open_boundary)
        self.boundary.read.connect(self._fold_boundary)
        self.boundary.answer_asked.connect(self.answer_asked)

    # --- what is shown -----------------------------------------------------------------------

    def offer_people(self, chosen: PersonId | None) -> None:
        """Begin anew: the team's rules choose, and everybody with an address can be chosen."""
        self._change.setChecked(False)
        others = [
            (member.id, self._named(member))
            for member in self._session.roster.members.values()
            if member.addresses and not member.left and member.id != self._session.me.person
        ]
        self._people.fill([*others, (None, self.tr("Another address…"))])
        self._people.choose(chosen)
        self._other.clear()

    def choose(self, address: Address, person: PersonId | None) -> None:
        """Take somebody else than the rules say, as a kept form says."""
        self._change.setChecked(True)
        self._people.choose(person)
        if person is None:
            self._other.setText(address.addr)
        self._on_change(changing=True)

    def show_routing(self, view: RoutingView) -> None:
        """Show whom the team's rules name, and what follows."""
        before, self._view = self._view, view
        if before.awaited != view.awaited:
            self._offer_to_wait()
        self._show()

    def show_rows(self, view: RoutingView) -> None:
        """Show the plan of who was chosen."""
        self.plan.show_rows(view.rows)
        self._by_hand.setVisible(view.proposals_only and len(view.rows) > 1)
        self.phone.setText(phone_numbers.in_words(view.numbers) or self.tr("no number is known"))
        self._phone_first = view.phone_first
        self.phone.setVisible(view.phone_first)

    def show_boundary(self, category: str, boundary: str) -> None:
        """Show what the category leaves to the desk, once; afterwards it is one click away."""
        self.boundary.show_boundary(category, boundary)
        known = self._session.settings.boundaries_read
        read = boundary_mark(category, boundary) in known
        self.boundary.setVisible(bool(boundary) and not read)
        self.boundary_button.setVisible(bool(boundary) and read)

    @property
    def phone_first(self) -> bool:
        """Return whether this level is called before it is written to."""
        return self._phone_first

    def receiver(self) -> Receiver | None:
        """Return who gets it; ``None`` while a typed address is no address."""
        if not self._change.isChecked():
            return self._waited_for() or self._view.receiver
        person = self._people.value()
        if person is not None:
            return member_receiver(self._session.roster.members[person])
        typed, _bad = parse_addresses(self._other.text())
        return Receiver(address=typed[0]) if typed else None

    def by_hand(self) -> Receiver | None:
        """Return who was chosen instead of what the rules say, if anybody was."""
        return self.receiver() if self._change.isChecked() else None

    def waits(self) -> bool:
        """Return whether the one who comes first is waited for."""
        return not self._change.isChecked() and self._waited_for() is not None

    def _waited_for(self) -> Receiver | None:
        awaited = self._view.awaited
        return awaited.receiver if awaited is not None and self.wait.value() else None

    def _offer_to_wait(self) -> None:
        awaited, receiver = self._view.awaited, self._view.receiver
        if awaited is None or receiver is None:
            self.wait.fill([(False, "")])
            self.wait.hide()
            return
        skip = self.tr("skip")
        wait = self.tr("wait")
        if awaited.until is not None:
            until = moments.when_exactly(awaited.until, self._session.now())
            wait = self.tr("wait until {time}").format(time=until)
        self.wait.fill([(False, skip), (True, wait)])
        self.wait.show()

    def _show(self) -> None:
        receiver = self.receiver()
        self._who.setText(receiver.name if receiver else self.tr("Nobody yet"))
        self._why.setText(self._reason(receiver))
        self.show_rows(self._view)

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

    # --- what is chosen ----------------------------------------------------------------------

    def _open_boundary(self) -> None:
        self.boundary.show()
        self.boundary_button.hide()
        self.boundary.read_button.setFocus()

    def _fold_boundary(self) -> None:
        self.boundary.hide()
        self.boundary_button.show()
        settings = self._session.settings
        mark = boundary_mark(self.boundary.category, self.boundary.words())
        if mark not in settings.boundaries_read:
            read = (*settings.boundaries_read, mark)[-_MARKS_KEPT:]
            self._session.set_settings(dataclasses.replace(settings, boundaries_read=read))

    def _on_change(self, changing: bool) -> None:
        self._people.setVisible(changing)
        self._other.setVisible(changing and self._people.value() is None)
        if changing:
            self._people.setFocus()
        self._on_chosen()

    def _on_chosen(self) -> None:
        self._other.setVisible(self._change.isChecked() and self._people.value() is None)
        self.changed.emit()
        self._show()


def boundary_mark(category: str, boundary: str) -> str:
    """Return what is kept of a boundary that was read: one that was reworded is shown again."""
    return digest(category, boundary)[:12]


def member_receiver(member: Member, reason: str = "") -> Receiver:
    """Return a member as the one who gets it."""
    address = Address(name=member.name, addr=member.addresses[0])
    return Receiver(address=address, person=member.id, reason=reason)
