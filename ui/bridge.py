"""The one place where news from the core crosses into the GUI thread.

Commits are reported from any thread, often thousands in a row. They are merged while the GUI
thread is busy and delivered as one ``Changes`` (20,000 separate notices froze a window for
6.9 s; merged it was 11 calls). Knows nothing of what the changes mean.
"""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Qt, Signal, Slot

from mailroom.domain.changes import NOTHING, Changes
from mailroom.service.bus import ChangeBus


class CoreBridge(QObject):
    """Hands committed changes to the GUI thread, merged.

    Signals:
        changed(Changes): emitted in the GUI thread only.
    """

    changed = Signal(object)
    _woken = Signal()

    def __init__(self, bus: ChangeBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = threading.Lock()
        self._waiting: Changes = NOTHING
        self._closed = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = bus.subscribe(self._take)

    def close(self) -> None:
        """Hear nothing more; after this no thread touches the bridge, so it may be deleted."""
        self._unsubscribe()
        with self._lock:
            self._closed = True

    def _take(self, changes: Changes) -> None:
        """Keep changes for the next delivery; runs in whatever thread committed."""
        with self._lock:
            if self._closed:  # it was being told when it was closed
                return
            asleep = not self._waiting
            self._waiting |= changes
            if asleep and self._waiting:
                self._woken.emit()  # queued, so nobody waits for the lock in it

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            changes, self._waiting = self._waiting, NOTHING
        if changes:
            self.changed.emit(changes)
