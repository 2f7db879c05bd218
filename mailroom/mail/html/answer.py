"""The quoted mail below a formatted reply: as its writer formatted it, wherever that can be."""

from __future__ import annotations

from mailroom.mail.html import small as small_html
from mailroom.mail.html.quote import fold as fold_html
from mailroom.mail.html.safe import whole_html, whole_text
from mailroom.mail.html.small import Line
from mailroom.mail.html.tokens import nested_tokens, written
from mailroom.mail.quote import fold
from mailroom.mail.reading.parsed import ParsedMail


def quote_below(quote: str, mail: ParsedMail | None) -> tuple[Line, ...]:
    """Return a quote as lines of our small HTML.

    Args:
        quote: as plain text: the mail's words under a head, marked by ``>`` or as they are.
        mail: the mail that is quoted. If it came as HTML, and the quote says all of its words and
            nothing else, they keep their formatting; pictures become their names.
    """
    words = fold(whole_text(mail)).visible.strip() if mail is not None and mail.html else ""
    if mail is None or not words:
        return small_html.of_quoted(quote)
    marked = "\n".join(f"> {line}".rstrip() for line in words.splitlines())
    for below, around in ((marked, small_html.quoted), (words, tuple)):
        if quote.endswith(below):
            head = small_html.of_plain(quote.removesuffix(below).removesuffix("\n"))
            return (*head, *around(_visible(mail)))
    return small_html.of_quoted(quote)


def _visible(mail: ParsedMail) -> tuple[Line, ...]:
    """Return what its writer typed, without history and signature, as ``words`` are."""
    typed, _ = fold_html(nested_tokens(whole_html(mail)))
    return small_html.without_pictures(small_html.read(written(typed)))
