"""What servers of the Exchange kind do to a mail they take in: they write it anew.

The content stays; header lines are named, folded and ordered otherwise, ``X-`` lines of others
vanish, boundaries and the length of base64 lines change. Whoever keeps anything in those loses it.
"""

from __future__ import annotations

import base64
from email import message_from_bytes
from email.message import Message
from email.policy import SMTP

_WIDTH = 60  # characters of a base64 line; the usual is 76
_FIRST = ("received", "from", "to", "cc", "subject", "thread-topic", "date", "message-id")


def rebuilt(raw: bytes) -> bytes:
    """Return the mail as such a server would hand it out again; always the same for the same."""
    message = message_from_bytes(raw, policy=SMTP.clone(refold_source="none"))
    for part in message.walk():
        if part.is_multipart():
            _renew_boundary(part)
        elif part.get("content-transfer-encoding", "").strip().lower() == "base64":
            _wrap_anew(part)
    _order(message)
    return message.as_bytes()


def _renew_boundary(part: Message) -> None:
    old = part.get_boundary("")
    part.set_boundary(f"_000_{base64.b16encode(old.encode('utf-8', 'replace')).decode()[-24:]}_")


def _wrap_anew(part: Message) -> None:
    data = part.get_payload(decode=True)
    if isinstance(data, bytes):
        text = base64.b64encode(data).decode()
        lines = [text[start : start + _WIDTH] for start in range(0, len(text), _WIDTH)]
        part.set_payload("\r\n".join(lines) + "\r\n")


def _order(message: Message) -> None:
    def rank(field: tuple[str, str]) -> int:
        name = field[0].lower()
        return _FIRST.index(name) if name in _FIRST else len(_FIRST)

    fields = [(name, value) for name, value in message.raw_items() if name[:2].lower() != "x-"]
    for name in set(message.keys()):
        del message[name]
    for name, value in sorted(fields, key=rank):
        message.set_raw(name, value)
    message.set_raw("X-MS-Has-Attach", "yes" if message.is_multipart() else "")
