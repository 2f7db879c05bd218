"""止めた自動メール: what would have left by itself and was stopped, and why (behaviours 5.3).

Derived from the team's record, so every desk shows the same list. A lead may let one leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.escalations.escalation import OPEN_STATES, Escalation, StoppedMail, StopReason
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
    stopped = [one for one in reads.owing() if one.stops and _matters(one, since)]
    if not stopped:  # mostly: the sidebar asks at every change
        return ()
    found: list[StoppedRow] = []
    with reads.state() as state:
        for known in stopped:
            escalation = state.escalation(known.id) or known  # what was just asked counts
            case = case_at(state, escalation.anchor)
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


def _matters(escalation: Escalation, since: datetime) -> bool:
    """Return whether somebody may still want to send what was stopped: not long after its end."""
    return escalation.state in OPEN_STATES or escalation.asked_at >= since


def _standing(escalation: Escalation) -> list[StoppedMail]:
    wanted = {one.step for one in owed(escalation)}
    return [one for one in escalation.stops if one.released_by is None and one.step in wanted]
