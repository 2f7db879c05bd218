"""Whether a policy would work: no dead end, no loop, nobody who left, everybody within reach (S32).

Errors keep a policy from being saved, warnings do not. Each names the cell that it is about; the
sentences are ``service.policy_words``'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.escalations.escalation import Criterion, EscalationForm, EscalationKind
from mailroom.domain.escalations.plans import StepAction
from mailroom.domain.escalations.routing import plan
from mailroom.domain.people import Address, Member, Role
from mailroom.domain.policies.policy import (
    FEWEST_LEVELS,
    MOST_LEVELS,
    NO_CONDITIONS,
    Channel,
    CriterionRule,
    Level,
    Policy,
    Route,
    Target,
    TargetKind,
    is_sound,
)
from mailroom.domain.policies.stalling import StallAction
from mailroom.domain.state import State
from mailroom.ids import PersonId


class Page(Enum):
    """Where in the rules something is."""

    LEVELS = "levels"
    ROUTES = "routes"
    CRITERIA = "criteria"
    TIMES = "times"
    WHOLE = "whole"


class Problem(Enum):
    """What is wrong, or odd."""

    LEVEL_COUNT = "level_count"
    NAMELESS = "nameless"
    NO_FALLBACK = "no_fallback"
    NO_CATCH_ALL = "no_catch_all"
    NAMES_NOBODY = "names_nobody"
    LEFT = "left"
    UNKNOWN_PERSON = "unknown_person"
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    OWN_ADDRESS = "own_address"  # asks the mailbox itself: a loop
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_LEVEL = "unknown_level"
    TWICE = "twice"
    DEAD_END = "dead_end"  # nobody is told when nobody answers
    NOBODY_ABOVE = "nobody_above"  # going up leads back to the same person
    IMPOSSIBLE = "impossible"  # a number that makes no sense
    LATE_ACKNOWLEDGEMENT = "late_acknowledgement"
    LATE_NUDGE = "late_nudge"
    UNNAMED_LEVEL = "unnamed_level"  # reached through the fallback only
    NO_PHONE = "no_phone"
    NEVER_SUGGESTED = "never_suggested"
    REVIEW_DUE = "review_due"
    REVIEWER_LEFT = "reviewer_left"


WARNINGS = frozenset(
    {
        Problem.NO_ADDRESS,
        Problem.LATE_ACKNOWLEDGEMENT,
        Problem.LATE_NUDGE,
        Problem.UNNAMED_LEVEL,
        Problem.NOBODY_ABOVE,
        Problem.NO_PHONE,
        Problem.NEVER_SUGGESTED,
        Problem.REVIEW_DUE,
        Problem.REVIEWER_LEFT,
    }
)
"""What people should see, and may have reasons for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a finding is about: a level, a category at a level, or a criterion.

    ``place`` names what belongs to no level: "fallback", "catch_all".
    """

    page: Page
    level: int = 0
    category: str = ""
    rule: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong or odd in one cell; ``who`` is the name or address that it is about."""

    problem: Problem
    cell: Cell
    who: str = ""

    @property
    def is_error(self) -> bool:
        """Return whether the policy cannot be saved with it."""
        return self.problem not in WARNINGS


def check(policy: Policy, state: State, at: datetime) -> tuple[Finding, ...]:
    """Return what is wrong with a policy for this team, errors first.

    Args:
        policy: to be saved.
        state: roster and mailboxes of the team.
        at: now, for what is due and who is where.
    """
    found = [*_levels(policy, state), *_ends(policy, state), *_routes(policy, state)]
    found += [*_criteria(policy), *_review(policy, state, at)]
    if not any(one.is_error for one in found):
        found += _ways_up(policy, state, at)
        if not is_sound(policy):
            found.append(Finding(problem=Problem.IMPOSSIBLE, cell=Cell(page=Page.TIMES)))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: not one.is_error))


