"""Doing a command: decide, keep, show, and let the engine carry it to the team."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mailroom.domain.commands import Command
from mailroom.domain.events import CaseOpened, Event, case_of_opening
from mailroom.domain.query import Standing
from mailroom.domain.records import space
from mailroom.domain.rules import decide
from mailroom.domain.turn import case_at
from mailroom.domain.verdicts import Verdict
from mailroom.errors import RuleBroken
from mailroom.ids import CaseId, EventId, case_id
from mailroom.service.health import LineHealth
from mailroom.service.letters.internal_mails import InternalMails
from mailroom.service.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked: durable on this PC, not yet seen in the journal.

    Attributes:
        case: what it is about; for a new case, the id it will have.
    """

    events: tuple[EventId, ...]
    case: CaseId | None = None


class OutcomeKind(Enum):
    """How a command stands."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    ASKED = "asked"  # not seen yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a command stands, with the verdict if there is one."""

    kind: OutcomeKind
    verdict: Verdict | None = None


class Handler:
    """Carries out commands of one seat."""

    def __init__(self, parts: Parts, mails: InternalMails, health: LineHealth) -> None:
        self._parts = parts
        self._mails = mails
        self._health = health

    def do(self, command: Command) -> Asked:
        """Make the events of a command durable and show them.

        Raises:
            BadInput: somebody is to be asked whom no mail could reach.
            RuleBroken: it can already be seen that it would be refused.
            RuleBroken: also with an ``Alarm`` as reason, when this desk may only look, and with
                a ``Space``, when the mailbox has no room for this.
        """
        self.require(command)
        with self._parts.store.reads.state() as state:
            events = decide(state, command, self._parts.me, self._parts.clock.now())
            places = [case_at(state, event.anchor) for event in events]
        self._mails.require_mailable(events)
        before = self._mails.owed_before(events)
        self._parts.publish(self._parts.store.replica.append_pending(events))
        self._mails.queue_for(events, before)
        self._parts.bell.ring()
        found = next((place.id for place in places if place), None)
        return Asked(events=tuple(event.id for event in events), case=found or _opened(events))

    def require(self, command: Command) -> None:
        """Raise what ``do`` would, if nothing like this command may be written here now."""
        alarm, detail = self._parts.store.replica.alarm()
        if alarm.read_only:
            raise RuleBroken(alarm, detail)
        if not space.allows(self._health.space, command):
            raise RuleBroken(self._health.space)

    def standing(self, asked: Asked) -> Outcome:
        """Return how far the events of a command are: the first refusal says it all."""
        verdicts = [self._parts.store.replica.verdict(event) for event in asked.events]
        for standing, verdict in verdicts:
            if standing is Standing.REFUSED:
                return Outcome(kind=OutcomeKind.REFUSED, verdict=verdict)
        if any(standing is Standing.ASKED for standing, _ in verdicts):
            return Outcome(kind=OutcomeKind.ASKED)
        return Outcome(kind=OutcomeKind.ACCEPTED, verdict=verdicts[-1][1] if verdicts else None)


def _opened(events: tuple[Event, ...]) -> CaseId | None:
    for event in events:
        if isinstance(event.body, CaseOpened):
            return case_id(case_of_opening(event.id))
    return None
