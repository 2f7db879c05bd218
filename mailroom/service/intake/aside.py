"""One piece of work in a process of its own, with limits: for what a hostile file may stop."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")

_MEMORY = 1024 * 1024 * 1024  # bytes of address space


def aside(work: Callable[[Given], Result], given: Given, seconds: float) -> Result | None:
    """Return what ``work`` makes of ``given``; ``None`` if it fails, or does not end in time.

    Args:
        work: a function of a module, which the other process can import.
        given: what it works on; must be picklable.
        seconds: after which the process is ended.
    """
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(
        target=_serve, args=(theirs, work), name="mailroom-aside", daemon=True
    )
    process.start()
    theirs.close()
    try:
        with suppress(EOFError, OSError):
            mine.send(given)
            if mine.poll(seconds):
                result: Result | None = mine.recv()
                return result
        return None
    finally:
        mine.close()
        process.kill()
        process.join()
        process.close()


def _serve(pipe: Connection, work: Callable[[Given], Result]) -> None:
    """Do the work; runs in the other process."""
    _limit_memory()
    try:
        pipe.send(work(pipe.recv()))
    except Exception:  # noqa: BLE001 - whatever a hostile file does: there is no result
        with suppress(OSError):
            pipe.send(None)


def _limit_memory() -> None:
    if sys.platform in ("win32", "darwin"):  # neither keeps such a limit
        return
    import resource  # noqa: PLC0415 - not on Windows

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
