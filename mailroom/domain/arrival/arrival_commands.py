"""What a person asks for about rules on arrival; commands like those of ``commands``."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.arrival.rule import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class SetArrivalRules:
    """Change the rules on arrival (a lead), all of them at once, for a reason."""

    rules: tuple[Rule, ...]
    reason: str = ""
