"""Customers who forge, lines that break at the worst moment: nothing is stuck, lost or believed."""

from __future__ import annotations

import os
import random
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mailroom.clock import SystemClock
from mailroom.mail.reading.parse import parse_mail
from mailroom.practice.faults import Act
from mailroom.practice.smtp import AtData, Received
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office, a_mail, run
from tests.fakes.hostile_mails import HOSTILE
from tests.unit.mail.test_hostile import damaged, honest

CUSTOMER = "customer@shop.example"
CHIEF = "chief@boss.example"
WORDS_OF_APPROVAL = "承認します"


@pytest.fixture
def office(practice_office: Office) -> Office:
    """One desk with one case."""
    practice_office.join("a", "田中")
    practice_office.write("help", sender=CUSTOMER)
    assert run("sync", "--profile", "a").code == 0
    return practice_office


def do(*words: str) -> str:
    ran = run("do", "--profile", "a", "--wait", "5", *words)
    return (ran.out + ran.err).strip()


def case(number: str = "1"):
    return run("show", number, "--profile", "a", "--json").json


def waiting():
    return run("outbox", "--profile", "a", "--json").json


def sent_to(office: Office, address: str) -> list[Received]:
    return [mail for mail in office.server.sink.received if address in mail.recipients]


# --- a line that breaks between the journal and DATA ----------------------------------------------


@pytest.fixture
def stranded(office: Office, expect_log) -> str:
    """A reply whose SendBegun is in the journal, though its desk was never told."""
    expect_log("", maybe=True)
    office.server.server.faults.at("APPEND", Act.DROP_AFTER)
    do("reply", "1", "--text", "hello")
    [mail] = waiting()
    assert mail["state"] == "waiting"
    return mail["id"]


@pytest.mark.parametrize("decision", ["as-draft", "discard"])
def test_taking_back_a_stranded_mail_frees_its_case(office: Office, stranded: str, decision: str):
    assert do("send", stranded, decision) == "accepted"
    run("sync", "--profile", "a")
    assert sent_to(office, CUSTOMER) == []
    assert do("reply", "1", "--text", "another") == "accepted"
    assert len(sent_to(office, CUSTOMER)) == 1


def test_a_stranded_mail_tried_again_leaves_once(office: Office, stranded: str):
    assert do("send", stranded, "retry") == "accepted"
    run("sync", "--profile", "a")
    assert len(sent_to(office, CUSTOMER)) == 1
    assert waiting() == []
    assert case()["status"] == "waiting_customer"


# --- who may answer an escalation -----------------------------------------------------------------


@pytest.fixture
def request_mail(office: Office) -> Received:
    """What the chief was sent."""
    asked = ("--kind", "approve", "--to", CHIEF, "--request", "返金してよいですか")
    assert do("escalate", "1", *asked) == "accepted"
    run("sync", "--profile", "a")
    return sent_to(office, CHIEF)[-1]


def tag_in(mail: Received) -> str:
    found = re.search(r"mailroom:esc:\S+", parse_mail(mail.raw).text)
    assert found is not None
    return found[0]


def answers() -> list[str]:
    run("sync", "--profile", "a")
    return [answer["by"] for one in case()["escalations"] for answer in one["answers"]]


@pytest.mark.parametrize(
    "sender", [CUSTOMER, "Customer@SHOP.example", "colleague@shop.example", "friend@gmail.com"]
)
def test_rule_31_the_customers_side_cannot_answer(
    office: Office, request_mail: Received, sender: str
):
    """The chief wrote to the customer below the request; now they know its tag and its id."""
    office.write("Re: help", sender=CUSTOMER, text="and my friend", Cc="friend@gmail.com")
    run("sync", "--profile", "a")
    quoted = f"{WORDS_OF_APPROVAL}\n> {tag_in(request_mail)}"
    office.write("Re: help", sender=sender, text=quoted, In_Reply_To=request_mail.message_id)
    assert answers() == []
    assert case()["status"] == "escalated"


@pytest.mark.parametrize("sender", [CHIEF, "deputy@boss.example", "chief.at.home@gmail.com"])
def test_who_got_the_request_can_answer(office: Office, request_mail: Received, sender: str):
    office.write("Re:", sender=sender, text=f"{WORDS_OF_APPROVAL}\n> {tag_in(request_mail)}")
    assert answers() == [sender]


def test_a_stranger_cannot_answer_under_the_chiefs_name(office: Office, request_mail: Received):
    sender = "佐藤課長 <deputy@elsewhere.example>"
    office.write("Re:", sender=sender, text=f"{WORDS_OF_APPROVAL}\n> {tag_in(request_mail)}")
    assert answers() == ["佐藤課長 <deputy@elsewhere.example>"]


def test_the_customer_learns_nothing_of_an_escalation(office: Office, request_mail: Received):
    assert do("reply", "1", "--text", "少々お待ちください") == "accepted"
    office.write(
        "Re: 返金",
        sender=CHIEF,
        text=f"{WORDS_OF_APPROVAL}\n> {tag_in(request_mail)}",
        References=request_mail.message_id,
    )
    assert answers() == [CHIEF]
    assert do("reply", "1", "--text", "返金いたします") == "accepted"
    for mail in sent_to(office, CUSTOMER):
        for secret in (tag_in(request_mail), request_mail.message_id, CHIEF):
            assert secret.encode() not in mail.raw


def test_a_subject_that_names_the_customer_can_be_escalated(office: Office):
    office.write("Order of CUSTOMER@Shop.example", sender=CUSTOMER)
    run("sync", "--profile", "a")
    assert do("escalate", "2", "--kind", "check", "--to", CHIEF, "--request", "?") == "accepted"
    run("sync", "--profile", "a")
    head = sent_to(office, CHIEF)[-1].raw.partition(b"\r\n\r\n")[0].lower()
    assert CUSTOMER.encode() not in head


