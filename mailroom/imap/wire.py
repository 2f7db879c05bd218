"""The connection under the client: one socket, its encryption, IDLE, and nothing buffered unseen.

Owns every use of imaplib's and IMAPClient's inner parts (both are pinned), so that the client
above uses public names only. Must not know folders or mail.
"""

from __future__ import annotations

import imaplib
import re
import selectors
import socket
import ssl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from enum import Enum
from time import monotonic
from typing import Any, Protocol

from imapclient import IMAPClient
from imapclient.datetime_util import datetime_to_INTERNALDATE

from mailroom.errors import TlsRefused
from mailroom.servers import trusting_system

_MAX_LITERAL = 256 * 1024 * 1024  # a server that announces more is broken or hostile
_MAX_LINE = 64 * 1024 * 1024  # SEARCH answers of a large folder pass imaplib's own 1 MB
_SMALL_LITERAL = 4096  # what LITERAL- lets go without asking (RFC 7888)
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")
_CRLF = b"\r\n"

_NEWS = ("STATUS", "NOTIFICATIONOVERFLOW")

Tag = bytes


class Stir(Enum):
    """What ended a wait for the server."""

    SAID = "said"  # something, or it hung up
    WOKEN = "woken"
    NOTHING = "nothing"


class Wake(Protocol):
    """Something with a file number that becomes readable when the sleeper shall wake."""

    def fileno(self) -> int:
        """Return a number that ``selectors`` can wait for."""
        ...


class _Lines(imaplib.IMAP4):
    """imaplib on a socket that is already connected, with bounds that fit a mailbox.

    Keeps a reader of its own: what imaplib calls ``file`` differs between versions of Python.
    """

    def __init__(self, connected: socket.socket) -> None:
        self.reader = connected.makefile("rb")
        self.is_idling = False
        self._connected = connected
        self._held: list[bytes] | None = None
        super().__init__()

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        self.host, self.port = host, port
        self.sock = self._connected

    def replace(self, connected: socket.socket) -> None:
        """Go on over another socket; what was read too early from the old one is dropped."""
        self.reader.close()
        self.reader = connected.makefile("rb")
        self.sock = connected

    def read(self, size: int) -> bytes:
        if size > _MAX_LITERAL:
            raise self.abort(f"literal of {size} bytes announced")
        return self.reader.read(size)

    def readline(self) -> bytes:
        line = self.reader.readline(_MAX_LINE + 1)
        if len(line) > _MAX_LINE:
            raise self.abort("endless line")
        return line

    # -- saying several things in one go ---------------------------------------------------

    def send(self, data: bytes) -> None:  # type: ignore[override]  # imaplib sends only bytes
        """Say something, or hold it back; whatever is said in IDLE ends it first."""
        if self.is_idling:
            self.is_idling = False
            data = b"DONE\r\n" + data
        if self._held is None:
            super().send(data)
        else:
            self._held.append(data)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Send what the block says as one piece: the server answers all of it after one wait."""
        self._held = []
        try:
            yield
            self.flush()
        finally:
            self._held = None

    def flush(self) -> None:
        """Send what was held back so far."""
        if self._held:
            said, self._held = b"".join(self._held), []
            super().send(said)

    def start(self, command: bytes) -> Tag:
        """Say a command without waiting for its answer."""
        tag: Tag = self._new_tag()
        self.send(tag + b" " + command + _CRLF)
        return tag

    def start_literal(self, command: bytes, literal: bytes, mark: bytes) -> Tag:
        """Say a command that ends in a literal; without ``mark`` the server is asked first."""
        tag: Tag = self._new_tag()
        self.send(tag + b" " + command + b" {%d%b}" % (len(literal), mark) + _CRLF)
        if not mark:
            self.flush()
            while self._get_response() is not None:
                if self.tagged_commands.get(tag):
                    return tag  # refused before it was said
        self.send(literal + _CRLF)
        return tag

    def finish(self, tag: Tag) -> tuple[str, list[bytes]]:
        """Wait for the answer to a command; BAD is an error, NO is not."""
        typ, data = self._command_complete("command", tag)
        return typ, data

    def has_buffered(self) -> bool:
        """Return whether something has come that was not read yet, without waiting for it."""
        self.sock.setblocking(False)
        try:
            return bool(self.reader.peek(1))
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            self.sock.setblocking(True)

    def shutdown(self) -> None:
        """Let go of the socket; a reader still open on it would keep it alive."""
        self.reader.close()
        self.sock.close()

    def _log(self, line: object) -> None:
        """Keep no record: imaplib's would hold the LOGIN line with the password."""


