"""Escalations as a thing of their own: who has what until when, and what comes next (S46, S52).

What the window, the command line and the board ask of ``room.escalations``. The internal mails are
made in ``internal_mails``, the clock runs in ``steps``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailroom.domain import commands as ask
from mailroom.domain.commands import Command
from mailroom.domain.escalations import steps
from mailroom.domain.escalations.escalation import (
    OPEN_STATES,
    Escalation,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.escalations.internal_mail import is_record_owed
from mailroom.domain.escalations.steps import DueStep
from mailroom.domain.people import Address
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.errors import BadInput
from mailroom.ids import CaseId, EscalationId, PersonId
from mailroom.service.handle import Asked
from mailroom.service.parts import Parts
from mailroom.service.steps import NextStep, StepClock
from mailroom.service.stopped import StoppedRow, stopped_mails


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One escalation on the board, with time left and what follows (S46).

    Attributes:
        asker: who asks.
        addressee: who is asked now.
        taken_by: who said that they have it.
        due: until when it should be answered; applied and told, once it is.
        left: until then; negative when it is overdue.
        next: what happens next if nobody answers.
        record_owed: a call whose record mail has not left: amber (S41).
        on_board: nobody in particular is asked any more: anybody may act (S52).
    """

    case: CaseId
    number: int
    subject: str
    escalation: EscalationId
    kind: EscalationKind
    level: int
    category: str
    state: EscalationState
    asker: str
    addressee: str
    person: PersonId | None
    taken_by: str
    asked_at: datetime
    due: datetime | None
    left: timedelta | None
    next: NextStep | None
    record_owed: bool
    on_board: bool

    @property
    def overdue(self) -> bool:
        """Return whether its time is up."""
        return self.left is not None and self.left < timedelta()

    @property
    def is_answered(self) -> bool:
        """Return whether what is left is to apply the answer and tell the customer (S50)."""
        return self.state not in OPEN_STATES


class Escalations:
    """What may be asked and done about escalations; from any thread."""

    def __init__(self, parts: Parts, clock: StepClock, do: Callable[[Command], Asked]) -> None:
        self._parts = parts
        self._clock = clock
        self._do = do

    def board(self) -> tuple[BoardRow, ...]:
        """Return the escalations that somebody has to act on, the most overdue first."""
        upcoming = {one.escalation: one for one in self._clock.next_steps()}
        with self._parts.store.reads.state() as state:
            rows = [
                row
                for escalation in self._parts.store.reads.running()
                if (row := self._row(state, escalation, upcoming.get(escalation.id)))
            ]
        return tuple(sorted(rows, key=lambda row: (row.due is None, row.due or row.asked_at)))

    def schedule(self, of: EscalationId) -> tuple[DueStep, ...]:
        """Return what follows while nobody answers, each step with its time."""
        with self._parts.store.reads.state() as state:
            escalation = state.escalation(of)
            if escalation is None:
                return ()
            return steps.schedule(state, escalation, self._parts.clock.now())

    def next_steps(self) -> tuple[NextStep, ...]:
        """Return what comes next, soonest first: shown before it happens, each can be stopped."""
        return self._clock.next_steps()

    def stopped(self) -> tuple[StoppedRow, ...]:
        """Return the automatic mails that were stopped, newest first (behaviours 5.3)."""
        return stopped_mails(self._parts)

    def stop(self, of: EscalationId, step: int, reason: str = "") -> Asked:
        """[止める]: leave a step out.

        Raises:
            RuleBroken: it is not to come any more.
            BadInput: no such escalation.
        """
        return self._do(ask.StopStep(case=self._case(of), escalation=of, step=step, reason=reason))

    def fire(
        self,
        of: EscalationId,
        step: int,
        to: Address | None = None,
        person: PersonId | None = None,
    ) -> Asked:
        """Take a step now, because a person says so; ``to`` asks somebody else than was planned.

        Raises:
            RuleBroken: it is not to come any more.
            BadInput: no such escalation.
        """
        case = self._case(of)
        return self._do(ask.FireStep(case=case, escalation=of, step=step, to=to, person=person))

    # --- inside --------------------------------------------------------------------------------

    def _case(self, of: EscalationId) -> CaseId:
        with self._parts.store.reads.state() as state:
            escalation = state.escalation(of)
            case = case_at(state, escalation.anchor) if escalation else None
        if case is None:
            raise BadInput("escalation", of)
        return case.id

    def _row(
        self, state: State, escalation: Escalation, upcoming: NextStep | None
    ) -> BoardRow | None:
        case = case_at(state, escalation.anchor)
        if case is None:
            return None
        due = self._due(state, escalation)
        return BoardRow(
            case=case.id,
            number=case.number,
            subject=case.subject,
            escalation=escalation.id,
            kind=escalation.form.kind,
            level=escalation.level,
            category=escalation.form.category,
            state=escalation.state,
            asker=_name(state, escalation.asker.person),
            addressee=_name(state, escalation.person) or escalation.to.name or escalation.to.addr,
            person=escalation.person,
            taken_by=_taken_by(state, escalation),
            asked_at=escalation.asked_at,
            due=due,
            left=None if due is None else due - self._parts.clock.now(),
            next=upcoming,
            record_owed=is_record_owed(escalation),
            on_board=escalation.on_board,
        )

    def _due(self, state: State, escalation: Escalation) -> datetime | None:
        """Return until when it must be answered, or put to use and told (S50)."""
        policy = state.policy() or DEFAULT_POLICY
        if escalation.awaits_answer:
            return steps.answer_due(policy, escalation)
        if escalation.state in OPEN_STATES or escalation.ended_at is None:
            return None
        return policy.calendar.after(escalation.ended_at, policy.apply_minutes)


def _name(state: State, person: PersonId | None) -> str:
    member = state.member(person) if person is not None else None
    return member.name if member is not None else ""


def _taken_by(state: State, escalation: Escalation) -> str:
    taken = escalation.taken_by
    if taken is None:
        return ""
    return _name(state, taken.person) or taken.to.name or taken.to.addr
