"""A well nested text taken apart into parts that are well nested again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mailroom.mail.html.tokens import VOID, Token

_TAG_WEIGHT, _CELL_WEIGHT, _PICTURE_WEIGHT = 20, 60, 300
"""Characters that take as long to lay out; all takes twice as long for each table around it."""

_LONGEST_TEXT, _LONGEST_ENTITY = 1_000, 12


class Part:
    """Tokens of one part; what stands around them is opened and closed as needed."""

    def __init__(self) -> None:
        self._out: list[Token] = []
        self._open: list[Token] = []

    def reach(self, around: Sequence[Token]) -> None:
        """Stand within these elements: close others, open what is missing."""
        same = 0
        while same < min(len(around), len(self._open)) and self._open[same] is around[same]:
            same += 1
        self._close_to(same)
        self._out += around[same:]
        self._open += around[same:]

    @property
    def tables(self) -> int:
        """Return how many tables are open around what comes next."""
        return sum(1 for token in self._open if token.tag == "table")

    def write(self, token: Token, around: Sequence[Token]) -> None:
        """Add text or a whole tag that stands within these elements."""
        self.reach(around)
        self._out.append(token)

    def result(self) -> list[Token]:
        """Return all tokens, well nested."""
        self._close_to(0)
        return self._out

    def _close_to(self, kept: int) -> None:
        self._out += [Token("", one.tag, closes=True) for one in reversed(self._open[kept:])]
        del self._open[kept:]


def distribute(pieces: Sequence[Token], part_of: Callable[[int], Part]) -> None:
    """Give every token to its part, by its place; each part gets the elements around it too."""
    around: list[Token] = []
    for at, token in enumerate(pieces):
        if token.closes:
            around.pop()
        elif token.tag and token.tag not in VOID:
            around.append(token)
            part_of(at).reach(around)  # also an empty cell has its width
        else:
            part_of(at).write(token, around)


def pages(pieces: Sequence[Token], most: int) -> list[list[Token]]:
    """Cut a text into parts that are laid out in about the same time.

    Args:
        pieces: well nested.
        most: the weight of a part, in characters of running text.
    """
    cutter = _Cutter([one for token in pieces for one in _shorter(token)], most)
    return cutter.cut()


class _Cutter:
    """Goes through a text and begins a new part when the last one is heavy enough."""

    def __init__(self, pieces: Sequence[Token], most: int) -> None:
        self._pieces = pieces
        self._most = most
        self._done = [Part()]
        self._weight = 0.0

    def cut(self) -> list[list[Token]]:
        distribute(self._pieces, self._part_of)
        return [part.result() for part in self._done]

    def _part_of(self, at: int) -> Part:
        token = self._pieces[at]
        heavy = self._weight_of(token)
        full = self._weight and self._weight + heavy > self._most
        if full and (token.tag in _BREAKS or self._weight + heavy > 1.5 * self._most):
            self._done.append(Part())
            self._weight = 0.0
        self._weight += heavy
        return self._done[-1]

    def _weight_of(self, token: Token) -> float:
        times = max(1.0, _OF_A_TABLE * 2.0 ** self._done[-1].tables)
        if not token.tag:
            return len(token.text) * times
        return _WEIGHTS.get(token.tag, _TAG_WEIGHT) * times


_OF_A_TABLE = 0.35
_WEIGHTS = dict.fromkeys(("td", "th", "table"), _CELL_WEIGHT) | {"img": _PICTURE_WEIGHT}
_BREAKS = frozenset({"p", "div", "br", "tr", "td", "table", "ul", "ol", "li", "hr", "blockquote"})


def _shorter(token: Token) -> Iterator[Token]:
    """Cut a long text without tags, behind a sentence or word, never within an entity."""
    text, start = token.text, 0
    while not token.tag and len(text) - start > _LONGEST_TEXT:
        end = start + _LONGEST_TEXT
        gap = max(text.rfind(mark, end - _LONGEST_TEXT // 4, end) for mark in "。、 \n;")
        entity = text.rfind("&", end - _LONGEST_ENTITY, end)
        if gap > 0:
            end = gap + 1
        elif entity > 0:
            end = entity
        yield Token(text[start:end])
        start = end
    yield Token(text[start:]) if start else token
