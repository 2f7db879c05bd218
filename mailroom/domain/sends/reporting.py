"""報告: what a client is told of a case, and that nothing said in the house is told with it (S44).

Pure. A line counts as said in the house unless it stands in the mails with the customer, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.domain.events import (
    ApprovalAsked,
    Approved,
    CaseOpened,
    DraftShared,
    EscalationAnswered,
)
from mailroom.domain.query import TimelineItem

LEAST = 5.0
"""How much of a line, or of a part of one, cannot be in both by chance; see ``_weight``."""

_HIRAGANA = re.compile(r"[ぁ-ゟー]")
_KANA = "\u3000"  # from here on letters are Japanese
_LATIN = 0.4
_CLAUSE = re.compile(r"[。、，．,.;；!！?？]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that was said in the house: shown beside a report, and kept out of it."""

    item: TimelineItem
    words: str


def leaks(text: str, inside: Iterable[str], outside: str) -> tuple[str, ...]:
    """Return what a report tells of the house, word for word as it was said there, each once.

    Args:
        text: subject and words of the report.
        inside: what was said in the house.
        outside: what the customer wrote or was told: that may be told again.
    """
    written, told = _squeezed(text), _squeezed(outside)
    found: dict[str, None] = {}
    for words in inside:
        for line in words.splitlines():
            for part in (line, *_CLAUSE.split(line)):
                squeezed = _squeezed(part)
                if _weight(squeezed) >= LEAST and squeezed in written and squeezed not in told:
                    found[part.strip()] = None
                    break  # the line is named; its parts say nothing new
    return tuple(found)


def words_inside(item: TimelineItem, words: str) -> str:
    """Return what of the words of an event was never meant for anybody outside."""
    match item.event.body if item.event is not None else None:
        case DraftShared() | None:
            return ""  # a mail to the customer, not yet sent
        case ApprovalAsked(note=note):
            return note
        case Approved(comment=comment):
            return comment
        case EscalationAnswered(words=said):
            return said
        case CaseOpened(text=said):
            return said
        case _:
            return words


def _weight(squeezed: str) -> float:
    """Return how much a text says: kanji and katakana count, hiragana, figures and signs do not.

    「ご確認をお願いします」 stands in any mail; a letter of the alphabet says less than a kanji.
    """
    return sum(
        _LATIN if letter < _KANA else 1.0
        for letter in squeezed
        if letter.isalpha() and not _HIRAGANA.match(letter)
    )


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
