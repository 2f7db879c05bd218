"""HTML of a mail made safe to show: no script, no network, no file, nothing but ``cid:`` images.

Two layers, each holding alone: this one leaves nothing in that could fetch or run, and the window
loads nothing but the mail's own images. ``html_tokens`` bounds the nesting; nh3 decides what stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

import nh3

from mailroom.mail.html_text import html_to_text
from mailroom.mail.html_tokens import MAX_HTML, as_html, nested
from mailroom.mail.parse import ParsedMail

_SHOWN_TAGS = (
    "a abbr b big blockquote br caption center cite code dd del div dl dt em font h1 h2 h3 h4 h5 h6"
    " hr i img ins kbd li ol p pre q s samp small span strike strong sub sup table tbody td tfoot"
    " th thead tr tt u ul var"
)
_TAGS = frozenset(_SHOWN_TAGS.split())
_ALIGNED = {"align", "style", "dir"}
_ATTRIBUTES: dict[str, set[str]] = {
    **{tag: {"style", "dir"} for tag in _TAGS},
    **{tag: set(_ALIGNED) for tag in ("div", "p", "h1", "h2", "h3", "h4", "caption", "tr")},
    "a": {"href", "title", "style"},
    "img": {"src", "alt", "title", "width", "height", "style"},
    "table": {"border", "cellpadding", "cellspacing", "width", "bgcolor", *_ALIGNED},
    "td": {"colspan", "rowspan", "width", "valign", "bgcolor", *_ALIGNED},
    "th": {"colspan", "rowspan", "width", "valign", "bgcolor", *_ALIGNED},
    "font": {"color", "size", "face"},
    "ol": {"start", "type", "style"},
}
_COLOURS = frozenset({"color", "background-color"})
_STYLE_NAMES = (
    "font-weight font-style font-size font-family text-decoration text-align text-indent"
    " vertical-align margin-left margin-right white-space line-height"
)
_STYLES = frozenset(_STYLE_NAMES.split())
_MAX_ENTITIES = 100_000  # each costs nh3 6 microseconds; beyond it the words are shown plain
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "cid"})
_REMOTE = re.compile(
    r"(?:\b(?:src|background|srcset|poster)\s*=\s*[\"']?\s*|url\(\s*[\"']?\s*)(?:https?:)?//",
    re.IGNORECASE,
)
_CID = re.compile(r'src="cid:([^"]+)"')
_IMAGE_WITHOUT_SOURCE = re.compile(r"<img(?![^>]* src=)[^>]*>")
_ALT = re.compile(r' alt="([^"]*)"')
_LINK = re.compile(r'<a\b[^>]*? ?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_LOOKS_LIKE_HOST = re.compile(
    r"\s*(?:https?://)?((?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24})(?:[/:?#]\S*)?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as shown and where it really leads.

    ``deceptive`` if it shows one host and leads to another, or the host is written in letters
    that can pass for others.
    """

    text: str
    target: str
    deceptive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeHtml:
    """HTML that may be shown, with what was found in it.

    Attributes:
        blocked: how many things it wanted to fetch from the network.
        content_ids: the mail's own images that it shows.
    """

    html: str
    blocked: int = 0
    content_ids: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


def sanitise(source: str, *, colours: bool = True) -> SafeHtml:
    """Return what may be shown of an HTML text.

    Args:
        source: HTML as it came.
        colours: keep the sender's colours; without them a dark window stays readable.
    """
    if len(source) > MAX_HTML or source.count("&") > _MAX_ENTITIES:
        return SafeHtml(html=as_html(html_to_text(source)), blocked=len(_REMOTE.findall(source)))
    dropped = frozenset() if colours else frozenset({"bgcolor", "color"})

    def keep(tag: str, name: str, value: str) -> str | None:
        if name in dropped:
            return None
        if name == "src":
            return value if value.lower().startswith("cid:") else None
        if tag == "a" and name == "href" and value.lower().startswith("cid:"):
            return None
        return value

    clean = nh3.clean(
        nested(source),
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=set(_SCHEMES),
        filter_style_properties=set(_STYLES | _COLOURS if colours else _STYLES),
        link_rel=None,
    )
    clean = _IMAGE_WITHOUT_SOURCE.sub(_words_of_image, clean)
    return SafeHtml(
        html=clean,
        blocked=len(_REMOTE.findall(source)),
        content_ids=tuple(dict.fromkeys(unescape(one) for one in _CID.findall(clean))),
        links=tuple(_link(target, shown) for target, shown in _LINK.findall(clean)),
    )


def _words_of_image(image: re.Match[str]) -> str:
    """Return what stands for an image that is not shown."""
    found = _ALT.search(image[0])
    return found[1] if found else ""


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


def _link(target: str, shown: str) -> Link:
    """Judge one link of the sanitised text."""
    address = unescape(target)
    text = " ".join(unescape(re.sub(r"<[^>]*>", "", shown)).split())
    return Link(text=text, target=address, deceptive=_deceives(text, address))


def _deceives(text: str, target: str) -> bool:
    """Tell whether a link shows another host than it leads to."""
    try:
        host = (urlsplit(target).hostname or "").lower()
    except ValueError:
        return True
    if not host:
        return False
    if not host.isascii() or "xn--" in host:
        return True
    found = _LOOKS_LIKE_HOST.fullmatch(text)
    if found is None:
        return False
    named = found[1].lower().removeprefix("www.")
    return host.removeprefix("www.") != named and not host.endswith("." + named)
