"""Binds what has to do with mail from and to elsewhere: sending on to another desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mailroom.domain.mails import Direction, MailPlace
from mailroom.ids import MailKey
from ui.actions import Act, Do
from ui.session import Session


class ElsewhereActs(QObject):
    """Mail that is not for us, and mail that came to us by another way."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window

    def bound(self) -> dict[Do, Act]:
        """Return what each action does."""
        return {Do.REDIRECT: self.redirect}

    def of_mail(self, place: MailPlace) -> Sequence[tuple[str, Act]]:
        """Return what can be done with one mail, for its menu."""
        if place.internal or place.facts.direction is not Direction.INBOUND:
            return ()
        key = place.facts.key
        return ((self.tr("Send on to another desk…"), lambda: self.redirect(key)),)

    def redirect(self, mail: MailKey | None = None) -> None:
        """Ask where a mail of the case on screen is to go on; the customer's latest by default."""
        from ui.dialogs.redirect import RedirectDialog  # noqa: PLC0415 - painted first

        case = self._session.case
        detail = self._session.room.reads.detail(case) if case is not None else None
        if detail is not None:
            RedirectDialog(self._session, detail, mail, self._window).open()
