"""Customers on the command line, seen by another desk (S25, S67)."""

from __future__ import annotations

import pytest

from tests.e2e.office import Office, run

OFFICE, HOME = "taro@yamada.example", "taro@home.example"


@pytest.fixture
def desks(practice_office: Office) -> Office:
    """Two desks; somebody who wrote from two addresses."""
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤")
    practice_office.write("one", sender=OFFICE)
    practice_office.write("two", sender=HOME)
    sync()
    return practice_office


def sync() -> None:
    for name in ("a", "b", "a"):
        assert run("sync", "--profile", name).code == 0


def do(name: str, *words: str) -> int:
    return run("do", "--profile", name, *words).code


def page(name: str, addr: str) -> dict:
    ran = run("contact", addr, "--profile", name, "--json")
    assert ran.code == 0, ran.err
    return ran.json


@pytest.mark.usefixtures("desks")
def test_S67_a_customer_is_one_page_at_every_desk() -> None:
    assert do("a", "contact-note", OFFICE, "--text", "after three") == 0
    assert do("a", "contact-describe", OFFICE, "--name", "Taro", "--phone", "03-1") == 0
    assert do("a", "contact-join", OFFICE, HOME) == 0
    sync()

    found = page("b", HOME)

    assert (found["name"], found["numbers"], found["mails"]) == ("Taro", ["03-1"], 2)
    assert {one["subject"] for one in found["cases"]} == {"one", "two"}
    assert [(one["by_name"], one["text"]) for one in found["notes"]] == [("田中", "after three")]
    plain = run("contact", HOME, "--profile", "b").out
    assert "after three" in plain
    assert f"= {OFFICE}" in plain

    assert do("b", "contact-part", OFFICE, HOME) == 0
    sync()
    assert [one["subject"] for one in page("a", HOME)["cases"]] == ["two"]


@pytest.mark.usefixtures("desks")
def test_what_cannot_be_is_refused() -> None:
    assert do("a", "contact-join", OFFICE, OFFICE) == 3
    assert do("a", "contact-part", OFFICE, HOME) == 3
    assert do("a", "contact-note", "nobody", "--text", "x") == 2
    assert do("a", "contact-note", OFFICE) == 2
    assert run("contact", "nobody", "--profile", "a").code == 2
