"""The power goes: what this PC had not written for certain is lost (K2, R1, R2).

What the room knows (outbox, locks, what waits for the journal) is certain once it is said; of the
mail file the last commits may go, and come again. After each cut the same holds as after a kill:
a mail left once, or waits visibly, or was never taken; a mail that came is here once.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.gallows import Gallows
from tests.e2e.office import Office, report
from tests.e2e.power import PowerCut
from tests.e2e.receiving import SYNC, Receiving
from tests.e2e.sweeping import (
    Args,
    Death,
    Sweep,
    before_call,
    escalate,
    of_customer_mail,
    of_escalation,
    reply,
)

pytestmark = [
    pytest.mark.dovecot,
    pytest.mark.timeout(7200),
    pytest.mark.skipif(shutil.which("strace") is None, reason="no strace: apt install strace"),
]
SEED = 20_261_123
_SYNCS, _WRITES = 20, 500  # more than a command makes; every 20th write is tried


@pytest.fixture
def cut(office: Office, gallows: Gallows, tmp_path: Path) -> PowerCut:
    return PowerCut(gallows, Path(os.environ["MAILROOM_HOME"]), tmp_path / "trace", SEED)


def deaths_of(gallows: Gallows, args: Args, *, whole: bool) -> Iterator[Death]:
    """Yield a death at every word to a server and around every commit, and between the writes."""
    names = gallows.points_of(args)
    points = range(1, len(names) + 1)
    if not whole:
        dot = names.index("after SMTP .")
        points = (dot, dot + 1, names.index("before COMMIT", dot) + 2)
    yield from (Death(name=f"point {at}", order={"at": f"point {at}"}) for at in points)
    if whole:
        yield from (before_call("fdatasync", at) for at in range(1, _SYNCS))
        yield from (before_call("pwrite64", at) for at in range(1, _WRITES, 20))


def test_K2_power_cut_around_a_reply(
    office: Office, gallows: Gallows, cut: PowerCut, soak: bool
) -> None:
    sweep = Sweep(office, cut, reply)
    sweep.run(
        of_customer_mail(sweep, "c{}@shop.example"),
        list(deaths_of(gallows, sweep.living, whole=soak)),
    )
    report(f"reply: {cut.cuts} power cuts, {cut.lost} bytes lost: {dict(sweep.fates)}")


@pytest.mark.soak
def test_K2_power_cut_around_an_escalation(office: Office, gallows: Gallows, cut: PowerCut) -> None:
    sweep = Sweep(office, cut, escalate)
    sweep.run(of_escalation(sweep), list(deaths_of(gallows, sweep.living, whole=True)))
    report(f"escalate: {cut.cuts} power cuts, {cut.lost} bytes lost: {dict(sweep.fates)}")


@pytest.mark.soak
def test_K2_power_cut_while_mail_comes(office: Office, gallows: Gallows, cut: PowerCut) -> None:
    """Of the mail file the last commits go; the room that knows more of them loses nothing."""
    receiving = Receiving(office, cut, mails=5)
    receiving.run(list(deaths_of(gallows, SYNC, whole=True)))
    report(f"sync: {cut.cuts} power cuts, {cut.lost} bytes lost: every mail once, bytes equal")
    assert cut.lost
