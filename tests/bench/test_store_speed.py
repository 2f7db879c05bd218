"""How fast the store is, beside a bare loop over the same rows; ``--bench`` prints the table."""

import sqlite3
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import perf_counter

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.events import Event, MailArrived, Placed
from mailroom.domain.position import Position
from mailroom.domain.query import CaseQuery, View
from mailroom.domain.records.record import canonical
from mailroom.domain.records.replica import Page
from mailroom.ids import DeskId, PersonId, mail_arrived_id
from mailroom.store.store import Store
from tests.store.mailbag import stored
from tests.unit.domain.world import MORNING, SATO, World, facts

pytestmark = pytest.mark.bench

MAILS = 10_000


def journal() -> list[Placed]:
    """Return the announcement of many mails, half of them answers."""
    placed = World.founded().log
    uid = placed[-1].position.uid
    for n in range(MAILS):
        answers = (f"m{n - 7}",) if n % 2 and n > 7 else ()
        at = MORNING + timedelta(minutes=n)
        mail = facts(
            f"m{n}", f"c{n % 500}@c.example", answers=answers, subject=f"件名 {n % 900}", sent_at=at
        )
        event = Event(
            id=mail_arrived_id(mail.key),
            by=PersonId(""),
            desk=DeskId("d"),
            body=MailArrived(mail=mail),
            made_at=at,
        )
        position = Position(1, uid + 1 + n // 500, n % 500)
        placed.append(Placed(event=event, position=position, time=at))
    return placed


def timed(work: Callable[[], object], times: int = 1) -> float:
    """Return milliseconds of the best of some runs."""
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best * 1000


def test_speed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    events = journal()
    store = Store.open(tmp_path / "profile", SystemClock())
    store.replica.enter(1)

    def fold() -> None:
        by_uid: dict[int, list[Placed]] = {}
        for item in events:
            by_uid.setdefault(item.position.uid, []).append(item)
        for uid, page in by_uid.items():
            store.replica.confirm(Page(after=store.replica.cursor(), uid=uid, placed=tuple(page)))

    def bare() -> None:
        file = sqlite3.connect(tmp_path / "bare.db")
        file.execute("CREATE TABLE t (a TEXT PRIMARY KEY, b TEXT, c TEXT)")
        rows = [(item.event.id, canonical(item.event)) for item in events]
        with file:
            for copy in range(4):  # journal, place, case, list
                copies = [(f"{id_}{copy}", row, "x") for id_, row in rows]
                file.executemany("INSERT INTO t VALUES (?, ?, ?)", copies)
        file.close()

    figures = {"fold": timed(fold), "bare executemany": timed(bare)}
    query = CaseQuery(view=View.ALL)
    ids = store.reads.case_ids(query, SATO.person)
    figures["all ids"] = timed(lambda: store.reads.case_ids(query, SATO.person), 5)
    figures["200 rows"] = timed(lambda: store.reads.rows(ids[:200], SATO.person), 5)
    figures["counts"] = timed(lambda: store.reads.counts(SATO.person), 5)
    figures["timeline"] = timed(lambda: store.reads.timeline(ids[0], SATO.person), 5)
    mails = [item.event.body.mail for item in events if isinstance(item.event.body, MailArrived)]
    words = "返品したい商品が届きました。" * 20
    keep = [stored(mail.key, uid=n + 1, mail=mail, text=words) for n, mail in enumerate(mails)]
    figures["keep mails"] = timed(lambda: store.mails.add_mails(keep))
    for text in ("返品", "c7@c.example", "商品が届き"):
        search = CaseQuery(text=text, limit=50)
        figures[f"search {text}"] = timed(lambda q=search: store.reads.case_ids(q, SATO.person), 5)
    figures["ledger"] = timed(store.add_up, 5)
    size = (tmp_path / "profile" / "mail.db").stat().st_size
    store.close()
    again = timed(lambda: Store.open(tmp_path / "profile", SystemClock()).close())
    lines = [f"{MAILS} mails, {len(ids)} cases; mail.db {size / 1e6:.0f} MB"]
    lines += [f"  {name:24}{ms:10.1f} ms" for name, ms in {**figures, "open again": again}.items()]
    lines.append(f"  {'events/s':24}{len(events) / figures['fold'] * 1000:10.0f}")
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
