"""The table of the rules: every one of 1 to 37 has tests that bear its number.

They lie where the rule lives: most here, the ones about carrying and sending with the journal, the
services and the window.
"""

import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[2]
RULES = range(1, 38)
_NAMED = re.compile(r"^def (test_rule_(\w+?)_\w+)\(", re.MULTILINE)


@cache
def named() -> dict[str, set[str]]:
    """Return the tests of each rule, by its number as written."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in TESTS.rglob("test_*.py"):
        for name, number in _NAMED.findall(path.read_text(encoding="utf-8")):
            found[number].add(f"{path.relative_to(TESTS)}::{name}")
    return found


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_has_a_test(rule: int) -> None:
    assert named().get(f"{rule:02}")


def test_there_are_no_other_numbers() -> None:
    """Rule 38 comes with PostgreSQL."""
    assert set(named()) <= {f"{rule:02}" for rule in RULES}
