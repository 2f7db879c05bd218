"""A line that takes its time, and counts how often the client had to wait for the server.

Deterministic where clocks are not: a *turn* is the client speaking after it heard something. The
delay keeps a quick server from answering between two halves of what the client says in one go.
"""

from __future__ import annotations

import heapq
import itertools
import selectors
import socket
import threading
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Self

SECONDS = 0.01  # one way; enough for counting


@dataclass(eq=False)
class _Carried:
    """One connection through the proxy."""

    client: socket.socket
    server: socket.socket
    has_heard: bool = True

    def other(self, end: socket.socket) -> socket.socket:
        return self.server if end is self.client else self.client


class SlowProxy:
    """Forwards to a server on loopback, each way after ``seconds``.

    Attributes:
        said: what the client said in each turn since ``reset``, of all connections, oldest first.
        at: when each of these turns began, monotonic seconds.
        connects: connections made since ``reset``.
    """

    host = "127.0.0.1"

    def __init__(self, port: int, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.said: list[bytes] = []
        self.at: list[float] = []
        self.connects = 0
        self._to = (self.host, port)
        self._listener = socket.create_server((self.host, 0))
        self._listener.setblocking(False)
        self.port: int = self._listener.getsockname()[1]
        self._here, self._there = socket.socketpair()
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._here, selectors.EVENT_READ)
        self._all: list[_Carried] = []
        self._under_way: list[tuple[float, int, _Carried, socket.socket, bytes]] = []
        self._numbers = itertools.count()
        self._thread = threading.Thread(target=self._run, name="slow-proxy")

    @property
    def turns(self) -> int:
        """Return how often the client spoke after it had heard something, since ``reset``."""
        return len(self.said)

    def reset(self) -> None:
        """Count from here; what is under way counts as heard."""
        self.said, self.at = [], []
        self.connects = 0

    def until(self, words: bytes) -> list[bytes]:
        """Return the turns before the first one that says these words."""
        index = next(n for n, said in enumerate(self.said) if words in said)
        return self.said[:index]

    def before(self, moment: float) -> list[bytes]:
        """Return the turns that began before a moment."""
        return [said for said, at in zip(self.said, self.at, strict=True) if at < moment]

    def moment(self, words: bytes) -> float:
        """Return when these words were said first."""
        return next(at for said, at in zip(self.said, self.at, strict=True) if words in said)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._there.close()
        self._thread.join()
        for carried in self._all:
            carried.client.close()
            carried.server.close()
        self._listener.close()
        self._here.close()
        self._selector.close()

    def _run(self) -> None:
        while True:
            wait = max(0.0, self._under_way[0][0] - monotonic()) if self._under_way else None
            for key, _ in self._selector.select(wait):
                if key.fileobj is self._here:
                    return
                if key.fileobj is self._listener:
                    self._accept()
                else:
                    self._hear(key.data, key.fileobj)  # type: ignore[arg-type]
            while self._under_way and self._under_way[0][0] <= monotonic():
                self._deliver(*heapq.heappop(self._under_way)[2:])

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        server = socket.create_connection(self._to)
        self.connects += 1
        carried = _Carried(client=client, server=server)
        self._all.append(carried)
        for end in (client, server):
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._selector.register(end, selectors.EVENT_READ, carried)

    def _hear(self, carried: _Carried, end: socket.socket) -> None:
        try:
            data = end.recv(1 << 20)
        except OSError:
            data = b""
        if not data:
            self._selector.unregister(end)
        elif end is carried.client:
            if carried.has_heard:
                carried.has_heard = False
                self.said.append(b"")
                self.at.append(monotonic())
            self.said[-1] += data  # of several connections: whoever spoke last
        due = monotonic() + self.seconds
        heapq.heappush(self._under_way, (due, next(self._numbers), carried, end, data))

    def _deliver(self, carried: _Carried, end: socket.socket, data: bytes) -> None:
        to = carried.other(end)
        try:
            if data:
                to.sendall(data)
                carried.has_heard = carried.has_heard or to is carried.client
                return
            to.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # it has gone already
