"""Where the quoted mail stands in a reply: below the words, between them, or nowhere.

A draft holds the quote that goes along below its words as the field ``quote``; one that was left
out is kept as ``unquoted``, so that it can be put back. Pure change of a ``Draft``.
"""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.drafts import Draft, ReplyKind
from mailroom.settings import Quoting

QUOTE, UNQUOTED = "quote", "unquoted"


def quoted(draft: Draft, style: Quoting) -> Draft:
    """Return a fresh draft in a style of quoting; what is forwarded always goes along."""
    quote = dict(draft.fields).get(QUOTE, "")
    if not quote or style is Quoting.BELOW or draft.kind is ReplyKind.FORWARD:
        return draft
    aside = replace(draft, fields=with_quote(draft.fields, "", quote))
    if style is Quoting.NONE:
        return aside
    at = after_greeting(draft.text)
    return replace(aside, text=f"{draft.text[:at]}{quote}\n{draft.text[at:]}")


def with_quote(
    fields: tuple[tuple[str, str], ...], quote: str, unquoted: str
) -> tuple[tuple[str, str], ...]:
    """Return the fields of a draft with this quote, and this one left out."""
    others = tuple(one for one in fields if one[0] not in {QUOTE, UNQUOTED})
    mine = ((QUOTE, quote), (UNQUOTED, unquoted))
    return others + tuple(one for one in mine if one[1])


def after_greeting(text: str) -> int:
    """Return where writing begins: below the salutation, if there is one."""
    found = text.find("\n\n")
    return found + 2 if found >= 0 else 0
