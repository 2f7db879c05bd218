"""Formatted text as the window handles it: cleaned, and told as plain text. Pure.

The only door to our own small HTML (``mail.html.small`` says what that is): what comes from a
clipboard, an editor or a customer's mail goes through ``clean`` before it is kept, shown or sent.
"""

from __future__ import annotations

from collections.abc import Collection

from mailroom.domain.drafts import Draft
from mailroom.mail.html import small as small_html
from mailroom.mail.html.small_text import as_plain, as_small_html, is_formatted

EMPTY_LINE = "<div><br></div>"
"""A line without words; an editor may have a sign of its own for that."""


def clean(html: str) -> str:
    """Return any HTML as our own small HTML; what that cannot say stays as words.

    Never raises, and changes nothing of what it made itself. ``b``, ``i`` and ``u`` are found in
    styles too, as Qt, Word and the web write them; pictures stay only if their ``src`` is a
    ``cid:``; two megabytes are read at most.
    """
    return as_small_html(small_html.read(html))


def written(html: str) -> tuple[str, str]:
    """Return ``clean`` and ``plain`` of the same HTML, read once."""
    lines = small_html.read(html)
    return as_small_html(lines), as_plain(lines)


def plain(html: str) -> str:
    """Return the text that a reader of plain text sees.

    Lists begin with ``・`` or ``1.``, quotes with ``>``; a link is ``words <address>``, a picture
    ``［画像: name］`` by its ``alt``.
    """
    return as_plain(small_html.read(html))


def is_rich(html: str) -> bool:
    """Return whether anything is lost as plain text: a look, a list, a picture, a hidden link."""
    return is_formatted(small_html.read(html))


def words(draft: Draft) -> str:
    """Return what a draft says as plain text, formatted or not; without the quote below it."""
    return plain(draft.html) if draft.html else draft.text


def of_plain(text: str) -> str:
    """Return a plain text as small HTML, line by line; ``plain`` gives it back."""
    return as_small_html(small_html.of_plain(text))


def pictures(html: str) -> tuple[str, ...]:
    """Return the content ids of the pictures that stand in a text, each once, in their order."""
    return small_html.pictures(small_html.read(html))


def without_pictures(html: str, but: Collection[str] = ()) -> str:
    """Return HTML, cleaned, with a picture's name where it stood, ``but`` of these content ids."""
    return as_small_html(small_html.without_pictures(small_html.read(html), but))


def without_ending(html: str, ending: str) -> str:
    """Return HTML without its last lines if they say just this; else as it is."""
    lines = small_html.read(html)
    said, wanted = as_plain(lines).rstrip(), ending.strip()
    if not wanted or not said.endswith(wanted):
        return html
    kept = said.removesuffix(wanted).rstrip()
    ends = (at for at in range(len(lines), -1, -1) if as_plain(lines[:at]).rstrip() == kept)
    end = next(ends, None)
    return html if end is None else as_small_html(lines[:end])
