"""Somebody left: who gets their cases, and whether the team's key is changed.

Nothing of it has to be done; both can be done later (cases of somebody who left stand in the
team page).
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mailroom.domain.commands import RotateKey
from mailroom.domain.people import Member
from mailroom.domain.roster import Load
from mailroom.ids import CaseId
from ui.dialogs.assign import AssignPicker
from ui.dialogs.dialog import Dialog, heading, remark
from ui.inputs import PlainButton
from ui.session import Session
from ui.wording import names


class LeavingDialog(Dialog):
    """What is to be done after somebody left."""

    def __init__(
        self, session: Session, member: Member, load: Load, parent: QWidget | None
    ) -> None:
        super().__init__(parent, "", width=440)
        self.setWindowTitle(self.tr("{name} has left").format(name=member.name))
        self._session = session
        self._cases = load.cases
        who = names.san(member.name)
        self.hand_out = PlainButton(self.tr("Hand out the cases…"), glyph="assign")
        self.key = PlainButton(self.tr("Change the team key"), glyph="shield")
        if load.cases:
            said = self.tr("%n open case(s) still belong to {who}.", "", len(load.cases))
            self._add(heading(said.format(who=who)), self.hand_out)
            self.hand_out.clicked.connect(self._hand_out)
        if session.roster.i_am_lead:
            why = self.tr(
                "With a new team key, copies on old PCs can no longer write into the team's "
                "record. Change the password of the mailbox too."
            )
            self._add(remark(why), self.key)
            self.key.clicked.connect(self._change_key)
        self.add_buttons()

    def open_if_needed(self) -> None:
        """Open, unless there is nothing that could be done."""
        if self._cases or self._session.roster.i_am_lead:
            self.open()
        else:
            self.deleteLater()

    def _add(self, said: QWidget, button: PlainButton) -> None:
        self.content_layout.addWidget(said)
        self.content_layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _hand_out(self) -> None:
        hand_out(self._session, self._cases, self)
        self.hand_out.setEnabled(False)

    def _change_key(self) -> None:
        self.key.setEnabled(False)
        said = self.tr("The team has a new key from here on")
        self._session.do(RotateKey(), said=said, undo=False)


def hand_out(session: Session, cases: tuple[CaseId, ...], parent: QWidget) -> None:
    """Ask who gets these cases."""
    if cases:
        AssignPicker(session, cases, parent).open()
