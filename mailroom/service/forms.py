"""The escalation form: what can be filled in from the case, who gets it, what follows (S31, S42).

Who is asked is ``routing``'s to say, when each step falls ``steps``'s; here both are put together
for a form that is not sent yet, exactly as it will be frozen into the request.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mailroom.domain.escalations import routing, steps
from mailroom.domain.escalations.escalation import (
    Criterion,
    Escalation,
    EscalationForm,
    EscalationKind,
    EscalationState,
)
from mailroom.domain.escalations.plans import Plan
from mailroom.domain.escalations.routing import Candidate
from mailroom.domain.escalations.steps import DueStep
from mailroom.domain.mails import Direction
from mailroom.domain.people import Address
from mailroom.domain.policies.policy import Policy
from mailroom.domain.policies.stalling import StallAction
from mailroom.domain.position import START
from mailroom.domain.query import CaseDetail
from mailroom.ids import CaseId, EscalationId
from mailroom.service.letters import letters
from mailroom.service.letters.matters import Matters
from mailroom.service.parts import Parts

_FIRST_LEVEL_ABOVE = 2
_HISTORY_LINES = 6

NOBODY = Address(addr="")
"""In a form: whom the team's rules name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """Where a request goes and what follows, as the form shows it before it is sent.

    Attributes:
        candidates: who could be asked, the first choice first; also who is away, to say so.
        chosen: who gets it.
        awaited: the first choice, if they are away and said when they are back.
        plan: what will be frozen into the form.
        due: its steps with their times, as they fall if nobody answers.
    """

    candidates: tuple[Candidate, ...]
    chosen: Candidate | None
    awaited: Candidate | None
    plan: Plan
    due: tuple[DueStep, ...]


def routed(
    parts: Parts, form: EscalationForm, *, wait: bool = False, in_doubt: bool = False
) -> Routed:
    """Return who gets this form and what follows.

    Args:
        parts: of the room.
        form: as far as it is filled; an address in it is the asker's choice.
        wait: the first choice is asked although they are away; the clock starts when they are back.
        in_doubt: whom one asks when in doubt comes before every rule (S36).
    """
    reads, now, me = parts.store.reads, parts.clock.now(), parts.me.person
    policy = _of_doubt(reads.policy()) if in_doubt else reads.policy()
    load = routing.load_of(reads.escalations())
    with reads.state() as state:
        found = routing.candidates(
            state, policy, form.category, form.level, now,
            asker=me, load=load, by=routing.route_by(form),
        )  # fmt: skip
        plan = routing.plan(state, policy, form, now, asker=me, load=load, wait=wait)
    return Routed(
        candidates=found,
        chosen=_asked_by(plan, found),
        awaited=routing.waited_for(found),
        plan=plan,
        due=steps.planned(policy, plan, now),
    )


def with_plan(parts: Parts, form: EscalationForm) -> EscalationForm:
    """Return the form with its plan, addressed to whom the rules name unless it names somebody."""
    return routing.with_plan(form, routed(parts, form).plan)


def answer_due(policy: Policy, number: int, at: datetime) -> datetime:
    """Return until when a level that is asked at a moment should answer."""
    level = policy.level(number)
    if level.wall_clock:
        return at + timedelta(minutes=level.answer_minutes)
    return policy.calendar.after(at, level.answer_minutes)


def consult(parts: Parts, case_id: CaseId, request: str) -> EscalationForm:
    """Return 「迷ったら相談」: a check by whom one asks first; the case stays (S36, N04)."""
    form = prefilled(parts, case_id)
    level = min(one.number for one in parts.store.reads.policy().levels if one.number > 1)
    return replace(
        form, kind=EscalationKind.CHECK, criterion=Criterion.UNSURE, level=level, request=request
    )


def _of_doubt(policy: Policy) -> Policy:
    """Return the rules as they are when in doubt: the fallback first, and nothing goes up alone."""
    levels = tuple(
        replace(
            level,
            person=None,
            address=None,
            stall=tuple(one for one in level.stall if one is not StallAction.NEXT_LEVEL),
        )
        for level in policy.levels
    )
    return replace(policy, routes=(), levels=levels)


def _asked_by(plan: Plan, found: tuple[Candidate, ...]) -> Candidate | None:
    """Return whom the plan asks first."""
    first = plan.step(1)
    if first is None or first.to is None:
        return None
    addr = first.to.addr.lower()
    known = next((one for one in found if one.address.addr.lower() == addr), None)
    return known or Candidate(
        address=first.to,
        person=first.person,
        name=first.to.name or first.to.addr,
        why=routing.Why.CHOSEN,
        available=routing.Availability(where=routing.Whereabouts.UNKNOWN),
        level=first.level,
    )


def prefilled(parts: Parts, case_id: CaseId) -> EscalationForm:
    """Return a form with all that the case itself says; the request only a person can word."""
    reads = parts.store.reads
    policy = reads.policy()
    detail = reads.detail(case_id, parts.me.person)
    level = max(detail.row.case.level if detail else 1, _FIRST_LEVEL_ABOVE)
    contact = detail.contact if detail else NOBODY
    form = EscalationForm(
        kind=EscalationKind.INSTRUCT,
        level=level,
        category=_category(policy, detail),
        criterion=Criterion.UNSURE,
        request="",
        customer=f"{contact.name} <{contact.addr}>" if contact.name else contact.addr,
        dates=_first_word(parts, case_id),
        history=_history(parts, case_id),
        wanted_by=answer_due(policy, level, parts.clock.now()),
        to=NOBODY,
    )
    return with_plan(parts, form)


def _category(policy: Policy, detail: CaseDetail | None) -> str:
    """Return the category that a label of the case means; none is guessed (S33)."""
    found = policy.category_of(detail.row.labels) if detail else None
    return found.name if found is not None else ""


def preview(parts: Parts, case_id: CaseId, form: EscalationForm) -> str:
    """Return subject and text of the request as its receiver will read it; the token is not yet."""
    detail = parts.store.reads.detail(case_id, parts.me.person)
    if detail is None:
        return ""
    asked = Escalation(
        id=EscalationId("…"),
        anchor=detail.row.case.anchor,
        asker=parts.me,
        form=form,
        state=EscalationState.ASKED,
        token="…",  # noqa: S106 - stands for one that is not made yet
        asked_at=parts.clock.now(),
        position=START,
    )
    letter = letters.request(Matters(parts).of(asked, 1, form.to), parts.language)
    return f"{letter.subject}\n\n{letter.text}"


def _first_word(parts: Parts, case_id: CaseId) -> str:
    for item in parts.store.reads.timeline(case_id, parts.me.person):
        if item.mail is not None and item.mail.facts.direction is Direction.INBOUND:
            return f"{item.mail.facts.sent_at.astimezone():%Y-%m-%d %H:%M}"
    return ""


def _history(parts: Parts, case_id: CaseId) -> str:
    """Return one line per mail, the latest few: when, who, the first words."""
    items = parts.store.reads.timeline(case_id, parts.me.person)
    mails = [item.mail.facts for item in items if item.mail is not None][-_HISTORY_LINES:]
    previews = parts.store.mails.previews(facts.key for facts in mails)
    return "\n".join(
        f"{facts.sent_at.astimezone():%m/%d %H:%M} {facts.sender.name or facts.sender.addr}: "
        f"{previews.get(facts.key, facts.subject)}"
        for facts in mails
    )
