"""A mail of eight-bit bytes as a server without 8BITMIME takes it (RFC 6152, 3).

Its texts and files go as base64. A mail within it does so too, as a file: a ``message/rfc822`` may
not be encoded (RFC 2046, 5.2.1), and taking it apart would change what somebody signed. Every
reader gets the same words and the same bytes.
"""

from __future__ import annotations

import binascii
import re

from mailroom.mail.reading.headers import read_block
from mailroom.mail.reading.mime import MAX_DEPTH, decode_transfer, split
from mailroom.mail.reading.parameters import PLAIN, content_type

_CRLF = b"\r\n"
_LINE = 57  # bytes that make a line of 76
_FILE = b'Content-Type: application/octet-stream; name="original.eml"\r\n'
_BASE64 = b"Content-Transfer-Encoding: base64\r\n"


def seven_bit(raw: bytes) -> bytes:
    """Return a mail, CRLF line ends, in which no byte has the eighth bit.

    What cannot be encoded stays as it is: header fields in raw letters, and parts nested too
    deeply. Whoever sends it looks again.
    """
    return _entity(raw, 0)


def _entity(data: bytes, depth: int) -> bytes:
    """Return a part, or the mail itself, with what is below it."""
    if data.isascii() or depth > MAX_DEPTH:
        return data
    block = read_block(data, 0, len(data))
    head, body = data[: block.body], data[block.body :]
    kind = content_type(block.headers, PLAIN)
    if kind.main == "multipart":
        fence = b"--" + kind.get("boundary").strip().encode("ascii", "replace")
        return _without(head, b"content-transfer-encoding") + _container(body, fence, depth)
    plain = decode_transfer(body, block.headers.token("content-transfer-encoding"))
    head = _without(head, b"content-transfer-encoding")
    if kind.main == "message":
        head = _with(_without(head, b"content-type"), _FILE)
    return _with(head, _BASE64) + _encoded(plain)


def _container(body: bytes, fence: bytes, depth: int) -> bytes:
    """Return the parts of a multipart with the fences between them."""
    out: list[bytes] = []
    at = 0
    for start, end in split(body, 0, len(body), fence):
        out += [body[at:start], _entity(body[start:end], depth + 1)]
        at = end
    return b"".join((*out, body[at:]))


def _without(head: bytes, name: bytes) -> bytes:
    """Return a header block without a field."""
    field = rb"^" + name + rb"[ \t]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*"
    return re.sub(field, b"", head, flags=re.IGNORECASE | re.MULTILINE)


def _with(head: bytes, field: bytes) -> bytes:
    """Return a header block with one more field at its end."""
    return head.rstrip(_CRLF) + (_CRLF if head.strip() else b"") + field + _CRLF


def _encoded(data: bytes) -> bytes:
    lines = (data[at : at + _LINE] for at in range(0, len(data), _LINE))
    return b"".join(binascii.b2a_base64(line, newline=False) + _CRLF for line in lines)
