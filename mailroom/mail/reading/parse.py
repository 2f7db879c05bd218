"""A mail as people read it, from any bytes.

``parse_mail`` never raises and never hangs: every step below it is linear, and ``mime`` and
``headers`` cap what they read. It measures 8-10 times faster than mail-parser and reads what that
library leaves garbled (facts.md), so mail-parser is the second reader: it gets the mails on which
our own code fails, which is a bug of ours, and must not cost anybody a mail.
"""

from __future__ import annotations

import mimetypes
import re
from dataclasses import replace

from mailroom.domain.invites import Invite
from mailroom.domain.seal import Seal
from mailroom.mail.reading import charset, sealed, tnef
from mailroom.mail.reading.calendar_text import read_invites, words_of
from mailroom.mail.reading.flowed import unflow
from mailroom.mail.reading.headers import Headers, clean_line, read_block, relabelled
from mailroom.mail.reading.mime import Part, Structure, decode_transfer
from mailroom.mail.reading.parsed import (
    Attachment,
    ParsedMail,
    TextPart,
    header_of,
    of_headers,
    with_line_feeds,
)
from mailroom.mail.reading.second_reader import read_with_mailparser

MAX_TEXT = 2 * 1024 * 1024  # bytes of one text part that are shown and searched; the raw mail stays
MAX_SIGNED = 64 * 1024 * 1024  # bytes of a signed envelope that is opened
ENCLOSED = frozenset({"message/rfc822", "message/global", "message/news"})
_MAX_HEAD = 16 * 1024  # bytes of an enclosed mail in which its subject is looked for
_MAX_NAME = 80
_MAX_INVITE = 256 * 1024  # bytes of a calendar text that are read
_MAX_WRAPPED = 5  # envelopes in envelopes
_WRAPPED = -1  # the alternative that text and HTML of a winmail.dat are to each other

