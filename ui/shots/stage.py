"""A window on a room at one size, for scenes to play on and to be drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QEventLoop, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from mailroom.domain.people import Role, Seat
from mailroom.domain.query import CaseQuery, CaseRow, Health, View
from mailroom.ids import CaseId
from mailroom.service.room import Room
from ui import theme
from ui.actions import Do
from ui.main_window import build
from ui.models import chips
from ui.session import Session
from ui.wording.names import Roster

_QUIET_TURNS = 5
_TURN_MS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Cases that scenes are about."""

    first: CaseId | None
    answered: CaseId | None
    locked: CaseId | None
    overdue: CaseId | None
    escalated: CaseId | None


class Stage:
    """A window on a room at one size."""

    def __init__(self, app: QApplication, room: Room, size: tuple[int, int]) -> None:
        self._app = app
        self.session = Session(room, clock=room.clock)
        self._roster: Roster | None = None  # the true one, while a scene plays a lead
        self.window = build(self.session)
        self.window.resize(*size)
        self.window.show()
        self.cases = self._look_for_cases()
        self.settle()

    def show(self, case: CaseId | None) -> bool:
        """Show a case; return whether there is one."""
        if case is None:
            return False
        self.window.show_case(case)
        self.settle()
        return True

    def do(self, action: Do) -> None:
        """Press an action."""
        self.window.actions_by_name[action].trigger()
        self.settle()

    def settle(self) -> None:
        """Let threads answer and layouts settle: quiet twice in a row."""
        quiet = 0
        while quiet < _QUIET_TURNS:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _TURN_MS)
            quiet = quiet + 1 if self.session.tasks.is_idle else 0

    def picture(self) -> QPixmap:
        """Return the window as a person sees it, with a dialog over it."""
        whole = self.window.grab()
        painter = QPainter(whole)
        for dialog in self.window.findChildren(QDialog):
            spot = self.window.rect().center() - dialog.rect().center()
            painter.fillRect(whole.rect(), QColor(0, 0, 0, 70))
            painter.drawPixmap(spot, dialog.grab())
            painter.setPen(theme.current().colour("edge"))
            painter.drawRect(QRect(spot, dialog.size()))
        painter.end()
        return whole

    def health(self) -> Health:
        """Return the health of the room as it is."""
        return self.session.room.reads.health()

    def feign(self, health: Health, *, lead: bool = False) -> None:
        """Let the window show this health, to a lead if wanted, until the scene is over."""
        roster = self.session.roster
        if lead and self._roster is None:
            self._roster = roster
            boss = next(one.id for one in roster.members.values() if one.role is Role.LEAD)
            seat = Seat(person=boss, desk=self.session.me.desk)
            self.session.roster = replace(roster, me=seat)
        self.window.status.show_health(health)
        self.window.alarm.show_health(health)
        self.settle()

    def clear(self) -> None:
        """Close what a scene opened."""
        if self._roster is not None:
            self.session.roster, self._roster = self._roster, None
        self.window.status.refresh()
        self.window.alarm.show_health(self.health())
        self.window.composer.leave()
        self.window.form.leave()
        self.window.panes.shut_drawer()
        for dialog in self.window.findChildren(QDialog):
            dialog.close()
        self.settle()

    def close(self) -> None:
        """Take the window down."""
        self.window.close()
        self.session.close()
        self.window.deleteLater()
        self.session.deleteLater()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _look_for_cases(self) -> Cases:
        reads, me = self.session.room.reads, self.session.me
        mine = reads.case_ids(CaseQuery(view=View.TO_REPLY))
        rows = reads.rows(reads.case_ids(CaseQuery(view=View.ALL)))
        overdue = [row for row in reads.overdue() if row.overdue]
        return Cases(
            first=_fullest(reads.rows(mine)),
            answered=next((row.case.id for row in reads.rows(mine) if row.case.answered), None),
            locked=next(
                (
                    row.case.id
                    for row in rows
                    if chips.is_locked_for(row, me) and row.case.escalation is None
                ),
                None,
            ),
            overdue=overdue[0].case if overdue else None,
            escalated=mine[1] if len(mine) > 1 else None,
        )


def _fullest(rows: list[CaseRow]) -> CaseId | None:
    most = max(rows, key=lambda row: (len(row.labels), row.case.mail_count), default=None)
    return most.case.id if most is not None else None


Scene = Callable[[Stage], bool]
"""Brings the stage to where a picture is taken; false if the room has nothing to show for it."""
