"""Why each case was found: read for the rows that are painted, away from the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from mailroom.domain.search.hits import Hit
from mailroom.ids import CaseId
from ui.session import Session

_MOST_KEPT = 2_000


class SearchHits(QObject):
    """The best hit of each row.

    Signals:
        found(tuple[CaseId, ...]): these rows have theirs now; paint them again.
    """

    found = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._text = ""
        self._hits: dict[CaseId, Hit | None] = {}
        self._wanted: dict[CaseId, None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._read)

    def search(self, text: str) -> None:
        """Look for other words; "" for none."""
        self._text = text
        self._forget()

    def hit(self, case: CaseId) -> Hit | None:
        """Return the hit of a case, if it is known; else it is read soon."""
        if not self._text:
            return None
        if case not in self._hits and case not in self._wanted:
            self._wanted[case] = None
            self._soon.start()
        return self._hits.get(case)

    def forget(self, cases: frozenset[CaseId]) -> None:
        """Read these again when they are painted."""
        for case in cases:
            self._hits.pop(case, None)

    def _forget(self) -> None:
        self._hits.clear()
        self._wanted.clear()
        self._session.tasks.forget("hits")

    def _read(self) -> None:
        text, cases = self._text, tuple(self._wanted)
        if not text or not cases:
            return
        search = self._session.room.search

        def show(hits: dict[CaseId, Hit]) -> None:
            if text != self._text:
                return
            self._hits |= {case: hits.get(case) for case in cases}
            for case in cases:
                self._wanted.pop(case, None)
            while len(self._hits) > _MOST_KEPT:
                del self._hits[next(iter(self._hits))]
            self.found.emit(cases)
            if self._wanted:
                self._soon.start()

        self._session.ask(
            "hits", lambda: search.first_hits(cases, text, lambda: text != self._text), show
        )
