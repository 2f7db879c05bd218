"""From what the core routed to what the column shows: reasons, absences, times (S31)."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.escalation import EscalationForm
from mailroom.service.forms import Route, Routed
from ui import words
from ui.models.plan_rows import plan_rows
from ui.models.routing_view import Receiver, RoutingView
from ui.names import Roster
from ui.words import tr


def routing_view(
    routed: Routed, form: EscalationForm, roster: Roster, now: datetime
) -> RoutingView:
    """Return what the column shows."""
    return RoutingView(
        receiver=_receiver(routed, form, roster),
        rows=plan_rows(routed.steps, (), form.wanted_by, now),
    )


def _receiver(routed: Routed, form: EscalationForm, roster: Roster) -> Receiver | None:
    found = routed.to
    if found.address is None:
        return None
    name = roster.policy.level(form.level).name if roster.policy is not None else ""
    reason = "{level} {name}"
    if found.why is Route.LEAD:
        reason = tr("nobody is set for {level} {name}, so it goes to a lead")
    said = reason.format(level=words.level_name(form.level), name=name)
    return Receiver(address=found.address, person=found.person, reason=said)
