"""Turning one order of ids into another in few small steps.

A list on screen should not be rebuilt because one row moved: rows that go and rows that come are
found as ranges. Pure, and fast enough for 100,000 ids.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Id = TypeVar("Id", bound=Hashable)

LARGEST = 200
"""More rows than this going or coming is a new list, not a change of the old one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Generic[Id]):
    """What to do, in this order: remove ranges (from the end), then insert runs (from the start).

    Attributes:
        removals: (first, last) in the old list, last ranges first.
        insertions: (position in the list so far, ids), first positions first.
    """

    removals: tuple[tuple[int, int], ...]
    insertions: tuple[tuple[int, tuple[Id, ...]], ...]


def steps(old: Sequence[Id], new: Sequence[Id]) -> Steps[Id] | None:
    """Return the steps from ``old`` to ``new``, or ``None`` when a fresh list is simpler."""
    old_set, new_set = set(old), set(new)
    gone, fresh = old_set - new_set, new_set - old_set
    if len(gone) + len(fresh) > LARGEST:
        return None
    kept_old = [one for one in old if one not in gone] if gone else list(old)
    kept_new = [one for one in new if one not in fresh] if fresh else list(new)
    moved = _moved(kept_old, kept_new)
    if moved is None:
        return None
    gone, fresh = gone | moved, fresh | moved
    return Steps(removals=_ranges(old, gone), insertions=_runs(new, fresh))


def _moved(old: Sequence[Id], new: Sequence[Id]) -> set[Id] | None:
    """Return few ids whose removal makes both orders equal; ``None`` when there are too many."""
    if old == new:
        return set()
    place_old = {one: at for at, one in enumerate(old)}
    place_new = {one: at for at, one in enumerate(new)}
    moved: set[Id] = set()
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] in moved:
            i += 1
        elif new[j] in moved:
            j += 1
        elif old[i] == new[j]:
            i, j = i + 1, j + 1
        elif place_new[old[i]] - j > place_old[new[j]] - i:  # the one that travelled farther
            moved.add(old[i])
        else:
            moved.add(new[j])
        if len(moved) > LARGEST:
            return None
    return moved


def _ranges(ids: Sequence[Id], chosen: Iterable[Id]) -> tuple[tuple[int, int], ...]:
    wanted = set(chosen)
    ranges: list[tuple[int, int]] = []
    for at, one in enumerate(ids):
        if one not in wanted:
            continue
        if ranges and ranges[-1][1] == at - 1:
            ranges[-1] = (ranges[-1][0], at)
        else:
            ranges.append((at, at))
    return tuple(reversed(ranges))


def _runs(ids: Sequence[Id], chosen: Iterable[Id]) -> tuple[tuple[int, tuple[Id, ...]], ...]:
    return tuple(
        (first, tuple(ids[first : last + 1])) for first, last in reversed(_ranges(ids, chosen))
    )
