"""Tells when a new PC joined the team: whoever has the mailbox's password can join."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from mailroom.domain.changes import Changes
from mailroom.domain.people import Desk
from ui.session import Session
from ui.wording import team_text


class TeamNews(QObject):
    """Says each new PC once, quietly; the team page keeps the list."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        session.changed.connect(self._on_changed)
        self._look()

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.team:
            self._look()

    def _look(self) -> None:
        self._session.ask("newcomers", self._session.room.seats.newcomers, self._tell)

    def _tell(self, desks: tuple[Desk, ...]) -> None:
        for desk in desks:
            self._session.toast(team_text.joined(desk, self._session.roster))
