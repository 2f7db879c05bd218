"""Links that open a prepared mail (RFC 6068), for Outlook, iPhone, Gmail and Thunderbird alike.

Everything but the plainest letters is percent-encoded as UTF-8, lines end in CR LF, and the whole
stays below the length that Windows hands to a mail program.
"""

from __future__ import annotations

from urllib.parse import quote

from mailroom.mail.headers import clean_line

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
