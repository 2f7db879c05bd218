"""Marks the words of a search in the mails of the case on screen, and leads from one to the next.

The core says what stands where in the original text; here those very words are looked for in what
is shown. Knows the timeline's cards, changes nothing but marks and the place it is scrolled to.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from mailroom.domain.query import CaseDetail
from mailroom.domain.search.hits import Hit
from mailroom.ids import CaseId
from ui import theme
from ui.session import Session
from ui.views.case.timeline import Timeline
from ui.views.mail.view import MailView

_MOST = 500
_SOON_MS = 150  # after cards have been opened and laid out


@dataclass(frozen=True, slots=True)
class _Place:
    view: MailView
    cursor: QTextCursor


class SearchMarks(QObject):
    """The marks of one timeline."""

    def __init__(self, session: Session, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._session = session
        self._timeline = timeline
        self._text = ""
        self._case: CaseId | None = None
        self._words: tuple[str, ...] = ()
        self._hits: tuple[Hit, ...] = ()
        self._at = -1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._begin)

    def search(self, text: str) -> None:
        """Mark other words from now on; "" for none."""
        self._text = text
        self._look_in(self._case)

    def show_detail(self, detail: CaseDetail | None, _items: object) -> None:
        """Follow the case on screen; one that was only read anew stays where it is."""
        case = None if detail is None else detail.row.case.id
        if case != self._case:
            self._look_in(case)
        elif self._words:
            self._mark()

    def _look_in(self, case: CaseId | None) -> None:
        """Look for the words in this case and go to the first of them."""
        self._case, self._at = case, -1
        self._words, self._hits = (), ()
        text, search = self._text, self._session.room.search
        if case is None or not text:
            self._session.tasks.forget("marks")
            self._mark()
            return
        self._session.ask("marks", lambda: search.hits(case, text), self._on_hits)

    def go_on(self) -> None:
        """Go to the next place, from the last to the first."""
        places = self._mark()
        if not places:
            return
        self._at = (self._at + 1) % len(places)
        place = places[self._at]
        place.view.setTextCursor(QTextCursor(place.cursor))
        inner = self._timeline.widget()
        if inner is not None:
            self._scroll_to(place.view.mapTo(inner, place.view.cursorRect().topLeft()))

    def _on_hits(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        found = (hit.words[start:end] for hit in hits for start, end in hit.spans)
        self._words = tuple(dict.fromkeys(found))
        first = next((hit.mail for hit in hits if hit.mail is not None), None)
        for card in self._timeline.cards():
            if card.place.facts.key == first and not card.opened:
                card.set_open(opened=True)
        self._soon.start()

    def _begin(self) -> None:
        if self._words:
            self.go_on()

    def _mark(self) -> list[_Place]:
        """Mark the words wherever they are shown; return the places from top to bottom."""
        colours = theme.current()
        look = QTextCharFormat()
        look.setBackground(colours.colour("soon"))
        look.setForeground(colours.colour("on_soon"))
        places: list[_Place] = []
        for card in self._timeline.cards():
            for view in card.findChildren(MailView):
                found = self._found_in(view.document())
                selections = []
                for cursor in found:
                    selection = QTextEdit.ExtraSelection()
                    selection.cursor, selection.format = cursor, look
                    selections.append(selection)
                view.setExtraSelections(selections)
                places += [_Place(view, cursor) for cursor in found if view.isVisible()]
        return places

    def _found_in(self, document: QTextDocument) -> list[QTextCursor]:
        exactly = QTextDocument.FindFlag.FindCaseSensitively
        found: list[QTextCursor] = []
        for word in self._words:
            cursor = document.find(word, 0, exactly)
            while not cursor.isNull() and len(found) < _MOST:
                found.append(cursor)
                cursor = document.find(word, cursor, exactly)
        return sorted(found, key=lambda cursor: cursor.selectionStart())

    def _scroll_to(self, spot: QPoint) -> None:
        bar = self._timeline.verticalScrollBar()
        third = self._timeline.viewport().height() // 3
        bar.setValue(max(0, spot.y() - third))
