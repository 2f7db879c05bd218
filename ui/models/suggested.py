"""A suggestion to escalate in words: what it rests on, and what it would fill in (S14, S23).

Pure. It never says that something IS so: signs are shown as signs, and a person decides. Where only
signs are shown (what somebody may feel), nothing is filled in from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from mailroom.domain.escalations.escalation import Criterion, EscalationKind
from mailroom.domain.policies.criteria import Suggestion
from ui.wording import moments, words
from ui.wording.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """One suggestion, ready to be shown and filled in.

    Attributes:
        level: ``None`` where only signs are shown.
        sentence: 「目安: 責任者からの回答を求められている → L3 交代?」.
        why: the signs, and that a person decides.
        short: for a chip beside it.
    """

    rule: str
    criterion: Criterion
    level: int | None
    kind: EscalationKind
    category: str
    sentence: str
    why: str
    short: str


def suggested(one: Suggestion) -> Suggested:
    """Return a suggestion in words, with the team's own wording of its rule."""
    name = one.rule.text or words.criterion_name(one.rule.criterion)
    found = tr(", ", "between signs").join(_signs(one))
    why = tr("Found: {signs}. You decide.") if found else tr("You decide.")
    return Suggested(
        rule=one.rule.id,
        criterion=one.rule.criterion,
        level=one.level,
        kind=one.kind,
        category=one.category,
        sentence=_sentence(one, name),
        why=why.format(signs=found),
        short=name if one.level is None else _leads_to(one, name),
    )


def _sentence(one: Suggestion, name: str) -> str:
    if one.level is None:
        return tr("Sign: {name}").format(name=name)
    return tr("Sign: {where}?").format(where=_leads_to(one, name))


def _leads_to(one: Suggestion, name: str) -> str:
    where = f"{words.level_name(one.level or 1)} {words.kind_name(one.kind)}"
    return tr("{name} → {where}").format(name=name, where=where)


def _signs(one: Suggestion) -> list[str]:
    said = [tr("“{sign}”").format(sign=sign) for sign in one.signs]
    if one.turns:
        said.append(tr("%n mail(s) of the customer", "", one.turns))
    if one.waited_minutes:
        waited = moments.span(timedelta(minutes=one.waited_minutes))
        said.append(tr("waiting for {span}").format(span=waited))
    if one.uncovered:
        said.append(tr("nothing in the handbook fits"))
    return said
