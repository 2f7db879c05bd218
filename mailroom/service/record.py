"""What people do for the team's record itself: repair, checkpoint, compaction (rules 33, 34).

Owns the use cases of the window and the command line. How it is done is ``journal``'s; when it is
done by itself is ``upkeep``'s.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from mailroom.domain.query import JournalReport
from mailroom.domain.verdicts import Reason
from mailroom.errors import FolderMissing, RuleBroken
from mailroom.imap.client import ImapClient
from mailroom.journal.compaction import KEPT_FOR
from mailroom.journal.replicate import Replicator, Step
from mailroom.journal.upkeep import Chore
from mailroom.service.engine import Engine
from mailroom.service.line import CHECKPOINT_FOLDER, JOURNAL_FOLDER
from mailroom.service.parts import Parts

_A_WEEK = timedelta(days=7)


class Record:
    """The team's record, for whoever looks after it.

    Calls block until it is done, and raise ``ProfileInUse`` while another process works on the
    line of this profile.
    """

    def __init__(
        self, parts: Parts, engine: Engine, on_line: Callable[[], AbstractContextManager[None]]
    ) -> None:
        self._parts = parts
        self._engine = engine
        self._on_line = on_line

    def rebuild(
        self,
        reason: str,
        said: Callable[[str], None] | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        """Begin the order anew when the journal is broken for good (rules 33, 34).

        Args:
            reason: for everybody to read.
            said: is told "read", "checkpoint", "write" before each step.
            stop: set it to give up before anything is begun.

        Raises:
            RuleBroken: NOT_LEAD.
        """

        def go_on(step: Step) -> bool:
            if said is not None:
                said(step.value)
            return stop is None or not stop.is_set()

        me = self._parts.me.person
        self._ask(lambda replicator: self._parts.publish(replicator.rebuild(me, reason, go_on)))

    def rejoin(self) -> None:
        """Join the team's journal anew, keeping all that this PC has, when it cannot check it.

        For a PC that was away while the key was changed and the folder lost; ask a person first.
        """
        self._ask(lambda replicator: self._parts.publish(replicator.rejoin()))

    def inspect(self) -> None:
        """Compare what was read here with what is still there."""
        self._ask(lambda replicator: self._parts.publish(replicator.inspect()))

    def checkpoint(self) -> None:
        """Put a checkpoint on the shelf, so that new desks begin quickly.

        Raises:
            RuleBroken: NOT_LEAD.
            CheckpointLost: the server keeps something else than it was given.
        """
        self._require_lead()
        self._ask(lambda replicator: self._parts.publish(replicator.checkpoint()))

    def compact(self, at_once: bool = False) -> None:
        """Write a checkpoint and let what it holds be deleted, in thirty days or now.

        Raises:
            RuleBroken: NOT_LEAD.
            CheckpointLost: the server keeps something else than it was given.
        """
        self._require_lead()

        def work(replicator: Replicator) -> None:
            self._parts.publish(replicator.compact(self._parts.me.person, at_once=at_once))
            if at_once:
                self._engine.line.push()  # until the line is drawn, behind what was queued before
                replicator.sweep()

        self._ask(work)

    def report(self) -> JournalReport:
        """Return how large the record is and how it grows; asks the server."""
        with self._on_line():
            return self._engine.ask(self._report)

    def _report(self) -> JournalReport:
        line, team = self._engine.line, self._parts.store.replica.team_row()
        sizes = {} if line.is_local else _sizes(line.client, JOURNAL_FOLDER)
        shelved = {} if line.is_local else _sizes(line.client, CHECKPOINT_FOLDER)
        since = self._parts.clock.now() - _A_WEEK
        compacted_at = None if team is None else team.compacted_time
        return JournalReport(
            messages=len(sizes),
            bytes=sum(size for size, _ in sizes.values()),
            per_day=sum(size for size, at in sizes.values() if at >= since) // _A_WEEK.days,
            checkpoint=max((at for _, at in shelved.values()), default=None),
            checkpoint_bytes=sum(size for size, _ in shelved.values()),
            compacted=None if team is None else team.compacted,
            compacted_at=compacted_at,
            deletable_at=_deletable(compacted_at, at_once=bool(team and team.compacted_at_once)),
        )

    def look_after(self) -> tuple[Chore, ...]:
        """Do now what is due for the record on a lead's desk; return what that was."""
        done: list[Chore] = []

        def work(replicator: Replicator) -> None:
            me = self._parts.me.person
            while len(done) < len(Chore) and (chore := replicator.chore(me)) is not None:
                self._parts.publish(replicator.do_chore(chore, me))
                done.append(chore)

        self._ask(work)
        return tuple(done)

    def _ask(self, work: Callable[[Replicator], object]) -> None:
        with self._on_line():
            self._engine.ask(lambda: work(self._engine.line.replicator))

    def _require_lead(self) -> None:
        if not self._parts.store.replica.is_lead(self._parts.me.person):
            raise RuleBroken(Reason.NOT_LEAD)


def _sizes(client: ImapClient, name: str) -> dict[int, tuple[int, datetime]]:
    """Return size and arrival of every message in a folder of ours."""
    try:
        client.select(client.resolve(name))
    except FolderMissing:
        return {}
    facts = client.fetch_facts(client.uids_from())
    return {uid: (one.size, one.internaldate) for uid, one in facts.items()}


def _deletable(said: datetime | None, *, at_once: bool) -> datetime | None:
    return said if said is None or at_once else said + KEPT_FOR
