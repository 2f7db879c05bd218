"""A mail taken apart: its texts, its files, and what its header says.

What our own reader (``parse``) and the second one both give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from mailroom.domain.invites import Invite
from mailroom.domain.seal import Seal
from mailroom.ids import MessageId
from mailroom.mail.addresses import NameAddr, parse_addresses
from mailroom.mail.reading.dates import parse_date
from mailroom.mail.reading.filenames import safe_name
from mailroom.mail.reading.headers import Block, Headers, clean_line, read_block
from mailroom.mail.reading.mime import decode_transfer

_MAX_IDS = 200

_ID = re.compile(r"<[^<>\s]{1,998}>")
_LOOSE_ID = re.compile(r"[^<>\s,;()\"]{1,500}@[^<>\s,;()\"]{1,500}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A part that is not the text; its bytes are decoded when asked for.

    Unpacks as ``(filename, content_type, content)``.

    Attributes:
        filename: as the sender wrote it, on one clean line; may be empty. Not safe as a path.
        source: the mail; ``start`` and ``end`` say where in it the part lies.
        content_id: without angle brackets, for ``cid:`` links; may be empty.
        inline: meant to be shown within the text.
    """

    filename: str
    content_type: str
    source: bytes = field(repr=False)
    start: int = 0
    end: int | None = None
    encoding: str = ""
    content_id: str = ""
    inline: bool = False

    def __iter__(self) -> Iterator[str | bytes]:
        return iter((self.filename, self.content_type, self.content))

    @property
    def content(self) -> bytes:
        """Return the bytes of the file."""
        return decode_transfer(self.source[self.start : self.end], self.encoding)

    @property
    def size(self) -> int:
        """Return about how large the file is, without decoding it."""
        start, end = self.start, len(self.source) if self.end is None else self.end
        if self.encoding != "base64":
            return end - start
        breaks = self.source.count(b"\n", start, end) + self.source.count(b"\r", start, end)
        return (end - start - breaks) * 3 // 4

    @property
    def safe_name(self) -> str:
        """Return a name that no file system takes for anything but one new file."""
        return safe_name(self.filename, self.content_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPart:
    """One piece of the text; ``twice`` if it is there in the other form too, plain or HTML."""

    content: str
    html: bool = False
    twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMail:
    """What a mail says.

    Attributes:
        text: all text/plain parts, line ends LF, no trailing empty lines; empty if there is
            only HTML (``reading.plain_text`` gives the text then).
        html: all text/html parts, as the sender wrote them: never show unsanitised.
        parts: the same pieces in order, for showing a mail whole.
        attachments: everything else but delivery reports.
        reports: parts of a multipart/report that machines read.
        seal: whether it is signed or encrypted, and by which means.
        invites: the meetings it is about; they lie among the attachments too.
        date: aware, or ``None`` if the mail names no moment.
        defects: what had to be mended, in words for a technician.
        headers: the raw top-level fields.
    """

    subject: str = ""
    from_: tuple[NameAddr, ...] = ()
    to: tuple[NameAddr, ...] = ()
    cc: tuple[NameAddr, ...] = ()
    bcc: tuple[NameAddr, ...] = ()
    reply_to: tuple[NameAddr, ...] = ()
    sender: tuple[NameAddr, ...] = ()
    text: str = ""
    html: str = ""
    parts: tuple[TextPart, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    reports: tuple[Attachment, ...] = ()
    seal: Seal = Seal.NONE
    invites: tuple[Invite, ...] = ()
    message_id: MessageId | None = None
    in_reply_to: tuple[MessageId, ...] = ()
    references: tuple[MessageId, ...] = ()
    date: datetime | None = None
    defects: tuple[str, ...] = ()
    headers: Headers = field(default_factory=Headers)


def of_headers(headers: Headers, hint: str = "") -> ParsedMail:
    """Return what the header alone says; ``hint`` is the charset of what declares none."""
    ids = message_ids(headers.raw("message-id"))
    return ParsedMail(
        subject=headers.text("subject", hint),
        from_=_addresses(headers, "from", hint),
        to=_addresses(headers, "to", hint),
        cc=_addresses(headers, "cc", hint),
        bcc=_addresses(headers, "bcc", hint),
        reply_to=_addresses(headers, "reply-to", hint),
        sender=_addresses(headers, "sender", hint),
        message_id=ids[0] if ids else None,
        in_reply_to=message_ids(headers.raw("in-reply-to")),
        references=message_ids(headers.raw("references")),
        date=parse_date(headers.raw("date")) if "date" in headers else None,
        headers=headers,
    )


def header_of(raw: bytes) -> Block:
    """Return the header block of a mail: all that its key depends on (rule 23)."""
    return read_block(raw, _first_line(raw), len(raw))


def with_line_feeds(raw: bytes) -> bytes:
    """Return mail with LF or CRLF line ends (a few old ones have only CR)."""
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def _first_line(raw: bytes) -> int:
    """Return where the headers begin, past empty lines that some stores put before them."""
    if not raw.startswith((b"\n", b"\r\n")):
        return 0
    start = len(raw) - len(raw.lstrip(b"\r\n"))
    colon = raw.find(b":", start, start + 80)
    name = raw[start:colon] if colon > 0 else b" "
    return start if name.replace(b"-", b"").isalnum() else 0


def _addresses(headers: Headers, name: str, hint: str) -> tuple[NameAddr, ...]:
    """Return the addresses of a field, which may appear several times."""
    if name not in headers:
        return ()
    found: tuple[NameAddr, ...] = ()
    for value in headers.all_raw(name)[:5]:
        found += parse_addresses(value, hint)
    return found


def message_ids(value: bytes) -> tuple[MessageId, ...]:
    """Return the ids that a Message-ID, In-Reply-To or References field names, in their order.

    The first and the last are kept when there are absurdly many: they are the ones that thread.
    """
    if not value:
        return ()
    text = clean_line(value.decode("utf-8", "replace"))
    found = _ID.findall(text)
    if not found and "<" not in text:
        found = [f"<{loose}>" for loose in _LOOSE_ID.findall(text)]
    unique = list(dict.fromkeys(MessageId(one) for one in found))
    if len(unique) > _MAX_IDS:
        unique = unique[:1] + unique[1 - _MAX_IDS :]
    return tuple(unique)
