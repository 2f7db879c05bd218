"""The words of a PDF, for a look at it in the window. Runs in a worker: a PDF can hold anything."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass

MAX_BYTES = 30 * 1024 * 1024
_MAX_PAGES = 50
_MAX_TEXT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfText:
    """What could be read; ``locked`` if a password is needed."""

    text: str = ""
    pages: int = 0
    cut: bool = False
    locked: bool = False


def pdf_text(data: bytes) -> PdfText:
    """Return the words of the first pages.

    Raises:
        Exception: anything, for a broken file; the caller treats all alike.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - 60 ms that only this worker spends

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        return PdfText(locked=True)
    total = len(reader.pages)
    words: list[str] = []
    length = 0
    for page in reader.pages[:_MAX_PAGES]:
        words.append(page.extract_text())
        length += len(words[-1])
        if length > _MAX_TEXT:
            break
    text = "\n\n".join(words).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    cut = len(words) < total or length > _MAX_TEXT
    return PdfText(text=text[:_MAX_TEXT], pages=total, cut=cut)
