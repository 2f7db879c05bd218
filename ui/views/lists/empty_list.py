"""What stands where a list is empty: why, and what to try."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mailroom.domain.query import CaseQuery, View
from ui.inputs import PlainButton
from ui.session import Session
from ui.wording import search_text, text


class EmptyList(QWidget):
    """A sentence, and a button that leads to where there is something.

    Signals:
        view_asked(View): show that view.
        query_asked(CaseQuery): look for the same words elsewhere.
    """

    view_asked = Signal(object)
    query_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._query = CaseQuery()
        self._elsewhere: View | None = None
        self.said = QLabel()
        self.said.setProperty("role", "empty")
        self.said.setWordWrap(True)
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = PlainButton(self.tr("Show them"), role="quiet")
        self.button.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addStretch(2)
        layout.addWidget(self.said)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def explain(self, query: CaseQuery) -> None:
        """Say why nothing is shown; of a search, where else its words are."""
        self._query = query
        reads, search = self._session.room.reads, self._session.room.search
        others = 0
        if query.view is View.TO_REPLY and not query.text:
            others = reads.counts().views.get(View.UNASSIGNED, 0)
        self.said.setText(text.nothing_here(query, others))
        self.button.setVisible(others > 0)
        if query.text:
            zone = self._session.zone
            self._session.ask("elsewhere", lambda: search.elsewhere(query, zone), self._try)

    def _try(self, found: dict[View, int]) -> None:
        if self._query.text:
            self._elsewhere = next(iter(found), None)
            self.said.setText(search_text.nothing_found(found))
            self.button.setVisible(self._elsewhere is not None)

    def _on_clicked(self) -> None:
        if self._query.text and self._elsewhere is not None:
            self.query_asked.emit(replace(self._query, view=self._elsewhere))
        else:
            self.view_asked.emit(View.UNASSIGNED)
