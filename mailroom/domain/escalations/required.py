"""What an escalation must say before it is sent, by kind and level (S43).

An explicit 不明 fills a field; silence does not. Asked by the form before sending; the fold takes
every form, because a request is never refused for being short.
"""

from __future__ import annotations

from mailroom.domain.escalations.escalation import EscalationForm, EscalationKind

HIGH = 3
"""From this level on the reader was not there: they need when it happened and what was tried."""

NEVER_UNKNOWN = frozenset({"request"})
"""The asker always knows what they ask for."""

_BY_KIND = {
    EscalationKind.HEADS_UP: frozenset({"request", "history"}),
    EscalationKind.CHECK: frozenset({"request", "history"}),
    EscalationKind.INSTRUCT: frozenset({"request", "customer", "history", "now"}),
    EscalationKind.APPROVE: frozenset({"request", "customer", "history", "amount"}),
    EscalationKind.TAKE_OVER: frozenset({"request", "customer", "history", "tried", "now"}),
}


def required_fields(kind: EscalationKind, level: int) -> frozenset[str]:
    """Return the names of the fields that must be filled or marked 不明."""
    needed = _BY_KIND[kind]
    if level >= HIGH and kind is not EscalationKind.HEADS_UP:
        needed |= {"customer", "dates", "tried", "now"}
    return needed


def missing_fields(form: EscalationForm) -> frozenset[str]:
    """Return the required fields that say nothing."""
    said = form.unknown - NEVER_UNKNOWN
    return frozenset(
        name
        for name in required_fields(form.kind, form.level)
        if name not in said and not getattr(form, name).strip()
    )
