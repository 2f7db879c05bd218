"""The life of an escalation from the command line: raise, lower, phone-step, fire, stop, sort, …"""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.office import Office, Ran, run

CHIEF = "chief@team.example"
HEAD = "head@team.example"


@pytest.fixture
def asked(practice_office: Office) -> Office:
    """A case of a customer, with a request to the chief of level 3."""
    office = practice_office
    office.join("a", "田中", "--address", "tanaka@team.example")
    office.write("金額が違います", sender="yamada@firm.example", text="差額を返してください")
    assert run("sync", "--profile", "a").code == 0
    do("escalate", "1", "--kind", "instruct", "--level", "3", "--to", CHIEF, "--request", "返金?")
    return office


def do(verb: str, *more: str) -> Ran:
    ran = run("do", "--profile", "a", verb, *more)
    assert (ran.code, ran.out) == (0, "accepted\n"), (ran.out, ran.err)
    return ran


def escalation() -> Any:
    [found] = run("show", "--profile", "a", "1", "--json").json["escalations"]
    return found


def to(office: Office, addr: str) -> int:
    return sum(addr in mail.recipients for mail in office.server.sink.received)


def test_S03_raise_and_S04_lower(asked: Office) -> None:
    do("raise", "1", "--to", HEAD)
    row = escalation()
    assert (row["level"], row["to"]) == (4, HEAD)
    assert [one["to"] for one in row["asked"]] == [CHIEF, HEAD]
    assert (to(asked, HEAD), to(asked, CHIEF)) == (1, 2)
    do("lower", "1", "--to", CHIEF, "--level", "2", "--text", "課長で足ります")
    assert escalation()["level"] == 2
    do("lower", "1", "--text", "窓口でこう返してください")
    row = escalation()
    assert (row["state"], row["answers"][-1]["kind"]) == ("answered", "hand_back")
    assert run("show", "--profile", "a", "1", "--json").json["status"] != "escalated"


def test_N05_phone_step_with_its_record_mail(asked: Office) -> None:
    do("phone-step", "1", "--number", "内線 12", "--missed", "--text", "不在でした")
    assert to(asked, CHIEF) == 2
    row = escalation()
    assert (row["state"], row["record_owed"]) == ("sent", False)
    do("phone-step", "1", "--number", "内線 12", "--text", "承知とのこと")
    assert escalation()["state"] == "acknowledged"
    assert to(asked, CHIEF) == 3


def test_S52_what_follows_is_shown_fired_and_stopped(asked: Office) -> None:
    coming = escalation()["next"]
    assert coming
    assert [one["at"] for one in coming] == sorted(one["at"] for one in coming)
    do("stop", "1", "--reason", "電話しました")
    assert escalation()["steps"] == [{"step": coming[0]["step"], "outcome": "stopped"}]
    last = coming[-1]
    assert last["action"] == "board"
    do("fire", "1", "--step", str(last["step"]))
    assert escalation()["on_board"]
    assert to(asked, CHIEF) == 1  # what was passed over is not mailed
    ran = run("do", "--profile", "a", "fire", "1", "--step", str(coming[0]["step"]))
    assert ran.code == 3


def test_S50_sort_apply_told_close(asked: Office) -> None:
    do("spoken", "1", "--kind", "words", "--by", "課長", "--text", "よしなに")
    assert run("do", "--profile", "a", "sort", "1", "busy").code == 0
    assert escalation()["state"] in {"sent", "asked"}
    do("sort", "1", "approve")
    assert escalation()["state"] == "answered"
    do("apply", "1")
    assert escalation()["state"] == "applied"
    do("told", "1", "--how", "電話")
    assert escalation()["state"] == "told"
    do("close", "1")
    assert escalation()["state"] == "closed"
