"""How far an escalation is, point by point, each with who and when (S48).

Pure: from the row of an escalation to what the line shows. A state that nobody can know of (the
other server confirms nothing) is left out once a later one is reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.escalations.escalation import (
    AnswerKind,
    Escalation,
    EscalationKind,
    EscalationState,
    StepState,
)
from ui.wording import moments, names, words
from ui.wording.names import Roster


class Reached(Enum):
    """Where a point stands."""

    DONE = "done"
    NOW = "now"  # the last one reached: how far it is
    AHEAD = "ahead"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifePoint:
    """One state: its name, who brought it about, when."""

    state: EscalationState
    name: str
    who: str = ""
    when: str = ""
    reached: Reached


_Fact = tuple[EscalationState, datetime | None, str]
"""A state, when it was reached, by whom."""

_TOLD = (EscalationState.SENT, EscalationState.DELIVERED, EscalationState.ACKNOWLEDGED)
"""All that becomes of a heads-up: nothing is answered, nothing counts as handled (S06)."""


def life_points(one: Escalation, roster: Roster, now: datetime) -> tuple[LifePoint, ...]:
    """Return the points of an escalation in their order."""
    facts = _facts(one, roster)
    if one.form.kind is EscalationKind.HEADS_UP and not one.answers:
        facts = [fact for fact in facts if fact[0] in _TOLD]
    if one.state is EscalationState.WITHDRAWN:
        return _withdrawn(one, facts, now)
    last = max((at for at, fact in enumerate(facts) if fact[1] is not None), default=-1)
    points = []
    for at, (state, moment, who) in enumerate(facts):
        if moment is None and at < last and state is not EscalationState.SENT:
            continue
        reached = _standing(at, last)
        points.append(_point(state, moment, who, reached, now))
    return tuple(_bounced(points) if one.state is EscalationState.BOUNCED else points)


def _facts(one: Escalation, roster: Roster) -> list[_Fact]:
    """Return each state with when it was reached, if it was, and by whom."""
    asker = names.san(roster.name(one.asker.person))
    sent = next((mail.begun_at for mail in one.mails if mail.state in _LEFT), None)
    answered = one.ended_at if one.state is not EscalationState.WITHDRAWN else None
    return [
        (EscalationState.SENT, sent, asker),
        (EscalationState.DELIVERED, one.delivered_at, ""),
        (EscalationState.ACKNOWLEDGED, one.acknowledged_at, _acknowledged_by(one)),
        (EscalationState.ANSWERED, answered, _answered_by(one)),
        (EscalationState.APPLIED, one.applied_at, names.san(roster.name(one.applied_by))),
        (EscalationState.TOLD, one.told_at, names.san(roster.name(one.told_by))),
        (EscalationState.CLOSED, one.closed_at, ""),
    ]


_LEFT = frozenset({StepState.SENT, StepState.BOUNCED})
_SEEN = frozenset({AnswerKind.TAKE, AnswerKind.ACKNOWLEDGE})


def _acknowledged_by(one: Escalation) -> str:
    said = next((answer.by for answer in one.answers if answer.kind in _SEEN), "")
    return names.san(said or one.to.name)


def _answered_by(one: Escalation) -> str:
    found = next((answer.by for answer in one.answers if answer.event == one.ended_by), "")
    return names.san(found or (one.answers[-1].by if one.answers else ""))


def _standing(at: int, last: int) -> Reached:
    if at == last:
        return Reached.NOW
    return Reached.DONE if at < last else Reached.AHEAD


def _point(
    state: EscalationState, moment: datetime | None, who: str, reached: Reached, now: datetime
) -> LifePoint:
    return LifePoint(
        state=state,
        name=words.escalation_state(state),
        who=who if moment is not None else "",
        when=moments.when_exactly(moment, now) if moment is not None else "",
        reached=reached,
    )


def _bounced(points: list[LifePoint]) -> list[LifePoint]:
    """Put 「届かず」 where "delivered" would stand."""
    failed = LifePoint(
        state=EscalationState.BOUNCED,
        name=words.escalation_state(EscalationState.BOUNCED),
        reached=Reached.FAILED,
    )
    kept = [point for point in points if point.state is not EscalationState.DELIVERED]
    ahead = [
        LifePoint(state=point.state, name=point.name, reached=Reached.AHEAD) for point in kept[1:]
    ]
    return [*kept[:1], failed, *ahead]


def _withdrawn(one: Escalation, facts: list[_Fact], now: datetime) -> tuple[LifePoint, ...]:
    """Return what there was, and that it ended there."""
    past = [_point(*fact, Reached.DONE, now) for fact in facts[:3] if fact[1] is not None]
    return (*past, _point(EscalationState.WITHDRAWN, one.ended_at, "", Reached.DONE, now))
