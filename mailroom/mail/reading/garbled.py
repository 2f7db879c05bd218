"""How wrong a text looks: what Japanese, Chinese and Korean become in the wrong charset (N30).

A score, not a proof: it offers help and orders what is offered. Must not change any text.
"""

from __future__ import annotations

import re

LOOKS_WRONG = 0.15
"""From this share of the characters above ASCII on, help is offered."""

_MOST = 20_000  # characters that are looked at
_FEW = 2

_CP1252 = (  # what cp1252 has where Latin-1 has controls
    "\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
# Each line is what one charset becomes when it is read as another.
_TRACES = (
    "\ufffd",
    "[\x80-\x9f]",
    # UTF-8 read as Latin-1 or cp1252
    f"[\u00c2-\u00f4][\u0080-\u00bf{_CP1252}]",
    # UTF-8 read as Shift_JIS: kana begin with E3 81 .. E3 83
    "[\u7e3a\u7e67\u7e5d\u7e32][\u4e00-\u9fff\uff61-\uff9f\u30fb\u00b0-\u00ff]?",
    "[\u8b41\u8373\u8711\u87fe\u873f\u96ce\u8ad2\u9082\u90b5\u8c50\u8b5b\u8b1a\u8aed][\uff61-\uff9f]",
    # Shift_JIS read as cp1252: kana begin with 82 and 83
    f"[\u201a\u0192][\u0040-\u007e\u0080-\u00ff{_CP1252}]",
    # EUC-JP read as Shift_JIS: every other character is a half-width stop or bracket
    "(?:[\uff61-\uff65][\uff61-\uff9f]){2,}",
    # 8-bit East Asian text read as Latin-1: no language has so many accents in a row
    "[\u00a1-\u00ff]{4,}",
    # Shift_JIS read as EUC-JP, Chinese or Korean leaves compatibility areas and private use
    "[\ue000-\uf8ff]",
)
_TRACE = re.compile("|".join(_TRACES))
_LOST_ESCAPES = re.compile(r"\$[B@](?:[!-~]{2}){1,200}?\([BJ]")
_FAMILIAR = re.compile(  # kana, Japanese stops, Hangul, the commonest of Chinese, Cyrillic
    "[\u3041-\u3096\u30a1-\u30fc\u3001\u3002\uac00-\ud7a3\u0410-\u044f"
    "的一是不了在人有我他这這您们們为為请請到]"
)
_UNFAMILIAR = 0.1
_ABOVE_ASCII = re.compile("[^\x00-\x7f]")


def garbled(text: str) -> float:
    """Return how wrong a text looks: 0 for one that reads well, 1 for nothing but traces."""
    text = text[:_MOST]
    if text.isascii():
        lost = _LOST_ESCAPES.findall(text) if "$B" in text or "$@" in text else []
        return min(1.0, sum(map(len, lost)) * 2 / max(1, len(text)))
    foreign = len(_ABOVE_ASCII.findall(text))
    traces = sum(len(_ABOVE_ASCII.findall(found)) for found in _TRACE.findall(text))
    return traces / foreign


def strangeness(text: str) -> float:
    """Return ``garbled``, and of texts without traces a little more for those nobody writes so.

    One charset may read another without any trace and give rare characters only.
    """
    text = text[:_MOST]
    foreign = len(_ABOVE_ASCII.findall(text))
    familiar = len(_FAMILIAR.findall(text)) / foreign if foreign else 1.0
    return garbled(text) + _UNFAMILIAR * (1 - familiar)


def looks_garbled(text: str) -> bool:
    """Tell whether help should be offered for a text."""
    few = len(_ABOVE_ASCII.findall(text[:_MOST])) < _FEW and not text.isascii()
    return not few and garbled(text) >= LOOKS_WRONG
