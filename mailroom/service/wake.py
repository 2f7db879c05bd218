"""A doorbell: wakes the engine from this process or from another one on the same PC.

A datagram socket on loopback, because that is what ``select`` waits for on every system. The port
lies in the profile; a ring says only "look", so it needs no secret.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
from pathlib import Path

_PORT_FILE = "engine.port"
_HERE = "127.0.0.1"


class Doorbell:
    """Becomes readable when somebody rings; one engine waits at it."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((_HERE, 0))
        self._socket.setblocking(False)
        self._address = self._socket.getsockname()
        self._file: Path | None = None

    def publish(self, folder: Path) -> None:
        """Let other processes find this bell: the engine of the profile waits at it."""
        self._file = folder / _PORT_FILE
        with contextlib.suppress(OSError):  # a full disk: then others must wait for the next turn
            self._file.unlink(missing_ok=True)  # left by a crash, with whatever mode it had
            with open(self._file, "x", encoding="ascii", opener=_for_me_only) as file:
                file.write(str(self._address[1]))

    def fileno(self) -> int:
        """Return what ``select`` waits for."""
        return self._socket.fileno()

    def ring(self) -> None:
        """Wake whoever waits, now or at its next wait; from any thread."""
        _ring(self._address)

    def quiet(self) -> bool:
        """Forget all rings so far; return whether there was one."""
        rung = False
        with contextlib.suppress(BlockingIOError):
            while True:
                self._socket.recv(16)
                rung = True
        return rung

    def wait(self, seconds: float) -> bool:
        """Return True as soon as it rings, False when the time is up."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            return bool(selector.select(max(0.0, seconds)))

    def close(self) -> None:
        """Take the bell down."""
        if self._file:
            self._file.unlink(missing_ok=True)
        self._socket.close()


def _for_me_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def knock(folder: Path) -> bool:
    """Ring at the engine of a profile from another process; False if none has a bell there."""
    try:
        port = int((folder / _PORT_FILE).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return False
    return _ring((_HERE, port))


def _ring(address: tuple[str, int]) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        try:
            sender.sendto(b"!", address)
        except OSError:
            return False
    return True
