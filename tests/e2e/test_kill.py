"""Kill -9 at random points of reply and escalate: nothing twice, nothing silently lost (K1, R2)."""

from __future__ import annotations

import os
import random
import threading
from collections import Counter

import pytest

from tests.e2e.gallows import Gallows, settle
from tests.e2e.office import Office, report, run

pytestmark = [
    pytest.mark.dovecot,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
]
SEED = 20_251_122


def sent_ids(office: Office) -> Counter[str]:
    return Counter(mail.message_id for mail in office.server.sink.received)


def test_a_killed_reply_is_sent_once_or_shown_as_not_sent(
    office: Office, gallows: Gallows, soak: bool
):
    """Whatever the moment: the mail left once, or waits, or its fate is put to a person."""
    rounds = 50 if soak else 3
    rng = random.Random(SEED)
    office.join("a", "田中")
    for number in range(rounds + 1):
        office.write(f"case {number}", sender=f"c{number}@shop.example")
    run("sync", "--profile", "a")
    cases = {c["subject"]: c for c in run("cases", "--profile", "a", "--json").json}
    fates: Counter[str] = Counter()

    def reply(number: int) -> list[str]:
        case = str(cases[f"case {number}"]["number"])
        return ["do", "--profile", "a", "reply", case, "--text", f"answer {number}"]

    steps = gallows.steps_of(reply(rounds))
    for number in range(rounds):
        case = cases[f"case {number}"]
        told = gallows.run(rng.randint(1, steps), reply(number))[0].startswith("accepted")
        waiting = [row for row in settle() if row["case"] == case["id"]]
        there = [
            m for m in office.server.sink.received if f"c{number}@shop.example" in m.recipients
        ]
        shown = run("show", "--profile", "a", str(case["number"]), "--json").json
        kinds = [item.get("kind") for item in shown["timeline"]]
        assert len(there) <= 1
        if told:
            assert there
        if waiting:  # not certain: a person is asked, and nothing has been sent again
            assert waiting[0]["state"] in {"unknown", "held", "refused"}
        elif there:
            assert "SendDone" in kinds
        fates[waiting[0]["state"] if waiting else "sent" if there else "never begun"] += 1
        if not there and not waiting:
            assert "SendDone" not in kinds  # the command had not yet taken the mail
    assert max(sent_ids(office).values(), default=1) == 1
    report(f"reply, {rounds} kills within {steps} steps: {dict(fates)}")


def test_rule_16_killed_right_after_the_final_dot_asks_a_person(office: Office, gallows: Gallows):
    """The narrowest moment: the server has the mail, and this PC has no record of it."""
    office.join("a", "田中")
    office.write("case", sender="c@shop.example")
    run("sync", "--profile", "a")
    gallows.run("dot", ["do", "--profile", "a", "reply", "1", "--text", "answer"])
    office.server.sink.wait_for(1)
    [row] = settle()
    assert row["state"] == "unknown"
    assert len(office.server.sink.received) == 1
    refused = run("do", "--profile", "a", "close", "1")  # its slot is still open
    assert refused.out.startswith("refused: sending"), refused
    assert run("do", "--profile", "a", "send", row["id"], "sent-already").out == "accepted\n"
    assert run("sync", "--profile", "a").code == 0
    shown = run("show", "--profile", "a", "1", "--json").json
    assert shown["status"] == "waiting_customer"
    assert len(office.server.sink.received) == 1


def test_rule_31_a_killed_escalation_is_asked_once_or_not_at_all(
    office: Office, gallows: Gallows, soak: bool
):
    rounds = 50 if soak else 3
    rng = random.Random(SEED + 1)
    office.join("a", "田中", "--address", "tanaka@team.example")
    for number in range(rounds + 1):
        office.write(f"case {number}", sender=f"c{number}@shop.example")
    run("sync", "--profile", "a")
    cases = {c["subject"]: c for c in run("cases", "--profile", "a", "--json").json}
    fates: Counter[str] = Counter()

    def escalate(number: int) -> list[str]:
        case = str(cases[f"case {number}"]["number"])
        boss = f"boss{number}@team.example"
        verb = ["do", "--profile", "a", "escalate", case, "--kind", "instruct", "--to", boss]
        return [*verb, "--request", f"request {number}"]

    steps = gallows.steps_of(escalate(rounds))
    for number in range(rounds):
        case = cases[f"case {number}"]
        told = gallows.run(rng.randint(1, steps), escalate(number))[0].startswith("accepted")
        settle()
        mails = [m for m in office.server.sink.received if f"boss{number}@" in str(m.recipients)]
        shown = run("show", "--profile", "a", str(case["number"]), "--json").json
        states = [one["state"] for one in shown["escalations"]]
        if told:
            assert states
        if states:
            assert shown["status"] == "escalated"
            assert len(mails) <= 1
            # Without its mail it stands as asked, and the rescue sends it after five minutes.
            assert states in (["sent" if mails else "asked"], ["asked"])
        else:
            assert not mails
        fates[states[0] if states else "never begun"] += 1
    assert max(sent_ids(office).values(), default=1) == 1
    report(f"escalate, {rounds} kills within {steps} steps: {dict(fates)}")


def test_killed_desk_processes_leave_files_that_open(office: Office, soak: bool):
    """The long-lived desk, killed while it imports and acts, starts again in a correct state."""
    rounds = 20 if soak else 2
    rng = random.Random(SEED + 2)
    office.join("a", "田中")
    for number in range(rounds):
        desk = office.start("a")
        office.write(f"mail {number}")
        desk.say("do --wait 30 new --subject call --text hello")
        timer = threading.Event()
        timer.wait(rng.random() * 1.0)
        desk.kill()
    synced = run("sync", "--profile", "a")
    assert synced.code == 0, synced.err
    subjects = Counter(c["subject"] for c in run("cases", "--profile", "a", "--json").json)
    assert {f"mail {number}" for number in range(rounds)} <= set(subjects)
    assert all(subjects[f"mail {number}"] == 1 for number in range(rounds))
