"""The team's record for leads: how large it is, how it is looked after, and what can be done.

Everything here goes on by itself; the buttons only let a lead do it now. The numbers are asked of
the server when the page is first looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.commands import RotateKey
from mailroom.domain.query import JournalReport
from mailroom.errors import MailroomError
from ui.dialogs.confirm import Confirm
from ui.dialogs.dialog import remark
from ui.flow import FlowLayout
from ui.inputs import PlainButton
from ui.session import Session, ToastKind
from ui.wording import alarm_text, moments, text
from ui.wording.sizes import size_of

_A_MONTH = 30


class RecordPage(QWidget):
    """The page."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._asked = False
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.state = remark("")
        self._buttons = QWidget()
        row = FlowLayout(self._buttons)
        for name, act in self._choices():
            button = PlainButton(name)
            button.clicked.connect(act)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 12, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(
            remark(
                self.tr(
                    "Everything the team does is kept as small messages in the folder "
                    "Mailroom/Journal of the mailbox. Mailroom looks after it by itself."
                )
            )
        )
        layout.addWidget(self._facts)
        layout.addWidget(self.state)
        layout.addWidget(self._buttons)
        layout.addStretch(1)
        session.changed.connect(self._on_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the server when somebody looks."""
        super().showEvent(event)
        if not self._asked:
            self._asked = True
            self.read()

    def read(self) -> None:
        """Ask how large the record is."""
        self.state.setText(self.tr("Asking the server…"))
        self.state.show()
        journal = self._session.room.journal
        self._session.tasks.ask("record", journal.report, self.show_report, self._on_failed)

    def show_report(self, report: JournalReport) -> None:
        """Show what the server said."""
        self.state.hide()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for line, (name, said) in enumerate(self._told(report)):
            self._grid.addWidget(remark(name), line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(_plain(said), line, 1)

    def _told(self, report: JournalReport) -> list[tuple[str, str]]:
        health, now = self._session.room.reads.health(), self._session.now()
        size = self.tr("%n message(s), {size}", "", report.messages).format(
            size=size_of(report.bytes)
        )
        growth = self.tr("about {day} a day, {month} a month").format(
            day=size_of(report.per_day), month=size_of(report.per_day * _A_MONTH)
        )
        rows = [
            (self.tr("Size"), size),
            (self.tr("Growth"), growth),
            (self.tr("Last copy"), self._copy(report, now)),
            (self.tr("Tidied up"), self._tidied(report, now)),
        ]
        if health.space_free is not None:
            rows.append((self.tr("Room in the mailbox"), size_of(health.space_free)))
        if health.head is not None:
            rows.append((self.tr("This PC has read up to"), str(health.head)))
        alarm = alarm_text.said(health.alarm, self._session.roster, health.alarm_detail)
        rows.append((self.tr("Standing"), alarm or self.tr("all right")))
        return rows

    def _copy(self, report: JournalReport, now: datetime) -> str:
        if report.checkpoint is None:
            return self.tr("none yet; it is made by itself when there is enough to copy")
        return self.tr("{when}, {size}").format(
            when=moments.when_exactly(report.checkpoint, now), size=size_of(report.checkpoint_bytes)
        )

    def _tidied(self, report: JournalReport, now: datetime) -> str:
        if report.compacted_at is None:
            return self.tr("not yet")
        when = moments.when_exactly(report.compacted_at, now)
        if report.deletable_at is None or report.deletable_at <= now:
            return when
        return self.tr("{when}; what is old may be deleted from {later} on").format(
            when=when, later=moments.when_exactly(report.deletable_at, now)
        )

    # --- doing -----------------------------------------------------------------------------------

    def _choices(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return (
            (self.tr("Write a copy now"), self._checkpoint),
            (self.tr("Tidy up…"), self._tidy),
            (self.tr("New team key…"), self._rotate),
            (self.tr("Rebuild the record…"), self._rebuild),
            (self.tr("Check the mailbox…"), self._doctor),
        )

    def _checkpoint(self) -> None:
        self._work(self._session.room.journal.checkpoint, self.tr("The copy is written."))

    def _tidy(self) -> None:
        what = self.tr(
            "What happened so far is put together into one copy, and the copy is checked. Thirty "
            "days later the single messages it holds are deleted from the mailbox.\n\n"
            "Nothing changes in the cases and timelines. Words that were removed for good "
            "disappear from the mailbox then, too."
        )
        journal = self._session.room.journal
        self._confirm(
            self.tr("Tidy up the team's record"),
            what,
            self.tr("Tidy up"),
            lambda: self._work(journal.compact, self.tr("The team's record is tidied up.")),
        )

    def _rotate(self) -> None:
        what = self.tr(
            "Do this when somebody has left the team. From then on only who can read the mailbox "
            "can write into the team's record; old copies of Mailroom elsewhere cannot. The other "
            "PCs take the new key by themselves.\n\n"
            "Change the password of the mailbox first: who knows it can read the new key, too."
        )
        self._confirm(
            self.tr("Give the team a new key"),
            what,
            self.tr("New key"),
            lambda: self._session.do(
                RotateKey(), said=self.tr("The team gets a new key."), undo=False
            ),
        )

    def _confirm(self, title: str, what: str, do: str, act: Callable[[], None]) -> None:
        Confirm(self.window(), title, what=what, do=do, act=act).open()

    def _rebuild(self) -> None:
        from ui.dialogs.rebuild import RebuildDialog  # noqa: PLC0415 - seldom

        RebuildDialog(self._session, self.window()).open()

    def _doctor(self) -> None:
        from ui.dialogs.doctor import DoctorDialog  # noqa: PLC0415 - seldom

        DoctorDialog(self._session, self.window()).open()

    def _work(self, work: Callable[[], None], said: str) -> None:
        self._buttons.setEnabled(False)
        self.state.setText(self.tr("This takes a moment…"))
        self.state.show()

        def done(_none: None) -> None:
            self._session.toast(said, kind=ToastKind.GOOD)

        self._session.tasks.act(work, done, self._session.tell)
        self._session.tasks.act(lambda: None, self._on_worked)

    def _on_worked(self, _none: None) -> None:
        self._buttons.setEnabled(True)
        self.read()

    def _on_failed(self, error: MailroomError) -> None:
        why = text.describe(error, self._session.roster)
        self.state.setText(self.tr("The server cannot be asked now. {why}").format(why=why))

    def _on_changed(self, changes: Changes) -> None:
        if changes.team and self.isVisible():
            self.read()


def _plain(said: str) -> QWidget:
    label = remark(said)
    label.setProperty("role", "")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
