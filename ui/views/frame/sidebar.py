"""The sidebar: overdue escalations first, then views, labels, members; or a rail of icons.

Shows a ``SidebarModel`` in one list. Choosing an entry asks for a query or a case; dropping cases
on a label or a member labels or hands them out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from mailroom.domain.changes import Changes
from mailroom.domain.commands import Assign, PutLabel
from mailroom.domain.people import Presence
from mailroom.domain.query import CaseQuery, Sort, View
from mailroom.ids import CaseId, EscalationId
from mailroom.service.steps import NextStep
from ui import hands, icons, presence, theme
from ui.models import sidebar as model
from ui.models import upcoming
from ui.models.chips import Chip, Look
from ui.models.sidebar import AnyIndex, Entry, EntryKind, SidebarModel
from ui.session import Session
from ui.views.frame.label_tree import LabelFolds
from ui.views.frame.label_tree import paint_mark as paint_label
from ui.views.frame.presence_foot import PresenceFoot
from ui.views.lists.chip_paint import chip_height, chip_width, paint_chip
from ui.wording import text

WIDTH = 212
RAIL = 48
_REFRESH_MS = 30_000
_REST_MS = 150
"""The arrows have come to rest after so long: only then the list is read."""

_WALKING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_RIGHT = int(
    Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine
)
_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_HEIGHTS = {EntryKind.ALARM: 28, EntryKind.OVERDUE: 40}
_DEADLINE_VIEWS = {View.TO_REPLY, View.OVERDUE, View.ESCALATED, View.UNASSIGNED}

_PRESENCE = {
    Presence.IN: ("answered", True),
    Presence.BUSY: ("soon", True),
    Presence.OUT: ("meta", False),
    Presence.OFF: ("meta", False),
    Presence.GONE: ("meta", False),
}
"""Colour of the dot, and whether it is filled; the word stands in the tooltip and the menu."""


class SidebarDelegate(QStyledItemDelegate):
    """Paints entries, whole or as a rail."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.rail = False

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return 26 px a line; in the rail only what has an icon."""
        entry = index.data(model.ENTRY_ROLE)
        if not isinstance(entry, Entry):
            return QSize(0, 0)
        if self.rail:
            shown = entry.kind in {EntryKind.VIEW, EntryKind.ALARM}
            return QSize(RAIL, 40 if shown else 0)
        height = _HEIGHTS.get(entry.kind, 26)
        return QSize(option.rect.width(), theme.scaled(height, self._session.settings.text_percent))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one entry."""
        entry = index.data(model.ENTRY_ROLE)
        if not isinstance(entry, Entry) or option.rect.height() <= 0:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter, option, entry)
        if self.rail:
            self._paint_rail(painter, option, entry, ink)
        else:
            self._paint_line(painter, option, entry, ink)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> str:
        palette = theme.current()
        body = QRectF(option.rect.adjusted(6, 1, -6, -1))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if entry.kind is EntryKind.ALARM:
            painter.setBrush(palette.colour("overdue"))
            painter.drawRoundedRect(body, 4, 4)
            return "on_overdue"
        if chosen:
            painter.setBrush(palette.colour("chosen"))
            painter.drawRoundedRect(body, 4, 4)
        elif entry.chooses and option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(palette.colour("hover"))
            painter.drawRoundedRect(body, 4, 4)
        return "on_chosen" if chosen else "ink"

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, ink: str
    ) -> None:
        line = option.rect.adjusted(12, 0, -12, 0)
        font = _font_for(entry, option.font)
        if entry.kind in {EntryKind.SECTION, EntryKind.NEXT}:
            ink = "meta"
        if entry.kind is EntryKind.SECTION:
            line = line.adjusted(0, 4, 0, 0)
        if entry.below:
            line = self._paint_below(painter, line, entry, font)
        right = self._paint_side(painter, line, entry, font, ink)
        left = self._paint_mark(painter, line, entry, option.font, ink)
        area = QRect(left, line.top(), right - left, line.height())
        painter.setFont(font)
        painter.setPen(theme.current().colour(ink))
        fitted = QFontMetrics(font).elidedText(
            entry.text, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, _LINE, fitted)

    def _paint_below(self, painter: QPainter, line: QRect, entry: Entry, font: QFont) -> QRect:
        """Paint the second line; return where the first one stands."""
        half = line.height() // 2
        below = QRect(line.left() + 32, line.top() + half - 2, line.width() - 32, half)
        painter.setFont(font)
        painter.setPen(theme.current().colour("meta"))
        fitted = QFontMetrics(font).elidedText(
            entry.below, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, _LINE, fitted)
        return QRect(line.left(), line.top() + 2, line.width(), half)

    def _paint_side(
        self, painter: QPainter, line: QRect, entry: Entry, font: QFont, ink: str
    ) -> int:
        """Paint what stands at the right; return where the words must end."""
        if not entry.side:
            return line.right()
        side = QFont(font)
        if entry.kind is not EntryKind.ALARM:
            side = _small(font)
        urgent = entry.urgent and entry.kind is not EntryKind.ALARM and ink == "ink"
        side.setWeight(QFont.Weight.DemiBold if entry.urgent else QFont.Weight.Normal)
        quiet = "meta" if ink == "ink" else ink
        painter.setFont(side)
        painter.setPen(theme.current().colour("overdue_ink" if urgent else quiet))
        painter.drawText(line, _RIGHT, entry.side)
        return line.right() - QFontMetrics(side).horizontalAdvance(entry.side) - 6

    def _paint_mark(
        self, painter: QPainter, line: QRect, entry: Entry, font: QFont, ink: str
    ) -> int:
        """Paint icon, level or presence at the left; return where the words start."""
        left, middle = line.left(), line.center().y() + 1
        palette = theme.current()
        if entry.kind is EntryKind.OVERDUE:
            chip = Chip(look=Look.OVERDUE, text=f"L{entry.level}")
            small = _small(font)
            width, height = chip_width(chip, small), chip_height(small)
            paint_chip(painter, chip, QRectF(left, middle - height / 2, width, height), small)
            return left + width + 6
        if entry.presence is not None:
            colour, filled = _PRESENCE[entry.presence]
            painter.setPen(palette.colour(colour))
            painter.setBrush(palette.colour(colour) if filled else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(left + 3, middle - 4.5, 8, 8))
            return left + 20
        if entry.kind is EntryKind.LABEL:
            return paint_label(painter, left, middle, entry)
        if entry.icon:
            colour = "overdue_ink" if entry.urgent and ink == "ink" else ink
            quiet = "meta" if colour == "ink" else colour
            icons.paint(painter, entry.icon, quiet, QRectF(left, middle - 7.5, 15, 15))
            return left + 20
        return left

    def _paint_rail(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry, ink: str
    ) -> None:
        rect = option.rect
        drop = 5 if entry.side else 11
        spot = QRectF(rect.center().x() - 8, rect.top() + drop, 18, 18)
        colour = "overdue_ink" if entry.urgent and ink == "ink" else ink
        icons.paint(painter, entry.icon, colour, spot)
        if entry.side:
            font = _small(option.font)
            painter.setFont(font)
            painter.setPen(theme.current().colour("meta" if colour == "ink" else colour))
            painter.drawText(rect.adjusted(0, 22, 0, -1), _CENTER, entry.side)


