"""TNEF (``winmail.dat``): the files and the words that Outlook wraps into one part.

Reads [MS-OXTNEF] as far as people need it. Bounded: every length is checked against what is there,
and nothing is read twice. What cannot be read is left out; the caller keeps the part then.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from mailroom.mail.reading import charset
from mailroom.mail.reading.headers import clean_line

MAX_FILES = 500
_MAX_PROPERTIES = 5_000
_SIGNATURE = 0x223E9F78
_HEADER = struct.Struct("<IH")
_ATTRIBUTE = struct.Struct("<BII")
_CHECKSUM = 2

# attributes: type and id as one number
_BODY = 0x0002800C
_MESSAGE_PROPERTIES = 0x00069003
_CODEPAGE = 0x00069007
_NEXT_FILE = 0x00069002
_FILE_TITLE = 0x00018010
_FILE_DATA = 0x0006800F
_FILE_PROPERTIES = 0x00069005

# MAPI properties
_TEXT, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_LONG_NAME, _SHORT_NAME, _DISPLAY_NAME = 0x3707, 0x3704, 0x3001
_MIME_TYPE, _CONTENT_ID, _DATA, _INTERNET_CODEPAGE = 0x370E, 0x3712, 0x3701, 0x3FDE

# types of MAPI values
_STRING, _UNICODE, _BINARY, _OBJECT, _INTEGER = 0x1E, 0x1F, 0x102, 0xD, 0x3
_SIZES = {
    0x1: 0, 0x2: 4, 0x3: 4, 0x4: 4, 0xA: 4, 0xB: 4,
    0x5: 8, 0x6: 8, 0x7: 8, 0x14: 8, 0x40: 8, 0x48: 16,
}  # fmt: skip
_VARIABLE = frozenset({_STRING, _UNICODE, _BINARY, _OBJECT})
_MANY = 0x1000
_NAMED = 0x8000
_GUID = 16
_NUMBER = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that lay inside."""

    name: str
    content_type: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What lay inside; ``complete`` if all of it could be read."""

    text: str = ""
    html: str = ""
    files: tuple[File, ...] = ()
    complete: bool = True


def is_tnef(content_type: str, name: str) -> bool:
    """Tell whether a part says that it is such a wrapping."""
    return content_type in ("application/ms-tnef", "application/vnd.ms-tnef") or (
        name.lower() in ("winmail.dat", "win.dat")
    )


def unwrap(data: bytes) -> Contents | None:
    """Return what lies inside, or ``None`` if this is no TNEF."""
    if len(data) < _HEADER.size or _HEADER.unpack_from(data)[0] != _SIGNATURE:
        return None
    reading = _Reading()
    whole = True
    for id_, value in _attributes(data):
        if value is None:
            whole = False
            break
        reading.take(id_, value)
    return reading.contents(whole)


class _Reading:
    """Gathers attributes, which come one after another, into files and words."""

    def __init__(self) -> None:
        self._codepage = "cp1252"
        self._text, self._html = "", ""
        self._rtf = b""
        self._bare = b""  # text whose charset is known only at the end
        self._files: list[dict[str, str | bytes]] = []
        self._lost = False

    def take(self, id_: int, value: bytes) -> None:
        """Take the next attribute."""
        if id_ == _CODEPAGE and len(value) >= _NUMBER:
            self._codepage = f"cp{int.from_bytes(value[:_NUMBER], 'little')}"
        elif id_ == _BODY:
            self._bare = value
        elif id_ == _MESSAGE_PROPERTIES:
            self._take_message(value)
        elif id_ == _NEXT_FILE:
            if len(self._files) >= MAX_FILES:
                self._lost = True
            else:
                self._files.append({})
        elif self._files and not self._lost:
            self._take_of_file(id_, value, self._files[-1])

    def _take_message(self, value: bytes) -> None:
        for name, kind, data in _properties(value):
            if name == _INTERNET_CODEPAGE and kind == _INTEGER:
                self._codepage = f"cp{int.from_bytes(data, 'little')}"
            elif name == _TEXT:
                self._text = self._words(kind, data)
            elif name == _HTML:
                label = charset.declared_in_html(data) or self._codepage
                self._html = charset.decode(data, label).text.rstrip("\0")
            elif name == _RTF:
                self._rtf = expanded_rtf(data)

    def _take_of_file(self, id_: int, value: bytes, file: dict[str, str | bytes]) -> None:
        if id_ == _FILE_TITLE:
            file.setdefault("name", self._line(_STRING, value))
        elif id_ == _FILE_DATA:
            file["content"] = value
        elif id_ == _FILE_PROPERTIES:
            for name, kind, data in _properties(value):
                if name == _LONG_NAME or (name == _DISPLAY_NAME and "name" not in file):
                    file["name"] = self._line(kind, data) or file.get("name", "")
                elif name == _MIME_TYPE:
                    file["type"] = self._line(kind, data).lower()
                elif name == _CONTENT_ID:
                    file["id"] = self._line(kind, data).strip("<>")
                elif name == _DATA and kind == _OBJECT and data[_GUID:]:
                    file["message"] = data[_GUID:]

    def contents(self, whole: bool) -> Contents:
        """Return what was gathered."""
        files: list[File] = []
        for one in self._files:
            files += _files_of(one)
        text = self._text or self._words(_STRING, self._bare)
        lost = self._lost or len(files) < len(self._files)
        if self._rtf and not (text or self._html):
            files.append(File(name="", content_type="application/rtf", content=self._rtf))
        return Contents(
            text=text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n"),
            html=self._html,
            files=tuple(files[:MAX_FILES]),
            complete=whole and not lost,
        )

    def _words(self, kind: int, data: bytes) -> str:
        if kind == _UNICODE:
            return charset.decode(data, "utf-16-le").text.rstrip("\0")
        return charset.decode(data.rstrip(b"\0"), self._codepage).text

    def _line(self, kind: int, data: bytes) -> str:
        return clean_line(self._words(kind, data))


def _files_of(found: dict[str, str | bytes]) -> Iterator[File]:
    """Yield a file; of an enclosed message its words and its own files (one level deep)."""
    name, kind = str(found.get("name", "")), str(found.get("type", ""))
    content, message = found.get("content"), found.get("message")
    if isinstance(content, bytes) and (content or not message):
        yield File(
            name=name,
            content_type=kind or "application/octet-stream",
            content=content,
            content_id=str(found.get("id", "")),
        )
    elif isinstance(message, bytes):
        yield File(name=f"{name or 'message'}.dat", content_type="application/ms-tnef",
                   content=message)  # fmt: skip


def _attributes(data: bytes) -> Iterator[tuple[int, bytes | None]]:
    """Yield id and value of each attribute; ``None`` for one that is cut."""
    at = _HEADER.size
    while at + _ATTRIBUTE.size <= len(data):
        level, id_, length = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        if level not in (1, 2) or length > len(data) - at:
            yield 0, None
            return
        yield id_, data[at : at + length]
        at += length + _CHECKSUM


def _properties(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield id, type and first value of each MAPI property, as far as they can be read."""
    reader = _Cursor(data)
    try:
        for _ in range(min(reader.number(), _MAX_PROPERTIES)):
            kind, name = struct.unpack("<HH", reader.take(4))
            if name >= _NAMED:
                reader.take(_GUID)
                if reader.number():
                    reader.padded(reader.number())
                else:
                    reader.take(4)
            plain = kind & ~_MANY
            count = reader.number() if plain in _VARIABLE or kind & _MANY else 1
            for position in range(min(count, _MAX_PROPERTIES)):
                size = reader.number() if plain in _VARIABLE else _SIZES[plain]
                value = reader.padded(size)
                if position == 0:
                    yield name, plain, value
    except (ValueError, KeyError):
        return


