"""TNEF made by hand, as Outlook makes it."""

import base64
import struct

Value = tuple[int, bytes]


def winmail(attributes: bytes) -> bytes:
    """Return a whole winmail.dat."""
    return struct.pack("<IH", 0x223E9F78, 1) + attributes


def attribute(level: int, id_: int, value: bytes) -> bytes:
    """Return one attribute."""
    head = struct.pack("<BII", level, id_, len(value))
    return head + value + struct.pack("<H", sum(value) & 0xFFFF)


def properties(*values: tuple[int, Value]) -> bytes:
    """Return MAPI properties of variable length."""
    out = struct.pack("<I", len(values))
    for id_, (kind, data) in values:
        out += struct.pack("<HHII", kind, id_, 1, len(data)) + data + b"\0" * (-len(data) % 4)
    return out


def unicode(text: str) -> Value:
    """Return a PT_UNICODE value."""
    return 0x1F, (text + "\0").encode("utf-16-le")


def string8(data: bytes) -> Value:
    """Return a PT_STRING8 value."""
    return 0x1E, data + b"\0"


def mail_with(data: bytes, *, text: str = "") -> bytes:
    """Return a mail whose only attachment is this winmail.dat."""
    plain = f"--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n" if text else ""
    return (
        (
            "From: a@b.example\r\nSubject: s\r\nMessage-ID: <w@b>\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: multipart/mixed; boundary=b\r\n\r\n{plain}--b\r\n"
            'Content-Type: application/ms-tnef; name="winmail.dat"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n"
        ).encode()
        + base64.encodebytes(data).replace(b"\n", b"\r\n")
        + b"--b--\r\n"
    )
