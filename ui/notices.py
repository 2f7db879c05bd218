"""Desktop notices, only for what is mine and never with the text of a mail.

An answer to my escalation, a question to me, somebody who would like a case that I hold: told once
when the number grows. Nothing is shown where the desktop has no place for notices, nor when the
person does not want them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from mailroom.domain.cases import Case
from mailroom.domain.changes import Changes
from mailroom.domain.query import View
from ui import text
from ui.session import Session

_MINE = (View.ANSWERED, View.ASKED_OF_ME)


class Notices(QObject):
    """Watches the two views that are about me."""

    def __init__(self, session: Session, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._seen = self._count()
        self._tray: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(icon, self)
            self._tray.show()
        session.changed.connect(self._on_changed)

    def tell_asked(self, cases: tuple[Case, ...]) -> None:
        """Tell that somebody would like to go on with a case that I hold."""
        if cases:
            self._tell(text.notice_asked(len(cases)))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not (changes.membership or changes.cases):
            return
        before, self._seen = self._seen, self._count()
        for view in _MINE:
            if self._seen[view] > before[view]:
                self._tell(text.notice(view, self._seen[view]))

    def _tell(self, sentence: str) -> None:
        if self._tray is not None and self._session.settings.desktop_notices:
            self._tray.showMessage("Mailroom", sentence, self._tray.icon())

    def _count(self) -> dict[View, int]:
        counts = self._session.room.reads.counts().views
        return {view: counts.get(view, 0) for view in _MINE}
