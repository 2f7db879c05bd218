"""The entries of the sidebar in one flat list: overdue escalations, views, labels, members.

Flat, because the sections never nest and one delegate can paint them all. Rebuilt as a whole on
every change: it is a few dozen entries; unchanged entries keep their place and only changed ones
are announced.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from mailroom.domain.cases import Label, LabelStanding
from mailroom.domain.labelling import depth, line_up, path
from mailroom.domain.people import Presence
from mailroom.domain.query import Counts, MemberRow, OverdueRow, View
from mailroom.ids import CaseId, EscalationId, LabelId, PersonId
from mailroom.service.steps import NextStep
from ui import presence
from ui.models import upcoming
from ui.models.case_list import MIME
from ui.wording import moments, words
from ui.wording.words import tr

OVERDUE_SHOWN = 8

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1

_ROOT = QModelIndex()
_NO_STEPS: Mapping[EscalationId, NextStep] = {}
AnyIndex = QModelIndex | QPersistentModelIndex

VIEW_ICONS = {
    View.TO_REPLY: "reply",
    View.ANSWERED: "answered",
    View.ASKED_OF_ME: "asked",
    View.TO_APPROVE: "done",
    View.UNASSIGNED: "inbox",
    View.OVERDUE: "alert",
    View.ESCALATED: "escalate",
    View.WAITING: "waiting",
    View.SNOOZED: "snooze",
    View.DONE: "done",
    View.ALL: "list",
    View.FILTERED: "filter",
    View.OUTBOX: "outbox",
    View.REFUSED: "undo",
    View.UNREADABLE: "unreadable",
    View.STOPPED: "alert",
}


OPENS_DIALOG = frozenset({View.REFUSED, View.UNREADABLE, View.STOPPED})
"""Views of other things than cases."""

NOTHING_TO_DO = frozenset({View.ALL, View.DONE, View.FILTERED})
"""Views without a number: a count is what I can act on."""


class EntryKind(Enum):
    """What a line of the sidebar is."""

    ALARM = "alarm"  # the red heading of overdue escalations
    OVERDUE = "overdue"
    NEXT = "next"  # one quiet line with the next deadline
    SECTION = "section"
    VIEW = "view"
    LABEL = "label"
    MEMBER = "member"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. ``text`` is what it says, ``side`` what stands at its right."""

    kind: EntryKind
    text: str
    side: str = ""
    below: str = ""  # a second, quiet line
    icon: str = ""
    level: int = 0
    view: View | None = None
    label: LabelId | None = None
    member: PersonId | None = None
    case: CaseId | None = None
    presence: Presence | None = None
    colour: str = ""
    depth: int = 0  # of a label: how many lie above it
    folds: bool | None = None  # of a label with others below it: whether it hides them
    urgent: bool = False
    spoken: str = ""  # for screen readers and the tooltip

    @property
    def chooses(self) -> bool:
        """Return whether clicking it shows something."""
        if self.kind is EntryKind.NEXT:
            return self.case is not None or self.view is not None
        return self.kind not in {EntryKind.SECTION, EntryKind.ALARM}

    @property
    def shows_cases(self) -> bool:
        """Return whether walking over it with the arrows shows it: lists, but no dialogs."""
        lists = {EntryKind.VIEW, EntryKind.LABEL, EntryKind.MEMBER}
        return self.kind in lists and self.view not in OPENS_DIALOG


