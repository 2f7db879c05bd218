"""mail-parser as the second reader, for the mails on which our own reader failed.

It sees the mail only up to a size at which it stays quick, and its answer is cleaned by our own
rules before anybody uses it.
"""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress
from dataclasses import replace
from typing import Any

from mailroom.mail.reading.charset import decode
from mailroom.mail.reading.headers import Headers, clean_line
from mailroom.mail.reading.parsed import (
    Attachment,
    ParsedMail,
    TextPart,
    header_of,
    of_headers,
    with_line_feeds,
)

_MAX_BYTES = 2 * 1024 * 1024
SHOWN = 64 * 1024  # bytes of an unreadable mail that its card shows
_MAX_FORCED = 8 * 1024  # bytes of one field that are read by force
_TOLD = {  # field of the mail, field of ours
    "subject": "subject",
    "from": "from_",
    "to": "to",
    "cc": "cc",
    "reply-to": "reply_to",
    "sender": "sender",
    "message-id": "message_id",
    "in-reply-to": "in_reply_to",
    "references": "references",
    "date": "date",
}


def read_with_mailparser(raw: bytes, *, reason: str) -> ParsedMail:
    """Read a mail through mail-parser; if that fails too, give its bytes as text.

    The header is ours in any case: the key is made of it, and must be the same on every desk.
    """
    mail = by_force(raw)
    try:
        import mailparser  # noqa: PLC0415 - rarely needed, and slow to load

        return _with_body(mail, mailparser.parse_from_bytes(raw[:_MAX_BYTES]), reason)
    except Exception as error:  # noqa: BLE001 - the last line of defence (R4)
        return replace(mail, defects=(reason, f"mail-parser: {type(error).__name__}"))


def by_force(raw: bytes) -> ParsedMail:
    """Return what the header says, field by field as far as it goes, and the mail as its text.

    Opens no part of the body; for mails on which every other way failed, or took for ever (N17).
    """
    raw = with_line_feeds(raw)
    text = decode(raw[:SHOWN]).text.replace("\r\n", "\n").replace("\r", "\n")
    mail = ParsedMail(text=text, parts=(TextPart(content=text),), defects=("read by force",))
    with suppress(Exception):
        mail = replace(mail, headers=header_of(raw).headers)
    for name in mail.headers:
        if name not in _TOLD:
            continue
        most = None if name == "message-id" else _MAX_FORCED  # the key needs all of it
        value = Headers({name.encode(): [mail.headers.raw(name)[:most]]})
        with suppress(Exception):
            told = of_headers(value)
            mail = replace(mail, **{_TOLD[name]: getattr(told, _TOLD[name])})
    return mail


def _with_body(mail: ParsedMail, found: Any, reason: str) -> ParsedMail:
    text, html = _whole("\n".join(found.text_plain)), _whole("\n".join(found.text_html))
    twice = bool(text and html)
    both = (TextPart(content=text, twice=twice), TextPart(content=html, html=True, twice=twice))
    return replace(
        mail,
        text=text,
        html=html,
        parts=tuple(one for one in both if one.content),
        attachments=tuple(_attachment(one) for one in found.attachments),
        defects=(reason, "read by mail-parser"),
    )


def _line(value: object) -> str:
    return clean_line(_whole(str(value or "")))


def _bytes(value: object) -> bytes:
    return str(value or "").encode("utf-8", "replace")


def _whole(text: str) -> str:
    """Return text without lone surrogates and NUL."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def _attachment(one: dict[str, Any]) -> Attachment:
    payload = _bytes(one.get("payload"))
    if one.get("binary"):
        try:
            payload = base64.b64decode(payload)
        except binascii.Error:
            payload = b""
    return Attachment(
        filename=_line(one.get("filename")),
        content_type=_line(one.get("mail_content_type")).lower(),
        source=payload,
        content_id=_line(one.get("content-id")).strip("<>"),
        inline="inline" in _line(one.get("content-disposition")),
    )