_UU_BEGIN = re.compile(
    rb"^begin 0?[0-7]{3} ([^\r\n]{1,200})\r?\n(?=[!-`][ -`]{0,90}\r?\n)", re.MULTILINE
)
_UU_END = re.compile(rb"^(?:`|[ ])?\r?\n?end[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_MAX_UU = 50
_WORD_CHARSET = re.compile(rb"=\?([A-Za-z0-9_.-]{1,40})\?[bBqQ]\?")
_REPORT_TYPES = frozenset(
    {
        "message/delivery-status",
        "message/disposition-notification",
        "message/feedback-report",
        "message/global-delivery-status",
        "text/rfc822-headers",
    }
)
_RICH = frozenset({"text/enriched", "text/richtext"})
_RICH_TAG = re.compile(r"<param>[^<]{0,200}</param>|</?[A-Za-z][A-Za-z-]{0,30}>", re.IGNORECASE)
_TEXT_LIKE = frozenset({"text/plain", "text/html"}) | _RICH


def parse_mail(raw: bytes, *, charset: str = "") -> ParsedMail:
    """Read a mail. Never raises; what cannot be understood is in ``defects``.

    Args:
        raw: the mail as it came.
        charset: what a person chose to read it as, whatever it declares (N30).
    """
    try:
        return _read(raw, charset)
    except Exception as error:  # noqa: BLE001 - one mail must never stop the queue (R4)
        return read_with_mailparser(raw, reason=f"{type(error).__name__}: {error}")


def _read(raw: bytes, chosen: str) -> ParsedMail:
    """Read a mail with our own code."""
    raw = with_line_feeds(raw)
    block = header_of(raw)
    headers = relabelled(block.headers, chosen) if chosen else block.headers
    structure = Structure(raw, charset=chosen)
    body = _Body(headers, chosen)
    for part in structure.leaves(headers, block.body):
        body.add(part)
    pieces = body.text_parts()
    return replace(
        of_headers(headers, body.charset),
        headers=block.headers,
        text="\n".join(piece.content for piece in pieces if not piece.html),
        html="\n".join(piece.content for piece in pieces if piece.html),
        parts=pieces,
        attachments=tuple(body.attachments),
        reports=tuple(body.reports),
        seal=body.seal,
        invites=tuple(dict.fromkeys(body.invites)),
        defects=tuple(dict.fromkeys((*block.defects, *structure.defects, *body.defects))),
    )


class _Body:
    """Sorts the leaves of a mail into text, attachments and reports."""

    def __init__(self, headers: Headers, chosen: str) -> None:
        self._chosen = chosen
        self.attachments: list[Attachment] = []
        self.reports: list[Attachment] = []
        self.invites: list[Invite] = []
        self.seal = Seal.NONE
        self.defects: list[str] = []
        self.charset = ""
        self._wrapped = 0
        self._headers = headers
        self._texts: list[tuple[str, bool, int]] = []  # content, is HTML, alternative

    def add(self, part: Part) -> None:
        """Take the next leaf."""
        seal = sealed.seal_of_part(part.type.full, part.type.get("smime-type"), part.name)
        if self._is_text(part):
            self._add_text(part)
        elif part.report and part.type.full in _REPORT_TYPES:
            self.reports.append(_attachment(part))
        elif tnef.is_tnef(part.type.full, part.name):
            self._add_wrapped(_attachment(part))
        elif seal is Seal.NONE or not self._add_sealed(part, seal):
            self.attachments.append(_attachment(part))
            if part.type.full == "text/calendar":
                self._add_invites(part)

    def _add_wrapped(self, part: Attachment) -> None:
        """Take what Outlook wrapped up; the wrapping stays only if something is left in it."""
        found = tnef.unwrap(part.content)
        if found is None:
            self.attachments.append(part)
            return
        has_words = bool(self._texts)
        for text, is_html in ((found.text, False), (found.html, True)):
            if text and not has_words:
                self._texts.append((text[:MAX_TEXT], is_html, _WRAPPED))
        self.attachments += [
            Attachment(
                filename=file.name,
                content_type=file.content_type,
                source=file.content,
                content_id=file.content_id,
                inline=bool(file.content_id) and file.content_type.startswith("image/"),
            )
            for file in found.files
        ]
        if not found.complete:
            self.defects.append("a winmail.dat that cannot be read whole")
            self.attachments.append(part)

    def _add_sealed(self, part: Part, seal: Seal) -> bool:
        """Note how the mail is sealed; take the words if they only lie in a signed envelope."""
        if not self.seal.hides:
            self.seal = seal
        if seal is not Seal.SMIME_SIGNED or self._wrapped >= _MAX_WRAPPED:
            return False
        inner = sealed.signed_content(decode_transfer(part.encoded(MAX_SIGNED), part.encoding))
        if inner is None:
            return False
        self._wrapped += 1
        block = header_of(inner)
        structure = Structure(inner, charset=self._chosen)
        for leaf in structure.leaves(block.headers, block.body):
            self.add(leaf)
        return True

    def _add_invites(self, part: Part) -> None:
        data = decode_transfer(part.encoded(_MAX_INVITE), part.encoding)
        found = read_invites(charset.decode(data, part.type.get("charset") or "utf-8").text)
        self.invites += found
        if not self._texts and found:
            words = "\n\n".join(words_of(one) for one in found)
            self._texts.append((words, False, part.alternative))

    def text_parts(self) -> tuple[TextPart, ...]:
        """Return the pieces of the text."""
        forms = {(group, html) for content, html, group in self._texts if group and content}
        return tuple(
            TextPart(content=content, html=html, twice=(group, not html) in forms)
            for content, html, group in self._texts
        )

    def _is_text(self, part: Part) -> bool:
        """Tell whether a leaf is read as text rather than offered as a file."""
        if part.type.full not in _TEXT_LIKE or part.unread or part.disposition.kind == "attachment":
            return False
        if part.related and part.type.full == "text/html" and "content-id" in part.headers:
            return False
        # Mailers that name the text itself exist; a named part after the text is a file.
        return not part.name or not self._texts

    def _add_text(self, part: Part) -> None:
        if part.end - part.start > MAX_TEXT:
            self.defects.append("a text too long to show whole")
        rich = part.type.full in _RICH
        if rich and any(group == part.alternative != 0 for _, _, group in self._texts):
            return  # the same once more
        data = decode_transfer(part.encoded(MAX_TEXT), part.encoding)
        if not rich and b"\nend" in data and _UU_BEGIN.search(data):
            data = self._without_uuencoded(data)
        label = part.type.get("charset")
        is_html = part.type.full == "text/html"
        if is_html and not label and not data.isascii():
            label = charset.declared_in_html(data)
        hint = "" if label else self.charset or self._charset_of_words()
        if self._chosen:
            decoded = charset.decode_chosen(data, self._chosen)
        else:
            decoded = charset.decode(data, label, hint)
        if not decoded.as_labelled and not data.isascii():
            self.defects.append(f"text is {decoded.codec}, declared {label or 'nothing'}")
        self.charset = self.charset or (label if decoded.as_labelled else decoded.codec)
        content = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
        if rich:
            content = _RICH_TAG.sub("", content)
        elif not is_html and part.type.get("format").lower() == "flowed":
            content = unflow(content, delete_space=part.type.get("delsp").lower() == "yes")
        if not is_html and "-----BEGIN PGP" in content:
            self.seal = self.seal if self.seal.hides else sealed.seal_of_text(content)
            content = sealed.without_armour(content)
        self._texts.append((content.rstrip("\n"), is_html, part.alternative))

    def _without_uuencoded(self, data: bytes) -> bytes:
        """Take files out of a text into which a mailer of old has written them."""
        out: list[bytes] = []
        at = 0
        for _ in range(_MAX_UU):
            found = _UU_BEGIN.search(data, at)
            end = _UU_END.search(data, found.end()) if found is not None else None
            if found is None or end is None:
                break
            name = charset.decode(found[1]).text
            self.attachments.append(
                Attachment(
                    filename=clean_line(name),
                    content_type=_type_by_name(name),
                    source=data[found.start() : end.end()],
                    encoding="uuencode",
                )
            )
            out.append(data[at : found.start()])
            at = end.end()
        return b"".join(out) + data[at:]

    def _charset_of_words(self) -> str:
        """Return the charset of the encoded-words in the headers, for a text that declares none."""
        for name in ("subject", "from"):
            found = _WORD_CHARSET.search(self._headers.raw(name))
            if found:
                return found[1].decode("ascii")
        return ""


def _type_by_name(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _attachment(part: Part) -> Attachment:
    """Make an attachment of a leaf."""
    content_id = clean_line(part.headers.raw("content-id").decode("utf-8", "replace"))
    inline = part.disposition.kind == "inline" or (bool(content_id) and part.related)
    return Attachment(
        filename=part.name or _name_of_enclosed(part),
        content_type=part.type.full,
        source=part.source,
        start=part.start,
        end=part.end,
        encoding=part.encoding,
        content_id=content_id.strip("<>"),
        inline=inline,
    )


def _name_of_enclosed(part: Part) -> str:
    """Return a name for an enclosed mail that has none: its subject."""
    if part.type.full not in ENCLOSED or part.encoding in ("base64", "quoted-printable"):
        return ""
    block = read_block(part.encoded(_MAX_HEAD), 0, min(part.end - part.start, _MAX_HEAD))
    subject = block.headers.text("subject")[:_MAX_NAME]
    return f"{subject}.eml" if subject else ""


def enclosed(attachment: Attachment) -> ParsedMail | None:
    """Return the mail that an attachment is, or ``None`` if it is something else."""
    is_mail = attachment.content_type in ENCLOSED or attachment.filename.lower().endswith(".eml")
    return parse_mail(attachment.content) if is_mail else None
