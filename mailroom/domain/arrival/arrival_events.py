"""Events about rules on arrival; bodies like those of ``events``."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.arrival.rule import Rule
from mailroom.domain.words import Words
from mailroom.ids import EventId, MailKey, RuleId


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalRulesSet:
    """The rules on arrival were changed by a lead, with a reason; the whole of them."""

    rules: tuple[Rule, ...]
    reason: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesFired:
    """A mail meets these rules of this version, in order. Its id is ``ids.rules_fired_id``.

    A desk says so that has read the mail; what the rules do, they say themselves. Two desks may
    find different rules (one has an older program, one lacks the text): the first one counts.
    """

    mail: MailKey
    version: EventId
    rules: tuple[RuleId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiringUndone:
    """A person takes back what rules did for a mail, as far as it still stands."""

    firing: EventId


ArrivalBody = ArrivalRulesSet | RulesFired | FiringUndone
