"""Content-Type, Content-Disposition and the file names in them.

Reads RFC 2231 (continuations, charsets), RFC 2047 where it is illegal but common, raw Shift_JIS
and ISO-2022-JP names, and answers with one name. When forms disagree, RFC 2231 wins: whoever
wrote it knew how.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from mailroom.mail.reading import charset
from mailroom.mail.reading.headers import Headers, clean_line, decode_text_words, raw_text

_TYPE = re.compile(r"\s*([!#$&^_.+\w-]+)\s*/\s*([!#$&^_.+\w-]+)")
_PARAMETER = re.compile(
    r";\s*+([^\s=;\"*]{1,60})(\*(?:(\d{1,3})(\*)?)?)?\s*+="
    r'\s*+("(?:[^"\\;]++|\\.|;){0,400}+"|[^;]*+)',
    re.DOTALL,
)
_ESCAPED = re.compile(r'\\(["\\])')
_BARE_PARAMETER = re.compile(r"[\w*-]+\s*=")
_EXTENDED = re.compile("([^']*)'[^']*'")
_CACHED_LENGTH = 200  # the same few types come in nearly every mail
_MAX_SEGMENTS = 200
_PERCENTS = re.compile("%[C-Fc-f][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]")
_BIDI_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u200b\u2060"))


class Value(NamedTuple):
    """One parameter: its text, and whether it came in RFC 2231 form."""

    text: str
    rfc2231: bool = False


class ContentType(NamedTuple):
    """``maintype/subtype`` in lower case, with the parameters."""

    full: str
    parameters: Mapping[str, Value]

    @property
    def main(self) -> str:
        """Return what stands before the slash."""
        return self.full.partition("/")[0]

    def get(self, name: str) -> str:
        """Return one parameter or ``""``."""
        value = self.parameters.get(name)
        return value.text if value else ""


PLAIN = ContentType("text/plain", {})


def content_type(headers: Headers, default: ContentType = PLAIN) -> ContentType:
    """Return the declared type of a part; what cannot be read is plain text (RFC 2045 5.2)."""
    value = headers.raw("content-type")
    if not value:
        return default
    return _known_type(value) if len(value) <= _CACHED_LENGTH else _read_type(value)


def _read_type(value: bytes) -> ContentType:
    text = raw_text(value)
    found = _TYPE.match(text)
    if found is None:
        word = text.partition(";")[0].strip().lower()
        full = "text/plain" if word in ("", "text") else "text/html" if word == "html" else ""
        return ContentType(full or "text/plain", _parameters(text))
    full = f"{found[1]}/{found[2]}".lower()
    return ContentType(full, _parameters(text, found.end()) if ";" in text else {})


_known_type = lru_cache(maxsize=1024)(_read_type)


class Disposition(NamedTuple):
    """``attachment``, ``inline`` or ``""``, with the parameters."""

    kind: str
    parameters: Mapping[str, Value]


def disposition(headers: Headers) -> Disposition:
    """Return how a part wants to be shown."""
    value = headers.raw("content-disposition")
    if not value:
        return Disposition("", {})
    text = raw_text(value)
    head = text.partition(";")[0].strip().strip("\"'").lower()
    if _BARE_PARAMETER.match(head):  # only a parameter: "filename=x"
        return Disposition("attachment", _parameters(";" + text))
    parameters = _parameters(text) if ";" in text else {}
    if head not in ("attachment", "inline"):  # unknown: RFC 2183 says attachment, if it is a file
        head = "attachment" if parameters else ""
    return Disposition(head, parameters)


def file_name(kind: ContentType, shown: Disposition) -> str:
    """Return the name of a part as its sender meant it, or ``""``; one line, but no safe path."""
    candidates = [
        shown.parameters.get("filename"),
        kind.parameters.get("name"),
        shown.parameters.get("name"),
        kind.parameters.get("filename"),
    ]
    values = [value for value in candidates if value and value.text]
    if not values:
        return ""
    best = next((value for value in values if value.rfc2231), None)
    if best is None:
        best = next((value for value in values if "\ufffd" not in value.text), values[0])
    name = best.text if best.rfc2231 else _without_percents(best.text)
    return name.translate(_BIDI_MARKS).strip()


def _without_percents(name: str) -> str:
    """Return a plain name that some web mailer has written as in a URL (UTF-8, nothing else)."""
    if "%" not in name or not _PERCENTS.search(name):
        return name
    try:
        read = unquote_to_bytes(name).decode("utf-8")
    except UnicodeDecodeError:
        return name
    return name if read.isascii() else clean_line(read)


def _parameters(text: str, start: int = 0) -> dict[str, Value]:
    """Read the parameters of a structured field; the first of a name counts."""
    plain: dict[str, str] = {}
    segments: dict[str, dict[int, tuple[str, bool]]] = {}
    start = text.find(";", start)
    if start < 0:
        return {}
    for found in _PARAMETER.finditer(text, start):
        name, starred, number, value = found[1].lower(), found[2], found[3], found[5]
        if value.startswith('"') and value.endswith('"') and len(value) > 1:
            value = _ESCAPED.sub(r"\1", value[1:-1])
        else:
            value = value.strip().strip('"')
        if not starred:
            plain.setdefault(name, value)
            continue
        percent = number is None or found[4] is not None
        parts = segments.setdefault(name, {})
        if len(parts) < _MAX_SEGMENTS:
            parts.setdefault(int(number or 0), (value, percent))
    values = {name: Value(_readable(value)) for name, value in plain.items()}
    for name, parts in segments.items():
        joined = _join(parts)
        if joined.text:
            values[name] = joined
    return values


def _readable(value: str) -> str:
    """Return a plain value with the encoded-words that should not be there decoded."""
    if value.isascii() and value.isprintable() and "=?" not in value:
        return value
    return clean_line(decode_text_words(value))


def _join(parts: dict[int, tuple[str, bool]]) -> Value:
    """Put the segments of an RFC 2231 value together: bytes first, then the charset."""
    label = ""
    data = bytearray()
    any_percent = False
    for place, number in enumerate(sorted(parts)):
        value, percent = parts[number]
        if percent and place == 0 and (charset_and_language := _EXTENDED.match(value)):
            label, value = charset_and_language[1], value[charset_and_language.end() :]
        any_percent = any_percent or percent
        data += unquote_to_bytes(value) if percent else value.encode("utf-8", "replace")
    text = charset.decode(bytes(data), label).text
    if not any_percent:  # "filename*0=" with encoded-words cut across segments
        text = decode_text_words(text)
    return Value(clean_line(text), rfc2231=any_percent)
