"""/お礼: a template by its name, typed at the start of a line; Enter puts it in.

The list stands at the cursor and never takes the hands: one goes on typing, Up and Down mark, Enter
or Tab takes, Esc puts it away. What is no name of a template is left to be text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent

from mailroom.service.templates.room import Offer
from ui.offer_list import OfferList
from ui.readings import matches, rank
from ui.template_text import entry
from ui.views.writing.body_editor import BodyEditor

_ASKED = re.compile(r"^[/／]([^\s/／]{0,20})$")
_MOST = 6
_TAKE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}


class TemplateSlash(OfferList):
    """The list at the cursor of one text.

    ``picked`` carries an ``Offer``: the name that was typed is to give way to its text (``typed``).
    """

    def __init__(self, body: BodyEditor, offers: Callable[[], tuple[Offer, ...]]) -> None:
        super().__init__("", body)
        self._body = body
        self._ask = offers
        self._offers: tuple[Offer, ...] = ()
        self._refused = -1  # the line in which Esc put the list away
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.tr("Templates"))
        self.picked.connect(self._put_away)
        body.textChanged.connect(self.look)
        body.cursorPositionChanged.connect(self._on_moved)
        body.installEventFilter(self)

    def typed(self) -> int:
        """Return how many characters before the cursor ask for a template; 0 for none."""
        found = self._asked()
        return len(found[0]) if found is not None else 0

    def look(self) -> None:
        """Offer what answers to the words at the cursor, or put the list away."""
        found = self._asked() if self._body.hasFocus() else None
        if found is None:
            self._refused = -1
            self._put_away()
            return
        if self._refused == self._body.textCursor().blockNumber():
            return
        self.offer_named(found[1])

    def offer_named(self, name: str) -> None:
        """Show the templates that answer to a name, the best first."""
        if self.isHidden():
            self._offers = self._ask()
        asked = [one for one in self._offers if matches(name, one.template.name)]
        if name:
            asked.sort(key=lambda one: rank(name, one.template.name))
        self._show(asked[:_MOST])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Mark, take and put away from the text, while the list stands there."""
        if self.isHidden():
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._put_away()
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        return self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.view.currentIndex().row()
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False  # Ctrl+Enter sends, as ever
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._mark((row + step) % self.model.rowCount())
            return True
        if key in _TAKE:
            if not event.isAutoRepeat():
                self._take()
            return True
        if key == Qt.Key.Key_Escape:
            self._refused = self._body.textCursor().blockNumber()
            self._put_away()
            return True
        return False

    def _asked(self) -> re.Match[str] | None:
        cursor = self._body.textCursor()
        if cursor.hasSelection():
            return None
        return _ASKED.match(cursor.block().text()[: cursor.positionInBlock()])

    def _on_moved(self) -> None:
        if not self.isHidden() and self._asked() is None:
            self._put_away()

    def _show(self, found: list[Offer]) -> None:
        if not found:
            self._put_away()
            return
        window, cursor = self._body.window(), self._body.cursorRect()
        self.setParent(window)  # it may have gone into a window of its own
        place = QRect(self._body.viewport().mapTo(window, cursor.topLeft()), cursor.size())
        self.offer([entry(one, one) for one in found], place, mark=True)

    def _mark(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row, 0))

    def _take(self) -> None:
        found = self.marked()
        self._put_away()
        if found is not None:
            self.picked.emit(found)

    def _put_away(self) -> None:
        self.hide()
