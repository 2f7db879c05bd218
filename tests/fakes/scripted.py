"""A server that says exactly what a test tells it to, byte for byte, to one client."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self


class Peer:
    """The server's end of the connection, for the script."""

    def __init__(self, connection: socket.socket, stopped: threading.Event) -> None:
        self._connection = connection
        self._stopped = stopped
        self._rest = b""
        self.heard = b""

    def say(self, *lines: bytes) -> None:
        self._connection.sendall(b"".join(line + b"\r\n" for line in lines))

    def drip(self, data: bytes) -> None:
        """Send a byte every hundredth of a second, until the client or the test has enough."""
        for byte in data:
            self._connection.sendall(bytes([byte]))
            if self._stopped.wait(0.01):
                return

    def hear(self) -> bytes:
        """Return the next line, without its end; empty at the end of the stream."""
        while b"\n" not in self._rest:
            data = self._connection.recv(4096)
            if not data:
                return b""
            self.heard += data
            self._rest += data
        line, _, self._rest = self._rest.partition(b"\n")
        return line.rstrip(b"\r")

    def hear_out(self) -> None:
        """Listen until the client hangs up."""
        while self.hear():
            pass

    def answer(self, *before: bytes, ending: bytes = b"OK done") -> bytes:
        """Hear a command and answer it with untagged lines and a tagged one; return the command."""
        line = self.hear()
        tag, _, command = line.partition(b" ")
        self.say(*(b"* " + item for item in before), tag + b" " + ending)
        return command

    def encrypt(self, context: ssl.SSLContext) -> None:
        self._connection = context.wrap_socket(self._connection, server_side=True)


class ScriptedServer:
    """Runs ``script`` for the first client; ``heard`` is all that the client ever said."""

    host = "127.0.0.1"

    def __init__(self, script: Callable[[Peer], None]) -> None:
        self._script = script
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._stopped = threading.Event()
        self._peer: Peer | None = None
        self._thread = threading.Thread(target=self._run, name="scripted-server")

    @property
    def heard(self) -> bytes:
        return self._peer.heard if self._peer else b""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        if self._peer is None:  # nobody came: come ourselves, so that accept returns
            socket.create_connection((self.host, self.port)).close()
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        connection, _ = self._listener.accept()
        self._peer = Peer(connection, self._stopped)
        try:
            if not self._stopped.is_set():
                self._script(self._peer)
        except OSError:
            pass  # the client has gone, which is often the point
        finally:
            self._peer._connection.close()
