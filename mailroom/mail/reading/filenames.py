"""Attachment names that are safe to write to a folder, whatever the sender called them."""

from __future__ import annotations

import mimetypes
import re
import unicodedata

_FORBIDDEN = re.compile(
    '[\x00-\x1f\x7f<>:"/\\\\|?*\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]'
)
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)", re.IGNORECASE
)
_MAX_EXTENSION = 10
_MAX_BYTES = 180  # leaves room for " (2)" and long folders on Windows and ext4
_UNNAMED = {
    "message/rfc822": "message.eml",
    "text/calendar": "invite.ics",
    "text/plain": "text.txt",
}


def safe_name(filename: str, content_type: str = "") -> str:
    """Return one path component that creates a plain file on Windows, macOS and Linux."""
    name = unicodedata.normalize("NFC", filename).replace("\\", "/").rsplit("/", 1)[-1]
    name = _FORBIDDEN.sub("_", name).strip(" .")
    if not name:
        name = _UNNAMED.get(content_type) or "attachment" + _extension(content_type)
    if _DEVICES.match(name):
        name = "_" + name
    return _shortened(name)


def _extension(content_type: str) -> str:
    return (mimetypes.guess_extension(content_type) if content_type else None) or ".bin"


def _shortened(name: str) -> str:
    """Cut a name by bytes, keeping its extension."""
    data = name.encode("utf-8", "replace")
    if len(data) <= _MAX_BYTES:
        return data.decode("utf-8")
    stem, dot, extension = name.rpartition(".")
    tail = (dot + extension).encode("utf-8") if stem and len(extension) <= _MAX_EXTENSION else b""
    head = (stem if tail else name).encode("utf-8")[: _MAX_BYTES - len(tail)]
    return head.decode("utf-8", "ignore").rstrip(" .") + tail.decode("utf-8")


def numbered(name: str, number: int, suffix: str = "") -> str:
    """Return the name of the second, third … file of that name: ``a.pdf`` → ``a (2).pdf``."""
    if number <= 1:
        return name + suffix
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > _MAX_EXTENSION:
        return f"{name} ({number}){suffix}"
    return f"{stem} ({number}){dot}{extension}{suffix}"
