"""The board as a table: 誰が・いつ・どの・どこまで, what is left and what comes next (S46).

Pure words and a model over them; read again as a whole, since it is a few dozen rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon

from mailroom.ids import PersonId
from mailroom.service.escalations import BoardRow
from mailroom.service.steps import NextStep
from ui import icons
from ui.models import upcoming
from ui.models.table import TableModel
from ui.wording import moments, names, words
from ui.wording.words import tr

SOON = timedelta(minutes=30)
_SIGN = 16  # pixels


class Column(Enum):
    """What a column says, in order."""

    LEFT = "left"
    WHAT = "what"
    WHO = "who"
    CASE = "case"
    STATE = "state"
    NEXT = "next"


class Filter(Enum):
    """Which rows are shown."""

    ALL = "all"
    OVERDUE = "overdue"
    MINE = "mine"  # asked by me, or of me
    TO_APPLY = "to_apply"  # answered; the customer does not know yet


def chosen(
    rows: Sequence[BoardRow], which: Filter, me: PersonId, my_name: str
) -> tuple[BoardRow, ...]:
    """Return the rows that a filter lets through."""
    return tuple(row for row in rows if _passes(row, which, me, my_name))


def _passes(row: BoardRow, which: Filter, me: PersonId, my_name: str) -> bool:
    match which:
        case Filter.OVERDUE:
            return row.overdue
        case Filter.MINE:
            return row.person == me or (bool(my_name) and row.asker == my_name)
        case Filter.TO_APPLY:
            return row.is_answered
        case Filter.ALL:
            return True


def column_name(column: Column) -> str:
    """Return the heading of a column."""
    return {
        Column.LEFT: tr("Time left"),
        Column.WHAT: tr("What"),
        Column.WHO: tr("Who asks whom"),
        Column.CASE: tr("Which case"),
        Column.STATE: tr("How far"),
        Column.NEXT: tr("What comes next"),
    }[column]


def said(row: BoardRow, column: Column, now: datetime) -> str:
    """Return what one cell says."""
    match column:
        case Column.LEFT:
            return moments.left(row.due, now) if row.due is not None else "–"
        case Column.WHAT:
            return tr("L{level} {kind}").format(level=row.level, kind=words.kind_name(row.kind))
        case Column.WHO:
            return tr("{asker} → {whom}").format(asker=names.san(row.asker), whom=_whom(row))
        case Column.CASE:
            return f"#{row.number} {row.subject}" if row.number else row.subject
        case Column.STATE:
            return _state(row, now)
        case Column.NEXT:
            return coming(row.next, now) if row.next is not None else ""


def _whom(row: BoardRow) -> str:
    if row.on_board:
        return tr("everybody")
    return names.san(row.taken_by or row.addressee)


def _state(row: BoardRow, now: datetime) -> str:
    state = words.escalation_state(row.state)
    asked = moments.when_exactly(row.asked_at, now)
    told = tr("{state} (asked {when})").format(state=state, when=asked)
    if row.record_owed:
        return tr("{state}, record mail still to be sent").format(state=told)
    if row.taken_by:
        return tr("{state}, {who} has it").format(state=told, who=names.san(row.taken_by))
    return told


def coming(step: NextStep, now: datetime) -> str:
    """Return a step that is to come, with its time: 10:45 催促(佐藤さん)."""
    coming_up = upcoming.in_short(step, now)
    if step.to is not None:
        whom = names.san(step.to.name or step.to.addr)
        coming_up = tr("{step} ({whom})").format(step=coming_up, whom=whom)
    return tr("Proposal: {step}").format(step=coming_up) if step.proposal else coming_up


class BoardModel(TableModel[BoardRow, Column]):
    """The rows of the board, the most overdue first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(Column, parent)
        self._now = datetime.min.replace(tzinfo=UTC)

    def fill(self, rows: Sequence[BoardRow], now: datetime) -> None:
        """Show these as of now."""
        self._now = now
        self.put(rows)

    def heading(self, column: Column) -> str:
        """Return the name of a column."""
        return column_name(column)

    def words(self, row: BoardRow, column: Column) -> str:
        """Return what a cell says."""
        return said(row, column, self._now)

    def fill_of(self, row: BoardRow, column: Column) -> str:
        """Return a fill for what is overdue, due soon, or owed."""
        return _fill(row, column)

    def icon_of(self, row: BoardRow, column: Column) -> QIcon | None:
        """Return the sign of an overdue line."""
        return _icon(row, column)


def _fill(row: BoardRow, column: Column) -> str:
    """Return the name of the fill of a cell: never colour alone, the words say it too."""
    if column is Column.LEFT and row.overdue:
        return "overdue"
    if column is Column.LEFT and row.left is not None and row.left < SOON:
        return "soon"
    if column is Column.STATE and row.record_owed:
        return "soon"
    return ""


def _icon(row: BoardRow, column: Column) -> QIcon | None:
    """Return the sign of an overdue line: it stays when the line is chosen and the fill goes."""
    if column is not Column.LEFT or not row.overdue:
        return None
    sign = QIcon(icons.pixmap("alert", "on_overdue", _SIGN))
    sign.addPixmap(icons.pixmap("alert", "overdue_ink", _SIGN), QIcon.Mode.Selected)
    return sign
