"""Quoted history and signatures of an HTML mail: taken out of what its writer typed.

The lines of the text are judged by the same rules as those of a plain mail (``quote``); what they
cannot show is told by the tags: a block quote, the containers of Gmail, Yahoo and others, and the
block that Outlook puts above older mail. What people typed between quotes stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from itertools import islice
from typing import NamedTuple

from mailroom.mail.html.parts import Part, distribute
from mailroom.mail.html.text import BLOCKS
from mailroom.mail.html.tokens import VOID, Token
from mailroom.mail.quote import history_of, signature_start

_MAX_LINES = 30_000
_PICTURE = "\ufffc"  # stands for an image: a line that holds one is not empty
_QUOTES = re.compile(r"\b(?:yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|gmail_extra)")
_OLDER = re.compile(
    r"\bid=[\"']?(?:divRplyFwdMsg|appendonsend|x_divRplyFwdMsg|mail-editor-reference-message"
    r"|OLK_SRC_BODY_SECTION)|\bclass=[\"']?OutlookMessageHeader",
    re.IGNORECASE,
)
_BORDER = re.compile(r"border-top\s*:\s*(?:solid|[^;]{0,30}\bsolid)", re.IGNORECASE)
_FIELD = re.compile(r"[^\s:：][^:：]{0,20}[:：]")
_FIELDS_BELOW_BORDER = 3


class _Line(NamedTuple):
    """A line of text, and which tokens it was made of: ``first`` to before ``end``."""

    text: str
    first: int
    end: int


def fold(pieces: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return what the writer typed, and history and signature; both well nested."""
    lines, cut, borders = _lines(pieces)
    if len(lines) > _MAX_LINES:
        return list(pieces), []
    texts = [line.text for line in lines]
    marks = history_of(texts)
    cut = min([cut, *(at for at in borders if _is_header_block(lines, at))], default=cut)
    marks = [old or line.first >= cut for old, line in zip(marks, lines, strict=True)]
    if not _says_something(texts, marks):
        return list(pieces), []  # nothing but a quote: then the quote is the message
    own = [at for at, old in enumerate(marks) if not old]
    start = signature_start([texts[at] for at in own])
    with_signature = list(marks)
    for at in own[start:]:
        with_signature[at] = True
    if _says_something(texts, with_signature):
        marks = with_signature
    return _split(pieces, _runs(pieces, lines, marks))


def _says_something(texts: Sequence[str], marks: Sequence[bool]) -> bool:
    return any(text.strip() for text, old in zip(texts, marks, strict=True) if not old)


class _Collector:
    """Collects the lines of a text with the tokens that made them."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self._words: list[str] = []
        self._first = self._last = 0
        self._quotes = 0

    def word(self, at: int, text: str) -> None:
        """Take text of the token ``at``."""
        words = " ".join(unescape(text).replace("\xa0", " ").split())
        if not words and not self._words:
            return
        if not self._words:
            self._first = at
        self._words.append(words)
        self._last = at

    def end_line(self, at: int, *, even_empty: bool = False) -> None:
        """End the line before the token ``at``."""
        text = " ".join(self._words).strip()
        first, end = (self._first, self._last + 1) if self._words else (at, at + 1)
        if text or even_empty:
            quoted = f"{'>' * self._quotes} {text}" if self._quotes else text
            self.lines.append(_Line(quoted, first, end))
        self._words = []

    def quote(self, step: int) -> None:
        """Go into a quote, or out of one."""
        self._quotes = max(0, self._quotes + step)


def _lines(pieces: Sequence[Token]) -> tuple[list[_Line], int, list[int]]:
    """Return the lines, the token at which older mail begins, and blocks under a drawn line."""
    collector = _Collector()
    cut, borders = len(pieces), []
    containers: list[bool] = []
    for at, token in enumerate(pieces):
        if not token.tag:
            collector.word(at, token.text)
            continue
        if token.tag == "img" and not token.closes:
            collector.word(at, _PICTURE)
        elif token.tag == "br":
            collector.end_line(at, even_empty=True)
        elif token.tag in BLOCKS:
            collector.end_line(at)
        if token.tag in VOID:
            continue
        if token.closes:
            collector.quote(-1 if containers and containers.pop() else 0)
            continue
        quotes = token.tag == "blockquote" or _QUOTES.search(token.text) is not None
        containers.append(quotes)
        collector.quote(1 if quotes else 0)
        if _OLDER.search(token.text):
            cut = min(cut, at)
        elif _BORDER.search(token.text):
            borders.append(at)
    collector.end_line(len(pieces))
    return collector.lines, cut, borders


def _is_header_block(lines: Sequence[_Line], at: int) -> bool:
    """Tell whether the fields of an older mail stand under a line that Outlook drew."""
    below = (line.text for line in lines if line.first >= at and line.text.strip())
    return all(_FIELD.match(text) for text in islice(below, _FIELDS_BELOW_BORDER))


def _runs(
    pieces: Sequence[Token], lines: Sequence[_Line], marks: Sequence[bool]
) -> list[tuple[int, int]]:
    """Return the ranges of tokens that are folded."""
    runs: list[list[int]] = []
    last_marked = False
    for line, old in zip(lines, marks, strict=True):
        if old and last_marked:
            runs[-1][1] = max(runs[-1][1], line.end)
        elif old:
            runs.append([line.first, line.end])
        last_marked = old
    return [(_open_before(pieces, first), _close_behind(pieces, end)) for first, end in runs]


def _open_before(pieces: Sequence[Token], at: int) -> int:
    """Return where the elements begin that hold nothing but what is folded."""
    while at > 0:
        before = pieces[at - 1]
        if before.closes or before.tag == "img" or not (before.tag or _is_blank(before)):
            return at
        at -= 1
    return at


def _close_behind(pieces: Sequence[Token], at: int) -> int:
    while at < len(pieces) and (
        pieces[at].closes or pieces[at].tag == "br" or _is_blank(pieces[at])
    ):
        at += 1
    return at


def _is_blank(token: Token) -> bool:
    return not token.tag and not token.text.strip()


def _split(
    pieces: Sequence[Token], runs: Sequence[tuple[int, int]]
) -> tuple[list[Token], list[Token]]:
    """Take the runs out."""
    typed, folded = Part(), Part()
    within = {at for first, end in runs for at in range(first, end)}
    distribute(pieces, lambda at: folded if at in within else typed)
    return typed.result(), folded.result()
