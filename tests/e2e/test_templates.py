"""Templates between desks: what one sets all have, also a desk that comes later (rule 32)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.office import Office, run


@pytest.fixture
def office(practice_office: Office) -> Office:
    return practice_office


def templates(profile: str, *words: str) -> dict[str, Any]:
    assert run("sync", "--profile", profile).code == 0
    ran = run("templates", "--profile", profile, "--json", *words)
    assert ran.code == 0, ran.err
    return {one["name"]: one for one in json.loads(ran.out)}


def test_rule_32_a_template_is_everybodys_and_a_table_changes_it(
    office: Office, tmp_path: Path
) -> None:
    office.join("a", "Tanaka")
    text = "{お客様}\n\n{自分}が承ります。\n"
    define = ("do", "--profile", "a", "--wait", "20", "template-define", "受付")
    ran = run(*define, "--text", text, "--category", "障害")
    assert ran.code == 0, ran.out + ran.err
    office.join("b", "Sato")  # comes when it is there already
    of_b = templates("b")
    assert (of_b["受付"]["text"], of_b["受付"]["category"]) == (text, "障害")
    assert "Satoが承ります。" in of_b["受付"]["filled"]
    assert "{お客様}" in of_b["受付"]["filled"]  # no case, no customer

    table = tmp_path / "templates.csv"
    assert run("templates", "--profile", "b", "--write", str(table)).code == 0
    changed = table.read_text(encoding="utf-8-sig").replace("承ります", "お受けします")
    table.write_bytes(changed.encode("cp932"))
    ran = run("templates", "--profile", "b", "--read", str(table))
    assert ran.code == 0, ran.out + ran.err
    assert ran.out.startswith("0 new, 1 changed")
    assert "お受けします" in templates("a")["受付"]["text"]

    ran = run("do", "--profile", "a", "--wait", "20", "template-remove", "受付")
    assert ran.code == 0, ran.out + ran.err
    assert "受付" not in templates("b")


def test_what_cannot_be_a_template_is_said_in_one_sentence(office: Office, tmp_path: Path) -> None:
    office.join("a", "Tanaka")
    ran = run("do", "--profile", "a", "template-remove", "no such")
    assert ran.code == 2
    assert "template-define" in ran.err
    table = tmp_path / "t.csv"
    table.write_text("name,text\nx,\n", encoding="utf-8")
    ran = run("templates", "--profile", "a", "--read", str(table))
    assert ran.code == 2
    assert "2" in ran.err
    assert ran.err.count("\n") == 1
