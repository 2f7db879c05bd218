"""A formatted mail as it leaves: the same words for who sees HTML and for who does not.

The plain part is made of the HTML and never says anything else: who approves a mail, or looks for
what is risky in it, reads the text. Must not read files or send.
"""

from __future__ import annotations

from dataclasses import dataclass

from mailroom.errors import BadInput
from mailroom.mail.html import small as small_html
from mailroom.mail.html.answer import quote_below
from mailroom.mail.html.small_text import as_page, as_plain
from mailroom.mail.reading.parsed import ParsedMail
from mailroom.service.outgoing.replies import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a mail says: ``html`` is a whole page, empty for a mail of plain text only."""

    text: str
    html: str = ""


def said(reply: Reply, answered: ParsedMail | None) -> Said:
    """Return both forms of a reply.

    The quoted mail below the words goes along as HTML too: as its writer formatted it if it came
    so and nobody changed the quote, without its pictures.

    Raises:
        BadInput: text and HTML do not say the same.
    """
    if not reply.html:
        return Said(text=reply.text)
    shown = {one.cid for one in reply.inline}
    words = small_html.without_pictures(small_html.read(reply.html), but=shown)
    quote = _below(reply, as_plain(words).rstrip())
    if not quote:
        return Said(text=reply.text or f"{as_plain(words).rstrip()}\n", html=as_page(words))
    page = as_page((*words, small_html.Line(), *quote_below(quote, answered)))
    return Said(text=reply.text, html=page)


def _below(reply: Reply, words: str) -> str:
    """Return what the text says below the words: the quoted mail."""
    if not reply.text.strip():
        return ""
    lines = reply.text.split("\n")
    typed = words.split("\n")
    above, below = lines[: len(typed)], lines[len(typed) :]
    if [one.rstrip() for one in above] != [one.rstrip() for one in typed]:
        raise BadInput("html", reply.case, "differs")
    return "\n".join(below).strip("\n")
