"""One schedule: the plan of a seed, run and checked."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TypeVar

from tests.replication.simulator.chance import seeded
from tests.replication.simulator.checks import check_end
from tests.replication.simulator.instants import Broken
from tests.replication.simulator.mutants import MUTANTS
from tests.replication.simulator.mutants_of_sending import WHAT_IS_SENT
from tests.replication.simulator.plan import Plan, plan
from tests.replication.simulator.world import World

ALL_MUTANTS = MUTANTS | WHAT_IS_SENT

Item = TypeVar("Item")
Done = TypeVar("Done")

MUTANT_SEEDS = 700
"""Schedules within which every wrong version must be caught; all but a few are within 300."""

_AT_ONCE = 50

ANEW_EVERY = 10
"""One schedule in so many is folded once more without sharing."""


@dataclass(frozen=True)
class Result:
    """What became of a schedule."""

    seed: int
    coverage: Counter[tuple[str, str]]
    failure: str = ""
    chain: str = ""  # the state hash at the end


def run_seed(seed: int, say: Callable[[str], None] | None = None) -> Result:
    """Run the schedule of a seed."""
    return run_plan(plan(seed), say)


def run_plan(what: Plan, say: Callable[[str], None] | None = None) -> Result:
    """Run a schedule; a failure is returned, not raised."""
    world = None
    try:
        with _quiet(), seeded(what.seed):
            world = World(what, say)
            world.run()
            check_end(world, anew=what.seed % ANEW_EVERY == 0 or say is not None)
    except Exception as error:
        if say and not isinstance(error, Broken):
            raise
        coverage = world.auditor.coverage if world else Counter()
        return Result(what.seed, coverage, f"{type(error).__name__}: {error}")
    chain = world.auditor.replica.cursor().chain
    return Result(what.seed, world.auditor.coverage, chain=chain)


def run_mutant(name: str, seeds: int = MUTANT_SEEDS) -> tuple[str, Result | None]:
    """Run schedules of a wrong version; return the first that shows it."""
    with ALL_MUTANTS[name]():
        results = map(run_seed, range(seeds))
        return name, next((result for result in results if result.failure), None)


def in_processes(work: Callable[[Item], Done], items: Iterable[Item], jobs: int) -> Iterator[Done]:
    """Yield what work makes of each item, in no order, on several cores."""
    if jobs == 1:
        yield from map(work, items)
        return
    with get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap_unordered(work, items, chunksize=1)


def run_seeds(seeds: range, jobs: int) -> Iterator[Result]:
    """Yield what became of many schedules."""
    several = [seeds[n : n + _AT_ONCE] for n in range(0, len(seeds), _AT_ONCE)]
    for results in in_processes(_run_several, several, jobs):
        yield from results


def _run_several(seeds: range) -> list[Result]:
    return [run_seed(seed) for seed in seeds]


@contextmanager
def _quiet() -> Iterator[None]:
    """Let nobody warn of accidents: here they are meant."""
    logger = logging.getLogger("mailroom.journal")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)
