"""A whole pass over a real mailbox: every mail accounted for, in one case, fetched once."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.clock import SystemClock
from tests.e2e.office import Office, run
from tests.fakes.corpus import Letter, letters
from tests.fakes.slow_proxy import SlowProxy

pytestmark = pytest.mark.dovecot
SHARED = Path(__file__).resolve().parents[3] / "shared" / "tools" / "corpus.py"
NOW = SystemClock().now()


def old_letters(count: int) -> list[Letter]:
    return list(letters(count, newest=NOW - timedelta(days=30)))


@pytest.fixture
def filled(office: Office, soak: bool) -> Office:
    office.fill(old_letters(1_000 if soak else 110))
    office.join("a", "田中")
    return office


def test_every_mail_is_accounted_for_and_lies_in_one_case(filled: Office, soak: bool):
    count = 1_000 if soak else 110
    synced = run("sync", "--profile", "a")
    assert synced.code == 0, synced.err
    copies = count // 97
    assert synced.last == (
        f"ledger: server {count} = imported {count - copies} + duplicate {copies}"
        " + filtered 0 + quarantined 0"
    )
    cases = run("cases", "--profile", "a", "--json").json
    places = Counter((m["folder"], m["uid"]) for case in cases for m in case["mails"])
    assert len(places) == count
    assert set(places.values()) == {1}
    homes = {}
    for case in cases:
        for mail in case["mails"]:
            homes.setdefault(mail["key"], set()).add(case["number"])
    assert all(len(numbers) == 1 for numbers in homes.values())


def test_cases_are_the_conversations(office: Office):
    known = old_letters(60)
    office.fill(known)
    office.join("a", "田中")
    run("sync", "--profile", "a")
    threads = {letter.message_id: letter.thread for letter in known}
    for case in run("cases", "--profile", "a", "--json").json:
        assert len({threads[mail["message_id"]] for mail in case["mails"]}) == 1
    assert len(run("cases", "--profile", "a", "--json").json) == len(set(threads.values()))


def test_old_history_opens_as_done(filled: Office):
    run("sync", "--profile", "a")
    cases = run("cases", "--profile", "a", "--json").json
    assert {case["status"] for case in cases} == {"done"}
    assert {case["due"] for case in cases} == {None}


def test_the_second_pass_fetches_no_mail(practice_office: Office):
    office = practice_office
    office.fill(old_letters(60))
    with SlowProxy(office.server.imap_port, seconds=0) as imap:
        office.join("a", "田中", imap_port=imap.port)
        first = run("sync", "--profile", "a")
        assert first.code == 0
        imap.reset()
        again = run("sync", "--profile", "a")
    assert (again.code, again.last) == (0, first.last)
    with office.server.connect(office.user) as client:
        following = {name: client.status(name).uidnext for name in ("INBOX", "Sent")}
    fetched = [one for one in fetches(b"".join(imap.said)) if one[0] in following]
    assert {name for name, _ in fetched} == {"INBOX", "Sent"}  # each was looked at
    assert all(uid >= following[name] for name, uid in fetched)  # only for what may be new


def fetches(said: bytes) -> list[tuple[str, int]]:
    """Return the folder and the lowest UID of every FETCH that a client said."""
    found = []
    for opened in said.split(b"EXAMINE ")[1:]:
        name = opened.partition(b"\r\n")[0].strip(b'"').decode()
        said = re.findall(rb"UID FETCH (\d+)[^\r]*", opened)
        # the header of the latest mail tells whether its number still stands for it (N4)
        headers = re.findall(rb"UID FETCH (\d+) [^\r]*HEADER\.FIELDS", opened)
        assert len(headers) <= 1
        found += [(name, int(uid)) for uid in said if uid not in headers]
    return found


def test_a_second_desk_gets_the_same_cases(filled: Office):
    run("sync", "--profile", "a")
    filled.join("b", "佐藤")
    assert run("sync", "--profile", "b").code == 0
    ours = run("cases", "--profile", "a", "--json").json
    theirs = run("cases", "--profile", "b", "--json").json
    assert ours == theirs


def test_rule_23_what_we_sent_before_a_new_key_is_still_ours(office: Office):
    """A desk that comes later reads the copies in Sent anew, and must take them for the same."""
    office.write("壊れた")
    office.join("a", "田中")
    run("sync", "--profile", "a")
    office.write("直りますか")
    run("sync", "--profile", "a")
    number = run("cases", "--profile", "a", "直りますか", "--json").json[0]["number"]
    reply = ("do", "--profile", "a", "--wait", "5", "reply", str(number), "--text", "はい")
    assert run(*reply).out == "accepted\n"
    run("sync", "--profile", "a")
    assert run("journal", "--profile", "a", "rotate-key").code == 0
    office.join("b", "佐藤")
    for name in ("b", "a", "b"):
        assert run("sync", "--profile", name).code == 0
    mails = [run("show", str(number), "--profile", name, "--json").json["mails"] for name in "ab"]
    assert [len(one) for one in mails] == [2, 2]
    assert {mail["key"] for mail in mails[0]} == {mail["key"] for mail in mails[1]}
    assert all(mail["folder"] for mail in mails[1])  # and its bytes are found under that name


def test_sync_needs_no_smtp_when_nothing_waits(office: Office):
    office.write("no smtp")
    office.server.smtp_port = 1  # nobody there
    office.join("a", "田中")
    assert run("sync", "--profile", "a").code == 0


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpus is not on this machine")
def test_the_shared_corpus_of_a_thousand_mails(office: Office):
    spec = importlib.util.spec_from_file_location("shared_corpus", SHARED)
    assert spec is not None
    assert spec.loader is not None
    corpus = importlib.util.module_from_spec(spec)
    sys.modules["shared_corpus"] = corpus
    spec.loader.exec_module(corpus)
    with office.server.connect(office.user) as client:
        for message in corpus.generate(1_000, 1, 0.1):
            client.append("INBOX", message.raw)
    office.join("a", "田中")
    first = run("sync", "--profile", "a")
    assert first.code == 0, first.out + first.err
    assert first.last.startswith("ledger: server 1000 = ")
    cases = run("cases", "--profile", "a", "--json").json
    uids = Counter(m["uid"] for case in cases for m in case["mails"])
    assert len(uids) == 1_000
    assert set(uids.values()) == {1}
    assert run("sync", "--profile", "a").last == first.last
