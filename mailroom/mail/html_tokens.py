"""HTML cut into tags and text, in one linear pass, and put together again well nested.

Two readers build on it: ``html`` (what may be shown) and ``html_text`` (what it says). Real
parsers take minutes over nesting that a hostile mail can hold in 500 kB; what leaves here is
nested no deeper than ``MAX_DEPTH`` and holds no comment, script or style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import NamedTuple

MAX_HTML = 1024 * 1024  # characters; the rest is cut
MAX_DEPTH = 150
_MAX_TOKENS = 60_000
_MAX_ATTRIBUTES = 40

_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(_VOID_TAGS.split())
_CLOSED_BY_NEXT = frozenset({"p", "li", "dt", "dd", "td", "th", "tr", "option"})
_RAW = "script|style|title|textarea|xmp|iframe|noembed|noframes|noscript|object|applet|svg|math"
_GONE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<({_RAW})\b[^>]*+>.*?(?:</\1\s*>|\Z)"
    r"|<![^>]*+>|<\?[^>]*+>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})"
    r"((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})([^>]*+)>"
)
_ATTRIBUTE = re.compile(
    r"([A-Za-z][A-Za-z0-9:_-]{0,30})\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class Token(NamedTuple):
    """Text (``tag`` empty) as source with its entities, or a tag with its attributes as source."""

    text: str
    tag: str = ""
    closes: bool = False


def tokens(source: str) -> Iterator[Token]:
    """Yield tags and text in order."""
    # The added bracket ends whatever is left open, so that no match attempt runs on in vain.
    source = _GONE.sub(" ", source[:MAX_HTML] + ">")
    position = 0
    for count, found in enumerate(_TAG.finditer(source)):
        if found.start() > position:
            yield Token(source[position : found.start()])
        position = found.end()
        name = (found[2] or found[5]).lower()
        yield Token(found[3] or found[6] or "", name, bool(found[1] or found[4]))
        if count > _MAX_TOKENS:
            return
    if source[position:-1]:
        yield Token(source[position:-1])


def attributes(source: str) -> dict[str, str]:
    """Return attributes by lower-case name; values as source, the first of a name counts."""
    found: dict[str, str] = {}
    for match in islice(_ATTRIBUTE.finditer(source), _MAX_ATTRIBUTES):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), value)
    return found


def nested(source: str) -> str:
    """Return the same HTML well nested, no deeper than ``MAX_DEPTH``, hidden parts left out."""
    nest = _Nest()
    for token in tokens(source):
        if not token.tag:
            nest.write(token.text.replace("<", "&lt;"))
        elif token.closes:
            nest.close(token.tag)
        elif token.tag in VOID:
            nest.write(_opening(token))
        else:
            nest.open(token)
    return nest.result()


class _Nest:
    """Writes tags in order, closing what must be closed; writes nothing while in a hidden part."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[str] = []
        self._hidden_at: int | None = None

    def write(self, text: str) -> None:
        """Write text or a whole tag."""
        if self._hidden_at is None:
            self._out.append(text)

    def open(self, token: Token) -> None:
        """Open an element; one too deep is left out, its content stays."""
        if self._open and self._open[-1] == token.tag and token.tag in _CLOSED_BY_NEXT:
            self.close(token.tag)
        if len(self._open) >= MAX_DEPTH:
            return
        if self._hidden_at is None and _HIDDEN.search(token.text):
            self._hidden_at = len(self._open)
        self._open.append(token.tag)
        self.write(_opening(token))

    def close(self, tag: str) -> None:
        """Close down to this element; a closing tag of nothing open closes nothing."""
        if tag not in self._open:
            return
        last = ""
        while last != tag:
            last = self._open.pop()
            self.write(f"</{last}>")
        if self._hidden_at is not None and len(self._open) <= self._hidden_at:
            self._hidden_at = None

    def result(self) -> str:
        """Return all that was written, with what is still open closed."""
        shown = self._open[: self._hidden_at]
        return "".join(self._out) + "".join(f"</{tag}>" for tag in reversed(shown))


def _opening(token: Token) -> str:
    """Write a tag so that every parser sees the same attributes."""
    written = "".join(
        f' {name}="{value.replace(chr(34), "&quot;").replace("<", "&lt;")}"'
        for name, value in attributes(token.text).items()
    )
    return f"<{token.tag}{written}>"


def as_html(text: str) -> str:
    """Return plain text as HTML that keeps its lines."""
    return escape(text).replace("\n", "<br>")
