"""A logged-in line to an IMAP server: opening it safely, and bounding what is done over it.

Owns the order of greeting, encryption and login, the watchdog, and the fact that a line is lost.
Must not know folders or mail.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Self

from mailroom.errors import (
    AuthFailed,
    ConnectFailed,
    Disconnected,
    ServerRefused,
    TimedOut,
    TlsRefused,
    Unavailable,
)
from mailroom.imap import wire as wires
from mailroom.imap.deadline import Watchdog
from mailroom.imap.failures import mapped
from mailroom.imap.wire import Wire
from mailroom.servers import Security, is_loopback

_SLOWEST_BYTES_PER_SECOND = 20_000


class Line:
    """One connection, its deadline and its end.

    The socket is kept twice: the duplicate can be shut down by the watchdog or another thread at
    any moment, also in the middle of a handshake that is busy wrapping the first one.
    """

    def __init__(self, sock: socket.socket, host: str, timeout: float) -> None:
        self.host = host
        self.timeout = timeout
        self.is_lost = False
        self._socket = sock
        self._wire: Wire | None = None
        self._duplicate = sock.dup()
        self._watchdog = Watchdog(self.hang_up)

    @classmethod
    def open(cls, host: str, port: int, security: Security, timeout: float) -> Self:
        """Connect; plain text goes to this PC only, whatever the name resolves to."""
        plain = security is Security.PLAIN_LOOPBACK
        if plain and not is_loopback(host):
            raise TlsRefused(host, "no encryption asked for a server that is not this PC")
        try:
            sock = socket.create_connection((host, port), timeout)
        except (OSError, UnicodeError) as error:  # UnicodeError: a label of the name is too long
            unknown = isinstance(error, socket.gaierror | UnicodeError)
            raise ConnectFailed(host, str(error), unknown_host=unknown) from error
        with ExitStack() as undo:
            undo.enter_context(sock)
            if plain and not is_loopback(sock.getpeername()[0]):
                raise TlsRefused(host, "the name does not lead to this PC")
            sock.settimeout(None)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else 44 ms per APPEND
            _notice_a_dead_peer(sock)
            line = cls(sock, host, timeout)
            undo.pop_all()
        return line

    def greet(self, security: Security, context: ssl.SSLContext | None) -> Wire:
        """Reach the point where a password may be said, and return the wire."""
        starts_tls = security is Security.STARTTLS
        with self.operation(refusal=TlsRefused if starts_tls else ServerRefused):
            if security is Security.TLS:
                self._socket = wires.encrypt(self._socket, self.host, context)
            wire = self._wire = Wire(self._socket, self.host)
            if wire.greeting.upper().startswith(b"* PREAUTH"):
                # It would skip STARTTLS, and log in as somebody else's choice.
                raise TlsRefused(self.host, "the server greets with PREAUTH")
            if starts_tls:
                wire.switch_to_tls(context)
            return wire

    def log_in(self, wire: Wire, user: str, password: str) -> None:
        """Log in by SASL PLAIN where offered: LOGIN can't carry a password outside ASCII."""
        with self.operation(refusal=AuthFailed):
            offered = wire.read_capabilities()
            if "AUTH=PLAIN" in offered:
                wire.plain_login(user, password)
            elif "LOGINDISABLED" in offered:
                raise AuthFailed(self.host, "LOGINDISABLED")
            elif not (user + password).isascii():
                raise AuthFailed(self.host, "LOGIN takes ASCII only, and PLAIN is not offered")
            else:
                wire.login(user, password)

    @contextmanager
    def operation(
        self, seconds: float | None = None, refusal: type[ServerRefused] = ServerRefused
    ) -> Iterator[None]:
        """Bound a piece of work and map its errors; after ``Unavailable`` the line is lost.

        Args:
            seconds: the total deadline, by default the line's.
            refusal: what a NO without a telling response code means here.
        """
        if self.is_lost:
            raise Disconnected(self.host)
        try:
            with self._watchdog.limit(seconds or self.timeout), mapped(self.host, refusal):
                yield
        except (Unavailable, TlsRefused) as error:
            self.close()
            if self._watchdog.is_late:
                raise TimedOut(self.host, "the total deadline passed") from error
            raise

    def time_for(self, size: int) -> float:
        """Return the deadline for moving so many bytes: a large mail gets more than a small one."""
        return self.timeout + size / _SLOWEST_BYTES_PER_SECOND

    def hang_up(self) -> None:
        """End the connection from any thread; a blocked reader wakes within a millisecond.

        Not ``SSLSocket.shutdown``: that takes the TLS layer away under the reader's feet.
        """
        try:
            self._duplicate.shutdown(socket.SHUT_RDWR)
        except OSError:  # not connected any more
            return

    def close(self) -> None:
        """Release everything; the line can't be used again."""
        self.is_lost = True
        self._watchdog.stop()
        self.hang_up()
        self._duplicate.close()
        if self._wire is not None:
            self._wire.shutdown()
        self._socket.close()


def _notice_a_dead_peer(sock: socket.socket) -> None:
    """Let the system probe a silent line: after sleep or a lost WLAN it is dead in 75 seconds."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, seconds in (("TCP_KEEPIDLE", 45), ("TCP_KEEPINTVL", 10), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, name):  # macOS has only some of them
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), seconds)
