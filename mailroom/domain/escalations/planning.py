"""The steps of a stall rule, laid one after the other: when each is due if nobody answers (S52).

Pure arithmetic in minutes; who stands in the steps is ``routing``'s to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mailroom.domain.escalations.plans import PlannedStep, StepAction, StepWhen
from mailroom.domain.policies.policy import Level
from mailroom.domain.policies.stalling import StallAction


def lay(
    level: Level,
    request: PlannedStep,
    alternates: Sequence[PlannedStep],
    above: tuple[Level, PlannedStep] | None,
) -> tuple[PlannedStep, ...]:
    """Return the request and all that follows it by the stall rule of its level.

    Args:
        level: that is asked.
        request: step 1.
        alternates: who of the same level is asked after the first, in order.
        above: the next level that has somebody else, and who that is.
    """
    return _Course(level, request, alternates, above).steps()


@dataclass(slots=True)
class _Course:
    """Lays the steps of a stall rule one after the other.

    Offsets are minutes since the request. Somebody who does not acknowledge in time is passed over
    (S35); what is not finished when the answer was due goes up, or to everybody.
    """

    level: Level
    request: PlannedStep
    alternates: Sequence[PlannedStep]
    above: tuple[Level, PlannedStep] | None
    found: list[PlannedStep] = field(default_factory=list)
    last: int = 0  # the offset of the last step
    asked: int = 0  # the offset at which somebody was last asked

    def steps(self) -> tuple[PlannedStep, ...]:
        """Return the request and everything behind it."""
        self.found.append(self.request)
        for action in self.level.stall:
            match action:
                case StallAction.NUDGE:
                    self._nudge()
                case StallAction.ALTERNATE:
                    self._pass_on()
                case StallAction.NEXT_LEVEL:
                    self._go_up()
                case StallAction.BOARD:
                    self._show_everybody()
        return tuple(self.found)

    @property
    def _patience(self) -> int:
        return self.level.acknowledge_minutes or self.level.answer_minutes

    @property
    def _when(self) -> StepWhen:
        waits = self.level.acknowledge_minutes
        return StepWhen.NOT_ACKNOWLEDGED if waits else StepWhen.NOT_FINISHED

    def _nudge(self) -> None:
        """S51: politely, some minutes apart, and only before somebody else would be asked."""
        asked = self.found[-1]
        for count in range(1, self.level.nudges + 1):
            offset = self.asked + count * self.level.nudge_minutes
            if self.level.nudge_minutes and offset < self.asked + self._patience:
                self._put(replace(asked, action=StepAction.NUDGE, when=self._when), offset)

    def _pass_on(self) -> None:
        for one in self.alternates:
            self.asked += self._patience
            self._put(replace(one, action=StepAction.ALTERNATE, when=self._when), self.asked)

    def _go_up(self) -> None:
        if self.above is None:
            return
        level, one = self.above
        offset = max(self.level.answer_minutes, self.asked + self._patience)
        step = replace(one, action=StepAction.NEXT_LEVEL, when=StepWhen.NOT_FINISHED)
        self._put(step, offset)
        self.asked, self.level = offset, level

    def _show_everybody(self) -> None:
        step = PlannedStep(
            number=0,
            action=StepAction.BOARD,
            when=StepWhen.NOT_FINISHED,
            level=self.level.number,
        )
        self._put(step, max(self.last, self.asked + self.level.answer_minutes))

    def _put(self, step: PlannedStep, offset: int) -> None:
        """Put a step at its offset; who was asked last decides which clock counts until then."""
        self.found.append(
            replace(
                step,
                number=len(self.found) + 1,
                minutes=max(0, offset - self.last),
                wall=self.level.wall_clock,
            )
        )
        self.last = max(self.last, offset)
