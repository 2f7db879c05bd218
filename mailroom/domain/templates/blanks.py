"""What nobody filled in: {期限}, ＿＿＿, ○○. It looks like a form that left by mistake.

Pure. Separator lines, quoted lines and the circle as a kanji zero (二〇〇八) are no blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BRACES = re.compile(r"[{｛][ 　]*[^{}｛｝\n\"';:=<>,]{1,20}?[ 　]*[}｝]")
_LINES = re.compile(r"＿{2,}|(?<![\w/.@])_{3,}(?![\w/.@])")
_CIRCLES = re.compile(
    r"(?<![〇一二三四五六七八九十百千])(?:[○◯〇]{2,4}|[●]{2,4}|[△▲]{2,3}|[××]{2,3})"
    r"(?![○◯〇●△▲×一二三四五六七八九十百千])"
)
_KINDS = (_BRACES, _LINES, _CIRCLES)
_SEPARATOR = re.compile(r"^[ 　]*(\S)\1{3,}[ 　]*$")
_QUOTED = re.compile(r"^[ 　]*[>＞]")


def blanks(text: str) -> tuple[str, ...]:
    """Return the placeholders that still stand in somebody's own words, each once, in order."""
    return tuple(dict.fromkeys(_found(text)))


def _found(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if _QUOTED.match(line) or _SEPARATOR.match(line):
            continue
        hits = (hit for kind in _KINDS for hit in kind.finditer(line))
        yield from (hit[0] for hit in sorted(hits, key=lambda hit: hit.start()))
