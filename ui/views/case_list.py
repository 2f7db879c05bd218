"""The list of cases with its search field: what to look at, and which case is on screen.

The order is held still while the mouse is at work in the list: what came in is offered as
「新着 3 件 ↑」. Any key lets it go on. Knows cases by id and row; acts on none.
"""

from __future__ import annotations

from dataclasses import replace

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
from mailroom.domain.search.terms import Search
from mailroom.ids import CaseId
from ui import icons, search_text, text, words
from ui.inputs import ElidedLabel, PlainButton
from ui.models.case_list import CaseListModel
from ui.models.search_hits import SearchHits
from ui.session import Session
from ui.views.bulk_bar import BulkBar
from ui.views.case_row import CaseRowDelegate, spoken
from ui.views.case_view import CaseView
from ui.views.search_field import SearchField

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
        self._before_search = self._query
        self._restoring = False
        self._above: tuple[CaseId, ...] | None = None  # what stood above the case on screen
        self._gap: int | None = None  # where the case on screen stood before it left the list
        self.search = SearchField(session)
        self.hits = SearchHits(session, self)
        self._asked = 0  # counts what was asked: an older search stops when it is asked anew
        self.view = CaseView()
        self.model = CaseListModel(
            session.room.reads.rows, lambda row: spoken(row, session), parent=self
        )
        self.bulk = BulkBar(session)
        self._title = QLabel()
        self._order = QToolButton()
        self._scope = QToolButton()
        self._problem = ElidedLabel(role="warning")
        self._everywhere = True  # a search looks at all cases, not at the view it began in
        self._elsewhere: View | None = None
        self._news = PlainButton("", role="primary")
        self._nothing = QLabel()
        self._nothing_button = PlainButton("", role="quiet")
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
        search_row = QHBoxLayout()
        search_row.setContentsMargins(8, 6, 8, 0)
        search_row.setSpacing(4)
        search_row.addWidget(self.search, 1)
        search_row.addWidget(self._scope)
        self._scope.setProperty("role", "quiet")
        self._scope.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._scope.hide()
        self._problem.setContentsMargins(12, 2, 8, 2)
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(search_row)
        layout.addWidget(self._problem)
        layout.addLayout(head)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self._empty_page())
        layout.addLayout(self._pages, 1)
        layout.addWidget(self.bulk)
        self._news.setParent(self)
        self._news.hide()
        self.setMinimumWidth(220)

    def _empty_page(self) -> QWidget:
        self._nothing.setProperty("role", "empty")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addStretch(2)
        layout.addWidget(self._nothing)
        layout.addWidget(self._nothing_button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        return page

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        for sort in Sort:
            action = menu.addAction(words.sort_name(sort))
            action.triggered.connect(lambda _checked=False, sort=sort: self.sort_by(sort))
        return menu

    def _connect(self) -> None:
        self.search.searched.connect(self._on_searched)
        self.search.left.connect(self.view.setFocus)
        self.view.opened.connect(self.case_opened)
        self.view.menu_asked.connect(self.menu_asked)
        self.view.mouse_used.connect(self.model.hold_still)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self.view.selectionModel().selectionChanged.connect(
            lambda _now, _before: self._on_selected()
        )
        self.model.waiting_changed.connect(self._on_waiting_changed)
        self.model.rearranging.connect(self._on_rearranging)
        self.model.rearranged.connect(self._on_rearranged)
        self._news.clicked.connect(self._on_news_clicked)
        self._nothing_button.clicked.connect(self._on_nothing_button)
        self.hits.found.connect(lambda _cases: self.view.viewport().update())
        self.bulk.cleared.connect(self.view.clearSelection)
        self._session.cases_asked.connect(self.select)
        self._session.changed.connect(self._on_changed)
        self._session.look_changed.connect(self._on_look_changed)

    # --- what to show ------------------------------------------------------------------------

    @property
    def query(self) -> CaseQuery:
        """Return what the list shows."""
        return self._query

    def show_query(self, query: CaseQuery) -> None:
        """Show another set of cases, from the top."""
        self._query = query
        if not query.text:
            self._before_search = query
            self._everywhere = True
            self.search.forget()
        self.hits.search(query.text)
        self._show_scope()
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

    def _on_selected(self) -> None:
        self.bulk.show_chosen(self.selected())
        self.selection_changed.emit()

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
        """Return the case below, or the first one at the end of the list."""
        place = self.model.place_of(case)
        below = self.model.id_at(place + 1) if place is not None else self._below_gap()
        if below is not None:
            return below
        first = self.model.id_at(0)
        return first if first != case else None

    def _below_gap(self) -> CaseId | None:
        return self.model.id_at(self._gap) if self._gap is not None else None

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
            if fresh:
                self.model.set_ids(ids)
                self.view.scrollToTop()
            else:
                self.model.update_ids(ids)
            self._retitle()

        def go_on(ids: list[CaseId]) -> None:
            show(ids)
            if len(ids) == _AT_FIRST:
                self._session.ask("cases", lambda: find(query), self._show_all)

        if query.text and fresh:
            self._session.ask("cases", lambda: find(replace(query, limit=_AT_FIRST)), go_on)
            self._session.ask("search", lambda: room.search.understood(query.text, zone), self._say)
        else:
            self._session.ask("cases", lambda: find(query), show)
        self._retitle()

    def _show_all(self, ids: list[CaseId]) -> None:
        self.model.update_ids(ids)
        self._retitle()

    def _say(self, search: Search) -> None:
        """Say what of a search means nothing."""
        said = "  ".join(map(search_text.problem, search.problems))
        self._problem.setText(said)
        self._problem.setToolTip(said)
        self._problem.setVisible(bool(said))

    def _on_changed(self, changes: Changes) -> None:
        self.model.forget(changes.cases)
        self.hits.forget(changes.cases)
        if changes.team:
            self.model.forget_all()
        if changes.membership:
            self._read(fresh=False)

    def _on_look_changed(self) -> None:
        self.view.doItemsLayout()
        self.view.viewport().update()

    def _on_searched(self, wanted: str) -> None:
        self._elsewhere = None
        base = self._before_search
        if not wanted:
            self.show_query(base)
        elif self._everywhere:
            everything = CaseQuery(view=View.ALL, sort=Sort.NEWEST, text=wanted)
            self.show_query(everything)
        else:
            self.show_query(replace(base, text=wanted))

    def _show_scope(self) -> None:
        """Say where the search looks: everywhere, or in the view it began in."""
        searching = bool(self._query.text)
        self._scope.setVisible(searching)
        if not searching:
            self._problem.hide()
            return
        here = text.query_title(replace(self._before_search, text=""), self._session.roster)
        where = words.view_name(View.ALL) if self._everywhere else here
        self._scope.setText(self.tr("In: {where}").format(where=where))
        self._scope.setAccessibleName(self._scope.text())
        menu = QMenu(self._scope)
        menu.addAction(words.view_name(View.ALL)).triggered.connect(lambda: self._look_in(True))
        if self._before_search.view is not View.ALL or self._before_search.label is not None:
            menu.addAction(here).triggered.connect(lambda: self._look_in(False))
        before = self._scope.menu()
        self._scope.setMenu(menu)
        if before is not None:
            before.deleteLater()

    def _look_in(self, everywhere: bool) -> None:
        self._everywhere = everywhere
        self._on_searched(self._query.text)

    def _try_elsewhere(self, found: dict[View, int]) -> None:
        """Say what to try where a search found nothing, with a way there."""
        if self._query.text and not self.model.rowCount():
            self._elsewhere = next(iter(found), None)
            self._nothing.setText(search_text.nothing_found(found))
            self._nothing_button.setVisible(self._elsewhere is not None)

    def _on_nothing_button(self) -> None:
        if self._query.text and self._elsewhere is not None:
            self.show_query(replace(self._query, view=self._elsewhere))
        else:
            self.view_asked.emit(View.UNASSIGNED)

    # --- saying ------------------------------------------------------------------------------

    def _retitle(self) -> None:
        count = self.model.rowCount()
        self._title.setText(f"{text.query_title(self._query, self._session.roster)}  {count:,}")
        self._order.setText(words.sort_name(self._query.sort))
        self._pages.setCurrentIndex(0 if count else 1)
        if not count:
            unassigned = self._session.room.reads.counts().views.get(View.UNASSIGNED, 0)
            others = unassigned if self._query.view is View.TO_REPLY else 0
            self._nothing.setText(text.nothing_here(self._query, others))
            self._nothing_button.setText(self.tr("Show them"))
            self._nothing_button.setVisible(others > 0)
            if self._query.text:
                query, zone = self._query, self._session.zone
                search = self._session.room.search
                self._session.ask(
                    "elsewhere", lambda: search.elsewhere(query, zone), self._try_elsewhere
                )

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
