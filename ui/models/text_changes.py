"""What was changed in a text: the places that went, and the places that came.

Compared line by line, and within changed lines letter by letter, since Japanese has no blanks
between words; numbers and Latin words are compared whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

Span = tuple[int, int]
"""From and to, in code points."""

_PIECE = re.compile(r"\d[\d,.]*|[A-Za-z]+|.", re.DOTALL)
_TOO_UNLIKE = 0.4
"""Below this likeness lines count as replaced whole: single letters in common say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChanges:
    """Where two versions of a text differ."""

    gone: tuple[Span, ...] = ()
    come: tuple[Span, ...] = ()


def changes(before: str, after: str) -> TextChanges:
    """Return what is gone from the first text and what has come in the second."""
    found = tuple(_pairs(before, after))
    return TextChanges(
        gone=_kept(left for left, _ in found), come=_kept(right for _, right in found)
    )


def edits(before: str, after: str) -> tuple[tuple[Span, str], ...]:
    """Return what to put where in the first text to have the second, from the front."""
    return tuple((left, after[slice(*right)]) for left, right in _pairs(before, after))


def _pairs(before: str, after: str) -> Iterator[tuple[Span, Span]]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        a, b = sum(map(len, old[:i1])), sum(map(len, new[:j1]))
        one, other = "".join(old[i1:i2]), "".join(new[j1:j2])
        for left, right in _within(one, other):
            yield (a + left[0], a + left[1]), (b + right[0], b + right[1])


def _within(one: str, other: str) -> list[tuple[Span, Span]]:
    ours, theirs = _PIECE.findall(one), _PIECE.findall(other)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.ratio() < _TOO_UNLIKE:
        return [((0, len(one)), (0, len(other)))]
    left, right = [0, *accumulate(map(len, ours))], [0, *accumulate(map(len, theirs))]
    return [
        ((left[i1], left[i2]), (right[j1], right[j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def _kept(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span[0] < span[1])
