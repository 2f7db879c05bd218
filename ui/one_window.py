"""One window per profile: a second start hands its wish to the window that is open.

A local socket that only the same person can reach. A wish is a ``mailto:`` link, read there as
any link from outside is; nothing else is understood.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_MS = 2_000
_PATIENCE_MS = 300
_MOST = 200_000


def hand_over(folder: Path, wish: str) -> bool:
    """Give a wish to the open window of a profile; false if none is open."""
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_MS):
        return False
    socket.write(wish.encode("utf-8", "replace") + b"\n")
    written = socket.waitForBytesWritten(_MS)
    socket.disconnectFromServer()
    return written


class Wishes(QObject):
    """Hears what later starts of the program want from this window.

    Signals:
        wished(str): open this link.
    """

    wished = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = _name(folder)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # left by a crash
            self._server.listen(name)

    def close(self) -> None:
        """Hear no more."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is None:
            return
        while not socket.canReadLine() and socket.bytesAvailable() < _MOST:
            if not socket.waitForReadyRead(_PATIENCE_MS):  # whoever knocks has it ready
                break
        line = bytes(socket.readLine(_MOST).data()).decode("utf-8", "replace").strip()
        socket.abort()
        if line:
            self.wished.emit(line)


def _name(folder: Path) -> str:
    return "mailroom-" + hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]
