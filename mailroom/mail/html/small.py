"""Our own small HTML: all that a formatted mail of ours can say.

A text is a row of lines ``<div>…</div>``, an empty one being ``<div><br></div>``; around lines
stand ``blockquote``, and ``ul`` or ``ol`` of ``li``; in a line stand ``b``, ``i``, ``u``,
``a[href]`` (http, https, mailto) and ``img[src=cid:…][alt]``. No style, no other attribute, no
other address. Whatever comes in (a word processor, a web page, a window's own editor, a customer's
mail) is read into ``Line`` values and written anew, so that nothing else can come through.

Lines are ``div`` because every mail program shows those without a gap, as plain text has none; a
``p`` that comes from elsewhere has one, which becomes an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby
from typing import NamedTuple

from mailroom.mail.html.tokens import Token, attributes, nested_tokens

MAX_DEPTH = 8
"""How often quotes and lists may hold each other; what lies deeper is shown at this depth."""

QUOTE = "blockquote"
LISTS = frozenset({"ul", "ol"})
HARD = "\0"
"""A blank that counts, of who keeps each; written as a no-break space where one is needed."""

_PICTURE = "\ufffc"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffc]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAKS = re.compile("[\u2028\u2029]")
_BLANK_RUN = re.compile(f"[ \xa0{HARD}]+")
_MARKS = re.compile(r"(?:> ?)+")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\^`{|}]{1,2000}", re.IGNORECASE)
_CID = re.compile(r"cid:([A-Za-z0-9!#$%&*+/=?^_{|}~.@-]{1,200})", re.IGNORECASE)
_LONGEST_NAME = 200
_STYLE = re.compile(r"([a-z-]{1,40})\s*:\s*([^;]*+)", re.IGNORECASE)
_BOLD = re.compile(r"bold|[6-9]\d\d", re.IGNORECASE)
_NO_GAP = re.compile(r"0*(?:\.0+)?(?:px|pt|cm|mm|em|in)?(?:\s|\Z)", re.IGNORECASE)
_PIXELS = re.compile(r"\d{1,4}")
_PIXELS_A_QUOTE = 40  # by which Qt's editor moves one in
_WORD_LIST = re.compile(r"l(\d{1,4}) level(\d)", re.IGNORECASE)
_RULE = "-" * 20

_BOLD_TAGS = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_ITALIC_TAGS = frozenset({"i", "em", "cite", "dfn", "var", "address"})
_UNDERLINED_TAGS = frozenset({"u", "ins"})
_GAP_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "dl", "pre"})
_BLOCK_TAGS = (
    "address article aside body center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header html legend li main menu nav p pre section summary table tbody tfoot"
    " thead tr ul ol blockquote"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())


class Run(NamedTuple):
    """Text of one look, or a picture, whose ``text`` is its name."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    href: str = ""
    cid: str = ""


class Around(NamedTuple):
    """A quote or a list; two beside each other are told apart by ``number``."""

    tag: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        runs: what stands in it; nothing in an empty line.
        within: the quotes and lists around it, the outermost first.
        item: whether it begins an item of the innermost list.
    """

    runs: tuple[Run, ...] = ()
    within: tuple[Around, ...] = ()
    item: bool = False


def read(source: str) -> tuple[Line, ...]:
    """Return the lines of any HTML; of what our own cannot say, the words. Never raises."""
    return _Reader(source).lines()


def of_plain(text: str) -> tuple[Line, ...]:
    """Return the lines of a plain text, each blank as it was typed."""
    typed = _BREAKS.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return tuple(Line(_spaced([Run(_hard(_CONTROLS.sub("", one)))])) for one in typed)


def of_quoted(text: str) -> tuple[Line, ...]:
    """Return the lines of a plain text whose quotes are marked by ``>``."""
    lines: list[Line] = []
    for typed in _BREAKS.sub("\n", text).split("\n"):
        marks = _MARKS.match(typed)
        depth = min(marks[0].count(">"), MAX_DEPTH) if marks is not None else 0
        [line] = of_plain(typed[marks.end() :] if marks is not None else typed)
        lines.append(replace(line, within=tuple(Around(QUOTE, -one) for one in range(depth))))
    return tuple(lines)


def quoted(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines with a quote around them."""
    around = Around(QUOTE, 0)
    return tuple(replace(one, within=(around, *one.within)[:MAX_DEPTH]) for one in lines)


def without_pictures(lines: Iterable[Line], but: Collection[str] = ()) -> tuple[Line, ...]:
    """Return lines with the name of each picture where it stood, ``but`` of these content ids."""
    return tuple(
        replace(
            one,
            runs=tuple(
                Run(named(run), href=run.href) if run.cid and run.cid not in but else run
                for run in one.runs
            ),
        )
        for one in lines
    )