# --- forged names of mails ------------------------------------------------------------------------


def test_rule_23_a_mail_under_our_own_message_id_is_not_swallowed(office: Office):
    assert do("reply", "1", "--text", "hello") == "accepted"
    run("sync", "--profile", "a")
    ours = sent_to(office, CUSTOMER)[-1].message_id
    forged = a_mail("Re: help", sender=CUSTOMER, to=office.address, text="angry", In_Reply_To=ours)
    forged.replace_header("Message-ID", ours)
    office.server.deliver(office.user, forged.as_bytes())
    run("sync", "--profile", "a")
    assert case()["status"] == "open"
    assert [mail["from"] for mail in case()["mails"]].count(CUSTOMER) == 2


def test_rule_23_a_mail_under_our_own_address_answers_nobody(office: Office):
    """Anybody can write our address as sender; then the customer still waits."""
    [received] = case()["mails"]
    forged = a_mail("Re: help", sender=office.address, to=CUSTOMER, text="done", Cc=office.address)
    forged["In-Reply-To"] = received["message_id"]
    office.server.deliver(office.user, forged.as_bytes())
    run("sync", "--profile", "a")
    assert case()["status"] == "new"
    assert len(case()["mails"]) == 2  # and it is there to be seen


def test_a_mail_with_monstrous_headers_stops_nobody(office: Office):
    ids = " ".join(f"<{n:0900x}@b>" for n in range(70))
    head = f"From: {'漢' * 9_000} <a@b.example>\r\nSubject: {'漢' * 20_000}\r\n"
    head += f"References: {ids}\r\nIn-Reply-To: {ids}\r\n\r\nx"
    office.server.deliver(office.user, head.encode())
    office.write("an honest mail")
    synced = run("sync", "--profile", "a")
    assert (synced.code, synced.err) == (0, "")
    assert len(run("cases", "--profile", "a", "--json").json) == 3


# --- clocks, other users of this PC ---------------------------------------------------------------


class FastClock(SystemClock):
    """A PC whose clock is an hour ahead."""

    def now(self) -> datetime:
        return super().now() + timedelta(hours=1)


def test_rule_07_a_fast_clock_does_not_fill_the_journal(office: Office, expect_log):
    """The other desk died right after DATA: whether the request left is not known (rule 31)."""
    expect_log("", maybe=True)
    office.join("b", "佐藤")
    office.server.sink.at_data(AtData.DROP)
    assert do("escalate", "1", "--kind", "check", "--to", CHIEF, "--request", "?") == "accepted"
    run("sync", "--profile", "a")

    with Room.open(profiles.load("b"), clock=FastClock()) as room:
        room.sync_once()
        before = journal_length(office)
        for _ in range(5):
            room.sync_once()
        assert journal_length(office) == before
    assert len(sent_to(office, CHIEF)) == 1


def journal_length(office: Office) -> int:
    return len(office.server.server.mails(office.user, "Mailroom/Journal"))


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_nothing_is_open_to_other_users_whatever_the_umask(practice_office: Office, tmp_path):
    before = os.umask(0)
    try:
        practice_office.join("a", "田中")
        practice_office.write("help")
        assert run("sync", "--profile", "a").code == 0
        desk = practice_office.start("a")
        desk.ask("do note 1 hello")
        run("export", "1", str(tmp_path / "case"), "--profile", "a")
        home = Path(os.environ["MAILROOM_HOME"])
        places = [home, *home.rglob("*"), tmp_path / "case"]
        open_to_others = [place for place in places if place.stat().st_mode & 0o077]
    finally:
        os.umask(before)
    assert [place for place in open_to_others if place.name != "engine.port"] == []


# --- a journal that is another one ----------------------------------------------------------------


def test_rule_33_a_replaced_journal_is_said_and_never_folded_anew(office: Office):
    known = case()
    office.server.server.renew_validity(office.user, "Mailroom/Journal")
    synced = run("sync", "--profile", "a")
    assert synced.code == 1
    assert len(synced.err.splitlines()) == 1
    noted = run("do", "--profile", "a", "note", "1", "hello")
    assert noted.code == 3
    assert "replaced" in noted.out
    assert "not applied" not in noted.out
    assert case() == known


def test_a_line_that_cannot_be_read_does_not_end_a_desk(office: Office):
    desk = office.start("a")
    assert desk.ask('do note 1 "open')["exit"] == 2
    assert desk.ask("do note 1 closed")["exit"] == 0


def test_Q1_hostile_mails_stand_between_good_ones_and_stop_none(office: Office, soak: bool):
    """Each is taken in once, in a case or as a copy; the ledger adds up; no UID comes again."""
    bad = [raw for raw in HOSTILE.values() if soak or len(raw) < 200_000]
    bad += [damaged(raw, random.Random(seed)) for seed, raw in enumerate(honest() * 5)]
    mails = [
        one
        for number, raw in enumerate(bad)
        for one in (raw, a_mail(f"good {number}", sender=CUSTOMER, to=office.user, text="x"))
    ]
    raws = [one if isinstance(one, bytes) else one.as_bytes() for one in mails]
    office.server.server.deliver_many(office.user, raws)
    synced = run("sync", "--profile", "a")
    assert synced.code == 0, synced.out + synced.err
    assert synced.last.endswith("quarantined 0")
    found = {case["subject"] for case in run("cases", "--profile", "a", "--json").json}
    assert {f"good {number}" for number in range(len(bad))} <= found
    again = run("sync", "--profile", "a")
    assert again.last == synced.last