def expanded_rtf(data: bytes) -> bytes:
    """Return RTF from its compressed form ([MS-OXRTFCP]), or nothing if it is damaged."""
    if len(data) < _RTF_HEADER.size:
        return b""
    _, size, kind, _ = _RTF_HEADER.unpack_from(data)
    if kind == _RTF_PLAIN:
        return data[_RTF_HEADER.size :][:size]
    if kind != _RTF_COMPRESSED or size > MAX_RTF:
        return b""
    window = bytearray(_RTF_BEGINS.ljust(_RTF_WINDOW))
    place, at, out = len(_RTF_BEGINS), _RTF_HEADER.size, bytearray()
    while at < len(data) and len(out) < size:
        flags, at = data[at], at + 1
        for bit in range(8):
            if flags >> bit & 1:
                pair = int.from_bytes(data[at : at + 2], "big")
                at += 2
                start, length = pair >> 4, (pair & 0xF) + 2
                if start == place:
                    return bytes(out[:size])
            else:
                start, length = -1, 1
            for step in range(length):
                if start < 0 and at >= len(data):
                    return bytes(out[:size])
                byte = window[(start + step) % _RTF_WINDOW] if start >= 0 else data[at]
                out.append(byte)
                window[place] = byte
                place = (place + 1) % _RTF_WINDOW
            at += start < 0
    return bytes(out[:size])


_RTF_HEADER = struct.Struct("<IIII")
_RTF_COMPRESSED, _RTF_PLAIN = 0x75465A4C, 0x414C454D
MAX_RTF = 4 * 1024 * 1024
_RTF_WINDOW = 4096
_RTF_BEGINS = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


class _Cursor:
    """Takes bytes one after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> bytes:
        """Return the next bytes.

        Raises:
            ValueError: there are not so many.
        """
        if size > len(self._data) - self._at:
            raise ValueError(size)
        self._at += size
        return self._data[self._at - size : self._at]

    def padded(self, size: int) -> bytes:
        """Return the next bytes, past what fills them up to four."""
        value = self.take(size)
        self._at = min(len(self._data), self._at + -size % 4)
        return value

    def number(self) -> int:
        """Return the next four bytes as a number."""
        return int.from_bytes(self.take(4), "little")