def _levels(policy: Policy, state: State) -> Iterator[Finding]:
    numbers = [level.number for level in policy.levels]
    fits = FEWEST_LEVELS <= len(numbers) <= MOST_LEVELS
    if not fits or numbers != list(range(1, len(numbers) + 1)):
        yield Finding(problem=Problem.LEVEL_COUNT, cell=Cell(page=Page.LEVELS))
    for level in policy.levels:
        cell = Cell(page=Page.LEVELS, level=level.number)
        for problem in _of_level(policy, level):
            yield Finding(problem=problem, cell=cell)
        if level.person is not None:
            yield from _person(level.person, state, cell, level)
        if level.address is not None:
            yield from _address(level.address, state, cell)


def _of_level(policy: Policy, level: Level) -> Iterator[Problem]:
    routed = any(route.level == level.number and route.targets for route in policy.routes)
    if not level.name.strip():
        yield Problem.NAMELESS
    if level.number > 1 and level.person is None and level.address is None and not routed:
        yield Problem.UNNAMED_LEVEL
    if StallAction.BOARD not in level.stall[-1:]:
        yield Problem.DEAD_END
    if level.answer_minutes <= 0:
        yield Problem.IMPOSSIBLE
    if level.acknowledge_minutes > level.answer_minutes:
        yield Problem.LATE_ACKNOWLEDGEMENT
    patience = level.acknowledge_minutes or level.answer_minutes
    if StallAction.NUDGE in level.stall and level.nudges and level.nudge_minutes >= patience:
        yield Problem.LATE_NUDGE


def _ends(policy: Policy, state: State) -> Iterator[Finding]:
    """S36, S37: whom one asks in doubt, and where the rest goes."""
    for place, target, missing in (
        ("fallback", policy.fallback, Problem.NO_FALLBACK),
        ("catch_all", policy.catch_all, Problem.NO_CATCH_ALL),
    ):
        cell = Cell(page=Page.ROUTES, place=place)
        if target is None or not target.names_somebody:
            yield Finding(problem=missing, cell=cell)
        else:
            yield from _target(target, state, cell)


def _routes(policy: Policy, state: State) -> Iterator[Finding]:
    for name, count in Counter(one.name.strip() for one in policy.categories).items():
        cell = Cell(page=Page.ROUTES, category=name)
        if not name:
            yield Finding(problem=Problem.NAMELESS, cell=cell)
        elif count > 1:
            yield Finding(problem=Problem.TWICE, cell=cell, who=name)
    seen = Counter((route.category, route.level, route.by) for route in policy.routes)
    levels = {level.number for level in policy.levels}
    for route in policy.routes:
        cell = Cell(page=Page.ROUTES, category=route.category, level=route.level)
        if policy.category(route.category) is None:
            yield Finding(problem=Problem.UNKNOWN_CATEGORY, cell=cell, who=route.category)
        if route.level not in levels:
            yield Finding(problem=Problem.UNKNOWN_LEVEL, cell=cell)
        if seen[route.category, route.level, route.by] > 1:
            yield Finding(problem=Problem.TWICE, cell=cell, who=route.category)
        yield from _of_route(policy, route, state, cell)


def _of_route(policy: Policy, route: Route, state: State, cell: Cell) -> Iterator[Finding]:
    if not route.targets:
        yield Finding(problem=Problem.NAMES_NOBODY, cell=cell)
    for target in route.targets:
        yield from _target(target, state, cell, policy.level(route.level))


def _target(
    target: Target, state: State, cell: Cell, level: Level | None = None
) -> Iterator[Finding]:
    if not target.names_somebody or (
        target.kind is TargetKind.ROLE and target.role is not Role.LEAD
    ):
        yield Finding(problem=Problem.NAMES_NOBODY, cell=cell, who=target.name)
        return
    if target.person is not None and target.kind is TargetKind.PERSON:
        yield from _person(target.person, state, cell, level)
    if target.address is not None and target.kind is TargetKind.ADDRESS:
        yield from _address(target.address, state, cell)
    for member in target.pool if target.kind is TargetKind.POOL else ():
        if member.person is not None:
            yield from _person(member.person, state, cell, level)
        elif member.address is not None:
            yield from _address(member.address, state, cell)
        else:
            yield Finding(problem=Problem.NAMES_NOBODY, cell=cell, who=target.name)


