"""Folding and starting from a checkpoint, beside bare inserts of the same rows.

    python3 main.py test --bench tests/bench/test_checkpoint_speed.py          10,000 events
    python3 main.py test --bench --soak tests/bench/test_checkpoint_speed.py   100,000 events

With --soak the checkpoint is that of 100,000 events; it takes about two minutes. CPU seconds of
this process; the waits are by the wall clock.
"""

import sqlite3
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter, process_time
from typing import Self

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.drafts import Draft, DraftTab
from mailroom.domain.records.replica import Cursor
from mailroom.domain.records.snapshot import Snapshot, rows_by_kind
from mailroom.ids import CaseId
from mailroom.journal.checkpoint import decode, encode
from mailroom.journal.codec import TeamKey
from mailroom.store.files import room_schema as t
from mailroom.store.journal.refolding import refold
from mailroom.store.store import Store
from tests.store.busy import busy, take_in
from tests.store.stories import folded
from tests.unit.domain.world import SATO

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3000)]

KEY = TeamKey(b"k" * 32)


def cpu(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def bare(rows: dict[str, list[tuple[object, ...]]], path: Path) -> None:
    """Write rows into empty tables of ours, each table at once, with its indexes."""
    Store.open(path, SystemClock()).close()
    with closing(sqlite3.connect(path / "room.db")) as file, file:
        for name, found in rows.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                file.executemany(f"INSERT INTO {name} VALUES ({marks})", found)


def written(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path / "room.db")) as file:
        names = [table.name for table in (t.journal, *t.PROJECTION)]
        return {name: file.execute(f"SELECT * FROM {name}").fetchall() for name in names}


class Person:
    """Saves a draft every few milliseconds and notes how long each took."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._type)
        self.waits: list[float] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _type(self) -> None:
        while not self._stop.wait(0.02):
            start = perf_counter()
            draft = Draft(case=CaseId("c"), tab=DraftTab.REPLY, text=str(start))
            self._store.drafts.save(SATO.person, draft)
            self.waits.append((perf_counter() - start) * 1000)

    def table(self) -> str:
        ranked = sorted(self.waits) or [0.0]
        p50, p95 = (ranked[int(len(ranked) * share)] for share in (0.5, 0.95))
        return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, longest {ranked[-1]:.0f} ms"


def say(lines: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")


def test_folding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = busy(2_000)
    store = Store.open(tmp_path / "reader", SystemClock())
    store.replica.enter(1)
    store.replica.set_team("team", KEY)
    fold = cpu(lambda: take_in(store, journal))

    def again() -> None:
        with store._room.write() as connection:
            refold(connection, SystemClock().now())

    refolding = cpu(again)
    store.close()
    rows = written(tmp_path / "reader")
    floor = cpu(lambda: bare(rows, tmp_path / "bare"))
    figures = {
        "fold": fold,
        "fold anew": refolding,
        "fold in memory": cpu(lambda: folded(journal)),
        "bare executemany": floor,
    }
    lines = [f"{len(journal)} events"]
    for name, seconds in figures.items():
        rate = len(journal) / seconds
        lines.append(f"  {name:20}{rate:9.0f} events/s {seconds / floor:6.1f} x bare")
    with closing(Store.open(tmp_path / "shared", SystemClock())) as shared:
        shared.replica.enter(1)
        with Person(shared) as typing:
            take_in(shared, journal)
        lines.append(f"  a draft is saved during a fold: {typing.table()}")
    say(lines, capsys)


@pytest.fixture(scope="module")
def whole(soak: bool) -> Snapshot:
    """The state after a long journal."""
    journal = busy(19_000 if soak else 2_000)
    state, chain = folded(journal)
    last = journal[-1]
    cursor = Cursor(
        uidvalidity=1, uid=last.position.uid, head=last.position, time=last.time, chain=chain
    )
    rows = rows_by_kind(state.rows())
    return Snapshot(cursor=cursor, team="team", key=KEY.hex(), rows=rows)


def test_beginning(whole: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    parts = encode(whole, KEY)
    found: list[Snapshot] = []
    decoding = cpu(lambda: found.append(decode(parts, KEY)))  # type: ignore[arg-type]
    with closing(Store.open(tmp_path / "new", SystemClock())) as desk:
        restoring = cpu(lambda: desk.replica.restore(found[0]))
        rest = cpu(desk.replica.load_rest)
        assert desk.replica.cursor() == whole.cursor
        assert desk.replica.snapshot().digest == whole.digest
    events = len(whole.rows["Entry"]) + len(whole.rows["MailPlace"])
    lines = [
        f"a checkpoint of {events} events: {sum(map(len, parts)) / 1e6:.1f} MB",
        f"  decode {decoding:.2f} s + restore {restoring:.2f} s = {decoding + restoring:.2f} s",
        f"  timelines and notes, in the background: {rest:.2f} s",
    ]
    say(lines, capsys)


def test_typing_meanwhile(
    whole: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines: list[str] = []
    with closing(Store.open(tmp_path / "shared", SystemClock())) as shared:
        with Person(shared) as typing:
            shared.replica.restore(whole)
        lines.append(f"a draft is saved while a checkpoint comes in: {typing.table()}")
        with Person(shared) as typing:
            shared.replica.load_rest()
        lines.append(f"  … and while the rest follows: {typing.table()}")
    say(lines, capsys)
