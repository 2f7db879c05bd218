"""Small HTML (``small_html``) written out: as HTML, and as a plain reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from mailroom.mail.html.small import LISTS, QUOTE, Around, Line, Run, named

_ITEM, _BELOW_ITEM = "・", "　"
_BODY = "font-family: sans-serif"
_STYLES = {QUOTE: "margin: 0 0 0 1ex; border-left: 2px solid #b0b0b0; padding-left: 1ex"}
_AFTER = re.compile(r"</(?:div|li|ul|ol|blockquote)>|<(?:ul|ol|blockquote)[^>]*>")


def as_small_html(lines: Iterable[Line]) -> str:
    """Return lines as HTML, well nested."""
    writer = _Writer()
    for line in lines:
        writer.write(line)
    return writer.result()


def as_page(lines: Iterable[Line]) -> str:
    """Return lines as a page of their own that every mail program shows decently; "" for none."""
    html = as_small_html(lines)
    for tag, style in _STYLES.items():
        html = html.replace(f"<{tag}>", f'<{tag} style="{style}">')
    html = _AFTER.sub(r"\g<0>\n", html)
    return f'<html><body style="{_BODY}">\n{html}</body></html>\n' if html else ""


def as_plain(lines: Iterable[Line]) -> str:
    """Return the text that a plain reader sees: ``・`` and ``1.``, ``>``, ``words <address>``."""
    numbers: dict[Around, int] = {}
    return "\n".join(f"{_before(line, numbers)}{_words(line)}".rstrip(" ") if line.within
                     else _words(line) for line in lines)  # fmt: skip


def is_formatted(lines: Iterable[Line]) -> bool:
    """Return whether anything of lines is lost as plain text: a look, a list, a picture, a link."""
    return any(
        any(one.tag in LISTS for one in line.within)
        or any(run.bold or run.italic or run.underline or run.cid for run in line.runs)
        or any(_hidden(href, runs) for href, runs in _linked(line.runs))
        for line in lines
    )


# ------------------------------------------------------------------ plain text


def _before(line: Line, numbers: dict[Around, int]) -> str:
    """Return the marks of quotes and lists at the beginning of a line."""
    quotes = ">" * sum(one.tag == QUOTE for one in line.within)
    lists = [one for one in line.within if one.tag in LISTS]
    marks = ""
    if lists:
        innermost = lists[-1]
        if line.item:
            numbers[innermost] = numbers.get(innermost, 0) + 1
        mark = f"{numbers.get(innermost, 1)}. " if innermost.tag == "ol" else _ITEM
        below = " " * len(mark) if innermost.tag == "ol" else _BELOW_ITEM
        marks = _BELOW_ITEM * (len(lists) - 1) + (mark if line.item else below)
    return f"{quotes} {marks}" if quotes else marks


def _words(line: Line) -> str:
    words = "".join(_linked_words(href, runs) for href, runs in _linked(line.runs))
    return words.replace("\xa0", " ")


def _linked(runs: Sequence[Run]) -> Iterator[tuple[str, list[Run]]]:
    """Yield what one link spans, and what stands in none, in order."""
    for href, spanned in groupby(runs, key=lambda run: run.href):
        yield href, list(spanned)


def _linked_words(href: str, runs: Sequence[Run]) -> str:
    words = "".join(named(run) if run.cid else run.text for run in runs)
    return f"{words} <{href}>" if _hidden(href, runs) else words


def _hidden(href: str, runs: Sequence[Run]) -> bool:
    """Return whether the words of a link do not say where it leads."""
    words = "".join(run.text for run in runs).strip()
    return bool(href) and words.rstrip("/") not in (
        href.rstrip("/"), href.partition(":")[2].lstrip("/").rstrip("/"),
    )  # fmt: skip


# ------------------------------------------------------------------ HTML


class _Writer:
    """Writes line by line; knows which quotes and lists are open, and each list's item with it."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: tuple[Around, ...] = ()
        self._begun = False  # a line of the innermost item stands right before
        self._hangs = False  # and is empty: unseen unless something follows

    def write(self, line: Line) -> None:
        """Write one line."""
        same = _common(self._open, line.within)
        lists = [at for at, one in enumerate(line.within) if one.tag in LISTS]
        new_item = line.item and lists[-1] < same if lists else False
        self._close_to(lists[-1] + 1 if new_item else same)
        if new_item:
            self._end_of_item_line()
            self._out.append("</li><li>")
        for around in line.within[len(self._open) :]:
            self._end_of_item_line()
            self._out.append(f"<{around.tag}>" + ("<li>" if around.tag in LISTS else ""))
        self._open = line.within
        words = "".join(_link(href, runs) for href, runs in _linked(line.runs))
        if not (line.within and line.within[-1].tag in LISTS):
            self._out.append(f"<div>{words or '<br>'}</div>")
            return
        self._out.append(f"<br>{words}" if self._begun else words)
        self._begun, self._hangs = True, not words

    def result(self) -> str:
        """Return all of it, with what is open closed."""
        self._close_to(0)
        return "".join(self._out)

    def _close_to(self, depth: int) -> None:
        for around in reversed(self._open[depth:]):
            self._end_of_item_line()
            self._out.append(("</li>" if around.tag in LISTS else "") + f"</{around.tag}>")
        self._open = self._open[:depth]

    def _end_of_item_line(self) -> None:
        if self._hangs:
            self._out.append("<br>")
        self._begun = self._hangs = False


def _common(one: Sequence[Around], other: Sequence[Around]) -> int:
    """Return how many of the outermost are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, its) in pairs if mine != its), min(len(one), len(other)))


def _link(href: str, runs: Sequence[Run]) -> str:
    words = "".join(map(_run, runs))
    return f'<a href="{escape(href)}">{words}</a>' if href else words


def _run(run: Run) -> str:
    if run.cid:
        return f'<img src="cid:{escape(run.cid)}" alt="{escape(run.text)}">'
    words = escape(run.text, quote=False)
    for tag, wanted in (("u", run.underline), ("i", run.italic), ("b", run.bold)):
        words = f"<{tag}>{words}</{tag}>" if wanted else words
    return words
