"""Servers on a bad day: accidents set up while the server runs.

Knows the names of commands; must not know how they work. Nothing here waits for a clock: what is
late comes when the test says so.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import Enum


class Act(Enum):
    """What goes wrong."""

    NO = "NO"
    BAD = "BAD"
    BYE = "BYE"  # says good-bye and hangs up, the command undone
    DROP_BEFORE = "drop before"  # hangs up, the command undone
    DROP_AFTER = "drop after"  # hangs up, the command done: its answer is lost
    DROP_LATER = "drop later"  # hangs up; the command is done when ``surface`` is called
    HANG = "hang"  # says nothing more
    SAY = "say"  # the text instead of doing anything; {tag} is the command's, {end} hangs up
    NO_LITERAL = "no literal"  # never asks for the literal that the client waits to send
    HALF_LITERAL = "half literal"  # asks for it, reads half of it and says nothing more
    WAIT = "wait"  # does nothing until the test lets it


AT_THE_LITERAL = frozenset({Act.NO_LITERAL, Act.HALF_LITERAL})


class Hold:
    """A command that waits: the server is slow, and the test says for how long.

    Attributes:
        reached: set once a client's command waits here.
    """

    def __init__(self) -> None:
        self.reached = threading.Event()
        self._released: Future[None] = Future()

    def release(self) -> None:
        """Let the command be done, now and whenever it comes."""
        if not self._released.done():
            self._released.set_result(None)

    async def passing(self) -> None:
        """Wait in the server's loop."""
        self.reached.set()
        await asyncio.wrap_future(self._released)


@dataclass(slots=True, kw_only=True)
class CommandFault:
    """An accident at a command."""

    command: str  # upper case, without UID; "" means any
    act: Act
    text: str = "practice fault"
    skip: int = 0  # so many such commands go before, whatever becomes of them
    times: int = 1  # then it happens so often
    hold: Hold | None = None


@dataclass(slots=True)
class Faults:
    """The accidents that wait for their occasion; shared by all connections of a server.

    Attributes:
        cut_after_bytes: each connection ends after so many bytes from the server.
        late: what was asked for on connections that are gone, and is not done yet.
    """

    cut_after_bytes: int | None = None
    late: list[Callable[[], Awaitable[object]]] = field(
        default_factory=list[Callable[[], Awaitable[object]]]
    )
    _commands: list[CommandFault] = field(default_factory=list[CommandFault])

    def at(
        self, command: str, act: Act, *, text: str = "practice fault", skip: int = 0, times: int = 1
    ) -> None:
        """Plan an accident at a command ("" for any)."""
        self._commands.append(
            CommandFault(command=command.upper(), act=act, text=text, skip=skip, times=times)
        )

    def hold(self, command: str, *, skip: int = 0) -> Hold:
        """Let the next such command wait until the test releases it."""
        hold = Hold()
        self._commands.append(
            CommandFault(command=command.upper(), act=Act.WAIT, skip=skip, hold=hold)
        )
        return hold

    @property
    def is_over(self) -> bool:
        """Return whether every accident at a command that was planned has happened."""
        return not self._commands

    @property
    def left(self) -> int:
        """Return how many accidents at commands are still to happen."""
        return sum(fault.times for fault in self._commands)

    def clear(self) -> None:
        """Let everything go well from now on."""
        self._commands.clear()
        self.cut_after_bytes = None

    def take(self, command: str, *, at_literal: bool = False) -> CommandFault | None:
        """Return the accident that happens at this command now, if any.

        Args:
            command: its name.
            at_literal: whether it is still being read, and its literal comes next.
        """
        chosen: CommandFault | None = None
        for fault in self._commands:
            if fault.command not in {"", command} or (fault.act in AT_THE_LITERAL) != at_literal:
                continue
            if fault.skip > 0:
                fault.skip -= 1
            elif chosen is None:
                chosen = fault
        if chosen is not None:
            chosen.times -= 1
            if chosen.times <= 0:
                self._commands.remove(chosen)
        return chosen
