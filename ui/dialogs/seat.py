"""席を替わる: somebody else works at this PC, without a new start.

Says before it happens what goes back and what stays whose. There is nothing to protect a seat
with, and nothing pretends to.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import SetPresence
from mailroom.domain.people import Presence
from mailroom.errors import BadInput, MailroomError
from mailroom.ids import PersonId
from ui import presence
from ui.choices import Segments
from ui.dialogs.dialog import Dialog, remark, row
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.inputs import Line
from ui.session import Session
from ui.wording import names, text, words


class SeatDialog(Dialog):
    """Choose who sits down.

    Signals:
        seated(): somebody else sits here now.
    """

    seated = Signal()

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=440)
        self.setWindowTitle(self.tr("Change seat"))
        self._session = session
        self.list = PickList(self.tr("Who sits down"))
        self.list.fill(self._entries())
        self.new_name = Line(self.tr("Name"), hint=self.tr("somebody new: name"))
        self.going: Segments[Presence | None] = Segments(self.tr("Who gets up"))
        self.going.fill(
            [
                (None, self.tr("as before")),
                (Presence.GONE, words.presence_name(Presence.GONE)),
                (Presence.OUT, words.presence_name(Presence.OUT)),
            ]
        )
        me = names.san(session.roster.name(session.me.person))
        self.content_layout.addWidget(remark(self._here()))
        self.means = remark(self._meaning())
        self.content_layout.addWidget(self.means)
        self.content_layout.addWidget(self.list)
        self.content_layout.addWidget(row(self.tr("Or somebody new"), self.new_name))
        self.content_layout.addWidget(row(self.tr("{name} is now").format(name=me), self.going))
        self._confirm = self.add_buttons(self.tr("Take the seat"))
        self.list.picked.connect(self._sit_down)
        self.list.line.setFocus()

    def confirm(self) -> None:
        """Let the marked person sit down, or the new one."""
        if self.new_name.text().strip():
            self._do(None, self.new_name.text())
            return
        marked = self.list.current()
        if marked is None:
            self.say_problem(self.tr("Choose who sits down."))
            return
        self._sit_down(PersonId(str(marked.key)))

    def _sit_down(self, person: PersonId) -> None:
        self._do(person, "")

    def _do(self, person: PersonId | None, new_name: str) -> None:
        """Everything in one row of the thread that writes: drafts, presence, then the seat."""
        session, going = self._session, self.going.value()
        before = session.me.person
        session.show_case(None)  # the composer keeps its drafts under the name of who wrote them
        if self._confirm is not None:
            self._confirm.setEnabled(False)

        def work() -> None:
            if going is not None:
                session.room.do(SetPresence(person=before, presence=going))
            if person is not None:
                session.room.seats.sit_down(person)
            else:
                session.room.seats.sit_down_new(new_name)

        session.tasks.act(work, self._seated, self._on_failed)

    def _seated(self, _none: None) -> None:
        self.accept()
        self.seated.emit()

    def _on_failed(self, error: MailroomError) -> None:
        if self._confirm is not None:
            self._confirm.setEnabled(True)
        taken = isinstance(error, BadInput) and error.field == "person"
        if taken:
            self.say_problem(self.tr("The team has somebody of this name. Choose them above."))
        else:
            self.say_problem(text.describe(error, self._session.roster))

    def _entries(self) -> list[Entry]:
        now, me = self._session.now(), self._session.me.person
        members = [one for one in self._session.roster.members.values() if not one.left]
        return [
            Entry(key=one.id, text=one.name, hint=presence.where(one, now))
            for one in members
            if one.id != me
        ]

    def _here(self) -> str:
        roster, me = self._session.roster, self._session.me
        return self.tr("Now {who} sits here ({desk}).").format(
            who=names.san(roster.name(me.person)), desk=roster.desk_name(me.desk) or "–"
        )

    def _meaning(self) -> str:
        room = self._session.room
        held, waiting = len(room.seats.claims().held), len(room.outbox.rows())
        parts = []
        if held:
            parts.append(self.tr("%n case(s) being answered go back.", "", held))
        if waiting:
            parts.append(
                self.tr("%n waiting mail(s) leave under the name of who wrote them.", "", waiting)
            )
        parts.append(self.tr("Drafts and read marks stay with whoever made them."))
        return " ".join(parts)
