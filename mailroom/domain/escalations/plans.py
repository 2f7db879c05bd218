"""What happens when nobody answers: the steps of an escalation, as its asker was shown them (S52).

Data alone. Who stands in it is ``routing``'s to say, when each step is due ``steps``'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from mailroom.domain.people import Address
from mailroom.ids import PersonId


class StepAction(Enum):
    """What a step does."""

    REQUEST = "request"  # the first one: asks the addressee
    NUDGE = "nudge"  # 催促: reminds the addressee
    ALTERNATE = "alternate"  # 代理: asks somebody else of the same level
    NEXT_LEVEL = "next_level"  # 上位: asks the next level
    BOARD = "board"  # 全員の一覧: from now on anybody's


ASKING_ACTIONS = frozenset({StepAction.REQUEST, StepAction.ALTERNATE, StepAction.NEXT_LEVEL})
"""Steps after which somebody new is asked."""

PASSING_ACTIONS = frozenset({StepAction.ALTERNATE, StepAction.NEXT_LEVEL, StepAction.BOARD})
"""Steps after which it is no longer up to who was asked before."""


class StepWhen(Enum):
    """On what condition a step is taken when its time has come (S35)."""

    NOT_ACKNOWLEDGED = "not_acknowledged"
    NOT_FINISHED = "not_finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One step.

    Attributes:
        number: 1 is the request; the numbers rise and are never used twice in one escalation.
        minutes: after the step before it, in business time.
        wall: whether the minutes are those of a clock on the wall, quiet hours and nights included.
        to: who is asked by it, or reminded; ``None`` for the board.
        level: of who is asked.
        why: the reason as shown, in the words of the team's policy.
    """

    number: int
    action: StepAction
    when: StepWhen = StepWhen.NOT_ACKNOWLEDGED
    minutes: int = 0
    wall: bool = False
    to: Address | None = None
    person: PersonId | None = None
    level: int = 1
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The steps in their order; the clock starts at ``wait_until`` if the asker chose to wait."""

    steps: tuple[PlannedStep, ...] = ()
    wait_until: datetime | None = None

    def step(self, number: int) -> PlannedStep | None:
        """Return the step of this number."""
        return next((step for step in self.steps if step.number == number), None)


NO_PLAN = Plan()
"""Nothing happens by itself."""
