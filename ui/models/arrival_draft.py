"""Rules on arrival while somebody edits them, and what they would do to the mail that is there.

Nothing is kept before 「保存」. Trying out runs off the GUI thread; a newer try ends the older one.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from mailroom.domain.arrival.checking import RuleFinding
from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.ids import RuleId
from mailroom.service.arrival.room import Trial, new_rule_id
from ui.session import Session

_PAUSE_MS = 350
_TICK_MS = 150


class ArrivalDraft(QObject):
    """The rules as they would be saved.

    Signals:
        changed(): a rule or their order changed.
        tried(): there is a new trial, or how far it has come.
    """

    changed = Signal()
    tried = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._before = session.room.arrival.current()
        self.rules = self._before.rules
        self.trial: Trial | None = None
        self.looked_at = 0
        self._number = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._try_out)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.tried)

    @property
    def is_changed(self) -> bool:
        """Return whether there is anything to save."""
        return self.rules != self._before.rules

    @property
    def is_trying(self) -> bool:
        """Return whether a trial is under way or about to begin."""
        return self._ticking.isActive() or self._pause.isActive()

    def is_stale(self) -> bool:
        """Return whether somebody changed the rules since they were read."""
        return self._session.room.arrival.current().version != self._before.version

    def rule(self, rule: RuleId) -> Rule | None:
        """Return one rule as it stands."""
        return next((one for one in self.rules if one.id == rule), None)

    def findings(self) -> tuple[RuleFinding, ...]:
        """Return what is wrong or odd, errors first."""
        return self._session.room.arrival.check(self.rules, self.trial)

    def put(self, rule: Rule) -> None:
        """Put a rule in place of the one with its id; a new one comes last."""
        known = [one.id for one in self.rules]
        if rule.id in known:
            self._set(tuple(rule if one.id == rule.id else one for one in self.rules))
        else:
            self._set((*self.rules, rule))

    def add(self, name: str) -> Rule:
        """Add an empty rule."""
        rule = Rule(id=new_rule_id(), name=name, conditions=(Condition(part=Part.SUBJECT),))
        self.put(rule)
        return rule

    def remove(self, rule: RuleId) -> None:
        """Take a rule out."""
        self._set(tuple(one for one in self.rules if one.id != rule))

    def move(self, rule: RuleId, step: int) -> None:
        """Move a rule up (-1) or down (1)."""
        order = list(self.rules)
        at = next((n for n, one in enumerate(order) if one.id == rule), -1)
        if at >= 0 and 0 <= at + step < len(order):
            order.insert(at + step, order.pop(at))
            self._set(tuple(order))

    def switch(self, rule: RuleId, *, on: bool) -> None:
        """Switch a rule on or off."""
        self._set(tuple(replace(one, active=on) if one.id == rule else one for one in self.rules))

    def try_out_soon(self) -> None:
        """Try the rules out once nobody has typed for a moment."""
        self._pause.start()

    def stop(self) -> None:
        """End a trial that is under way."""
        self._number += 1
        self._pause.stop()
        self._ticking.stop()

    def _set(self, rules: tuple[Rule, ...]) -> None:
        if rules == self.rules:
            return
        self.rules = rules
        self.trial = None
        self.try_out_soon()
        self.changed.emit()

    def _try_out(self) -> None:
        self._number += 1
        number, rules = self._number, self.rules
        self.looked_at = 0
        self._ticking.start()

        def go_on(looked_at: int) -> bool:
            if number == self._number:
                self.looked_at = looked_at
            return number == self._number

        def done(trial: Trial) -> None:
            if number == self._number:
                self._ticking.stop()
                self.trial = trial
                self.tried.emit()

        room = self._session.room
        self._session.ask("arrival-trial", lambda: room.arrival.try_out(rules, go_on), done)
