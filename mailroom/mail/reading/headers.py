"""The header block: finding it, its fields, and the words in them.

Owns unfolding, encoded-words (RFC 2047 as it is really written), raw 8-bit headers, and the
cleaning that makes a decoded value safe to show and to send again. Knows nothing of what a
particular field means.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from mailroom.mail.reading import charset
from mailroom.mail.reading.garbled import garbled

MAX_VALUE = 64 * 1024  # bytes of one field that are read; the rest is cut (facts.md)
MAX_FIELDS = 2_000
MAX_BLOCK = 1024 * 1024  # bytes of a header block whose fields are read
_MAX_STRAY_LINES = 20

_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:(.*(?:\n[ \t].*)*+)", re.MULTILINE)
_FIELDS = re.compile(rb"(?:[!-9;-~]+[ \t]*:.*(?:\n[ \t].*)*+(?:\n|\Z))*+")
_EMPTY_LINE = re.compile(rb"\r*+\n")
_BLANK_LINE = re.compile(rb"\n\r*\n")
_KNOWN = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|received|return-path|content-[a-z-]+|mime-version"
    rb"|reply-to|x-[a-z-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_FOLD = re.compile(rb"[ \t]*\r*\n[ \t]*|[\t\r]+")
_WORD = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*)*)\?=")
_LABEL = re.compile(rb"=\?[^?\s]{1,40}(\?[bBqQ]\?)")
_LINE_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_NOT_IN_A_LINE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)


class Headers:
    """The fields of one header block: raw bytes by lower-case name, in order of appearance."""

    __slots__ = ("_fields",)

    def __init__(self, fields: dict[bytes, list[bytes]] | None = None) -> None:
        self._fields = fields or {}

    def __contains__(self, name: str) -> bool:
        return name.encode() in self._fields

    def __iter__(self) -> Iterator[str]:
        return (name.decode("ascii") for name in self._fields)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Headers) and self._fields == other._fields

    def __hash__(self) -> int:
        return hash(tuple(self._fields))

    def raw(self, name: str) -> bytes:
        """Return the first field of this name, unfolded, or ``b""``."""
        values = self._fields.get(name.encode())
        return unfold(values[0]) if values else b""

    def all_raw(self, name: str) -> list[bytes]:
        """Return every field of this name, unfolded."""
        return [unfold(value) for value in self._fields.get(name.encode(), ())]

    def mapped(self, change: Callable[[bytes], bytes]) -> Headers:
        """Return these fields with every value changed."""
        return Headers({name: [*map(change, values)] for name, values in self._fields.items()})

    def text(self, name: str, hint: str = "") -> str:
        """Return the first field of this name as a clean line of text."""
        return decode_words(self.raw(name), hint)

    def token(self, name: str) -> str:
        """Return the first word of a structured field in lower case (``auto-replied``)."""
        value = self.raw(name).split(b";", 1)[0].strip().lower()
        return value.decode("ascii", "replace")


class Block(NamedTuple):
    """A header block as found, and where the body begins."""

    headers: Headers
    body: int
    defects: tuple[str, ...]


def read_block(raw: bytes, start: int, end: int) -> Block:
    """Read the header block that begins at ``start``; linear in its length.

    A line that is no field is skipped when fields follow it; else the body begins there (a mail
    whose empty line was lost).
    """
    if raw.startswith((b"From ", b">From "), start):
        start = _next_line(raw, start, end)
    if _EMPTY_LINE.match(raw, start, end):
        return Block(Headers(), _next_line(raw, start, end), ())
    blank = _BLANK_LINE.search(raw, start, end)
    limit = blank.start() + 1 if blank else end
    body = blank.end() if blank else end
    defects: list[str] = []
    if limit - start > MAX_BLOCK:
        defects.append("a header too long to read whole")
        limit = raw.rfind(b"\n", start, start + MAX_BLOCK) + 1 or start + MAX_BLOCK
    found = _FIELDS.match(raw, start, limit)
    good = found.end() if found else start
    fields = _FIELD.findall(raw, start, good)
    strays = 0
    while good < limit:
        after = _next_line(raw, good, limit)
        strays += 1
        if strays > _MAX_STRAY_LINES or not _KNOWN.search(
            raw, after, min(limit, after + MAX_VALUE)
        ):
            defects.append("no empty line after the headers")
            body = good
            break
        defects.append("a header line without a name")
        found = _FIELDS.match(raw, after, limit)
        good = found.end() if found else after
        fields += _FIELD.findall(raw, after, good)
    if len(fields) > MAX_FIELDS:
        defects.append("too many header fields")
    return Block(_headers(fields[:MAX_FIELDS]), body, tuple(dict.fromkeys(defects)))


def _headers(fields: list[tuple[bytes, bytes]]) -> Headers:
    """Gather fields by name."""
    by_name: dict[bytes, list[bytes]] = {}
    for name, value in fields:
        key = name.lower()
        kept = value if len(value) <= MAX_VALUE else value[:MAX_VALUE]
        if key in by_name:
            by_name[key].append(kept)
        else:
            by_name[key] = [kept]
    return Headers(by_name)


def _next_line(raw: bytes, position: int, end: int) -> int:
    """Return where the line after this one begins."""
    found = raw.find(b"\n", position, end)
    return end if found < 0 else found + 1


def unfold(value: bytes) -> bytes:
    """Return a field as one line; a fold and the blanks around it are one space."""
    if b"\n" not in value and b"\r" not in value and b"\t" not in value:
        return value.strip()
    return _FOLD.sub(b" ", value).strip()


def clean_line(text: str) -> str:
    """Return text that is safe as a header or a name: one line, no controls, no bidi overrides."""
    if text.isprintable():  # true for no control, no format character, no surrogate
        return text.strip()
    return _NOT_IN_A_LINE.sub("", _LINE_BREAKS.sub(" ", text)).strip()


def decode_words(value: bytes, hint: str = "") -> str:
    """Return an unstructured field as readers see it, on one clean line."""
    return clean_line(decode_text_words(raw_text(value, hint), hint))


def raw_text(value: bytes, hint: str = "") -> str:
    """Return a field as text with its encoded-words still in it."""
    if value.isascii() and b"\x1b" not in value:
        return value.decode("ascii")
    return charset.decode(value, "", hint).text


def relabelled(headers: Headers, chosen: str) -> Headers:
    """Return a header as if it had been declared in the charset that a person chose (N30).

    Raw 8-bit text is taken to be in it; encoded-words are where their own label reads them badly.
    """
    return headers.mapped(lambda value: _relabelled(value, chosen))


def _relabelled(value: bytes, chosen: str) -> bytes:
    if not value.isascii() or b"\x1b" in value:
        return charset.decode_chosen(value, chosen).text.encode("utf-8")
    if b"=?" not in value:
        return value
    declared = decode_words(value)
    changed = _LABEL.sub(rb"=?" + chosen.encode("ascii", "replace") + rb"\1", value)
    read = decode_words(changed)
    return changed if garbled(read) < garbled(declared) else value


class _Word(NamedTuple):
    """One encoded-word and where it stood."""

    label: str
    base64: bool
    content: str
    start: int
    end: int


def decode_text_words(text: str, hint: str = "") -> str:
    """Replace the encoded-words of a text; linear in its length."""
    last = text.rfind("?=")
    if last < 0 or "=?" not in text:
        return text
    out: list[str] = []
    run: list[_Word] = []
    position = 0
    # Beyond the last "?=" nothing can close, so no failed attempt reads far more than once.
    for found in _WORD.finditer(text, 0, last + 2):
        word = _Word(found[1].lower(), found[2] in "bB", found[3], found.start(), found.end())
        gap = text[position : word.start]
        if run and not gap.strip():
            if run[0].label != word.label:
                out.append(_decode_run(run, hint))
                run = []
        else:
            if run:
                out.append(_decode_run(run, hint))
                run = []
            out.append(gap)
        run.append(word)
        position = word.end
    if run:
        out.append(_decode_run(run, hint))
    out.append(text[position:])
    return "".join(out)


def _decode_run(run: list[_Word], hint: str) -> str:
    """Decode adjacent words of one charset: as one, since mailers cut inside characters.

    ISO-2022-JP words are read one by one where the join would carry a two-byte state into a word
    that does not expect it.
    """
    pieces = _bytes_of(run)
    if len(pieces) > 1 and charset.codec_of(run[0].label).startswith("iso2022"):
        joined = [pieces[0]]
        for piece in pieces[1:]:
            if _continues(joined[-1], piece):
                joined[-1] += piece
            else:
                joined.append(piece)
        pieces = joined
    else:
        pieces = [b"".join(pieces)]
    return "".join(charset.decode(piece, run[0].label, hint).text for piece in pieces)


def _continues(before: bytes, after: bytes) -> bool:
    """Tell whether ISO-2022 bytes go on inside the two-byte state in which the former ended."""
    if charset.ends_in_ascii(before) or before.endswith((b"\x1b", b"\x1b$", b"\x1b(")):
        return True
    inside = len(before) - before.rfind(b"\x1b") - 3
    return inside % 2 == 1 or after.find(b"\x1b") == after.find(b"\x1b(") != -1


def _bytes_of(run: list[_Word]) -> list[bytes]:
    """Return what the words encode; base64 cut between words inside a quantum is put together."""
    out: list[bytes] = []
    carried = ""
    for position, word in enumerate(run):
        if not word.base64:
            out.append(binascii.a2b_qp(word.content.encode("utf-8", "replace"), header=True))
            continue
        content = carried + word.content
        carried = ""
        follows = position + 1 < len(run) and run[position + 1].base64
        if follows and len(content) % 4 and not content.endswith("="):
            carried = content
            continue
        out.append(decode_base64(content.encode("utf-8", "replace")))
    return out


def decode_base64(data: bytes) -> bytes:
    """Decode base64 of any quality: foreign bytes skipped, missing or early padding mended."""
    try:
        decoded = binascii.a2b_base64(data)
    except binascii.Error:
        data = data.translate(None, _NOT_BASE64)
        data = data[: len(data) - 1] if len(data) % 4 == 1 else data
        decoded = binascii.a2b_base64(data + b"==")
    stop = data.find(b"=")
    if stop < 0 or not data[stop:].strip(b"=\r\n\t "):
        return decoded
    return _decode_pieces(data)


_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
_PIECE = re.compile(rb"([A-Za-z0-9+/\s]+)={1,2}|([A-Za-z0-9+/\s]+)$")


def _decode_pieces(data: bytes) -> bytes:
    """Decode several padded pieces of base64 one after another (Python stops at the first)."""
    out = bytearray()
    position = 0
    while found := _PIECE.match(data, position):
        piece = (found[1] or found[2]).translate(None, b" \t\r\n")
        if len(piece) % 4 == 1:
            break
        out += binascii.a2b_base64(piece + b"==")
        position = found.end()
    return bytes(out)
