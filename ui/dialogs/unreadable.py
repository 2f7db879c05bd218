"""読めないメール, and the ledger: every mail on the server is accounted for (N16, R4).

A mail that cannot be read lies in a case as it came (N17); this list leads there.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mailroom.domain.ledger import Ledger
from mailroom.ids import MailKey
from ui.dialogs.dialog import Dialog, heading, remark
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.session import Session
from ui.wording import moments, words


class UnreadableDialog(Dialog):
    """The ledger, and the mails that nobody could read.

    Signals:
        case_wanted(CaseId): show this case.
    """

    case_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=560)
        self.setWindowTitle(self.tr("Unreadable mail"))
        self._session = session
        self._found = session.room.rescue.unreadable()
        ledger = session.room.reads.health().ledger
        self.content_layout.addWidget(heading(self._sum(ledger)))
        self.content_layout.addWidget(_table(ledger))
        self.list = PickList(self.tr("Unreadable mail"))
        now = session.now()
        self.list.fill(
            [
                Entry(
                    key=one.facts.key,
                    text=one.facts.subject or words.no_subject(),
                    hint=f"{one.facts.sender.addr}  {moments.when(one.facts.sent_at, now)}",
                )
                for one in self._found
            ]
        )
        self.list.picked.connect(self._show)
        self.content_layout.addWidget(self.list)
        self.list.setVisible(bool(self._found))
        said = (
            self.tr("Nothing is lost: each lies in a case as it came. Enter opens its case.")
            if self._found
            else self.tr("There is no mail that could not be read.")
        )
        self.content_layout.addWidget(remark(said))
        self.add_buttons()

    def _sum(self, ledger: Ledger) -> str:
        if ledger.adds_up:
            return self.tr("All {n} mails on the server are accounted for.").format(
                n=f"{ledger.server:,}"
            )
        return self.tr("{n} mails are still to be received.").format(n=f"{ledger.missing:,}")

    def _show(self, key: object) -> None:
        case = self._session.room.rescue.case_of(MailKey(str(key)))
        if case is not None:
            self.accept()
            self.case_wanted.emit(case)


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
