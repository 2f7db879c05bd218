"""Escalation there and back: form, mail, answer by any mail program, lock, deadline (rule 31)."""

from __future__ import annotations

import email
import email.policy
import smtplib
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from mailroom.practice.smtp import AtData
from tests.e2e.office import Office, a_mail, run

pytestmark = pytest.mark.dovecot
CHIEF = "chief@team.example"
CUSTOMER = "customer@shop.example"


@pytest.fixture
def asked(office: Office) -> Office:
    """A case of a customer, open at desk a."""
    office.join("a", "田中", "--address", "tanaka@team.example")
    office.write(
        "金額が違います", sender=CUSTOMER, text="差額を返してください。\n担当者を出してください。"
    )
    assert run("sync", "--profile", "a").code == 0
    return office


@pytest.fixture
def beside(asked: Office) -> Office:
    """Desk b, where 佐藤 sits, on the same mailbox."""
    asked.join("b", "佐藤")
    assert run("sync", "--profile", "b").code == 0
    return asked


def escalate(name: str, *more: str, kind: str = "instruct"):
    verb = ["do", "--profile", name, "escalate", "1", "--kind", kind, "--level", "3"]
    return run(*verb, "--to", CHIEF, "--request", "返金してよいですか", *more)


def case(name: str):
    return run("show", "--profile", name, "1", "--json").json


