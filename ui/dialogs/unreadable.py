"""読めないメール, and the ledger: every mail on the server is accounted for (N16, R4).

A mail that cannot be read is kept as it is, listed here, and can be saved to look at elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QWidget

from mailroom.domain.ledger import Ledger
from mailroom.errors import StoreReadOnly
from ui import moments
from ui.dialogs.dialog import Dialog, heading, remark
from ui.dialogs.picker import Entry, PickList
from ui.session import Session


class UnreadableDialog(Dialog):
    """The ledger, and the mails that nobody could read."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=560)
        self.setWindowTitle(self.tr("Unreadable mail"))
        self._session = session
        self._found = session.room.reads.unreadable()
        ledger = session.room.reads.health().ledger
        self.content_layout.addWidget(heading(self._sum(ledger)))
        self.content_layout.addWidget(_table(ledger))
        self.list = PickList(self.tr("Unreadable mail"))
        now = session.now()
        self.list.fill(
            [
                Entry(key=at, text=one.reason, hint=moments.when_exactly(one.since, now))
                for at, one in enumerate(self._found)
            ]
        )
        self.list.picked.connect(self._save)
        self.content_layout.addWidget(self.list)
        self.list.setVisible(bool(self._found))
        words = (
            self.tr("Nothing is lost: the mails stay as they are. Enter saves one as a file.")
            if self._found
            else self.tr("There is no mail that could not be read.")
        )
        self.content_layout.addWidget(remark(words))
        self.add_buttons()

    def _sum(self, ledger: Ledger) -> str:
        if ledger.adds_up:
            return self.tr("All {n} mails on the server are accounted for.").format(
                n=f"{ledger.server:,}"
            )
        return self.tr("{n} mails are still to be received.").format(n=f"{ledger.missing:,}")

    def _save(self, at: int) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the mail as it is"), "mail.eml"
        )
        if not name:
            return
        one, reads = self._found[at], self._session.room.reads

        def work() -> None:
            try:
                Path(name).write_bytes(reads.source(one.facts.key))
            except OSError as error:
                raise StoreReadOnly(name, str(error)) from error

        self._session.tasks.act(work, None, self._session.tell)


def _table(ledger: Ledger) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(2, 1)
    tr = table.tr
    for at, (name, count) in enumerate(
        (
            (tr("On the server"), ledger.server),
            (tr("In cases"), ledger.imported),
            (tr("Second copies"), ledger.duplicates),
            (tr("Filtered"), ledger.filtered),
            (tr("Unreadable"), ledger.quarantined),
        )
    ):
        number = QLabel(f"{count:,}")
        grid.addWidget(QLabel(name), at, 0)
        grid.addWidget(number, at, 1)
    return table
