"""Which criteria apply to a case: suggestions with their signs, never decisions (S14-S24).

Pure. The facts come from what this PC knows of the case; nothing here is written anywhere. Whether
a suggestion is followed is for people to say, and so is what somebody feels: of that only the signs
are shown (S23).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailroom.domain.escalations.escalation import Criterion, EscalationKind
from mailroom.domain.policies.amounts import Amount, amounts_in
from mailroom.domain.policies.policy import Conditions, CriterionRule, Policy
from mailroom.ids import LabelId

MOST_SIGNS = 4
"""Signs that are named; more would not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """What is known of a case when somebody looks at it.

    Attributes:
        texts: what the customer wrote and nobody has answered yet, subjects included.
        sender: the customer's address.
        waited_minutes: business minutes the customer waits for an answer.
        turns: mails of the customer so far.
        covered: whether the team has a text for such a matter (S22); ``None`` = nobody can say.
        level: of the case.
        dismissed: keys of what was decided against.
    """

    texts: tuple[str, ...] = ()
    sender: str = ""
    labels: tuple[LabelId, ...] = ()
    waited_minutes: int = 0
    turns: int = 0
    covered: bool | None = None
    level: int = 1
    dismissed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A criterion that applies, why, and what it suggests.

    Attributes:
        signs: words and amounts as they were found.
        turns: set if the number of mails is a sign; so ``waited_minutes`` if the waiting is.
        uncovered: no template fits.
        level: ``None`` where only signs are shown; then nothing is suggested (S23).
    """

    rule: CriterionRule
    signs: tuple[str, ...] = ()
    turns: int = 0
    waited_minutes: int = 0
    uncovered: bool = False
    level: int | None
    kind: EscalationKind
    category: str = ""


def suggestions(policy: Policy, facts: CaseFacts) -> tuple[Suggestion, ...]:
    """Return what applies: the highest level first, mere signs last, each criterion once."""
    found: dict[Criterion, Suggestion] = {}
    folded = [_folded(text) for text in facts.texts]
    amounts = [amount for text in facts.texts for amount in amounts_in(text)]
    for rule in policy.criteria:
        if not rule.active or rule.id in facts.dismissed or rule.when == Conditions():
            continue
        one = _applied(policy, rule, facts, folded, amounts)
        known = found.get(rule.criterion)
        if one is not None and (known is None or (one.level or 0) > (known.level or 0)):
            found[rule.criterion] = one
    return tuple(sorted(found.values(), key=lambda one: -(one.level or 0)))


def category_of(policy: Policy, facts: CaseFacts) -> str:
    """Return the category of a case: by its labels, else by the words of the category's name."""
    labelled = policy.category_of(facts.labels)
    if labelled is not None:
        return labelled.name
    text = "\n".join(_folded(one) for one in facts.texts)
    for category in policy.categories:
        words = [word for word in _folded(category.name).split("・") if len(word) > 1]
        if any(word in text for word in words if word != "その他"):
            return category.name
    return ""


def _applied(
    policy: Policy,
    rule: CriterionRule,
    facts: CaseFacts,
    folded: Iterable[str],
    amounts: Iterable[Amount],
) -> Suggestion | None:
    when = rule.when
    words = [word for word in when.words if any(_folded(word) in text for text in folded)]
    sums = [one.written for one in amounts if one.yen >= when.amount_from]
    if not all(_holds(when, facts, words, sums)):
        return None
    highest = max(level.number for level in policy.levels)
    level = min(rule.level or facts.level + 1, highest)
    signs = (*words, *(sums if when.amount_from else ()))
    return Suggestion(
        rule=rule,
        signs=tuple(dict.fromkeys(signs))[:MOST_SIGNS],
        turns=facts.turns if when.turns else 0,
        waited_minutes=facts.waited_minutes if when.elapsed_minutes else 0,
        uncovered=when.no_template,
        level=None if rule.only_shown else level,
        kind=rule.kind,
        category=rule.category if policy.category(rule.category) else "",
    )


def _holds(when: Conditions, facts: CaseFacts, words: list[str], sums: list[str]) -> Iterator[bool]:
    """Yield for each part that is given whether it holds."""
    if when.words:
        yield bool(words)
    if when.labels:
        yield bool(set(when.labels) & set(facts.labels))
    if when.senders:
        yield _is_from(facts.sender, when.senders)
    if when.amount_from:
        yield bool(sums)
    if when.elapsed_minutes:
        yield facts.waited_minutes >= when.elapsed_minutes
    if when.turns:
        yield facts.turns >= when.turns
    if when.no_template:
        yield facts.covered is False


def _is_from(sender: str, senders: Iterable[str]) -> bool:
    addr = sender.lower()
    domain = "@" + addr.rpartition("@")[2]
    return any(one.lower() in {addr, domain} for one in senders)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
