"""Who is asked, why, and what follows if nobody answers (S31-S38, S52).

Pure: the same rules, roster, moment and load give the same answer on every desk. What is computed
here is frozen into the form, so that it happens as its asker was shown it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import Enum
from itertools import islice

from mailroom.domain.escalations.escalation import (
    Criterion,
    Escalation,
    EscalationForm,
    EscalationKind,
)
from mailroom.domain.escalations.planning import lay
from mailroom.domain.escalations.plans import Plan, PlannedStep, StepAction
from mailroom.domain.people import AWAY, Address, Member, Presence, Role, presence_at
from mailroom.domain.policies.policy import (
    Level,
    Pick,
    Policy,
    PoolMember,
    RouteBy,
    Target,
    TargetKind,
)
from mailroom.domain.state import State
from mailroom.domain.times.availability import available_from, is_available, on_leave
from mailroom.domain.times.calendar import Calendar
from mailroom.ids import PersonId

MOST_ALTERNATES = 3
"""Somebody of the same level asked after the first; then it goes up."""

_NEVER = datetime.min.replace(tzinfo=UTC)


class Why(Enum):
    """Why somebody is asked."""

    ROUTE = "route"  # the category's route, by rank
    EXPERTISE = "expertise"  # the category's route, by who knows
    LEVEL = "level"  # whom the level names
    DEPUTY = "deputy"  # stands in for somebody who is away
    FALLBACK = "fallback"  # whom one asks in doubt (S36)
    CATCH_ALL = "catch_all"  # no rule reaches anybody else (S37)
    CHOSEN = "chosen"  # by the asker's hand


class Whereabouts(Enum):
    """Whether somebody can answer, as far as the team knows."""

    IN = "in"
    BUSY = "busy"
    OUT = "out"
    OFF = "off"  # on leave, gone home, or outside their own hours
    LEFT = "left"
    UNKNOWN = "unknown"  # no member: nobody says


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Where somebody is; ``until`` when that ends, if anybody said so."""

    where: Whereabouts
    until: datetime | None = None

    @property
    def is_here(self) -> bool:
        """Return whether they can be asked now."""
        return self.where in {Whereabouts.IN, Whereabouts.UNKNOWN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who could be asked.

    Attributes:
        instead_of: for whom a deputy stands in.
        open_count: how many escalations wait for their answer.
    """

    address: Address
    person: PersonId | None
    name: str
    why: Why
    available: Availability
    level: int
    instead_of: str = ""
    open_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What everybody was asked, by address: open now, and when last (S38)."""

    open: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, datetime] = field(default_factory=dict)


NO_LOAD = Load()


def load_of(escalations: Iterable[Escalation]) -> Load:
    """Return the load that these escalations are; open and closed ones may be given."""
    counts: Counter[str] = Counter()
    last: dict[str, datetime] = {}
    for escalation in escalations:
        counts[escalation.to.addr.lower()] += escalation.awaits_answer
        for asked in escalation.asked:
            addr = asked.to.addr.lower()
            last[addr] = max(asked.at, last.get(addr, _NEVER))
    return Load(open=counts, last=last)


def candidates(
    state: State,
    policy: Policy,
    category: str,
    level: int,
    at: datetime,
    *,
    asker: PersonId | None = None,
    load: Load = NO_LOAD,
    by: RouteBy = RouteBy.RANK,
) -> tuple[Candidate, ...]:
    """Return who could be asked, the first choice first, each once; also who is away, to say so.

    Routes of the category and level come first (those of ``by`` before the others), then whom the
    level names, then the fallback, then the catch-all. A category that the rules do not know is a
    case of doubt: the fallback comes first (S33). Nobody asks themselves while there is another.

    Args:
        state: the roster.
        policy: the rules.
        category: of the case, "" if none is chosen.
        level: that is asked.
        at: the moment; while the office is closed, people are seen as when it opens.
        asker: who asks.
        load: what everybody has been asked already.
        by: rank or expertise.
    """
    search = _Search(state, policy, policy.level(level), at, load)
    found: dict[str, Candidate] = {}
    for why, target in _targets(policy, category, search.level, by):
        for candidate in search.of_target(target, why):
            found.setdefault(candidate.address.addr.lower(), candidate)
    others = tuple(one for one in found.values() if asker is None or one.person != asker)
    return others or tuple(found.values())


