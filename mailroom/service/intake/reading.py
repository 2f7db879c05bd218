"""Reading mail in a process of its own, so that no mail can hold up this one (R4).

Parsing holds the interpreter, and a mail can be made to take for ever or to eat all memory; the
worker is then ended, that mail is read by force, and reading goes on with the next one. A worker
stays for a pass; where none can be started we read ourselves.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Self

from mailroom.domain.people import FolderRole
from mailroom.service.intake.one_mail import Task, TeamView, Words, read, read_by_force, serve
from mailroom.store.mailbox.mails import Place, StoredMail

__all__ = ["Job", "Reader", "TeamView"]

SECONDS_PER_MAIL = 10.0
"""What no mail takes: of 2,438 real ones the slowest took 0.1 s."""

SECONDS_TO_START = 60.0
IDLE_SECONDS = 300.0  # then the worker's memory is given back


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A mail to read, with what the server said about it; ``whole`` if these are all its bytes."""

    place: Place
    raw: bytes
    arrived_at: datetime
    role: FolderRole
    history: bool
    team: TeamView
    charsets: Mapping[str, str] = field(default_factory=dict[str, str])  # by sender (N30)
    whole: bool = True

    @property
    def task(self) -> Task:
        """Return what the worker must know."""
        return Task(
            raw=self.raw,
            arrived_at=self.arrived_at,
            role=self.role,
            mailbox=self.place.mailbox,
            history=self.history,
            team=self.team,
            charsets=self.charsets,
        )


class Reader:
    """Reads slices of mail; ``start`` returns what to call for the results."""

    def __init__(self) -> None:
        self._worker: _Worker | None = None
        self._alone = False  # no process can be started here
        self._last = 0.0

    def start(self, jobs: Sequence[Job]) -> Callable[[], Iterator[StoredMail]]:
        """Begin to read these; the returned call waits for the results, in the same order.

        Take all results of one start before the next.
        """
        read_all = self._begin([job.task for job in jobs])
        return lambda: map(_kept, jobs, read_all())

    def read(self, tasks: Sequence[Task]) -> Iterator[Words]:
        """Read these and wait for the results."""
        return self._begin(tasks)()

    def _begin(self, tasks: Sequence[Task]) -> Callable[[], Iterator[Words]]:
        self._last = time.monotonic()
        if not tasks or self._alone:
            return lambda: map(read, tasks)
        worker = self._worker = self._worker or _Worker()
        worker.send(tasks)
        return lambda: self._results(worker, tasks)

    def _results(self, worker: _Worker, tasks: Sequence[Task]) -> Iterator[Words]:
        if not worker.works:
            self._alone = True
            self.close()
            return map(read, tasks)
        return worker.results(tasks)

    def rest(self) -> None:
        """End the worker at the end of a pass, or where it starts slowly after a while."""
        if _starts_at_once() or time.monotonic() - self._last > IDLE_SECONDS:
            self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker process."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()


def unread(job: Job, problem: str) -> StoredMail:
    """Return what is kept of a mail that could not be had whole."""
    return _kept(job, read_by_force(job.task, problem))


def _kept(job: Job, words: Words) -> StoredMail:
    return StoredMail(
        place=job.place,
        raw=job.raw,
        facts=words.facts,
        body=words.body,
        grams=words.grams,
        problem=words.problem,
        whole=job.whole,
    )


class _Worker:
    """One process at the other end of a pipe.

    A list of tasks goes there, one answer for each comes back; all answers are taken before more
    tasks are sent, so that neither side ever waits for the other to read.
    """

    def __init__(self) -> None:
        self._ready: bool | None = None  # not known yet
        self._closed = False  # for good: what is still asked is read here
        self._begin()

    @property
    def works(self) -> bool:
        """Return whether the process has started; waits for that."""
        if self._ready is None:
            self._ready = self._answer(SECONDS_TO_START) is not None
        return self._ready

    def send(self, tasks: Sequence[Task]) -> None:
        with suppress(OSError):  # it is dead: ``results`` finds out
            self._pipe.send(tasks)

    def results(self, tasks: Sequence[Task]) -> Iterator[Words]:
        for at, task in enumerate(tasks):
            if self._closed or not self.works:  # it did before: this machine is unwell
                yield read(task)
                continue
            words = self._answer(SECONDS_PER_MAIL)
            if words is None and self._closed:
                words = read(task)
            elif words is None:  # it takes for ever, or ended the process that read it
                self._begin_again()
                self.send(tasks[at + 1 :])
                words = read_by_force(task, "reading it did not come to an end")
            yield words

    def _answer(self, seconds: float) -> Words | None:
        """Return what comes next; ``None`` if nothing does."""
        with suppress(EOFError, OSError):
            if self._pipe.poll(seconds):
                found: Words = self._pipe.recv()
                return found
        return None

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._end()

    def _end(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _begin_again(self) -> None:
        self._end()
        self._ready = None
        self._begin()

    def _begin(self) -> None:
        context = _context()
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=serve, args=(theirs,), name="mailroom-reader", daemon=True
        )
        self._process.start()
        theirs.close()


def _starts_at_once() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


def _context() -> ForkServerContext | SpawnContext:
    """Return how to start a process: forked off a server in 10 ms, else anew in half a second."""
    if not _starts_at_once():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "mailroom.service.intake.one_mail"])
    return context
