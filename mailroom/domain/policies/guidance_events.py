"""Events about what the rules say of a case: criteria that apply, or were decided against."""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.domain.escalations.escalation import Criterion
from mailroom.domain.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionTicked:
    """A criterion applies to the case: the limit of S39 begins.

    By a person who ticked it, or by nobody (``guidance.concern_id``) when a desk showed the
    suggestion of ``rule``; then every desk gives it one id and the first accepted one wins.
    """

    criterion: Criterion
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionDismissed:
    """見送る: a criterion applies and the case is not escalated, for a reason (S39)."""

    rule: str
    reason: Words


ConcernBody = CriterionTicked | SuggestionDismissed
