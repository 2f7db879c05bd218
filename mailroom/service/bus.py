"""The one tail of every write: after a commit, ``Changes`` go to whoever listens.

Must not know who listens, nor change threads: callbacks run on the thread that wrote.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from mailroom.domain.changes import Changes

Listener = Callable[[Changes], None]


class ChangeBus:
    """Hands reports of commits to listeners; safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: tuple[Listener, ...] = ()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after every commit; return what ends that."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = tuple(one for one in self._listeners if one is not listener)

        return unsubscribe

    def publish(self, changes: Changes) -> None:
        """Tell all listeners; nothing is told when nothing changed."""
        if changes:
            for listener in self._listeners:
                listener(changes)
