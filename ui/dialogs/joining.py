"""What founding or joining means, before anything is written: the team that is there, and the mail.

Joining asks who one is: somebody of the team at another PC, or somebody new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mailroom.domain.people import Desk, Member
from mailroom.ids import PersonId
from mailroom.service.enrol import Wish
from mailroom.service.founding import FoundingPreview
from ui.choices import Choice
from ui.dialogs.dialog import heading, remark, row
from ui.inputs import CheckBox

_DESKS_NAMED = 4


class MeaningPage(QWidget):
    """What was found, who you are in it, and what becomes of the mail that is there."""

    def __init__(self) -> None:
        super().__init__()
        self._preview: FoundingPreview | None = None
        self._title = heading("")
        self._found = remark("")
        self.who: Choice[PersonId | None] = Choice(self.tr("You are"))
        self._who_row = row(self.tr("You are"), self.who)
        self._same = remark("")
        self._lines = remark("")
        self.mark_mail = CheckBox(self.tr("Mark answered and done mail, for people in Outlook"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (self._title, self._found, self._who_row, self._same, self._lines):
            layout.addWidget(widget)
        layout.addWidget(self.mark_mail)
        layout.addStretch(1)

    def show_preview(self, preview: FoundingPreview | None, wish: Wish) -> None:
        """Say it in names and numbers; nothing has been written so far."""
        self._preview = preview
        for widget in (self._found, self._who_row, self._same):
            widget.setVisible(preview is not None and preview.joins)
        self.mark_mail.setVisible(preview is None or not preview.joins)  # asked once (rule 36)
        if preview is None:
            self._title.setText(self.tr("The mailbox is out of reach."))
            self._lines.setText(self.tr("Mailroom begins on this PC and receives mail later."))
            return
        if preview.joins:
            self._title.setText(self.tr("You join the team “{team}”.").format(team=preview.team))
            self._found.setText(self._what_is_there(preview))
            self._ask_who(preview, wish)
        else:
            self._title.setText(
                self.tr("You found the team of {address} and are its lead.").format(
                    address=wish.account.address
                )
            )
        self._lines.setText("\n".join(self._about_mail(preview, wish)))

    def completed(self, wish: Wish) -> Wish:
        """Return the wish with who one is, and with a name for this PC that is free.

        Who founds the team answers for it.
        """
        if self._preview is None or not self._preview.joins:
            return replace(wish, mark_mail=self.mark_mail.isChecked())
        person = self.who.value()
        desk_name = free_desk_name(wish.desk_name, self._preview.desks)
        return replace(wish, person=person, newcomer=person is None, desk_name=desk_name)

    def problem(self, wish: Wish) -> str:
        """Return what hinders joining as this person, or nothing."""
        names = {one.name.casefold() for one in self._members()}
        if wish.newcomer and wish.person_name.casefold() in names:
            return self.tr("Somebody of the team has this name. Go back and add to yours.")
        return ""

    def _members(self) -> tuple[Member, ...]:
        return self._preview.members if self._preview is not None else ()

    def _what_is_there(self, preview: FoundingPreview) -> str:
        parts = []
        if preview.founded is not None and preview.founder:
            parts.append(
                self.tr("{who} founded it on {day}.").format(
                    who=preview.founder, day=f"{preview.founded.astimezone():%Y/%m/%d}"
                )
            )
        parts.append(self.tr("It has %n member(s).", "", len(preview.members)))
        names = [desk.name for desk in preview.desks]
        more = "…" if len(names) > _DESKS_NAMED else ""
        parts.append(
            self.tr("PCs: {count} ({names})").format(
                count=len(names), names=", ".join(names[:_DESKS_NAMED]) + more
            )
        )
        return "\n".join(parts)

    def _ask_who(self, preview: FoundingPreview, wish: Wish) -> None:
        """Offer everybody; a name that matches is never taken for the same person unasked."""
        new = self.tr("{name}, new in the team").format(name=wish.person_name)
        people = [(one.id, _described(one)) for one in preview.members]
        self.who.fill([(None, new), *people])
        sure, match = likely(preview.members, wish)
        self.who.choose(match.id if match is not None and sure else None)
        said = ""
        if match is not None:
            said = self.tr("The team knows a {name} already. Is that you?").format(name=match.name)
        self._same.setText(said)
        self._same.setVisible(bool(said))

    def _about_mail(self, preview: FoundingPreview, wish: Wish) -> list[str]:
        day = f"{preview.start_line.astimezone():%Y/%m/%d}"
        lines = [
            self.tr("There are %n mail(s) in the mailbox.", "", preview.old),
            self.tr("All older than {day} come in as done: no clocks, no reminders.").format(
                day=day
            ),
            self.tr("At most %n newer mail(s) can become open cases.", "", preview.young),
            self.tr("Mails sent by this: {n}").format(n=preview.mails_to_send),
            self.tr("Mail is never changed or deleted; removing Mailroom loses nothing."),
        ]
        desk = free_desk_name(wish.desk_name, preview.desks)
        if desk != wish.desk_name:
            said = self.tr("There is a PC named {name} already: this one is called {free}.")
            lines.append(said.format(name=wish.desk_name, free=desk))
        return lines


def likely(members: Sequence[Member], wish: Wish) -> tuple[bool, Member | None]:
    """Return who of the team this is: surely by address or name, perhaps by family name."""
    own, name = wish.own_address.lower(), wish.person_name.casefold()
    for one in members:
        if (own and own in one.addresses) or one.name.casefold() == name:
            return True, one
    found = [one for one in members if one.name.casefold().split()[:1] == name.split()[:1]]
    return False, found[0] if len(found) == 1 else None


def free_desk_name(wanted: str, desks: Sequence[Desk]) -> str:
    """Return a name for this PC that no other PC of the team has."""
    taken = {desk.name.casefold() for desk in desks}
    names = [wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))]
    return next(name for name in names if name.casefold() not in taken)


def _described(member: Member) -> str:
    return " · ".join([member.name, *member.addresses[:1]])
