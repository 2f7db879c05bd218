"""Outgoing mail as bytes: the same draft gives the same bytes on every try (rule 16).

Nothing here looks at a clock or makes an id: Date, Message-ID and boundary come from the stored
draft. No value can add a header: every one is cleaned to a line, and addresses are checked.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote

from mailroom.domain.drafts import Charset
from mailroom.domain.people import Address
from mailroom.errors import BadInput
from mailroom.ids import MessageId
from mailroom.mail.reading.flowed import flow
from mailroom.mail.reading.headers import clean_line
from mailroom.mail.writing.charset import encoded

MAX_REFERENCES = 20
_MAX_LINE = 76
_LONGEST_LINE = 990  # RFC 5322 allows 998
_WORD_BYTES = 42  # UTF-8 bytes of one encoded-word: 56 of base64, 68 with its frame

_CRLF = b"\r\n"
_BREAKS = re.compile(r"\r\n|\r|\n")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_DOMAIN = re.compile(r"[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){0,20}|\[[0-9A-Za-z.:]{2,60}\]")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$%&'*+/=?^_`{|}~-]*")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,70}")
_MAX_BOUNDARY = 60
_BOUNDARY = re.compile(rf"[A-Za-z0-9=_.-]{{8,{_MAX_BOUNDARY}}}")
_ID = re.compile(r"<[^<>\s]{1,900}>")
_CID = re.compile(r"[A-Za-z0-9!#$%&*+/=?^_{|}~.@-]{1,200}")
_CONTENT_TYPE = re.compile(r"[a-z0-9.+-]{1,80}/[a-z0-9.+-]{1,120}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingFile:
    """A file that goes along."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class InlinePicture:
    """A picture that stands within the HTML, which names it as ``cid:…``."""

    cid: str
    name: str
    content: bytes
    content_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """All that a mail consists of.

    Attributes:
        boundary: of the multipart, from the stored draft; used only if there are several parts.
        html: the same as ``text``, for who sees HTML.
        pictures: those that stand within ``html``.
        charset: of the text, the subject and names. What it cannot carry goes as UTF-8: no
            character is ever lost.
        original: raw mail to attach as message/rfc822.
        headers: further fields, e.g. Auto-Submitted.
        in_no_header: addresses that may stand in no header (an escalation never names the
            customer there).
    """

    message_id: MessageId
    date: datetime
    boundary: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...] = ()
    reply_to: Address | None = None
    subject: str = ""
    text: str = ""
    html: str = ""
    pictures: tuple[InlinePicture, ...] = ()
    in_reply_to: MessageId | None = None
    references: tuple[MessageId, ...] = ()
    files: tuple[OutgoingFile, ...] = ()
    charset: Charset = Charset.UTF_8
    original: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    in_no_header: tuple[str, ...] = ()


def compose(mail: Outgoing) -> bytes:
    """Return the bytes to send, CRLF line ends.

    Raises:
        BadInput: an address, id, content id or header name cannot stand in a mail, or a forbidden
            address would.
    """
    fields = _fields(mail)
    _refuse_forbidden(mail)
    head = b"".join(_field(name, value) for name, value in fields)
    text = _plain_part(mail.text, mail.charset)
    if mail.html:
        both = [text, _shown_part(mail)]
        text = _multipart(_inner("text", mail), both, "alternative")
    attached = [_file_part(file) for file in mail.files]
    if mail.original is not None:
        attached.append(_message_part(mail.original))
    if not attached:
        return head + text
    return head + _multipart(mail.boundary, [text, *attached])


def address_field(name: str, address: Address) -> bytes:
    """Return one header field with an address.

    Raises:
        BadInput: the address cannot stand in a mail.
    """
    return _field(name, _mailbox(address, Charset.UTF_8))


def id_field(name: str, message_id: MessageId) -> bytes:
    """Return one header field with a Message-ID.

    Raises:
        BadInput: it cannot stand in a mail.
    """
    return _field(name, [_id(message_id)])


