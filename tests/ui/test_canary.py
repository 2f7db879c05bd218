"""The binding itself: PySide6 6.12.0 aborts on Python 3.11 after a few hundred of these."""

from PySide6.QtCore import QObject, Signal, Slot


class _Source(QObject):
    told = Signal(bool, object)


class _Sink(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    @Slot(bool, object)
    def hear(self, flag, payload):
        self.heard += flag and payload is True


def test_two_thousand_signals_with_true(qapp):
    source, sink = _Source(), _Sink()
    source.told.connect(sink.hear)
    for _ in range(2000):
        source.told.emit(True, True)
    assert sink.heard == 2000
