"""Whether rules on arrival would work: what is wrong with one, and what is only odd (S32).

Errors keep rules from being saved, warnings do not. The sentences are the window's and the command
line's. What rules would do to the mail that is there, ``service.arrival`` tries out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from mailroom.domain.arrival.rule import Condition, Part, Rule
from mailroom.domain.cases import LabelStanding
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.state import State
from mailroom.ids import LabelId, PersonId, RuleId


class RuleProblem(Enum):
    """What is wrong, or odd."""

    NAMELESS = "nameless"
    TWICE = "twice"  # two rules of one name
    NO_CONDITIONS = "no_conditions"
    EMPTY_CONDITION = "empty_condition"
    DOES_NOTHING = "does_nothing"
    LABEL_GONE = "label_gone"
    PERSON_GONE = "person_gone"
    NO_SUCH_LEVEL = "no_such_level"
    SHADOWED = "shadowed"  # a rule above stops every mail that it would meet
    FILTERS_ALL = "filters_all"  # would leave out much of the mail that is there
    NEVER_MET = "never_met"  # by none of the mail that is there


RULE_WARNINGS = frozenset(
    {RuleProblem.TWICE, RuleProblem.SHADOWED, RuleProblem.FILTERS_ALL, RuleProblem.NEVER_MET}
)
"""What people should see, and may have reasons for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFinding:
    """Something wrong or odd in one rule; ``what`` names the other thing that it is about."""

    problem: RuleProblem
    rule: RuleId
    what: str = ""

    @property
    def is_error(self) -> bool:
        """Return whether the rules cannot be saved with it."""
        return self.problem not in RULE_WARNINGS


def check_rules(rules: Sequence[Rule], state: State) -> tuple[RuleFinding, ...]:
    """Return what is wrong with rules for this team, errors first; switched-off ones may rest."""
    found: list[RuleFinding] = []
    names = [rule.name.strip() for rule in rules]
    for at, rule in enumerate(rules):
        problems = list(_of_rule(rule, state)) if rule.active else []
        if not rule.name.strip():
            problems.append((RuleProblem.NAMELESS, ""))
        elif names.index(rule.name.strip()) < at:
            problems.append((RuleProblem.TWICE, rule.name))
        above = next((one for one in rules[:at] if _stops_all_of(one, rule)), None)
        if rule.active and above is not None:
            problems.append((RuleProblem.SHADOWED, above.name))
        found += [RuleFinding(problem=p, rule=rule.id, what=what) for p, what in problems]
    return tuple(sorted(found, key=lambda one: not one.is_error))


def _of_rule(rule: Rule, state: State) -> Iterator[tuple[RuleProblem, str]]:
    if not rule.conditions:
        yield RuleProblem.NO_CONDITIONS, ""
    elif not all(one.says_something for one in rule.conditions):
        yield RuleProblem.EMPTY_CONDITION, ""
    if not rule.acts:
        yield RuleProblem.DOES_NOTHING, ""
    worn = (LabelId(w) for one in rule.conditions if one.part is Part.LABEL for w in one.words)
    for label in (*rule.labels, *worn):
        known = state.label(label)
        if known is None or known.standing is not LabelStanding.IN_USE:
            yield RuleProblem.LABEL_GONE, label if known is None else known.name
    yield from _people(rule.assign, state)
    policy = state.policy() or DEFAULT_POLICY
    if rule.level and rule.level not in {level.number for level in policy.levels}:
        yield RuleProblem.NO_SUCH_LEVEL, str(rule.level)


def _people(people: Iterable[PersonId], state: State) -> Iterator[tuple[RuleProblem, str]]:
    for person in people:
        member = state.member(person)
        if member is None or member.left:
            yield RuleProblem.PERSON_GONE, person if member is None else member.name


def _stops_all_of(above: Rule, rule: Rule) -> bool:
    """Return whether a rule above surely meets every mail that this one meets, and stops it.

    Sure is only what can be read off: each of its conditions is one of this rule's, or wider.
    """
    if not (above.active and above.stops and above.conditions):
        return False
    if above.whole and (rule.whole or len(rule.conditions) == 1):
        return all(
            any(_holds_with(one, other) for other in rule.conditions) for one in above.conditions
        )
    if not above.whole and rule.whole:
        return any(_holds_with(one, other) for one in above.conditions for other in rule.conditions)
    if not above.whole:
        return all(
            any(_holds_with(one, other) for one in above.conditions) for other in rule.conditions
        )
    return False


def _holds_with(wide: Condition, narrow: Condition) -> bool:
    """Return whether ``wide`` holds whenever ``narrow`` does."""
    if replace(wide, words=(), at_least=0) != replace(narrow, words=(), at_least=0):
        return False
    if wide.part is Part.AMOUNT:
        return narrow.at_least >= wide.at_least and not wide.negated
    if not wide.words or not narrow.words:  # there is one, of whatever name
        return not wide.words if not wide.negated else not narrow.words
    fewer, more = (wide, narrow) if wide.negated else (narrow, wide)
    return set(fewer.words) <= set(more.words)
