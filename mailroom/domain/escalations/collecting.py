"""Heads-ups that are collected: low levels get them in one mail, not one by one (S10, S30).

Pure. Whether a level wants that is its rule in the policy; when the mail is due follows from the
calendar, so that every desk counts the same.
"""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.escalations.escalation import Escalation, EscalationKind
from mailroom.domain.policies.policy import Policy


def is_collected(policy: Policy, escalation: Escalation) -> bool:
    """Return whether its mail waits for the others of its addressee."""
    heads_up = escalation.form.kind is EscalationKind.HEADS_UP
    return heads_up and policy.level(escalation.level).digest


def collected_until(policy: Policy, asked_at: datetime) -> datetime:
    """Return when the mail goes: as the next stretch of office hours begins, twice a day."""
    spans = policy.calendar.spans(asked_at)
    closes = next((until for since, until in spans if since <= asked_at < until), asked_at)
    return policy.calendar.next_open(closes)
