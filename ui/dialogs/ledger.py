"""受信の台帳: where every mail on the server went, each exception, and comparing anew (N16, N4)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.ledger import FolderSheet, Ledger, LedgerEntry, LedgerPage
from mailroom.errors import MailroomError, StoreReadOnly
from ui.dialogs.dialog import Dialog, heading, remark
from ui.dialogs.picker import PickList
from ui.entries import Entry
from ui.inputs import PlainButton
from ui.session import Session, ToastKind
from ui.wording import ledger_text, moments, text, words

_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LedgerDialog(Dialog):
    """The page of the ledger.

    Signals:
        case_wanted(CaseId): show this case.
    """

    case_wanted = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=720)
        self.setWindowTitle(self.tr("Where every mail went"))
        self._session = session
        self._stop: threading.Event | None = None
        self._page = LedgerPage()
        self._sum = heading("")
        self._questions = QWidget()
        self._question_grid = QGridLayout(self._questions)
        self._question_grid.setContentsMargins(0, 0, 0, 0)
        self._question_grid.setColumnStretch(0, 1)
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._others = remark("")
        self.list = PickList(self.tr("Search the exceptions"))
        self.list.picked.connect(self._open)
        self._state = remark("")
        self._state.hide()
        for widget in (self._sum, self._questions, self._table, self._others):
            self.content_layout.addWidget(widget)
        self.content_layout.addWidget(self.list, 1)
        self.content_layout.addWidget(self._state)
        self.check = self.add_button(self.tr("Compare with the server"))
        self.check.clicked.connect(self._compare)
        self.folders = self.add_button(self.tr("Folders to receive…"))
        self.folders.clicked.connect(self._choose)
        self.folders.setVisible(session.roster.i_am_lead)
        self.add_button(self.tr("Save as CSV…")).clicked.connect(self._save)
        self.add_buttons()
        self.show_page(session.room.ledger.page())
        session.changed.connect(self._on_changed)
        self.finished.connect(self._give_up)

    def show_page(self, page: LedgerPage) -> None:
        """Show these accounts."""
        self._page = page
        self._sum.setText(ledger_text.total(page.total))
        self._show_questions([sheet for sheet in page.folders if sheet.counts.missed])
        self._show_folders([sheet for sheet in page.folders if sheet.synced])
        others = [sheet for sheet in page.folders if not sheet.synced and sheet.counts.server]
        self._others.setText(self._told_of_others(others))
        self._others.setVisible(bool(others))
        self.list.fill([self._entry(at, one) for at, one in enumerate(page.entries)])
        self.list.setVisible(bool(page.entries))

    # --- showing -------------------------------------------------------------------------------

    def _show_questions(self, sheets: list[FolderSheet]) -> None:
        _clear(self._question_grid)
        for line, sheet in enumerate(sheets):
            said = QLabel(ledger_text.missed(sheet.folder, sheet.counts.missed))
            said.setProperty("role", "problem")
            said.setWordWrap(True)
            accept = PlainButton(self.tr("Yes, they were deleted"))
            accept.clicked.connect(partial(self._accept, sheet.folder))
            self._question_grid.addWidget(said, line, 0)
            self._question_grid.addWidget(accept, line, 1)
        self._questions.setVisible(bool(sheets))

    def _show_folders(self, sheets: list[FolderSheet]) -> None:
        _clear(self._grid)
        for column, (name, _count) in enumerate(self._columns(Ledger())):
            self._grid.addWidget(remark(name), 0, column + 1, _NUMBER)
        for line, sheet in enumerate(sheets, 1):
            label = QLabel(ledger_text.folder_name(sheet.folder, sheet.special))
            label.setToolTip(
                self.tr("UIDVALIDITY {validity}, next UID {next}").format(
                    validity=sheet.uidvalidity, next=sheet.uidnext
                )
            )
            self._grid.addWidget(label, line, 0)
            for column, (_name, count) in enumerate(self._columns(sheet.counts)):
                self._grid.addWidget(QLabel(f"{count:,}"), line, column + 1, _NUMBER)
        self._grid.setColumnStretch(0, 1)

    def _columns(self, counts: Ledger) -> tuple[tuple[str, int], ...]:
        return (
            (self.tr("On the server"), counts.server),
            (self.tr("In cases"), counts.imported),
            (self.tr("Second copies"), counts.duplicates),
            (self.tr("Filtered"), counts.filtered),
            (self.tr("Unreadable"), counts.quarantined),
            (self.tr("Moved or deleted"), counts.gone),
        )

    def _told_of_others(self, sheets: list[FolderSheet]) -> str:
        names = self.tr(", ", "between names").join(
            self.tr("{folder} {n}", "a folder and its mails").format(
                folder=ledger_text.folder_name(sheet.folder, sheet.special),
                n=f"{sheet.counts.server:,}",
            )
            for sheet in sheets
        )
        return self.tr("Not received, only watched for mail that was moved there: {names}").format(
            names=names
        )

    def _entry(self, at: int, one: LedgerEntry) -> Entry:
        now = self._session.now()
        when = f"  {moments.when(one.since, now)}" if one.since is not None else ""
        place = f"{ledger_text.folder_name(one.folder)} {one.uid}"
        return Entry(
            key=at,
            text=one.subject or words.no_subject(),
            hint=f"{one.sender}  {ledger_text.fate(one)}{when}  {place}",
        )

    # --- doing ---------------------------------------------------------------------------------

    def _open(self, at: object) -> None:
        key = self._page.entries[int(str(at))].key
        case = self._session.room.rescue.case_of(key) if key is not None else None
        if case is not None:
            self.accept()
            self.case_wanted.emit(case)

    def _accept(self, folder: str) -> None:
        ledger = self._session.room.ledger
        self._session.tasks.act(lambda: ledger.accept(folder), None, self._session.tell)

    def _choose(self) -> None:
        FolderDialog(self._session, self).open()

    def _compare(self) -> None:
        if self._stop is not None:
            self._stop.set()
            return
        stop = self._stop = threading.Event()
        self.check.relabel(self.tr("Stop"))
        self._tell(self.tr("Comparing every mail with the server…"))
        ledger = self._session.room.ledger

        def work(call_back: Callable[[Callable[[], None]], None]) -> None:
            def progress(done: int, total: int) -> None:
                call_back(partial(self._progressed, done, total))

            try:
                ledger.check(progress, stop)
            except MailroomError as error:
                call_back(partial(self._compared, error))
            else:
                call_back(partial(self._compared, None))

        self._session.tasks.fetch(work)

    def _progressed(self, done: int, total: int) -> None:
        self._tell(
            self.tr("Comparing: {done} of {total}").format(done=f"{done:,}", total=f"{total:,}")
        )

    def _compared(self, error: MailroomError | None) -> None:
        stopped = self._stop is not None and self._stop.is_set()
        self._stop = None
        self.check.relabel(self.tr("Compare with the server"))
        if error is not None:
            self._tell(text.describe(error, self._session.roster))
            return
        self._tell(
            self.tr("Stopped.") if stopped else self.tr("Compared with the server just now.")
        )
        self.show_page(self._session.room.ledger.page())

    def _tell(self, said: str) -> None:
        self._state.setText(said)
        self._state.show()

    def _give_up(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def _save(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(self, self.tr("Save as CSV"), "ledger.csv")
        if not name:
            return
        ledger = self._session.room.ledger

        def work() -> None:
            try:
                Path(name).write_text(ledger.as_csv(), encoding="utf-8-sig", newline="")
            except OSError as error:
                raise StoreReadOnly(name, str(error)) from error

        self._session.tasks.act(work, None, self._session.tell)

    def _on_changed(self, changes: Changes) -> None:
        if changes.health:
            self._session.ask("ledger", self._session.room.ledger.page, self.show_page)


class FolderDialog(Dialog):
    """Which folders the team receives besides the inbox and sent mail; for a lead."""

    def __init__(self, session: Session, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=480)
        self.setWindowTitle(self.tr("Folders to receive"))
        self._session = session
        self._chosen = set(session.room.ledger.further_folders())
        self.content_layout.addWidget(
            remark(
                self.tr(
                    "Mail that a filter of the server puts into one of these folders becomes a "
                    "case, too. What lies there now counts as old. This holds for the whole team."
                )
            )
        )
        self.list = PickList(self.tr("Folder"))
        self.list.picked.connect(self._turn)
        self._sheets = [
            sheet
            for sheet in session.room.ledger.page().folders
            if not sheet.synced or sheet.folder in self._chosen
        ]
        self._fill()
        self.content_layout.addWidget(self.list)
        self.add_buttons(self.tr("Receive these"), close=self.tr("Cancel"))

    def _fill(self) -> None:
        self.list.fill(
            [
                Entry(
                    key=sheet.folder,
                    text=ledger_text.folder_name(sheet.folder, sheet.special),
                    hint=self.tr("%n mail(s)", "", sheet.counts.server),
                    checked=sheet.folder in self._chosen,
                )
                for sheet in self._sheets
            ]
        )

    def _turn(self, folder: object) -> None:
        self._chosen ^= {str(folder)}
        self._fill()

    def confirm(self) -> None:
        """Tell the team."""
        ledger, chosen = self._session.room.ledger, sorted(self._chosen)
        said = self.tr("The folders are chosen; mail comes with the next look.")

        def done(_asked: object) -> None:
            self._session.toast(said, kind=ToastKind.GOOD)

        self._session.tasks.act(lambda: ledger.choose_folders(chosen), done, self._session.tell)
        self.accept()


def _clear(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
