"""format=flowed (RFC 3676): lines that end in a space go on in the next one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WIDTH = 76
"""Columns of a line on the wire; a full-width character takes two."""

_QUOTES = re.compile(r">*")
_PIECE = re.compile(r"[!-~]+ *|.", re.DOTALL)  # words and addresses stay whole
_STAYS_BEHIND = frozenset(
    "、。，．,.・:;!?！？)）]］」』】〉》〕｝}”’ー々ゝゞぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
"""Never begin a line (行頭禁則)."""

SIGNATURE_MARK = "-- "


def unflow(text: str, *, delete_space: bool = False) -> str:
    """Join soft-broken lines of equal quote depth; the signature mark never joins."""
    out: list[str] = []
    depth_before = -1
    flows = False
    for line in text.split("\n"):
        depth = _QUOTES.match(line).end()  # type: ignore[union-attr] # ">*" always matches
        content = line[depth:].removeprefix(" ")
        if flows and depth == depth_before and content != SIGNATURE_MARK:
            out[-1] += content
        else:
            out.append(">" * depth + (" " if depth and content else "") + content)
        flows = content.endswith(" ") and content != SIGNATURE_MARK
        if flows and delete_space:
            out[-1] = out[-1][:-1]
        depth_before = depth
    return "\n".join(out)


def flow(text: str) -> str:
    """Break long lines softly, for ``format=flowed; delsp=yes``; ``unflow`` gives the text back.

    Blanks at the end of a line are dropped: there they would mean that it goes on.
    """
    return "\n".join(line for typed in text.split("\n") for line in _flowed(typed))


def _flowed(line: str) -> Iterator[str]:
    depth = _QUOTES.match(line).end()  # type: ignore[union-attr] # ">*" always matches
    quotes = line[:depth]
    content = line[depth:].removeprefix(" ") if depth else line
    if content != SIGNATURE_MARK:
        content = content.rstrip(" ")
    *soft, last = _broken(content, WIDTH - depth - 2)
    for part in soft:
        yield quotes + _stuffed(part, quotes) + " "
    yield quotes + _stuffed(last, quotes)


def _stuffed(part: str, quotes: str) -> str:
    """Put the blank before a line that a reader would take for something else (RFC 3676, 4.4)."""
    return f" {part}" if (quotes and part) or part.startswith((" ", ">", "From ")) else part


def _broken(content: str, width: int) -> list[str]:
    """Cut a line where it may be broken."""
    lines = [""]
    used = 0
    for piece in _PIECE.findall(content):
        wide = sum(_columns(character) for character in piece.rstrip(" "))
        may_break = piece not in _STAYS_BEHIND and lines[-1] != SIGNATURE_MARK.rstrip()
        if used and used + wide > width and may_break:
            lines.append("")
            used = 0
        lines[-1] += piece
        used += wide + len(piece) - len(piece.rstrip(" "))
    return lines


def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
