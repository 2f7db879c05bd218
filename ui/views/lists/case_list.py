"""The list of cases with its search field: what to look at, and which case is on screen.

The order is held still while the mouse is at work in the list: what came in is offered as
「新着 3 件 ↑」. Any key lets it go on. Knows cases by id and row; acts on none.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mailroom.domain.changes import Changes
from mailroom.domain.query import CaseQuery, Sort, View
from mailroom.ids import CaseId
from ui import icons
from ui.inputs import PlainButton
from ui.models.case_list import CaseListModel
from ui.models.chips import is_locked_for
from ui.models.search_hits import SearchHits
from ui.session import Session
from ui.views.lists.bulk_bar import BulkBar
from ui.views.lists.case_row import CaseRowDelegate, spoken
from ui.views.lists.case_view import CaseView
from ui.views.lists.empty_list import EmptyList
from ui.views.lists.search_strip import SearchStrip
from ui.wording import text, words

_AT_FIRST = 60
"""Results of a search that are shown before all of them are known."""


class CaseList(QWidget):
    """Search, order, rows, and what is said when there are none.

    Signals:
        case_chosen(CaseId | None): the case to show.
        selection_changed(): other cases are chosen.
        case_opened(): the person wants to read: put the hands into the case.
        menu_asked(QPoint): the context menu of the chosen cases.
        view_asked(View): a button of the empty list leads to another view.
    """

    case_chosen = Signal(object)
    selection_changed = Signal()
    case_opened = Signal()
    menu_asked = Signal(QPoint)
    view_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("caseList")
        self._session = session
        self._query = CaseQuery(view=View.TO_REPLY, sort=Sort.DUE)
        self._restoring = False
        self._above: tuple[CaseId, ...] | None = None  # what stood above the case on screen
        self._gap: int | None = None  # where the case on screen stood before it left the list
        self.strip = SearchStrip(session, self._query)
        self.search = self.strip.field
        self.hits = SearchHits(session, self)
        self._asked = 0  # counts what was asked: an older search stops when it is asked anew
        self.view = CaseView()
        self.model = CaseListModel(
            session.room.reads.rows, lambda row: spoken(row, session), parent=self
        )
        self.bulk = BulkBar(session)
        self._title = QLabel()
        self._order = QToolButton()
        self._news = PlainButton("", role="primary")
        self.empty = EmptyList(session)
        self._lay_out()
        self._connect()

    # --- making ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(CaseRowDelegate(self._session, self.hits))
        self._title.setProperty("role", "heading")
        self._order.setProperty("role", "quiet")
        self._order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._order.setIcon(icons.icon("expand", "meta"))
        self._order.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._order.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self._order.setMenu(self._order_menu())
        self._order.setAccessibleName(self.tr("Order of the list"))
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 4, 2)
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        head.addWidget(self._order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.strip)
        layout.addLayout(head)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        layout.addLayout(self._pages, 1)
        layout.addWidget(self.bulk)
        self._news.setParent(self)
        self._news.hide()
        self.setMinimumWidth(220)

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        for sort in Sort:
            action = menu.addAction(words.sort_name(sort))
            action.triggered.connect(lambda _checked=False, sort=sort: self.sort_by(sort))
        return menu

    def _connect(self) -> None:
        self.strip.query_asked.connect(self.show_query)
        self.empty.query_asked.connect(self.show_query)
        self.empty.view_asked.connect(self.view_asked)
        self.search.left.connect(self.view.setFocus)
        self.view.opened.connect(self.case_opened)
        self.view.menu_asked.connect(self.menu_asked)
        self.view.mouse_used.connect(self.model.hold_still)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.selectionModel().selectionChanged.connect(
            lambda _now, _before: self.selection_changed.emit()
        )
        self.selection_changed.connect(lambda: self.bulk.show_chosen(self.selected()))
        self.model.waiting_changed.connect(self._on_waiting_changed)
        self.model.rearranging.connect(self._on_rearranging)
        self.model.rearranged.connect(self._on_rearranged)
        self._news.clicked.connect(self._on_news_clicked)
        self.hits.found.connect(lambda _cases: self.view.viewport().update())
        self.bulk.cleared.connect(self.view.clearSelection)
        self._session.cases_asked.connect(self.select)
        self._session.changed.connect(self._on_changed)
        self._session.look_changed.connect(self.view.doItemsLayout)
        self._session.look_changed.connect(self.view.viewport().update)

    # --- what to show ------------------------------------------------------------------------

    @property
    def query(self) -> CaseQuery:
        """Return what the list shows."""
        return self._query

    def show_query(self, query: CaseQuery) -> None:
        """Show another set of cases, from the top."""
        self._query = query
        self.strip.follow(query)
        self.hits.search(query.text)
        self._read(fresh=True)

    def sort_by(self, sort: Sort) -> None:
        """Show the same cases in another order."""
        self.show_query(replace(self._query, sort=sort))

    def selected(self) -> tuple[CaseId, ...]:
        """Return the chosen cases from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        found = (self.model.id_at(row) for row in rows)
        return tuple(case for case in found if case is not None)

    def select(self, cases: tuple[CaseId, ...]) -> None:
        """Choose these cases, as far as they are in the list."""
        places = [place for case in cases if (place := self.model.place_of(case)) is not None]
        chosen = QItemSelection()
        for place in places:
            chosen.select(self.model.index(place), self.model.index(place))
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().select(chosen, flag)
        if places:
            self.view.scrollTo(self.model.index(min(places)))

    def listed(self) -> tuple[str, tuple[CaseId, ...]]:
        """Return what the list is called and its cases: several chosen ones, else all."""
        chosen = self.selected()
        title = text.query_title(self._query, self._session.roster)
        return title, chosen if len(chosen) > 1 else self.model.ids

    def current(self) -> CaseId | None:
        """Return the case the cursor stands on."""
        return self.model.id_at(self.view.currentIndex().row())

    def step(self, by: int) -> None:
        """Move the cursor (J, K); it stops at the ends."""
        if self.model.rowCount() == 0:
            return
        row = self.view.currentIndex().row()
        if row < 0 and self._gap is not None:
            row = self._gap - 1 if by > 0 else self._gap  # between two rows
        place = 0 if row < 0 and by > 0 else min(max(row + by, 0), self.model.rowCount() - 1)
        self._put_cursor(place)

    def toggle_current(self) -> None:
        """Add the current case to the chosen ones or take it out, and go on (X)."""
        index = self.view.currentIndex()
        if index.isValid():
            self.view.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Toggle)
            below = self.model.index(index.row() + 1)
            if below.isValid():
                self.view.selectionModel().setCurrentIndex(
                    below, QItemSelectionModel.SelectionFlag.Select
                )

    def choose(self, case: CaseId) -> bool:
        """Put the cursor on a case, if it is in the list."""
        place = self.model.place_of(case)
        if place is None:
            self._restoring = True
            self.view.selectionModel().clear()
            self._restoring = False
            return False
        self._put_cursor(place)
        return True

    def _put_cursor(self, place: int) -> None:
        # the view's own setCurrentIndex adds to what is chosen while Ctrl (of Ctrl+Enter) is held
        self.view.selectionModel().setCurrentIndex(
            self.model.index(place), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def case_after(self, case: CaseId) -> CaseId | None:
        """Return the next case below that nobody else is answering; at the end from the top."""
        place, count = self.model.place_of(case), self.model.rowCount()
        below = count if self._gap is None else self._gap
        start = below if place is None else place + 1
        order = chain(range(start, count), range(min(start, count)))
        return next((one for at in order if (one := self._free_at(at)) not in {None, case}), None)

    def _free_at(self, place: int) -> CaseId | None:
        row = self.model.row(place)
        taken = row is not None and is_locked_for(row, self._session.me)
        return None if taken else self.model.id_at(place)

    def focus_search(self) -> None:
        """Put the hands into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # --- reading -----------------------------------------------------------------------------

    def _read(self, *, fresh: bool) -> None:
        """Show the cases of the query; of a search the newest first, all of them behind that."""
        query, zone = self._query, self._session.zone
        self._asked += 1
        number = self._asked
        room = self._session.room

        def find(wanted: CaseQuery) -> list[CaseId]:
            return room.search.case_ids(wanted, zone=zone, stopped=lambda: number != self._asked)

        def show(ids: list[CaseId]) -> None:
            self.model.update_ids(ids)
            self._retitle()

        def show_fresh(ids: list[CaseId]) -> None:
            self.model.set_ids(ids)
            self.view.scrollToTop()
            self._retitle()

        def go_on(ids: list[CaseId]) -> None:
            show_fresh(ids)
            if len(ids) == _AT_FIRST:
                self._session.ask("cases", lambda: find(query), show)

        if query.text and fresh:
            self._session.ask("cases", lambda: find(replace(query, limit=_AT_FIRST)), go_on)
        else:
            self._session.ask("cases", lambda: find(query), show_fresh if fresh else show)
        self._retitle()

    def _on_changed(self, changes: Changes) -> None:
        self.model.forget(changes.cases)
        self.hits.forget(changes.cases)
        if changes.team:
            self.model.forget_all()
        if changes.membership:
            self._read(fresh=False)

    # --- saying ------------------------------------------------------------------------------

    def _retitle(self) -> None:
        count = self.model.rowCount()
        self._title.setText(f"{text.query_title(self._query, self._session.roster)}  {count:,}")
        self._order.setText(words.sort_name(self._query.sort))
        self._pages.setCurrentIndex(0 if count else 1)
        if not count:
            self.empty.explain(self._query)

    def _on_waiting_changed(self, count: int) -> None:
        self._news.setVisible(count > 0)
        self._news.relabel(text.news(count))
        self._news.adjustSize()
        self._place_news()

    def _on_news_clicked(self) -> None:
        self.model.let_in()
        self.view.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pill in its place."""
        super().resizeEvent(event)
        self._place_news()

    def _place_news(self) -> None:
        spot = self.view.geometry()
        self._news.move(spot.center().x() - self._news.width() // 2, spot.top() + 8)
        self._news.raise_()

    # --- the cursor --------------------------------------------------------------------------

    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._restoring:
            self._gap = None
            self.case_chosen.emit(self.model.id_at(current.row()))

    def _on_rearranging(self) -> None:
        self._restoring = True
        here = self.current()
        on_screen = here is not None and here == self._session.case
        self._above = self.model.ids[: self.view.currentIndex().row()] if on_screen else None

    def _on_rearranged(self) -> None:
        """Let the cursor stand on the same case as before, wherever it is now.

        A case that left the list stays on screen: somebody reads it, or writes in it.
        """
        case = self._session.case
        place = self.model.place_of(case) if case is not None else None
        if place is not None:
            if place != self.view.currentIndex().row():
                self._put_cursor(place)
            self._gap = None
        elif self._above is not None:
            self._gap = sum(self.model.place_of(one) is not None for one in self._above)
            self.view.selectionModel().clear()
        self._restoring = False
        self._retitle()
