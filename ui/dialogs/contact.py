"""お客様のページ: who somebody is, all their cases, one history, what everybody noted (S25, S67).

Enter on a case or a line of the history shows that case. Whatever is said here is kept at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.commands import NoteContact, PartContacts
from mailroom.domain.contact_page import ContactAddress, ContactMoment, ContactPage, ContactRemark
from mailroom.domain.query import CaseRow, Standing
from mailroom.domain.words import BLANK
from mailroom.ids import CaseId, EventId
from ui import theme
from ui.choices import Segments
from ui.dialogs.board import BoardTable
from ui.dialogs.contact_details import DescribeDialog, JoinDialog
from ui.dialogs.dialog import Dialog, heading, remark
from ui.handling_text import sentences
from ui.inputs import CheckBox, PlainButton, TextArea
from ui.models import contact_rows
from ui.models.contact_rows import CaseColumn, CasesModel, HistoryModel, MomentColumn
from ui.plain_text import plain_label
from ui.session import Session
from ui.wording import moments, names, words

_WIDTH = 900
_ROW = 30
_LINES = 7
_CASE_WIDTHS = {CaseColumn.STATE: 132, CaseColumn.OWNER: 104, CaseColumn.LAST: 118}
_MOMENT_WIDTHS = {MomentColumn.WHEN: 132, MomentColumn.CASE: 220}


class Part(Enum):
    """What the lower half shows."""

    CASES = "cases"
    HISTORY = "history"
    NOTES = "notes"


class ContactDialog(Dialog):
    """The page of one person.

    Signals:
        case_asked(CaseId): show that case.
        handling_asked(str): say how this address is handled.
    """

    case_asked = Signal(object)
    handling_asked = Signal(str)

    def __init__(self, session: Session, addr: str, parent: QWidget | None) -> None:
        super().__init__(parent, "", width=_WIDTH)
        self.setWindowTitle(self.tr("Customer"))
        self._session = session
        self._addr = addr
        self.page = ContactPage(key=addr)
        self._rows: dict[CaseId, CaseRow] = {}
        self.head = QWidget()
        self._column = QVBoxLayout(self.head)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.part: Segments[Part] = Segments(self.tr("What is shown"))
        self.part.fill(
            [
                (Part.CASES, self.tr("Cases")),
                (Part.HISTORY, self.tr("History")),
                (Part.NOTES, self.tr("Notes")),
            ]
        )
        self.colleagues = CheckBox(self.tr("Also everybody else of the company"))
        self.cases = CasesModel(self)
        self.case_table = BoardTable(self.tr("All cases"))
        self.case_table.setModel(self.cases)
        self.history = HistoryModel(self)
        self.history_table = BoardTable(self.tr("History over all cases"))
        self.history_table.setModel(self.history)
        self.notes = QWidget()
        self._notes = QVBoxLayout(self.notes)
        self._notes.setContentsMargins(0, 0, 0, 0)
        self._notes.setSpacing(8)
        self.note = TextArea(self.tr("New note about this customer"), lines=2)
        self.keep = PlainButton(self.tr("Keep the note"), role="primary")
        self.nothing = remark("")
        self._lay_out()
        self._connect()
        self._show(session.room.contacts.page(addr))
        self._turn()

    def read(self) -> None:
        """Show what is known now."""
        contacts = self._session.room.contacts
        self._session.ask("contact", lambda: contacts.page(self._addr), self._show)
        if self.part.value() is Part.HISTORY:
            self._read_history()

    def show_case(self) -> None:
        """Show the case of the chosen line and go."""
        if self.part.value() is Part.HISTORY:
            moment = self.history.row(self.history_table.currentIndex())
            found = None if moment is None else moment.case
        else:
            row = self.cases.row(self.case_table.currentIndex())
            found = None if row is None else row.case.id
        if found is not None:
            self.case_asked.emit(found)
            self.accept()

    def keep_note(self) -> None:
        """Keep what was written, for everybody."""
        said = self.note.toPlainText().strip()
        if not said:
            self.say_problem(self.tr("Write something first."))
            return
        self.say_problem("")
        self._session.do(
            NoteContact(key=self._addr, text=said),
            said=self.tr("Kept"),
            undo=False,
            then=lambda _asked: self.note.clear(),
        )

    # --- inside --------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for widget in (
            self.head,
            self.part,
            self.case_table,
            self.colleagues,
            self.history_table,
            self.notes,
            self.nothing,
            self.note,
        ):
            self.content_layout.addWidget(widget)
        self.content_layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.content_layout.addStretch(1)
        self._fit(self.case_table, CaseColumn, _CASE_WIDTHS)
        self._fit(self.history_table, MomentColumn, _MOMENT_WIDTHS)
        self.add_buttons()
        self.show_button = self.add_button(self.tr("Show the case"))
        self.describe_button = self.add_button(self.tr("Name, company, phone…"))
        self.join_button = self.add_button(self.tr("Another address of this person…"))

    def _connect(self) -> None:
        self.part.chosen.connect(self._turn)
        self.colleagues.toggled.connect(self._fill_cases)
        self.keep.clicked.connect(self.keep_note)
        self.show_button.clicked.connect(self.show_case)
        self.describe_button.clicked.connect(self._describe)
        self.join_button.clicked.connect(self._join)
        for table in (self.case_table, self.history_table):
            table.opened.connect(self.show_case)
        self._session.changed.connect(self._on_changed)

    def _fit(self, table: QTableView, columns: type[Enum], widths: Mapping[Any, int]) -> None:
        percent = self._session.settings.text_percent
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for at, column in enumerate(columns):
            if column in widths:
                table.setColumnWidth(at, theme.scaled(widths[column], percent))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        row = theme.scaled(_ROW, percent)
        table.verticalHeader().setDefaultSectionSize(row)
        table.setMinimumHeight(row * _LINES)

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.membership or changes.team:
            self.read()

    def _show(self, page: ContactPage) -> None:
        self.page = page
        wanted = [*page.cases, *page.company_cases]
        self._rows = {row.case.id: row for row in self._session.room.reads.rows(wanted)}
        self._count_parts()
        self._fill_head()
        self._fill_cases()
        self._fill_notes()

    def _count_parts(self) -> None:
        """Say how much there is of each; a number that changes takes no focus away."""
        named = {
            Part.CASES: self.tr("Cases ({n})").format(n=len(self.page.cases)),
            Part.HISTORY: self.tr("History"),
            Part.NOTES: self.tr("Notes ({n})").format(n=len(self.page.remarks)),
        }
        for part, name in named.items():
            self.part.button(part).relabel(name)

    def _turn(self) -> None:
        part = self.part.value()
        self.case_table.setVisible(part is Part.CASES)
        self.colleagues.setVisible(part is Part.CASES and bool(self.page.company_cases))
        self.history_table.setVisible(part is Part.HISTORY)
        for widget in (self.notes, self.note, self.keep):
            widget.setVisible(part is Part.NOTES)
        self.show_button.setVisible(part is not Part.NOTES)
        self.nothing.setVisible(part is Part.CASES and not self.cases.rowCount())
        if part is Part.HISTORY:
            self._read_history()
        self.setFocusProxy(
            {Part.CASES: self.case_table, Part.HISTORY: self.history_table, Part.NOTES: self.note}[
                part
            ]
        )

    def _read_history(self) -> None:
        contacts = self._session.room.contacts
        self._session.ask("history", lambda: contacts.history(self._addr), self._show_history)

    def _show_history(self, found: tuple[ContactMoment, ...]) -> None:
        self.history.fill(found, self._session.roster, self._session.now())
        if found and not self.history_table.currentIndex().isValid():
            self.history_table.selectRow(0)

    def _fill_cases(self) -> None:
        ids = self.page.cases
        if self.colleagues.isChecked():
            ids = (*ids, *self.page.company_cases)
        rows = [self._rows[case] for case in ids if case in self._rows]
        at = max(self.case_table.currentIndex().row(), 0)
        self.cases.fill(rows, self._session.roster, self._session.now())
        if rows:
            self.case_table.selectRow(min(at, len(rows) - 1))
        self.show_button.setEnabled(bool(rows))
        self.nothing.setText("" if rows else self.tr("No case of this address yet."))

    # --- who it is -----------------------------------------------------------------------------

    def _fill_head(self) -> None:
        _clear(self._column)
        page = self.page
        self._column.addWidget(heading(page.name or page.key))
        said = page.described
        facts = [said.company if said is not None else "", page.company or "", *page.numbers]
        line = self.tr(" · ").join(dict.fromkeys(fact for fact in facts if fact))
        if line:
            self._column.addWidget(plain_label("meta", line))
        for address in page.addresses:
            self._column.addWidget(self._address(address))
        self._column.addWidget(plain_label("meta", contact_rows.summary(page, self._session.now())))
        self._fill_handling()

    def _address(self, address: ContactAddress) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        shown = f"{address.name} <{address.addr}>" if address.name else address.addr
        name = plain_label("", shown, selectable=True)
        name.setWordWrap(False)
        row.addWidget(name)
        row.addWidget(plain_label("meta", self.tr("%n mail(s)", "", address.mails)))
        if address.join is not None:
            part = PlainButton(self.tr("This is somebody else"), role="link")
            part.clicked.connect(partial(self._part, address.join))
            row.addWidget(part)
        row.addStretch(1)
        return line

    def _fill_handling(self) -> None:
        """対応方針: what one should know before writing; leads may change it here."""
        contact = self.page.handling
        if contact is not None and contact.has_handling:
            flag = words.flag_name(contact.flag)
            said = [self.tr("Handling: {flag}").format(flag=flag)] if flag else []
            said += sentences(contact, self._session)
            if contact.wording:
                said.append(self.tr("Words to use: {wording}").format(wording=contact.wording))
            for number, one in enumerate(said):
                self._column.addWidget(plain_label("problem" if flag and not number else "", one))
        if self._session.roster.i_am_lead:
            change = PlainButton(self.tr("How this customer is handled…"), role="link")
            change.clicked.connect(partial(self.handling_asked.emit, self._addr))
            self._column.addWidget(change, 0, Qt.AlignmentFlag.AlignLeft)

    def _part(self, join: EventId) -> None:
        said = self.tr("The addresses are apart again")
        self._session.do(PartContacts(join=join), said=said, undo=False)

    def _describe(self) -> None:
        DescribeDialog(self._session, self._addr, self.page.described, self).open()

    def _join(self) -> None:
        JoinDialog(self._session, self._addr, self).open()

    # --- what everybody noted ------------------------------------------------------------------

    def _fill_notes(self) -> None:
        _clear(self._notes)
        for one in self.page.remarks:
            self._notes.addWidget(self._remark(one))
        if not self.page.remarks:
            none = self.tr("Nobody has noted anything about this customer yet.")
            self._notes.addWidget(plain_label("empty", none))

    def _remark(self, one: ContactRemark) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        when = moments.when_exactly(one.at, self._session.now())
        head = self.tr("{when} {who}").format(when=when, who=names.san(one.by_name))
        if one.standing is Standing.ASKED:
            head = f"{head}  {words.not_confirmed(offline=self._session.offline)}"
        if one.key != self._addr:
            head = f"{head}  {one.key}"
        column.addWidget(plain_label("meta", head))
        gone = self.tr("The words of this note were removed.")
        column.addWidget(plain_label("", gone if one.text == BLANK else one.text))
        return box


def _clear(column: QVBoxLayout) -> None:
    while column.count():
        item = column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
