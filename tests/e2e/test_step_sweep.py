"""Kill -9 at every persisted step of reply, forward and escalation (K1, S2, R2, R3).

A point is a moment right before or after a commit to this PC's files, or before or after something
is said to a server. The whole sweep takes each of them once (``--soak``); the usual run takes those
around the final dot, where the mail leaves and this PC does not know it yet.
"""

from __future__ import annotations

import os

import pytest

from tests.e2e.gallows import Gallows
from tests.e2e.office import Office, report
from tests.e2e.sweeping import (
    Death,
    Judge,
    Sweep,
    escalate,
    forward,
    of_customer_mail,
    of_escalation,
    reply,
)

pytestmark = [
    pytest.mark.dovecot,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork"),
]
_DOT = "after SMTP ."


def kill_at_points(sweep: Sweep, gallows: Gallows, judge: Judge, *, whole: bool) -> int:
    """Kill at the points, counted from 1; return at how many."""
    names = gallows.points_of(sweep.living)
    dot = names.index(_DOT)
    told = names.index("before COMMIT", dot)
    chosen = range(1, len(names) + 1) if whole else (dot + 1, told + 1, told + 2)
    deaths = [Death(name=f"point {at}", order={"at": f"point {at}"}) for at in chosen]
    sweep.run(judge, deaths)
    return len(deaths)


def test_K1_reply_killed_at_each_step(office: Office, gallows: Gallows, soak: bool) -> None:
    sweep = Sweep(office, gallows, reply)
    judge = of_customer_mail(sweep, "c{}@shop.example")
    count = kill_at_points(sweep, gallows, judge, whole=soak)
    report(f"reply: {count} points: {dict(sweep.fates)}")


def test_K1_forward_killed_at_each_step(office: Office, gallows: Gallows, soak: bool) -> None:
    sweep = Sweep(office, gallows, forward)
    judge = of_customer_mail(sweep, "f{}@partner.example")
    count = kill_at_points(sweep, gallows, judge, whole=soak)
    report(f"forward: {count} points: {dict(sweep.fates)}")


def test_K1_escalation_killed_at_each_step(office: Office, gallows: Gallows, soak: bool) -> None:
    sweep = Sweep(office, gallows, escalate)
    count = kill_at_points(sweep, gallows, of_escalation(sweep), whole=soak)
    report(f"escalate: {count} points: {dict(sweep.fates)}")
