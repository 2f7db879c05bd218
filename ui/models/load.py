"""Who has how much, as a table; and today's heads-ups, in words (S10, S30). Pure."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from PySide6.QtCore import QObject

from mailroom.domain.people import Presence
from mailroom.service.load import Burden, HeadsUp, TeamLoad
from ui.models.table import TableModel
from ui.wording import moments, names, words
from ui.wording.words import tr


class LoadColumn(Enum):
    """What a column says, in order."""

    WHO = "who"
    OPEN = "open"
    WAITING = "waiting"
    OVERDUE = "overdue"
    ASKED = "asked"
    ASKED_TODAY = "asked_today"


def column_name(column: LoadColumn) -> str:
    """Return the heading of a column."""
    return {
        LoadColumn.WHO: tr("Who", "has how much"),
        LoadColumn.OPEN: tr("Open", "cases"),
        LoadColumn.WAITING: tr("Waiting for customer"),
        LoadColumn.OVERDUE: tr("Reply overdue"),
        LoadColumn.ASKED: tr("Escalations to answer"),
        LoadColumn.ASKED_TODAY: tr("Asked today"),
    }[column]


def said(row: Burden, column: LoadColumn) -> str:
    """Return what one cell says; nothing for none, so that what is there stands out."""
    match column:
        case LoadColumn.WHO:
            return _who(row)
        case LoadColumn.OPEN:
            return _number(row.open)
        case LoadColumn.WAITING:
            return _number(row.waiting)
        case LoadColumn.OVERDUE:
            return _number(row.overdue)
        case LoadColumn.ASKED if row.asked_overdue:
            return tr("{n} ({late} overdue)").format(n=row.asked, late=row.asked_overdue)
        case LoadColumn.ASKED:
            return _number(row.asked)
        case LoadColumn.ASKED_TODAY:
            return _number(row.asked_today)


def by_hour(load: TeamLoad) -> str:
    """Return when escalations were asked today: 9:00–9:59 2 · 10:00–10:59 5, or that none was."""
    if not load.hours:
        return tr("No escalation was asked today.")
    shown = " · ".join(tr("{hour}:00 {n}").format(hour=hour, n=count) for hour, count in load.hours)
    return tr("Escalations asked today, by hour: {hours}").format(hours=shown)


def heads_up(one: HeadsUp, now: datetime) -> tuple[str, str]:
    """Return the heading of a heads-up and what it says."""
    who = tr("{asker} → {whom}").format(asker=names.san(one.asker), whom=names.san(one.addressee))
    at = moments.when_exactly(one.asked_at, now)
    head = f"{at}  L{one.level}  {who}  #{one.number} {one.subject}"
    return head, one.request.strip()


def _who(row: Burden) -> str:
    if not row.name:
        return tr("nobody", "has the case")
    name = names.san(row.name)
    if row.presence is None:
        return tr("{name} (by mail only)").format(name=name)
    if row.presence is Presence.IN:
        return name
    return tr("{name} ({where})").format(name=name, where=words.presence_name(row.presence))


def _number(count: int) -> str:
    return str(count) if count else "–"


class LoadModel(TableModel[Burden, LoadColumn]):
    """A line for each person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(LoadColumn, parent)

    def heading(self, column: LoadColumn) -> str:
        """Return the name of a column."""
        return column_name(column)

    def words(self, row: Burden, column: LoadColumn) -> str:
        """Return what a cell says."""
        return said(row, column)

    def fill_of(self, row: Burden, column: LoadColumn) -> str:
        """Return a fill for what is overdue."""
        late = (column is LoadColumn.OVERDUE and row.overdue) or (
            column is LoadColumn.ASKED and row.asked_overdue
        )
        return "overdue" if late else ""
