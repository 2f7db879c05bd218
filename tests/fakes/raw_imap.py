"""An IMAP client that only knows lines: what a server says is seen as it is."""

from __future__ import annotations

import socket
from types import TracebackType
from typing import Self

from tests.fakes.servers import MailServer


class RawClient:
    """Says lines and collects what comes back up to the tagged answer."""

    def __init__(self, server: MailServer, user: str) -> None:
        self.user = user
        self._socket = socket.create_connection((server.imap_host, server.imap_port), 30)
        self._file = self._socket.makefile("rwb")
        self.hear()

    @classmethod
    def logged_in(cls, server: MailServer, user: str, password: str) -> Self:
        client = cls(server, user)
        assert ending(client.say(b"t LOGIN %b %b\r\n" % (user.encode(), password.encode()))) == "OK"
        return client

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def do(self, command: str) -> list[str]:
        """Give a command and return its answers, the tagged one last."""
        return [line.decode() for line in self.say(f"t {command}\r\n".encode())]

    def say(self, *pieces: bytes) -> list[bytes]:
        """Send pieces, waiting for a continuation between them."""
        for number, piece in enumerate(pieces):
            self.send(piece)
            if number < len(pieces) - 1:
                assert self.hear().startswith(b"+")
        heard: list[bytes] = []
        while not heard or not heard[-1].startswith(b"t "):
            heard.append(self.hear())
        return heard

    def send(self, piece: bytes) -> None:
        """Send bytes and wait for nothing."""
        self._file.write(piece)
        self._file.flush()

    def hear(self) -> bytes:
        """Wait for the next line."""
        line = self._file.readline()
        assert line, "the server hung up"
        return line.rstrip()

    def close(self) -> None:
        self._file.close()
        self._socket.close()


def ending(lines: list[bytes]) -> str:
    """Return OK, NO or BAD."""
    return lines[-1].split(b" ")[1].decode()
