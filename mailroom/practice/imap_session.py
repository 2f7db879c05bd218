"""One client's connection to the practice server: its state, its view of a folder, its answers.

Owns the reading loop and everything that faults do to it. What a command does is in
``imap_folders`` and ``imap_mail``; must not touch disk.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Awaitable, Callable
from typing import NoReturn, Protocol

from mailroom.clock import Clock
from mailroom.practice.faults import Act, CommandFault, Faults
from mailroom.practice.imap_syntax import BadSyntax, Command, quoted, read_command
from mailroom.practice.mailbox import Account, Change, Mailbox
from mailroom.practice.personas import Persona

_BEFORE_LOGIN = {"CAPABILITY", "NOOP", "LOGOUT", "ID", "LOGIN", "AUTHENTICATE"}
_FLUSH_AT = 256 * 1024


class House(Protocol):
    """What a session needs of the server it belongs to."""

    persona: Persona
    faults: Faults
    clock: Clock

    def account(self, user: str) -> Account | None:
        """Return the account of a user."""
        ...

    def logins(self, user: str) -> int:
        """Return how many sessions this user has."""
        ...


class Refused(Exception):
    """A command that is answered with NO or BAD."""

    def __init__(self, text: str, *, status: str = "NO") -> None:
        super().__init__(text)
        self.text = text
        self.status = status


class Closing(Exception):
    """The session ends now."""


class View:
    """What one session believes to be in its folder; message numbers mean something only here."""

    def __init__(self, folder: Mailbox, *, readonly: bool) -> None:
        self.folder = folder
        self.readonly = readonly
        self.uids = list(folder.mails)
        self._seen = len(folder.changes)

    def number(self, uid: int) -> int | None:
        """Return the message number of a UID, if the session knows it."""
        index = bisect_left(self.uids, uid)
        if index < len(self.uids) and self.uids[index] == uid:
            return index + 1
        return None

    def catch_up(self) -> None:
        """Count flag changes of the session itself as seen."""
        self._seen = len(self.folder.changes)

    def news(self, *, expunge: bool) -> list[str]:
        """Return the untagged answers that bring the client up to date.

        Args:
            expunge: whether message numbers may shift now.
        """
        changes = self.folder.changes[self._seen :]
        if not changes or (not expunge and any(what is Change.REMOVED for what, _ in changes)):
            return []
        self._seen = len(self.folder.changes)
        lines: list[str] = []
        flagged: set[int] = set()
        grown = False
        for what, uid in changes:
            if what is Change.ADDED:
                self.uids.append(uid)
                grown = True
            elif what is Change.FLAGGED:
                flagged.add(uid)
            elif (number := self.number(uid)) is not None:
                del self.uids[number - 1]
                lines.append(f"{number} EXPUNGE")
        if grown:
            lines += [f"{len(self.uids)} EXISTS", "0 RECENT"]
        for uid in sorted(flagged & self.folder.mails.keys()):
            flags = " ".join(sorted(self.folder.mails[uid].flags))
            lines.append(f"{self.number(uid)} FETCH (UID {uid} FLAGS ({flags}))")
        return lines


class Session:
    """The server's side of one connection."""

    def __init__(
        self,
        house: House,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        commands: dict[str, Handler],
    ) -> None:
        self.house = house
        self.account: Account | None = None
        self.view: View | None = None
        self.changed = asyncio.Event()
        self.elsewhere: dict[str, Mailbox] = {}  # folders that are not open and have changed
        self.notices: list[Callable[[], None]] = []  # each ends a NOTIFY for one folder
        self._reader = reader
        self._writer = writer
        self._commands = commands
        self._pending: list[bytes] = []
        self._pending_size = 0
        self._sent = 0
        self._is_listening = False  # between two commands, when news may be told at once
        self._telling: set[asyncio.Task[None]] = set()

    # -- talking ---------------------------------------------------------------------------

    def say(self, line: str) -> None:
        """Queue one untagged answer."""
        self.put(f"* {line}\r\n".encode())

    def put(self, data: bytes) -> None:
        """Queue raw bytes."""
        self._pending.append(data)
        self._pending_size += len(data)

    async def flush(self) -> None:
        """Send what is queued, or as much of it as the faults let through."""
        data = b"".join(self._pending)
        self._pending, self._pending_size = [], 0
        limit = self.house.faults.cut_after_bytes
        if limit is not None and self._sent + len(data) > limit:
            self._writer.write(data[: max(limit - self._sent, 0)])
            await self._writer.drain()
            raise Closing
        self._sent += len(data)
        self._writer.write(data)
        await self._writer.drain()

    async def flush_if_much(self) -> None:
        """Send when enough is queued, so that a large answer is not held in memory."""
        if self._pending_size >= _FLUSH_AT:
            await self.flush()

    async def go_on(self, text: str = "OK") -> None:
        """Send a continuation request."""
        self.put(f"+ {text}\r\n".encode())
        await self.flush()

    async def _take_literal(self, command: str, size: int, waits: bool) -> None:
        """Ask for a literal, unless it comes anyway, or stall there."""
        fault = self.house.faults.take(command, at_literal=True)
        if fault is not None and fault.act is Act.NO_LITERAL:
            await self._hang()
        if waits:
            await self.go_on()
        if fault is not None:
            await self._reader.readexactly(size // 2)
            await self._hang()

    async def _hang(self) -> NoReturn:
        await self._reader.read()  # until the client gives up
        raise Closing

    async def read_line(self) -> bytes:
        """Read one raw line, as IDLE and AUTHENTICATE expect."""
        line = await self._reader.readline()
        if not line.endswith(b"\n"):
            raise Closing
        return line.rstrip(b"\r\n")

    # -- folder ----------------------------------------------------------------------------

    def open(self, folder: Mailbox, *, readonly: bool) -> None:
        """Select a folder."""
        self.leave()
        self.view = View(folder, readonly=readonly)
        folder.watchers.add(self.changed.set)

    def leave(self) -> None:
        """Select none."""
        if self.view is not None:
            self.view.folder.watchers.discard(self.changed.set)
            self.view = None

    def moved(self, folder: Mailbox) -> None:
        """Hear that a folder has changed which NOTIFY was asked for."""
        if self.view is not None and self.view.folder is folder:
            return  # what is open is told of in the usual way
        self.elsewhere[folder.name] = folder
        self.changed.set()
        if self._is_listening:
            task = asyncio.ensure_future(self._tell())
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    def say_elsewhere(self) -> None:
        """Queue the state of other folders that have changed (RFC 5465)."""
        folders, self.elsewhere = self.elsewhere, {}
        for name, folder in folders.items():
            told = f"MESSAGES {len(folder.mails)} UIDNEXT {folder.uidnext} UNSEEN {folder.unseen}"
            self.say(f"STATUS {quoted(name)} ({told})")

    async def _tell(self) -> None:
        self.say_elsewhere()
        try:
            await self.flush()
        except (Closing, ConnectionError):
            self._writer.close()

    # -- life ------------------------------------------------------------------------------

    async def run(self) -> None:
        """Serve until one of the two hangs up."""
        try:
            self.say(f"OK [CAPABILITY {' '.join(self.house.persona.capabilities)}] practice server")
            await self.flush()
            while True:
                await self._serve_one()
        except (Closing, ConnectionError):
            pass
        finally:
            self.leave()
            for end in self.notices:
                end()
            self.account = None
            self._writer.close()

    async def _serve_one(self) -> None:
        self._is_listening = True
        try:
            command = await read_command(self._reader, self._take_literal)
        except BadSyntax as error:
            self.say(f"BAD {error}")
            await self.flush()
            return
        except asyncio.IncompleteReadError:
            command = None
        finally:
            self._is_listening = False
        if command is None:
            raise Closing
        await asyncio.sleep(self.house.persona.delay)
        fault = self.house.faults.take(command.name)
        if fault is not None and fault.hold is not None:
            await fault.hold.passing()
            fault = None
        if fault is not None and fault.act is not Act.DROP_AFTER:
            await self._go_wrong(fault, command)
            return
        ending = await self._answer(command)
        if fault is not None:
            raise Closing
        self.put(f"{command.tag} {ending}\r\n".encode())
        await self.flush()
        if command.name == "LOGOUT":
            raise Closing

    async def _answer(self, command: Command) -> str:
        handler = self._commands.get(command.name)
        if handler is None:
            return f"BAD unknown command {command.name}"
        if self.account is None and command.name not in _BEFORE_LOGIN:
            return "BAD log in first"
        try:
            ending = await handler(self, command)
        except Refused as error:
            ending = f"{error.status} {error.text}"
        except (BadSyntax, IndexError, ValueError) as error:
            ending = f"BAD {error}"
        if self.view is not None:
            numbers_matter = command.name in {"FETCH", "STORE", "SEARCH"} and not command.by_uid
            for line in self.view.news(expunge=not numbers_matter):
                self.say(line)
        self.say_elsewhere()
        return ending

    def _do_later(self, command: Command) -> None:
        """Let the command be done when this connection is long gone."""
        ghost = Session(self.house, self._reader, self._writer, self._commands)
        ghost.account = self.account
        self.house.faults.late.append(lambda: ghost._answer(command))

    async def _go_wrong(self, fault: CommandFault, command: Command) -> None:
        match fault.act:
            case Act.NO | Act.BAD:
                self.put(f"{command.tag} {fault.act.value} {fault.text}\r\n".encode())
                await self.flush()
            case Act.SAY:
                said, end, _ = fault.text.partition("{end}")
                self.put(said.replace("{tag}", command.tag).encode("latin-1"))
                await self.flush()
                if end:
                    raise Closing
            case Act.HANG:
                await self._hang()
            case Act.BYE:
                self.say(f"BYE {fault.text}")
                await self.flush()
                raise Closing
            case Act.DROP_LATER:
                self._do_later(command)
                raise Closing
            case _:
                raise Closing


Handler = Callable[[Session, Command], Awaitable[str]]
