"""How long a person waits for an action while the first sync runs; ``--bench -s`` says it.

Nothing that a person does may stand behind ingest (design section 2): two files, short commits,
people first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.commands import AddNote, OpenCase
from mailroom.domain.query import CaseQuery, View
from mailroom.service import profiles
from mailroom.service.room import Room
from tests.e2e.office import Office, report
from tests.fakes.corpus import letters
from tests.fakes.servers import PracticeMail

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]
MAILS = 10_000
PAUSE = 0.2  # seconds between two actions of the person


@pytest.fixture
def office(
    practice_server: PracticeMail, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    monkeypatch.setenv("LANG", "C")
    office = Office(practice_server)
    monkeypatch.setenv("MAILROOM_PASSWORD", office.password)
    yield office
    office.close()


def percentiles(took: list[float]) -> str:
    ordered = sorted(took)
    p50, p95 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    return f"{len(took):6}{p50 * 1000:9.1f}{p95 * 1000:9.1f}{ordered[-1] * 1000:9.1f}"


def test_actions_during_a_first_sync(office: Office, eventually: Callable[..., None]) -> None:
    server = office.server
    assert isinstance(server, PracticeMail)
    mails = letters(MAILS, newest=SystemClock().now())
    server.server.deliver_many(office.user, (mail.raw for mail in mails))
    office.join("a", "田中")
    acts: list[float] = []
    lists: list[float] = []
    with ExitStack() as stack:
        room = stack.enter_context(Room.open(profiles.load("a"), clock=SystemClock()))
        asked = room.do(OpenCase(subject="電話の件"))
        assert asked.case is not None
        done = threading.Event()
        start = perf_counter()
        room.start()

        def is_done() -> bool:
            team = room.reads.team()
            return team is not None and team.history_done

        while not is_done() and perf_counter() - start < 900:
            began = perf_counter()
            room.do(AddNote(case=asked.case, text="調べています"))
            acts.append(perf_counter() - began)
            began = perf_counter()
            room.reads.rows(room.reads.case_ids(CaseQuery(view=View.ALL))[:50])
            lists.append(perf_counter() - began)
            done.wait(PAUSE)
        took = perf_counter() - start
        assert is_done()
    table = (
        f"{MAILS} mails in {took:.0f} s, {MAILS / took:.0f} a second",
        f"  {'milliseconds':24}{'n':>6}{'p50':>9}{'p95':>9}{'max':>9}",
        f"  {'an action (Room.do)':24}{percentiles(acts)}",
        f"  {'the list, 50 rows':24}{percentiles(lists)}",
    )
    report("\n".join(table))
