"""The right end of the menu bar: which mailbox, who sits here, and whether they are in."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.people import AWAY, presence_at
from ui import icons, presence
from ui.inputs import PlainButton
from ui.session import Session

_REFRESH_MS = 30_000


class Corner(QWidget):
    """Mailbox and presence; the menu changes mine."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._mailbox = QLabel(session.room.profile.config.account.address)
        self._mailbox.setProperty("role", "meta")
        self._me = PlainButton("", role="quiet")
        self._menu = QMenu(self._me)
        self._menu.aboutToShow.connect(self._offer)
        self._me.setMenu(self._menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self._mailbox)
        row.addWidget(self._me)
        session.changed.connect(self._on_changed)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_REFRESH_MS)  # "until 15:00" passes without any event
        self._ticking.timeout.connect(self.refresh)
        self._ticking.start()
        self.refresh()

    def refresh(self) -> None:
        """Show my name and presence as the team sees them."""
        me = self._session.roster.members.get(self._session.me.person)
        if me is None:
            self._me.hide()
            return
        self._me.show()
        now = self._session.now()
        colour = "meta" if presence_at(me, now) in AWAY else "accent"
        self._me.setIcon(icons.icon("person", colour))
        self._me.relabel(f"{me.name}  {presence.where(me, now)}")
        self.adjustSize()

    def show_mailbox(self, *, shown: bool) -> None:
        """Leave the address out where there is no room."""
        self._mailbox.setVisible(shown)

    def _offer(self) -> None:
        self._menu.clear()
        presence.fill_menu(self._menu, self._session, self._session.me.person)

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.refresh()
