"""A suggestion to escalate in words: what it rests on, and what it would fill in (S14, S23).

Pure: from the core's suggestion and the rule it comes from. It never says that something IS so:
signs are shown as signs, and a person decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.escalation import Criterion, EscalationKind
from ui import words
from ui.words import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """One suggestion, ready to be shown and filled in.

    Attributes:
        sentence: 「目安: 責任者からの回答を求められている → L3 交代」.
        why: the signs, and that a person decides.
        short: for a chip beside it.
    """

    rule: str
    criterion: Criterion
    level: int
    kind: EscalationKind
    category: str
    sentence: str
    why: str
    short: str


def suggested(
    *,
    rule: str,
    text: str,
    criterion: Criterion,
    signs: tuple[str, ...],
    level: int,
    kind: EscalationKind,
    category: str = "",
) -> Suggested:
    """Return a suggestion in words; ``text`` is the team's own wording of the rule."""
    name = text or words.criterion_name(criterion)
    leads_to = f"{words.level_name(level)} {words.kind_name(kind)}"
    found = tr(", ", "between signs").join(tr("“{sign}”").format(sign=one) for one in signs)
    why = tr("Found: {signs}. You decide.") if found else tr("You decide.")
    return Suggested(
        rule=rule,
        criterion=criterion,
        level=level,
        kind=kind,
        category=category,
        sentence=tr("Sign: {name} → {where}?").format(name=name, where=leads_to),
        why=why.format(signs=found),
        short=tr("{name} → {where}").format(name=name, where=leads_to),
    )