def _person(
    person: PersonId, state: State, cell: Cell, level: Level | None = None
) -> Iterator[Finding]:
    member = state.member(person)
    if member is None:
        yield Finding(problem=Problem.UNKNOWN_PERSON, cell=cell, who=person)
        return
    if member.left:
        yield Finding(problem=Problem.LEFT, cell=cell, who=member.name)
    if not member.addresses:
        yield Finding(problem=Problem.NO_ADDRESS, cell=cell, who=member.name)
    if level is not None and level.channels[:1] == (Channel.PHONE,) and not _has_phone(member):
        yield Finding(problem=Problem.NO_PHONE, cell=cell, who=member.name)


def _has_phone(member: Member) -> bool:
    return bool(member.phone or member.extension or member.mobile)


def _address(address: Address, state: State, cell: Cell) -> Iterator[Finding]:
    name, at, domain = address.addr.rpartition("@")
    if not at or not name or "." not in domain or any(one.isspace() for one in address.addr):
        yield Finding(problem=Problem.BAD_ADDRESS, cell=cell, who=address.addr)
    elif address.addr.lower() in state.own_addresses():
        yield Finding(problem=Problem.OWN_ADDRESS, cell=cell, who=address.addr)
    member = state.member_by_address(address.addr.lower())
    if member is not None and member.left:
        yield Finding(problem=Problem.LEFT, cell=cell, who=member.name)


def _criteria(policy: Policy) -> Iterator[Finding]:
    levels = {level.number for level in policy.levels}
    ids = Counter(rule.id for rule in policy.criteria)
    for rule in policy.criteria:
        cell = Cell(page=Page.CRITERIA, rule=rule.id)
        for problem in _of_rule(policy, rule, levels):
            yield Finding(problem=problem, cell=cell, who=rule.text)
        if ids[rule.id] > 1 or not rule.id:
            yield Finding(problem=Problem.TWICE, cell=cell, who=rule.text)


def _of_rule(policy: Policy, rule: CriterionRule, levels: set[int]) -> Iterator[Problem]:
    if not rule.text.strip():
        yield Problem.NAMELESS
    if rule.level and rule.level not in levels:
        yield Problem.UNKNOWN_LEVEL
    if rule.category and policy.category(rule.category) is None:
        yield Problem.UNKNOWN_CATEGORY
    if rule.active and rule.when == NO_CONDITIONS:
        yield Problem.NEVER_SUGGESTED


def _review(policy: Policy, state: State, at: datetime) -> Iterator[Finding]:
    cell = Cell(page=Page.WHOLE)
    today = policy.calendar.zone.local(at).date()
    if policy.review_on is not None and policy.review_on <= today:
        yield Finding(problem=Problem.REVIEW_DUE, cell=cell, who=policy.review_on.isoformat())
    reviewer = None if policy.reviewer is None else state.member(policy.reviewer)
    if policy.reviewer is not None and (reviewer is None or reviewer.left):
        yield Finding(problem=Problem.REVIEWER_LEFT, cell=cell)


def _ways_up(policy: Policy, state: State, at: datetime) -> Iterator[Finding]:
    """Follow every way that a request can take: going up must come to somebody else."""
    for level in policy.levels[1:-1]:
        if StallAction.NEXT_LEVEL not in level.stall:
            continue
        for category in ("", *(one.name for one in policy.categories)):
            steps = plan(state, policy, _request(level.number, category), at).steps
            if steps and not any(step.action is StepAction.NEXT_LEVEL for step in steps):
                cell = Cell(page=Page.ROUTES, category=category, level=level.number)
                yield Finding(problem=Problem.NOBODY_ABOVE, cell=cell)


def _request(level: int, category: str) -> EscalationForm:
    return EscalationForm(
        kind=EscalationKind.INSTRUCT,
        level=level,
        category=category,
        criterion=Criterion.UNSURE,
        request="",
        to=Address(addr=""),
    )
