"""Putting a template of the team into the reply: from the picker or by /name.

Owns how it goes in: values filled, no second greeting, one Ctrl+Z takes it out again, and the first
thing that is still to be filled in is marked, so that typing replaces it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor

from mailroom.domain.drafts import ReplyKind
from mailroom.domain.templates.blanks import blanks
from mailroom.domain.templates.filling import fill, without_greeting
from mailroom.ids import CaseId
from mailroom.service.templates.room import Offer
from ui.session import Session
from ui.views.composer.reply_tab import ReplyTab
from ui.views.composer.template_slash import TemplateSlash

PICKER_KEY = "Ctrl+T"


class TemplateInsert(QObject):
    """Templates for the reply of one composer."""

    def __init__(
        self, session: Session, reply: ReplyTab, case: Callable[[], CaseId | None]
    ) -> None:
        super().__init__(reply)
        self._session = session
        self._reply = reply
        self._case = case
        self.slash = TemplateSlash(reply.body, self._offers)
        self.slash.picked.connect(lambda offer: self.insert(offer, instead_of=self.slash.typed()))
        key = QShortcut(QKeySequence(PICKER_KEY), reply)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.setAutoRepeat(False)
        key.activated.connect(self.open_picker)

    def open_picker(self) -> None:
        """Let the person choose; nothing before something is begun."""
        if self._case() is not None:
            self._session.template_asked.emit(self._offers(), self.insert, self._reply.window())

    def insert(self, offer: Offer, *, instead_of: int = 0) -> None:
        """Put a text in at the cursor.

        Args:
            offer: what was chosen.
            instead_of: characters before the cursor that give way to it.
        """
        body = self._reply.body
        cursor = body.textCursor()
        cursor.beginEditBlock()
        if instead_of:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, instead_of
            )
            cursor.removeSelectedText()
        start = min(cursor.anchor(), cursor.position())
        text = without_greeting(offer.text, body.toPlainText()) if start else offer.text
        cursor.insertText(text)
        cursor.endEditBlock()
        body.setTextCursor(self._marked(cursor, start, text))
        self._take_subject(offer)
        body.setFocus()
        self._reply.typed.emit()
        self._session.room.templates.use(offer.template.id)

    def _marked(self, cursor: QTextCursor, start: int, text: str) -> QTextCursor:
        """Return the cursor on the first blank of what went in, else where it ends."""
        found = blanks(text)
        if found:
            at = self._reply.body.document().find(found[0], start)
            if not at.isNull():
                return at
        return cursor

    def _take_subject(self, offer: Offer) -> None:
        """Take the template's subject where there is none: an answer keeps the customer's."""
        subject = offer.template.subject
        if subject and self._reply.kind is ReplyKind.NEW and not self._reply.subject.text().strip():
            values = self._session.room.templates.values(self._case(), to=self._name())
            self._reply.subject.setText(fill(subject, values))

    def _offers(self) -> tuple[Offer, ...]:
        return self._session.room.templates.offers(self._case(), to=self._name())

    def _name(self) -> str:
        """Return the name of who gets the mail, if that is one person."""
        to = self._reply.recipients.to()
        return to[0].name if len(to) == 1 else ""
