"""What a power cut leaves on the disk: every write that was synced, and of the others some or none.

A command is traced by strace and dies; then its files are put back to what was safe at that moment,
as the recorded calls say (the crash test of SQLite does the same from inside).
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.gallows import Killer

CALLS = "openat,pwrite64,ftruncate,fsync,fdatasync,unlink"
_SECTOR = 512
_CALL = re.compile(r"(\w+)\((?:(?:\d+|AT_FDCWD)(?:<([^>]*)>)?)?(.*)")
_NEVER_DONE = "= ?"  # it died in this call
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_NUMBERS = re.compile(r"-?\d+")


class PowerCut:
    """Lets another killer kill, and then takes from the disk what was not safe.

    Attributes:
        lost: bytes that were written and lost, over all cuts.
        cuts: how many there were.
    """

    def __init__(self, killer: Killer, folder: Path, trace: Path, seed: int) -> None:
        """Cut the power.

        Args:
            killer: who kills.
            folder: where the databases lie.
            trace: a file for the record.
            seed: of what else got to the disk, at every second cut.
        """
        self._killer, self._folder, self._trace = killer, folder, trace
        self._chance = random.Random(seed)
        self.lost = self.cuts = 0

    def run(self, at: int | str, args: list[str], **more: Any) -> tuple[str, str]:
        """Run a command to its death; see ``dying.py``."""
        disk = Disk(self._folder)
        record = ["-xx", "-y", "-s", "200000", "-o", str(self._trace)]
        more["strace"] = [*more.get("strace", ()), *record, "-e", f"trace={CALLS}"]
        said = self._killer.run(at, args, **more)
        self.lost += disk.play(self._trace)
        self.cuts += 1
        disk.cut(self._chance if self.cuts % 2 else None)
        return said


@dataclass
class _File:
    """What is safe, and the writes that came after, oldest first; data of None is a new length."""

    safe: bytearray
    exists: bool
    unsynced: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for at, data in self.unsynced:
            _write(self.safe, at, data)
        self.unsynced.clear()
        self.exists = True

    def without_cut(self) -> bytes:
        """Return what a program reads now."""
        written = bytearray(self.safe)
        for at, data in self.unsynced:
            _write(written, at, data)
        return bytes(written)

    def after_cut(self, chance: random.Random | None) -> bytes:
        """Return what is left; with a chance some of the unsynced sectors got there too."""
        left = bytearray(self.safe)
        for at, data in self.unsynced if chance is not None else ():
            if chance is None or chance.random() < 0.5:
                continue
            whole = data is None or chance.random() < 0.8
            _write(left, at, data if whole or data is None else data[:_SECTOR])
        return bytes(left)


class Disk:
    """The databases under a folder, as they are before a command."""

    def __init__(self, folder: Path) -> None:
        self._files = {
            path: _File(safe=bytearray(path.read_bytes()), exists=True)
            for path in folder.rglob("*")
            if _is_kept(path)
        }
        self._folder = folder

    def play(self, trace: Path) -> int:
        """Take in what a command wrote; return how many bytes of it are not safe."""
        for line in trace.read_text(encoding="ascii").splitlines():
            called = _CALL.match(line)
            if called is not None and not line.endswith(_NEVER_DONE):
                self._take(called[1], called[2] or "", called[3])
        for path, file in self._files.items():  # the record is whole, or this proves nothing
            assert file.without_cut() == path.read_bytes(), path
        return sum(len(data or b"") for file in self._files.values() for _, data in file.unsynced)

    def cut(self, chance: random.Random | None = None) -> None:
        """Leave on the disk what a power cut leaves there now."""
        for path in [path for path in self._folder.rglob("*") if path.name.endswith("-shm")]:
            path.unlink()
        for path, file in self._files.items():
            if file.exists or chance is not None:
                path.write_bytes(file.after_cut(chance))
            else:
                path.unlink(missing_ok=True)

    def _take(self, call: str, opened: str, rest: str) -> None:
        if call in {"unlink", "openat"}:
            named = _TEXT.search(rest)
            path = Path(bytes.fromhex(named[1].replace("\\x", "")).decode()) if named else Path()
        else:
            path = Path(bytes.fromhex(opened.replace("\\x", "")).decode())
        if not _is_kept(path) or self._folder not in path.parents:
            return
        if call == "unlink":
            self._files.pop(path, None)
            return
        file = self._files.setdefault(path, _File(safe=bytearray(), exists=False))
        match call:
            case "pwrite64":
                data = _TEXT.search(rest)
                assert data is not None, rest[:200]
                at = int(_NUMBERS.findall(rest[data.end() :])[1])
                file.unsynced.append((at, bytes.fromhex(data[1].replace("\\x", ""))))
            case "ftruncate":
                file.unsynced.append((int(_NUMBERS.findall(rest)[0]), None))
            case "fsync" | "fdatasync":
                file.sync()
            case _:
                pass


def _is_kept(path: Path) -> bool:
    return path.name.endswith((".db", ".db-wal", ".db-journal"))


def _write(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(max(0, at - len(content))))
        return
    content.extend(bytes(max(0, at - len(content))))
    content[at : at + len(data)] = data
