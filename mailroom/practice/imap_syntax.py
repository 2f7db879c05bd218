"""IMAP on the wire: reading one command with its literals, and writing values.

Pure but for the stream it reads. Must not know what a command means.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

MAX_LITERAL = 64 * 1024 * 1024
_LITERAL_MARK = re.compile(rb"\{(\d+)(\+?)\}$")
_TOKEN = re.compile(
    rb'(?P<space> +)|(?P<open>\()|(?P<close>\))|"(?P<quoted>(?:[^"\\]|\\.)*)"'
    rb'|(?P<atom>(?:\[[^\]]*\]|[^ ()"\[])+)'
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Arg: TypeAlias = "bytes | list[Arg]"


class BadSyntax(Exception):
    """The client sent something that is no IMAP."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command as it came in."""

    tag: str
    name: str  # upper case
    by_uid: bool
    args: list[Arg]


async def read_command(
    reader: asyncio.StreamReader, at_literal: Callable[[str, int, bool], Awaitable[None]]
) -> Command | None:
    """Read one command; None at the end of the stream.

    Args:
        reader: the stream.
        at_literal: given the command's name, the size of its literal, and whether the client
            waits to send it; then it sends the continuation.
    """
    pieces: list[bytes | tuple[bytes]] = []  # a literal is wrapped, to tell it from text
    while True:
        line = await reader.readline()
        if not line.endswith(b"\n"):
            return None
        line = line.rstrip(b"\r\n")
        mark = _LITERAL_MARK.search(line)
        if mark is None:
            pieces.append(line)
            break
        size = int(mark[1])
        if size > MAX_LITERAL:
            raise BadSyntax("literal too large")
        await at_literal(_name(pieces, line), size, not mark[2])
        pieces.append(line[: mark.start()])
        try:
            pieces.append((await reader.readexactly(size),))
        except asyncio.IncompleteReadError:
            return None
    return _command(pieces)


def _name(pieces: list[bytes | tuple[bytes]], line: bytes) -> str:
    """Return the name of a command of which only the beginning is there."""
    first = pieces[0] if pieces and isinstance(pieces[0], bytes) else line
    spoken = [word.upper() for word in first.split()[1:3] if word.upper() != b"UID"]
    return spoken[0].decode("latin-1") if spoken else ""


def _command(pieces: list[bytes | tuple[bytes]]) -> Command:
    args = parse(pieces)
    by_uid = len(args) > 1 and args[1:2] in ([b"UID"], [b"uid"])
    if by_uid:
        del args[1]
    match args:
        case [bytes(tag), bytes(name), *rest]:
            upper = name.decode("latin-1").upper()
            return Command(tag=tag.decode("latin-1"), name=upper, by_uid=by_uid, args=rest)
        case _:
            raise BadSyntax("no tag or no command")


def parse(pieces: Iterable[bytes | tuple[bytes]]) -> list[Arg]:
    """Return atoms and strings as bytes, parentheses as lists."""
    stack: list[list[Arg]] = [[]]
    for piece in pieces:
        if isinstance(piece, tuple):
            stack[-1].append(piece[0])
            continue
        position = 0
        while position < len(piece):
            token = _TOKEN.match(piece, position)
            if token is None:
                raise BadSyntax("unbalanced quotes or brackets")
            position = token.end()
            _take(token, stack)
    if len(stack) != 1:
        raise BadSyntax("unbalanced parentheses")
    return stack[0]


def _take(token: re.Match[bytes], stack: list[list[Arg]]) -> None:
    match token.lastgroup:
        case "open":
            inner: list[Arg] = []
            stack[-1].append(inner)
            stack.append(inner)
        case "close":
            stack.pop()
            if not stack:
                raise BadSyntax("unbalanced parentheses")
        case "quoted":
            stack[-1].append(re.sub(rb"\\(.)", rb"\1", token["quoted"]))
        case "atom":
            stack[-1].append(token["atom"])
        case _:
            pass


def text(arg: Arg) -> str:
    """Return an atom or string argument."""
    if not isinstance(arg, bytes):
        raise BadSyntax("a list where a word belongs")
    return arg.decode("latin-1")


def words(arg: Arg) -> list[str]:
    """Return a list of words, or the one word there is."""
    return [text(item) for item in arg] if isinstance(arg, list) else [text(arg)]


def quoted(value: str) -> str:
    """Return a quoted string."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def internal_date(when: datetime) -> str:
    """Return a moment as FETCH INTERNALDATE wants it, whatever the locale."""
    return f'"{when.day:2d}-{_MONTHS[when.month - 1]}-{when:%Y %H:%M:%S %z}"'


def parse_internal_date(value: str) -> datetime:
    """Read a moment as APPEND sends it."""
    day, month, rest = value.strip().split("-", 2)
    number = _MONTHS.index(month.title()) + 1
    return datetime.strptime(f"{day.strip()}-{number}-{rest}", "%d-%m-%Y %H:%M:%S %z")


def parse_day(value: str) -> datetime:
    """Read a day as SEARCH SINCE sends it."""
    day, month, year = value.split("-")
    return datetime(int(year), _MONTHS.index(month.title()) + 1, int(day))  # noqa: DTZ001 - a day


def expand(numbers: str, present: list[int], highest: int) -> list[int]:
    """Return which of the present numbers a set like ``1,5:*`` names, ascending.

    ``n:*`` always names the last one, even where n is beyond it (RFC 3501).
    """
    chosen: set[int] = set()
    for part in numbers.split(","):
        first, _, last = part.partition(":")
        low, high = (_bound(first, highest), _bound(last or first, highest))
        low, high = min(low, high), max(low, high)
        if high - low < len(present):
            chosen.update(range(low, high + 1))
        else:
            chosen.update(number for number in present if low <= number <= high)
    return [number for number in present if number in chosen]


def _bound(value: str, highest: int) -> int:
    if value == "*":
        return highest
    if not value.isdigit():
        raise BadSyntax(f"not a number: {value}")
    return int(value)