class Wire(IMAPClient):  # type: ignore[misc]  # IMAPClient ships no types
    """An IMAPClient on a socket of ours that can wait for changes without losing one."""

    def __init__(self, connected: socket.socket, host: str) -> None:
        self._connected = connected
        super().__init__(host, ssl=False, timeout=None)  # deadlines are the watchdog's
        self._imap.debug = 0  # else every line is formatted for a log that nobody reads
        self.normalise_times = False
        self._idle_tag: Tag = b""
        self._idle_since = 0.0
        self.has_overflown = False  # NOTIFY has ended: too much to tell
        self._watched: frozenset[str] = frozenset()
        self._open = ""
        self._has_left = False  # a watched folder: what came while it was open was told as EXISTS

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 - IMAPClient's name
        return _Lines(self._connected)

    @property
    def greeting(self) -> bytes:
        """Return the first line the server said."""
        return bytes(self._imap.welcome)

    def read_capabilities(self) -> frozenset[str]:
        """Ask anew: what was said before TLS or before the login no longer counts."""
        self._imap.untagged_responses.pop("CAPABILITY", None)
        self._cached_capabilities = None
        if self._imap.state == "NONAUTH":
            self._imap._get_capabilities()  # noqa: SLF001 - has no public form
        return frozenset(name.decode("ascii", "replace") for name in self.capabilities())

    def switch_to_tls(self, context: ssl.SSLContext | None) -> None:
        """Do STARTTLS; a server without it is refused before any secret is said."""
        if "STARTTLS" not in self.read_capabilities():
            raise TlsRefused(self.host, "the server offers no STARTTLS")
        typ, data = self._imap._simple_command("STARTTLS")  # noqa: SLF001
        if typ != "OK":
            raise TlsRefused(self.host, str(data[-1]))
        self._imap.replace(encrypt(self._imap.sock, self.host, context))
        self._imap.untagged_responses.clear()

    def ask_news(self) -> None:
        """Say NOOP; IMAPClient's own would parse, and choke on, whatever comes with the answer."""
        typ, data = self._imap.noop()
        self._checkok("noop", typ, data)

    # -- one flight, several answers -------------------------------------------------------

    @contextmanager
    def together(self) -> Iterator[None]:
        """Say the commands started in the block in one go."""
        with self._imap.together():
            yield

    @contextmanager
    def flight(self) -> Iterator[None]:
        """Read all the answers to what the block started, also when one of them is a no."""
        try:
            yield
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            self._read_the_rest()
            raise

    def start(self, command: str) -> Tag:
        """Say a command of ASCII; ``finish`` waits for its answer."""
        tag: Tag = self._imap.start(command.encode("ascii"))
        return tag

    def start_open(self, folder: str, *, readonly: bool) -> Tag:
        """Begin to open a folder; ``opened`` says what came of it."""
        news = self._imap.untagged_responses.pop("STATUS", None)
        self._imap.untagged_responses.clear()
        if news is not None:
            self._imap.untagged_responses["STATUS"] = news
        self._has_left |= self._open in self._watched and self._open != folder
        self._open = folder
        self._imap.is_readonly = readonly
        verb = b"EXAMINE " if readonly else b"SELECT "
        tag: Tag = self._imap.start(verb + self._normalise_folder(folder))
        return tag

    def start_append(
        self, folder: str, raw: bytes, flags: Sequence[str], date: datetime | None = None
    ) -> Tag:
        """Begin to store a message; its bytes go along at once where the server allows."""
        literal = _LINE_ENDS.sub(_CRLF, raw)
        words = [b"APPEND", self._normalise_folder(folder), f"({' '.join(flags)})".encode()]
        if date is not None:
            words.append(f'"{datetime_to_INTERNALDATE(date)}"'.encode())
        small = len(literal) <= _SMALL_LITERAL and self.has_capability("LITERAL-")
        mark = b"+" if small or self.has_capability("LITERAL+") else b""
        tag: Tag = self._imap.start_literal(b" ".join(words), literal, mark)
        return tag

    def finish(self, tag: Tag) -> bytes:
        """Wait for the answer to a command and return its text."""
        typ, answers = self._imap.finish(tag)
        self._checkok("command", typ, answers)
        return answers[-1] or b""

    def succeeded(self, tag: Tag) -> bool:
        """Wait for the answer to a command that may as well be refused."""
        try:
            self.finish(tag)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            return False
        return True

    def opened(self, tag: Tag) -> dict[str, int]:
        """Return the numbers of the folder that was opened."""
        self._imap.state = "AUTH"
        self.finish(tag)
        self._imap.state = "SELECTED"
        untold = self._imap.untagged_responses
        names = ("UIDVALIDITY", "UIDNEXT", "EXISTS", "HIGHESTMODSEQ")
        numbers = {  # the last one: the first may still be about the folder before
            name: int(untold[name][-1]) for name in names if name in untold and untold[name][-1]
        }
        self.take_changes()  # the EXISTS of the answer itself is no news
        return numbers

    def _read_the_rest(self) -> None:
        open_tags = [tag for tag, answer in self._imap.tagged_commands.items() if answer is None]
        for tag in open_tags:
            self.succeeded(tag)
        for name in ("FETCH", "SEARCH"):
            self.take(name)

    def take(self, name: str) -> list[Any]:
        """Return what was said untagged under a name, and forget it."""
        said: list[Any] = self._imap.untagged_responses.pop(name, [])
        return [] if said == [None] else said

    def folder_word(self, folder: str) -> str:
        """Return a folder's name as a command carries it."""
        word: bytes = self._normalise_folder(folder)
        return word.decode("ascii")

    def raw_names(self) -> list[tuple[Sequence[bytes], bytes | None, bytes]]:
        """Return LIST's (flags, separator, name on the wire): one bad name must not spoil all."""
        self.folder_encode = False
        try:
            return [
                (flags, separator, name if isinstance(name, bytes) else str(name).encode())
                for flags, separator, name in self.list_folders()
            ]
        finally:
            self.folder_encode = True

    def take_changes(self) -> bool:
        """Return whether the server has told of new or vanished mail since the last call."""
        untold = self._imap.untagged_responses
        untold.pop("FETCH", None)  # flag changes would pile up
        untold.pop("RECENT", None)
        seen = [untold.pop(name, None) for name in ("EXISTS", "EXPUNGE")]
        return any(item is not None for item in seen)

    @property
    def has_news(self) -> bool:
        """Return whether something may have come in a watched folder, or NOTIFY gave up.

        The folder that is open is told of in another way, and not at all while it is left for
        another one: after that it must be looked at.
        """
        return self._has_left or not self._imap.untagged_responses.keys().isdisjoint(_NEWS)

    def take_news(self) -> bool:
        """Return whether there was such news, and forget it."""
        has_news, self._has_left = self.has_news, False
        self.take("STATUS")
        self.has_overflown |= bool(self.take("NOTIFICATIONOVERFLOW"))
        return has_news

    def watch(self, folders: Sequence[str]) -> None:
        """Ask the server to tell of new mail in these folders too (NOTIFY, RFC 5465)."""
        names = " ".join(self.folder_word(folder) for folder in folders)
        events = "(MessageNew MessageExpunge)"
        command = f"NOTIFY SET (selected {events}) (mailboxes ({names}) {events})"
        self.finish(self.start(command))
        self._watched = frozenset(folders)

    def fetch_data(self, uids: Sequence[int], items: str) -> list[Any]:
        """Return the FETCH answers as imaplib collects them."""
        typ, data = self._imap.uid("FETCH", uid_set(uids), f"({items})")
        self._checkok("fetch", typ, data)
        return [] if data == [None] else data

    def search_uids(self, numbers: str) -> list[int]:
        """Return which of the UIDs exist; a long answer may come in several lines."""
        typ, data = self._imap.uid("SEARCH", "UID", numbers)
        self._checkok("search", typ, data)
        return [int(uid) for line in data if line for uid in line.split()]

    # -- waiting ---------------------------------------------------------------------------

    @property
    def idle_seconds(self) -> float | None:
        """Return how long IDLE has lasted; None outside of it."""
        return monotonic() - self._idle_since if self._imap.is_idling else None

    def start_idle(self) -> None:
        """Enter IDLE; IMAPClient's own dies of an EXISTS that precedes the continuation.

        It is left by itself as soon as something else is said: that saves a turn.
        """
        before = self._idle_tag
        tag = self._idle_tag = self._imap.start(b"IDLE")
        while self._imap._get_response() is not None:  # noqa: SLF001
            if self._imap.tagged_commands.get(tag):
                self.finish(tag)
                return  # it was over before it began
        self._imap.tagged_commands.pop(before, None)  # nobody waited for that answer
        self._imap.is_idling = True
        self._idle_since = monotonic()

    def end_idle(self) -> None:
        """Leave IDLE, reading everything that was said meanwhile; raises at EOF."""
        if self._imap.is_idling:
            self._imap.send(b"")
            self.finish(self._idle_tag)

    def hear_idle(self) -> None:
        """Take in what the server says in IDLE; raises at EOF."""
        heard = False
        while self._imap.has_buffered():
            self._imap._get_response()  # noqa: SLF001 - has no public form
            heard = True
        if self._imap.tagged_commands.get(self._idle_tag):
            self._imap.is_idling = False  # the server has had enough of it
            self.finish(self._idle_tag)
        elif not heard:
            self.end_idle()

    def wait_input(self, seconds: float, wake: Wake | None) -> Stir:
        """Wait until the server says something or hangs up, ``wake`` fires, or time is up."""
        if self._imap.has_buffered():
            return Stir.SAID
        with selectors.DefaultSelector() as selector:
            selector.register(self._imap.sock, selectors.EVENT_READ)
            if wake is not None:
                selector.register(wake, selectors.EVENT_READ)
            stirred = [key.fileobj for key, _ in selector.select(max(seconds, 0))]
        if not stirred:
            return Stir.NOTHING
        return Stir.SAID if self._imap.sock in stirred else Stir.WOKEN


def uid_set(uids: Iterable[int]) -> str:
    """Return a set as the protocol writes it, e.g. ``1:5,8``: servers refuse very long lines."""
    runs: list[list[int]] = []
    for uid in sorted(uids):
        if runs and uid == runs[-1][-1] + 1:
            runs[-1][1:] = [uid]
        else:
            runs.append([uid])
    return ",".join(":".join(map(str, run)) for run in runs)


def encrypt(sock: socket.socket, host: str, context: ssl.SSLContext | None) -> ssl.SSLSocket:
    """Do the handshake; what goes wrong in it, but for a lost line, is encryption refused."""
    try:
        return (context or trusting_system()).wrap_socket(sock, server_hostname=host)
    except ssl.SSLEOFError:
        raise
    except ssl.SSLError as error:
        detail = getattr(error, "verify_message", "") or str(error)
        raise TlsRefused(host, detail) from error
