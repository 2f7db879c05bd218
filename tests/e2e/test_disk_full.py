"""The disk is full, or broken, from some write on while a mail is sent (D1, R2).

strace lets every write fail from the Nth on. What cannot be recorded does not leave; what left
while its record failed is asked about; and when there is room again, the next start goes on.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.e2e.gallows import Gallows
from tests.e2e.office import Office, report
from tests.e2e.sweeping import (
    Death,
    Sweep,
    calls_of,
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


def full_from(number: int) -> Death:
    """Return the trouble that no write succeeds from the Nth on."""
    inject = f"inject=pwrite64:error=ENOSPC:when={number}+"
    return Death(name=f"full from {number}", order=_traced("pwrite64", inject))


def broken_at(kind: str, number: int) -> Death:
    """Return the trouble that the disk fails once."""
    inject = f"inject={kind}:error=EIO:when={number}"
    return Death(name=f"{kind} {number} fails", order=_traced(kind, inject))


def _traced(kind: str, inject: str) -> dict[str, object]:
    return {"at": 0, "strace": ["-o", os.devnull, "-e", f"trace={kind}", "-e", inject]}


def troubles_of(gallows: Gallows, sweep: Sweep, trace: Path, *, whole: bool) -> list[Death]:
    calls = calls_of(gallows, sweep.living, trace)
    every = 1 if whole else calls["pwrite64"] // 2
    full = [full_from(at) for at in range(1, calls["pwrite64"] + 1, every)]
    if not whole:
        return full
    syncs = [broken_at("fdatasync", at) for at in range(1, calls["fdatasync"] + 1)]
    return [*full, *syncs, *(broken_at("pwrite64", at) for at in range(1, calls["pwrite64"], 5))]


def test_D1_a_disk_full_while_a_reply_is_sent(
    office: Office, gallows: Gallows, tmp_path: Path, soak: bool
) -> None:
    sweep = Sweep(office, gallows, reply)
    troubles = troubles_of(gallows, sweep, tmp_path / "trace", whole=soak)
    sweep.run(of_customer_mail(sweep, "c{}@shop.example"), troubles)
    report(f"reply: {len(troubles)} times no room: {dict(sweep.fates)}")


@pytest.mark.soak
def test_D1_a_disk_full_while_an_escalation_is_sent(
    office: Office, gallows: Gallows, tmp_path: Path
) -> None:
    sweep = Sweep(office, gallows, escalate)
    troubles = troubles_of(gallows, sweep, tmp_path / "trace", whole=True)
    sweep.run(of_escalation(sweep), troubles)
    report(f"escalate: {len(troubles)} times no room: {dict(sweep.fates)}")
