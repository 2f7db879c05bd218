"""The system asks the program to end: it does, in order."""

import os
import signal
import sys

import pytest
from PySide6.QtCore import QEventLoop, QTimer

from ui.ending import ended_by_signals


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_loop_and_the_old_handlers_come_back(
    qapp: object, name: signal.Signals
) -> None:
    before = signal.getsignal(name)
    loop = QEventLoop()
    with ended_by_signals(loop.quit):
        QTimer.singleShot(0, lambda: os.kill(os.getpid(), name))
        loop.exec()
    assert signal.getsignal(name) is before
