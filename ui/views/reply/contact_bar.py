"""対応方針 beside the reply: how a customer is handled, who answers, with which words (S25)."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal

from mailroom.domain.drafts import Draft
from mailroom.domain.policies.contacts import Contact
from mailroom.domain.query import CaseDetail
from ui.handling_text import sentences
from ui.inputs import ElidedLabel
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.views.reply.bar import ReplyBar


class ContactBar(NoticeBar, ReplyBar):
    """Hidden for customers of whom nothing special is said.

    Signals:
        wording_asked(str): put these words into the reply.
    """

    wording_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.INFO)
        self._session = session
        self._contact: Contact | None = None
        self.may_write = True

    @property
    def has_words(self) -> bool:
        """Return whether there is anything to say."""
        return self._contact is not None

    def obstacle(self) -> str:
        """Hold back what others are to write."""
        return "" if self.may_write else self.tr("Others write to this customer")

    def begin(self, detail: CaseDetail, _draft: Draft) -> None:
        """Look up the customer of the case."""
        addr = detail.contact.addr
        guidance = self._session.room.guidance
        contact = guidance.contact(addr)
        plain = contact is None or not contact.has_handling
        self._contact = None if plain else contact
        self.may_write = guidance.may_write_to(addr)
        self.hide()
        if self._contact is None:
            return
        said = sentences(self._contact, self._session)
        if not self.may_write:
            said.insert(0, self.tr("You can prepare a draft; others send it."))
        wording = self._contact.wording
        use = (self.tr("Use the words"), lambda: self.wording_asked.emit(wording))
        self.dress(BarKind.INFO if self.may_write else BarKind.STOP)
        self.say(" ".join(said), *([use] if wording else []))


class BoundaryLine(ElidedLabel, ReplyBar):
    """対応の範囲 in one line: what the desk answers itself in this category (S26)."""

    def __init__(self, session: Session) -> None:
        super().__init__(role="meta")
        self._session = session
        self.hide()

    def minimumSizeHint(self) -> QSize:
        """Give way where the window is low."""
        return QSize(0, 0)

    @property
    def has_words(self) -> bool:
        """Return whether the category of the case has a boundary."""
        return bool(self.text())

    def begin(self, detail: CaseDetail, _draft: Draft) -> None:
        """Look up the category of the case."""
        category = self._session.room.guidance.category(detail.row.case.id)
        said = ""
        if category is not None and category.boundary:
            said = self.tr("What we may answer ({category}): {boundary}").format(
                category=category.name, boundary=category.boundary
            )
        self.setText(said)
        self.setToolTip(said)
        self.setAccessibleName(said)
