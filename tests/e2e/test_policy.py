"""The rules from the command line, over a real mailbox: rows S13, S25, S36, S39, S62, N03."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.office import Office, run

CUSTOMER = "yamada@shop.example"


@pytest.fixture
def desk(practice_office: Office) -> Office:
    """Desk a of 田中, who founded the team, with one angry customer."""
    practice_office.join("a", "田中", "--address", "tanaka@team.example")
    practice_office.write(
        "返金の件", sender=CUSTOMER, text="責任者を出してください。5,000円の返金を求めます。"
    )
    assert run("sync", "--profile", "a").code == 0
    return practice_office


def rules() -> dict:
    return json.loads(run("policy", "--profile", "a", "show").out)


def kept(tmp_path: Path, policy: dict) -> str:
    file = tmp_path / "policy.json"
    file.write_text(json.dumps(policy, ensure_ascii=False), encoding="utf-8")
    return str(file)


def test_S13_founding_a_team_writes_rules_that_work(desk: Office) -> None:
    checked = run("policy", "--profile", "a", "check")
    assert checked.code == 0
    assert checked.last.startswith("0 errors")
    assert rules()["fallback"] == {"kind": "role", "role": "lead"}
    assert len(run("policy", "--profile", "a", "history").out.splitlines()) == 1


def test_S36_rules_without_a_fallback_are_refused(desk: Office, tmp_path: Path) -> None:
    policy = rules()
    del policy["fallback"]
    file = kept(tmp_path, policy)
    checked = run("--lang", "ja", "policy", "--profile", "a", "check", file)
    assert checked.code == 3
    assert "error: 迷ったときの相談先: 迷ったときの相談先がありません。" in checked.out
    for verb in (("policy", "--profile", "a", "set"), ("do", "--profile", "a", "policy")):
        assert run(*verb, file, "--reason", "試し").code == 3
    assert run("do", "--profile", "a", "policy", file).code == 2  # a reason is part of a change


def test_S62_a_change_has_author_date_and_reason(desk: Office, tmp_path: Path) -> None:
    policy = rules()
    policy["no_blame"] = "早めの相談は、よい仕事です。"
    file = kept(tmp_path, policy)
    assert run("policy", "--profile", "a", "set", file, "--reason", "言い方を直した").code == 0
    assert rules()["no_blame"] == "早めの相談は、よい仕事です。"
    last = run("policy", "--profile", "a", "history").out.splitlines()[-1]
    assert last.endswith("田中: 言い方を直した")


def test_N03_a_criterion_is_suggested_and_dismissed_with_a_reason(desk: Office) -> None:
    shown = run("policy", "--profile", "a", "suggest", "1").out.splitlines()
    assert shown[0].startswith("responsible-person: ")
    assert shown[0].endswith("(責任者) → L3 take_over?")
    assert any(line.startswith("money-2: ") and "5,000円" in line for line in shown)
    assert run("do", "--profile", "a", "tick", "1", "responsible_person").code == 0
    assert run("do", "--profile", "a", "dismiss", "1", "responsible_person").code == 2
    dismiss = ("dismiss", "1", "responsible_person", "--reason", "責任者名のご質問")
    assert run("do", "--profile", "a", *dismiss).code == 0
    assert (
        run("do", "--profile", "a", "dismiss", "1", "money-2", "--reason", "規約どおり").code == 0
    )
    assert "money" not in run("policy", "--profile", "a", "suggest", "1").out


def test_S25_only_those_named_write_to_a_flagged_contact(desk: Office) -> None:
    desk.join("c", "鈴木")
    desk.join("b", "佐藤")
    contact = ("contact", CUSTOMER, "--flag", "careful", "--may-answer", "鈴木")
    assert run("do", "--profile", "b", *contact).code == 3  # a lead says it
    assert run("sync", "--profile", "a").code == 0
    assert run("do", "--profile", "a", *contact, "--handling", "慎重に").code == 0
    for name in ("b", "c"):
        assert run("sync", "--profile", name).code == 0
    reply = ("reply", "1", "--text", "お調べします。")
    refused = run("--lang", "ja", "do", "--profile", "b", *reply)
    assert refused.code == 3
    assert "鈴木さんとリーダーだけ" in refused.err + refused.out
    assert run("do", "--profile", "b", "release", "1").code == 0
    assert run("do", "--profile", "c", *reply).code == 0
