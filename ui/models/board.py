"""The board as a table: 誰が・いつ・どの・どこまで, what is left and what comes next (S46).

Pure words and a model over them; read again as a whole, since it is a few dozen rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from mailroom.domain.plans import StepAction
from mailroom.ids import PersonId
from mailroom.service.escalations import BoardRow
from mailroom.service.steps import NextStep
from ui import icons, moments, names, theme, words
from ui.words import tr

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
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
    """Return a step that is to come, with its time: 10:45 催促 (佐藤さん)."""
    moment = step.fires_at or step.at
    at = tr("now") if moment <= now else moments.when_exactly(moment, now)
    whom = names.san(step.to.name or step.to.addr) if step.to is not None else ""
    what = step_name(step.action)
    if step.proposal:
        what = tr("Proposal: {step}").format(step=what)
    line = tr("{at} {what} ({whom})") if whom else tr("{at} {what}")
    return line.format(at=at, what=what, whom=whom)


def step_name(action: StepAction) -> str:
    """Return what a step does."""
    return {
        StepAction.REQUEST: tr("Request"),
        StepAction.NUDGE: tr("Reminder"),
        StepAction.ALTERNATE: tr("Ask the alternate"),
        StepAction.NEXT_LEVEL: tr("Ask the next level"),
        StepAction.BOARD: tr("Open it to everybody"),
    }[action]


class BoardModel(QAbstractTableModel):
    """The rows of the board, the most overdue first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[BoardRow, ...] = ()
        self._now: datetime | None = None

    def fill(self, rows: Sequence[BoardRow], now: datetime) -> None:
        """Show these as of now."""
        self.beginResetModel()
        self._rows, self._now = tuple(rows), now
        self.endResetModel()

    def row(self, index: AnyIndex) -> BoardRow | None:
        """Return the escalation of a line."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many escalations there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the heading of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_name(list(Column)[section])
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says and how it looks: overdue and owed ones have a fill."""
        row = self.row(index)
        if row is None or self._now is None:
            return None
        column = list(Column)[index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return said(row, column, self._now)
        if role == Qt.ItemDataRole.DecorationRole:
            return _icon(row, column)
        fill = _fill(row, column)
        if fill and role == Qt.ItemDataRole.BackgroundRole:
            return theme.current().colour(fill)
        if fill and role == Qt.ItemDataRole.ForegroundRole:
            return theme.current().colour(f"on_{fill}")
        return None


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
