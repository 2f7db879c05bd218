"""Address fields: who wrote, to whom, in every shape that real mailers give them.

One pass over the text, whatever it holds; at most ``MAX_ADDRESSES`` come back. Encoded-words are
decoded only after the field is cut into addresses, so that a comma inside a name stays there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mailroom.mail.reading.headers import clean_line, decode_text_words, raw_text

NameAddr = tuple[str, str]
"""(name, address); either may be empty."""

MAX_ADDRESSES = 1_000

# A quote or a bracket without its partner is matched as one plain character by the last branch.
# The counts bound what one failed attempt can cost: 64 kB of escaped quotes stay linear.
_TOKEN = re.compile(
    r"(?P<word>=\?[^?\s]+\?[bBqQ]\?[^?]*\?=)"
    r'|(?P<quoted>"(?:[^"\\]++|\\.){0,60}+")'
    r"|(?P<angle><[^<>]*+>)"
    r"|(?P<comment>\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.){0,50}+\)){0,60}+\))"
    r"|(?P<mark>[,;:])"
    r'|(?P<plain>[^\s"<>(),;:=]++|=)'
    r"|(?P<space>\s++)"
    r"|(?P<odd>.)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BARE_LOCAL = re.compile(r"[a-z0-9][a-z0-9._+-]*")


@dataclass(slots=True)
class _Item:
    """What stands between two separators."""

    phrase: list[str] = field(default_factory=list)
    angle: str | None = None
    quoted: bool = False

    def is_empty(self) -> bool:
        return self.angle is None and not any(part.strip() for part in self.phrase)


def parse_addresses(value: bytes, hint: str = "") -> tuple[NameAddr, ...]:
    """Return the addresses of one field, groups resolved into their members."""
    if not value:
        return ()
    text = raw_text(value, hint)
    simple = _SIMPLE.fullmatch(text)
    if simple is not None:
        name = simple[1] or ""
        name = clean_line(decode_text_words(name, hint)) if "=?" in name else name
        return ((_without_quotes(name), simple[2] or simple[3]),)
    items = _items(_balanced(text))
    addresses: list[NameAddr] = []
    waiting = ""  # a name cut at an unquoted comma: "Doe, John <j@example.org>"
    for item in items:
        name, addr = _read(item, hint)
        if waiting and item.angle is not None and not item.quoted:
            name = f"{waiting}, {name}" if name else waiting
        elif waiting:
            addresses.append((waiting, ""))
        waiting = ""
        if not addr and item.angle is None and not item.quoted:
            waiting = name
        elif name or addr:
            addresses.append((name, addr))
        if len(addresses) >= MAX_ADDRESSES:
            return tuple(addresses)
    if waiting:
        addresses.append((waiting, ""))
    return tuple(addresses)


_SIMPLE = re.compile(
    r"(?:\"?([A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*|(?:=\?[^?\s]+\?[bBqQ]\?[^?\"<>]*\?=[ ]?)+)\"? ?)?"
    r"<([A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)>"
    r"|([A-Za-z0-9._+-]+@[A-Za-z0-9.-]+)"
)


def _balanced(text: str) -> str:
    """Blank out what opens and never closes, so that no match attempt runs to the end in vain."""
    for opening, closing in (('"', '"'), ("<", ">"), ("(", ")")):
        last = text.rfind(closing)
        if opening == closing:
            if text.replace('\\"', "").count('"') % 2:
                text = text[:last] + " " + text[last + 1 :]
        elif text.find(opening, last + 1) >= 0:
            text = text[: last + 1] + _close(text[last + 1 :], opening)
    return text


def _close(tail: str, opening: str) -> str:
    """Mend a tail with an opening bracket that is never closed."""
    if opening == "<":  # "Name <a@example.org": the bracket is only lost
        head, _, rest = tail.partition("<")
        return f"{head}<{rest.replace('<', ' ')}>" if "," not in rest else tail.replace("<", " ")
    return tail.replace(opening, " ")


def _items(text: str) -> list[_Item]:
    """Cut a field at its separators."""
    items = [_Item()]
    group_end = text.rfind(";")
    in_group = False
    for found in _TOKEN.finditer(text):
        kind, lexeme = found.lastgroup, found[0]
        item = items[-1]
        if kind == "mark":
            if lexeme == ":" and (in_group or found.end() > group_end or item.angle is not None):
                item.phrase.append(lexeme)
            elif lexeme == ":":
                items[-1] = _Item()
                in_group = True
            else:
                in_group = in_group and lexeme != ";"
                items.append(_Item())
                if len(items) > 2 * MAX_ADDRESSES:
                    break
        elif kind == "angle":
            item.angle = item.angle or lexeme[1:-1]
        elif kind == "comment":
            pass  # "a@example.org (Name)": a comment is no display name (RFC 5322)
        elif kind == "quoted":
            item.quoted = True
            item.phrase.append(_ESCAPED.sub(r"\1", lexeme[1:-1]))
        else:
            item.phrase.append(" " if kind == "space" else lexeme)
    return [item for item in items if not item.is_empty()]


def _read(item: _Item, hint: str) -> NameAddr:
    """Make one address of what stood between two separators."""
    phrase = clean_line(decode_text_words("".join(item.phrase), hint))
    if item.angle is not None:
        addr = _bare_address(decode_text_words(item.angle, hint))
        if addr or not ("@" in phrase and " " not in phrase):
            return _without_quotes(phrase), addr
    compact = phrase.replace(" ", "")
    if "@" in compact:
        if " " in phrase and not item.quoted:
            return _split_loose(phrase)
        return "", _bare_address(compact)
    if _BARE_LOCAL.fullmatch(phrase) and not item.quoted:
        return "", phrase
    return _without_quotes(phrase), ""


def _split_loose(phrase: str) -> NameAddr:
    """Read ``Name a@example.org``, which somebody's script wrote without brackets."""
    words = phrase.split(" ")
    whole = [word for word in words if "@" in word[1:-1]]
    if len(whole) != 1:
        return "", _bare_address(phrase.replace(" ", ""))
    return " ".join(word for word in words if word != whole[0]), _bare_address(whole[0])


def _bare_address(text: str) -> str:
    """Return an address without blanks, route, ``mailto:`` and stray brackets."""
    addr = clean_line(text).replace(" ", "").strip("<>'\"")
    if addr[:7].lower() == "mailto:":
        addr = addr[7:]
    if addr.startswith("@") and ":" in addr:
        addr = addr.rsplit(":", 1)[1]
    return addr


def _without_quotes(name: str) -> str:
    """Return a name without the quotes that some mailers put around it a second time."""
    while len(name) > 1 and name[0] == name[-1] and name[0] in "'\"":
        name = name[1:-1].strip()
    return re.sub(" {2,}", " ", name)
