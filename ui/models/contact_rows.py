"""What the page of a contact lists: their cases, and what happened in all of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QObject

from mailroom.domain.contact_page import ContactMoment, ContactPage
from mailroom.domain.events import NoteAdded, PhoneLogged
from mailroom.domain.mails import Direction
from mailroom.domain.query import CaseRow
from ui.models.table import TableModel
from ui.wording import event_text, moments, names, words
from ui.wording.names import Roster
from ui.wording.words import tr


class CaseColumn(Enum):
    """What a column of the cases says, in order."""

    STATE = "state"
    SUBJECT = "subject"
    OWNER = "owner"
    LAST = "last"


class CasesModel(TableModel[CaseRow, CaseColumn]):
    """All cases of a person; those of colleagues follow if they are wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(CaseColumn, parent)
        self._roster = Roster()
        self._now: datetime | None = None

    def fill(self, rows: Sequence[CaseRow], roster: Roster, now: datetime) -> None:
        """Show these."""
        self._roster, self._now = roster, now
        self.put(rows)

    def heading(self, column: CaseColumn) -> str:
        """Return the name of a column."""
        return case_heading(column)

    def words(self, row: CaseRow, column: CaseColumn) -> str:
        """Return what a cell says."""
        case = row.case
        match column:
            case CaseColumn.STATE:
                return words.status_name(case.status)
            case CaseColumn.SUBJECT:
                return f"#{case.number} {case.subject or words.no_subject()}"
            case CaseColumn.OWNER:
                return self._roster.name(case.assignee) or "–"
            case CaseColumn.LAST:
                return moments.when(case.last_at, self._now) if self._now is not None else ""


class MomentColumn(Enum):
    """What a column of the history says, in order."""

    WHEN = "when"
    WHAT = "what"
    CASE = "case"


class HistoryModel(TableModel[ContactMoment, MomentColumn]):
    """What happened in all cases of a person, the latest first (S67)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(MomentColumn, parent)
        self._roster = Roster()
        self._now: datetime | None = None

    def fill(self, found: Sequence[ContactMoment], roster: Roster, now: datetime) -> None:
        """Show what says something to people."""
        self._roster, self._now = roster, now
        self.put([one for one in found if what_happened(one, roster, now)])

    def heading(self, column: MomentColumn) -> str:
        """Return the name of a column."""
        return moment_heading(column)

    def words(self, row: ContactMoment, column: MomentColumn) -> str:
        """Return what a cell says."""
        if self._now is None:
            return ""
        match column:
            case MomentColumn.WHEN:
                return moments.when_exactly(row.item.at, self._now)
            case MomentColumn.WHAT:
                return what_happened(row, self._roster, self._now)
            case MomentColumn.CASE:
                return f"#{row.number} {row.subject or words.no_subject()}"


def case_heading(column: CaseColumn) -> str:
    """Return the name of a column of the cases."""
    return {
        CaseColumn.STATE: tr("State", "of a case"),
        CaseColumn.SUBJECT: tr("Case"),
        CaseColumn.OWNER: tr("Owner"),
        CaseColumn.LAST: tr("Last"),
    }[column]


def moment_heading(column: MomentColumn) -> str:
    """Return the name of a column of the history."""
    return {
        MomentColumn.WHEN: tr("When"),
        MomentColumn.WHAT: tr("What happened"),
        MomentColumn.CASE: tr("Case"),
    }[column]


def what_happened(one: ContactMoment, roster: Roster, now: datetime) -> str:
    """Return one thing of the history as a sentence; "" for what says nothing to people."""
    item = one.item
    if item.mail is not None:
        facts = item.mail.facts
        who = facts.sender.name or facts.sender.addr
        outbound = facts.direction is Direction.OUTBOUND
        said = tr("Mail sent: {subject}") if outbound else tr("Mail from {who}: {subject}")
        return said.format(who=who, subject=facts.subject or words.no_subject())
    if item.event is None:
        return ""
    who = names.san(item.by_name or roster.name(item.event.by))
    match item.event.body:
        case NoteAdded(text=said):
            return tr("{title}: {said}").format(
                title=event_text.note_title(who, item.standing), said=_first_line(said)
            )
        case PhoneLogged(text=said) as call:
            title = event_text.phone_title(call, who)
            first = _first_line(said)
            return tr("{title}: {said}").format(title=title, said=first) if first else title
        case _:
            return event_text.line(item, roster, now) or ""


def summary(page: ContactPage, now: datetime) -> str:
    """Return how much there is of a person and when they were last heard of, in one line."""
    said = [
        tr("%n open case(s)", "", page.open_cases),
        tr("%n case(s) in all", "", len(page.cases)),
        tr("%n mail(s)", "", page.mails),
    ]
    if page.last_at is not None:
        said.append(tr("last contact {when}").format(when=moments.when(page.last_at, now)))
    return tr(" · ", "between facts").join(said)


def _first_line(said: str) -> str:
    lines = said.strip().splitlines()
    return lines[0] if lines else ""