class _SidebarView(QListView):
    """The list; letters pass it by, drops are shown on the entry below the pointer.

    Signals:
        stepped(): the arrows went to another entry.
    """

    stepped = Signal()

    def __init__(self) -> None:
        super().__init__()
        hands.refuse_ime(self)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter only; letters are not a search here."""
        if event.text() and event.text().isprintable() and event.text() != " ":
            event.ignore()
        else:
            super().keyPressEvent(event)
            if event.key() in _WALKING:
                self.stepped.emit()
        hands.refuse_ime(self)

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:  # noqa: N802
        """Keep the IME off whatever Qt thinks of the new entry."""
        super().currentChanged(current, previous)
        hands.refuse_ime(self)


class Sidebar(QWidget):
    """The pane.

    Signals:
        query_asked(CaseQuery): show these cases.
        case_asked(CaseId): show this case (an overdue escalation).
        alarm_changed(str): the sentence of the red strip, "" when nothing is overdue.
    """

    query_asked = Signal(object)
    case_asked = Signal(object)
    alarm_changed = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self.model = SidebarModel(self)
        self.view = _SidebarView()
        self.view.setAccessibleName(self.tr("Views"))
        self._delegate = SidebarDelegate(session, self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(self._delegate)
        self.folds = LabelFolds(self.view)
        self.folds.changed.connect(self.refresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(0)
        layout.addWidget(self.view, 1)
        self.foot = PresenceFoot(session)
        layout.addWidget(self.foot)
        self._chosen = Entry(kind=EntryKind.VIEW, text="", view=View.TO_REPLY)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_REFRESH_MS)  # deadlines pass without any event
        self._ticking.timeout.connect(self.refresh)
        self._ticking.start()
        self._steps: Mapping[EscalationId, NextStep] = {}
        self._late = False  # lines have to move, but somebody points at one
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST_MS)
        self._resting.timeout.connect(self._on_stepped)
        self.view.stepped.connect(self._resting.start)
        self.view.clicked.connect(self._on_clicked)
        self.view.activated.connect(self._on_clicked)
        self.model.dropped.connect(self._on_dropped)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._offer_about_member)
        session.changed.connect(self._on_changed)
        session.look_changed.connect(self.view.doItemsLayout)
        self.set_rail(rail=False)
        self.refresh()

    def set_rail(self, *, rail: bool) -> None:
        """Show icons only, or everything."""
        self._delegate.rail = rail
        self.setFixedWidth(RAIL if rail else self._wanted_width())
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.view.setVerticalScrollBarPolicy(off if rail else needed)
        self.view.doItemsLayout()
        self.foot.setVisible(not rail)

    def minimumSizeHint(self) -> QSize:
        """Need no more than the rail."""
        return QSize(RAIL, 2 * RAIL)

    def refresh(self) -> None:
        """Read counts, deadlines and members again."""
        reads = self._session.room.reads
        now = self._session.now()
        overdue = reads.overdue()
        counts = reads.counts()
        entries = [
            *model.overdue_entries(overdue, now, self._steps),
            *model.view_entries(counts),
            *model.label_entries(reads.labels(), counts, self.folds.folded),
            *model.member_entries(reads.members(), self._session.me.person, now),
        ]
        self._late = self.model.show(entries, still=self._pointed_at())
        self._mark_chosen()
        self.alarm_changed.emit(text.red_strip(overdue, now))

    def show_steps(self, steps: Sequence[NextStep]) -> None:
        """Say at what is overdue what the clock does next about it."""
        known = upcoming.by_escalation(steps)
        if known != self._steps:
            self._steps = known
            self.refresh()

    def choose_view(self, view: View) -> None:
        """Show a view as if it had been clicked."""
        self._choose(Entry(kind=EntryKind.VIEW, text="", view=view))

    def mark(self, query: CaseQuery) -> None:
        """Mark what the list shows already."""
        plain = query.label is None and query.assignee is None
        self._chosen = Entry(
            kind=EntryKind.VIEW,
            text="",
            view=query.view if plain else None,
            label=query.label,
            member=query.assignee,
        )
        self._mark_chosen()

    def open_first_overdue(self) -> None:
        """Show the case whose escalation is overdue the longest."""
        for entry in self.model.entries():
            if entry.kind is EntryKind.OVERDUE and entry.case is not None:
                self.case_asked.emit(entry.case)
                return

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover away; let lines move that had to wait."""
        super().leaveEvent(event)
        self.view.viewport().update()
        if self._late:
            self.refresh()

    def _wanted_width(self) -> int:
        return theme.scaled(WIDTH, max(100, self._session.settings.text_percent))

    def _pointed_at(self) -> bool:
        """Return whether somebody may be about to press: nothing moves under the pointer."""
        return self.view.underMouse()

    def _on_stepped(self) -> None:
        """Show what the arrows came to rest on."""
        entry = self.model.entry(self.view.currentIndex().row())
        if entry is not None and entry.shows_cases:
            self._choose(entry)

    def _on_changed(self, changes: Changes) -> None:
        if changes.cases or changes.membership or changes.team or changes.outbox:
            self.refresh()

    def _on_clicked(self, index: QModelIndex) -> None:
        entry = self.model.entry(index.row())
        if entry is not None and entry.chooses:
            self._choose(entry)
        elif entry is not None and entry.kind is EntryKind.ALARM:
            self._choose(Entry(kind=EntryKind.VIEW, text="", view=View.ESCALATED))

    def _choose(self, entry: Entry) -> None:
        if entry.case is not None:
            self.case_asked.emit(entry.case)
            return
        self._chosen = entry
        self._mark_chosen()
        self.query_asked.emit(query_for(entry))

    def _mark_chosen(self) -> None:
        wanted = (self._chosen.view, self._chosen.label, self._chosen.member)
        for place, entry in enumerate(self.model.entries()):
            if entry.kind in {EntryKind.VIEW, EntryKind.LABEL, EntryKind.MEMBER} and wanted == (
                entry.view,
                entry.label,
                entry.member,
            ):
                self.view.setCurrentIndex(self.model.index(place))
                return
        self.view.clearSelection()

    def _offer_about_member(self, at: QPoint) -> None:
        """Offer what can be done with a member: where they are, change them (right click, Menu)."""
        entry = self.model.entry(self.view.indexAt(at).row())
        member = self._session.roster.members.get(entry.member) if entry and entry.member else None
        if member is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if presence.may_set(self._session, member.id):
            presence.fill_menu(menu, self._session, member.id)
        else:
            menu.addAction(presence.where(member, self._session.now())).setEnabled(False)
        menu.addSeparator()
        change = menu.addAction(self.tr("Change a member"))
        change.triggered.connect(lambda: self._session.member_asked.emit(member.id))
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _on_dropped(self, entry: Entry, cases: tuple[CaseId, ...]) -> None:
        count = len(cases)
        if entry.label is not None:
            label = entry.label
            self._session.do(
                *(PutLabel(case=case, label=label) for case in cases),
                said=text.labelled(entry.text, count),
            )
        elif entry.member is not None:
            person = entry.member
            self._session.do(
                *(Assign(case=case, person=person) for case in cases),
                said=text.assigned(self._session.roster.name(person), count),
            )


def query_for(entry: Entry) -> CaseQuery:
    """Return what choosing an entry shows."""
    if entry.label is not None:
        return CaseQuery(view=View.ALL, label=entry.label)
    if entry.member is not None:
        return CaseQuery(view=View.ALL, assignee=entry.member, sort=Sort.DUE)
    view = entry.view or View.ALL
    return CaseQuery(view=view, sort=Sort.DUE if view in _DEADLINE_VIEWS else Sort.NEWEST)


def _font_for(entry: Entry, font: QFont) -> QFont:
    made = QFont(font)
    if entry.kind in {EntryKind.SECTION, EntryKind.NEXT, EntryKind.ALARM, EntryKind.OVERDUE}:
        made = _small(font)
    if entry.kind in {EntryKind.SECTION, EntryKind.ALARM}:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(9, round(font.pixelSize() * theme.META / theme.BODY)))
    return small
