"""Tags that we write into mails so that an answer finds home without reply headers (rule 25).

Phones and web mailers drop References; the quoted text keeps ``mailroom:esc:<token>``. A tag is
only a pointer: rule 27 decides whether its sender may use it.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"mailroom:(case|esc):([0-9A-Za-z_-]{6,64})")
_NUMBER = re.compile(r"\[#(\d{1,9})\]")
_MAX_TEXT = 200_000
_MAX_TAGS = 10


def tag_text(kind: str, value: str) -> str:
    """Return what to write into a mail; ``kind`` is ``case`` or ``esc``."""
    return f"mailroom:{kind}:{value}"


def find_tags(subject: str, *texts: str) -> tuple[str, ...]:
    """Return tags as ``kind:value``, and case numbers in the subject as ``number:128``."""
    found = {f"number:{number}" for number in _NUMBER.findall(subject)}
    for text in (subject, *texts):
        if "mailroom:" in text:
            found |= {f"{kind}:{value}" for kind, value in _TAG.findall(text[:_MAX_TEXT])}
    return tuple(sorted(found)[:_MAX_TAGS])