def recipients(mail: Outgoing) -> tuple[str, ...]:
    """Return the envelope's recipients, each once."""
    return tuple(dict.fromkeys(_checked(one).addr for one in (*mail.to, *mail.cc)))


def trimmed(references: Iterable[MessageId]) -> tuple[MessageId, ...]:
    """Return ids for References: the first and the last ones, which thread (behaviours 5.6)."""
    unique = tuple(dict.fromkeys(references))
    if len(unique) <= MAX_REFERENCES:
        return unique
    return unique[:1] + unique[1 - MAX_REFERENCES :]


# ------------------------------------------------------------------ header fields


def _fields(mail: Outgoing) -> list[tuple[str, list[str]]]:
    """Return names and the words of their values, ready to fold between."""
    if not mail.to and not mail.cc:
        raise BadInput("to")
    chain = trimmed((*mail.references, *([mail.in_reply_to] if mail.in_reply_to else [])))
    fields: list[tuple[str, list[str]]] = [
        ("Date", [format_datetime(mail.date)]),
        ("From", _mailbox(mail.sender, mail.charset)),
    ]
    if mail.reply_to is not None:
        fields.append(("Reply-To", _mailbox(mail.reply_to, mail.charset)))
    if mail.to:
        fields.append(("To", _mailboxes(mail.to, mail.charset)))
    if mail.cc:
        fields.append(("Cc", _mailboxes(mail.cc, mail.charset)))
    fields.append(("Subject", _words(mail.subject, mail.charset)))
    fields.append(("Message-ID", [_id(mail.message_id)]))
    if mail.in_reply_to is not None:
        fields.append(("In-Reply-To", [_id(mail.in_reply_to)]))
    if chain:
        fields.append(("References", [_id(one) for one in chain]))
    for name, value in mail.headers:
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_FIELDS:
            raise BadInput("header", name)
        fields.append((name, _words(value)))
    fields.append(("MIME-Version", ["1.0"]))
    return fields


_OWN_FIELDS = frozenset(
    {"date", "from", "to", "cc", "bcc", "subject", "message-id", "in-reply-to", "references"}
    | {"mime-version", "content-type", "content-transfer-encoding", "content-disposition"}
)