def overdue_entries(
    rows: Sequence[OverdueRow],
    now: datetime,
    steps: Mapping[EscalationId, NextStep] = _NO_STEPS,
) -> list[Entry]:
    """Return the first section: what is overdue, or one quiet line with the next deadline.

    Args:
        rows: the open escalations, by deadline.
        now: the present moment.
        steps: what the clock does next in each, said in the second line where it is known.
    """
    late = [row for row in rows if row.overdue]
    coming = [row for row in rows if not row.overdue]
    entries: list[Entry] = []
    if late:
        entries.append(
            Entry(
                kind=EntryKind.ALARM,
                text=tr("Overdue escalations"),
                side=str(len(late)),
                icon="alert",
                urgent=True,
            )
        )
        entries += [
            _overdue_entry(row, steps.get(row.escalation), now) for row in late[:OVERDUE_SHOWN]
        ]
    if len(late) > OVERDUE_SHOWN:
        more = tr("+{n} more").format(n=len(late) - OVERDUE_SHOWN)
        entries.append(Entry(kind=EntryKind.NEXT, text=more, view=View.ESCALATED))
    elif coming:
        entries.append(_next_entry(coming[0], now))
    if not entries:  # the line is kept, so that nothing below moves when there is one
        entries.append(Entry(kind=EntryKind.NEXT, text=tr("No escalation is due"), icon="clock"))
    return entries


def view_entries(counts: Counts) -> list[Entry]:
    """Return the views with what can be acted on in them."""
    rarely = {View.TO_APPROVE, View.FILTERED} | OPENS_DIALOG
    return [
        Entry(kind=EntryKind.SECTION, text=tr("Cases")),
        *(
            Entry(
                kind=EntryKind.VIEW,
                text=words.view_name(view),
                side="" if view in NOTHING_TO_DO else str(counts.views.get(view) or ""),
                icon=VIEW_ICONS[view],
                view=view,
                urgent=view in {View.OVERDUE, View.REFUSED} and bool(counts.views.get(view)),
            )
            for view in View
            if view not in rarely or counts.views.get(view)
        ),
    ]


def label_entries(
    labels: Iterable[Label], counts: Counts, folded: Container[LabelId] = ()
) -> list[Entry]:
    """Return the labels as a tree; cases can be dropped on them.

    Args:
        labels: in order, each one before those below it.
        counts: live cases of each, those of the labels below it included.
        folded: labels that hide what is below them.
    """
    known = {label.id: label for label in labels}
    parents = {label.parent for label in known.values()}
    found = [
        Entry(
            kind=EntryKind.LABEL,
            text=label.name,
            side=str(counts.labels.get(label.id) or ""),
            icon="label",
            label=label.id,
            colour=label.colour,
            depth=depth(known, label.id) - 1,
            folds=None if label.id not in parents else label.id in folded,
            spoken=" / ".join((*path(known, label.id), counted(counts, label.id))).strip(" /"),
        )
        for label in known.values()
        if (label.standing is LabelStanding.IN_USE or counts.labels.get(label.id))
        and not any(above in folded for above in line_up(known, label.id)[1:])
    ]
    return [Entry(kind=EntryKind.SECTION, text=tr("Labels")), *found] if found else []


def counted(counts: Counts, label: LabelId) -> str:
    """Return how many live cases wear a label, for screen readers; "" for none."""
    number = counts.labels.get(label)
    return tr("%n case(s)", "", number) if number else ""


def member_entries(rows: Iterable[MemberRow], me: PersonId, now: datetime) -> list[Entry]:
    """Return the members with presence and load; cases can be dropped on them."""
    found = [_member_entry(row, me, now) for row in rows if not row.member.left]
    return [Entry(kind=EntryKind.SECTION, text=tr("Members")), *found] if found else []


def _member_entry(row: MemberRow, me: PersonId, now: datetime) -> Entry:
    member, where = row.member, presence.where(row.member, now)
    shown = [] if row.presence is Presence.IN else [where]
    if row.open_cases:
        shown.append(str(row.open_cases))
    reached = [f"{tr('Extension')} {member.extension}"] if member.extension else []
    reached += [number for number in (member.mobile, member.phone) if number]
    return Entry(
        kind=EntryKind.MEMBER,
        text=tr("{name} (me)").format(name=member.name) if member.id == me else member.name,
        side="  ".join(shown),
        member=member.id,
        presence=row.presence,
        spoken=" · ".join(
            [f"{member.name} {where}", *reached, *([member.hours] if member.hours else [])]
        ),
    )