def pictures(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the content ids of the pictures that stand in lines, each once, in their order."""
    return tuple(dict.fromkeys(run.cid for one in lines for run in one.runs if run.cid))


def named(picture: Run) -> str:
    """Return the words that stand for a picture where none can be shown."""
    return f"［画像: {picture.text}］" if picture.text else "［画像］"


# ------------------------------------------------------------------ reading


class _Look(NamedTuple):
    """How what comes is meant where the reader stands."""

    bold: bool = False
    italic: bool = False
    underline: bool = False
    href: str = ""
    within: tuple[Around, ...] = ()
    keeps_blanks: bool = False
    skipped: bool = False
    gap: bool = False  # has space above and below, as paragraphs of other people have


class _Reader:
    """Goes through tags and text once; knows the look and the line it stands in."""

    def __init__(self, source: str) -> None:
        self._editor = 'name="qrichtext"' in source[:1_000]  # Qt's: each block is a line
        self._lines: list[Line] = []
        self._runs: list[Run] = []
        self._looks = [_Look()]
        self._item: Around | None = None  # the list whose next line begins an item
        self._gap = False  # there is space above the next line
        self._lists = 0
        self._tokens = nested_tokens(source)
        for at, token in enumerate(self._tokens):
            if not token.tag:
                self._text(unescape(token.text))
            elif token.closes:
                self._close(token.tag)
            else:
                self._open(token, at)
        self._end_line()

    def lines(self) -> tuple[Line, ...]:
        """Return all lines."""
        return tuple(self._lines)

    # --- text ----------------------------------------------------------------------------------

    def _text(self, source: str) -> None:
        look = self._looks[-1]
        if look.skipped:
            return
        text = _BREAKS.sub("\n", _CONTROLS.sub("", source)) if look.keeps_blanks else source
        if self._editor:  # it writes none that counts
            text = text.replace("\r", "").replace("\n", "")
        first, *others = text.split("\n") if look.keeps_blanks else [text]
        self._put(first)
        for other in others:
            self._break()
            self._put(other)

    def _put(self, source: str) -> None:
        """Take text within a line."""
        look = self._looks[-1]
        if look.keeps_blanks:
            text = _hard(source)
        else:
            text = _CONTROLS.sub("", _BLANKS.sub(" ", _BREAKS.sub(" ", source)))
            if not self._runs or self._runs[-1].text.endswith(" "):
                text = text.removeprefix(" ")
        if text:
            underline = look.underline and not look.href  # a link is shown with one anyway
            self._add(Run(text, look.bold, look.italic, underline, look.href))

    def _add(self, run: Run) -> None:
        if not self._runs and self._gap:
            self._open_gap()
        self._runs.append(run)

    def _open_gap(self) -> None:
        """Put the empty line before this one that others show as space."""
        self._gap = False
        within = self._looks[-1].within
        last = self._lines[-1] if self._lines else None
        in_list = bool(within) and within[-1].tag in LISTS
        if last is not None and last.runs and last.within == within and not in_list:
            self._lines.append(Line(within=within))

    def _break(self) -> None:
        """End the line, even an empty one."""
        within = self._looks[-1].within
        innermost = next((one for one in reversed(within) if one.tag in LISTS), None)
        before = self._lines[-1].within if self._lines else ()
        item = innermost is not None and (innermost == self._item or innermost not in before)
        if item:
            self._item = None
        self._lines.append(Line(_spaced(_stripped(self._runs)), within, item))
        self._runs = []

    def _end_line(self) -> None:
        """End the line if there is one."""
        if _stripped(self._runs):
            self._break()
        self._runs = []

    # --- tags ----------------------------------------------------------------------------------

    def _open(self, token: Token, at: int) -> None:
        name, values = token.tag, attributes(token.text)
        match name:
            case "br":
                self._break()
                return
            case "img":
                self._picture(values)
                return
            case "hr":
                self._end_line()
                self._put(_RULE)
                self._end_line()
                return
            case "td" | "th" if self._runs:
                self._put("\u3000")
            case _ if name in _BLOCKS:
                self._end_line()
            case _:
                pass
        style = {one[1].lower(): one[2].strip() for one in _STYLE.finditer(_said(values, "style"))}
        look = self._opened(name, style, values)
        if (word := _WORD_LIST.search(style.get("mso-list", ""))) and name == "p":
            look = self._in_word_list(look, int(word[1]), int(word[2]), at)
        elif name == "li":
            look = self._in_item(look)
        self._gap = self._gap or look.gap
        self._looks.append(look)

    def _close(self, name: str) -> None:
        """Take a closing tag; each that opened has its own."""
        if name in _BLOCKS:
            self._end_line()
        look = self._looks.pop()
        if name == "li" and self._item is not None and self._item in look.within:
            self._looks.append(look)  # an item without words is one all the same
            self._break()
            self._looks.pop()
        self._gap = self._gap or look.gap

    def _opened(self, name: str, style: dict[str, str], values: dict[str, str]) -> _Look:
        """Return the look within an element."""
        look = self._looks[-1]
        weight, slant = style.get("font-weight", ""), style.get("font-style", "")
        line = style.get("text-decoration", "")
        href = "".join(_said(values, "href").split()) if name == "a" else ""
        return look._replace(
            bold=bool(_BOLD.match(weight)) if weight else look.bold or name in _BOLD_TAGS,
            italic=slant != "normal" if slant else look.italic or name in _ITALIC_TAGS,
            underline="underline" in line if line else look.underline or name in _UNDERLINED_TAGS,
            href=href if _LINK.fullmatch(href) else look.href,
            within=self._within(name, style, look.within),
            keeps_blanks=look.keeps_blanks
            or name == "pre"
            or (self._editor and name in ("p", "li")),
            skipped=look.skipped or "ignore" in style.get("mso-list", "").lower(),
            gap=name in _GAP_TAGS and not self._editor and _has_gap(style, values),
        )

    def _within(
        self, name: str, style: dict[str, str], within: tuple[Around, ...]
    ) -> tuple[Around, ...]:
        """Return the quotes and lists around what stands in an element."""
        if name in LISTS or name == QUOTE:
            self._lists += 1
            return (*within, Around(name, self._lists))[:MAX_DEPTH]
        line = self._editor and name in {"p", "li"}
        moved = _PIXELS.match(style.get("margin-left", "")) if line else None
        depth = min(int(moved[0]) // _PIXELS_A_QUOTE if moved else 0, MAX_DEPTH)
        return (*(Around(QUOTE, -one) for one in range(depth)), *within)[:MAX_DEPTH]

    def _in_item(self, look: _Look) -> _Look:
        """Begin an item; one in no list is in one of its own."""
        lists = [one for one in look.within if one.tag in LISTS]
        if not lists:
            lists = [Around("ul", 0)]
            look = look._replace(within=(*look.within[: MAX_DEPTH - 1], *lists))
        self._item = lists[-1]
        return look

    def _in_word_list(self, look: _Look, number: int, level: int, at: int) -> _Look:
        """Begin an item of a list of Word, which writes each as a paragraph with its mark."""
        mark = next((one.text for one in self._tokens[at + 1 : at + 9] if one.text.strip("\r\n ")
                     and not one.tag), "")  # fmt: skip
        tag = "ol" if unescape(mark).strip()[:1].isalnum() else "ul"
        lists = (Around(tag, -1 - 10 * number - one) for one in range(min(level, MAX_DEPTH)))
        look = look._replace(within=(*look.within, *lists)[:MAX_DEPTH], gap=False)
        self._item = look.within[-1]
        return look

    def _picture(self, values: dict[str, str]) -> None:
        """Take a picture of the mail's own; of any other its words."""
        name = _CONTROLS.sub("", " ".join(_said(values, "alt").split()))[:_LONGEST_NAME]
        found = _CID.fullmatch(_said(values, "src").strip())
        if self._looks[-1].skipped:
            return
        if found is not None:
            self._add(Run(name, href=self._looks[-1].href, cid=found[1]))
        elif name:
            self._put(name)


def _said(values: dict[str, str], name: str) -> str:
    return unescape(values.get(name, ""))


def _has_gap(style: dict[str, str], values: dict[str, str]) -> bool:
    """Tell whether others would show space around a paragraph."""
    below = style.get("margin-bottom", style.get("margin", ""))
    return not _said(values, "class").startswith("Mso") and not (below and _NO_GAP.match(below))


def _hard(text: str) -> str:
    return text.replace("\t", HARD * 4).replace(" ", HARD)


def _stripped(runs: Sequence[Run]) -> list[Run]:
    """Return a line without blanks at its end that nobody shows."""
    left = list(runs)
    while left and not left[-1].cid:
        rest = left[-1].text.rstrip(" ")
        if rest:
            left[-1] = left[-1]._replace(text=rest)
            break
        left.pop()
    return left


def _spaced(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return a line with its blanks as every reader keeps them, equal looks joined."""
    line = "".join(_PICTURE if run.cid else run.text for run in runs)
    if not line.strip(f" \xa0{HARD}"):
        return ()

    def written(found: re.Match[str]) -> str:
        length = len(found[0])
        if found.end() == len(line) or (length == 1 and found.start() == 0):
            return "\xa0" * length
        if length == 1:
            return found[0].replace(HARD, " ")
        return ("\xa0 " * length)[:length]

    rest = _BLANK_RUN.sub(written, line)
    spaced: list[Run] = []
    for run in runs:
        length = 1 if run.cid else len(run.text)
        spaced.append(run if run.cid else run._replace(text=rest[:length]))
        rest = rest[length:]
    joined: list[Run] = []
    for look, same in groupby(spaced, key=lambda run: (run[1:], run.text if run.cid else "")):
        pieces = list(same)
        joined += (
            pieces if look[0][-1] else [pieces[0]._replace(text="".join(p.text for p in pieces))]
        )
    return tuple(joined)
