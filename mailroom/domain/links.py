"""Where a link of a mail really leads, and whether it pretends to lead elsewhere."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from urllib.parse import unquote, urlsplit

from mailroom.domain.look_alikes import mixes_letters, passes_for, registered

OPENABLE = frozenset({"http", "https", "mailto", "tel"})
_LONG_HOST = 60
_MANY_LABELS = 6
_NUMBER = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}", re.IGNORECASE)
_BREAKS = re.compile("[\t\r\n]+")
_NO_HOST = re.compile(r"[\x00-\x20\x7f%<>|^\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NAMED = re.compile(
    r"(?:https?://)?(?:[^\s/@]{1,80}@)?((?:[\w-]{1,63}\.){1,8}[a-z]{2,24})(?:[/:?#]\S*)?",
    re.IGNORECASE,
)


class Doubt(Enum):
    """Why a link is marked."""

    SHOWS_ANOTHER = "shows_another"  # its words name another host
    LOOKS_LIKE = "looks_like"  # the host passes for one that people know
    LETTERS = "letters"  # written in letters that pass for others
    HIDDEN_HOST = "hidden_host"  # https://bank.example@evil.example/
    NUMBER = "number"  # an IP address instead of a name
    LONG = "long"  # so long that its end, which counts, is not seen
    BROKEN = "broken"  # cannot be read as an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as shown and where it really leads.

    Attributes:
        host: where it leads, decoded from punycode; "" for mailto and tel.
        like: the name it passes for, or the host its words show.
    """

    text: str
    target: str
    host: str = ""
    doubt: Doubt | None = None
    like: str = ""


def judge(target: str, text: str = "", sender: str = "") -> Link:
    """Return what there is to say about a link.

    Args:
        target: the address it opens.
        text: the words it is shown as.
        sender: the address of the mail's sender; a link passing for their domain is marked.
    """
    target = _BREAKS.sub("", target.strip()).replace(" ", "%20")  # as browsers read it
    link = Link(text=text, target=target)
    try:
        parts = urlsplit(target)
        host, user, _port = parts.hostname or "", parts.username, parts.port
    except ValueError:
        return _doubted(link, Doubt.BROKEN)
    if parts.scheme.lower() not in ("http", "https"):
        return link
    shown = _decoded(unicodedata.normalize("NFKC", unquote(host)).rstrip("."))
    link = Link(text=text, target=target, host=shown)
    if not shown or "\\" in parts.netloc or _NO_HOST.search(shown):
        return _doubted(link, Doubt.BROKEN)
    return _judged(link, shown, hidden=user is not None, sender=sender)


def _judged(link: Link, host: str, *, hidden: bool, sender: str) -> Link:
    if hidden:
        return _doubted(link, Doubt.HIDDEN_HOST)
    named = _named_by(link.text)
    if named and not _same_place(named, host):
        return _doubted(link, Doubt.SHOWS_ANOTHER, named)
    if _is_number(host):
        return _doubted(link, Doubt.NUMBER)
    domain = sender.rpartition("@")[2].lower()
    like = passes_for(host, frozenset({registered(domain)}) if "." in domain else frozenset())
    if like:
        return _doubted(link, Doubt.LOOKS_LIKE, like)
    if mixes_letters(host):
        return _doubted(link, Doubt.LETTERS)
    if len(host) > _LONG_HOST or host.count(".") >= _MANY_LABELS:
        return _doubted(link, Doubt.LONG)
    return link


def _doubted(link: Link, doubt: Doubt, like: str = "") -> Link:
    return Link(text=link.text, target=link.target, host=link.host, doubt=doubt, like=like)


def _named_by(text: str) -> str:
    """Return the host that the words of a link are, if they are one."""
    found = _NAMED.fullmatch(" ".join(text.split()))
    return found[1].lower() if found else ""


def _same_place(named: str, host: str) -> bool:
    named, host = named.removeprefix("www."), host.removeprefix("www.")
    return host == named or host.endswith("." + named)


def _is_number(host: str) -> bool:
    if _NUMBER.fullmatch(host):  # browsers read 2130706433 and 0x7f.1 too
        return True
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _decoded(host: str) -> str:
    """Return a host name as people read it."""
    return ".".join(_label(label) for label in host.lower().split("."))


def _label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
