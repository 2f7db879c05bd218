"""What was changed in a text: the places that went, and the places that came.

Compared line by line, and within changed lines letter by letter: Japanese has no blanks between
words.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

Span = tuple[int, int]
"""From and to, in code points."""

_TOO_UNLIKE = 0.4
"""Below this likeness lines count as replaced whole: single letters in common say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChanges:
    """Where two versions of a text differ."""

    gone: tuple[Span, ...] = ()
    come: tuple[Span, ...] = ()


def changes(before: str, after: str) -> TextChanges:
    """Return what is gone from the first text and what has come in the second."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    gone: list[Span] = []
    come: list[Span] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        a, b = sum(map(len, old[:i1])), sum(map(len, new[:j1]))
        one, other = "".join(old[i1:i2]), "".join(new[j1:j2])
        for left, right in _within(one, other):
            gone.append((a + left[0], a + left[1]))
            come.append((b + right[0], b + right[1]))
    return TextChanges(gone=_kept(gone), come=_kept(come))


def _within(one: str, other: str) -> list[tuple[Span, Span]]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.ratio() < _TOO_UNLIKE:
        return [((0, len(one)), (0, len(other)))]
    return [((i1, i2), (j1, j2)) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"]


def _kept(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span[0] < span[1])
