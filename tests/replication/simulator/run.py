"""One schedule: the plan of a seed, run and checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tests.replication.simulator.audit import Broken
from tests.replication.simulator.checks import check_end
from tests.replication.simulator.plan import Plan, plan
from tests.replication.simulator.world import World

ANEW_EVERY = 10
"""One schedule in so many is folded once more without sharing."""


@dataclass(frozen=True)
class Result:
    """What became of a schedule."""

    seed: int
    coverage: Counter[tuple[str, str]]
    failure: str = ""


def run_seed(seed: int, say: Callable[[str], None] | None = None) -> Result:
    """Run the schedule of a seed."""
    return run_plan(plan(seed), say)


def run_plan(what: Plan, say: Callable[[str], None] | None = None) -> Result:
    """Run a schedule; a failure is returned, not raised."""
    world = None
    try:
        world = World(what, say)
        world.run()
        check_end(world, anew=what.seed % ANEW_EVERY == 0 or say is not None)
    except Exception as error:
        if say and not isinstance(error, Broken):
            raise
        coverage = world.auditor.coverage if world else Counter()
        return Result(what.seed, coverage, f"{type(error).__name__}: {error}")
    return Result(what.seed, world.auditor.coverage)
