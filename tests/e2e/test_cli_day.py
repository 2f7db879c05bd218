"""The command line about the day: board, morning list, handing over (S46, N23)."""

from __future__ import annotations

import pytest

from tests.e2e.office import Office, run

CHIEF = "kacho@team.example"


@pytest.fixture
def desks(practice_office: Office) -> Office:
    """Two desks and three cases that nobody has."""
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤")
    for subject in ("one", "two", "three"):
        practice_office.write(subject, sender=f"{subject}@shop.example")
    sync()
    return practice_office


def sync() -> None:
    for name in ("a", "b", "a"):
        assert run("sync", "--profile", name).code == 0


def morning(name: str, *more: str) -> dict:
    ran = run("morning", "--profile", name, "--json", *more)
    assert ran.code == 0, ran.err
    return ran.json


@pytest.mark.usefixtures("desks")
def test_S46_the_board_says_who_when_which_how_far_and_what_comes() -> None:
    assert run("board", "--profile", "b", "--json").json == []
    asked = run(
        *("do", "--profile", "a", "escalate", "1", "--kind", "approve", "--level", "3"),
        *("--to", CHIEF, "--request", "may we?", "--wanted-by", "+60m"),
    )
    assert asked.code == 0, asked.err
    sync()
    [row] = run("board", "--profile", "b", "--json").json
    assert (row["number"], row["kind"], row["level"]) == (1, "approve", 3)
    assert (row["asker"], row["addressee"]) == ("田中", CHIEF)
    assert row["state"] in {"sent", "asked"}
    assert 0 < row["left_minutes"] <= 60
    assert not row["overdue"]
    assert row["next"]["proposal"]
    plain = run("board", "--profile", "b").out
    assert f"#1 田中 -> {CHIEF}" in plain
    assert row["next"]["at"] in plain


@pytest.mark.usefixtures("desks")
def test_N23_the_morning_list_hands_out_evenly() -> None:
    found = morning("a")
    assert [one["subject"] for one in found["unowned"]] == ["one", "two", "three"]
    assert {one["person"] for one in found["hands"]} == {"田中", "佐藤"}
    handed = morning("a", "--hand-out")
    assert {one["outcome"] for one in handed["unowned"]} == {"accepted"}
    sync()
    cases = run("cases", "--profile", "b", "--json").json
    owners = [case["assignee"] for case in cases]
    assert sorted(map(owners.count, set(owners))) == [1, 2]
    assert morning("b")["unowned"] == []


@pytest.mark.usefixtures("desks")
def test_N23_what_is_handed_over_stands_first_in_the_other_ones_morning() -> None:
    assert run("do", "--profile", "a", "assign", "1", "me").code == 0
    given = run(
        *("do", "--profile", "a", "handover", "1"), *("--to", "佐藤", "--text", "call at ten")
    )
    assert given.code == 0, given.err
    sync()
    [one] = morning("b")["handed"]
    assert (one["subject"], one["handed_by"], one["text"]) == ("one", "田中", "call at ten")
    assert "call at ten" in run("morning", "--profile", "b").out
    assert run("do", "--profile", "b", "handover", "1", "--to", "desk").code == 0
    assert run("do", "--profile", "b", "handover", "1", "--to", "nobody").code == 2
