"""What is pasted or dropped into a text that is no text: files, and pictures without a file.

A pasted picture (a screenshot) becomes a file of the profile first, so that a draft with it
survives a restart. Knows nothing of mails.
"""

from __future__ import annotations

import itertools
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QPixmap

MOST_PIXELS = 40_000_000
"""Pictures with more are no screenshots."""


def files_of(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this PC among what is pasted or dropped."""
    local = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in local if path.is_file())


def picture_of(data: QMimeData) -> QImage | None:
    """Return the picture that is pasted, if it is one and nothing else (no words, no files)."""
    if not data.hasImage() or data.hasUrls() or data.hasText():
        return None
    found = data.imageData()
    image = found.toImage() if isinstance(found, QPixmap) else found
    if not isinstance(image, QImage) or image.isNull():
        return None
    return image if image.width() * image.height() <= MOST_PIXELS else None


def keep_picture(image: QImage, folder: Path, name: str) -> Path | None:
    """Write a picture into a folder under a name that is free; ``None`` if that is impossible."""
    path = _free(folder, name, ".png")
    return path if image.save(str(path), "PNG") else None  # type: ignore[call-overload]


def keep_file(data: bytes, folder: Path, name: str, suffix: str) -> Path | None:
    """Write a file as it is into a folder under a name that is free, or return ``None``."""
    path = _free(folder, name, suffix)
    try:
        path.write_bytes(data)
    except OSError:
        return None
    return path


def _free(folder: Path, name: str, suffix: str) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    paths = (folder / f"{name}-{number}{suffix}" for number in itertools.count(1))
    return next(path for path in paths if not path.exists())
