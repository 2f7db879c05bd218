"""HTML of a mail made safe to show: no script, no network, no file, no address of anything.

Two layers, each holding alone: this one leaves nothing in that could fetch or run, and the window
loads nothing but the mail's own images. ``html_tokens`` bounds the nesting, ``html_colours`` makes
the words readable, ``html_quote`` takes out what is folded; nh3 decides what stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape, unescape

import nh3

from mailroom.domain.links import OPENABLE, Doubt, Link, judge
from mailroom.domain.rich_text import CID, LINK, REMOTE, RemotePicture, RichText
from mailroom.mail.html.colours import declarations, mend, worn
from mailroom.mail.html.parts import pages
from mailroom.mail.html.quote import fold
from mailroom.mail.html.text import BLOCKS, html_to_text
from mailroom.mail.html.tokens import (
    MAX_HTML,
    Token,
    as_html,
    attributes,
    nested_tokens,
    with_attributes,
    written,
)
from mailroom.mail.reading.parsed import ParsedMail

_SHOWN_TAGS = (
    "a abbr b big blockquote br caption center cite code dd del div dl dt em font h1 h2 h3 h4 h5 h6"
    " hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot"
    " th thead tr tt u ul var"
)
_TAGS = frozenset(_SHOWN_TAGS.split())
_ALIGNED = {"align", "style", "dir"}
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"dir"},  # and no title, which nh3 would leave everywhere
    **{tag: {"style", "dir"} for tag in _TAGS},
    **{tag: set(_ALIGNED) for tag in ("div", "p", "h1", "h2", "h3", "h4", "caption", "tr")},
    "a": {"href", "style"},
    "img": {"src", "alt", "width", "height", "style"},
    "table": {"border", "cellpadding", "cellspacing", "width", "bgcolor", *_ALIGNED},
    "td": {"colspan", "rowspan", "width", "valign", "bgcolor", *_ALIGNED},
    "th": {"colspan", "rowspan", "width", "valign", "bgcolor", *_ALIGNED},
    "font": {"color", "size", "face", "style"},
    "ol": {"start", "type", "style"},
}
_STYLE_NAMES = (
    "font-weight font-style font-size font-family text-decoration text-align text-indent"
    " vertical-align margin-left margin-right white-space line-height color background-color"
    " padding padding-left padding-right padding-top padding-bottom"
)
_STYLES = frozenset(_STYLE_NAMES.split())
_COLOURS = frozenset({"color", "background-color"})
_MAX_ENTITIES = 100_000  # each costs nh3 6 microseconds; beyond it the words are shown plain
_PAGE = 8_000
"""Characters laid out at once: well below 100 ms (R6), also where they are table cells."""
_SCHEMES = frozenset({"link", "remote", "cid"})
_REMOTE = re.compile(r"(?:https?:)?//\S", re.IGNORECASE)
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px)?\s*", re.IGNORECASE)
_TINY = 2  # pixels; nobody sees such a picture
_MOST_PIXELS = 2_000
_MOST = {
    "colspan": 40, "rowspan": 200, "width": _MOST_PIXELS, "height": _MOST_PIXELS, "border": 20,
    "cellpadding": 60, "cellspacing": 60, "size": 7, "start": 1e9, "font-size": 400,
    "margin-left": 300, "margin-right": 300, "padding": 60, "padding-left": 60,
    "padding-right": 60, "padding-top": 60, "padding-bottom": 60, "text-indent": 300,
    "line-height": 400,
}  # fmt: skip
"""Numbers above these say nothing about a letter; a layout takes minutes over some of them."""
_NUMBER = re.compile(r"\d{1,20}(?:\.\d{1,20})?")
_MAX_LINKS, _MAX_PICTURES = 5_000, 2_000
_MARK = Token(' style="color: #a31515; background-color: #fdf3d7; font-weight: 600"', "span")
_MARK_ENDS = Token("", "span", closes=True)
_PAPER = (Token(' width="100%" cellpadding="8"', "table"), Token("", "tr"))


def rich_text(source: str, *, sender: str = "") -> RichText:
    """Return what may be shown of an HTML text.

    Args:
        source: HTML as it came.
        sender: address of the mail's sender; a link that passes for their domain is marked.
    """
    if len(source) > MAX_HTML or source.count("&") > _MAX_ENTITIES:
        source = as_html(html_to_text(source))
    pieces, coloured = mend(_tidy(list(_framed(nested_tokens(source)))))
    found: list[RemotePicture] = []
    links: list[Link] = []
    pieces = list(_with_links(list(_with_pictures(pieces, found)), links, sender))
    typed, folded = fold(pieces)
    return RichText(
        pages=_clean(typed),
        quoted=_clean(folded) if folded else (),
        links=tuple(links),
        pictures=tuple(found),
        coloured=coloured,
    )


def _clean(pieces: Sequence[Token]) -> tuple[str, ...]:
    """Return pages with nothing in them but what is known to be harmless."""
    return tuple(
        nh3.clean(
            written(page),
            tags=set(_TAGS),
            attributes=_ATTRIBUTES,
            attribute_filter=_keep,
            url_schemes=set(_SCHEMES),
            filter_style_properties=set(_STYLES),
            link_rel=None,
        )
        for page in pages(pieces, _PAGE)
    )


def _keep(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if value.lower().startswith((CID, REMOTE)) else None
    if name == "href":
        return value if tag == "a" and value.startswith(LINK) else None
    if name == "style":
        return "; ".join(
            f"{one}: {said}" for one, said in declarations(value).items() if _is_sane(one, said)
        )
    most = _MOST.get(name)
    if most is not None and any(float(number) > most for number in _NUMBER.findall(value)):
        return None
    return value


def _is_sane(name: str, value: str) -> bool:
    """Tell whether a style asks for a size that a letter may have, not one that stops a layout."""
    most = _MOST.get(name, _MOST_PIXELS)
    return name in _COLOURS or all(float(number) <= most for number in _NUMBER.findall(value))


def _framed(pieces: Iterable[Token]) -> Iterator[Token]:
    """Turn a coloured page into a frame around it; a layout paints nothing behind tables."""
    frames: list[bool] = []
    for token in pieces:
        if token.tag != "body":
            yield token
        elif not token.closes:
            frames.append(worn(token)[1] is not None)
            if frames[-1]:
                yield from _PAPER
            yield Token(token.text, "td" if frames[-1] else "div")
        elif frames.pop():
            yield from (Token("", tag, closes=True) for tag in ("td", "tr", "table"))
        else:
            yield Token("", "div", closes=True)


def _tidy(pieces: Sequence[Token]) -> list[Token]:
    """Write line breaks at the end of a block as everybody shows them: as nothing.

    The break that is all there is in a block is an empty line.
    """
    out: list[Token] = []
    for at, token in enumerate(pieces):
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if token.tag != "br" or after is None or not (after.closes and after.tag in BLOCKS):
            out.append(token)
        elif out and out[-1].tag == after.tag and not out[-1].closes:
            out.append(Token("&nbsp;"))
        elif out and out[-1].tag == "br":
            out.append(token)
    return out


def _with_pictures(pieces: Iterable[Token], found: list[RemotePicture]) -> Iterator[Token]:
    """Number the pictures of the web; words stand for what is never shown."""
    for token in pieces:
        if token.tag != "img" or token.closes:
            yield token
            continue
        values = attributes(token.text)
        source = unescape(values.get("src", "")).strip()
        if source.lower().startswith(CID):
            yield token
        elif not _REMOTE.match(source) or len(found) >= _MAX_PICTURES:
            yield Token(values.get("alt", ""))
        else:
            address = source if source[0] != "/" else f"https:{source}"
            found.append(RemotePicture(address=address, tracking=_is_tiny(values)))
            if found[-1].tracking:
                yield Token(values.get("alt", ""))
            else:
                values["src"] = f"{REMOTE}{len(found) - 1}"
                yield Token(with_attributes(values), "img")


def _is_tiny(values: dict[str, str]) -> bool:
    """Tell whether a picture is too small to be seen: it is there to report."""
    styles = declarations(values.get("style", ""))
    sizes = (
        _PIXELS.fullmatch(styles.get(name) or values.get(name, "")) for name in ("width", "height")
    )
    return any(size is not None and int(size[1]) <= _TINY for size in sizes)


def _with_links(pieces: Sequence[Token], links: list[Link], sender: str) -> Iterator[Token]:
    """Number the links, and say behind a doubtful one where it leads."""
    mark = ""
    for at, token in enumerate(pieces):
        if token.tag != "a":
            yield token
            continue
        if token.closes:
            yield token
            if mark:
                yield from (_MARK, Token(f"&nbsp;[! {escape(mark)}]&nbsp;"), _MARK_ENDS)
            mark = ""
            continue
        values = attributes(token.text)
        target = unescape(values.pop("href", "")).strip()
        if target.partition(":")[0].lower() in OPENABLE and len(links) < _MAX_LINKS:
            link = judge(target, _words(pieces, at), sender)
            mark = "" if link.doubt is None else _name(link)
            values["href"] = f"{LINK}{len(links)}"
            links.append(link)
        yield Token(with_attributes(values), "a")


_LONGEST_MARK = 60


def _name(link: Link) -> str:
    """Return the host of a doubtful link, its end first to be seen."""
    host = link.host if link.doubt is not Doubt.BROKEN and link.host else "?"
    return host if len(host) <= _LONGEST_MARK else "…" + host[-_LONGEST_MARK:]


_LONGEST_WORDS = 200  # tokens that a link is looked through for its words


def _words(pieces: Sequence[Token], at: int) -> str:
    """Return the words of a link."""
    words: list[str] = []
    for token in pieces[at + 1 : at + _LONGEST_WORDS]:
        if token.tag == "a" and token.closes:
            break
        words.append(token.text if not token.tag else "")
    return " ".join(unescape("".join(words)).split())


def whole_html(mail: ParsedMail) -> str:
    """Return everything a mail says as one HTML text, not yet sanitised."""
    return "\n".join(
        piece.content if piece.html else f"<div>{as_html(piece.content)}</div>"
        for piece in mail.parts
        if piece.html or not piece.twice
    )


def whole_text(mail: ParsedMail) -> str:
    """Return everything a mail says as plain text, for searching, quoting and reading aloud."""
    return "\n".join(
        html_to_text(piece.content) if piece.html else piece.content
        for piece in mail.parts
        if not (piece.html and piece.twice)
    )
