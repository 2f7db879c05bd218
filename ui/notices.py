"""Desktop notices, only for what is mine and never with the text of a mail.

``room.notices`` says what is new; here it is told, one sentence for each kind. Nothing is shown
where the desktop has no place for notices, nor when the person does not want them.
"""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from mailroom.domain.cases import Case
from mailroom.domain.changes import Changes
from mailroom.service.notices import Notice
from ui.session import Session
from ui.wording import notice_text

_LOOK_MS = 30_000  # promises come near without any event


class Notices(QObject):
    """Watches for what is new to the person here.

    Signals:
        told(str): a sentence was told, or would have been where there is no place for it.
    """

    told = Signal(str)

    def __init__(self, session: Session, icon: QIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._known: set[str] = set()
        self._tray: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray = QSystemTrayIcon(icon, self)
            self._tray.show()
        session.changed.connect(self._on_changed)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)
        self.look()

    def look(self) -> None:
        """Look whether there is something new, off the GUI thread."""
        self._session.ask("notices", self._session.room.notices.fresh, self._show)

    def tell_asked(self, cases: tuple[Case, ...]) -> None:
        """Tell that somebody would like to go on with a case that I hold."""
        if cases:
            self._tell(notice_text.asked(len(cases)))

    # --- inside --------------------------------------------------------------------------------

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.membership or changes.cases or changes.team:
            self.look()

    def _show(self, notices: tuple[Notice, ...]) -> None:
        fresh = [one for one in notices if one.key not in self._known]
        if not fresh:
            return
        self._known |= {one.key for one in fresh}
        room = self._session.room
        self._session.tasks.act(lambda: room.notices.tell(fresh), None, self._session.tell)
        for kind, count in Counter(one.kind for one in fresh).items():
            self._tell(notice_text.notice(kind, count))

    def _tell(self, sentence: str) -> None:
        if not self._session.settings.desktop_notices:
            return
        self.told.emit(sentence)
        if self._tray is not None:
            self._tray.showMessage("Mailroom", sentence, self._tray.icon())
