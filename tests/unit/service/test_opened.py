"""Copies of opened files: private, read-only, gone with the run, also after kill -9."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mailroom.errors import StoreReadOnly
from mailroom.service.opened import OpenedCopies, write_new

POSIX = pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")

HOLDER = """
import sys
from pathlib import Path
from mailroom.service.opened import OpenedCopies
copies = OpenedCopies(Path(sys.argv[1]))
print(copies.put("a.txt", b"secret"), flush=True)
sys.stdin.read()
"""


@POSIX
def test_copies_are_private_and_read_only(tmp_path: Path) -> None:
    copies = OpenedCopies(tmp_path / "opened")
    before = os.umask(0)
    try:
        path = copies.put("見積書.pdf", b"data")
    finally:
        os.umask(before)
    assert path.name == "見積書.pdf"
    assert path.read_bytes() == b"data"
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    for folder in (path.parent, path.parent.parent, tmp_path / "opened"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    copies.close()


def test_the_same_file_is_copied_once_and_another_of_its_name_beside(tmp_path: Path) -> None:
    copies = OpenedCopies(tmp_path)
    one, again, other = (copies.put("a.txt", data) for data in (b"1", b"1", b"2"))
    assert one == again != other
    assert (one.read_bytes(), other.read_bytes()) == (b"1", b"2")
    copies.close()


def test_nothing_is_left_when_the_room_closes(tmp_path: Path) -> None:
    copies = OpenedCopies(tmp_path)
    copies.put("a.txt", b"1")
    copies.close()
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_before_something_is_opened(tmp_path: Path) -> None:
    OpenedCopies(tmp_path / "opened").close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_goes_at_the_next_start(tmp_path: Path) -> None:
    with _holder(tmp_path) as process:
        path = Path(process.stdout.readline().strip())
        assert path.read_bytes() == b"secret"
        OpenedCopies(tmp_path).close()
        assert path.exists()  # its owner still runs
        process.kill()  # SIGKILL on POSIX
        process.wait()
    assert path.exists()
    OpenedCopies(tmp_path).close()
    assert list(tmp_path.iterdir()) == []


def _holder(folder: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    )


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_new(path, b"theirs")
    assert path.read_bytes() == b"mine"


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "opened").write_bytes(b"a file")
    with pytest.raises(StoreReadOnly):
        OpenedCopies(tmp_path / "opened").put("a.txt", b"1")