def _field(name: str, words: list[str]) -> bytes:
    """Write one field, folded between words."""
    lines = [f"{name}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _MAX_LINE and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines).encode("ascii") + _CRLF


def _words(value: str, charset: Charset = Charset.UTF_8) -> list[str]:
    """Return a text as words of an unstructured field, encoded if it is not plain ASCII."""
    line = clean_line(value)
    plain = line.isascii() and "=?" not in line and "  " not in line
    words = line.split(" ")
    if plain and max(len(word) for word in words) < _LONGEST_LINE - _MAX_LINE:
        return words
    return _encoded_words(line, charset)


def _encoded_words(text: str, charset: Charset = Charset.UTF_8) -> list[str]:
    """Encode as RFC 2047 words, cut between characters; each ends in ASCII (RFC 1468)."""
    if encoded(text, charset) is None:
        charset = Charset.UTF_8
    words: list[str] = []
    piece = ""
    for character in text:
        if len(encoded(piece + character, charset) or b"") > _WORD_BYTES:
            words.append(_encoded_word(piece, charset))
            piece = ""
        piece += character
    words.append(_encoded_word(piece, charset))
    return words


def _encoded_word(text: str, charset: Charset) -> str:
    data = encoded(text, charset) or b""
    return f"=?{charset.value}?B?{base64.b64encode(data).decode('ascii')}?="


def _mailboxes(addresses: tuple[Address, ...], charset: Charset) -> list[str]:
    """Return a list of addresses; each but the last ends in a comma."""
    *others, last = [_mailbox(address, charset) for address in addresses]
    return [word for *words, end in others for word in (*words, f"{end},")] + last


def _mailbox(address: Address, charset: Charset) -> list[str]:
    """Return ``name <address>`` in a form that every server accepts, ready to fold between."""
    checked = _checked(address)
    name = clean_line(address.name)
    if not name:
        return [checked.addr]
    if name.isascii() and "=?" not in name and len(name) < _LONGEST_LINE // 2:
        if not _PLAIN_NAME.fullmatch(name):
            escaped = name.replace("\\", "\\\\").replace('"', '\\"')
            name = f'"{escaped}"'
        return [name, f"<{checked.addr}>"]
    return [*_encoded_words(name, charset), f"<{checked.addr}>"]


def _checked(address: Address) -> Address:
    """Return an address that may go on the wire, its domain in ASCII."""
    local, at, domain = address.addr.rpartition("@")
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise BadInput("address", address.addr) from None
    if not at or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise BadInput("address", address.addr)
    return Address(name=address.name, addr=f"{local}@{domain}")


def _id(message_id: MessageId) -> str:
    if not message_id.isascii() or not _ID.fullmatch(message_id):
        raise BadInput("message_id", message_id)
    return message_id


def _refuse_forbidden(mail: Outgoing) -> None:
    """Raise if an address that must not would stand in any header, encoded or not."""
    people = (mail.sender, *mail.to, *mail.cc, *([mail.reply_to] if mail.reply_to else []))
    values = [part for one in people for part in (one.name, one.addr)]
    values += [mail.subject, mail.message_id, mail.in_reply_to or "", *mail.references]
    values += [value for _, value in mail.headers]
    written = "\n".join(values).lower()
    for address in mail.in_no_header:
        if address and address.lower() in written:
            raise BadInput("header", address)


# ------------------------------------------------------------------ parts


def _plain_part(text: str, charset: Charset) -> bytes:
    """Return the plain text, its long lines soft-broken (RFC 3676): ragged nowhere."""
    flowed = flow(_cleaned(text))
    data = encoded(flowed, charset)
    if data is None:
        charset, data = Charset.UTF_8, flowed.encode("utf-8")
    name = "us-ascii" if data.isascii() and charset is Charset.UTF_8 else charset.value
    return _text_part(data, f'text/plain; charset="{name}";\r\n format=flowed; delsp=yes')


def _shown_part(mail: Outgoing) -> bytes:
    """Return the text for who sees HTML, with its pictures."""
    html = _html_part(mail.html, mail.charset)
    if not mail.pictures:
        return html
    parts = [html, *map(_picture_part, mail.pictures)]
    return _multipart(_inner("html", mail), parts, 'related;\r\n type="text/html"')


def _inner(what: str, mail: Outgoing) -> str:
    """Return the boundary of a multipart within the mail's own."""
    return f"{what}-{mail.boundary}"[:_MAX_BOUNDARY]


def _html_part(html: str, charset: Charset) -> bytes:
    """Return the text for who sees HTML, in the charset of the plain one wherever that can be."""
    cleaned = _cleaned(html)
    data = encoded(cleaned, charset)
    if data is None:
        charset, data = Charset.UTF_8, cleaned.encode("utf-8")
    name = "us-ascii" if data.isascii() and charset is Charset.UTF_8 else charset.value
    return _text_part(data, f'text/html; charset="{name}"')


def _cleaned(text: str) -> str:
    return _CONTROLS.sub("", _BREAKS.sub("\n", text)).replace("\r", "")


def _text_part(data: bytes, kind: str) -> bytes:
    """Return a text: as it is where every server leaves it alone, else base64."""
    data = data.replace(b"\n", _CRLF)
    if not data.endswith(_CRLF):
        data += _CRLF
    plain = data.isascii() and max(map(len, data.split(_CRLF))) < _LONGEST_LINE
    encoding = "7bit" if plain else "base64"
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode("ascii") + (data if plain else _base64(data))


def _file_part(file: OutgoingFile) -> bytes:
    """Return a file, named in RFC 2231 form and in the one that old Outlooks read."""
    return _named_part(file, "Content-Disposition: attachment")


def _picture_part(picture: InlinePicture) -> bytes:
    """Return a picture under the id by which the HTML names it."""
    if not _CID.fullmatch(picture.cid):
        raise BadInput("cid", picture.cid)
    file = OutgoingFile(
        name=picture.name, content=picture.content, content_type=picture.content_type
    )
    return _named_part(file, f"Content-ID: <{picture.cid}>\r\nContent-Disposition: inline")


def _named_part(file: OutgoingFile, said: str) -> bytes:
    """Return a part in base64; the last of the fields ``said`` takes its name."""
    kind = file.content_type.lower()
    if not _CONTENT_TYPE.fullmatch(kind) or kind.startswith(("multipart/", "message/")):
        kind = "application/octet-stream"
    name = clean_line(file.name).replace("/", "_").replace("\\", "_") or "attachment"
    head = f"Content-Type: {kind};\r\n name={_old_name(name)}\r\n"
    head += f"Content-Transfer-Encoding: base64\r\n{said}"
    if name.isascii() and '"' not in name and len(name) < _MAX_LINE - len(" filename="):
        head += f';\r\n filename="{name}"\r\n\r\n'
    else:
        head += "".join(_segments(name)) + "\r\n\r\n"
    return head.encode("ascii") + _base64(file.content)


def _old_name(name: str) -> str:
    """Return a name as RFC 2047 words in quotes: illegal, and what Outlook understands."""
    if name.isascii():
        escaped = name.replace('"', "'")
        return f'"{escaped[: _LONGEST_LINE // 2]}"'
    return '"' + "\r\n ".join(_encoded_words(name)) + '"'


def _segments(name: str) -> list[str]:
    """Return ``filename*0*=`` and so on, each within a line, characters whole."""
    pieces = [""]
    for character in name:
        escaped = quote(character.encode("utf-8"), safe="")
        if len(pieces[-1]) + len(escaped) > _MAX_LINE - len(" filename*000*=utf-8'';"):
            pieces.append("")
        pieces[-1] += escaped
    if len(pieces) == 1:
        return [f";\r\n filename*=utf-8''{pieces[0]}"]
    return [
        f";\r\n filename*{number}*={'' if number else 'utf-8' + chr(39) * 2}{piece}"
        for number, piece in enumerate(pieces)
    ]


def _message_part(raw: bytes) -> bytes:
    """Return a whole mail as an attachment that mail programs open as a mail."""
    data = re.sub(rb"\r\n|\r|\n", _CRLF, raw)
    longest = max(map(len, data.split(_CRLF)))
    if longest > _LONGEST_LINE or b"\0" in data:  # no server would carry it as it is
        return _file_part(OutgoingFile(name="original.eml", content=raw))
    encoding = "7bit" if data.isascii() else "8bit"
    head = (
        'Content-Type: message/rfc822; name="original.eml"\r\n'
        f"Content-Transfer-Encoding: {encoding}\r\n"
        'Content-Disposition: attachment; filename="original.eml"\r\n\r\n'
    )
    return head.encode("ascii") + data


def _multipart(boundary: str, parts: list[bytes], kind: str = "mixed") -> bytes:
    """Put parts between fences."""
    if not _BOUNDARY.fullmatch(boundary):
        raise BadInput("boundary", boundary)
    fence = b"--" + boundary.encode("ascii")
    if any(fence in part for part in parts):
        raise BadInput("boundary", boundary)
    head = f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n'.encode("ascii")
    return head + b"".join(fence + _CRLF + part + _CRLF for part in parts) + fence + b"--\r\n"


def _base64(data: bytes) -> bytes:
    """Return base64 in lines of 76."""
    lines = (data[at : at + 57] for at in range(0, len(data), 57))
    return b"".join(binascii.b2a_base64(line, newline=False) + _CRLF for line in lines) or _CRLF
