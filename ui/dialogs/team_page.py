"""The members of the team: who, what they may do, where they are reached (rule 32).

Anyone may add people; roles are set by leads. People who never open Mailroom belong here too:
they answer escalations by plain mail.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.commands import SetMember
from mailroom.domain.people import Member, Role
from mailroom.ids import PersonId, new_person_id
from ui import words
from ui.choices import Segments
from ui.dialogs.dialog import Dialog, remark, row
from ui.dialogs.picker import Entry, PickList
from ui.inputs import CheckBox, Line, PlainButton
from ui.session import Session
from ui.typed_addresses import parse_addresses


class TeamPage(QWidget):
    """The list of members; Enter changes one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.list = PickList(self.tr("Name"))
        self.list.picked.connect(self._change)
        self.add_button = PlainButton(self.tr("Add a member…"), glyph="plus")
        self.add_button.clicked.connect(self._add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(8)
        layout.addWidget(self.list, 1)
        layout.addWidget(
            remark(self.tr("People who only answer by mail are members too. Enter changes one."))
        )
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        session.changed.connect(self._on_changed)
        self.read()

    def read(self) -> None:
        """Show the members as they are now; who left comes last."""
        members = sorted(
            self._session.roster.members.values(), key=lambda one: (one.left, one.name)
        )
        self.list.fill([Entry(key=one.id, text=one.name, hint=self._hint(one)) for one in members])

    def _hint(self, member: Member) -> str:
        role = self.tr("left") if member.left else words.role_name(member.role)
        return " · ".join([role, *member.addresses[:1]])

    def _change(self, person: PersonId) -> None:
        MemberEditor(self._session, self._session.roster.members[person], self.window()).open()

    def _add(self) -> None:
        MemberEditor(self._session, None, self.window()).open()

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.read()


class MemberEditor(Dialog):
    """One member."""

    def __init__(self, session: Session, member: Member | None, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=440)
        self.setWindowTitle(self.tr("Change a member") if member else self.tr("Add a member"))
        self._session = session
        self._member = member or Member(id=new_person_id(), name="")
        self.name = Line(self.tr("Name"), hint=self.tr("as the team says it"))
        self.addresses = Line(self.tr("Own mail addresses"), hint="suzuki@example.com")
        self.extension = Line(self.tr("Extension"))
        self.phone = Line(self.tr("Phone number"))
        self.role: Segments[Role] = Segments(self.tr("Role"))
        self.role.fill([(one, words.role_name(one)) for one in Role])
        self.left = CheckBox(self.tr("Has left the team"))
        self._fill()
        for caption, widget in (
            (self.tr("Name") + " *", self.name),
            (self.tr("Own mail addresses"), self.addresses),
            (self.tr("Extension"), self.extension),
            (self.tr("Phone number"), self.phone),
            (self.tr("Role"), self.role),
            ("", self.left),
        ):
            self.content_layout.addWidget(row(caption, widget))
        if not self._may_set_roles():
            self.role.setEnabled(False)
            self.content_layout.addWidget(remark(self.tr("Roles are set by a lead.")))
        self.add_buttons(self.tr("Save"))
        self.name.setFocus()

    def confirm(self) -> None:
        """Save it for the whole team."""
        typed, bad = parse_addresses(self.addresses.text())
        if not self.name.text().strip():
            self.say_problem(self.tr("Give a name."))
            self.name.setFocus()
            return
        if bad:
            self.say_problem(self.tr("This is no mail address: {text}").format(text=bad[0]))
            self.addresses.setFocus()
            return
        member = replace(
            self._member,
            name=self.name.text().strip(),
            addresses=tuple(one.addr for one in typed),
            extension=self.extension.text().strip(),
            phone=self.phone.text().strip(),
            role=self.role.value(),
            left=self.left.isChecked(),
        )
        said = self.tr("{name} saved").format(name=member.name)
        self._session.do(SetMember(member=member), said=said, undo=False)
        self.accept()

    def _fill(self) -> None:
        self.name.setText(self._member.name)
        self.addresses.setText(", ".join(self._member.addresses))
        self.extension.setText(self._member.extension)
        self.phone.setText(self._member.phone)
        self.role.choose(self._member.role)
        self.left.setChecked(self._member.left)

    def _may_set_roles(self) -> bool:
        me = self._session.roster.members.get(self._session.me.person)
        return me is not None and me.role is Role.LEAD
