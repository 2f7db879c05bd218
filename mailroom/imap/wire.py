"""The connection under the client: one socket, its encryption, IDLE, and nothing buffered unseen.

Owns every use of imaplib's and IMAPClient's inner parts (both are pinned), so that the client
above uses public names only. Must not know folders or mail.
"""

from __future__ import annotations

import imaplib
import selectors
import socket
import ssl
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from imapclient import IMAPClient

from mailroom.errors import TlsRefused
from mailroom.servers import trusting_system

_MAX_LITERAL = 256 * 1024 * 1024  # a server that announces more is broken or hostile
_MAX_LINE = 64 * 1024 * 1024  # SEARCH answers of a large folder pass imaplib's own 1 MB


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
        self._connected = connected
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

    def start_idle(self) -> None:
        """Enter IDLE; IMAPClient's own dies of an EXISTS that precedes the continuation."""
        self._idle_tag = self._imap._command("IDLE")  # noqa: SLF001
        while self._imap._get_response() is not None:  # noqa: SLF001
            if self._imap.tagged_commands.get(self._idle_tag):
                typ, data = self._imap.tagged_commands.pop(self._idle_tag)
                self._checkok("idle", typ, data)

    def end_idle(self) -> None:
        """Leave IDLE, reading everything that was said meanwhile; raises at EOF."""
        self._imap.send(b"DONE\r\n")
        typ, data = self._imap._command_complete("IDLE", self._idle_tag)  # noqa: SLF001
        self._checkok("idle", typ, data)

    def wait_input(self, seconds: float, wake: Wake | None) -> bool:
        """Wait until the server says something or hangs up; return whether ``wake`` ended it."""
        if self._imap.has_buffered():
            return False
        with selectors.DefaultSelector() as selector:
            selector.register(self._imap.sock, selectors.EVENT_READ)
            if wake is not None:
                selector.register(wake, selectors.EVENT_READ)
            return any(key.fileobj is wake for key, _ in selector.select(max(seconds, 0)))


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
