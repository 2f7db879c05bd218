"""Kana and romaji in one spelling, so that either finds the other.

Kunrei romaji without long vowels; nobody has to know which romanisation we like. Pure.
"""

from __future__ import annotations

import unicodedata

_SYLLABLES = {
    "きゃ": "kya", "きゅ": "kyu", "きょ": "kyo", "しゃ": "sya", "しゅ": "syu", "しょ": "syo",
    "ちゃ": "tya", "ちゅ": "tyu", "ちょ": "tyo", "にゃ": "nya", "にゅ": "nyu", "にょ": "nyo",
    "ひゃ": "hya", "ひゅ": "hyu", "ひょ": "hyo", "みゃ": "mya", "みゅ": "myu", "みょ": "myo",
    "りゃ": "rya", "りゅ": "ryu", "りょ": "ryo", "ぎゃ": "gya", "ぎゅ": "gyu", "ぎょ": "gyo",
    "じゃ": "zya", "じゅ": "zyu", "じょ": "zyo", "びゃ": "bya", "びゅ": "byu", "びょ": "byo",
    "ぴゃ": "pya", "ぴゅ": "pyu", "ぴょ": "pyo", "てぃ": "thi", "ふぁ": "fa", "ふぃ": "fi",
    "ふぇ": "fe", "ふぉ": "fo", "じぇ": "zye", "しぇ": "sye", "ちぇ": "tye", "でぃ": "dhi",
}  # fmt: skip
_ROWS = (
    ("", "あいうえお"), ("k", "かきくけこ"), ("s", "さしすせそ"), ("t", "たちつてと"),
    ("n", "なにぬねの"), ("h", "はひふへほ"), ("m", "まみむめも"), ("r", "らりるれろ"),
    ("g", "がぎぐげご"), ("z", "ざじずぜぞ"), ("d", "だぢづでど"), ("b", "ばびぶべぼ"),
    ("p", "ぱぴぷぺぽ"), ("", "ぁぃぅぇぉ"),
)  # fmt: skip
for _consonant, _kana in _ROWS:
    _SYLLABLES |= {kana: _consonant + vowel for kana, vowel in zip(_kana, "aiueo", strict=True)}
_SYLLABLES |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "wo", "ん": "n", "ー": ""}

_HEPBURN = (
    ("shi", "si"), ("sh", "sy"), ("tch", "tt"), ("chi", "ti"), ("ch", "ty"), ("tsu", "tu"),
    ("fu", "hu"), ("ji", "zi"), ("jy", "zy"), ("j", "zy"), ("n'", "n"), ("nn", "n"),
    ("mb", "nb"), ("mp", "np"), ("ou", "o"), ("oo", "o"), ("uu", "u"), ("-", ""),
)  # fmt: skip

_HIRAGANA = {ord(one): ord(one) - 0x60 for one in map(chr, range(ord("ァ"), ord("ヶ") + 1))}


def folded(text: str) -> str:
    """Return text with width, case and the two kana made equal, without blanks."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_HIRAGANA)
    return "".join(plain.split())


def is_kana(text: str) -> bool:
    """Return whether a folded text can be read aloud as it stands."""
    return bool(text) and all(one in _SYLLABLES or one == "っ" for one in text)


def romaji(text: str) -> str:
    """Return a folded text with its kana, and any romaji, in the one spelling for comparing."""
    spelled = text if text.isascii() else "".join(_syllables(text))
    for hepburn, ours in _HEPBURN:
        spelled = spelled.replace(hepburn, ours)
    return spelled


def _syllables(text: str) -> list[str]:
    parts: list[str] = []
    doubled = False
    at = 0
    while at < len(text):
        pair, one = text[at : at + 2], text[at]
        step = 2 if pair in _SYLLABLES else 1
        spelled = _SYLLABLES.get(pair, _SYLLABLES.get(one, one))
        if one == "っ":
            doubled = True
        else:
            parts.append(spelled[:1] * doubled + spelled)
            doubled = False
        at += step
    return parts
