"""mail-parser as the second reader, for the mails on which our own reader failed.

It sees the mail only up to a size at which it stays quick, and its answer is cleaned by our own
rules before anybody uses it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from mailroom.mail.addresses import MAX_ADDRESSES, NameAddr
from mailroom.mail.charset import decode
from mailroom.mail.headers import clean_line
from mailroom.mail.parse import Attachment, ParsedMail, message_ids

_MAX_BYTES = 2 * 1024 * 1024


def read_with_mailparser(raw: bytes, *, reason: str) -> ParsedMail:
    """Read a mail through mail-parser; if that fails too, give its bytes as text."""
    try:
        import mailparser  # noqa: PLC0415 - rarely needed, and slow to load

        return _converted(mailparser.parse_from_bytes(raw[:_MAX_BYTES]), reason)
    except Exception as error:  # noqa: BLE001 - the last line of defence (R4)
        return ParsedMail(
            text=decode(raw[:_MAX_BYTES]).text,
            defects=(reason, f"mail-parser: {type(error).__name__}"),
        )


def _converted(mail: Any, reason: str) -> ParsedMail:
    ids = message_ids(_bytes(mail.message_id))
    return ParsedMail(
        subject=_line(mail.subject),
        from_=_people(mail.from_),
        to=_people(mail.to),
        cc=_people(mail.cc),
        reply_to=_people(mail.reply_to),
        text=_whole("\n".join(mail.text_plain)),
        html=_whole("\n".join(mail.text_html)),
        attachments=tuple(_attachment(one) for one in mail.attachments),
        message_id=ids[0] if ids else None,
        in_reply_to=message_ids(_bytes(mail.in_reply_to)),
        references=message_ids(_bytes(mail.references)),
        date=_aware(mail.date),
        defects=(reason, "read by mail-parser"),
    )


def _line(value: object) -> str:
    return clean_line(_whole(str(value or "")))


def _bytes(value: object) -> bytes:
    return str(value or "").encode("utf-8", "replace")


def _whole(text: str) -> str:
    """Return text without lone surrogates and NUL."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def _people(pairs: Iterable[Any]) -> tuple[NameAddr, ...]:
    return tuple((_line(name), _line(addr)) for name, addr in list(pairs)[:MAX_ADDRESSES])


def _aware(value: datetime | None) -> datetime | None:
    return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


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
