"""The right end of the menu bar: which mailbox, who sits here, and whether they are in."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.people import AWAY, Presence
from ui import icons, ops, words
from ui.inputs import PlainButton
from ui.session import Session


class Corner(QWidget):
    """Mailbox and presence; the menu changes mine."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._mailbox = QLabel(session.room.profile.config.account.address)
        self._mailbox.setProperty("role", "meta")
        self._me = PlainButton("", role="quiet")
        menu = QMenu(self._me)
        for presence in Presence:
            action = menu.addAction(words.presence_name(presence))
            action.triggered.connect(partial(self._set, presence))
        self._me.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self._mailbox)
        row.addWidget(self._me)
        session.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Show my name and presence as the team sees them."""
        me = self._session.roster.members.get(self._session.me.person)
        if me is None:
            self._me.hide()
            return
        self._me.show()
        colour = "meta" if me.presence in AWAY else "accent"
        self._me.setIcon(icons.icon("person", colour))
        self._me.relabel(f"{me.name}  {words.presence_name(me.presence)}")
        self.adjustSize()

    def show_mailbox(self, *, shown: bool) -> None:
        """Leave the address out where there is no room."""
        self._mailbox.setVisible(shown)

    def _set(self, presence: Presence, _checked: bool = False) -> None:
        ops.set_presence(self._session, self._session.me.person, presence)

    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.refresh()
