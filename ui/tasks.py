"""Work that the window must not wait for, and the way its results come back.

One thread for what people do (in order), two for what is only read, one that waits for the web.
Results return to the GUI thread through queued signals. Nothing else in ``ui`` starts threads.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from mailroom.errors import MailroomError

Result = TypeVar("Result")
Failed = Callable[[MailroomError], None]


class Tasks(QObject):
    """Runs work on threads and calls back in the GUI thread."""

    _ready = Signal(object)
    _beside = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ops = ThreadPoolExecutor(1, "ops")
        self._queries = ThreadPoolExecutor(2, "queries")
        self._web = ThreadPoolExecutor(1, "web")  # pictures; as slow as the web is
        self._newest: dict[str, int] = {}
        self._numbers = itertools.count(1)
        self._under_way = 0
        self._open = True
        self._ready.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._beside.connect(self._call_beside, Qt.ConnectionType.QueuedConnection)

    def act(
        self,
        work: Callable[[], Result],
        then: Callable[[Result], None] | None = None,
        failed: Failed | None = None,
    ) -> None:
        """Run a write after all earlier writes; then call back here."""
        self._submit(self._ops, work, then, failed, lambda: True)

    def ask(
        self,
        key: str,
        read: Callable[[], Result],
        then: Callable[[Result], None],
        failed: Failed | None = None,
    ) -> None:
        """Run a read; an answer is dropped when the same key was asked again meanwhile."""
        number = self._newest[key] = next(self._numbers)
        self._submit(self._queries, read, then, failed, lambda: self._newest.get(key) == number)

    def fetch(self, work: Callable[[Callable[[Callable[[], None]], None]], None]) -> None:
        """Run work that waits for the web; it is given a way to call back here as it goes on."""

        def call_back(conclusion: Callable[[], None]) -> None:
            self._beside.emit(conclusion)

        self._submit(self._web, lambda: work(call_back), None, None, lambda: True)

    def forget(self, key: str) -> None:
        """Drop the answer that is still under way for a key."""
        self._newest.pop(key, None)

    @property
    def is_idle(self) -> bool:
        """Return whether nothing is under way and every answer was delivered."""
        return self._under_way == 0

    def stop(self) -> None:
        """Finish what was begun, call nothing back any more, end the threads."""
        self._open = False
        self._web.shutdown(wait=True, cancel_futures=True)
        self._queries.shutdown(wait=True, cancel_futures=True)
        self._ops.shutdown(wait=True)  # what a person did is carried out

    def _submit(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Result],
        then: Callable[[Result], None] | None,
        failed: Failed | None,
        wanted: Callable[[], bool],
    ) -> None:
        if not self._open:
            return

        def finish(future: Future[Result]) -> None:
            self._ready.emit(lambda: _conclude(future, then, failed, wanted))

        self._under_way += 1
        pool.submit(work).add_done_callback(finish)

    @Slot(object)
    def _call(self, conclusion: Callable[[], None]) -> None:
        self._under_way -= 1
        if self._open:
            conclusion()

    @Slot(object)
    def _call_beside(self, conclusion: Callable[[], None]) -> None:
        if self._open and not is_gone(conclusion):
            conclusion()


def _conclude(
    future: Future[Result],
    then: Callable[[Result], None] | None,
    failed: Failed | None,
    wanted: Callable[[], bool],
) -> None:
    if not wanted() or (then is not None and is_gone(then)):
        return
    try:
        result = future.result()
    except CancelledError:
        return
    except MailroomError as error:
        if failed is None:
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            failed(error)
        return
    if then is not None:
        then(result)


def is_gone(call: Callable[..., object]) -> bool:
    """Return whether a call goes to a widget that was taken down while the work ran.

    Looks at bound methods and partials of them: hand those over, not lambdas.
    """
    while isinstance(call, partial):
        call = call.func
    owner = getattr(call, "__self__", None)
    return isinstance(owner, QObject) and not shiboken6.isValid(owner)
