"""The clock of escalations: says beforehand what comes next, and takes it when its time has come.

Any desk of the team may take a due step, exactly one does (rule 7). Nothing by surprise: a step is
shown for a while before a desk takes it, so that anybody can stop it; a team that has not switched
its clock on is only shown proposals. What went by while every PC was off is settled by the one step
that is called for now.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroom.domain.escalations import steps
from mailroom.domain.escalations.escalation import Escalation
from mailroom.domain.escalations.plans import ASKING_ACTIONS, StepAction
from mailroom.domain.escalations.steps import DueStep
from mailroom.domain.events import AddresseeAway, Body, Event, StepFired
from mailroom.domain.people import Address
from mailroom.domain.policies.policy import ClockMode
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import CaseId, EscalationId, EventId, PersonId
from mailroom.service.parts import NOBODY, Parts

ANNOUNCED = timedelta(minutes=2)
"""So long a step is shown before a desk takes it by itself."""

LATE = timedelta(minutes=2)
"""From then on a step counts as late: the PCs were off."""

_SAY_AGAIN = timedelta(minutes=1)  # the journal's clock may be behind ours: not a storm then


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What comes next for one escalation, as the status line says it.

    Attributes:
        at: when it is due.
        fires_at: when a desk takes it by itself; ``None`` for a proposal, which waits for a person.
        late: how long it was overdue when this PC first saw it: it was off.
        missed: how many steps before it are settled by it, unsent.
    """

    case: CaseId
    number: int
    escalation: EscalationId
    step: int
    action: StepAction
    to: Address | None
    person: PersonId | None
    level: int
    why: str
    at: datetime
    fires_at: datetime | None
    late: timedelta | None = None
    missed: int = 0

    @property
    def proposal(self) -> bool:
        """Return whether it waits for a person."""
        return self.fires_at is None


class StepClock:
    """Watches the open escalations; ``fire`` is the engine's, ``next_steps`` anybody's."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._lock = threading.Lock()
        self._seen: dict[EventId, datetime] = {}
        self._said: dict[EventId, datetime] = {}

    def next_steps(self) -> tuple[NextStep, ...]:
        """Return what comes next, soonest first; looking at it announces it."""
        found = []
        with self._parts.store.reads.state() as state:
            for escalation in self._parts.store.reads.escalations():
                step = steps.next_step(state, escalation, self._parts.clock.now())
                if step is not None and (shown := self._shown(state, escalation, step)):
                    found.append(shown)
        return tuple(sorted(found, key=lambda one: one.fires_at or one.at))

    def fire(self) -> bool:
        """Queue what is due now; return whether there was anything."""
        now = self._parts.clock.now()
        events = [*self._away(now), *self._fired(now)]
        self._parts.publish(self._parts.store.replica.append_pending(events))
        return bool(events)

    # --- inside --------------------------------------------------------------------------------

    def _fired(self, now: datetime) -> list[Event]:
        found = []
        for one in self.next_steps():
            id_ = steps.fired_id(one.case, one.escalation, one.step, one.at)
            if one.fires_at is not None and one.fires_at <= now and self._may_say(id_, now):
                body = StepFired(escalation=one.escalation, step=one.step, due=one.at)
                found.append(self._event(id_, body))
        return found

    def _away(self, now: datetime) -> list[Event]:
        """Return what is to be said of addressees who have gone away since they were asked."""
        found = []
        with self._parts.store.reads.state() as state:
            for escalation in self._parts.store.reads.escalations():
                person = escalation.person
                if person is None or not _waits_for(state, escalation, person, now):
                    continue
                number = escalation.asked[-1].step
                id_ = steps.away_id(escalation.id, number, person)
                if state.entry(id_) is None and self._may_say(id_, now):
                    body = AddresseeAway(escalation=escalation.id, step=number, person=person)
                    found.append(self._event(id_, body))
        return found

    def _shown(self, state: State, escalation: Escalation, step: DueStep) -> NextStep | None:
        case = case_at(state, escalation.anchor)
        if case is None:
            return None
        now, policy = self._parts.clock.now(), state.policy()
        id_ = steps.fired_id(case.id, escalation.id, step.number, step.at)
        with self._lock:
            seen = self._seen.setdefault(id_, now)
        automatic = policy is not None and policy.mode is ClockMode.AUTOMATIC
        late = seen - step.at
        return NextStep(
            case=case.id,
            number=case.number,
            escalation=escalation.id,
            step=step.number,
            action=step.action,
            to=step.to,
            person=step.person,
            level=step.level,
            why=step.why,
            at=step.at,
            fires_at=self._fires_at(state, step, seen) if automatic else None,
            late=late if late >= LATE else None,
            missed=len(step.missed),
        )

    def _fires_at(self, state: State, step: DueStep, seen: datetime) -> datetime:
        """Return when a desk takes it: announced long enough, and not in quiet hours."""
        return steps.runs_from(state.policy(), step, max(step.at, seen + ANNOUNCED))

    def _may_say(self, id_: EventId, now: datetime) -> bool:
        said = self._said.get(id_)
        if said is not None and now - said < _SAY_AGAIN:
            return False
        self._said[id_] = now
        return True

    def _event(self, id_: EventId, body: Body) -> Event:
        return Event(
            id=id_,
            by=NOBODY,
            desk=self._parts.me.desk,
            body=body,
            made_at=self._parts.clock.now(),
        )


def _waits_for(state: State, escalation: Escalation, person: PersonId, now: datetime) -> bool:
    """Return whether somebody is still expected to answer who is away, and others could."""
    wait = escalation.plan.wait_until
    if escalation.acknowledged_at is not None or escalation.passed_on is not None:
        return False
    if (wait is not None and now < wait) or steps.is_within_reach(state, person, now):
        return False
    left = steps.schedule(state, escalation, now)
    return any(step.action in ASKING_ACTIONS for step in left)
