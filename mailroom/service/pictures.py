"""Pictures of the web, loaded because somebody asked: once, or always for a sender.

Looking at a mail loads nothing. What was loaded is kept in memory for this run and goes with it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Protocol

from mailroom import logging
from mailroom.web.pictures import Fetcher, NoPicture

_log = logging.topic("service")
MOST_OF_A_MAIL = 60
_MOST_BYTES_OF_A_MAIL = 30 * 1024 * 1024
_MOST_KEPT = 64 * 1024 * 1024  # bytes


class PictureSource(Protocol):
    """Where pictures come from."""

    def fetch(self, address: str) -> bytes:
        """Return the bytes of a picture, or raise ``NoPicture``."""

    def stop(self) -> None:
        """End what is under way."""


class Pictures:
    """The use case; ``fetch`` takes as long as the web does and belongs on a thread of its own."""

    def __init__(self, source: PictureSource | None = None) -> None:
        self._source: PictureSource = source or Fetcher()
        self._guard = threading.Lock()
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._round = 0

    def fetch(self, addresses: Sequence[str], each: Callable[[str, bytes], None]) -> None:
        """Load pictures one after the other; ``each`` gets what could be loaded."""
        began, total = self._round, 0
        for address in list(dict.fromkeys(addresses))[:MOST_OF_A_MAIL]:
            if began != self._round or total > _MOST_BYTES_OF_A_MAIL:
                return
            data = self._one(address)
            total += len(data)
            if data:
                each(address, data)

    def stop(self) -> None:
        """End what is under way: the window closes, or nobody looks any more."""
        self._round += 1
        self._source.stop()

    def _one(self, address: str) -> bytes:
        with self._guard:
            if address in self._kept:
                self._kept.move_to_end(address)
                return self._kept[address]
        try:
            data = self._source.fetch(address)
        except NoPicture as error:
            _log.info("a picture was not loaded: %s", error)  # never its address: it may name us
            return b""
        with self._guard:
            self._kept[address] = data
            while sum(map(len, self._kept.values())) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return data
