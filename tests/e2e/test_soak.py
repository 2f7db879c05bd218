"""Many real desks on one mailbox, acting, killed, restarted: one truth at the end.

    main.py test tests/e2e/test_soak.py            4 desks, ten seconds
    main.py test --soak tests/e2e/test_soak.py -s  20 desks, three minutes, and 20 raw watchers

Nothing here depends on how fast this machine is; the figures are printed for whoever asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from mailroom.service import profiles
from tests.e2e.office import Office, report
from tests.e2e.soaking import (
    HEADER,
    Audit,
    RawWatchers,
    Soak,
    delivered_to_desks,
    delivered_to_watchers,
)

pytestmark = [pytest.mark.dovecot, pytest.mark.timeout(1800)]


def test_desks_that_die_and_come_back_agree(
    office: Office, soak: bool, eventually: Callable[..., None], pytestconfig: pytest.Config
):
    desks, cases, seconds = (20, 60, 180) if soak else (4, 8, 10)
    seed = pytestconfig.getoption("randomly_seed", 1)
    team = Soak(office, desks, cases, seed)
    for number in range(cases):
        office.write(f"case {number}", sender=f"c{number}@shop.example")
    for desk in team.desks:
        desk.start()
    first = team.desks[0]
    eventually(lambda: len(first.ask("cases")["cases"]) == cases, within=120, what="all cases")
    first.ask("do --wait 30 label-define 至急 --colour red")
    first.ask("do --wait 30 claim 1")
    watchers = RawWatchers(office, desks)
    team.run(seconds)

    standings: list[dict[str, Any]] = []

    def one_truth() -> bool:
        """All at one place, with nothing to say; a moment later one may have a new word."""
        standings[:] = team.standings()
        return len({(one["head"], one["hash"], one["pending"]) for one in standings}) == 1

    eventually(one_truth, within=180, what="one head and one hash")
    heard = watchers.stop()
    for desk in team.desks:
        desk.leave()
    assert {one["pending"] for one in standings} == {0}
    assert {one["alarm"] for one in standings} == {""}
    audit = Audit.of(office)
    assert audit.claims > 0
    assert audit.double_holders == 0
    assert audit.sends_without_lock == 0
    received = Counter(mail.message_id for mail in office.server.sink.received)
    assert [id_ for id_, times in received.items() if times > 1] == []
    ids = {desk.name: profiles.load(desk.name).config.desk for desk in team.desks}
    ours = delivered_to_desks(team.desks, ids, audit)
    raw = delivered_to_watchers(heard, watchers.since, audit)
    assert ours.never == 0
    figures = (
        f"seed {seed}: {desks} desks, {seconds} s, {team.acts} actions, {team.kills} kills,"
        f" {len(audit.messages)} journal messages, {sum(audit.verdicts.values())} events,"
        f" {audit.claims} claims, {len(office.server.sink.received)} mails sent"
    )
    ratios = [ours.share(part) / raw.share(part) for part in (0.5, 0.99)]
    often = audit.verdicts.most_common(14)
    table = (
        figures,
        "delivery, ms",
        HEADER,
        ours.line(f"{desks} desks"),
        raw.line(f"{desks} watchers"),
        f"  desks to watchers: p50 {ratios[0]:.2f}, p99 {ratios[1]:.2f}",
        "verdicts: " + ", ".join(f"{kind} {reason} {n}" for (kind, reason), n in often),
    )
    report("\n".join(table))
