"""Japanese multi-byte text as Windows writes it, through Python's stricter codecs.

Owns the codec error handlers that read what vendors added to JIS X 0208 (NEC row 13: ①㈱, IBM
extensions, half-width kana), and the choices Windows makes where the tables differ. The fast C
codecs do the work; these handlers run only where they stop.
"""
# ruff: noqa: PLR2004 - byte values and places in a code table are their own names

from __future__ import annotations

import codecs
import re

JIS = "iso2022_jp_ext"  # knows JIS X 0212 and half-width kana; the handlers below add the rest
EUC = "euc_jp"
SJIS = "cp932"

_LOOSE = "mailroom-vendor"
_STRICT = "mailroom-vendor-strict"
_SHIFTED_KANA = re.compile(rb"\x0e([!-_\x1b()BJ]*)\x0f?")

# Where Python's JIS X 0208 table and Windows differ. Windows wrote nearly all of our mail, and
# one spelling of the wave dash is what makes a search find it.
_AS_WINDOWS = (
    ("\u301c", "\uff5e"),
    ("\u2016", "\u2225"),
    ("\u2212", "\uff0d"),
    ("\u00a2", "\uffe0"),
    ("\u00a3", "\uffe1"),
    ("\u00ac", "\uffe2"),
)


def decode_jis(data: bytes, *, strict: bool) -> str:
    """Decode ISO-2022-JP as cp50221 does; ``strict`` raises where U+FFFD would stand."""
    text = _plain_jis(data).decode(JIS, _STRICT if strict else _LOOSE)
    return _as_windows(text).replace("\x1b", "")  # an escape that introduces nothing


def decode_euc(data: bytes, *, strict: bool) -> str:
    """Decode EUC-JP with the vendors' rows; ``strict`` raises where U+FFFD would stand."""
    return _as_windows(data.decode(EUC, _STRICT if strict else _LOOSE))


def _as_windows(text: str) -> str:
    for ours, theirs in _AS_WINDOWS:
        text = text.replace(ours, theirs)
    return text


def _plain_jis(data: bytes) -> bytes:
    """Rewrite escapes that Python's codec lacks into ones it has.

    JIS X 0201 Roman becomes ASCII, as cp50221 reads it: a ``~`` in a URL must stay one. JIS X 0213
    is read as JIS X 0208, which it extends. SO/SI kana (cp50222) become ``ESC ( I``.
    """
    data = data.replace(b"\x1b(J", b"\x1b(B").replace(b"\x1b(H", b"\x1b(B")
    if b"\x1b$(" in data:
        for escape in (b"\x1b$(O", b"\x1b$(P", b"\x1b$(Q", b"\x1b$(B", b"\x1b$(@"):
            data = data.replace(escape, b"\x1b$B")
    if b"\x0e" in data:
        data = _SHIFTED_KANA.sub(lambda found: b"\x1b(I" + found[1] + b"\x1b(B", data)
    return data.replace(b"\x0f", b"")


def _vendor_character(lead: int, trail: int) -> str:
    """Return the character at a JIS X 0208 place which only vendors filled.

    NEC row 13 and IBM's rows lie in cp932 at the place where the shift of JIS X 0208 puts them.
    """
    row, cell = lead - 0x21, trail - 0x21
    first = row // 2 + 0x81
    first += 0x40 if first > 0x9F else 0
    second = cell + (0x9F if row % 2 else 0x40)
    second += 1 if not row % 2 and second > 0x7E else 0
    if first > 0xFC:
        return ""
    try:
        return bytes((first, second)).decode(SJIS)
    except UnicodeDecodeError:
        return ""


def _read_vendor(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: vendor characters, half-width kana, unknown escapes; else U+FFFD."""
    assert isinstance(error, UnicodeDecodeError)
    pair = error.object[error.start : error.start + 2]
    first, second = pair[0], pair[1] if len(pair) > 1 else 0
    if first == 0x1B:
        return "", max(error.end, error.start + 1)
    mask = 0x7F if error.encoding == EUC else 0xFF
    lead, trail = first & mask, second & mask
    if 0x21 <= lead <= 0x98 and 0x21 <= trail <= 0x7E and (mask == 0xFF or second & 0x80):
        character = _vendor_character(lead, trail)
        if character:
            return character, error.start + 2
    if mask == 0xFF and 0xA1 <= first <= 0xDF:
        return chr(0xFF61 + first - 0xA1), error.start + 1
    return "\ufffd", error.end


def _read_vendor_strictly(error: UnicodeError) -> tuple[str, int]:
    """Error handler: as above, but what stays unreadable is an error."""
    text, position = _read_vendor(error)
    if text == "\ufffd":
        raise error
    return text, position


codecs.register_error(_LOOSE, _read_vendor)
codecs.register_error(_STRICT, _read_vendor_strictly)
