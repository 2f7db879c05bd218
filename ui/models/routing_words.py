"""From what the core routed to what the column shows: reasons, absences, times (S31, S34)."""

from __future__ import annotations

from datetime import datetime

from mailroom.domain.escalations.escalation import EscalationForm, EscalationKind
from mailroom.domain.escalations.routing import Candidate, Whereabouts, Why
from mailroom.domain.people import Presence
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Channel, ClockMode, Policy
from mailroom.service.forms import Routed
from ui import phone_numbers
from ui.models.plan_rows import Passed, PlanRow, RowTone, plan_rows
from ui.models.routing_view import Awaited, Receiver, RoutingView
from ui.wording import moments, names, words
from ui.wording.names import Roster
from ui.wording.words import tr


def routing_view(
    routed: Routed, form: EscalationForm, roster: Roster, now: datetime
) -> RoutingView:
    """Return what the column shows."""
    policy = roster.policy or DEFAULT_POLICY
    chosen = routed.chosen
    member = roster.members.get(chosen.person) if chosen and chosen.person else None
    return RoutingView(
        receiver=receiver(chosen, form, policy) if chosen is not None else None,
        awaited=_awaited(routed, form, policy, now),
        rows=_collected(routed, form, policy)
        or plan_rows(routed.due, _passed(routed, now), form.wanted_by, now),
        numbers=phone_numbers.of_member(member),
        phone_first=policy.level(form.level).channels[:1] == (Channel.PHONE,),
        proposals_only=policy.mode is ClockMode.PROPOSE,
    )


def _collected(routed: Routed, form: EscalationForm, policy: Policy) -> tuple[PlanRow, ...]:
    """Return the one row of a heads-up to a level that gets them together (S10, S30)."""
    together = form.kind is EscalationKind.HEADS_UP and policy.level(form.level).digest
    if not together or routed.chosen is None:
        return ()
    said = tr("{who}: together with other heads-ups")
    return (
        PlanRow(time="", words=said.format(who=names.san(routed.chosen.name)), tone=RowTone.LATER),
    )


def receiver(one: Candidate, form: EscalationForm, policy: Policy) -> Receiver:
    """Return somebody as the one who gets it, with the reason."""
    return Receiver(address=one.address, person=one.person, reason=why(one, form, policy))


def why(one: Candidate, form: EscalationForm, policy: Policy) -> str:
    """Return why somebody is asked."""
    level = tr("{level} {name}").format(
        level=words.level_name(one.level), name=policy.level(one.level).name
    )
    category = policy.category(form.category)
    match one.why:
        case Why.ROUTE:
            return tr("{category} → {level}").format(category=form.category, level=level)
        case Why.EXPERTISE:
            note = category.expertise_note if category is not None else ""
            return note or tr("knows about {category}").format(category=form.category)
        case Why.LEVEL:
            return level
        case Why.DEPUTY:
            return tr("stands in for {who}").format(who=names.san(one.instead_of))
        case Why.FALLBACK:
            return tr("asked first when in doubt")
        case Why.CATCH_ALL:
            return tr("no rule fits, so it comes here")
        case Why.CHOSEN:
            return tr("chosen by you")


def where(one: Candidate, now: datetime) -> str:
    """Return where somebody is, with until when if they said so."""
    name = _PRESENCES[one.available.where]
    if one.available.where is Whereabouts.LEFT:
        return tr("no longer here")
    said = words.presence_name(name)
    if one.available.until is None:
        return said
    until = moments.when_exactly(one.available.until, now)
    return tr("{presence} until {time}", "short").format(presence=said, time=until)


_PRESENCES = {
    Whereabouts.IN: Presence.IN,
    Whereabouts.UNKNOWN: Presence.IN,
    Whereabouts.BUSY: Presence.BUSY,
    Whereabouts.OUT: Presence.OUT,
    Whereabouts.OFF: Presence.OFF,
    Whereabouts.LEFT: Presence.GONE,
}


def _awaited(routed: Routed, form: EscalationForm, policy: Policy, now: datetime) -> Awaited | None:
    """Return who may be waited for, if somebody else could get it at once."""
    one = routed.awaited
    if one is None or not any(other.available.is_here for other in routed.candidates):
        return None
    return Awaited(
        receiver=receiver(one, form, policy), where=where(one, now), until=one.available.until
    )


def _passed(routed: Routed, now: datetime) -> tuple[Passed, ...]:
    """Return who comes before whoever gets it, and is not there."""
    before: list[Passed] = []
    for one in routed.candidates:
        if routed.chosen is None or one.address.addr == routed.chosen.address.addr:
            return tuple(before)
        if not one.available.is_here:
            before.append(Passed(name=one.name, where=where(one, now), until=one.available.until))
    return ()
