"""The colours of an HTML mail: kept where they can be read, mended where they cannot.

A mail is written for white paper. Text that would stand out too little from what is behind it (a
background picture that is not loaded, pale grey) is made darker or lighter until it can be read;
a mail whose only colours are black and white has none of its own and follows the window.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from typing import NamedTuple

from mailroom.mail.html.text import BLOCKS
from mailroom.mail.html.tokens import VOID, Token, attributes, with_attributes

Rgb = tuple[int, int, int]
WHITE: Rgb = (255, 255, 255)
INK: Rgb = (27, 35, 39)
LINK: Rgb = (15, 95, 140)
"""Of the paper that a coloured mail is shown on, also in a dark window (``ui.theme.LIGHT``)."""

LEAST_CONTRAST = 4.5
_CELLS = frozenset({"table", "tr", "td", "th"})
_PAINTED_ALONE = BLOCKS | {"table"}
_BLACKISH, _WHITISH = 0.05, 0.85  # luminance of what counts as no colour
_STEPS = 20
_SOLID = 0.5  # less opaque than that, a colour is not what is seen
_LINEAR_BELOW = 0.04045

_NAMES = """
black 000000 white ffffff red ff0000 green 008000 blue 0000ff yellow ffff00 gray 808080
grey 808080 silver c0c0c0 maroon 800000 olive 808000 lime 00ff00 aqua 00ffff cyan 00ffff
teal 008080 navy 000080 fuchsia ff00ff magenta ff00ff purple 800080 orange ffa500 pink ffc0cb
brown a52a2a gold ffd700 darkred 8b0000 darkblue 00008b darkgreen 006400 darkgray a9a9a9
darkgrey a9a9a9 lightgray d3d3d3 lightgrey d3d3d3 dimgray 696969 dimgrey 696969 crimson dc143c
tomato ff6347 coral ff7f50 salmon fa8072 steelblue 4682b4 royalblue 4169e1 skyblue 87ceeb
lightblue add8e6 indigo 4b0082 violet ee82ee khaki f0e68c beige f5f5dc ivory fffff0
whitesmoke f5f5f5 gainsboro dcdcdc aliceblue f0f8ff lightyellow ffffe0 lightgreen 90ee90
slategray 708090 slategrey 708090 darkslategray 2f4f4f darkorange ff8c00 firebrick b22222
forestgreen 228b22 seagreen 2e8b57 midnightblue 191970 dodgerblue 1e90ff deeppink ff1493
hotpink ff69b4 chocolate d2691e windowtext 000000 window ffffff
"""
_words = _NAMES.split()
_NAMED = dict(zip(_words[::2], _words[1::2], strict=True))
_HEX = re.compile(r"#?([0-9a-f]{3,8})")
_CALL = re.compile(r"(rgb|hsl)a?\(([^()]{1,60})\)")
_NUMBER = re.compile(r"-?(?:\d{1,6}(?:\.\d{1,6})?|\.\d{1,6})%?")
_COLOUR_IN = re.compile(r"#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^()]{1,60}\)|\b[a-z]{3,20}\b")
_ADDRESS = re.compile(r"url\([^)]*\)")
_SAYS_COLOUR = re.compile(r"color|background", re.IGNORECASE)


class Ground(NamedTuple):
    """What a text stands on and is written in."""

    ink: Rgb
    paper: Rgb


def parse(value: str) -> Rgb | None:
    """Return a colour as written in HTML or CSS; nothing for one nobody can see or read."""
    text = value.strip().lower()
    text = _NAMED.get(text, text)
    found = _HEX.fullmatch(text)
    if found is not None:
        return _from_hex(found[1])
    call = _CALL.fullmatch(text)
    return _from_call(call[1], _NUMBER.findall(call[2])) if call is not None else None


def _from_hex(digits: str) -> Rgb | None:
    if len(digits) in (3, 4):
        digits = "".join(char * 2 for char in digits)
    solid = int(digits[6:] or "ff", 16) / 255
    if len(digits) not in (6, 8) or solid < _SOLID:
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _from_call(kind: str, numbers: list[str]) -> Rgb | None:
    match numbers:
        case [_, _, _, alpha, *_] if _part(alpha, 1.0) < _SOLID:
            return None
        case [red, green, blue, *_] if kind == "rgb":
            parts = (_part(red, 255.0), _part(green, 255.0), _part(blue, 255.0))
        case [hue, saturation, light, *_]:
            turn = float(hue.rstrip("%")) / 360 % 1
            parts = colorsys.hls_to_rgb(turn, _part(light, 100.0), _part(saturation, 100.0))
        case _:
            return None
    return round(255 * parts[0]), round(255 * parts[1]), round(255 * parts[2])


def _part(number: str, whole: float) -> float:
    value = float(number.rstrip("%")) / (100.0 if number.endswith("%") else whole)
    return min(max(value, 0.0), 1.0)


def luminance(colour: Rgb) -> float:
    """Return how bright a colour is, from 0 to 1 (WCAG)."""
    red, green, blue = (
        part / 12.92 if part <= _LINEAR_BELOW else ((part + 0.055) / 1.055) ** 2.4
        for part in (one / 255 for one in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(ink: Rgb, paper: Rgb) -> Rgb:
    """Return the nearest colour of that kind that can be read on ``paper``."""
    if contrast(ink, paper) >= LEAST_CONTRAST:
        return ink
    towards = (0, 0, 0) if contrast((0, 0, 0), paper) >= contrast(WHITE, paper) else WHITE
    for step in range(1, _STEPS + 1):
        red, green, blue = (
            round(mine + (theirs - mine) * step / _STEPS)
            for mine, theirs in zip(ink, towards, strict=True)
        )
        if contrast((red, green, blue), paper) >= LEAST_CONTRAST:
            return red, green, blue
    return towards


def mend(pieces: Sequence[Token]) -> tuple[list[Token], bool]:
    """Return a text whose colours can all be read, and whether it has colours of its own."""
    asked = [worn(token) for token in pieces]
    if not any(_is_own(ink, paper) for ink, paper in asked):
        return [_without(token) for token in pieces], False
    grounds = [Ground(INK, WHITE)]
    out: list[Token] = []
    for token, (ink, paper) in zip(pieces, asked, strict=True):
        if token.closes:
            grounds.pop()
        elif token.tag and token.tag not in VOID:
            around = grounds[-1]
            wanted = ink or (LINK if token.tag == "a" else around.ink)
            behind = paper or around.paper
            ground = Ground(readable(wanted, behind), behind)
            grounds.append(ground)
            out.append(_dressed(token, ground, around))
            continue
        out.append(token)
    return out, True


def worn(token: Token) -> tuple[Rgb | None, Rgb | None]:
    """Return the colour of the words and of the background that a tag asks for."""
    if not token.tag or not _SAYS_COLOUR.search(token.text):
        return None, None
    values = attributes(token.text)
    styles = declarations(values.get("style", ""))
    ink = parse(styles.get("color", "")) or parse(values.get("color", ""))
    paper = parse(styles.get("background-color", "")) or parse(values.get("bgcolor", ""))
    if paper is None and "background" in styles:
        words = _COLOUR_IN.findall(_ADDRESS.sub("", styles["background"].lower()))
        paper = next((found for found in map(parse, words) if found is not None), None)
    return ink, paper


def _is_own(ink: Rgb | None, paper: Rgb | None) -> bool:
    return (ink is not None and luminance(ink) > _BLACKISH) or (
        paper is not None and luminance(paper) < _WHITISH
    )


def declarations(style: str) -> dict[str, str]:
    """Return what a style attribute says, by property; the last of a name counts."""
    found: dict[str, str] = {}
    for one in style.split(";")[:60]:
        name, colon, value = one.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip()
    return found


def _dressed(token: Token, ground: Ground, around: Ground) -> Token:
    """Write the colours that a tag changes, as every reader understands them.

    A background is said again for what stands in it: a layout paints it behind lines only. With
    it always the colour of the words: a mail's tables do not stand in each other as they seem to.
    """
    plain = _without(token)
    said = {}
    inherits = ground.paper == around.paper
    if not inherits or (ground.paper != WHITE and token.tag in _PAINTED_ALONE):
        said["background-color"] = _written(ground.paper)
    if said or ground.ink != around.ink or token.tag == "a":
        said["color"] = _written(ground.ink)
    if not said:
        return plain
    values = attributes(plain.text)
    styles = [values["style"]] if values.get("style") else []
    values["style"] = "; ".join([*styles, *(f"{name}: {value}" for name, value in said.items())])
    if "background-color" in said and token.tag in _CELLS:
        values["bgcolor"] = said["background-color"]
    return Token(with_attributes(values), token.tag)


def _without(token: Token) -> Token:
    """Leave the colours of a tag out."""
    if not token.tag or token.closes or not token.text:
        return token
    values = attributes(token.text)
    kept = {name: value for name, value in values.items() if name not in ("color", "bgcolor")}
    if "style" in kept:
        styles = declarations(kept["style"])
        kept["style"] = "; ".join(
            f"{name}: {value}"
            for name, value in styles.items()
            if not name.startswith("background") and name != "color"
        )
    return Token(with_attributes(kept), token.tag)


def _written(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
