"""Turning one order into another: always right, small when the change is small."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.models.rearranging import LARGEST, steps


def play(old: list[int], new: list[int]) -> list[int] | None:
    found = steps(old, new)
    if found is None:
        return None
    ids = list(old)
    for first, last in found.removals:
        del ids[first : last + 1]
    for place, run in found.insertions:
        ids[place:place] = run
    return ids


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_the_steps_lead_to_the_new_order(old: list[int], new: list[int]) -> None:
    assert play(old, new) == new


@pytest.mark.parametrize(
    ("new", "removed", "inserted"),
    [
        ([9, 0, 1, 2, 3, 4], 0, 1),  # one came in on top
        ([0, 1, 3, 4], 1, 0),  # one went
        ([4, 0, 1, 2, 3], 1, 1),  # the last moved to the top
        ([1, 2, 3, 4, 0], 1, 1),  # the first moved to the end
        ([0, 1, 2, 3, 4], 0, 0),
    ],
)
def test_a_small_change_is_few_steps(new: list[int], removed: int, inserted: int) -> None:
    found = steps([0, 1, 2, 3, 4], new)
    assert found is not None
    assert len(found.removals) == removed
    assert len(found.insertions) == inserted


def test_one_moved_row_among_many_is_one_step() -> None:
    old = list(range(100_000))
    new = [73_000, *(n for n in old if n != 73_000)]
    found = steps(old, new)
    assert found is not None
    assert found.removals == ((73_000, 73_000),)
    assert found.insertions == ((0, (73_000,)),)


def test_another_list_is_no_change_of_the_old_one() -> None:
    assert steps(list(range(1000)), list(range(1000, 2000))) is None
    shuffled = list(range(5 * LARGEST))
    random.Random(1).shuffle(shuffled)
    assert steps(list(range(5 * LARGEST)), shuffled) is None
