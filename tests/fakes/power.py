"""The power fails at one step of what a desk does: before a call, or after it was done."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

Args = ParamSpec("Args")
Result = TypeVar("Result")


class PowerFailure(Exception):
    """The power fails."""


class Power:
    """Counts the steps that it is told of, and fails once: at step ``at``.

    Attributes:
        failed: whether it came so far.
    """

    def __init__(self, at: int) -> None:
        self.failed = False
        self._at = at
        self._steps = 0

    def step(self, *_: object) -> None:
        """Take a step; whoever gets ``PowerFailure`` has done nothing after it."""
        self._steps += 1
        if self._steps == self._at + 1:
            self.failed = True
            raise PowerFailure

    def around(self, call: Callable[Args, Result]) -> Callable[Args, Result]:
        """Return the call with a step before and one after it."""

        def done(*args: Args.args, **named: Args.kwargs) -> Result:
            self.step()
            result = call(*args, **named)
            self.step()
            return result

        return done