def request_mail(office: Office) -> EmailMessage:
    [received] = [m for m in office.server.sink.received if CHIEF in m.recipients]
    parsed = email.message_from_bytes(received.raw, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def answer_by_smtp(office: Office, text: str, **headers: str) -> None:
    """Answer as a plain mail program does: raw SMTP to the team's address."""
    mail = a_mail("Re: 回答", sender=f"課長 <{CHIEF}>", to=office.address, text=text, **headers)
    with smtplib.SMTP(
        office.server.smtp_host, office.server.smtp_port, local_hostname="plain.example"
    ) as client:
        client.send_message(mail)


def test_asked_answered_by_plain_mail_lock_back_closed(beside: Office):
    assert escalate("a", "--wanted-by", "+60m").out == "accepted\n"
    assert (case("a")["status"], case("a")["escalations"][0]["state"]) == ("escalated", "sent")
    run("sync", "--profile", "b")
    assert run("do", "--profile", "b", "claim", "1").code == 3
    assert run("do", "--profile", "a", "close", "1").code == 3

    answer_by_smtp(beside, "返金で進めてください。", In_Reply_To=request_mail(beside)["Message-ID"])
    run("sync", "--profile", "b")  # any desk may be the one that sees it
    run("sync", "--profile", "a")
    back = case("a")
    [escalation] = back["escalations"]
    assert escalation["state"] == "answered"
    assert escalation["answers"][0]["words"] == "返金で進めてください。"
    assert escalation["answers"][0]["by"] == "課長"
    assert back["holder"] == {**back["holder"], "person": "田中", "desk": "PC-a"}
    assert [mail["reason"] for mail in back["mails"]][-1] == "escalation"

    reply = run("do", "--profile", "a", "reply", "1", "--text", "返金いたします", "--close")
    assert reply.out == "accepted\n"
    assert case("a")["status"] == "done"
    assert len(beside.server.sink.received) == 3  # the request, its answer, the reply


def test_the_request_reads_on_a_phone_and_names_the_customer_in_no_header(asked: Office):
    escalate("a", "--wanted-by", "+60m", "--tried", "上長に電話した")
    mail = request_mail(asked)
    assert mail["Subject"].startswith("【L3/")
    assert CUSTOMER not in str(mail.items())
    assert mail["Reply-To"] == asked.address
    text = mail.get_body(("plain",)).get_content()
    first_three = text.splitlines()[:3]
    assert "返金してよいですか" in first_three[0]
    assert "回答期限" in first_three[1]
    assert "差額を返してください。" in text
    assert "上長に電話した" in text
    [original] = list(mail.iter_attachments())
    assert original.get_content_type() == "message/rfc822"
    assert original.get_content()["Subject"] == "金額が違います"


def test_an_answer_without_reply_headers_finds_home_by_its_tag(asked: Office):
    escalate("a")
    text = request_mail(asked).get_body(("plain",)).get_content()
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    answer_by_smtp(asked, f"承認します。\n\n{quoted}")
    run("sync", "--profile", "a")
    [escalation] = case("a")["escalations"]
    assert [answer["kind"] for answer in escalation["answers"]] == ["approve"]


def test_a_customer_cannot_answer_for_the_chief(asked: Office):
    escalate("a")
    message_id = request_mail(asked)["Message-ID"]
    asked.write("Re: 金額", sender=CUSTOMER, text="承認する", In_Reply_To=message_id)
    run("sync", "--profile", "a")
    assert case("a")["escalations"][0]["state"] == "sent"


def test_rule_31_the_kind_says_who_holds_the_case_meanwhile(asked: Office):
    for number, kind in enumerate(("check", "instruct", "approve", "take_over"), start=1):
        escalate("a", kind=kind)
        holder = CHIEF if kind == "take_over" else "田中"
        assert (case("a")["holder"]["person"], case("a")["status"]) == (holder, "escalated"), kind
        assert run("do", "--profile", "a", "withdraw", "1").out == "accepted\n"
        assert len(case("a")["escalations"]) == number


def test_rule_31_a_heads_up_locks_nothing(beside: Office):
    escalate("a", kind="heads_up")
    assert case("a")["status"] != "escalated"
    assert run("do", "--profile", "b", "claim", "1").out == "accepted\n"


def test_rule_31_interim_mail_stays_allowed_while_the_answer_is_out(beside: Office):
    escalate("a")
    interim = run("do", "--profile", "a", "reply", "1", "--text", "確認しております")
    assert interim.out == "accepted\n"
    assert case("a")["status"] == "escalated"
    run("sync", "--profile", "b")
    assert run("do", "--profile", "b", "reply", "1", "--text", "二重").code == 3


def test_more_facts_withdrawal_and_a_spoken_answer(asked: Office):
    escalate("a")
    assert run("do", "--profile", "a", "add", "1", "--text", "お客様は至急と").out == "accepted\n"
    assert run("sync", "--profile", "a").code == 0
    added = [m for m in asked.server.sink.received if CHIEF in m.recipients][1:]
    assert len(added) == 1
    withdrawn = run("do", "--profile", "a", "withdraw", "1", "--reason", "解決した")
    assert withdrawn.out == "accepted\n"
    assert run("sync", "--profile", "a").code == 0
    assert len([m for m in asked.server.sink.received if CHIEF in m.recipients]) == 3
    assert case("a")["escalations"][0]["state"] == "withdrawn"

    escalate("a")
    spoken = ["spoken", "1", "--by", "課長", "--text", "進めてよい", "--kind", "approve"]
    assert run("do", "--profile", "a", *spoken).out == "accepted\n"
    answer = case("a")["escalations"][-1]["answers"][0]
    assert (answer["kind"], answer["spoken"], answer["by"]) == ("approve", True, "課長")


def test_one_that_goes_overdue_stands_on_both_desks(
    beside: Office, eventually: Callable[..., None]
):
    escalate("a", "--wanted-by", "2020-01-01 12:00")
    a, b = beside.start("a"), beside.start("b")
    for desk in (a, b):
        eventually(lambda desk=desk: desk.ask("overdue")["overdue"], within=60)
        [row] = desk.ask("overdue")["overdue"]
        assert row["overdue"]
        assert (row["number"], row["level"], row["addressee"]) == (1, 3, CHIEF)
        assert (row["state"], row["kind"]) == ("sent", "instruct")


def test_a_request_that_the_server_refuses_is_tried_again_not_lost(asked: Office):
    asked.server.sink.at_data(AtData.TRY_LATER)
    assert escalate("a").out == "accepted\n"
    assert case("a")["escalations"][0]["state"] == "asked"
    [waiting] = run("outbox", "--profile", "a", "--json").json
    assert (waiting["state"], waiting["internal"]) == ("waiting", True)


def test_rule_36_a_desk_that_reads_it_all_anew_does_nothing_again(asked: Office):
    escalate("a")
    assert (
        run("do", "--profile", "a", "reply", "1", "--text", "確認しております").out == "accepted\n"
    )
    assert run("sync", "--profile", "a").code == 0
    sent, events = len(asked.server.sink.received), run("show", "--profile", "a", "1").out
    asked.join("b", "佐藤")
    for _ in range(2):
        assert run("sync", "--profile", "b").code == 0
        assert run("sync", "--profile", "a").code == 0
    assert len(asked.server.sink.received) == sent
    assert run("show", "--profile", "a", "1").out == events
