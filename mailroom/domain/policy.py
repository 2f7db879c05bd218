"""Levels, their people and deadlines: the escalation table in its first form (S01-S03).

Routes by category, alternates, criteria and time-outs per step come later; the shape leaves room.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.people import Address
from mailroom.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level: who it is by rank, and how long an answer may take.

    ``person`` names a member; ``address`` somebody without an account. With neither, the
    escalation goes to the first lead (the fallback of S36).
    """

    number: int
    name: str
    person: PersonId | None = None
    address: Address | None = None
    answer_minutes: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the team agreed on. Categories are the team's own words.

    ``holidays`` are days without business hours, as ISO dates: a part of the journal, so that
    every desk counts the same deadlines.
    """

    levels: tuple[Level, ...]
    categories: tuple[str, ...] = ()
    reply_minutes: int = 480  # business minutes to the first reply
    holidays: frozenset[str] = frozenset()

    def level(self, number: int) -> Level:
        """Return that level, or the highest there is."""
        known = {level.number: level for level in self.levels}
        return known.get(number, self.levels[-1])


DEFAULT_POLICY = Policy(
    levels=(
        Level(number=1, name="窓口", answer_minutes=240),
        Level(number=2, name="係長", answer_minutes=120),
        Level(number=3, name="課長", answer_minutes=60),
        Level(number=4, name="部長", answer_minutes=30),
    ),
    categories=("返品・返金", "料金・請求", "仕様・操作", "障害", "納期・配送", "その他"),
)
