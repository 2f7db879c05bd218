"""Text folded for searching, and cut into the terms that the full-text index holds.

Japanese has no blanks and its words are often two characters long (返品, 請求), so runs of
Japanese become overlapping pairs; the last character of a run stands alone once more, so that one
character finds every place by prefix. Other writing is kept as words, numbers with hyphens also
without them. Folding makes width, case, kana and the many dashes alike; what is shown is always
the original, with ``find_spans`` saying where the words lie in it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_JAPANESE = (
    "\u3005-\u3007\u3041-\u3096\u309d\u309e\u30a1-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uac00-\ud7a3\U00020000-\U0003ffff"
)
_TERM = re.compile(rf"([{_JAPANESE}]+)|([^\W{_JAPANESE}]+(?:['’][^\W\d_]+)?)")
_NUMBER = re.compile(r"\d{1,8}(?:[-.()/ ]{1,2}\d{1,8}){1,5}")
_CLUSTER = re.compile(
    r"[^\uff9e\uff9f\u3099\u309a\u0300-\u036f][\uff9e\uff9f\u3099\u309a\u0300-\u036f]*"
)
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"), "-")
_FOLDED = {
    **_KATAKANA_TO_HIRAGANA,
    **_DASHES,
    0x301C: "~",
    0x2019: "'",
    0x00A5: "\\",
}
_MAX_WORD = 60


def fold(text: str) -> str:
    """Return text in which width, case, kana and dashes are alike."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold().translate(_FOLDED)


def index_terms(text: str) -> str:
    """Return the terms of a text, blank-separated, for an index that cuts at blanks."""
    folded = fold(text)
    terms: list[str] = []
    for run, word in _TERM.findall(folded):
        if run:
            terms += [first + second for first, second in pairwise(run)]
            terms.append(run[-1])
        else:
            terms.append(word[:_MAX_WORD])
    terms += [_digits(number) for number in _NUMBER.findall(folded)]
    return " ".join(terms)


def match_expression(query: str) -> str:
    """Return an FTS5 expression that finds all words of a query; ``""`` if it has none.

    Every word is a phrase of its terms in order; its last term also matches as a prefix where that
    is what a reader expects: words of other writing, and a single Japanese character.
    """
    return " AND ".join(_phrase(word) for word in _words(query) if _query_terms(word))


def find_spans(original: str, query: str) -> tuple[tuple[int, int], ...]:
    """Return where the words of a query lie in a text as it is shown."""
    folded, places = _fold_with_places(original)
    spans: list[tuple[int, int]] = []
    for word in _words(query):
        start = folded.find(word)
        while start >= 0:
            spans.append((places[start], places[start + len(word)]))
            start = folded.find(word, start + len(word))
    return tuple(sorted(set(spans)))


def _words(query: str) -> list[str]:
    return [word for word in fold(query[:1_000]).replace('"', " ").split() if word]


def _phrase(word: str) -> str:
    terms = _query_terms(word)
    by_prefix = len(terms[-1]) == 1 or not re.match(f"[{_JAPANESE}]", terms[-1])
    phrase = f'"{" ".join(terms)}"' + ("*" if by_prefix else "")
    return f'({phrase} OR "{_digits(word)}"*)' if _NUMBER.fullmatch(word) else phrase


def _query_terms(word: str) -> list[str]:
    """Return the terms of one word; the lone last character of a run only inside a word."""
    terms: list[str] = []
    for found in _TERM.finditer(word):
        run = found[1]
        if not run:
            terms.append(found[2][:_MAX_WORD])
            continue
        terms += [first + second for first, second in pairwise(run)]
        if len(run) == 1 or found.end() < len(word):
            terms.append(run[-1])
    return terms


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """Fold cluster by cluster and say from which place each folded character comes."""
    folded: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = fold(cluster[0])
        folded.append(piece)
        places += [cluster.start()] * len(piece)
    places.append(len(text))
    return "".join(folded), places