def plan(
    state: State,
    policy: Policy,
    form: EscalationForm,
    at: datetime,
    *,
    asker: PersonId | None = None,
    load: Load = NO_LOAD,
    wait: bool = False,
) -> Plan:
    """Return whom this form asks and what follows, by the stall rule of its level (S52).

    An address in the form is the asker's choice and comes first. With ``wait`` the first choice is
    asked although they are away, and the clock starts when they are back ("13:00 まで待つ").
    """

    def of_level(number: int) -> tuple[Candidate, ...]:
        return candidates(
            state, policy, form.category, number, at, asker=asker, load=load, by=route_by(form)
        )

    found = of_level(form.level)
    first = _chosen(found, form) or first_choice(found, wait=wait)
    if first is None:
        return Plan()
    request = _step(first)
    if form.kind is EscalationKind.HEADS_UP:
        return Plan(steps=(request,))
    higher = (level for level in policy.levels if level.number > form.level)
    above = _next_level(((level, of_level(level.number)) for level in higher), first, asker)
    steps = lay(
        policy.level(form.level), request, [_step(one) for one in _alternates(found, first)], above
    )
    return Plan(steps=steps, wait_until=first.available.until if wait else None)


def route_by(form: EscalationForm) -> RouteBy:
    """Return which routes a form looks at first: who knows, or who decides (S08, S17)."""
    knows = form.criterion is Criterion.EXPERTISE or form.kind is EscalationKind.CHECK
    return RouteBy.EXPERTISE if knows else RouteBy.RANK


def first_choice(found: Sequence[Candidate], *, wait: bool = False) -> Candidate | None:
    """Return who is asked first: who is there, or with ``wait`` who will be back."""
    if wait and (awaited := waited_for(found)) is not None:
        return awaited
    here = (one for one in found if one.available.is_here)
    still = (one for one in found if one.available.where is not Whereabouts.LEFT)
    return next(here, None) or next(still, None)


def waited_for(found: Sequence[Candidate]) -> Candidate | None:
    """Return the first choice if they are away and said when they are back."""
    if not found or found[0].available.is_here or found[0].available.until is None:
        return None
    return found[0]


def availability(member: Member, policy: Policy, level: Level, at: datetime) -> Availability:
    """Return whether a member can be asked at a moment; the top level is asked at any hour."""
    calendar = policy.calendar
    if member.left:
        return Availability(where=Whereabouts.LEFT)
    seen = at if level.wall_clock else calendar.next_open(at)
    presence = presence_at(member, seen)
    if presence in AWAY or presence is Presence.BUSY or on_leave(member, calendar, seen):
        return Availability(
            where=_WHERE.get(presence, Whereabouts.OFF), until=_back(member, calendar, seen)
        )
    if level.wall_clock or is_available(member, calendar, seen):
        return Availability(where=Whereabouts.IN)
    return Availability(where=Whereabouts.OFF, until=_back(member, calendar, seen))


_WHERE = {
    Presence.BUSY: Whereabouts.BUSY,
    Presence.OUT: Whereabouts.OUT,
    Presence.OFF: Whereabouts.OFF,
    Presence.GONE: Whereabouts.OFF,
}


def _back(member: Member, calendar: Calendar, at: datetime) -> datetime | None:
    return available_from(member, calendar, at)


# --- who ------------------------------------------------------------------------------------------


def _targets(
    policy: Policy, category: str, level: Level, by: RouteBy
) -> Iterator[tuple[Why, Target]]:
    in_doubt = bool(category) and policy.category(category) is None
    if in_doubt and policy.fallback is not None:
        yield Why.FALLBACK, policy.fallback
    routes = [one for one in policy.routes if (one.category, one.level) == (category, level.number)]
    for route in sorted(routes, key=lambda one: one.by is not by):
        why = Why.EXPERTISE if route.by is RouteBy.EXPERTISE else Why.ROUTE
        yield from ((why, target) for target in route.targets)
    if level.person is not None:
        yield Why.LEVEL, Target(kind=TargetKind.PERSON, person=level.person)
    elif level.address is not None:
        yield Why.LEVEL, Target(kind=TargetKind.ADDRESS, address=level.address)
    if policy.fallback is not None:
        yield Why.FALLBACK, policy.fallback
    if policy.catch_all is not None:
        yield Why.CATCH_ALL, policy.catch_all


