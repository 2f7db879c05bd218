"""The team, as a page of the settings: its members, its PCs, and what changed lately (rule 32).

Anyone may add people; roles are set by leads. People who never open Mailroom belong here too:
they answer escalations by plain mail. Everything acts at once, as all that the whole team sees.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.people import Desk, Member, Role
from mailroom.domain.roster import TeamChange
from mailroom.errors import BadInput, MailroomError
from mailroom.ids import PersonId
from ui import presence
from ui.choices import Segments
from ui.dialogs.dialog import remark
from ui.dialogs.leaving import hand_out
from ui.dialogs.member import MemberEditor
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.inputs import Line, PlainButton
from ui.session import Session, ToastKind
from ui.wording import moments, names, team_text, text, words

_CHANGES_SHOWN = 60
_ORDER = (Role.LEAD, Role.MEMBER, Role.TRAINEE)


class Part(Enum):
    """What the page shows."""

    MEMBERS = "members"
    DESKS = "desks"
    CHANGES = "changes"


class TeamPage(QWidget):
    """Members, PCs, changes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.part: Segments[Part] = Segments(self.tr("Team"))
        self.part.fill(
            [
                (Part.MEMBERS, self.tr("Members")),
                (Part.DESKS, self.tr("PCs")),
                (Part.CHANGES, self.tr("What changed")),
            ]
        )
        self.members, self.desks = MemberList(session), DeskList(session)
        self.changes = ChangeList(session)
        holder = QWidget()
        self._pages = QStackedLayout(holder)
        for page in (self.members, self.desks, self.changes):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self.part)
        layout.addWidget(holder, 1)
        self.part.chosen.connect(lambda: self.show_part(self.part.value()))

    def show_part(self, part: Part) -> None:
        """Show members, PCs or changes."""
        self.part.choose(part)
        self._pages.setCurrentIndex(list(Part).index(part))
        if part is Part.CHANGES:
            self.changes.read()


class MemberList(QWidget):
    """The list of members; Enter changes one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = PickList(self.tr("Name"))
        self.list.picked.connect(self._change)
        self.add_button = PlainButton(self.tr("Add a member…"), glyph="plus")
        self.add_button.clicked.connect(self._add)
        self.hand_out = PlainButton("", glyph="assign")
        self.hand_out.clicked.connect(self._hand_out)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addWidget(
            remark(self.tr("People who only answer by mail are members too. Enter changes one."))
        )
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.hand_out)
        buttons.addStretch(1)
        layout.addLayout(buttons)
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Show the members as they are now: leads, members, trainees; who left comes last."""
        roster = self._session.roster
        seated = {desk.person for desk in roster.desks.values()}
        members = sorted(
            roster.members.values(), key=lambda one: (one.left, _ORDER.index(one.role))
        )
        self.list.fill(
            [
                Entry(
                    key=one.id, text=self._name(one), hint=self._hint(one, seated=one.id in seated)
                )
                for one in members
            ]
        )
        rows = self._session.room.reads.members()
        orphans = sum(row.open_cases for row in rows if row.member.left)
        self.hand_out.relabel(self.tr("%n case(s) of people who left: hand out…", "", orphans))
        self.hand_out.setVisible(orphans > 0)

    def _name(self, member: Member) -> str:
        if member.id == self._session.me.person:
            return self.tr("{name} (me)").format(name=member.name)
        return member.name

    def _hint(self, member: Member, *, seated: bool) -> str:
        if member.left:
            return self.tr("left")
        now = self._session.now()
        parts = [words.role_name(member.role), presence.where(member, now)]
        if member.extension:
            parts.append(self.tr("Ext. {number}").format(number=member.extension))
        if deputy := self._session.roster.name(member.deputy):
            parts.append(self.tr("deputy {name}").format(name=deputy))
        parts.append(member.hours)
        if not seated:
            parts.append(self.tr("by mail only"))
        return " · ".join(part for part in parts if part)

    def _change(self, person: PersonId) -> None:
        MemberEditor(self._session, self._session.roster.members[person], self.window()).open()

    def _add(self) -> None:
        MemberEditor(self._session, None, self.window()).open()

    def _hand_out(self) -> None:
        left = [one.id for one in self._session.roster.members.values() if one.left]
        loads = [self._session.room.seats.load_of(person) for person in left]
        cases = tuple(case for load in loads for case in load.cases)
        hand_out(self._session, cases, self.window())

    def _on_changed(self, changes: Changes) -> None:
        if changes.team or changes.cases:
            self.read()


class DeskList(QWidget):
    """The PCs of the team; this one can be named."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = PickList(self.tr("PC"))
        self.name = Line(self.tr("Name of this PC"))
        self.rename = PlainButton(self.tr("Rename this PC"))
        self.rename.clicked.connect(self._rename)
        self.list.picked.connect(lambda _desk: self.name.setFocus())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        naming = QHBoxLayout()
        naming.setSpacing(8)
        naming.addWidget(self.name, 1)
        naming.addWidget(self.rename)
        layout.addLayout(naming)
        session.changed.connect(self._on_changed)
        self.read()
        self.name.setText(session.roster.desk_name(session.me.desk))

    def read(self) -> None:
        """Show the PCs: this one first, then the one heard of last."""
        me, now = self._session.me.desk, self._session.now()
        desks = sorted(
            self._session.roster.desks.values(),
            key=lambda one: (one.id != me, -(one.seen or now).timestamp(), one.name),
        )
        self.list.fill(
            [Entry(key=one.id, text=self._name(one), hint=self._hint(one)) for one in desks]
        )

    def _name(self, desk: Desk) -> str:
        here = desk.id == self._session.me.desk
        return self.tr("{name} (this PC)").format(name=desk.name) if here else desk.name

    def _hint(self, desk: Desk) -> str:
        parts = [names.san(self._session.roster.name(desk.person))]
        if desk.seen is not None:
            seen = moments.day(desk.seen, self._session.now())
            parts.append(self.tr("last seen {day}").format(day=seen))
        return " · ".join(parts)

    def _rename(self) -> None:
        wanted, session = self.name.text(), self._session
        said = self.tr("This PC is called {name} now").format(name=wanted.strip())
        session.tasks.act(
            lambda: session.room.seats.rename(wanted),
            lambda _none: session.toast(said, kind=ToastKind.GOOD),
            self._on_failed,
        )

    def _on_failed(self, error: MailroomError) -> None:
        if isinstance(error, BadInput):
            said = self.tr("Another PC has this name, or it is empty. Choose another one.")
        else:
            said = text.describe(error, self._session.roster)
        self._session.toast(said, kind=ToastKind.WARNING)
        self.name.setFocus()

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.read()


class ChangeList(QWidget):
    """What changed in the team, the latest first."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = PickList(self.tr("What changed"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)

    def read(self) -> None:
        """Read the changes off the GUI thread."""
        self._session.ask("team-changes", self._session.room.seats.changes, self._show)

    def _show(self, changes: tuple[TeamChange, ...]) -> None:
        now, roster = self._session.now(), self._session.roster
        told = ((one, team_text.line(one, roster)) for one in changes)
        entries = [
            Entry(key=one.entry.event.id, text=said, hint=moments.when_exactly(one.at, now))
            for one, said in told
            if said is not None
        ]
        self.list.fill(entries[:_CHANGES_SHOWN])
