"""Founding on a full mailbox, joining, and what the count beforehand promises (rule 22)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mailroom.clock import SystemClock
from tests.e2e.office import Office, run
from tests.fakes.corpus import letters

pytestmark = pytest.mark.dovecot


def test_old_mail_opens_nothing_starts_no_clock_and_sends_nothing(office: Office, soak: bool):
    count = 2_000 if soak else 120
    newest = SystemClock().now() - timedelta(days=15)  # the start line is 14 days
    office.fill(list(letters(count, newest=newest)))
    founded = office.join("a", "田中")
    assert founded.out.startswith(
        f"a new team: the {count} mails that are there become history; only those of the 0 since"
    )
    assert "0 clocks start, 0 mails are sent" in founded.out.splitlines()[0]
    assert run("sync", "--profile", "a").code == 0
    cases = run("cases", "--profile", "a", "--json").json
    assert len(cases) > count / 4
    assert {case["status"] for case in cases} == {"done"}
    assert {case["due"] for case in cases} == {None}
    assert run("overdue", "--profile", "a", "--json").json == []
    assert office.server.sink.received == []


def test_rule_22_only_unanswered_young_mail_opens_cases(office: Office):
    now = SystemClock().now()
    young = list(letters(40, newest=now, step=timedelta(hours=2)))
    old = list(letters(40, newest=now - timedelta(days=20), seed=2))
    office.fill(old + [one for one in young if one.message_id not in {o.message_id for o in old}])
    office.join("a", "田中")
    run("sync", "--profile", "a")
    cases = run("cases", "--profile", "a", "--json").json
    for case in cases:
        last = case["mails"][-1]
        recent = last["date"] > (now - timedelta(days=14)).isoformat()
        waits = last["from"] != "support@team.example" and recent
        assert (case["status"] != "done") == waits, case
        assert case["due"] is None


def test_the_count_can_be_had_without_founding(office: Office):
    office.write("there already")
    shown = office.join("a", "田中", "--preview")
    assert "the 1 mails that are there" in shown.out
    assert run("sync", "--profile", "a").code == 2  # no profile was made
    with office.server.connect(office.user) as client:
        assert not client.has_folder("Mailroom/Journal")


def test_mail_after_the_founding_is_the_present(office: Office):
    office.write("before", sender="one@shop.example")
    office.join("a", "田中")
    office.write("after", sender="two@shop.example")
    run("sync", "--profile", "a")
    cases = {c["subject"]: c for c in run("cases", "--profile", "a", "--json").json}
    assert cases["before"]["due"] is None
    assert cases["after"]["due"] is not None
    assert cases["after"]["status"] == "new"


def test_a_local_journal_needs_no_folder_on_the_server(office: Office):
    office.write("hello")
    office.join("a", "田中", "--journal", "local")
    assert run("sync", "--profile", "a").code == 0
    assert run("do", "--profile", "a", "note", "1", "noted").out == "accepted\n"
    with office.server.connect(office.user) as client:
        assert not client.has_folder("Mailroom/Journal")


def test_a_team_of_one_on_a_local_journal_works_without_its_server(office: Office):
    office.write("hello")
    office.join("a", "田中", "--journal", "local")
    run("sync", "--profile", "a")
    config = office.folder("a") / "profile.json"
    config.write_text(config.read_text().replace(str(office.server.imap_port), "1"))
    assert run("do", "--profile", "a", "note", "1", "offline").out == "accepted\n"
    assert run("do", "--profile", "a", "claim", "1").out == "accepted\n"
    shown = run("show", "--profile", "a", "1", "--json").json
    assert shown["holder"]["person"] == "田中"
    assert run("sync", "--profile", "a").code == 1
