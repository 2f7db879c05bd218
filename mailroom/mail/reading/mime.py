"""The structure of a mail: which bytes are which part.

Owns multipart splitting, transfer encodings and the limits that keep any input linear. Works on
offsets into the raw mail; nothing is copied before it is known to be wanted. Knows nothing of
what the parts mean to a reader.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mailroom.mail.reading.headers import Headers, decode_base64, read_block, relabelled
from mailroom.mail.reading.parameters import (
    PLAIN,
    ContentType,
    Disposition,
    content_type,
    disposition,
    file_name,
)

MAX_DEPTH = 20
MAX_PARTS = 1_000

_DIGEST_DEFAULT = ContentType("message/rfc822", {})
_SNIFFED_BOUNDARY = re.compile(
    rb"^--([^\r\n]{1,200}?)[ \t]*\r*\ncontent-", re.IGNORECASE | re.MULTILINE
)
_SPACED_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r*\n)")
_SNIFF = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A leaf of the MIME tree and what lies around it.

    Attributes:
        source: the bytes that ``start`` and ``end`` point into.
        alternative: number of the innermost ``multipart/alternative``, 0 for none.
        related: whether it belongs to a ``multipart/related`` and is not its root.
        report: whether it belongs to a ``multipart/report``.
        unread: a multipart that was not opened, because a limit was reached.
    """

    headers: Headers
    type: ContentType
    disposition: Disposition
    source: bytes
    start: int
    end: int
    alternative: int = 0
    related: bool = False
    report: bool = False
    unread: bool = False

    @property
    def name(self) -> str:
        """Return the file name, or ``""``."""
        return file_name(self.type, self.disposition)

    @property
    def encoding(self) -> str:
        """Return the transfer encoding as one word in lower case."""
        return self.headers.token("content-transfer-encoding").strip("\"'")

    def encoded(self, limit: int) -> bytes:
        """Return at most so many bytes, as they lie in the mail."""
        return self.source[self.start : min(self.end, self.start + limit)]


@dataclass(slots=True)
class _Around:
    """What a container hands down to its parts."""

    depth: int = 0
    alternative: int = 0
    related: bool = False
    report: bool = False
    default: ContentType = PLAIN


@dataclass(slots=True)
class Structure:
    """Reads the leaves of one mail; ``defects`` fills while it does.

    ``charset`` is what a person chose to read the mail as, or ``""``.
    """

    raw: bytes
    charset: str = ""
    defects: list[str] = field(default_factory=list)
    _parts: int = 0
    _alternatives: int = 0

    def leaves(self, headers: Headers, start: int) -> Iterator[Part]:
        """Yield the leaves below the top-level header block."""
        return self._walk(self.raw, headers, start, len(self.raw), _Around())

    def _walk(
        self, source: bytes, headers: Headers, start: int, end: int, around: _Around
    ) -> Iterator[Part]:
        self._parts += 1
        kind = content_type(headers, around.default)
        is_container = kind.main == "multipart"
        too_much = is_container and around.depth >= MAX_DEPTH
        if is_container and not too_much:
            spans = self._spans(source, kind, start, end)
            first = next(spans, None)
            if first is not None:
                yield from self._children(source, kind, first, spans, around)
                return
            if headers.token("content-transfer-encoding") == "base64":
                inner = decode_base64(source[start:end])
                if b"\n--" in inner[:_SNIFF] or inner.startswith(b"--"):
                    deeper = replace(around, depth=around.depth + 1)
                    plain = Headers({b"content-type": [headers.raw("content-type")]})
                    yield from self._walk(inner, plain, 0, len(inner), deeper)
                    return
            self.defects.append("a multipart without parts")
            kind = ContentType("text/plain", kind.parameters)
        elif too_much:
            self.defects.append("nested too deeply")
        yield Part(
            headers=headers,
            type=kind,
            disposition=disposition(headers),
            source=source,
            start=start,
            end=end,
            alternative=around.alternative,
            related=around.related,
            report=around.report,
            unread=too_much,
        )

    def _children(
        self,
        source: bytes,
        kind: ContentType,
        first: tuple[int, int],
        rest: Iterator[tuple[int, int]],
        around: _Around,
    ) -> Iterator[Part]:
        """Yield the leaves of one container."""
        if kind.full == "multipart/alternative":
            self._alternatives += 1
        inner = _Around(
            depth=around.depth + 1,
            alternative=self._alternatives
            if kind.full == "multipart/alternative"
            else around.alternative,
            related=around.related,
            report=around.report or kind.full == "multipart/report",
            default=_DIGEST_DEFAULT if kind.full == "multipart/digest" else PLAIN,
        )
        span: tuple[int, int] | None = first
        while span is not None:
            if self._parts >= MAX_PARTS:
                self.defects.append("too many parts")
                return
            block = read_block(source, *span)
            headers = relabelled(block.headers, self.charset) if self.charset else block.headers
            yield from self._walk(source, headers, block.body, span[1], inner)
            if kind.full == "multipart/related":
                inner.related = True  # all but the root
            span = next(rest, None)

    def _spans(
        self, source: bytes, kind: ContentType, start: int, end: int
    ) -> Iterator[tuple[int, int]]:
        """Yield where the parts of a multipart begin and end."""
        boundary = kind.get("boundary").strip().encode("utf-8", "replace")
        if not boundary or source.find(b"--" + boundary, start, end) < 0:
            found = _SNIFFED_BOUNDARY.search(source, start, min(end, start + _SNIFF))
            if found is None:
                return
            self.defects.append("the boundary is not the declared one")
            boundary = found[1]
        yield from split(source, start, end, b"--" + boundary)


def split(source: bytes, start: int, end: int, fence: bytes) -> Iterator[tuple[int, int]]:
    """Yield what lies between fence lines; parts after a closing fence are read all the same."""
    opened = -1
    position = start
    while True:
        found = source.find(fence, position, end)
        if found < 0:
            break
        position = found + len(fence)
        if found != start and source[found - 1 : found] != b"\n":
            continue
        line_end = source.find(b"\n", position, end)
        line_end = end if line_end < 0 else line_end
        closes = source.startswith(b"--", position)
        if source[position + 2 * closes : line_end].strip(b" \t\r"):
            continue
        if opened >= 0:
            yield opened, max(opened, _before_line_break(source, found))
        position = min(end, line_end + 1)
        opened = -1 if closes else position
    if opened >= 0 and opened < end:
        yield opened, end


def _before_line_break(source: bytes, position: int) -> int:
    """Return the end of the line before; the break before a fence belongs to the fence."""
    position -= 1
    return position - 1 if source.startswith(b"\r", position - 1) else position


def decode_transfer(data: bytes, encoding: str) -> bytes:
    """Undo a transfer encoding; an unknown one is no encoding."""
    match encoding:
        case "base64":
            return decode_base64(data)
        case "quoted-printable":
            if b"= " in data or b"=\t" in data:
                data = _SPACED_SOFT_BREAK.sub(b"=", data)
            return binascii.a2b_qp(data)
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            return _decode_uu(data)
        case _:
            return data


def _decode_uu(data: bytes) -> bytes:
    """Decode uuencoded lines between ``begin`` and ``end``."""
    out = bytearray()
    inside = False
    for line in data.splitlines():
        if not inside:
            inside = line.startswith(b"begin ")
        elif line.strip() == b"end":
            break
        else:
            out += _decode_uu_line(line)
    return bytes(out)


def _decode_uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:  # encoders that add a character at the end of each line
        if not line:
            return b""
        length = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:length])
        except binascii.Error:
            return b""
