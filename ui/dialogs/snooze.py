"""Until when these cases may rest (保留), and what to do then; a mail wakes them earlier."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from mailroom.ids import CaseId
from ui import ops
from ui.dialogs.dialog import Dialog, remark
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.inputs import Line
from ui.moment_picker import MomentPicker, later
from ui.session import Session
from ui.wording import moments

_A_MAIL = "mail"
"""The key of 「メールが届くまで」: no time at all."""


class SnoozePicker(Dialog):
    """Choose a moment people say, any other, or none; leave a word for when it is back."""

    def __init__(self, session: Session, cases: tuple[CaseId, ...], parent: QWidget | None) -> None:
        super().__init__(parent, "", width=400)
        self.setWindowTitle(self.tr("Snooze %n case(s) until", "", len(cases)))
        self._session = session
        self._cases = cases
        now = session.now()
        offers = later(now)
        self.list = PickList(self.tr("Until when"))
        times = [
            Entry(key=one.at, text=one.name, hint=moments.when_exactly(one.at, now))
            for one in offers
        ]
        a_mail = Entry(
            key=_A_MAIL, text=self.tr("until they write"), hint=self.tr("no time; a mail ends it")
        )
        self.list.fill([*times, a_mail])
        self.list.picked.connect(self._pick)
        self.note = Line(self.tr("What to do then"), hint=self.tr("What to do then (note)"))
        self.exact = MomentPicker(self.tr("Another time"))
        self.exact.fill(None, now, offers)
        self.content_layout.addWidget(self.note)
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

    def _pick(self, key: object) -> None:
        self._snooze(key if isinstance(key, datetime) else None)

    def _snooze(self, until: datetime | None) -> None:
        if until is not None and until <= self._session.now():
            self.say_problem(self.tr("That time has passed already."))
            return
        ops.snooze(self._session, self._cases, until, self.note.text().strip())
        self.accept()
