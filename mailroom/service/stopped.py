"""止めた自動メール: what would have left by itself and was stopped, and why (behaviours 5.3).

Derived from the team's record, so every desk shows the same list. A lead may let one leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.escalations.escalation import Escalation, StoppedMail, StopReason
from mailroom.domain.escalations.internal_mail import MailKind, owed
from mailroom.domain.escalations.limits import LOOKED_BACK
from mailroom.domain.turn import case_at
from mailroom.ids import CaseId, EscalationId
from mailroom.service.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedRow:
    """A mail that did not leave; ``step`` names it within its escalation."""

    case: CaseId
    number: int
    subject: str
    escalation: EscalationId
    step: str
    kind: MailKind
    to: str
    why: StopReason
    at: datetime


def stopped_mails(parts: Parts) -> tuple[StoppedRow, ...]:
    """Return the stopped mails that are still called for, newest first."""
    reads = parts.store.reads
    since = parts.clock.now() - LOOKED_BACK
    every = {one.id: one for one in (*reads.asked_since(since), *reads.escalations())}
    found: list[StoppedRow] = []
    with parts.store.reads.state() as state:
        for escalation in every.values():
            case = case_at(state, escalation.anchor) if escalation.stops else None
            for stop in _standing(escalation) if case is not None else ():
                assert case is not None
                found.append(
                    StoppedRow(
                        case=case.id,
                        number=case.number,
                        subject=case.subject,
                        escalation=escalation.id,
                        step=stop.step,
                        kind=MailKind(stop.step.partition(":")[0]),
                        to=stop.to,
                        why=stop.why,
                        at=stop.at,
                    )
                )
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def _standing(escalation: Escalation) -> list[StoppedMail]:
    wanted = {one.step for one in owed(escalation)}
    return [one for one in escalation.stops if one.released_by is None and one.step in wanted]