def _overdue_entry(row: OverdueRow, step: NextStep | None, now: datetime) -> Entry:
    late = moments.left(row.due, now)
    spoken = tr("Escalation L{level} to {who}, #{number} {subject}: {late}").format(
        level=row.level, who=row.addressee, number=row.number, subject=row.subject, late=late
    )
    coming = upcoming.in_short(step, now) if step is not None else ""
    return Entry(
        kind=EntryKind.OVERDUE,
        text=row.addressee,
        side=late,
        below=" ".join(filter(None, (f"#{row.number}", coming, row.category or row.subject))),
        level=row.level,
        case=row.case,
        urgent=True,
        spoken=f"{spoken}\n{upcoming.sentence(step, now)}" if step is not None else spoken,
    )


def _next_entry(row: OverdueRow, now: datetime) -> Entry:
    return Entry(
        kind=EntryKind.NEXT,
        text=tr("Next {time} L{level} {category}").format(
            time=moments.when(row.due, now), level=row.level, category=row.category
        ),
        icon="clock",
        case=row.case,
        spoken=tr("Next deadline of an escalation: {who}, #{number} {subject}").format(
            who=row.addressee, number=row.number, subject=row.subject
        ),
    )


class SidebarModel(QAbstractListModel):
    """The entries, and what happens when cases are dropped on one.

    Signals:
        dropped(Entry, tuple[CaseId, ...]): cases were dropped on a label or a member.
    """

    dropped = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the entry, or its words."""
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        match role:
            case _ if role == ENTRY_ROLE:
                return entry
            case Qt.ItemDataRole.DisplayRole:
                return entry.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.spoken or f"{entry.text} {entry.side}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return entry.spoken or entry.text
            case _:
                return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings cannot be chosen; only labels and members take drops."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        entry = self._entries[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if entry.chooses:
            flags |= Qt.ItemFlag.ItemIsSelectable
        if entry.kind in {EntryKind.LABEL, EntryKind.MEMBER}:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        """Return what may be dropped here."""
        return [MIME]

    def supportedDropActions(self) -> Qt.DropAction:
        """Dropping a case leaves it where it is in the list."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: AnyIndex
    ) -> bool:
        """Announce cases that were dropped on an entry."""
        entry = self.entry(parent.row()) if parent.isValid() else None
        if entry is None or not data.hasFormat(MIME):
            return False
        names = bytes(data.data(MIME).data()).decode().split("\n")
        self.dropped.emit(entry, tuple(CaseId(name) for name in names))
        return True

    def entry(self, place: int) -> Entry | None:
        """Return the entry at a place."""
        return self._entries[place] if 0 <= place < len(self._entries) else None

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries."""
        return tuple(self._entries)

    def show(self, entries: Sequence[Entry], *, still: bool = False) -> bool:
        """Show these entries; where the kinds of lines stay, only changed lines are told.

        Args:
            entries: what there is now.
            still: let every line stay in its place, as somebody points at one; lines that are new
                or gone have to wait.

        Returns:
            Whether something has to wait.
        """
        if _moves(self._entries, entries) and still:
            now = {_shape(one): one for one in entries}
            self._replace([now.get(_shape(one), one) for one in self._entries])
            return True
        if _moves(self._entries, entries):
            self.beginResetModel()
            self._entries = list(entries)
            self.endResetModel()
        else:
            self._replace(entries)
        return False

    def _replace(self, entries: Sequence[Entry]) -> None:
        for place, (before, after) in enumerate(zip(self._entries, entries, strict=True)):
            if before != after:
                self._entries[place] = after
                self.dataChanged.emit(self.index(place), self.index(place))


def _moves(before: Sequence[Entry], after: Sequence[Entry]) -> bool:
    """Return whether lines would change places."""
    return [_shape(one) for one in before] != [_shape(one) for one in after]


def _shape(entry: Entry) -> tuple[object, ...]:
    return (entry.kind, entry.view, entry.label, entry.member, entry.case)
