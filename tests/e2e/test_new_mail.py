"""A mail that answers nothing, sent from the command line to a real server (issue 6, S19)."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailroom.mail.reading.parse import parse_mail
from tests.e2e.office import Office, Ran, run

TO = "yamada@new.example"


@pytest.fixture
def office(practice_office: Office) -> Office:
    """A lead on desk a, a trainee on desk b."""
    practice_office.join("a", "田中")
    practice_office.join("b", "佐藤")
    _seen()
    return practice_office


def _seen() -> None:
    for name in ("b", "a", "b"):
        assert run("sync", "--profile", name).code == 0


def new_mail(name: str, *words: str) -> Ran:
    return run("do", "--profile", name, "--wait", "20", "new-mail", *words)


def do(name: str, *words: str) -> Ran:
    return run("do", "--profile", name, "--wait", "20", *words)


def test_a_new_mail_leaves_and_has_its_case(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "案内.pdf"
    file.write_bytes(b"%PDF")
    bare = new_mail("a", "--to", TO, "ご案内です。")
    assert (bare.code, "--subject" in bare.err) == (2, True), bare.err
    nobody = new_mail("a", "--subject", "ご案内", "ご案内です。")
    assert nobody.code == 2, nobody.out
    assert office.server.sink.received == []

    ran = new_mail(
        "a", "--to", TO, "--cc", "cc@new.example", "--bcc", "bcc@new.example",
        "--subject", "ご案内", "--attach", str(file), "ご案内です。",
    )  # fmt: skip
    assert (ran.code, ran.last) == (0, "accepted"), ran.out + ran.err
    [sent] = office.server.sink.received
    parsed = parse_mail(sent.raw)
    assert (parsed.subject, parsed.text.strip()) == ("ご案内", "ご案内です。")
    assert sorted(sent.recipients) == ["bcc@new.example", "cc@new.example", "yamada@new.example"]
    assert b"bcc@new.example" not in sent.raw
    assert [name for name, _, _ in parsed.attachments] == ["案内.pdf"]
    run("sync", "--profile", "b")
    assert "ご案内" in run("show", "1", "--profile", "b").out


def test_a_new_mail_formatted_or_of_a_template(office: Office, tmp_path: Path) -> None:
    page = tmp_path / "mail.html"
    page.write_text("<p>ご案内の<b>件</b></p>", encoding="utf-8")
    ran = new_mail("a", "--to", TO, "--subject", "一", "--html", str(page))
    assert ran.code == 0, ran.out + ran.err
    define = ("template-define", "休業", "--subject", "休業のお知らせ", "--text", "休業します。")
    assert do("a", *define).code == 0
    assert new_mail("a", "--to", TO, "--template", "ない").code == 2
    ran = new_mail("a", "--to", TO, "--template", "休業")
    assert ran.code == 0, ran.out + ran.err
    first, second = (parse_mail(one.raw) for one in office.server.sink.received)
    assert (first.text.strip(), "<b>件</b>" in first.html) == ("ご案内の件", True)
    assert (second.subject, second.text.strip()) == ("休業のお知らせ", "休業します。")


def test_S19_a_new_mail_of_a_trainee_leaves_once_it_is_approved(office: Office) -> None:
    assert do("a", "member", "佐藤", "--role", "trainee").code == 0
    _seen()
    mail = ("--to", TO, "--subject", "お見積", "お見積です。")
    refused = new_mail("b", *mail)
    assert (refused.code, "trainee" in refused.out) == (3, True), refused.out + refused.err
    ran = new_mail("b", *mail, "--ask-approval", "--note", "金額を見てください")
    assert (ran.code, ran.last) == (0, "accepted"), ran.out + ran.err
    assert office.server.sink.received == []

    run("sync", "--profile", "a")
    [row] = run("approvals", "--profile", "a", "--json").json
    assert (row["case"], row["subject"], row["text"]) == (1, "お見積", "お見積です。")
    better = "お見積です。期限は月末です。"
    assert do("b", "send-approved", "1").code == 2
    assert do("a", "approve", "1", "--text", better).code == 0
    run("sync", "--profile", "b")
    ran = do("b", "send-approved", "1")
    assert (ran.code, ran.last) == (0, "accepted"), ran.out + ran.err
    [sent] = office.server.sink.received
    parsed = parse_mail(sent.raw)
    assert (parsed.subject, parsed.text.strip()) == ("お見積", better)
    assert run("approvals", "--profile", "b", "--json").json == []
