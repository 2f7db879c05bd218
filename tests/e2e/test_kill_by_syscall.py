"""Kill -9 at every call to the disk or the network, found by strace, and at any time (K1, R1-R3).

Coarser points are in ``test_step_sweep``; here the program is not asked where it may be killed. A
traced process dies right before the Nth call of its kind: 1, 2, 3 … until it lives.
"""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from tests.e2e.gallows import Gallows
from tests.e2e.office import Office, report
from tests.e2e.receiving import SYNC, Receiving
from tests.e2e.sweeping import (
    CALLS,
    Args,
    Death,
    Judge,
    Sweep,
    before_call,
    calls_of,
    escalate,
    forward,
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
_SHORT = {"fdatasync": 2, "sendto": 2}  # in the usual run: so many of each kind

Verb = Callable[[int, str], Args]
VERBS: dict[str, tuple[Verb, Callable[[Sweep], Judge]]] = {
    "reply": (reply, lambda sweep: of_customer_mail(sweep, "c{}@shop.example")),
    "forward": (forward, lambda sweep: of_customer_mail(sweep, "f{}@partner.example")),
    "escalate": (escalate, of_escalation),
}
LONG = ("forward", "escalate")  # for which only the whole sweep asks


def deaths_of(calls: Counter[str], *, whole: bool) -> Iterator[Death]:
    """Yield a death at every call, or at a few that the seed chooses."""
    chance = random.Random(SEED)
    for kind in CALLS:
        chosen = range(1, calls[kind] + 1)
        few = min(_SHORT.get(kind, 0), len(chosen))
        yield from (
            before_call(kind, number)
            for number in (chosen if whole else sorted(chance.sample(chosen, few)))
        )


@pytest.mark.parametrize(
    "name", ["reply", *(pytest.param(n, marks=pytest.mark.soak) for n in LONG)]
)
def test_K1_killed_before_each_call_to_disk_and_network(
    office: Office, gallows: Gallows, tmp_path: Path, soak: bool, name: str
) -> None:
    verb, judge = VERBS[name]
    sweep = Sweep(office, gallows, verb)
    calls = calls_of(gallows, sweep.living, tmp_path / "trace")
    assert {"fdatasync", "sendto", "recvfrom"} <= calls.keys()
    deaths = list(deaths_of(calls, whole=soak))
    sweep.run(judge(sweep), deaths)
    report(f"{name}: {len(deaths)} of {dict(calls)}: {dict(sweep.fates)}")


def seconds_of(gallows: Gallows, args: Args) -> float:
    """Return how long a command lives."""
    begun = monotonic()
    gallows.run(0, args)
    return monotonic() - begun


@pytest.mark.soak
@pytest.mark.parametrize("name", VERBS)
def test_K1_killed_at_any_time(office: Office, gallows: Gallows, name: str) -> None:
    """A hundred times each, spread over the time that the command takes."""
    verb, judge = VERBS[name]
    sweep = Sweep(office, gallows, verb)
    took, chance = min(seconds_of(gallows, sweep.living) for _ in range(3)), random.Random(SEED)
    times = [chance.uniform(0, took * 1.1) for _ in range(100)]
    deaths = [Death(name=f"{s:.4f} s", order={"at": 0, "seconds": s}) for s in times]
    sweep.run(judge(sweep), deaths)
    report(f"{name}: {len(deaths)} times within {took:.3f} s: {dict(sweep.fates)}")


@pytest.mark.soak
def test_K1_a_pass_killed_before_each_call(
    office: Office, gallows: Gallows, tmp_path: Path
) -> None:
    receiving = Receiving(office, gallows, mails=5)
    calls = calls_of(gallows, SYNC, tmp_path / "trace")
    deaths = list(deaths_of(calls, whole=True))
    receiving.run(deaths)
    report(f"sync: {len(deaths)} of {dict(calls)}: every mail once, bytes equal")
