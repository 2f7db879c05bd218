"""Who gets these cases: members with presence and load, the person themselves first (担当).

Somebody who is away is asked about once, with their deputy beside them.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from mailroom.domain.people import AWAY
from mailroom.domain.query import MemberRow
from mailroom.ids import CaseId, PersonId
from ui import ops, presence
from ui.dialogs.dialog import Dialog, remark
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.session import Session
from ui.wording import names


class AssignPicker(Dialog):
    """Choose somebody, or nobody."""

    def __init__(self, session: Session, cases: tuple[CaseId, ...], parent: QWidget | None) -> None:
        super().__init__(parent, "", width=380)
        self.setWindowTitle(self.tr("Assign %n case(s)", "", len(cases)))
        self._session = session
        self._cases = cases
        self.list = PickList(self.tr("Name"))
        self.list.fill(self._entries())
        self.list.picked.connect(self._on_picked)
        self.away = remark("")
        self.away.hide()
        self.instead = QWidget()
        self.instead.hide()
        self._choices = FlowLayout(self.instead)
        for widget in (self.list, self.away, self.instead):
            self.content_layout.addWidget(widget)
        self.add_buttons()
        self.list.line.setFocus()

    def _entries(self) -> list[Entry]:
        me = self._session.me.person
        rows = [row for row in self._session.room.reads.members() if not row.member.left]
        # present people first, the least loaded first: who can take it now
        rows.sort(key=lambda row: (row.member.id != me, row.presence in AWAY, row.open_cases))
        entries = [
            Entry(key=row.member.id, text=self._name(row), hint=self._hint(row)) for row in rows
        ]
        return [*entries, Entry(key=None, text=self.tr("Nobody"))]

    def _name(self, row: MemberRow) -> str:
        if row.member.id == self._session.me.person:
            return self.tr("{name} (me)").format(name=row.member.name)
        return row.member.name

    def _hint(self, row: MemberRow) -> str:
        where = presence.where(row.member, self._session.now())
        return self.tr("{presence}, {count} open").format(presence=where, count=row.open_cases)

    def _on_picked(self, person: PersonId | None) -> None:
        roster, now = self._session.roster, self._session.now()
        member = roster.members.get(person) if person is not None else None
        deputy = presence.deputy_of(member, roster, now) if member is not None else None
        if member is None or deputy is None:
            self._assign(person)
            return
        said = self.tr("{who}: {where}. {deputy} stands in.").format(
            who=names.san(member.name),
            where=presence.where(member, now),
            deputy=names.san(deputy.name),
        )
        self.list.hide()
        self.away.setText(said)
        self.away.show()
        self.instead.show()
        for one in (deputy, member):
            button = PlainButton(self.tr("Give to {who}").format(who=names.san(one.name)))
            button.clicked.connect(partial(self._assign, one.id))
            self._choices.addWidget(button)
            if one is deputy:
                button.setFocus()
        QTimer.singleShot(0, self, self.adjustSize)  # once the buttons have their rows

    def _assign(self, person: PersonId | None, _checked: bool = False) -> None:
        ops.assign(self._session, self._cases, person)
        self.accept()
