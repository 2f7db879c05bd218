"""What the clock of escalations does next, as the status line and the sidebar say it (S51, N02).

Automatic steps are said before they happen, each can be stopped; a proposal is said when its time
has come and waits for a person. What went by while the PCs were off is said to be settled. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailroom.domain.escalations.plans import StepAction
from mailroom.ids import EscalationId
from mailroom.service.steps import NextStep
from ui.wording import moments, names
from ui.wording.words import tr

_MOST_TOLD = 8
"""Lines of the tooltip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """The one step that the status line shows.

    Attributes:
        sentence: what it says.
        meaning: everything that comes, for the tooltip.
    """

    step: NextStep
    sentence: str
    meaning: str


def upcoming(steps: Sequence[NextStep], now: datetime) -> Upcoming | None:
    """Return what to show: a proposal whose time has come, else the next automatic step."""
    shown = [step for step in steps if not step.proposal or step.at <= now]
    if not shown:
        return None
    waiting = [step for step in shown if step.proposal]
    step = min(waiting or shown, key=_moment)
    lines = [sentence(one, now) for one in sorted(shown, key=_moment)][:_MOST_TOLD]
    if len(shown) > _MOST_TOLD:
        lines.append(tr("+{n} more").format(n=len(shown) - _MOST_TOLD))
    said = sentence(step, now)
    if len(shown) > 1:
        said = tr("{step} (+{n} more)").format(step=said, n=len(shown) - 1)
    return Upcoming(step=step, sentence=said, meaning="\n".join(lines))


def sentence(step: NextStep, now: datetime) -> str:
    """Return a step in full, with how late it is."""
    said = _proposed(step) if step.proposal else _automatic(step, now)
    if step.late is None:
        return said
    return tr("{step} · {span} late, the PC was off").format(
        step=said, span=moments.span(step.late)
    )


def in_short(step: NextStep, now: datetime) -> str:
    """Return a step in a few words: 11:20 催促."""
    moment = step.fires_at or step.at
    at = tr("now") if moment <= now else moments.when(moment, now)
    return f"{at} {name(step)}"


def by_escalation(steps: Sequence[NextStep]) -> Mapping[EscalationId, NextStep]:
    """Return the steps by what they belong to."""
    return {step.escalation: step for step in steps}


def settled(steps: Sequence[NextStep], now: datetime) -> str:
    """Return that steps went by while the PCs were off, or "" if none did."""
    late = [step for step in steps if step.late is not None and step.missed]
    count = sum(step.missed for step in late)
    if not count:
        return ""
    if min(step.at for step in late).astimezone(now.tzinfo).date() < now.date():
        return tr(
            "%n step(s) of the night were matched to how things stand. Nothing is sent in bulk.",
            "",
            count,
        )
    return tr(
        "%n step(s) missed while the PC was off were matched to how things stand."
        " Nothing is sent in bulk.",
        "",
        count,
    )


def name(step: NextStep) -> str:
    """Return what a step does, in a word."""
    return {
        StepAction.REQUEST: tr("request", "a step"),
        StepAction.NUDGE: tr("reminder", "a step"),
        StepAction.ALTERNATE: tr("alternate", "a step"),
        StepAction.NEXT_LEVEL: tr("next level", "a step"),
        StepAction.BOARD: tr("open to everybody", "a step"),
    }[step.action]


def _automatic(step: NextStep, now: datetime) -> str:
    moment = step.fires_at or step.at
    at = tr("soon") if moment <= now else moments.when_exactly(moment, now)
    if step.to is None:
        return tr("Next automatic step {at} {what}: #{number}").format(
            at=at, what=name(step), number=step.number
        )
    return tr("Next automatic mail {at} {what} ({whom})").format(
        at=at, what=name(step), whom=_whom(step)
    )


def _proposed(step: NextStep) -> str:
    whom = _whom(step)
    words = tr("Time for: {what}, L{level} #{number} → {whom}")
    if not whom:
        words = tr("Time for: {what}, L{level} #{number}")
    return words.format(what=name(step), level=step.level, number=step.number, whom=whom)


def _whom(step: NextStep) -> str:
    return "" if step.to is None else names.san(step.to.name or step.to.addr)


def _moment(step: NextStep) -> datetime:
    return step.fires_at or step.at
