"""Run schedules by hand: one seed with a trace, or many on several cores."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from tests.replication.simulator.run import (
    ALL_MUTANTS,
    MUTANT_SEEDS,
    in_processes,
    run_mutant,
    run_seed,
    run_seeds,
)


def main() -> int:
    """Return 0 if every schedule held."""
    parser = argparse.ArgumentParser(prog="python -m tests.replication.simulator")
    parser.add_argument("seed", nargs="?", type=int)
    parser.add_argument("--trace", action="store_true", help="say every step")
    parser.add_argument("--seeds", default="0:1000", help="FROM:TO")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--coverage", action="store_true", help="print what was judged how often")
    parser.add_argument("--mutants", action="store_true", help="run the wrong versions instead")
    args = parser.parse_args()
    if args.seed is not None:
        return _one(args.seed, trace=args.trace)
    first, last = (int(part) for part in args.seeds.split(":"))
    if args.mutants:
        return _mutants(args.jobs)
    return _many(range(first, last), args.jobs, coverage=args.coverage)


def _one(seed: int, *, trace: bool) -> int:
    result = run_seed(seed, say if trace else None)
    say(result.failure or "holds")
    return 1 if result.failure else 0


def _many(seeds: range, jobs: int, *, coverage: bool) -> int:
    began = time.monotonic()

    failed, judged = 0, Counter[tuple[str, str]]()
    for result in run_seeds(seeds, jobs):
        judged += result.coverage
        if result.failure:
            failed += 1
            say(f"seed {result.seed}: {result.failure}")
            say(f"  python -m tests.replication.simulator {result.seed} --trace")
    seconds = time.monotonic() - began
    if coverage:
        for (kind, reason), times in sorted(judged.items()):
            say(f"{times:8} {kind} {reason}")
    say(
        f"{len(seeds)} schedules, {sum(judged.values())} events judged, {failed} failed,"
        f" {seconds:.1f} s, {len(seeds) / seconds:.0f} a second on {jobs} core(s)"
    )
    return 1 if failed else 0


def _mutants(jobs: int) -> int:
    survivors = 0
    for name, found in in_processes(run_mutant, ALL_MUTANTS, jobs):
        survivors += found is None
        say(f"{name:45} {f'seed {found.seed}: {found.failure}' if found else 'SURVIVES'}"[:140])
    total = len(ALL_MUTANTS)
    say(f"{total} wrong versions, {survivors} not caught within {MUTANT_SEEDS} schedules")
    return 1 if survivors else 0


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
