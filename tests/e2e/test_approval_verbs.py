"""S19 on the command line: asked, listed, returned, changed, approved, sent, and a note instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mailroom.mail.reading.parse import parse_mail
from tests.e2e.office import Office, Ran, run

CUSTOMER = "customer@shop.example"
TEXT = "お見積を添付します。"


@pytest.fixture
def office(practice_office: Office) -> Office:
    """A lead on desk a, a trainee on desk b, a case."""
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤")
    practice_office.write("見積のお願い", sender=CUSTOMER)
    seen()
    assert do("a", "member", "佐藤", "--role", "trainee").code == 0
    seen()
    return practice_office


def seen() -> None:
    for name in ("b", "a", "b"):
        assert run("sync", "--profile", name).code == 0


def do(name: str, *words: str) -> Ran:
    return run("do", "--profile", name, "--wait", "20", *words)


def approvals(name: str) -> list[dict[str, Any]]:
    run("sync", "--profile", name)
    found: list[dict[str, Any]] = run("approvals", "--profile", name, "--json").json
    return found


def test_S19_the_verbs_of_an_approval(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "見積.pdf"
    file.write_bytes(b"%PDF 10,000")
    refused = do("b", "reply", "1", "--text", TEXT)
    assert (refused.code, "trainee" in refused.out) == (3, True), refused.out + refused.err
    mail = ("--text", TEXT, "--attach", str(file))
    ran = do("b", "ask-approval", "1", *mail, "--note", "金額を見てください", "--close")
    assert (ran.code, ran.last) == (0, "accepted"), ran.out + ran.err

    [row] = approvals("a")
    assert (row["case"], row["state"], row["asker"]) == (1, "asked", "佐藤")
    assert (row["note"], row["files"], row["close_after"]) == (
        "金額を見てください", ["見積.pdf"], True,
    )  # fmt: skip
    assert "金額を見てください" in run("approvals", "--profile", "a").out
    assert do("b", "approve", "1").code == 3  # its author may not
    ran = do("a", "return-approval", "1", "--comment", "期限も書いてください")
    assert ran.code == 0, ran.out + ran.err
    [row] = approvals("b")
    assert (row["state"], row["by"], row["comment"]) == ("returned", "田中", "期限も書いてください")
    assert do("b", "send-approved", "1").code == 2

    better = TEXT + "期限は月末です。"
    assert do("b", "ask-approval", "1", *mail, "--of", "田中").code == 0
    run("sync", "--profile", "a")
    ran = do("a", "approve", "1", "--text", better, "--comment", "期限を入れました")
    assert ran.code == 0, ran.out + ran.err
    [row] = approvals("b")
    assert (row["state"], row["text"], row["comment"]) == ("approved", better, "期限を入れました")
    ran = do("b", "send-approved", "1")
    assert (ran.code, ran.last) == (0, "accepted"), ran.out + ran.err
    [sent] = office.server.sink.received
    parsed = parse_mail(sent.raw)
    assert parsed.text.strip() == better
    assert [name for name, _, _ in parsed.attachments] == ["見積.pdf"]
    assert approvals("b") == []


def test_S19_a_request_is_withdrawn_and_none_is_said_so(office: Office) -> None:
    assert do("b", "ask-approval", "1", "--text", TEXT).code == 0
    assert len(approvals("b")) == 1
    assert do("b", "withdraw-approval", "1").code == 0
    assert approvals("a") == []
    ran = do("a", "approve", "1")
    assert (ran.code, "waits for approval" in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("verb", [("outbox", "as-note"), ("do", "send")])
def test_N12_a_mail_becomes_a_note_on_the_command_line(
    office: Office, verb: tuple[str, str]
) -> None:
    ran = do("a", "reply", "1", "--text", "やめておく返信", "--send-at", "+5h")
    assert ran.code == 4
    [mail] = run("outbox", "--profile", "a", "--json").json
    words = (verb[0], "--profile", "a", verb[1], mail["id"])
    ran = run(*words, "as-note") if verb[0] == "do" else run(*words)
    assert ran.code == 0, ran.out + ran.err
    assert run("outbox", "--profile", "a", "--json").json == []
    run("sync", "--profile", "a")
    shown = run("show", "1", "--profile", "a").out
    assert "やめておく返信" in shown
    assert "A reply that was not sent:" in shown
    assert office.server.sink.received == []