@dataclass(frozen=True, slots=True)
class _Search:
    """Finds the people of a target, seen at one moment."""

    state: State
    policy: Policy
    level: Level
    at: datetime
    load: Load

    def of_target(self, target: Target, why: Why) -> Iterator[Candidate]:
        """Yield who a target means; for who is away, also those who stand in for them."""
        match target.kind:
            case TargetKind.PERSON:
                yield from self._of_person(target.person, why)
            case TargetKind.ROLE:
                yield from self._of_role(target.role, why)
            case TargetKind.ADDRESS:
                yield from self._of_address(target.address, why)
            case TargetKind.POOL:
                yield from self._of_pool(target, why)

    def _of_person(self, person: PersonId | None, why: Why) -> Iterator[Candidate]:
        seen: set[PersonId] = set()
        instead_of = ""
        while person is not None and person not in seen:  # deputies may point at each other
            seen.add(person)
            member = self.state.member(person)
            if member is None:
                return
            found = self._candidate(member, why, instead_of)
            if found is not None:
                yield found
                if found.available.is_here:
                    return
            person, why, instead_of = member.deputy, Why.DEPUTY, member.name

    def _of_role(self, role: Role | None, why: Why) -> Iterator[Candidate]:
        """Only leads are found by their role: there are few, and always one."""
        leads = self.state.leads() if role is Role.LEAD else ()
        found = [one for lead in leads if (one := self._candidate(lead, why)) is not None]
        yield from sorted(found, key=lambda one: not one.available.is_here)

    def _of_address(self, address: Address | None, why: Why) -> Iterator[Candidate]:
        if address is None:
            return
        member = self.state.member_by_address(address.addr.lower())
        if member is not None:
            yield from self._of_person(member.id, why)
            return
        yield Candidate(
            address=address,
            person=None,
            name=address.name or address.addr,
            why=why,
            available=Availability(where=Whereabouts.UNKNOWN),
            level=self.level.number,
            open_count=self.load.open.get(address.addr.lower(), 0),
        )

    def _of_pool(self, target: Target, why: Why) -> Iterator[Candidate]:
        """S38: whoever has least, or was asked longest ago; who is away comes last."""
        found = [one for member in target.pool for one in islice(self._of_member(member, why), 1)]
        yield from sorted(
            found, key=lambda one: (not one.available.is_here, self._turn(target, one))
        )

    def _of_member(self, member: PoolMember, why: Why) -> Iterator[Candidate]:
        if member.person is not None:
            return self._of_person(member.person, why)
        return self._of_address(member.address, why)

    def _turn(self, target: Target, one: Candidate) -> tuple[int, datetime]:
        last = self.load.last.get(one.address.addr.lower(), _NEVER)
        if target.pick is Pick.ROUND_ROBIN:
            return 0, last
        return one.open_count, _NEVER

    def _candidate(self, member: Member, why: Why, instead_of: str = "") -> Candidate | None:
        if not member.addresses:
            return None  # there is no way to ask them
        addr = member.addresses[0]
        return Candidate(
            address=Address(name=member.name, addr=addr),
            person=member.id,
            name=member.name,
            why=why,
            available=availability(member, self.policy, self.level, self.at),
            level=self.level.number,
            instead_of=instead_of,
            open_count=self.load.open.get(addr.lower(), 0),
        )


def _chosen(found: Sequence[Candidate], form: EscalationForm) -> Candidate | None:
    """Return who the asker named in the form, if they did."""
    addr = form.to.addr.lower()
    if not addr:
        return None
    known = (one for one in found if one.address.addr.lower() == addr)
    return next(known, None) or Candidate(
        address=form.to,
        person=form.to_person,
        name=form.to.name or form.to.addr,
        why=Why.CHOSEN,
        available=Availability(where=Whereabouts.UNKNOWN),
        level=form.level,
    )


# --- what follows ---------------------------------------------------------------------------------


def _step(one: Candidate) -> PlannedStep:
    return PlannedStep(
        number=1,
        action=StepAction.REQUEST,
        to=one.address,
        person=one.person,
        level=one.level,
        why=one.why.value,
    )


def _alternates(found: Sequence[Candidate], first: Candidate) -> list[Candidate]:
    """Return who of the same level is asked next: those who are there; not the last resorts."""
    last_resorts = {Why.FALLBACK, Why.CATCH_ALL}
    others = [
        one
        for one in found
        if one.address.addr.lower() != first.address.addr.lower()
        and one.available.is_here
        and (one.why not in last_resorts or first.why in last_resorts)
    ]
    return others[:MOST_ALTERNATES]


def _next_level(
    above: Iterable[tuple[Level, Sequence[Candidate]]], asked: Candidate, asker: PersonId | None
) -> tuple[Level, PlannedStep] | None:
    """Return whom the nearest level above with somebody else means."""
    for level, found in above:
        others = [
            one
            for one in found
            if one.address.addr.lower() != asked.address.addr.lower()
            and (asker is None or one.person != asker)
        ]
        first = first_choice(others)
        if first is not None:
            return level, _step(first)
    return None


def with_plan(form: EscalationForm, planned: Plan) -> EscalationForm:
    """Return the form with its plan, addressed to whom the plan asks first."""
    first = planned.step(1)
    if first is None or first.to is None:
        return replace(form, plan=planned)
    return replace(form, plan=planned, to=first.to, to_person=first.person)
