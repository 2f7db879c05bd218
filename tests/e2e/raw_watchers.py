"""So many plain IMAP clients in IDLE on one folder, in a process of their own.

What they hear, and when, is what a desk's delivery is compared with: no fetch, no fold, nothing
but the server's own notice. ``python -m tests.e2e.raw_watchers HOST PORT USER PASSWORD FOLDER N``
says "ready", watches until its input ends, then says one line of JSON: for each watcher a list of
[messages there are now, Unix time].
"""

from __future__ import annotations

import json
import re
import selectors
import socket
import sys

from mailroom.clock import SystemClock

_CLOCK = SystemClock()
_EXISTS = re.compile(rb"\* (\d+) EXISTS")


class Watcher:
    """One connection that hears how many messages there are."""

    def __init__(self, address: tuple[str, int], user: str, password: str, folder: str) -> None:
        self.heard: list[tuple[int, float]] = []
        self._socket = socket.create_connection(address)
        self._lines = self._socket.makefile("rb")
        self._lines.readline()
        self._ask(f'a LOGIN "{user}" "{password}"')
        self._ask(f'a EXAMINE "{folder}"')
        self._socket.sendall(b"a IDLE\r\n")
        self._lines.readline()
        self._rest = b""

    def fileno(self) -> int:
        return self._socket.fileno()

    def hear(self) -> None:
        data = self._socket.recv(1 << 16)
        now = _CLOCK.now().timestamp()
        *lines, self._rest = (self._rest + data).split(b"\r\n")
        for line in lines:
            match = _EXISTS.match(line)
            if match:
                self.heard.append((int(match[1]), now))

    def close(self) -> None:
        self._lines.close()
        self._socket.close()

    def _ask(self, command: str) -> None:
        self._socket.sendall(command.encode() + b"\r\n")
        while not (line := self._lines.readline()).startswith(b"a "):
            assert line
        assert line.startswith(b"a OK"), line


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(host: str, port: str, *login: str) -> None:
    user, password, folder, count = login
    watchers = [Watcher((host, int(port)), user, password, folder) for _ in range(int(count))]
    with selectors.DefaultSelector() as selector:
        selector.register(sys.stdin, selectors.EVENT_READ)
        for watcher in watchers:
            selector.register(watcher, selectors.EVENT_READ)
        say("ready")
        while True:
            for key, _ in selector.select():
                if key.fileobj is sys.stdin:
                    say(json.dumps([watcher.heard for watcher in watchers]))
                    for watcher in watchers:
                        watcher.close()
                    return
                key.fileobj.hear()  # type: ignore[union-attr]


if __name__ == "__main__":
    main(*sys.argv[1:])
