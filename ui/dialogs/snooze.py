"""Until when these cases may rest (保留); a mail of the customer wakes them earlier."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from mailroom.ids import CaseId
from ui import moments, ops
from ui.dialogs.dialog import Dialog, remark
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.moment_picker import MomentPicker, later
from ui.session import Session


class SnoozePicker(Dialog):
    """Choose a moment people say, or any other."""

    def __init__(self, session: Session, cases: tuple[CaseId, ...], parent: QWidget | None) -> None:
        super().__init__(parent, "", width=380)
        self.setWindowTitle(self.tr("Snooze %n case(s) until", "", len(cases)))
        self._session = session
        self._cases = cases
        now = session.now()
        offers = later(now)
        self.list = PickList(self.tr("Until when"))
        self.list.fill(
            [
                Entry(key=one.at, text=one.name, hint=moments.when_exactly(one.at, now))
                for one in offers
            ]
        )
        self.list.picked.connect(self._snooze)
        self.exact = MomentPicker(self.tr("Another time"))
        self.exact.fill(None, now, offers)
        self.content_layout.addWidget(self.list)
        self.content_layout.addWidget(remark(self.tr("Another time:")))
        self.content_layout.addWidget(self.exact)
        self.content_layout.addWidget(
            remark(self.tr("A mail from the customer brings the case back at once."))
        )
        self.add_buttons(self.tr("Snooze until that time"))
        self.list.line.setFocus()

    def confirm(self) -> None:
        """Take the time set below the list."""
        self._snooze(self.exact.value())

    def _snooze(self, until: datetime) -> None:
        if until <= self._session.now():
            self.say_problem(self.tr("That time has passed already."))
            return
        ops.snooze(self._session, self._cases, until)
        self.accept()
