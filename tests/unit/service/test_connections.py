"""How many connections a desk takes, and what for (design section 3)."""

import pytest

from mailroom.service.connections import DESKS_WITH_TWO, Connections, Hears


def choose(policy: Connections, now: float = 0, *, desks: int = 1, **more) -> Hears:
    facts = {"notifies": False, "idles": True} | more
    return policy.choose(now=now, desks=lambda: desks, **facts)


def test_one_connection_is_enough_where_it_is_told_of_everything() -> None:
    assert choose(Connections(), notifies=True, desks=99) is Hears.BY_NOTIFY


@pytest.mark.parametrize(
    ("desks", "expected"),
    [
        (1, Hears.BY_SECOND),
        (DESKS_WITH_TWO, Hears.BY_SECOND),
        (DESKS_WITH_TWO + 1, Hears.BY_ASKING),
    ],
)
def test_a_small_team_may_take_two(desks: int, expected: Hears) -> None:
    assert choose(Connections(), desks=desks) is expected


def test_without_idle_a_second_connection_would_only_ask_as_well() -> None:
    assert choose(Connections(), idles=False) is Hears.BY_ASKING


def test_a_server_at_its_limit_is_asked_less_and_less_for_another() -> None:
    policy = Connections(lambda: 0.0)
    now = 0.0
    for wait in (60, 120, 240, 480, 960, 1800, 1800):
        policy.refused(now)
        assert policy.is_short(now)
        assert choose(policy, now + wait - 1) is Hears.BY_ASKING
        now += wait
        assert choose(policy, now) is Hears.BY_SECOND
        assert not policy.is_short(now)
    policy.granted()
    policy.refused(now)
    assert choose(policy, now + 61) is Hears.BY_SECOND


def test_desks_do_not_ask_in_step() -> None:
    pauses = [Connections(lambda draw=draw: draw).pause(idles=True) for draw in (0.0, 0.5, 1.0)]
    assert pauses == [12, 15, 18]
    pauses = [Connections(lambda draw=draw: draw).pause(idles=False) for draw in (0.0, 0.5, 1.0)]
    assert pauses == [5, 10, 15]


def test_once_in_a_while_it_looks_whether_one_more_desk_could_come_in() -> None:
    """Whoever is refused cannot tell those who hold the connections."""
    policy = Connections(lambda: 0.0)
    assert policy.tries_another(0)
    assert not policy.tries_another(1799)
    assert policy.tries_another(1800)
    policy.refused(1800)
    assert not policy.tries_another(1800 + 59)
