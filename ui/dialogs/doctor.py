"""Check the mailbox: what works, what is slower, what is broken, each with its next step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from mailroom.service import doctor
from mailroom.service.doctor import Finding, Health
from ui import icons
from ui.dialogs.reading import ReadingDialog
from ui.session import Session
from ui.wording import text
from ui.wording.words import tr

_MARKS = {
    Health.GOOD: ("done", "accent"),
    Health.NOTE: ("info", "meta"),
    Health.BAD: ("alert", "overdue_ink"),
}


class DoctorDialog(ReadingDialog):
    """Asks the servers on a thread and shows what they answered."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._page = QWidget()
        self._grid = QGridLayout(self._page)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(2, 1)
        self._waiting = QLabel(self.tr("Asking the servers…"))
        self._grid.addWidget(self._waiting, 0, 0, 1, 3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._page)
        self.fill(self.tr("Check of the mailbox"), area)
        profile, clock = session.room.profile, session.room.clock
        session.ask("doctor", lambda: tuple(doctor.examine(profile, clock)), self._show)
        self.finished.connect(lambda _result: session.tasks.forget("doctor"))

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self._waiting.hide()
        for row, finding in enumerate(findings, 1):
            name, colour = _MARKS[finding.health]
            mark = QLabel()
            mark.setPixmap(icons.pixmap(name, colour, 16))
            said = QLabel(_said(finding))
            said.setTextFormat(Qt.TextFormat.PlainText)
            said.setWordWrap(True)
            self._grid.addWidget(mark, row, 0)
            self._grid.addWidget(QLabel(finding_name(finding.what)), row, 1)
            self._grid.addWidget(said, row, 2)
        self._grid.setRowStretch(len(findings) + 1, 1)


def finding_name(what: str) -> str:
    """Return what was asked."""
    return {
        "password": tr("Password"),
        "imap": tr("Receiving (IMAP)"),
        "smtp": tr("Sending (SMTP)"),
        "inbox": tr("Inbox"),
        "sent": tr("Sent mail"),
        "journal": tr("Team record"),
        "ledger": tr("All mail accounted for"),
        "room": tr("Room in the mailbox"),
        "idle": tr("New mail is announced at once"),
        "notify": tr("Several folders are watched at once"),
        "uidplus": tr("Numbers of stored mails"),
        "condstore": tr("Quick look for changes"),
        "quota": tr("Room can be asked"),
        "special-use": tr("Folders say what they are"),
    }.get(what, what)


def _said(finding: Finding) -> str:
    if finding.error is not None:
        return text.describe(finding.error)
    if finding.detail in {"yes", "no"}:
        return tr("yes") if finding.detail == "yes" else tr("no; it works, only slower")
    return finding.detail
