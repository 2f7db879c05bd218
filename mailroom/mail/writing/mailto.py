"""Links that open a prepared mail (RFC 6068): ours, and those that people click anywhere.

Ours are read by Outlook, iPhone, Gmail and Thunderbird alike: everything but the plainest letters
is percent-encoded as UTF-8, lines end in CR LF, and the whole stays below the length that Windows
hands to a mail program.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

from mailroom.domain.people import Address
from mailroom.errors import BadInput
from mailroom.mail.addresses import parse_addresses
from mailroom.mail.reading.headers import clean_line

_LONGEST_READ = 100_000
_MOST_FIELDS = 50
_SHOWN = 80

LONGEST = 1_800
"""Characters of a link; Windows and old Outlooks cut at about 2,000."""


def mailto(address: str, subject: str, body: str) -> str:
    """Return the link; a subject that makes it too long is shortened, the body never.

    Raises:
        ValueError: the body alone is too long.
    """
    lines = "\r\n".join(body.splitlines())
    rest = f"mailto:{_encoded(address, '@')}?subject=&body={_encoded(lines)}"
    room = LONGEST - len(rest)
    if room < 0:
        raise ValueError(len(body))
    return rest.replace("?subject=&", f"?subject={_fitting(clean_line(subject), room)}&", 1)


def _fitting(subject: str, room: int) -> str:
    """Return as much of the subject, encoded, as there is room for; whole characters only."""
    encoded = [_encoded(character) for character in subject]
    if sum(map(len, encoded)) <= room:
        return "".join(encoded)
    end = _encoded("…")
    kept, length = [], len(end)
    for one in encoded:
        length += len(one)
        if length > room:
            break
        kept.append(one)
    return "".join(kept) + (end if room >= len(end) else "")


def _encoded(text: str, safe: str = "") -> str:
    return quote(text.encode("utf-8", "replace"), safe=safe)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a link says about the mail that somebody is going to write."""

    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    subject: str = ""
    body: str = ""


def read_mailto(link: str) -> Prepared:
    """Return what a ``mailto:`` link prepares; a bare address counts as one.

    Anybody can write a link: only recipients, subject and text are taken from it, never a file,
    and nothing in it can begin another header.

    Raises:
        BadInput: it is none, or far too long.
    """
    scheme, colon, rest = link.strip().partition(":")
    if not colon and "@" in scheme:
        rest = scheme
    elif scheme.lower() != "mailto":
        raise BadInput("mailto", link[:_SHOWN])
    if len(rest) > _LONGEST_READ:
        raise BadInput("mailto", link[:_SHOWN], "long")
    path, _, query = rest.partition("?")
    said: dict[str, list[str]] = {"to": [unquote(path)]}
    for field in query.split("&")[:_MOST_FIELDS]:
        name, _, value = field.partition("=")
        said.setdefault(unquote(name).lower(), []).append(unquote(value))
    return Prepared(
        to=_addresses(said["to"]),
        cc=_addresses(said.get("cc", [])),
        bcc=_addresses(said.get("bcc", [])),
        subject=clean_line(" ".join(said.get("subject", []))),
        body=_text("\n".join(said.get("body", []))),
    )


def _addresses(values: list[str]) -> tuple[Address, ...]:
    typed = clean_line(",".join(value for value in values if value))
    found = parse_addresses(typed.encode("utf-8", "replace"))
    return tuple(Address(name=name, addr=addr.lower()) for name, addr in found if "@" in addr)


def _text(body: str) -> str:
    """Return lines without anything that is no letter."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(one for one in line if one.isprintable() or one == "\t")
                     for line in lines)  # fmt: skip
