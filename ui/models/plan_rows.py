"""届く相手と予定: who gets a request when, who is skipped and why, in words (S31, S34, S52).

Pure: from the planned steps with their times, and from who was passed over, to rows. Nothing is
sent by surprise: every mail that may follow stands here with its time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.escalations.plans import StepAction
from mailroom.domain.escalations.steps import DueStep
from ui.wording import moments, names, words
from ui.wording.words import tr


class RowTone(Enum):
    """How a row looks."""

    SKIPPED = "skipped"
    NOW = "now"
    LATER = "later"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One line: a time, or none, and what happens."""

    time: str
    words: str
    tone: RowTone


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """Somebody who would be asked first and is not there."""

    name: str
    where: str  # 外出 13:00まで
    until: datetime | None = None


def plan_rows(
    steps: Sequence[DueStep], passed: Sequence[Passed], due: datetime | None, now: datetime
) -> tuple[PlanRow, ...]:
    """Return the rows, in the order of their times; who is skipped comes first."""
    rows = [_skipped(one) for one in passed]
    timed: list[tuple[datetime, PlanRow]] = []
    stands_in = bool(passed)
    for one in steps:
        at = max(one.at, now)
        tone = RowTone.NOW if one.at <= now else RowTone.LATER
        said = _step(one, stands_in=stands_in)
        timed.append((at, PlanRow(time=_time(at, now), words=said, tone=tone)))
    if due is not None:
        row = PlanRow(
            time=moments.when_exactly(due, now), words=tr("The answer is due"), tone=RowTone.DUE
        )
        timed.append((due, row))
    timed.sort(key=lambda pair: pair[0])
    return (*rows, *(row for _at, row in timed))


def _skipped(one: Passed) -> PlanRow:
    said = tr("{who} {where} → skipped").format(who=names.san(one.name), where=one.where)
    return PlanRow(time="", words=said, tone=RowTone.SKIPPED)


def _time(at: datetime, now: datetime) -> str:
    return tr("now") if at <= now else moments.when_exactly(at, now)


def _step(step: DueStep, *, stands_in: bool) -> str:
    who = names.san(step.to.name or step.to.addr) if step.to is not None else ""
    match step.action:
        case StepAction.REQUEST if stands_in:
            return tr("{who} (stands in)").format(who=who)
        case StepAction.REQUEST:
            return who
        case StepAction.NUDGE:
            return tr("reminder to {who}").format(who=who)
        case StepAction.ALTERNATE:
            return tr("no answer → {who} (stands in)").format(who=who)
        case StepAction.NEXT_LEVEL:
            level = words.level_name(step.level)
            return tr("no answer → {who} ({level})").format(who=who, level=level)
        case StepAction.BOARD:
            return tr("no answer → on everybody's board")
