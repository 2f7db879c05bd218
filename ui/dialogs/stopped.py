"""止めた自動メール: what Mailroom would have sent by itself and stopped, with the reason (5.3).

A lead may let one leave after all; everybody sees what was stopped and can open its case.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mailroom.domain import commands as ask
from mailroom.domain.changes import Changes
from mailroom.service.stopped import StoppedRow
from ui.dialogs.dialog import Dialog, heading, remark
from ui.flow import FlowLayout
from ui.inputs import ElidedLabel, PlainButton
from ui.session import Session
from ui.wording import moments, words
from ui.wording.escalation_lines import stop_reason


class StoppedDialog(Dialog):
    """The tray of stopped mails.

    Signals:
        case_asked(CaseId): show that case.
    """

    case_asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=600)
        self.setWindowTitle(self.tr("Stopped automatic mail"))
        self._session = session
        self._cards: list[QWidget] = []
        self.add_buttons()
        session.changed.connect(self._on_changed)
        self.show_rows(session.room.escalations.stopped())

    def show_rows(self, rows: tuple[StoppedRow, ...]) -> None:
        """Show these mails, the newest first."""
        for card in self._cards:
            card.hide()
            self.content_layout.removeWidget(card)
            card.deleteLater()
        said = (
            self.tr(
                "These mails were not sent by themselves. "
                "A lead can let one leave; otherwise nothing needs to be done."
            )
            if rows
            else self.tr("No automatic mail was stopped.")
        )
        self._cards = [remark(said), *map(self._card, rows)]
        for card in self._cards:
            self.content_layout.addWidget(card)
            card.show()  # Qt would do so later, and the height below would be that of no card
        if self.isVisible():
            self.resize(self.sizeHint())

    def _card(self, row: StoppedRow) -> QWidget:
        card = QFrame()
        card.setProperty("card", "note")
        box = QVBoxLayout(card)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        subject = row.subject or words.no_subject()
        box.addWidget(heading(f"#{row.number or '–'} {subject}"))
        at = moments.when_exactly(row.at, self._session.now())
        box.addWidget(ElidedLabel(self.tr("{time}  to {address}").format(time=at, address=row.to)))
        why = QLabel(self.tr("Stopped: {why}").format(why=stop_reason(row.why)))
        why.setWordWrap(True)
        box.addWidget(why)
        buttons = QWidget()
        line = FlowLayout(buttons)
        if self._session.roster.i_am_lead:
            send = PlainButton(self.tr("Send it this once"))
            send.clicked.connect(partial(self._release, row))
            line.addWidget(send)
        look = PlainButton(self.tr("Show the case"), role="quiet")
        look.clicked.connect(partial(self._look, row))
        line.addWidget(look)
        box.addWidget(buttons)
        return card

    def _release(self, row: StoppedRow, _checked: bool = False) -> None:
        release = ask.ReleaseStoppedMail(case=row.case, escalation=row.escalation, step=row.step)
        self._session.do(release, said=self.tr("It will be sent"))

    def _look(self, row: StoppedRow, _checked: bool = False) -> None:
        self.accept()
        self.case_asked.emit(row.case)

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.health or changes.team:
            stopped = self._session.room.escalations.stopped
            self._session.ask("stopped mails", stopped, self.show_rows)
