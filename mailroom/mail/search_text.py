"""Text folded for searching, and cut into the terms that the full-text index holds.

Japanese has no blanks and its words are often two characters long (返品, 請求), so runs of
Japanese become overlapping pairs; the last character of a run stands alone once more, so that one
character finds every place by prefix. Other writing is kept as words, numbers with hyphens also
without them. Folding makes width, case, kana, the many dashes and old and new forms of kanji
(渡邊 = 渡辺) alike; a long vowel at the end of a word may be missing (サーバ = サーバー). What is
shown is always the original, with ``find_spans`` saying where the words lie in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice, pairwise, product

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
_KANJI = (  # one character each; the first is what all are folded to
    "辺邊邉 高髙 崎﨑碕嵜 斎齋齊斉 沢澤 広廣 国國 島嶋嶌 浜濱濵 桜櫻 徳德 黒黑 恵惠 竜龍 真眞 実實 "
    "応應 学學 会會 関關 滝瀧 万萬 栄榮 円圓 証證 検檢 経經 済濟 売賣 図圖 変變 吉𠮷 館舘 富冨 "
    "渋澁 条條 桑桒 頼賴 豊豐 弥彌 静靜 寿壽 園薗 峰峯 槙槇 遥遙 亜亞 麦麥"
)
_ONE_FORM = {ord(other): forms[0] for forms in _KANJI.split() for other in forms[1:]}
_FOLDED = {
    **_KATAKANA_TO_HIRAGANA,
    **_DASHES,
    **_ONE_FORM,
    0x301C: "~",
    0x2019: "'",
    0x00A5: "\\",
}
_KATAKANA = re.compile("[ァ-ヺー]+")
_MAX_WORD = 60
_SHORTEST = 3  # of a katakana word that may do without its long vowel: サーバ, not キ
_SHORTEST_NUMBER = 4
_MOST_VARIANTS = 8
_LONGEST = 1_000
_JAPAN = "81"


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
    for number in _NUMBER.finditer(folded):
        terms += _numbers(number[0], abroad=folded[: number.start()].endswith("+"))
    return " ".join(terms)


def name_terms(name: str) -> str:
    """Return the terms of somebody's name, with and without blanks: 山田 太郎 = 山田太郎."""
    closed = "".join(name.split())
    return index_terms(name if closed == name else f"{name}\n{closed}")


def phrase(words: str) -> str:
    """Return an FTS5 expression for words in this order; ``""`` if there is nothing to look for.

    The last term also matches as a prefix where that is what a reader expects: words of other
    writing, and a single Japanese character.
    """
    found = list(filter(None, dict.fromkeys(map(_phrase, variants(words)))))
    return f"({' OR '.join(found)})" if found else ""


def variants(words: str) -> tuple[str, ...]:
    """Return folded words, once more with each long vowel at the end of a katakana word or without.

    At the very end the short form alone is enough: it is found within the long one.
    """
    plain = unicodedata.normalize("NFKC", words[:_LONGEST]).replace('"', " ").strip()
    pieces: list[tuple[str, ...]] = []
    at = 0
    for run in _KATAKANA.finditer(plain):
        short = run[0].rstrip("ー") or run[0]
        both = (short,) if run.end() == len(plain) else (short, short + "ー")
        pieces += [(plain[at : run.start()],), both if len(short) >= _SHORTEST else (run[0],)]
        at = run.end()
    pieces.append((plain[at:],))
    made = islice(product(*pieces), _MOST_VARIANTS)
    return tuple(dict.fromkeys(fold("".join(one)) for one in made))


def find_spans(original: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Return where words lie in a text as it is shown, in order."""
    folded, places = _fold_with_places(original)
    spans: set[tuple[int, int]] = set()
    for word in words:
        for variant in variants(word):
            start = folded.find(variant) if variant else -1
            while start >= 0:
                spans.add((places[start], places[start + len(variant)]))
                start = folded.find(variant, start + len(variant))
        if _NUMBER.fullmatch(word) or word.isdigit():
            spans |= _number_spans(folded, places, _digits(word))
    return tuple(sorted(spans))


def _number_spans(folded: str, places: list[int], digits: str) -> set[tuple[int, int]]:
    """Return where a number lies that is written with other hyphens than it was typed with."""
    if len(digits) < _SHORTEST_NUMBER:
        return set()
    return {
        (places[found.start()], places[found.end()])
        for found in _NUMBER.finditer(folded)
        if _digits(found[0]).startswith(digits)
    }


def _phrase(folded: str) -> str:
    terms = _query_terms(folded)
    if not terms:
        return ""
    by_prefix = len(terms[-1]) == 1 or not re.match(f"[{_JAPANESE}]", terms[-1])
    expression = f'"{" ".join(terms)}"' + ("*" if by_prefix else "")
    return f'({expression} OR "{_digits(folded)}"*)' if _NUMBER.fullmatch(folded) else expression


def _query_terms(words: str) -> list[str]:
    """Return the terms of words; the lone last character of a run only if more follows."""
    terms: list[str] = []
    for found in _TERM.finditer(words):
        run = found[1]
        if not run:
            terms.append(found[2][:_MAX_WORD])
            continue
        terms += [first + second for first, second in pairwise(run)]
        if len(run) == 1 or _TERM.search(words, found.end()):
            terms.append(run[-1])
    return terms


def _numbers(number: str, *, abroad: bool) -> list[str]:
    """Return the digits of a number; of +81 3 1234 also as it is dialled at home."""
    digits = _digits(number)
    home = abroad and digits.startswith(_JAPAN)
    return [digits, "0" + digits.removeprefix(_JAPAN)] if home else [digits]


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
