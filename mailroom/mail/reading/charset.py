"""Bytes to text, although the label lies.

Owns every decision about which codec really reads some bytes: what Windows programs put into
``iso-2022-jp`` (NEC row 13, IBM extensions, half-width kana), ``shift_jis`` that is cp932,
``gb2312`` that is gb18030, text with no label at all. Knows nothing of headers or MIME.

Nothing here raises on any bytes or label, and no result holds NUL, ESC or a lone surrogate.
"""

from __future__ import annotations

import re
from encodings.aliases import aliases
from functools import lru_cache
from typing import NamedTuple

from mailroom.mail.reading.garbled import garbled
from mailroom.mail.reading.jis import EUC, JIS, SJIS, decode_euc, decode_jis

_WESTERN = "cp1252"
TWICE = "utf-8-twice"
"""Stands for a charset: UTF-8 that somebody read as Latin-1 or Shift_JIS and sent on so."""

_LOST_ESCAPE = re.compile(rb"\$[B@]((?:[!-~]{2}){1,400}?)\([BJ]")

_NOT_TEXT = frozenset(
    {"base64_codec", "bz2_codec", "hex_codec", "quopri_codec", "rot_13", "uu_codec", "zlib_codec"}
)
_PLAIN_TEXT = (frozenset(aliases.values()) | {"cp874", "cp720", "cp737"}) - _NOT_TEXT
_SPECIAL = {
    "us_ascii": "ascii",
    "ansi_x3_4_1968": "ascii",
    "iso_8859_1": _WESTERN,  # everybody means Windows, and ISO has only controls there
    "latin1": _WESTERN,
    "latin_1": _WESTERN,
    "iso_8859_9": "cp1254",
    "iso_8859_11": "cp874",
    "tis_620": "cp874",
    "iso_8859_8_i": "iso8859_8",
    "iso_8859_8_e": "iso8859_8",
    "iso_8859_6_i": "iso8859_6",
    "shift_jis": SJIS,
    "shiftjis": SJIS,
    "sjis": SJIS,
    "s_jis": SJIS,
    "x_sjis": SJIS,
    "x_sjis_cp932": SJIS,
    "ms_kanji": SJIS,
    "cswindows31j": SJIS,
    "windows_31j": SJIS,
    "euc_jp_ms": EUC,
    "eucjp_ms": EUC,
    "x_euc_jp": EUC,
    "x_euc": EUC,
    "cp51932": EUC,
    "iso_2022_jp": JIS,
    "iso_2022_jp_1": JIS,
    "iso_2022_jp_2": "iso2022_jp_2",  # also Chinese, Korean, Greek and Latin
    "iso_2022_jp_ms": JIS,
    "iso2022jp": JIS,
    "csiso2022jp": JIS,
    "iso2022_jp": JIS,
    "cp50220": JIS,
    "cp50221": JIS,
    "cp50222": JIS,
    "jis": JIS,
    "unicode": "utf_16",
    "gb2312": "gb18030",
    "gb_2312_80": "gb18030",
    "gbk": "gb18030",
    "x_gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "euc_cn": "gb18030",
    "hz_gb_2312": "hz",
    "big5": "cp950",
    "big_5": "cp950",
    "x_x_big5": "cp950",
    "ks_c_5601_1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "ks_x_1001": "cp949",
    "euc_kr": "cp949",
    "korean": "cp949",
    "windows_949": "cp949",
    "utf_8_mb4": "utf_8",
    "utf8mb4": "utf_8",
    "unicode_1_1_utf_8": "utf_8",
    "cp65001": "utf_8",
    "x_unicode_2_0_utf_7": "utf_7",
    "unicode_1_1_utf_7": "utf_7",
    "x_mac_roman": "mac_roman",
    "x_mac_cyrillic": "mac_cyrillic",
    "macintosh": "mac_roman",
}
_SAYS_NOTHING = frozenset(
    {"", "ascii", "unknown", "unknown_8bit", "x_unknown", "default", "binary"}
)

