"""When collected heads-ups leave: as the next stretch of office hours begins (S10, S30)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailroom.domain.escalations.collecting import collected_until, is_collected
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from tests.unit.domain.world import SATO, World

JST = timedelta(hours=9)


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 in Japan; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - JST


@pytest.mark.parametrize(
    ("asked", "leaves"),
    [
        (moment(24, 10, 20), moment(24, 13)),
        (moment(24, 12, 30), moment(24, 13)),
        (moment(24, 13), moment(25, 9)),
        (moment(24, 17, 59), moment(25, 9)),
        (moment(24, 22), moment(25, 9)),
        (moment(20, 15), moment(24, 9)),  # a weekend and 勤労感謝の日 between
    ],
)
def test_S30_collected_heads_ups_leave_twice_a_day(asked, leaves):
    assert collected_until(DEFAULT_POLICY, asked) == leaves


@pytest.mark.parametrize(
    ("kind", "level", "collected"),
    [
        (EscalationKind.HEADS_UP, 1, True),
        (EscalationKind.HEADS_UP, 4, False),
        (EscalationKind.CHECK, 1, False),
    ],
)
def test_S10_only_heads_ups_to_low_levels_wait(kind, level, collected):
    world = World.founded()
    world.mail("a")
    row = world.escalation(world.escalate(SATO, "a", kind))
    asked = tuple(replace(one, level=level) for one in row.asked)
    assert is_collected(DEFAULT_POLICY, replace(row, asked=asked)) is collected
