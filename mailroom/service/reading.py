"""Reading mail: in this process when it is little, in a worker process when it is much.

A worker keeps the window smooth (parsing holds the interpreter) and can be ended when a hostile
mail takes for ever; that mail is put aside and reading goes on (R4).
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from mailroom.domain.people import FolderRole
from mailroom.mail.card import body_of
from mailroom.mail.parse import parse_mail
from mailroom.mail.threads import facts_of
from mailroom.store.grams import mail_grams
from mailroom.store.mails import Place, StoredMail

SECONDS_PER_MAIL = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamView:
    """What of the team bears on how a mail is read."""

    own_addresses: frozenset[str]
    secret: bytes  # of our Message-IDs


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A mail to read, with what the server said about it."""

    place: Place
    raw: bytes
    arrived_at: datetime
    role: FolderRole
    history: bool
    team: TeamView


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A mail that could not be read."""

    job: Job
    reason: str


Result = StoredMail | Unread


class Reader:
    """Reads slices of mail; ``start`` returns what to call for the results."""

    def __init__(self) -> None:
        self._worker: _Worker | None = None

    def use_process(self, wanted: bool) -> None:
        """Let a worker process read from now on, or end it."""
        if wanted and self._worker is None:
            self._worker = _Worker()
        elif not wanted:
            self.close()

    def start(self, jobs: Sequence[Job]) -> Callable[[], Iterator[Result]]:
        """Begin to read these; the returned call waits for the results, in the same order.

        Take all results of one start before the next.
        """
        if self._worker is None:
            return lambda: map(read, jobs)
        self._worker.send(jobs)
        return self._worker.results

    def close(self) -> None:
        """End the worker process."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()


def read(job: Job) -> Result:
    """Read one mail."""
    try:
        parsed = parse_mail(job.raw)
        facts = facts_of(
            parsed,
            own_addresses=job.team.own_addresses,
            folder_role=job.role,
            arrived_at=job.arrived_at,
            size=len(job.raw),
            secret=job.team.secret,
            history=job.history,
        )
        facts = replace(facts, mailbox=job.place.mailbox)
        body = body_of(parsed, facts.key, with_html=False)
        return StoredMail(
            place=job.place, raw=job.raw, facts=facts, body=body, grams=mail_grams(body)
        )
    except Exception as error:  # noqa: BLE001 - R4: no mail may stop the queue
        return Unread(job=job, reason=f"{type(error).__name__}: {error}"[:500])


class _Worker:
    """One process at the other end of a pipe.

    A list of jobs goes there, a list of results comes back; the results are taken before more jobs
    are sent, so that neither side ever waits for the other to read.
    """

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self._has_worked = False
        self._begin()

    def send(self, jobs: Sequence[Job]) -> None:
        self._jobs = list(jobs)
        with suppress(OSError):  # it is dead: ``results`` finds out
            self._pipe.send(self._jobs)

    def results(self) -> Iterator[Result]:
        jobs, self._jobs = self._jobs, []
        found = self._answer()
        if found is not None:
            yield from found
        elif not self._has_worked:  # no process can be started here: read them ourselves
            yield from map(read, jobs)
        else:
            yield from self._one_by_one(jobs)

    def _one_by_one(self, jobs: Sequence[Job]) -> Iterator[Result]:
        """Find the mail that takes for ever, or ends the process that reads it."""
        self._begin_again()
        for job in jobs:
            self.send([job])
            found = self._answer()
            if found is None:
                self._begin_again()
                found = [Unread(job=job, reason="reading it did not come to an end")]
            yield from found

    def _answer(self) -> list[Result] | None:
        """Return the results of what was sent; ``None`` if none come."""
        with suppress(EOFError, OSError):
            if self._pipe.poll(SECONDS_PER_MAIL):
                found: list[Result] = self._pipe.recv()
                self._has_worked = True
                return found
        return None

    def close(self) -> None:
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _begin_again(self) -> None:
        self.close()
        self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe: Connection
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(
            target=_serve, args=(theirs,), name="mailroom-reader", daemon=True
        )
        self._process.start()
        theirs.close()


def _serve(pipe: Connection) -> None:
    """Read mails until the other end hangs up; runs in the worker process."""
    try:
        while True:
            pipe.send([read(job) for job in pipe.recv()])
    except (EOFError, OSError, KeyboardInterrupt):
        return
