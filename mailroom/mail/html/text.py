"""What an HTML mail says, as plain text: for searching, quoting and showing without HTML."""

from __future__ import annotations

import re
from html import unescape

from mailroom.mail.html.tokens import Token, attributes, tokens

_BLOCK_TAGS = (
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3"
    " h4 h5 h6 header hr html li main nav ol p pre section table tbody tfoot thead tr ul"
)
BLOCKS = frozenset(_BLOCK_TAGS.split())
_SPACED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table"})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MAX_DEPTH = 10


def html_to_text(source: str) -> str:
    """Return the words of an HTML text with its lines, quotes marked by ``>``."""
    writer = _Writer(outlook="MsoNormal" in source)
    for token in tokens(source):
        if token.tag:
            writer.tag(token)
        else:
            writer.text(token.text)
    return writer.result()


class _Writer:
    """Collects lines; knows how deep in quotes and whether in preformatted text."""

    def __init__(self, *, outlook: bool) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes = 0
        self._pre = 0
        self._spaced = _SPACED - {"p"} if outlook else _SPACED  # Outlook's p is a line

    def text(self, source: str) -> None:
        """Take text between tags."""
        words = unescape(source)
        if self._pre:
            first, *others = words.replace("\r\n", "\n").split("\n")
            self._line.append(first)
            for other in others:
                self._break()
                self._line.append(other)
            return
        words = _BLANKS.sub(" ", words)
        if words.strip(" ") or (self._line and not self._line[-1].endswith(" ")):
            self._line.append(words if self._line else words.lstrip(" "))

    def tag(self, token: Token) -> None:
        """Take a tag."""
        name = token.tag
        if name == "br":
            self._break()
        elif name in ("td", "th") and not token.closes and self._line:
            self._line.append("\t")
        elif name == "img" and not token.closes:
            self._line.append(unescape(attributes(token.text).get("alt", "")))
        elif name in BLOCKS:
            self._end_line()
            if name in self._spaced:
                self._blank_line()
            self._enter(name, -1 if token.closes else 1)

    def _enter(self, name: str, step: int) -> None:
        if name == "blockquote":
            self._quotes = max(0, self._quotes + step)
        elif name == "pre":
            self._pre = max(0, self._pre + step)
        elif name == "li" and step > 0:
            self._line.append("・")
        elif name == "hr" and step > 0:
            self._line.append("-" * 20)
            self._break()

    def _break(self) -> None:
        """End the line, even an empty one."""
        line = "".join(self._line).replace("\xa0", " ")
        line = line.rstrip() if not self._pre else line
        marks = ">" * min(self._quotes, _MAX_DEPTH)
        self._lines.append(f"{marks} {line}".rstrip() if marks else line)
        self._line = []

    def _end_line(self) -> None:
        """End the line if there is one."""
        if "".join(self._line).strip(" \t"):
            self._break()
        self._line = []

    def _blank_line(self) -> None:
        if self._lines and self._lines[-1].strip("> "):
            self._break()

    def result(self) -> str:
        """Return all lines, runs of empty ones as one."""
        self._end_line()
        text = "\n".join(self._lines)
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
