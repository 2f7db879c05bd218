"""The pictures that stand within one text: what its HTML calls them, and where they are kept.

A picture is kept as a file of the profile first, so that a draft with it survives a restart. One
that was taken out of the text stays known while its author may bring it back with Ctrl+Z.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from mailroom.domain.drafts import InlineFile
from mailroom.service import rich
from ui import icons, theme
from ui.pictures import decoded
from ui.views.writing.pasted import keep_file, keep_picture

MOST = 20
"""Pictures in a text without a question."""

MOST_BYTES = 10 * 1024 * 1024
"""Bytes of all pictures of a text without a question: many servers refuse more."""

_WIDEST = 480
"""Pixels a picture takes on screen; it leaves as large as it is."""

_AS_THEY_ARE = {"png": ".png", "jpg": ".jpg", "jpeg": ".jpg", "gif": ".gif"}
"""Kinds that every mail program shows, by the ending of their names."""

_GONE = (220, 48)


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture that can be put into the text."""

    file: InlineFile
    shown: QImage


class InlinePictures:
    """Pictures of one text."""

    def __init__(self, folder: Path | None, name: str, gone: str) -> None:
        """Know no picture.

        Args:
            folder: where they are kept; without one none can be.
            name: of a picture without one.
            gone: what is shown for one whose file is no longer there.
        """
        self._folder = folder
        self._name = name
        self._gone = gone
        self._files: dict[str, InlineFile] = {}

    def begin(self, kept: Iterable[InlineFile]) -> dict[str, QImage]:
        """Know those of a draft, and return them as they are shown, by content id."""
        self._files = {one.cid: one for one in kept}
        return {cid: self._shown(Path(one.path)) for cid, one in self._files.items()}

    def of(self, html: str) -> tuple[InlineFile, ...]:
        """Return those that stand in a text, in their order."""
        return tuple(self._files[cid] for cid in rich.pictures(html) if cid in self._files)

    def take_image(self, image: QImage) -> Placed | None:
        """Keep a picture without a file; ``None`` if that is impossible."""
        path = keep_picture(image, self._folder, self._name) if self._folder else None
        return self._placed(path) if path is not None else None

    def take_file(self, source: Path) -> Placed | None:
        """Keep a copy of a picture; ``None`` if it is none that a text may hold."""
        if self._folder is None or not is_picture(source):
            return None
        suffix = _AS_THEY_ARE.get(source.suffix.lower().removeprefix("."))
        try:
            data = source.read_bytes()
        except OSError:
            return None
        image = decoded(data)
        if image is None:
            return None
        path = (
            keep_file(data, self._folder, source.stem, suffix)
            if suffix is not None
            else keep_picture(image, self._folder, source.stem)
        )
        return self._placed(path) if path is not None else None

    def _placed(self, path: Path) -> Placed:
        cid = f"picture-{secrets.token_hex(6)}@mailroom"
        self._files[cid] = InlineFile(cid=cid, name=path.name, path=str(path))
        return Placed(self._files[cid], self._shown(path))

    def _shown(self, path: Path) -> QImage:
        try:
            image = decoded(path.read_bytes(), _WIDEST)
        except OSError:
            image = None
        return image or self._missing(path.name)

    def _missing(self, name: str) -> QImage:
        """Return what stands for a picture that is gone: the mail cannot leave with it."""
        colours = theme.current()
        image = QImage(*_GONE, QImage.Format.Format_ARGB32)
        image.fill(colours.colour("hover"))
        painter = QPainter(image)
        painter.setPen(colours.colour("overdue_ink"))
        area = QRectF(8, 4, _GONE[0] - 16, _GONE[1] - 8)
        icons.paint(painter, "alert", "overdue_ink", area.adjusted(0, 10, -area.width() + 20, -10))
        painter.setFont(theme.font(theme.META))
        words = f"{self._gone}\n{name}"
        painter.drawText(area.adjusted(28, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()
        return image


def is_picture(path: Path) -> bool:
    """Return whether a file may be a picture for a text, by its name."""
    return path.suffix.lower() in {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp"}


def weight(files: Iterable[InlineFile]) -> int:
    """Return how many bytes pictures have."""
    return sum(_size(Path(one.path)) for one in files)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
