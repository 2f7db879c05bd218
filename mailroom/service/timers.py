"""What falls due by time alone: a snooze ends, a step of an escalation (rule 7).

Any desk says so; the first one counts.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom.domain.cases import Case
from mailroom.domain.course import wake_timer
from mailroom.domain.events import Event, Woken
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.service.parts import NOBODY, Parts
from mailroom.service.steps import StepClock

_LOOK_EVERY = 5.0
_SAY_AGAIN = timedelta(minutes=1)  # the journal's clock may be behind ours: not a storm then


class Timers:
    """Fires what is due; used by the engine's thread."""

    def __init__(self, parts: Parts, steps: StepClock) -> None:
        self._parts = parts
        self._steps = steps
        self._look_at = 0.0
        self._said: dict[CaseId, datetime] = {}

    @property
    def seconds_left(self) -> float:
        """Return how long there is nothing to look at."""
        return max(0.0, self._look_at - self._parts.clock.monotonic())

    def fire(self) -> bool:
        """Queue the events that are due; return whether there were any."""
        if self.seconds_left:
            return False
        self._look_at = self._parts.clock.monotonic() + _LOOK_EVERY
        reads, me = self._parts.store.reads, self._parts.me.person
        asleep = reads.rows(reads.case_ids(CaseQuery(view=View.SNOOZED), me), me)
        events = [self._event(row.case) for row in asleep if self._is_due(row.case)]
        self._parts.publish(self._parts.store.replica.append_pending(events))
        return self._steps.fire() or bool(events)

    def _is_due(self, case: Case) -> bool:
        now = self._parts.clock.now()
        if case.snoozed_until is None or now < case.snoozed_until:
            return False
        said = self._said.get(case.id)
        if said is not None and now - said < _SAY_AGAIN:
            return False
        self._said[case.id] = now
        return True

    def _event(self, case: Case) -> Event:
        assert case.snoozed_until is not None
        return Event(
            id=wake_timer(case.id, case.snoozed_until),
            by=NOBODY,
            desk=self._parts.me.desk,
            body=Woken(timer=True),
            anchor=case.anchor,
            made_at=self._parts.clock.now(),
        )
