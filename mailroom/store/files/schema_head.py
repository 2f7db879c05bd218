"""A copy of the pages that say where the tables of a file lie.

Drafts, mails on their way out and pending events exist nowhere else. Without its first page nothing
of an SQLite file can be read, so those pages are kept beside it: they change with the tables'
definitions only, never with what is in the tables.

File format (https://sqlite.org/fileformat.html): a header of 100 bytes, then page 1 as the root of
the schema's b-tree.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mailroom.store.files.database import Database

_HEADER = 100
_PAGE_SIZE = slice(16, 18)
_PAGE_COUNT = slice(28, 32)
_INTERIOR = 5  # a page whose cells name other pages; a leaf names none
_COMPANIONS = ("", "-wal")


def keep_head(database: Database) -> None:
    """Write the schema's pages beside a sound file, if they are not there already."""
    version = database.schema_version()
    beside = _beside(database.path)
    if _kept_version(beside) == version or not database.empty_log():
        return  # while another process reads, the next opening does it
    data = database.path.read_bytes()
    pages = {str(number): page.hex() for number, page in _pages(data, 1)}
    made = beside.with_suffix(".new")
    made.touch(mode=0o600)
    made.write_text(json.dumps({"version": version, "pages": pages}), encoding="ascii")
    made.replace(beside)


@contextmanager
def mended(damaged: Path, original: Path) -> Iterator[Path | None]:
    """Lend a copy of a damaged file with the kept pages put back; None if there are none.

    Args:
        damaged: where it was moved, with its write-ahead log.
        original: where it lay.
    """
    copy = damaged.with_name(f"{damaged.name}.mending")
    try:
        pages = json.loads(_beside(original).read_text(encoding="ascii"))["pages"]
        data = bytearray(damaged.read_bytes())
        size = len(bytes.fromhex(pages["1"]))
        for number, page in pages.items():
            data[(int(number) - 1) * size : int(number) * size] = bytes.fromhex(page)
    except (OSError, ValueError, KeyError, TypeError):
        yield None
        return
    data[_PAGE_COUNT] = (len(data) // size).to_bytes(4, "big")
    try:
        for suffix in _COMPANIONS:
            part = damaged.with_name(damaged.name + suffix)
            if part.exists():
                shutil.copy(part, copy.with_name(copy.name + suffix))
        copy.write_bytes(data)
        yield copy
    finally:
        for suffix in (*_COMPANIONS, "-shm"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}-head")


def _kept_version(beside: Path) -> int | None:
    try:
        version = json.loads(beside.read_text(encoding="ascii"))["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return version if isinstance(version, int) else None


def _pages(data: bytes, number: int) -> Iterator[tuple[int, bytes]]:
    """Yield the pages of the schema's b-tree from this one downwards."""
    size = int.from_bytes(data[_PAGE_SIZE], "big")
    size = 65536 if size == 1 else size
    page = data[(number - 1) * size : number * size]
    yield number, page
    start = _HEADER if number == 1 else 0
    if page[start] != _INTERIOR:
        return
    cells = int.from_bytes(page[start + 3 : start + 5], "big")
    yield from _pages(data, int.from_bytes(page[start + 8 : start + 12], "big"))
    for cell in range(cells):
        at = start + 12 + 2 * cell
        pointer = int.from_bytes(page[at : at + 2], "big")
        yield from _pages(data, int.from_bytes(page[pointer : pointer + 4], "big"))
