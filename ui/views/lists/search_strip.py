"""The search field with what belongs to it: where it looks, and what it did not understand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from mailroom.domain.query import CaseQuery, Sort, View
from mailroom.domain.search.terms import Search
from ui.inputs import ElidedLabel
from ui.session import Session
from ui.views.lists.search_field import SearchField
from ui.wording import search_text, text, words


class SearchStrip(QWidget):
    """Turns what is typed into a query: over all cases, or within the view it began in.

    Signals:
        query_asked(CaseQuery): show this.
    """

    query_asked = Signal(object)

    def __init__(self, session: Session, began_in: CaseQuery) -> None:
        super().__init__()
        self._session = session
        self._began_in = began_in
        self._everywhere = True
        self.field = SearchField(session)
        self._scope = QToolButton()
        self.problem = ElidedLabel(role="warning")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self._scope)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self._scope.setProperty("role", "quiet")
        self._scope.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._scope.hide()
        self.problem.setContentsMargins(4, 2, 0, 2)
        self.problem.hide()
        self.field.searched.connect(self._on_searched)

    def follow(self, query: CaseQuery) -> None:
        """Say where the list looks; one without words is where the next search begins."""
        if not query.text:
            self._began_in = query
            self._everywhere = True
            self.field.forget()
            self.problem.hide()
        self._scope.setVisible(bool(query.text))
        if query.text:
            self._show_scope(query)
            self._session.ask("search", lambda: self._understood(query.text), self._say)

    def look_in(self, *, everywhere: bool) -> None:
        """Look at all cases, or only at those of the view the search began in."""
        self._everywhere = everywhere
        self._on_searched(self.field.text().strip())

    def _on_searched(self, wanted: str) -> None:
        everything = CaseQuery(view=View.ALL, sort=Sort.NEWEST, text=wanted)
        here = replace(self._began_in, text=wanted)
        self.query_asked.emit(everything if wanted and self._everywhere else here)

    def _understood(self, typed: str) -> Search:
        return self._session.room.search.understood(typed, self._session.zone)

    def _say(self, search: Search) -> None:
        """Say what of a search means nothing."""
        said = "  ".join(map(search_text.problem, search.problems))
        self.problem.setText(said)
        self.problem.setToolTip(said)
        self.problem.setVisible(bool(said))

    def _show_scope(self, query: CaseQuery) -> None:
        began = text.query_title(self._began_in, self._session.roster)
        is_all = self._began_in == replace(self._began_in, view=View.ALL, label=None, assignee=None)
        shown = text.query_title(replace(query, text=""), self._session.roster)
        self._scope.setText(self.tr("In: {where}").format(where=shown))
        self._scope.setAccessibleName(self._scope.text())
        menu = QMenu(self._scope)
        everywhere = menu.addAction(words.view_name(View.ALL))
        everywhere.triggered.connect(lambda: self.look_in(everywhere=True))
        if not is_all:
            menu.addAction(began).triggered.connect(lambda: self.look_in(everywhere=False))
        before = self._scope.menu()
        self._scope.setMenu(menu)
        if before is not None:
            before.deleteLater()
