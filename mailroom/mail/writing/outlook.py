"""The two fields by which Outlook keeps a conversation together (MS-OXOMSG 2.2.1.2, 2.2.1.3)."""

from __future__ import annotations

import base64
import binascii
import re
from datetime import UTC, datetime

from mailroom.ids import CaseId, digest
from mailroom.mail.reading.headers import clean_line
from mailroom.mail.reading.parsed import ParsedMail

INDEX, TOPIC = "Thread-Index", "Thread-Topic"

_HEAD = 22  # bytes: when the conversation began, and its GUID
_REPLY = 5  # bytes that every answer adds
_MOST_REPLIES = 20
_MARKS = re.compile(r"^\s*(?:(?:re|fwd?)\s?:\s*)+", re.IGNORECASE)
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)  # of Windows' file times, in units of 100 ns


def conversation(
    answered: ParsedMail | None, case: CaseId, subject: str, at: datetime
) -> tuple[tuple[str, str], ...]:
    """Return both fields for a mail of ours.

    An answer goes on with the index of the mail it answers. Else the conversation is the case:
    all our mails of one case come out under one head.

    Args:
        answered: the mail it answers, if any.
        case: which case it is about.
        subject: of the mail.
        at: when it is written.
    """
    known = _index_of(answered)
    if known is None:
        index = _file_time(at)[:6] + bytes.fromhex(digest("outlook", case))[:16]
    else:
        index = known[: _HEAD + _MOST_REPLIES * _REPLY] + _step(known, at)
    topic = _MARKS.sub("", clean_line(subject), count=1)
    said = base64.b64encode(index).decode("ascii")
    return ((TOPIC, topic), (INDEX, said)) if topic else ((INDEX, said),)


def _index_of(mail: ParsedMail | None) -> bytes | None:
    if mail is None:
        return None
    try:
        index = base64.b64decode(mail.headers.raw(INDEX.lower()).strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    whole = len(index) >= _HEAD and (len(index) - _HEAD) % _REPLY == 0
    return index if whole else None


def _file_time(at: datetime) -> bytes:
    units = int((at - _EPOCH).total_seconds()) * 10_000_000
    return units.to_bytes(8, "big")


def _step(index: bytes, at: datetime) -> bytes:
    """Return the block of one answer: how long after the beginning, in steps of 2^18 units."""
    since = int.from_bytes(_file_time(at)) - int.from_bytes(index[:6] + b"\0\0")
    return (max(0, since) >> 18 & 0x7FFFFFFF).to_bytes(4, "big") + b"\0"
