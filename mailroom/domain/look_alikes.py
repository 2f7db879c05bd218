"""Host names that pass for others: letters that look alike, and names people trust.

A skeleton brings a name to the letters it looks like; two names with one skeleton look the same.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_PAIRS = (
    "аa еe оo рp сc уy хx ѕs іi јj ԁd ԛq ԝw һh ҽe ӏl кk мm тt вb нh гr пn ьb зz "
    "αa εe οo ρp τt υu νv ιi κk ηn χx ωw βb γy ɡg ıi ɩi ʟl ɑa ʋv "
    "0o 1l |l 5s 3e ノ/ ﾉ/ 丿/ ソ/ ゾ/ 〳/ ⁄/ ∕/ 。. ․. ・. ー- 一- ―- 口o ロo 工i エi 卜l "
    "áa àa âa äa ãa åa āa ạa ảa éa èe êe ëe ēe ẹe íi ìi îi ïi ịi óo òo ôo öo õo ọo øo úu ùu ûu "
    "üu ụu ñn çc śs šs žz ýy ÿy ğg ķk łl ľl ňn ťt"
)
_LOOKS_LIKE = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
_TWO_AS_ONE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("i", "l"))

_KNOWN = """
    rakuten.co.jp rakuten-card.co.jp rakuten-bank.co.jp rakuten-sec.co.jp rakuten.ne.jp
    amazon.co.jp amazon.com yahoo.co.jp yahoo.com google.com google.co.jp gmail.com youtube.com
    apple.com icloud.com microsoft.com microsoftonline.com office.com outlook.com live.com
    paypal.com paypay.ne.jp paypay-bank.co.jp paypay-card.co.jp line.me mercari.com mercari.jp
    smbc.co.jp smbc-card.com mufg.jp bk.mufg.jp cr.mufg.jp mizuhobank.co.jp resonabank.co.jp
    japannetbank.co.jp netbk.co.jp sbisec.co.jp sbishinseibank.co.jp sevenbank.co.jp
    aeonbank.co.jp aeon.co.jp aeon.com jp-bank.japanpost.jp japanpost.jp post.japanpost.jp
    nomura.co.jp daiwa.jp monex.co.jp matsui.co.jp jcb.co.jp saisoncard.co.jp eposcard.co.jp
    orico.co.jp cedyna.co.jp vpass.ne.jp americanexpress.com visa.co.jp mastercard.co.jp
    kuronekoyamato.co.jp sagawa-exp.co.jp docomo.ne.jp nttdocomo.co.jp au.com kddi.com
    softbank.jp ymobile.jp nta.go.jp e-tax.nta.go.jp mhlw.go.jp myna.go.jp digital.go.jp
    etc-meisai.jp eki-net.com jreast.co.jp jal.co.jp ana.co.jp tepco.co.jp nhk.or.jp
    netflix.com facebook.com instagram.com x.com twitter.com dropbox.com box.com slack.com zoom.us
    adobe.com docusign.net fedex.com dhl.com ups.com
"""
KNOWN_SERVICES = frozenset(_KNOWN.split())

_SECOND_LEVELS = frozenset({"co", "ne", "or", "ac", "go", "gr", "ed", "lg", "ad", "com", "net"})
_COUNTRY = 2  # letters
_LATIN, _JAPANESE = "LATIN", frozenset({"CJK", "HIRAGANA", "KATAKANA"})
_NOT_LETTERS = frozenset({"DIGIT", "HYPHEN-MINUS", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"})


def registered(host: str) -> str:
    """Return the part of a host name that somebody registered: ``shop.a.co.jp`` → ``a.co.jp``."""
    labels = host.rstrip(".").split(".")
    match labels:
        case [*_, _, second, country] if second in _SECOND_LEVELS and len(country) == _COUNTRY:
            return ".".join(labels[-3:])
        case _:
            return ".".join(labels[-2:])


def skeleton(name: str) -> str:
    """Return the letters that a name looks like."""
    plain = unicodedata.normalize("NFKC", name.casefold()).translate(_LOOKS_LIKE)
    for shown, meant in _TWO_AS_ONE:
        plain = plain.replace(shown, meant)
    return plain.replace("-", "")


def mixes_letters(host: str) -> bool:
    """Tell whether a host is written in letters that pass for others.

    Japanese names are at home here, alone or with Latin letters; any other script beside Latin
    ones, or letters of another script that all look Latin, are not.
    """
    return any(_mixed(label) for label in host.split("."))


def _mixed(label: str) -> bool:
    if label.isascii():
        return False
    foreign = [char for char in label if not char.isascii()]
    scripts = {_script(char) for char in foreign} - _NOT_LETTERS
    if _LATIN in scripts:  # é in Latin: a letter with a mark
        return True
    if scripts <= _JAPANESE:
        latin_too = any(char.isascii() and char.isalpha() for char in label)
        return latin_too and any(ord(char) in _LOOKS_LIKE for char in foreign)
    latin = any(char.isascii() and char.isalpha() for char in label)
    return latin or len(scripts) > 1 or skeleton(label).isascii()


def _script(char: str) -> str:
    return unicodedata.name(char, "?").split(" ", 1)[0]


def passes_for(host: str, trusted: frozenset[str]) -> str:
    """Return the trusted name that a host only looks like, or "" (it may be one itself)."""
    own = registered(host)
    known = KNOWN_SERVICES | trusted
    if own in known or host in known or any(host.endswith("." + one) for one in known):
        return ""
    by_looks = _skeletons() | {skeleton(one): one for one in trusted}
    same = by_looks.get(skeleton(own))
    return same or _as_subdomain(host, own, known)


def _as_subdomain(host: str, own: str, known: frozenset[str]) -> str:
    """Return the trusted name that stands in front of the registered one."""
    front = host[: len(host) - len(own)].replace("-", ".")
    for one in known:
        if "." in one and f".{one}." in f".{front}":
            return one
    return ""


@cache
def _skeletons() -> dict[str, str]:
    return {skeleton(one): one for one in sorted(KNOWN_SERVICES)}
