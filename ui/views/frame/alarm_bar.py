"""The bar on top while the team's record or its mailbox needs a person: what, and what to do.

One sentence and a button; red while this PC only shows. It stays until it is true no more. A lead
is offered to rebuild the record, others read whom to tell.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot

from mailroom.domain.changes import Changes
from mailroom.domain.query import Health, Space
from mailroom.domain.records.replica import Alarm
from ui.notice_bar import BarKind, NoticeBar
from ui.session import Session
from ui.wording import alarm_text, ledger_text

Choice = tuple[str, Callable[[], None]]


class AlarmBar(NoticeBar):
    """Hidden while all is well.

    Signals:
        rebuild_asked(): a lead wants to rebuild the record.
        help_asked(): the person wants to know more.
        ledger_asked(): the person wants to see which mail is suddenly gone.
    """

    rebuild_asked = Signal()
    help_asked = Signal()
    ledger_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(BarKind.STOP)
        self._session = session
        self._shown: tuple[Alarm, Space, str, bool, int] | None = None
        session.changed.connect(self._on_changed)
        self.show_health(session.room.reads.health())

    def show_health(self, health: Health) -> None:
        """Say what needs a person, the worst first; nothing while nothing does."""
        roster = self._session.roster
        missed = health.ledger.missed
        facts = (health.alarm, health.space, health.alarm_detail, roster.i_am_lead, missed)
        if facts == self._shown:
            return  # a button under the pointer stays where it is
        self._shown = facts
        still = health.alarm.read_only or health.space is Space.FULL
        self.dress(BarKind.STOP if still else BarKind.INFO)
        if health.alarm is not Alarm.NONE:
            said = alarm_text.said(health.alarm, roster, health.alarm_detail)
            self.say(said, *self._choices(health.alarm))
        elif health.space in {Space.LOW, Space.FULL}:
            self.say(alarm_text.no_room(health.space, roster))
        elif missed:
            self.say(ledger_text.suddenly(missed), (self.tr("Look"), self.ledger_asked.emit))
        else:
            self.hide()

    def _choices(self, alarm: Alarm) -> tuple[Choice, ...]:
        if self._session.roster.i_am_lead and alarm_text.can_rebuild(alarm):
            return ((self.tr("Rebuild the record…"), self.rebuild_asked.emit),)
        return ((self.tr("What happened?"), self.help_asked.emit),)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.health or changes.team:
            self.show_health(self._session.room.reads.health())
