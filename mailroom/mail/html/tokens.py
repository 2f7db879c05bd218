"""HTML cut into tags and text, in one linear pass, and put together again well nested.

``html`` (what may be shown, with its parts ``html_*``) and ``html_text`` (what it says) build on
it. Real parsers take minutes over nesting that a hostile mail can hold in 500 kB; what leaves here
is nested no deeper than ``MAX_DEPTH`` and holds no comment, script or style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import islice
from typing import NamedTuple

MAX_HTML = 2 * 1024 * 1024  # characters; no part of a mail is read further
MAX_DEPTH = 150
_MOST_WITHIN = {"table": 6, "blockquote": 12, "ul": 12, "ol": 12}
"""How often an element may hold itself: a layout takes twice as long for each table."""
_MAX_TOKENS = 60_000  # tags; of what follows only the words are kept
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
_ANY_TAG = re.compile(r"<[^<>]*+>?")
_ATTRIBUTE = re.compile(
    r"([A-Za-z][A-Za-z0-9:_-]{0,30})\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))"
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)


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
            yield Token(_ANY_TAG.sub(" ", source[position:-1]))
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
    return written(nested_tokens(source))


def nested_tokens(source: str) -> list[Token]:
    """Return the same HTML well nested, every tag that opens with the one that closes it."""
    nest = _Nest()
    for token in tokens(source):
        if not token.tag:
            nest.write(token)
        elif token.closes:
            nest.close(token.tag)
        elif token.tag in VOID:
            nest.write(token)
        else:
            nest.open(token)
    return nest.result()


class _Nest:
    """Keeps tags in order, closing what must be closed; keeps nothing while in a hidden part."""

    def __init__(self) -> None:
        self._out: list[Token] = []
        self._open: list[str] = []
        self._hidden_at: int | None = None

    def write(self, token: Token) -> None:
        """Keep text or a whole tag."""
        if self._hidden_at is None:
            self._out.append(token)

    def open(self, token: Token) -> None:
        """Open an element; one too deep is left out, its content stays."""
        if self._open and self._open[-1] == token.tag and token.tag in _CLOSED_BY_NEXT:
            self.close(token.tag)
        if len(self._open) >= MAX_DEPTH:
            return
        most = _MOST_WITHIN.get(token.tag)
        if most is not None and self._open.count(token.tag) >= most:
            return
        if self._hidden_at is None and _HIDDEN.search(token.text):
            self._hidden_at = len(self._open)
        self._open.append(token.tag)
        self.write(token)

    def close(self, tag: str) -> None:
        """Close down to this element; a closing tag of nothing open closes nothing."""
        if tag not in self._open:
            return
        last = ""
        while last != tag:
            last = self._open.pop()
            self.write(Token("", last, closes=True))
        if self._hidden_at is not None and len(self._open) <= self._hidden_at:
            self._hidden_at = None

    def result(self) -> list[Token]:
        """Return all that was kept, with what is still open closed."""
        shown = self._open[: self._hidden_at]
        return self._out + [Token("", tag, closes=True) for tag in reversed(shown)]


def written(pieces: Iterable[Token]) -> str:
    """Write tags and text as HTML."""
    return "".join(map(_written, pieces))


def _written(token: Token) -> str:
    if not token.tag:
        return token.text.replace("<", "&lt;")
    if token.closes:
        return f"</{token.tag}>"
    return f"<{token.tag}{with_attributes(attributes(token.text))}>"


def with_attributes(values: Mapping[str, str]) -> str:
    """Write attributes so that every parser sees the same ones."""
    return "".join(
        f' {name}="{value.replace(chr(34), "&quot;").replace("<", "&lt;")}"'
        for name, value in values.items()
    )


def as_html(text: str) -> str:
    """Return plain text as HTML that keeps its lines."""
    return escape(text).replace("\n", "<br>")
