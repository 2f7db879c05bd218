"""The mail account: what is set, how it stands, and entering the password again.

Shows the servers; never shows or keeps a password itself (``service.credentials`` does).
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from mailroom.service import credentials
from mailroom.settings import JournalKind, Server
from ui.dialogs.dialog import Dialog, heading, remark, row
from ui.inputs import Line
from ui.session import Session


class AccountsDialog(Dialog):
    """One account, as this desk reaches it."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=480)
        self.setWindowTitle(self.tr("Mail account"))
        self._session = session
        config = session.room.profile.config
        account = config.account
        self.content_layout.addWidget(heading(account.address))
        journal = (
            self.tr("in the mailbox, for all desks")
            if config.journal is JournalKind.IMAP
            else self.tr("on this PC only")
        )
        for name, value in (
            (self.tr("Receiving"), _server(account.imap)),
            (self.tr("Sending"), _server(account.smtp) if account.smtp else self.tr("not set")),
            (self.tr("User"), account.user),
            (self.tr("This PC"), config.desk_name),
            (self.tr("Team record"), journal),
        ):
            self.content_layout.addWidget(row(name, remark(value)))
        self.password = Line(self.tr("Password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.content_layout.addWidget(row(self.tr("New password"), self.password))
        self.content_layout.addWidget(
            remark(self.tr("It is kept in the keyring of this PC, or sealed; never as plain text."))
        )
        self.add_buttons(self.tr("Use this password"))
        self.password.setFocus()

    def confirm(self) -> None:
        """Keep the password and log in with it."""
        given = self.password.text()
        if not given:
            self.say_problem(self.tr("Enter the password first."))
            return
        room = self._session.room

        def keep() -> None:
            credentials.keep(room.profile, given)
            room.log_in_again()

        self._session.tasks.act(
            keep, lambda _none: self._session.toast(self.tr("Logging in again")), self._session.tell
        )
        self.accept()


def _server(server: Server) -> str:
    return f"{server.host}:{server.port} ({server.security.value})"
