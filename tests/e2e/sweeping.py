"""One verb, killed at one moment after the other, each time on a case of its own (K1, R2)."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mailroom.practice.smtp import Received
from tests.e2e.gallows import Gallows, Killer, settle
from tests.e2e.office import Office, report, run

CALLS = ("fsync", "fdatasync", "pwrite64", "sendto", "recvfrom")
"""What a process asks of the disk and the network."""

Args = list[str]
Judge = Callable[[int, dict, bool], str]
"""Is told the number of the death, its case, and whether the command had said that it is done;
returns what became of it."""


@dataclass(frozen=True, kw_only=True)
class Death:
    """One way to die: its name, and the order that brings it about (``dying.py``)."""

    name: str
    order: Mapping[str, Any]


def calls_of(gallows: Gallows, args: Args, trace: Path) -> Counter[str]:
    """Return how often a command that lives makes each of the calls."""
    traced = ["-o", str(trace), "-e", f"trace={','.join(CALLS)}"]
    said, err = gallows.run(0, args, strace=traced)
    assert said.startswith(("accepted", "ledger")), said + err
    lines = trace.read_text(encoding="utf-8").splitlines()
    return Counter(line.partition("(")[0] for line in lines if "(" in line)


def before_call(kind: str, number: int) -> Death:
    """Return the death right before the Nth call of its kind."""
    inject = f"inject={kind}:signal=SIGKILL:when={number}"
    strace = ["-o", os.devnull, "-e", f"trace={kind}", "-e", inject]
    return Death(name=f"{kind} {number}", order={"at": 0, "strace": strace})


class Sweep:
    """A verb on a desk: ``measure`` it alive, then ``run`` it to each death."""

    def __init__(self, office: Office, killer: Killer, verb: Callable[[int, str], Args]) -> None:
        self._office, self._killer, self._verb = office, killer, verb
        self._cases: dict[str, dict] = {}
        self.fates: Counter[str] = Counter()
        self._office.join("a", "田中", "--address", "tanaka@team.example")
        self._write([0])

    @property
    def living(self) -> Args:
        """Return the command on a case where nobody dies."""
        return self._order(0)

    def run(self, judge: Judge, deaths: Sequence[Death]) -> None:
        """Die each death, let the desk come to rest, and judge what is left."""
        self._write(range(1, len(deaths) + 1))
        for at, death in enumerate(deaths, start=1):
            said, err = self._killer.run(args=self._order(at), **death.order)
            assert "Traceback" not in err, err
            died = err.strip().rpartition("\n")[2]
            fate = judge(at, self._cases[f"case {at}"], said.startswith("accepted"))
            assert settle() is not None  # a second pass sends nothing either
            self.fates[fate] += 1
            report(f"  {at:>3} {death.name:<28} {died:<24} {fate}")
        ids = Counter(mail.message_id for mail in self._office.server.sink.received)
        assert max(ids.values(), default=1) == 1, ids.most_common(3)
        check_files()

    def mails_to(self, address: str) -> list[Received]:
        return [m for m in self._office.server.sink.received if address in m.recipients]

    def _order(self, number: int) -> Args:
        case = str(self._cases[f"case {number}"]["number"])
        return ["do", "--profile", "a", *self._verb(number, case)]

    def _write(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._office.write(f"case {number}", sender=f"c{number}@shop.example")
        assert run("sync", "--profile", "a").code == 0
        found = run("cases", "--profile", "a", "--json").json
        self._cases |= {case["subject"]: case for case in found}


def check_files() -> None:
    """Every file of every profile is whole, and none is half-written."""
    home = Path(os.environ["MAILROOM_HOME"])
    files = [*home.rglob("*.db")]
    assert files
    assert not [*home.rglob("*.part")]
    for file in files:
        with closing(sqlite3.connect(file)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",), file
            assert opened.execute("PRAGMA foreign_key_check").fetchall() == [], file


# --- verbs and what may become of them ------------------------------------------------------------


def reply(number: int, case: str) -> Args:
    return ["reply", case, "--text", f"answer {number}"]


def forward(number: int, case: str) -> Args:
    to = f"f{number}@partner.example"
    return ["reply", case, "--forward", "--to", to, "--text", f"look at {number}"]


def escalate(number: int, case: str) -> Args:
    kind = ("--kind", "instruct", "--to", f"boss{number}@team.example")
    return ["escalate", case, *kind, "--request", f"request {number}"]


def of_customer_mail(sweep: Sweep, address: str) -> Judge:
    """Judge a killed reply or forward: it left once, or waits visibly, or was never taken.

    Args:
        sweep: that killed it.
        address: of whom it is for, with {} for the number of the death.
    """

    def judge(at: int, case: dict, told: bool) -> str:
        waiting = [row for row in settle() if row["case"] == case["id"]]
        there = sweep.mails_to(address.format(at))
        kinds = [item.get("kind") for item in _shown(case)["timeline"]]
        assert len(there) <= 1, at
        assert len(waiting) <= 1, at
        if told:
            assert there, at
        if waiting:  # a person is asked
            assert waiting[0]["state"] in {"unknown", "held", "refused"}, at
            return f"{waiting[0]['state']}, {'left' if there else 'not left'}"
        assert ("SendDone" in kinds) == bool(there), at
        return "sent" if there else "never taken"

    return judge


def of_escalation(sweep: Sweep) -> Judge:
    """Judge a killed escalation: asked once, or it stands as asked and the rescue asks again."""

    def judge(at: int, case: dict, told: bool) -> str:
        settle()
        mails = sweep.mails_to(f"boss{at}@team.example")
        now = _shown(case)
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

    return judge


def _shown(case: dict) -> dict:
    return run("show", "--profile", "a", str(case["number"]), "--json").json
