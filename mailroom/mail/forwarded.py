"""The customer in a mail that somebody passed on to us ("Fwd:", 転送).

Owns: finding who wrote the mail inside, be it attached whole or copied into the text under a
block of fields as mail programs write it, Japanese and English. Whether that person is the
customer of the case is decided by the fold, which knows who passed it on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mailroom.domain.people import Address
from mailroom.domain.threads.providers import company_of
from mailroom.mail.addresses import NameAddr, parse_addresses
from mailroom.mail.html.text import html_to_text
from mailroom.mail.reading.parse import parse_mail
from mailroom.mail.reading.parsed import Attachment, ParsedMail
from mailroom.mail.subjects import clean_subject

_MAX_TEXT = 50_000
_MAX_LINES = 2_000
_MAX_FIELD = 500
_MAX_NAME = 200
_MAX_ADDRESS = 320
_MAX_ATTACHED = 2 * 1024 * 1024
_BLOCK = 8  # lines among which the other fields stand
_ENOUGH = 2  # other fields that make it a block
_COLON = r"\s*\*?\s*[:：]\*?\s*"


def _field(names: str, value: str = "") -> re.Pattern[str]:
    return re.compile(rf"[\s>＞*|]*(?:{names}){_COLON}{value}", re.IGNORECASE)


_AUTHOR = _field("from|差出人|送信者|送信元|von|de", r"(\S.*)")
_OTHERS = (
    _field("sent|date|送信日時|日時|日付|gesendet|datum"),
    _field("to|宛先|an|à"),
    _field("subject|件名|betreff|objet"),
)
_MAILTO = re.compile(r"[\[<(]\s*mailto:\s*([^\s\[\]<>()]+)\s*[\])>]", re.IGNORECASE)
_IN_ROUND = re.compile(r"[(（]\s*([^\s()（）<>@]+@[^\s()（）<>@]+)\s*[)）]")


def author_inside(mail: ParsedMail, own_addresses: frozenset[str]) -> Address | None:
    """Return who wrote the mail that this one passes on; None if it passes none on.

    Not who passed it on, nor one of ours: of a mail passed on twice the customer is looked for.
    """
    if not clean_subject(mail.subject).forward_marked or not mail.from_:
        return None
    forwarder = mail.from_[0][1].lower()
    house = {company_of(addr) for addr in own_addresses} - {None}
    insiders = house if company_of(forwarder) in house else set()
    for name, found in _authors(mail):
        addr = found.lower()
        if not 0 < len(addr) <= _MAX_ADDRESS or "@" not in addr or addr == forwarder:
            continue
        if addr not in own_addresses and company_of(addr) not in insiders:
            return Address(name=name[:_MAX_NAME], addr=addr)
    return None


def _authors(mail: ParsedMail) -> Iterator[NameAddr]:
    attached = [one for one in mail.attachments if one.content_type == "message/rfc822"]
    if len(attached) == 1:
        yield from _authors_attached(attached[0])
    yield from _authors_in(mail.text or html_to_text(mail.html[:_MAX_TEXT]))


def _authors_attached(attachment: Attachment) -> Iterator[NameAddr]:
    if attachment.size <= _MAX_ATTACHED:
        inner = parse_mail(attachment.content)
        yield from (inner.from_ or inner.sender)[:1]


def _authors_in(text: str) -> Iterator[NameAddr]:
    """Yield the writers of the mails in a text, the outermost first."""
    lines = text[:_MAX_TEXT].split("\n")[:_MAX_LINES]
    for at, line in enumerate(lines):
        found = _AUTHOR.match(line[:_MAX_FIELD])
        if found is None:
            continue
        below = [other[:_MAX_FIELD] for other in lines[at + 1 : at + 1 + _BLOCK]]
        if sum(any(map(field.match, below)) for field in _OTHERS) >= _ENOUGH:
            written = _IN_ROUND.sub(r"<\1>", _MAILTO.sub(r"<\1>", found[1]))
            yield from parse_addresses(written.replace("*", "").encode())[:1]
