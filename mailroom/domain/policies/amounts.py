"""Amounts of money as people write them in Japan: 12,000円, ¥5,000, 3万円, 五千円 (S18)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_KANJI = "〇一二三四五六七八九十百千万億"
# Flat and bounded: strangers write these texts, and a repeat within a repeat never comes to an end.
_MIXED = rf"(?<![\d{_KANJI}])[\d{_KANJI}][\d,.{_KANJI}]{{0,39}}"
_WRITTEN = re.compile(
    rf"(?:[¥\\]|jpy)\s?(?P<marked>{_NUMBER})"
    rf"|(?P<yen>{_MIXED})\s?(?:円|yen\b|jpy\b)",
    re.IGNORECASE,
)
_PART = re.compile(rf"{_NUMBER}|[{_KANJI}]")
_MOST = 10**15


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount in yen, and how it was written."""

    yen: int
    written: str


def amounts_in(text: str) -> Iterator[Amount]:
    """Yield the amounts of money in a text, whatever the width of its digits."""
    for found in _WRITTEN.finditer(unicodedata.normalize("NFKC", text)):
        yen = _value(found["marked"] or found["yen"])
        if 0 < yen <= _MOST:
            yield Amount(yen=yen, written=found[0].strip())


def _value(written: str) -> int:
    """Return the number that a mix of digits and 一二三, 千 and 万 stands for."""
    total = section = 0
    current = 0.0
    for part in _PART.findall(written):
        if part in _DIGITS:
            current = current * 10 + _DIGITS[part]
        elif part in _TENS:
            section += int((current or 1) * _TENS[part])
            current = 0
        elif part in _MYRIADS:
            total += int((section + current or 1) * _MYRIADS[part])
            section, current = 0, 0
        else:
            current = float(part.replace(",", "")[:20])
    return total + section + int(current)
