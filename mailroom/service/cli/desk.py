"""``main.py desk``: a whole desk that stays; lines of arguments in, lines of JSON out.

Owns the two streams and leaving in order, also when the system asks the process to end.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from mailroom.domain.changes import Changes
from mailroom.domain.position import Position
from mailroom.service.room import Room


class _AskedToEnd(Exception):
    """SIGTERM or SIGINT: leave as if the input had ended (rule 6)."""


class DeskShell:
    """A room with its threads, driven by another program.

    Args:
        room: not started yet.
        answer: does one line and returns what to say about it.
        watch: say each new head of the journal as well, as soon as it is folded.
    """

    def __init__(
        self, room: Room, answer: Callable[[str], dict[str, Any]], *, watch: bool = False
    ) -> None:
        self._room = room
        self._answer = answer
        self._watch = watch
        self._speaking = threading.Lock()
        self._head = room.head()

    def run(self) -> None:
        """Stay until the input ends or the process is asked to."""
        unsubscribe = self._room.bus.subscribe(self._on_changes) if self._watch else _nothing
        with _ending_in_order():
            try:
                self._room.start()
                self._say(
                    {"ready": True, "person": self._room.me.person, "desk": self._room.me.desk}
                )
                for line in sys.stdin:
                    if line.strip():
                        self._say(self._answer(line))
            except _AskedToEnd:
                pass  # what follows is the same
        unsubscribe()
        self._room.leave()

    def _on_changes(self, changes: Changes) -> None:
        head = self._room.head()
        if head > self._head:
            self._head = head
            self._say({"seen": _plain(head), "at": self._room.clock.now().timestamp()})

    def _say(self, value: dict[str, Any]) -> None:
        with self._speaking:
            print(json.dumps(value, ensure_ascii=False), flush=True)


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGINT end the block, once; only the main thread can have that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise _AskedToEnd

    names = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(name, end) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)


def _plain(position: Position) -> list[int]:
    return [position.epoch, position.uid, position.index]


def _nothing() -> None:
    """Do nothing."""
