"""The mail around what the team's key sealed: a few words for people, and one base64 part.

Owns how such a message looks and how its part is found again. Believes nothing: what is found may
be anybody's, so whoever asks checks the seal.
"""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One kind of message.

    Attributes:
        content_type: of the part, in lower case; no other kind's may begin with it.
        words: lines for people who come upon it.
    """

    content_type: str
    words: tuple[str, ...]

    def wrap(self, sealed: bytes, *, subject: str, sent_at: datetime | None) -> bytes:
        """Return a whole message, with CRLF and a Message-ID that it has alone (rule 4)."""
        boundary = f"mr{secrets.token_hex(8)}"
        lines = [
            *([] if sent_at is None else [_date(sent_at)]),
            "From: Mailroom <journal@mailroom.invalid>",
            f"Subject: {subject}",
            f"Message-ID: <{secrets.token_hex(16)}@mailroom.invalid>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            f'Content-Type: multipart/mixed; boundary="{boundary}"',
            "",
            f"--{boundary}",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            *_base64("\r\n".join(self.words).encode()),
            f"--{boundary}",
            f"Content-Type: {self.content_type}",
            "Content-Transfer-Encoding: base64",
            "Content-Disposition: attachment",
            "",
            *_base64(sealed),
            f"--{boundary}--",
            "",
        ]
        return "\r\n".join(lines).encode()

    def unwrap(self, raw: bytes) -> bytes | None:
        """Return what is in a message; None if it is not of this kind.

        The part is found by its type: servers may have rewritten headers and boundaries.

        Raises:
            ValueError: the part has no end of its header, or is no base64.
        """
        start = raw.lower().find(self.content_type.encode())
        if start < 0:
            return None
        blank = _BLANK_LINE.search(raw, start)
        if blank is None:
            raise ValueError("part")
        end = raw.find(b"\n--", blank.end() - 1)  # not in base64; may follow at once
        part = raw[blank.end() : None if end < 0 else end]
        return base64.b64decode(b"".join(part.split()), validate=True)


def _date(moment: datetime) -> str:
    date = moment.astimezone(UTC)
    day, month = _DAYS[date.weekday()], _MONTHS[date.month - 1]
    return f"Date: {day}, {date.day:02} {month} {date.year:04} {date:%H:%M:%S} +0000"


def _base64(data: bytes) -> list[str]:
    return base64.encodebytes(data).decode().split()
