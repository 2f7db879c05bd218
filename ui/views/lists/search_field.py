"""The search field: searches while one types, and offers what can be typed.

Never searches with unconfirmed words (ui.md, Hands). Down goes into the offers, or on to the list
where there are none; Enter takes the marked offer, else it searches; Esc puts the offers away, then
ends the search.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent

from ui import search_history
from ui.entries import Entry
from ui.inputs import Line
from ui.models.search_offers import Known, SearchOffer, offers, taken
from ui.offer_list import OfferList
from ui.session import Session

_SEARCH_PAUSE_MS = 200
_KEEP_PAUSE_MS = 2_000
_TAKE = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchField(Line):
    """Where one types what to look for.

    Signals:
        searched(str): look for this; "" ends the search.
        left(): on to the list.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("")
        self._session = session
        self._folder = session.room.profile.folder
        self.setAccessibleName(self.tr("Search cases"))
        self.setPlaceholderText(self.tr("Search  Ctrl+F"))
        self.setClearButtonEnabled(True)
        self._composing = False
        self._last = ""
        self._known = Known(last=search_history.load(self._folder))
        self.offers: OfferList | None = None
        self._pause = self._timer(_SEARCH_PAUSE_MS, self._search)
        self._keep = self._timer(_KEEP_PAUSE_MS, self._remember)
        self.textEdited.connect(self._on_text)
        self.textChanged.connect(self._on_any_text)

    def search_for(self, text: str) -> None:
        """Search for a text as if it had been typed."""
        self.setText(text)
        self._hide_offers()
        self._search()

    # --- hands -------------------------------------------------------------------------------

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Wait while words are being converted."""
        self._composing = bool(event.preeditString())
        if self._composing:
            self._pause.stop()
        super().inputMethodEvent(event)
        if not self._composing and self.text() != self._last:
            self._on_text()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Learn whom and what one may name now."""
        super().focusInEvent(event)
        roster, search = self._session.roster, self._session.room.search
        self._known = Known(
            labels=tuple(label.name for label in roster.labels.values()),
            members=tuple(one.name for one in roster.members.values() if not one.left),
            senders=self._known.senders,
            last=self._known.last,
        )
        self._session.ask("senders", search.senders, self._learn_senders)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the offers away."""
        super().focusOutEvent(event)
        self._hide_offers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the offers, take one, search, or leave."""
        shown = self.offers is not None and self.offers.isVisible()
        key = event.key()
        if self.offers is not None and shown and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.offers.move_mark(1 if key == Qt.Key.Key_Down else -1)
        elif self.offers is not None and shown and key in _TAKE and self.offers.marked():
            self._take(self.offers.marked())
        elif key == Qt.Key.Key_Down and not self.text():
            self.show_offers()
            if self.offers is None or not self.offers.isVisible():
                self.left.emit()
        elif key in _TAKE or key == Qt.Key.Key_Down:
            self._search()
            self._remember()
            self._hide_offers()
            self.left.emit()
        elif key == Qt.Key.Key_Escape and shown:
            self._hide_offers()
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self._search()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # --- searching ---------------------------------------------------------------------------

    def _on_text(self) -> None:
        if not self._composing:
            self._pause.start()
            self.show_offers()

    def _on_any_text(self, text: str) -> None:
        """The cross at the right empties the field without typing."""
        if not text and self._last:
            self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        if self._composing or self.text().strip() == self._last:
            return
        self._last = self.text().strip()
        self._keep.start()
        self.searched.emit(self._last)

    def _remember(self) -> None:
        """Keep a search that somebody stayed with."""
        self._keep.stop()
        text = self.text().strip()
        if len(text) > 1 and text == self._last:
            last = search_history.remember(self._folder, text)
            self._known = Known(
                labels=self._known.labels,
                members=self._known.members,
                senders=self._known.senders,
                last=last,
            )

    def forget(self) -> None:
        """Empty the field without searching: the list shows something else."""
        self._last = ""
        self._pause.stop()
        self.blockSignals(True)
        self.clear()
        self.blockSignals(False)
        self._hide_offers()

    # --- offers ------------------------------------------------------------------------------

    def _learn_senders(self, senders: object) -> None:
        if isinstance(senders, tuple):
            known = self._known
            self._known = Known(
                labels=known.labels, members=known.members, senders=senders, last=known.last
            )

    def show_offers(self, *, anyway: bool = False) -> None:
        """Offer what may be meant, while the hands are here; ``anyway`` for a picture of it."""
        if self.offers is None:
            self.offers = OfferList(self.tr("Offers for the search"), self.window())
            self.offers.picked.connect(self._take)
        wanted = anyway or self.hasFocus()
        found = offers(self.text(), self.cursorPosition(), self._known) if wanted else []
        top = self.mapTo(self.window(), QPoint(0, 0))
        entries = [Entry(key=one, text=one.text, hint=one.hint) for one in found]
        self.offers.offer(entries, QRect(top, self.size()))

    def _hide_offers(self) -> None:
        if self.offers is not None:
            self.offers.hide()

    def _take(self, offer: object) -> None:
        if not isinstance(offer, SearchOffer):
            return
        text, cursor = taken(self.text(), offer)
        self.setText(text)
        self.setCursorPosition(cursor)
        if offer.goes_on:
            self.show_offers()
        else:
            self._hide_offers()
        self._pause.start()

    def _timer(self, pause: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause)
        timer.timeout.connect(act)
        return timer
