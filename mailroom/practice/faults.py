"""Servers as they are in the wild, and servers on a bad day.

A ``Persona`` is what a server is like from the start; ``Faults`` are accidents set up while it
runs. Knows the names of commands; must not know how they work.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

ALL_CAPABILITIES = (
    "IMAP4rev1",
    "LITERAL+",
    "SASL-IR",
    "AUTH=PLAIN",
    "ID",
    "IDLE",
    "NAMESPACE",
    "CHILDREN",
    "SPECIAL-USE",
    "UIDPLUS",
    "UNSELECT",
    "QUOTA",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """What kind of server this is.

    Attributes:
        without: capabilities it does not have.
        prefix: what the names of all folders but INBOX begin with.
        separator: between the levels of a folder name.
        folders: folders of a new account, name to special use.
        connection_limit: logins allowed at once for one user.
        quota: bytes of mail allowed for one user.
    """

    name: str = "modern"
    without: frozenset[str] = frozenset()
    prefix: str = ""
    separator: str = "/"
    folders: tuple[tuple[str, str], ...] = (
        ("Sent", "\\Sent"),
        ("Drafts", "\\Drafts"),
        ("Trash", "\\Trash"),
    )
    connection_limit: int | None = None
    quota: int | None = None

    @property
    def capabilities(self) -> tuple[str, ...]:
        """Return what the server says it can do."""
        return tuple(name for name in ALL_CAPABILITIES if name not in self.without)


MODERN = Persona()
HOSTER = Persona(  # a Japanese hoster's Courier of long ago
    name="hoster",
    without=frozenset({"SPECIAL-USE", "LITERAL+", "SASL-IR", "AUTH=PLAIN"}),
    prefix="INBOX.",
    separator=".",
    folders=(("INBOX.Sent", ""), ("INBOX.Trash", "")),
    quota=50_000_000,
)
SPARSE = Persona(  # the least a server may offer
    name="sparse",
    without=frozenset(ALL_CAPABILITIES) - {"IMAP4rev1"},
    folders=(),
)


class Act(Enum):
    """What goes wrong."""

    NO = "NO"
    BAD = "BAD"
    BYE = "BYE"  # says good-bye and hangs up, the command undone
    DROP_BEFORE = "drop before"  # hangs up, the command undone
    DROP_AFTER = "drop after"  # hangs up, the command done: its answer is lost
    HANG = "hang"  # says nothing more
    SAY = "say"  # says the text instead of doing anything, "{tag}" being the command's tag


@dataclass(slots=True, kw_only=True)
class CommandFault:
    """An accident at a command."""

    command: str  # upper case, without UID; "" means any
    act: Act
    text: str = "practice fault"
    skip: int = 0  # so many such commands go before, whatever becomes of them
    times: int = 1  # then it happens so often


@dataclass(slots=True)
class Faults:
    """The accidents that wait for their occasion; shared by all connections of a server."""

    cut_after_bytes: int | None = None  # each connection ends after so many bytes from the server
    _commands: list[CommandFault] = field(default_factory=list[CommandFault])

    def at(
        self, command: str, act: Act, *, text: str = "practice fault", skip: int = 0, times: int = 1
    ) -> None:
        """Plan an accident at a command ("" for any)."""
        self._commands.append(
            CommandFault(command=command.upper(), act=act, text=text, skip=skip, times=times)
        )

    def clear(self) -> None:
        """Let everything go well from now on."""
        self._commands.clear()
        self.cut_after_bytes = None

    def take(self, command: str) -> CommandFault | None:
        """Return the accident that happens at this command now, if any."""
        chosen: CommandFault | None = None
        for fault in self._commands:
            if fault.command not in {"", command}:
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
