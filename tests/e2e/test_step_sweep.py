"""Kill -9 at every persisted step of reply, forward and escalation (K1, S2, R2, R3).

A point is a moment right before or after a commit to this PC's files, or before or after something
is said to a server. The whole sweep takes each of them once (``--soak``); the usual run takes those
around the final dot, where the mail leaves and this PC does not know it yet.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mailroom.practice.smtp import Received
from tests.e2e.gallows import Gallows, settle
from tests.e2e.office import Office, report, run

pytestmark = [
    pytest.mark.dovecot,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
]
_DOT = "after SMTP ."
Args = list[str]


def the_points(points: list[str], *, whole: bool) -> list[int]:
    """Return at which points to kill, counted from 1."""
    if whole:
        return list(range(1, len(points) + 1))
    dot = points.index(_DOT)
    told = points.index("before COMMIT", dot)
    return [dot + 1, told + 1, told + 2]


class Sweep:
    """One verb, killed at one point after the other, each time on a case of its own."""

    def __init__(self, office: Office, gallows: Gallows, verb: Callable[[int, str], Args]) -> None:
        self._office, self._gallows, self._verb = office, gallows, verb
        self._cases: dict[str, dict] = {}
        self.fates: Counter[str] = Counter()

    def run(self, judge: Callable[[int, dict, bool], str], *, whole: bool) -> int:
        """Kill at the points; return how many there were."""
        self._office.join("a", "田中", "--address", "tanaka@team.example")
        self._write([0])
        points = self._gallows.points_of(self._order(0))
        chosen = the_points(points, whole=whole)
        self._write(chosen)
        for at in chosen:
            said, err = self._gallows.run(f"point {at}", self._order(at))
            died = err.strip()
            fate = judge(at, self._cases[f"case {at}"], said.startswith("accepted"))
            assert settle() is not None  # a second pass sends nothing either
            self.fates[fate] += 1
            report(f"  {at:>3} {died if not died.isdigit() else 'lived':<28} {fate}")
        ids = Counter(mail.message_id for mail in self._office.server.sink.received)
        assert max(ids.values(), default=1) == 1, ids.most_common(3)
        self._check_files()
        return len(chosen)

    def mails_to(self, address: str) -> list[Received]:
        return [m for m in self._office.server.sink.received if address in m.recipients]

    def _order(self, number: int) -> Args:
        case = str(self._cases[f"case {number}"]["number"])
        return ["do", "--profile", "a", *self._verb(number, case)]

    def _write(self, numbers: list[int]) -> None:
        for number in numbers:
            self._office.write(f"case {number}", sender=f"c{number}@shop.example")
        assert run("sync", "--profile", "a").code == 0
        found = run("cases", "--profile", "a", "--json").json
        self._cases |= {case["subject"]: case for case in found}

    def _check_files(self) -> None:
        home = Path(os.environ["MAILROOM_HOME"])
        files = [*home.rglob("*.db")]
        assert files
        assert not [*home.rglob("*.part")]
        for file in files:
            with closing(sqlite3.connect(file)) as opened:
                assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",), file
                assert opened.execute("PRAGMA foreign_key_check").fetchall() == [], file


def shown(case: dict) -> dict:
    return run("show", "--profile", "a", str(case["number"]), "--json").json


def of_customer_mail(sweep: Sweep, at: int, case: dict, told: bool, address: str) -> str:
    """Judge a killed reply or forward: it left once, or waits visibly, or was never taken."""
    waiting = [row for row in settle() if row["case"] == case["id"]]
    there = sweep.mails_to(address)
    kinds = [item.get("kind") for item in shown(case)["timeline"]]
    assert len(there) <= 1, at
    assert len(waiting) <= 1, at
    if told:
        assert there, at
    if waiting:  # a person is asked
        assert waiting[0]["state"] in {"unknown", "held", "refused"}, at
        return f"{waiting[0]['state']}, {'left' if there else 'not left'}"
    assert ("SendDone" in kinds) == bool(there), at
    return "sent" if there else "never taken"


def test_K1_reply_killed_at_each_step(office: Office, gallows: Gallows, soak: bool) -> None:
    def reply(number: int, case: str) -> Args:
        return ["reply", case, "--text", f"answer {number}"]

    sweep = Sweep(office, gallows, reply)
    count = sweep.run(
        lambda at, case, told: of_customer_mail(sweep, at, case, told, f"c{at}@shop.example"),
        whole=soak,
    )
    report(f"reply: {count} points: {dict(sweep.fates)}")


def test_K1_forward_killed_at_each_step(office: Office, gallows: Gallows, soak: bool) -> None:
    def forward(number: int, case: str) -> Args:
        to = f"f{number}@partner.example"
        return ["reply", case, "--forward", "--to", to, "--text", f"look at {number}"]

    sweep = Sweep(office, gallows, forward)
    count = sweep.run(
        lambda at, case, told: of_customer_mail(sweep, at, case, told, f"f{at}@partner.example"),
        whole=soak,
    )
    report(f"forward: {count} points: {dict(sweep.fates)}")


def test_K1_escalation_killed_at_each_step(office: Office, gallows: Gallows, soak: bool) -> None:
    def escalate(number: int, case: str) -> Args:
        to = f"boss{number}@team.example"
        kind = ("--kind", "instruct", "--to", to)
        return ["escalate", case, *kind, "--request", f"request {number}"]

    def judge(at: int, case: dict, told: bool) -> str:
        settle()
        mails = sweep.mails_to(f"boss{at}@team.example")
        now = shown(case)
        states = [one["state"] for one in now["escalations"]]
        assert len(mails) <= 1, at
        if told:
            assert states, at
        if not states:
            assert not mails, at
            return "never begun"
        assert now["status"] == "escalated", at
        # Without its fact it stands as asked: nobody claims that it left, the rescue asks again.
        assert states in ([["sent"], ["asked"]] if mails else [["asked"]]), at
        return f"{states[0]}, {'left' if mails else 'not left'}"

    sweep = Sweep(office, gallows, escalate)
    count = sweep.run(judge, whole=soak)
    report(f"escalate: {count} points: {dict(sweep.fates)}")
