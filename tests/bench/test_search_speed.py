"""How fast words lead to the 50 newest cases; ``--bench -s`` prints the table.

Measured as the window asks: parsing, looking up, in the order of the list. Beside it a plain scan
of all texts with ``instr``, which is what a search without an index costs.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, thread_time

import pytest

from mailroom.clock import SystemClock
from mailroom.domain.query import CaseQuery, View
from mailroom.mail.search_text import fold
from mailroom.store.store import Store
from tests.fakes.library import Book, books, fill, scan
from tests.unit.domain.world import SATO

pytestmark = [pytest.mark.bench, pytest.mark.timeout(3600)]

MAILS = int(os.environ.get("MAILROOM_BENCH_MAILS", "10000"))
_TIMES = 5
_TYPED = {
    "two characters, common": ("返品", "の件", "しま"),
    "two characters": ("湿度", "解約", "音声", "契約"),
    "one character": ("品", "柄", "の"),
    "longer": ("お願いします", "サーバーが", "初期不良"),
    "other writing": ("invoice", "refu", "KR-1476174", "0312345678"),
    "people": ("from:山田太郎", "from:c17@c17.example", "渡辺"),
    "two words": ("返品 湿度", "invoice の", "湿度 解約"),
    "with conditions": ("is:unread 返品", "件名:返品 after:2026-11-21", "品 -返品 -請求"),
    "conditions alone": ("is:unread", "is:new after:2026-11-22", "has:attachment"),
    "nothing": ("猫猫", "qqqq"),
}


def milliseconds(work: Callable[[], object], clock: Callable[[], float]) -> list[float]:
    took = []
    for _ in range(_TIMES):
        start = clock()
        work()
        took.append((clock() - start) * 1000)
    return took


def share(took: list[float], of: float) -> float:
    return sorted(took)[min(len(took) - 1, int(len(took) * of))]


def test_speed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = list(books(MAILS))
    store = Store.open(tmp_path / "profile", SystemClock())
    fill(store, library)
    everything: list[float] = []
    worked: list[float] = []
    lines = [f"{MAILS} mails  {'':22}{'p50':>8}{'p95':>8}{'cpu p95':>9}{'all':>8} ms   found"]
    for name, typed in _TYPED.items():
        took: list[float] = []
        busy: list[float] = []  # of the processor alone: other programs do not count
        whole: list[float] = []
        hits = []
        for text in typed:
            first = CaseQuery(view=View.ALL, text=text, limit=50)
            every = CaseQuery(view=View.ALL, text=text)

            def look(query: CaseQuery = first) -> object:
                return store.reads.case_ids(query, SATO.person)

            took += milliseconds(look, perf_counter)
            busy += milliseconds(look, thread_time)
            start = perf_counter()
            hits.append(len(store.reads.case_ids(every, SATO.person)))
            whole.append((perf_counter() - start) * 1000)
        everything += took
        worked += busy
        lines.append(
            f"  {name:32}{share(took, 0.5):8.1f}{share(took, 0.95):8.1f}"
            f"{share(busy, 0.95):9.1f}{max(whole):8.1f}   {hits}"
        )
    usual, worst = share(everything, 0.5), share(everything, 0.95)
    lines.append(f"  {'all of them':32}{usual:8.1f}{worst:8.1f}{share(worked, 0.95):9.1f}")
    lines.append(_scan_line(tmp_path, [book.words for book in library]))
    lines.append(_size_line(store, [book.words for book in library]))
    missed = [
        w
        for w in ("湿度", "品", "の件", *_words(library))
        if _found(store, w) != scan(store, library, w)
    ]
    store.close()
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert missed == []


def _words(library: list[Book]) -> list[str]:
    """Return two-character words from all over the vocabulary."""
    return sorted({book.mail.subject[:2] for book in library[:: len(library) // 50]})


def _found(store: Store, word: str) -> frozenset[str]:
    query = CaseQuery(view=View.ALL, text=f'"{word}"')
    return frozenset(store.reads.case_ids(query, SATO.person))


def _scan_line(folder: Path, texts: list[str]) -> str:
    bare = sqlite3.connect(folder / "bare.db")
    bare.execute("CREATE TABLE t (text TEXT)")
    bare.executemany("INSERT INTO t VALUES (?)", ((fold(text),) for text in texts))
    bare.commit()
    looks = "SELECT rowid FROM t WHERE instr(text, '湿度') ORDER BY rowid DESC"
    took = milliseconds(lambda: bare.execute(looks).fetchall(), perf_counter)
    busy = milliseconds(lambda: bare.execute(looks).fetchall(), thread_time)
    bare.close()
    return f"  {'a plain scan (instr)':32}{share(took, 0.5):8.1f}{'':8}{share(busy, 0.5):9.1f}"


def _size_line(store: Store, texts: list[str]) -> str:
    with store._mail.read() as connection:
        look = "SELECT sum(length(block)) FROM mail_index_data"
        index = connection.exec_driver_sql(look).scalar_one()
    text = sum(len(one.encode()) for one in texts)
    return f"  index {index / 1e6:.1f} MB / text {text / 1e6:.1f} MB = {index / text:.2f}"
