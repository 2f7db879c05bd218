"""A TCP proxy on loopback that cuts a connection after so many bytes, either way."""

from __future__ import annotations

import selectors
import socket
import threading
from types import TracebackType
from typing import Self


class CuttingProxy:
    """Forwards to a server; ``cut_up`` and ``cut_down`` bound what each new connection may carry.

    Attributes:
        cut_up: bytes from client to server after which the line is cut; None for never.
        cut_down: the same from server to client.
        carried: bytes that the latest connection carried (up, down).
    """

    host = "127.0.0.1"

    def __init__(self, port: int) -> None:
        self.cut_up: int | None = None
        self.cut_down: int | None = None
        self.carried = (0, 0)
        self._to = (self.host, port)
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._is_stopping = False
        self._thread = threading.Thread(target=self._run, name="cutting-proxy")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_stopping = True
        socket.create_connection((self.host, self.port)).close()  # so that accept returns
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        """Serve one connection after the other: a desk has one at a time."""
        while True:
            client, _ = self._listener.accept()
            with client:
                if self._is_stopping:
                    return
                with socket.create_connection(self._to) as server:
                    self._carry(client, server)

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        up = down = 0
        with selectors.DefaultSelector() as selector:
            selector.register(client, selectors.EVENT_READ)
            selector.register(server, selectors.EVENT_READ)
            while True:
                for key, _ in selector.select():
                    try:
                        data = key.fileobj.recv(65536)  # type: ignore[union-attr]
                        if key.fileobj is client:
                            data, is_cut = _bounded(data, up, self.cut_up)
                            server.sendall(data)
                            up += len(data)
                        else:
                            data, is_cut = _bounded(data, down, self.cut_down)
                            client.sendall(data)
                            down += len(data)
                    except OSError:
                        return
                    self.carried = (up, down)
                    if is_cut or not data:
                        return


def _bounded(data: bytes, before: int, limit: int | None) -> tuple[bytes, bool]:
    if limit is None or before + len(data) < limit:
        return data, False
    return data[: limit - before], True
