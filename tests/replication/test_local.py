"""The journal as a file: order, durability, two processes, torn and damaged ends."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from mailroom.errors import StoreCorrupt, StoreReadOnly
from mailroom.ids import DeskId
from mailroom.journal import local
from mailroom.journal.local import LocalJournal
from mailroom.journal.replicate import Replicator
from tests.fakes.hand_clock import HandClock
from tests.fakes.memory_folder import MemoryFolder
from tests.replication.desks import TestDesk


def read(journal: LocalJournal, after: int = 0) -> list[tuple[int, bytes]]:
    return [(message.uid, message.raw) for message in journal.read_after(after)]


def test_messages_come_back_in_order(tmp_path: Path, clock: HandClock) -> None:
    journal = LocalJournal(tmp_path / "journal", clock)
    assert journal.uidvalidity() == 0
    assert read(journal) == []
    assert [journal.append(f"m{n}".encode()) for n in range(3)] == [1, 2, 3]
    assert read(journal) == [(1, b"m0"), (2, b"m1"), (3, b"m2")]
    assert read(journal, 2) == [(3, b"m2")]
    assert read(journal, 3) == []
    clock.move(seconds=5)
    journal.append(b"later")
    [message] = journal.read_after(3)
    assert message.internaldate == clock.now()
    again = LocalJournal(tmp_path / "journal", clock)
    assert again.uidvalidity() == journal.uidvalidity() > 0
    assert read(again) == read(journal)
    assert again.append(b"x") == 5
    assert read(journal, 4) == [(5, b"x")]


def test_a_torn_record_is_cut_off(tmp_path: Path, clock: HandClock) -> None:
    """A crash in the middle of an append: what was acknowledged stays, the rest never was."""
    journal = LocalJournal(tmp_path, clock)
    journal.append(b"first")
    whole = (tmp_path / "journal.log").read_bytes()
    journal.append(b"second" * 10)
    full = (tmp_path / "journal.log").read_bytes()
    for length in range(len(whole), len(full)):
        (tmp_path / "journal.log").write_bytes(full[:length])
        torn = LocalJournal(tmp_path, clock)
        assert read(torn) == [(1, b"first")]
        assert torn.append(b"new") == 2
        assert read(LocalJournal(tmp_path, clock)) == [(1, b"first"), (2, b"new")]


def test_a_damaged_record_is_said_not_skipped(tmp_path: Path, clock: HandClock) -> None:
    journal = LocalJournal(tmp_path, clock)
    for n in range(3):
        journal.append(b"message %d" % n)
    path = tmp_path / "journal.log"
    data = bytearray(path.read_bytes())
    data[data.index(b"message 1")] ^= 1
    path.write_bytes(data)
    with pytest.raises(StoreCorrupt):
        read(LocalJournal(tmp_path, clock))
    with pytest.raises(StoreCorrupt):
        LocalJournal(tmp_path, clock).append(b"x")
    path.write_bytes(b"something else entirely" * 2)
    with pytest.raises(StoreCorrupt):
        LocalJournal(tmp_path, clock).uidvalidity()


def test_a_folder_that_cannot_be_made(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreReadOnly):
        LocalJournal(tmp_path / "file" / "journal", clock)


APPENDING = """
import sys
from pathlib import Path
from mailroom.clock import SystemClock
from mailroom.journal.local import LocalJournal
journal = LocalJournal(Path(sys.argv[1]), SystemClock())
for n in range(30):
    print(journal.append(f"{sys.argv[2]} {n}".encode()))
"""


def test_two_processes_append_at_once(tmp_path: Path, clock: HandClock) -> None:
    children = [
        subprocess.Popen(
            [sys.executable, "-c", APPENDING, str(tmp_path), name],
            cwd=Path(local.__file__).parents[2],
            stdout=subprocess.PIPE,
        )
        for name in ("a", "b")
    ]
    told: list[int] = []
    for child in children:
        out, _ = child.communicate(timeout=60)
        assert child.returncode == 0
        told += map(int, out.split())
    assert sorted(told) == list(range(1, 61))
    found = read(LocalJournal(tmp_path, clock))
    assert [uid for uid, _ in found] == list(range(1, 61))
    for name in (b"a", b"b"):
        mine = [raw for _, raw in found if raw.startswith(name)]
        assert mine == [b"%s %d" % (name, n) for n in range(30)]


def test_waiting_ends_when_the_file_grows(tmp_path: Path) -> None:
    class Running(HandClock):
        """Moves by itself whenever it is asked, so that no test waits."""

        def monotonic(self) -> float:
            self.move(seconds=1)
            return super().monotonic()

    clock = Running()
    journal = LocalJournal(tmp_path, clock)
    journal.append(b"x")
    assert not journal.wait_for_change(1)
    other = LocalJournal(tmp_path, clock)
    sizes = iter([10, 10, 20])
    journal._size = lambda: next(sizes)  # type: ignore[method-assign]
    other.append(b"y")
    assert journal.wait_for_change(60)
    assert clock.now() - HandClock().now() < timedelta(minutes=1)


def test_a_desk_on_a_local_journal(tmp_path: Path, clock: HandClock) -> None:
    desk = TestDesk(tmp_path / "profile", "one", MemoryFolder(clock), clock)
    journal = LocalJournal(tmp_path / "journal", clock)
    desk.replicator = Replicator(
        replica=desk.store.replica, journal=journal, desk=DeskId("one"), clock=clock
    )
    desk.found()
    assert desk.pending == 0
    assert desk.store.reads.team().name == "サポート"
    desk.store.close()
