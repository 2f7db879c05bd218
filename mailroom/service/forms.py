"""The escalation form: what can be filled in from the case, and who a level means (S36, S42)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from mailroom.domain.calendar import OFFICE
from mailroom.domain.escalation import Criterion, EscalationForm, EscalationKind
from mailroom.domain.mails import Direction
from mailroom.domain.people import AWAY, Address, Member, Role
from mailroom.domain.plans import Plan
from mailroom.domain.policy import Policy
from mailroom.domain.steps import DueStep
from mailroom.ids import CaseId, PersonId
from mailroom.service import letters
from mailroom.service.letters import Matter
from mailroom.service.parts import Parts

_FIRST_LEVEL_ABOVE = 2
_HISTORY_LINES = 6


class Route(Enum):
    """Why an escalation goes to whom it goes."""

    LEVEL = "level"  # the level's person or address
    LEAD = "lead"  # the level names nobody: the first lead who is in
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routed:
    """Where a request goes and what follows, as the form shows it before it is sent."""

    to: Addressee
    plan: Plan
    steps: tuple[DueStep, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who would get an escalation, and why."""

    address: Address | None
    person: PersonId | None = None
    why: Route
    away: bool = False


def addressee(parts: Parts, level: int, category: str = "") -> Addressee:
    """Return who a level means; alternates and routes by category come with the policy."""
    del category  # the first policy has one route per level
    chosen = parts.store.reads.policy().level(level)
    members = {row.member.id: row.member for row in parts.store.reads.members()}
    if chosen.person in members:
        return _member(members[chosen.person], Route.LEVEL)
    if chosen.address is not None:
        return Addressee(address=chosen.address, why=Route.LEVEL)
    leads = [one for one in members.values() if one.role is Role.LEAD and not one.left]
    for lead in sorted(leads, key=lambda one: one.presence in AWAY):
        if lead.addresses:
            return _member(lead, Route.LEAD)
    return Addressee(address=None, why=Route.NOBODY)


def routed(parts: Parts, case_id: CaseId, form: EscalationForm, *, wait: bool = False) -> Routed:
    """Return who gets this form and what follows."""
    del case_id, wait
    return Routed(to=addressee(parts, form.level, form.category), plan=Plan())


def answer_due(policy: Policy, number: int, at: datetime) -> datetime:
    """Return until when a level that is asked at a moment should answer."""
    level = policy.level(number)
    if level.wall_clock:
        return at + timedelta(minutes=level.answer_minutes)
    return OFFICE.after(at, level.answer_minutes)


def consult(parts: Parts, case_id: CaseId, request: str) -> EscalationForm:
    """Return 「迷ったら相談」: a check by whom one asks first; the case stays (S36, N04)."""
    form = prefilled(parts, case_id)
    return replace(
        form, kind=EscalationKind.CHECK, criterion=Criterion.UNSURE, level=2, request=request
    )


def _member(member: Member, why: Route) -> Addressee:
    address = Address(name=member.name, addr=member.addresses[0]) if member.addresses else None
    return Addressee(
        address=address, person=member.id, why=why, away=member.presence in AWAY or member.left
    )


def prefilled(parts: Parts, case_id: CaseId) -> EscalationForm:
    """Return a form with all that the case itself says; the request only a person can word."""
    reads = parts.store.reads
    detail = reads.detail(case_id, parts.me.person)
    level = max(detail.row.case.level if detail else 1, _FIRST_LEVEL_ABOVE)
    to = addressee(parts, level)
    minutes = reads.policy().level(level).answer_minutes
    contact = detail.contact if detail else Address(addr="")
    return EscalationForm(
        kind=EscalationKind.INSTRUCT,
        level=level,
        criterion=Criterion.UNSURE,
        request="",
        customer=f"{contact.name} <{contact.addr}>" if contact.name else contact.addr,
        dates=_first_word(parts, case_id),
        history=_history(parts, case_id),
        wanted_by=parts.clock.now() + timedelta(minutes=minutes),
        to=to.address or Address(addr=""),
        to_person=to.person,
    )


def preview(parts: Parts, case_id: CaseId, form: EscalationForm) -> str:
    """Return subject and text of the request as its receiver will read it; the token is not yet."""
    detail = parts.store.reads.detail(case_id, parts.me.person)
    asker = {row.member.id: row.member.name for row in parts.store.reads.members()}
    matter = Matter(
        number=detail.row.case.number if detail else 0,
        subject=detail.row.case.subject if detail else "",
        token="…",  # noqa: S106 - stands for one that is not made yet
        form=form,
        asker=asker.get(parts.me.person, ""),
        due=form.wanted_by or parts.clock.now(),
        customer_text=_latest_words(parts, case_id),
    )
    letter = letters.request(matter, parts.language)
    return f"{letter.subject}\n\n{letter.text}"


def _latest_words(parts: Parts, case_id: CaseId) -> str:
    items = parts.store.reads.timeline(case_id, parts.me.person)
    inbound = [
        item.mail.facts.key
        for item in items
        if item.mail is not None and item.mail.facts.direction is Direction.INBOUND
    ]
    body = parts.store.mails.body(inbound[-1]) if inbound else None
    return body.text if body else ""


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
