"""Ending the program when the system asks for it: in order, as if the window had been closed."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from PySide6.QtCore import QSocketNotifier


@contextmanager
def ended_by_signals(end: Callable[[], None]) -> Iterator[None]:
    """Call ``end`` at SIGTERM or SIGINT while the block runs; from the main thread only.

    Python looks at signals between two of its own instructions, and Qt's loop has none: a socket
    that the signal writes to wakes it.
    """
    here, there = socket.socketpair()
    here.setblocking(False)
    there.setblocking(False)
    notifier = QSocketNotifier(here.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: here.recv(16))

    def on_signal(number: int, frame: FrameType | None) -> None:
        end()

    names = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(name, on_signal) for name in names]
    descriptor = signal.set_wakeup_fd(there.fileno())
    try:
        yield
    finally:
        signal.set_wakeup_fd(descriptor)
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)
        notifier.setEnabled(False)
        here.close()
        there.close()
