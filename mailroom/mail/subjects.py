"""Subjects as threads see them: reply marks, list tags and letter width taken away.

The cleaned form is only for comparing (rule 25); people are always shown the subject as sent.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_MAX_LENGTH = 500
_MARK = re.compile(
    r"(?:re|fw|fwd|aw|wg|sv|vs|tr|antw|rif|返信|転送|回覆|回复|答复|轉寄|转发)"
    r"\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^?\d{1,3})?\s?:\s*"
)
_FORWARD = re.compile(r"(?:fwd?|wg|tr|転送|轉寄|转发)")
_AUTOMATIC_MARK = re.compile(
    r"(?:automatic reply|auto(?:matic)?[ -]?response|auto[ -]?reply"
    r"|out of (?:the )?office(?: reply)?|undeliverable|undelivered|returned mail|delivery failure"
    r"|自動返信|自動応答|自動配信|不在通知|不在返信|配信不能|未配信|配信エラー|開封済み)\s?:\s*"
    r"|【(?:自動返信|自動応答|自動配信|不在通知)】\s*"
)
_LIST_TAG = re.compile(r"\[[^\[\]]{1,60}\]\s*")
_BLANKS = re.compile(r"\s+")


class CleanSubject(NamedTuple):
    """A subject ready to compare, and whether it said that it answers or forwards something.

    ``forward_marked``: that was the last thing done; an answer to a forwarded mail is an answer.
    """

    text: str
    reply_marked: bool
    automatic_marked: bool
    forward_marked: bool


def clean_subject(subject: str) -> CleanSubject:
    """Take the marks off a subject; ``【…】`` stays, it is part of what people mean."""
    text = unicodedata.normalize("NFKC", subject[:_MAX_LENGTH]).casefold()
    text = _BLANKS.sub(" ", text).strip()
    marked = automatic = forward = False
    while text:
        if found := _MARK.match(text):
            forward = forward or (not marked and _FORWARD.match(text) is not None)
            marked = True
        elif found := _AUTOMATIC_MARK.match(text):
            automatic = automatic or not marked  # "Fw: Undeliverable:" is a person's
            marked = True
        elif not (found := _LIST_TAG.match(text)) or found.end() == len(text):
            break  # nothing but a tag: then the tag is the subject
        text = text[found.end() :]
    return CleanSubject(text.strip(), marked, automatic, forward)
