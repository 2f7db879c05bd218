"""Whose turn it is to write: people before bulk work.

One lock for everything let a user wait half a minute behind an import; with short commits and
this courtesy the wait is a few milliseconds (design section 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, get_ident


class Turns:
    """A lock with two kinds of askers; bulk work lets every waiting user go first."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._holder: int | None = None
        self._users_waiting = 0

    @property
    def user_waits(self) -> bool:
        """Return whether bulk work should finish its commit now."""
        return self._users_waiting > 0

    @contextmanager
    def user(self) -> Iterator[None]:
        """Hold the lock for something a person waits for."""
        with self._condition:
            self._refuse_nesting()
            self._users_waiting += 1
            try:
                self._condition.wait_for(lambda: self._holder is None)
            finally:
                self._users_waiting -= 1
            self._holder = get_ident()
        with self._releasing():
            yield

    @contextmanager
    def bulk(self) -> Iterator[None]:
        """Hold the lock for a slice of bulk work."""
        with self._condition:
            self._refuse_nesting()
            self._condition.wait_for(lambda: self._holder is None and not self._users_waiting)
            self._holder = get_ident()
        with self._releasing():
            yield

    @contextmanager
    def if_free(self) -> Iterator[bool]:
        """Hold the lock if nobody has it; yield whether that was so."""
        with self._condition:
            free = self._holder is None
            if free:
                self._holder = get_ident()
        if not free:
            yield False
            return
        with self._releasing():
            yield True

    def _refuse_nesting(self) -> None:
        if self._holder == get_ident():
            raise RuntimeError("a write inside a write would wait for itself for ever")

    @contextmanager
    def _releasing(self) -> Iterator[None]:
        try:
            yield
        finally:
            with self._condition:
                self._holder = None
                self._condition.notify_all()
