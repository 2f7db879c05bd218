"""Where the files of a pack go: a folder, or one ZIP file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from mailroom.errors import StoreReadOnly

_PRIVATE = 0o700


class Shelf(Protocol):
    """Takes files by their name within the pack."""

    def put(self, name: str, content: bytes) -> None:
        """Write a file; ``name`` may lead through folders, with ``/``."""
        ...


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)

    def put(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(mode=_PRIVATE, exist_ok=True)
        path.write_bytes(content)


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, root: str) -> None:
        self._archive = archive
        self._root = root

    def put(self, name: str, content: bytes) -> None:
        self._archive.writestr(f"{self._root}/{name}", content, zipfile.ZIP_DEFLATED)


@contextmanager
def opened(path: Path, *, zipped: bool) -> Iterator[Shelf]:
    """Give a place for files; a ZIP that was not finished is not left behind.

    Raises:
        StoreReadOnly: it cannot be written.
    """
    try:
        if not zipped:
            yield _Folder(path)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(path.name + ".part")
        try:
            with zipfile.ZipFile(half, "w") as archive:
                yield _Zip(archive, path.stem)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise StoreReadOnly(str(path), str(error)) from error