_WIDE = frozenset({"utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"})
_C0 = bytes(set(range(0x20)) - set(b"\t\n\r\f")) + b"\x7f"
_C0_BUT_SHIFTS = bytes(set(_C0) - set(b"\x1b\x0e\x0f\x7f"))
_ABOVE_ASCII = bytes(range(0x80, 0x100))
_ESCAPE_JP = re.compile(rb"\x1b(?:\$[@B]|\$\([@DOPQ]|\([IJ])")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc\u3001\u3002]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_KANJI = re.compile("[\u4e00-\u9fff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_META_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)

_LONG_RUN = re.compile(rb"[\x80-\xff]{4}")  # not in Latin script, where accents stand alone
_SAMPLE = 8192
_FEW = 3
_LETTERS = (
    ("cp949", re.compile("[\uac00-\ud7a3]"), 0.6),
    ("cp1251", re.compile("[\u0430-\u044f]"), 0.6),
    ("koi8_r", re.compile("[\u0430-\u044f]"), 0.6),
    ("gb18030", re.compile("[的一是不了在人有我他这您们为请到]"), 0.04),
    ("cp950", re.compile("[的一是不了在人有我他這您們為請到]"), 0.04),
)


class Decoded(NamedTuple):
    """Text, the codec that read it, and whether that was what the label said."""

    text: str
    codec: str
    as_labelled: bool


@lru_cache(maxsize=512)
def codec_of(label: str) -> str:
    """Return the Python codec that a charset label means, or ``""`` when it means none."""
    name = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
    if name in _SPECIAL:
        return _SPECIAL[name]
    for prefix in ("windows_", "ibm_", "ibm", "cp_", "x_cp"):
        if name.startswith(prefix) and name.removeprefix(prefix).isdigit():
            name = "cp" + name.removeprefix(prefix)
    found = aliases.get(name, name)
    if found not in _PLAIN_TEXT:
        found = aliases.get(name.replace("_", ""), "")
    return _SPECIAL.get(found, found) if found in _PLAIN_TEXT else ""


def decode(data: bytes, label: str = "", hint: str = "") -> Decoded:
    """Read bytes as their writer meant them.

    Args:
        data: what the mail holds, transfer encoding already removed.
        label: the declared charset, or ``""``.
        hint: a charset declared elsewhere in the same mail; used only where nothing is declared.
    """
    codec = codec_of(label)
    if codec == "utf_16" and not data.startswith(_BOMS):
        codec = "utf_16_be"  # RFC 2781
    if codec == JIS and b"\x1b" not in data and data.isascii() and _LOST_ESCAPE.search(data):
        return decode_chosen(data, JIS)._replace(as_labelled=False)
    if data.isascii() and b"\x1b" not in data and codec not in _STATEFUL:
        return Decoded(
            data.translate(None, _C0).decode("ascii"), codec or "ascii", as_labelled=True
        )
    if data.isascii() and codec not in _STATEFUL and _ESCAPE_JP.search(data):
        return Decoded(decode_as(data, JIS), JIS, as_labelled=False)
    if codec in _SAYS_NOTHING or codec == _WESTERN:
        return _detect(data, _WESTERN if codec == _WESTERN else codec_of(hint))
    if (
        codec == JIS and b"\x1b" not in data
    ):  # 8-bit bytes: every one could pass for half-width kana
        return _despite(data, codec)
    text = _strictly(data, codec)
    if text is not None:
        return Decoded(text, codec, as_labelled=True)
    return _despite(data, codec)


def decode_as(data: bytes, label: str) -> str:
    """Read bytes by exactly this charset, with U+FFFD where it has none (a person's choice)."""
    codec = codec_of(label) or "utf_8"
    return _finish(_loosely(_without_controls(data, codec), codec), codec)


def decode_chosen(data: bytes, label: str) -> Decoded:
    """Read bytes by the charset that a person chose, as far as they are not plain ASCII.

    Escapes of ISO-2022-JP that a server has taken out are put back; text that was UTF-8, read
    wrongly and written anew (``TWICE``) is read back.
    """
    if label == TWICE:
        once = decode(data).text
        return Decoded(unwound(once), "utf_8", as_labelled=True)
    codec = codec_of(label) or "utf_8"
    if codec == JIS and b"\x1b" not in data:
        data = _LOST_ESCAPE.sub(lambda found: b"\x1b$B" + found[1] + b"\x1b(B", data)
    return Decoded(decode_as(data, label), codec, as_labelled=True)


def unwound(text: str) -> str:
    """Return text that was UTF-8 and then read as something else, as it was meant."""
    best = text
    for codec in (_WESTERN, "latin_1", SJIS):
        data = b"".join(_back(one, codec) for one in text)
        read = data.decode("utf_8", "replace")
        if garbled(read) < garbled(best):
            best = read
    return best


def _back(character: str, codec: str) -> bytes:
    try:
        return character.encode(codec)
    except UnicodeEncodeError:  # C1 controls stand where cp1252 has holes
        return character.encode("latin_1" if character <= "\xff" else "utf_8", "replace")


def declared_in_html(data: bytes) -> str:
    """Return the charset that the first kilobytes of an HTML text name, or ``""``."""
    found = _META_CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii", "replace") if found else ""


def ends_in_ascii(data: bytes) -> bool:
    """Tell whether ISO-2022 bytes return to ASCII at their end."""
    last = data.rfind(b"\x1b")
    return last < 0 or data.startswith((b"\x1b(B", b"\x1b(J"), last)


# ------------------------------------------------------------------ codec by codec

_STATEFUL = frozenset({JIS, "iso2022_jp_2", "iso2022_kr", "hz", "utf_7"}) | _WIDE


def _without_controls(data: bytes, codec: str) -> bytes:
    """Drop control bytes; in every codec but the wide ones no character contains them."""
    if codec in _WIDE:
        return data
    return data.translate(None, _C0_BUT_SHIFTS if codec in _STATEFUL else _C0)


def _strictly(data: bytes, codec: str) -> str | None:
    """Decode, or return ``None`` if the bytes are not of this codec."""
    data = _without_controls(data, codec)
    try:
        if codec == JIS:
            return decode_jis(data, strict=True)
        if codec == EUC:
            return decode_euc(data, strict=True)
        return _finish(data.decode(codec), codec)
    except (UnicodeError, LookupError):
        return None


def _loosely(data: bytes, codec: str) -> str:
    """Decode with U+FFFD for what does not fit."""
    if codec == JIS:
        return decode_jis(data, strict=False)
    if codec == EUC:
        return decode_euc(data, strict=False)
    if codec == _WESTERN:
        return data.decode(_WESTERN, "replace")
    try:
        return data.decode(codec, "replace")
    except (UnicodeError, LookupError):
        return data.decode("utf_8", "replace")


def _finish(text: str, codec: str) -> str:
    """Take out what no text may hold and these codecs let through."""
    if codec in _STATEFUL:
        text = text.translate(_NO_CONTROLS)
        if codec in _WIDE or codec == "utf_7":
            text = text.encode("utf-8", "ignore").decode("utf-8")  # lone surrogates
    return text.removeprefix("\ufeff")


_NO_CONTROLS = dict.fromkeys(_C0)

# ------------------------------------------------------------------ without a (true) label


def _detect(data: bytes, fallback: str) -> Decoded:
    """Find the codec of bytes whose label says nothing or only "Western"."""
    labelled = fallback == _WESTERN
    if _ESCAPE_JP.search(data):
        text = _strictly(data, JIS)
        return Decoded(text if text is not None else decode_as(data, JIS), JIS, as_labelled=False)
    if data.startswith(_BOMS) and (wide := _strictly(data, "utf_16")) is not None:
        return Decoded(wide, "utf_16", as_labelled=False)
    text = _strictly(data, "utf_8")
    if text is not None:
        return Decoded(text, "utf_8", as_labelled=False)
    if fallback and not labelled:
        text = _strictly(data, fallback)
        if text is not None:
            return Decoded(text, fallback, as_labelled=False)
    japanese = _japanese(data)
    if japanese is not None:
        return japanese
    if _nearly_utf8(data):
        return Decoded(decode_as(data, "utf_8"), "utf_8", as_labelled=False)
    foreign = _foreign(data) if not labelled else ""
    if foreign:
        return Decoded(decode_as(data, foreign), foreign, as_labelled=False)
    return Decoded(decode_as(data, _WESTERN), _WESTERN, as_labelled=labelled)


def _despite(data: bytes, codec: str) -> Decoded:
    """Read bytes that are not what their label says."""
    if codec != "utf_8":
        text = _strictly(data, "utf_8")
        if text is not None and not text.isascii():
            return Decoded(text, "utf_8", as_labelled=False)
    elif _nearly_utf8(data):
        return Decoded(decode_as(data, codec), codec, as_labelled=True)
    if _ESCAPE_JP.search(data) and codec != JIS:
        return Decoded(decode_as(data, JIS), JIS, as_labelled=False)
    other = _japanese(data)
    if other is not None:
        return other
    if codec == "utf_8":
        guess = _foreign(data) or ("" if _LONG_RUN.search(data) else _WESTERN)
        if guess:
            return Decoded(decode_as(data, guess), guess, as_labelled=False)
    return Decoded(decode_as(data, codec), codec, as_labelled=True)


def _nearly_utf8(data: bytes) -> bool:
    """Tell whether this is UTF-8 with a few broken places (cut in the middle, one foreign byte)."""
    text = data.decode("utf_8", "replace")
    broken = text.count("\ufffd")
    good = len(text) - broken - len(data.translate(None, _ABOVE_ASCII))
    return good > 0 and broken * 8 <= good


def _foreign(data: bytes) -> str:
    """Return the codec of undeclared Cyrillic, Korean or Chinese, by its commonest letters."""
    if not _LONG_RUN.search(data):
        return ""
    data = data[:_SAMPLE]
    for codec, letters, share in _LETTERS:
        text = data.decode(codec, "replace")
        foreign = len(text) - len(data.translate(None, _ABOVE_ASCII))
        misread = text.count("\ufffd") * 30 > foreign + 30  # one is the cut of the sample
        if foreign > _FEW and not misread and len(letters.findall(text)) >= share * foreign:
            return codec
    return ""


def _japanese(data: bytes) -> Decoded | None:
    """Read as Shift_JIS or EUC-JP if that gives Japanese: kana and stops, or whole kanji words."""
    best: tuple[int, str, str] | None = None
    for codec in (SJIS, EUC):
        text = _strictly(data, codec)
        if text is None:
            continue
        score = len(_KANA.findall(text)) - len(_HALF_KANA.findall(text))
        if codec == SJIS and not _KANA.search(text):
            score = 1 if _only_kanji_runs(text) else 0
        elif codec == SJIS and score <= 0:  # half-width kana between words, or foreign letters
            score += len(_KANJI.findall(text)) - len(_PRIVATE.findall(text))
        if score > 0 and (best is None or score > best[0]):
            best = (score, text, codec)
    return None if best is None else Decoded(best[1], best[2], as_labelled=False)


def _only_kanji_runs(text: str) -> bool:
    """Tell whether characters above ASCII come as kanji words, not as letters of a Latin word."""
    runs = re.findall("[^\x00-\x7f]+", text)
    kanji = re.compile(
        "[\u2160-\u217f\u2460-\u2473\u25a0-\u25ff\u2605\u2606\u3000-\u30ff\u3220-\u33ff"
        "\u4e00-\u9fff\uff01-\uff5e]{2,}"
    )
    return bool(runs) and all(kanji.fullmatch(run) for run in runs)
