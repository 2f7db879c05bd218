"""A line of addresses that offers whom a typed piece may mean.

Works on the piece in which the cursor stands; the rest of the line is left alone. Enter or Tab
takes the marked one, Esc puts the list away. What is an address already stays as it was typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from mailroom.domain.address_book import Known, offered
from mailroom.domain.people import Address
from ui.entries import Entry
from ui.inputs import Line
from ui.offer_list import OfferList
from ui.typed_addresses import parse_addresses, piece_at, show_address

_WIDTH = 460
_TAKE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}


class AddressLine(Line):
    """One of To, Cc and Bcc."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._known: Sequence[Known] = ()
        self._offers: OfferList | None = None
        self.elsewhere: Callable[[], Iterable[Address]] = tuple
        """Who stands in another line of the same mail: not offered once more."""
        self.textEdited.connect(lambda _text: self.show_offers())

    def set_known(self, known: Sequence[Known]) -> None:
        """Offer these people."""
        self._known = known

    @property
    def offers(self) -> OfferList | None:
        """Return the list while it is on screen."""
        shown = self._offers is not None and self._offers.isVisible()
        return self._offers if shown else None

    def show_offers(self) -> None:
        """Offer who may be meant by what stands at the cursor."""
        start, end = piece_at(self.text(), self.cursorPosition())
        typed = self.text()[start:end].strip()
        beside = parse_addresses(self.text()[:start])[0] + parse_addresses(self.text()[end:])[0]
        there = frozenset(one.addr for one in (*beside, *self.elsewhere()))
        found = offered(self._known, typed, but=there)
        if [one.address.addr for one in found] == [typed.casefold()]:
            found = ()  # it stands there in full
        if self._offers is None:
            if not found:
                return
            self._offers = OfferList(self.tr("Who may be meant"), self.window())
            self._offers.picked.connect(self._take)
        entries = [Entry(key=one, text=show_address(one.address), hint=self._hint(one))
                   for one in found]  # fmt: skip
        top = self.mapTo(self.window(), QPoint(0, 0))
        below = QRect(top, self.size())
        typed_in_full = bool(parse_addresses(typed)[0])
        self._offers.offer(entries, below, width=_WIDTH, mark=not typed_in_full)

    def event(self, event: QEvent) -> bool:
        """Take with Tab before Tab moves on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            offers = self.offers
            if offers is not None and event.key() == Qt.Key.Key_Tab and offers.marked():
                self._take(offers.marked())
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the offers, take one, or put them away."""
        offers, key = self.offers, event.key()
        if offers is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            offers.move_mark(1 if key == Qt.Key.Key_Down else -1)
        elif key in _TAKE and offers.marked():
            self._take(offers.marked())
        elif key == Qt.Key.Key_Escape:
            offers.hide()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the offers away."""
        super().focusOutEvent(event)
        if self._offers is not None:
            self._offers.hide()

    def _hint(self, one: Known) -> str:
        return self.tr("colleague") if one.colleague else one.company

    def _take(self, one: object) -> None:
        if not isinstance(one, Known):
            return
        start, end = piece_at(self.text(), self.cursorPosition())
        before, after = self.text()[:start], self.text()[end:]
        gap = " " if before and not before.endswith((" ", "\n")) else ""
        head = before + gap + show_address(one.address) + ("" if after.strip() else ", ")
        self.setText(head + after)
        self.setCursorPosition(len(head))
        if self._offers is not None:
            self._offers.hide()
        self.textEdited.emit(self.text())  # nothing stands at the cursor now: offers nobody
