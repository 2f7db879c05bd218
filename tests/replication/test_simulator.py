"""Whole teams from seeds: no schedule breaks an invariant, and no verdict goes untried."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.replication.simulator.coverage import UNREACHABLE, missing
from tests.replication.simulator.plan import plan
from tests.replication.simulator.run import (
    ALL_MUTANTS,
    MUTANT_SEEDS,
    Result,
    in_processes,
    run_mutant,
    run_seed,
    run_seeds,
)

pytestmark = pytest.mark.timeout(7200)
JOBS = min(4, os.cpu_count() or 1)
SEEDS, SOAK_SEEDS = 1_000, 100_000
PROBES = [range(n, n + 5_000, 10) for at in range(10_000, 40_000, 5_000) for n in (at + 7, at)]
"""Of the themes "odd" and "usual" in turn, five hundred at a time."""


@pytest.fixture(scope="module")
def results(request: pytest.FixtureRequest) -> list[Result]:
    seeds = SOAK_SEEDS if request.config.getoption("--soak") else SEEDS
    return list(run_seeds(range(seeds), JOBS))


def test_every_schedule_holds(results: list[Result]) -> None:
    failed = [
        f"{result.failure}\n    python -m tests.replication.simulator {result.seed} --trace"
        for result in results
        if result.failure
    ]
    assert not failed, "\n".join(failed[:10])


def test_no_verdict_goes_untried(results: list[Result]) -> None:
    """The rarest wait for the schedules of broken programs, and for those with the most stories."""
    judged = sum((one.coverage for one in results), Counter[tuple[str, str]]())
    for seeds in PROBES:
        if not missing(judged):
            break
        for result in run_seeds(seeds, JOBS):
            assert not result.failure, f"seed {result.seed}: {result.failure}"
            judged += result.coverage
    assert missing(judged) == []
    assert [pair for pair in UNREACHABLE if pair in judged] == []


def test_a_seed_decides_everything() -> None:
    for seed in range(20):
        assert plan(seed) == plan(seed)
        first, second = run_seed(seed), run_seed(seed)
        assert (first.chain, first.coverage) == (second.chain, second.coverage)


@pytest.fixture(scope="module")
def caught() -> dict[str, Result | None]:
    return dict(in_processes(run_mutant, ALL_MUTANTS, JOBS))


@pytest.mark.parametrize("name", ALL_MUTANTS)
def test_a_wrong_version_is_caught(name: str, caught: dict[str, Result | None]) -> None:
    assert caught[name] is not None, f"not within {MUTANT_SEEDS} schedules"


# --- what the simulator has found -----------------------------------------------------------------


@pytest.fixture(
    params=[
        *(295, 529, 759, 1588, 1589, 1708, 1819, 18399, 28593, 35237, 43108, 53769, 59219),
        *(63289, 68679, 70567, 72009, 73279, 85149, 99099, 100059),
    ]
)
def found(request: pytest.FixtureRequest) -> Iterator[int]:
    return request.param


def test_what_was_found_once_holds(found: int) -> None:
    assert not run_seed(found).failure
