"""What the line costs, beside the barest thing a server can be asked; ``--bench -s`` says it.

One command: ``main.py test --bench tests/bench/test_line_speed.py -s``. Everything is measured in
the same run on the same Dovecot, so that the ratios mean something on any machine.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, perf_counter

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.changes import Changes
from mailroom.domain.commands import AddNote, ClaimCase
from mailroom.domain.query import CaseQuery, View
from mailroom.ids import CaseId
from mailroom.service import profiles
from mailroom.service.outgoing.replies import Reply
from mailroom.service.room import Room
from tests.e2e.office import Office, report
from tests.e2e.soaking import RawWatchers
from tests.fakes.servers import DovecotMail
from tests.fakes.slow_proxy import SlowProxy

pytestmark = [pytest.mark.bench, pytest.mark.dovecot, pytest.mark.timeout(600)]
TIMES = 200
ROUND_TRIP = 0.1  # seconds, on the slow line
SLOW_TIMES = 10


@pytest.fixture
def office(
    dovecot_server: DovecotMail, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Office]:
    monkeypatch.setenv("MAILROOM_HOME", str(home / "mailroom"))
    monkeypatch.setenv("LANG", "C")
    office = Office(dovecot_server)
    monkeypatch.setenv("MAILROOM_PASSWORD", office.password)
    yield office
    office.close()


def opened(name: str, stack: ExitStack) -> Room:
    return stack.enter_context(Room.open(profiles.load(name), clock=SystemClock()))


def only_case(room: Room) -> CaseId:
    [case] = room.reads.case_ids(CaseQuery(view=View.ALL))
    return case


def percentile(took: list[float], share: float) -> float:
    return sorted(took)[int(len(took) * share)]


def row(name: str, took: list[float], bare: list[float]) -> str:
    p50, p99 = (percentile(took, share) * 1000 for share in (0.5, 0.99))
    ratios = [percentile(took, share) / percentile(bare, share) for share in (0.5, 0.99)]
    return f"  {name:34}{p50:9.1f}{p99:9.1f}{ratios[0]:9.2f}{ratios[1]:9.2f}"


HEADER = f"  {'milliseconds':34}{'p50':>9}{'p99':>9}{'ratio':>9}{'ratio':>9}"


def timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def test_push_beside_a_bare_append(office: Office) -> None:
    office.join("a", "田中")
    office.write("help")
    bare: list[float] = []
    full: list[float] = []
    with ExitStack() as stack:
        room = opened("a", stack)
        room.sync_once()
        case, line = only_case(room), room._engine.line
        client = stack.enter_context(office.server.connect(office.user))
        folder = client.ensure_folder("Bare")
        raw = b"Subject: x\r\n\r\n" + b"x" * 1500
        for number in range(TIMES):  # in turns, so that both meet the same machine
            bare.append(timed(lambda: client.append(folder, raw, flags=["\\Seen"])))
            room.do(AddNote(case=case, text=f"調べています {number}"))
            full.append(timed(line.push))
    rows = [row("bare APPEND", bare, bare), row("push: written and read back", full, bare)]
    report("\n".join([f"{TIMES} times on Dovecot", HEADER, *rows]))


def test_delivery_beside_a_raw_watcher(office: Office) -> None:
    office.join("a", "田中")
    office.join("b", "佐藤")
    office.write("help")
    seen: queue.Queue[float] = queue.Queue()
    ours: list[float] = []
    began: list[float] = []
    with ExitStack() as stack:
        a, b = opened("a", stack), opened("b", stack)
        a.sync_once()
        b.sync_once()
        case = only_case(a)
        b.start()
        head = b.head()

        def on_changes(changes: Changes) -> None:
            nonlocal head
            if b.head() > head:
                head = b.head()
                seen.put(monotonic())

        b.bus.subscribe(on_changes)
        watchers = RawWatchers(office, 1)
        for number in range(TIMES // 4):
            began.append(SystemClock().now().timestamp())
            a.do(AddNote(case=case, text=f"調べています {number}"))
            start = monotonic()
            a._engine.line.push()
            ours.append(seen.get(timeout=30) - start)
        [heard] = watchers.stop()
    raw = [at - start for start, (_, at) in zip(began, heard, strict=False)]
    rows = [row("raw watcher hears", raw, raw), row("another desk has folded it", ours, raw)]
    report("\n".join([f"{len(ours)} times on Dovecot, {len(heard)} notices", HEADER, *rows]))


def settle(imap: SlowProxy, eventually: Callable[..., None]) -> None:
    """Wait until the desk has had nothing to say for half a second."""
    last: list[int] = []

    def is_quiet() -> bool:
        last.append(imap.turns)
        return len(last) > 50 and len(set(last[-50:])) == 1

    eventually(is_quiet)


def test_a_slow_line(office: Office, eventually: Callable[..., None]) -> None:
    with ExitStack() as stack:
        imap = stack.enter_context(SlowProxy(office.server.imap_port, ROUND_TRIP / 2))
        smtp = stack.enter_context(SlowProxy(office.server.smtp_port, ROUND_TRIP / 2))
        office.join("a", "田中", imap_port=imap.port, smtp_port=smtp.port)
        for number in range(SLOW_TIMES):
            office.write(f"help {number}", sender=f"c{number}@shop.example")
        room = opened("a", stack)
        room.sync_once()
        room.start()
        claims: list[float] = []
        sends: list[float] = []
        for case in room.reads.case_ids(CaseQuery(view=View.ALL)):
            settle(imap, eventually)
            claim = lambda case=case: room.wait(room.do(ClaimCase(case=case)), 60)  # noqa: E731
            claims.append(timed(claim))
            detail = room.reads.detail(case)
            assert detail is not None
            reply = Reply(case=case, text="hello", shown=detail.seen, undo_seconds=0)
            settle(imap, eventually)
            smtp.reset()
            start = monotonic()
            room.wait_sent(room.outbox.queue(reply), 60)
            sends.append(smtp.moment(b"MAIL FROM") - start)
    turns = [
        f"  {name:34}{percentile(took, 0.5):9.2f}{percentile(took, 0.99):9.2f}"
        f"{percentile(took, 0.5) / ROUND_TRIP:9.1f}"
        for name, took in (("claim, until confirmed", claims), ("reply, until MAIL FROM", sends))
    ]
    head = f"  {'seconds':34}{'p50':>9}{'p99':>9}{'in turns':>9}"
    report(
        "\n".join([f"{SLOW_TIMES} times, {ROUND_TRIP * 1000:.0f} ms there and back", head, *turns])
    )
