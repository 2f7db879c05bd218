"""One member: name, where they are reached, when they work, who stands in, what they may do.

Saving acts at once for the whole team and can be taken back. What leaving leaves behind is said
before it is done, and handed out right after it (``leaving``).
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mailroom.domain.commands import SetMember
from mailroom.domain.people import Member, Role
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.times.calendar import Frames
from mailroom.ids import PersonId, new_person_id
from ui import typed_calendar
from ui.choices import Choice, Segments
from ui.dialogs.dialog import Dialog, remark, row
from ui.dialogs.leaving import LeavingDialog
from ui.inputs import CheckBox, Line, TextArea
from ui.session import Session, ToastKind
from ui.typed_addresses import parse_addresses
from ui.typed_hours import tidy_hours
from ui.wording import moments, names, text, words


class MemberEditor(Dialog):
    """Adds or changes a member."""

    def __init__(self, session: Session, member: Member | None, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=460)
        self.setWindowTitle(self.tr("Change a member") if member else self.tr("Add a member"))
        self._session = session
        self._before = member
        self._member = member or Member(id=new_person_id(), name="")
        self._sane = True  # whether odd hours were pointed out already
        self.name = Line(self.tr("Name"), hint=self.tr("as the team says it"))
        self.addresses = Line(self.tr("Own mail addresses"), hint="suzuki@example.com")
        self.extension = Line(self.tr("Extension"))
        self.phone = Line(self.tr("Phone number"))
        self.mobile = Line(self.tr("Mobile phone"))
        self.hours = Line(self.tr("Working hours"), hint="9:00-17:30")
        self.own_hours = [
            Line(self.tr("Own hours of {day}").format(day=day)) for day in moments.weekdays()
        ]
        self.short_hours = CheckBox(self.tr("Has hours of their own"))
        self.leave = TextArea(self.tr("Leave"), hint="12/1-12/5", lines=2)
        self.deputy: Choice[PersonId | None] = Choice(self.tr("Deputy"))
        self.role: Segments[Role] = Segments(self.tr("Role"))
        self.role.fill([(one, words.role_name(one)) for one in Role])
        self.may = remark("")
        self.left = CheckBox(self.tr("Has left the team"))
        self.leaves = remark("")
        self._fill()
        self._lay_out()
        self._explain_role()
        self._explain_leaving()
        self.role.chosen.connect(self._explain_role)
        self.left.toggled.connect(self._explain_leaving)
        self.add_buttons(self.tr("Save"))
        self.name.setFocus()

    def confirm(self) -> None:
        """Save it for the whole team."""
        member = self._typed()
        if member is None:
            return
        leaves = member.left and self._before is not None and not self._before.left
        load = self._session.room.seats.load_of(member.id) if leaves else None
        said = self.tr("{name} saved").format(name=member.name)
        save(self._session, self._before, member, said)
        self.accept()
        if load is not None:
            LeavingDialog(self._session, member, load, self.parentWidget()).open_if_needed()

    def _typed(self) -> Member | None:
        """Return what was typed; say what is wrong with it first."""
        typed, bad = parse_addresses(self.addresses.text())
        if not self.name.text().strip():
            self.say_problem(self.tr("Give a name."))
            self.name.setFocus()
            return None
        if bad:
            self.say_problem(self.tr("This is no mail address: {text}").format(text=bad[0]))
            self.addresses.setFocus()
            return None
        hours, sane = tidy_hours(self.hours.text())
        if not sane and self._sane:
            self._sane = False  # pointed out once; saving again keeps it
            self.say_problem(
                self.tr("Working hours look odd: {hours}. Save again to keep them.").format(
                    hours=hours
                )
            )
            self.hours.setFocus()
            return None
        try:
            frames = self._own_frames()
            leave = typed_calendar.read_leave(self.leave.toPlainText(), self._session.now().date())
        except typed_calendar.Unread as error:
            said = self.tr("This cannot be read: {text}. Write it as in the examples.")
            self.say_problem(said.format(text=error))
            return None
        return replace(
            self._member,
            name=self.name.text().strip(),
            addresses=tuple(one.addr for one in typed),
            extension=self.extension.text().strip(),
            phone=self.phone.text().strip(),
            mobile=self.mobile.text().strip(),
            hours=hours,
            frames=frames,
            leave=leave,
            deputy=self.deputy.value(),
            role=self.role.value(),
            left=self.left.isChecked(),
        )

    def _fill(self) -> None:
        member = self._member
        self.name.setText(member.name)
        self.addresses.setText(", ".join(member.addresses))
        self.extension.setText(member.extension)
        self.phone.setText(member.phone)
        self.mobile.setText(member.mobile)
        self.hours.setText(member.hours)
        team = (self._session.roster.policy or DEFAULT_POLICY).calendar.week
        for line, frames in zip(self.own_hours, member.frames or team, strict=False):
            line.setText(typed_calendar.write_frames(frames) or self.tr("closed"))
        self.short_hours.setChecked(bool(member.frames))
        self.leave.setPlainText(typed_calendar.write_leave(member.leave))
        others = [
            (one.id, one.name)
            for one in self._session.roster.members.values()
            if one.id != member.id and not one.left
        ]
        self.deputy.fill([(None, self.tr("Nobody")), *others])
        self.deputy.choose(member.deputy)
        self.role.choose(member.role)
        self.left.setChecked(member.left)
        lead, me = self._session.roster.i_am_lead, self._session.me.person
        self.role.setEnabled(lead)
        self.left.setEnabled(lead or member.id == me)
        self.left.setVisible(self._before is not None)

    def _lay_out(self) -> None:
        for caption, widget in (
            (self.tr("Name") + " *", self.name),
            (self.tr("Own mail addresses"), self.addresses),
            (self.tr("Extension"), self.extension),
            (self.tr("Phone number"), self.phone),
            (self.tr("Mobile phone"), self.mobile),
            (self.tr("Working hours"), self.hours),
            ("", self.short_hours),
            ("", self._week()),
            (self.tr("Leave"), self.leave),
            ("", remark(self.tr("12/1-12/5 summer holiday; 11/27 13:00-18:00 doctor"))),
            (self.tr("Deputy"), self.deputy),
            (self.tr("Role"), self.role),
            ("", self.may),
            ("", self.left),
            ("", self.leaves),
        ):
            self.content_layout.addWidget(row(caption, widget))

    def _week(self) -> QWidget:
        """Return the lines for their own hours, shown only where they have some (時短)."""
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, (day, line) in enumerate(zip(moments.weekdays(), self.own_hours, strict=True)):
            grid.addWidget(QLabel(day), at, 0)
            grid.addWidget(line, at, 1)
        page.setVisible(self.short_hours.isChecked())
        self.short_hours.toggled.connect(page.setVisible)
        return page

    def _own_frames(self) -> tuple[Frames, ...]:
        if not self.short_hours.isChecked():
            return ()
        return tuple(typed_calendar.read_frames(line.text()) for line in self.own_hours)

    def _explain_role(self) -> None:
        said = {
            Role.LEAD: self.tr("Sets roles and levels, and takes cases over."),
            Role.MEMBER: self.tr("Answers customers and escalates."),
            Role.TRAINEE: self.tr("Writes replies; somebody else checks them before they leave."),
        }[self.role.value()]
        if not self._session.roster.i_am_lead:
            who = names.leads(self._session.roster)
            said = self.tr("{said} Roles are set by a lead ({leads}).").format(said=said, leads=who)
        self.may.setText(said)

    def _explain_leaving(self) -> None:
        """Say what leaving would leave, before it is saved."""
        before = self._before
        newly = self.left.isChecked() and before is not None and not before.left
        row_of_it = self.leaves.parentWidget()
        if row_of_it is not None:
            row_of_it.setVisible(newly)
        if newly and before is not None:
            load = self._session.room.seats.load_of(before.id)
            self.leaves.setText(
                self.tr(
                    "Owns {cases} open case(s): next you can hand them out. {held} case(s) being "
                    "answered go back; drafts stay on that PC."
                ).format(cases=len(load.cases), held=load.held)
            )
            self.content_layout.activate()
            self.resize(self.sizeHint())
            self._area.ensureWidgetVisible(self.leaves)


def save(session: Session, before: Member | None, member: Member, said: str) -> None:
    """Save a member and say so; the toast takes it back."""

    def take_back() -> None:
        assert before is not None
        session.do(SetMember(member=before), said=text.undone(said), undo=False)

    def tell(_asked: object) -> None:
        if before is None or before == member:
            session.toast(said, kind=ToastKind.GOOD)
        else:
            session.toast(said, kind=ToastKind.GOOD, button=text.undo(), pressed=take_back)

    session.do(SetMember(member=member), undo=False, then=tell)
