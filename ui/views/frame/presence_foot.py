"""The foot of the sidebar: where I am, changed with one click; above it until when."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from mailroom.domain.changes import Changes
from mailroom.domain.people import Presence, presence_at
from ui import ops
from ui.choices import Segments
from ui.inputs import PlainButton
from ui.presence import WITH_AN_END, fill_until_menu
from ui.session import Session
from ui.wording import moments, words

_REFRESH_MS = 30_000


class PresenceFoot(QWidget):
    """Five presences; mine is pressed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.choice: Segments[Presence] = Segments(self.tr("Where I am"))
        self.choice.fill([(one, words.presence_name(one)) for one in Presence])
        for one in Presence:
            self.choice.button(one).setProperty("small", True)
        self.until = PlainButton("", role="link", glyph="clock")
        self._menu = QMenu(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(2)
        layout.addWidget(self.until)  # above: the buttons stay where they were pressed
        layout.addWidget(self.choice)
        self.choice.chosen.connect(self._on_chosen)
        self.until.clicked.connect(self._ask_until)
        session.changed.connect(self._on_changed)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_REFRESH_MS)  # "until 15:00" passes without any event
        self._ticking.timeout.connect(self.refresh)
        self._ticking.start()
        self.refresh()

    def refresh(self) -> None:
        """Show my presence as the team sees it."""
        me = self._session.roster.members.get(self._session.me.person)
        if me is None:
            return
        now = self._session.now()
        presence = presence_at(me, now)
        self.choice.choose(presence)
        self.until.setVisible(presence in WITH_AN_END)
        if me.presence_until is None:
            self.until.relabel(self.tr("Until when?"))
        else:
            until = moments.when_exactly(me.presence_until, now)
            self.until.relabel(self.tr("until {time}").format(time=until))

    def _on_chosen(self) -> None:
        me = self._session.me.person
        ops.set_presence(self._session, me, self.choice.value())

    def _ask_until(self) -> None:
        self._menu.clear()
        presence = self.choice.value()
        fill_until_menu(self._menu, self._session, self._session.me.person, presence)
        self._menu.popup(self.until.mapToGlobal(self.until.rect().topLeft()))

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self.refresh()
