"""Which mail lies in which case, on the command line: merge, part again, policy of old cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.office import Office, run


@pytest.fixture
def office(practice_office: Office) -> Office:
    """One desk, and two mails of one customer."""
    practice_office.join("a", "田中")
    for subject in ("one", "two"):
        practice_office.write(subject, sender="yamada@shop.example")
    assert run("sync", "--profile", "a").code == 0
    return practice_office


def cases() -> dict[int, dict]:
    return {one["number"]: one for one in run("cases", "--profile", "a", "--json").json}


def do(*words: str) -> None:
    ran = run("do", "--profile", "a", *words)
    assert ran.code == 0, ran.err
    assert run("sync", "--profile", "a").code == 0


@pytest.mark.usefixtures("office")
def test_N19_a_merge_is_parted_again() -> None:
    do("merge", "1", "2")
    assert [len(one["mails"]) for one in cases().values()] == [2]
    moved = cases()[1]["mails"][1]
    assert moved["reason"] == "merged"
    do("unmerge", "1")
    assert {number: len(one["mails"]) for number, one in cases().items()} == {1: 1, 2: 1}
    assert run("do", "--profile", "a", "unmerge", "1").code == 2


@pytest.mark.usefixtures("office")
def test_the_policy_says_for_how_long_an_answer_opens_its_case(tmp_path: Path) -> None:
    shown = run("policy", "--profile", "a", "show").json
    assert "reopen_days" not in shown  # always, as long as nobody says otherwise
    file = tmp_path / "policy.json"
    file.write_text(json.dumps({**shown, "reopen_days": 30}), encoding="utf-8")
    ran = run("policy", "--profile", "a", "set", str(file), "--reason", "長い案件")
    assert ran.code == 0, ran.err
    assert run("policy", "--profile", "a", "show").json["reopen_days"] == 30
    file.write_text(json.dumps({**shown, "reopen_days": 0}), encoding="utf-8")
    assert run("policy", "--profile", "a", "set", str(file), "--reason", "x").code == 3  # refused


def test_a_reply_to_what_a_colleague_passed_on_goes_to_the_customer(office: Office) -> None:
    house = office.address.partition("@")[2]
    text = "From: Yamada <taro@yamada.example>\nSent: Friday\nTo: Suzuki\nSubject: help\n\nhelp"
    office.write("FW: help", sender=f"suzuki@{house}", text=text)
    assert run("sync", "--profile", "a").code == 0
    do("reply", "3", "--text", "hello")
    assert run("sync", "--profile", "a").code == 0
    shown = run("show", "3", "--profile", "a", "--json").json
    begun = next(one for one in shown["timeline"] if one.get("kind") == "SendBegun")
    assert [one["addr"] for one in begun["body"]["to"]] == ["taro@yamada.example"]
