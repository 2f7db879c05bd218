"""The second tier of the simulator: its steps and checks over what desks really use.

The same plans, people, outbox and audit as in ``simulator``, but the journal is a folder of the
practice server reached over IMAP, its messages are mail, and every desk keeps real SQLite files.
Accidents are the server's own: its answers get lost, its appends come late.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from copy import copy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

from mailroom.domain.changes import Changes
from mailroom.domain.events import Event, MailArrived
from mailroom.domain.records.levels import LEVELS, Levels
from mailroom.domain.records.replica import Alarm, Page
from mailroom.domain.records.snapshot import Snapshot
from mailroom.errors import Unavailable
from mailroom.ids import EventId
from mailroom.imap.client import ImapClient
from mailroom.journal.codec import MARK, MIME, Codec
from mailroom.journal.imap_folder import ImapJournal
from mailroom.journal.port import JournalMessage
from mailroom.practice.faults import Act
from mailroom.practice.server import PracticeServer
from mailroom.store.store import Store
from tests.fakes.servers import PracticeMail
from tests.replication.simulator.audit import demand
from tests.replication.simulator.plan import Plan
from tests.replication.simulator.replica import SimReplica
from tests.replication.simulator.servers import Accident, Crash, Line, Now, Server
from tests.replication.simulator.world import World

NAME = "Mailroom/Journal"
Result = TypeVar("Result")

_AT_APPEND = {
    Accident.LOST_BEFORE: Act.DROP_BEFORE,
    Accident.LOST_AFTER: Act.DROP_AFTER,
    Accident.ZOMBIE: Act.DROP_LATER,
}


class PracticeFolder:
    """The journal's folder as it lies on the practice server, looked at from inside.

    Has the face of ``MemoryFolder``.
    """

    gone = False

    def __init__(self, practice: PracticeServer, user: str, lines: list[ImapLine]) -> None:
        self._practice = practice
        self._user = user
        self._lines = lines  # cut when the folder becomes another one

    @property
    def messages(self) -> list[JournalMessage]:
        """Return what lies there now."""
        return [
            JournalMessage(uid=mail.uid, raw=mail.raw, internaldate=mail.internaldate)
            for mail in self._practice.mails(self._user, NAME)
        ]

    @property
    def uidvalidity(self) -> int:
        """Return which folder this is."""
        return self._practice.numbers(self._user, NAME)[0]

    @property
    def uidnext(self) -> int:
        """Return the UID that the next message gets."""
        return self._practice.numbers(self._user, NAME)[1]

    def add(self, raw: bytes, internaldate: datetime | None = None) -> int:
        """Store a message behind everybody's back."""
        return self._practice.deliver(self._user, raw, folder=NAME, when=internaldate)

    def expunge(self, uid: int) -> None:
        """Delete a message behind everybody's back."""
        self._practice.remove(self._user, [uid], folder=NAME)

    def replace(self, messages: Iterable[JournalMessage] = ()) -> None:
        """Become another folder of the same name."""
        kept = {message.uid for message in messages}
        gone = [one.uid for one in self.messages if one.uid not in kept]
        self._practice.remove(self._user, gone, folder=NAME)
        self._practice.renew_validity(self._user, NAME)
        for line in self._lines:
            line.hang_up()


class FiledServer(Server):
    """The simulator's servers with a practice server in the place of its journal."""

    codec: Codec = MIME

    def __init__(self, practice: PracticeServer, now: Now, *, keeps_sent: bool) -> None:
        super().__init__(now=now, keeps_sent=keeps_sent)
        self.practice = practice
        self.lines: list[ImapLine] = []
        self.mail = PracticeMail(practice)
        self.user, _ = self.mail.new_user()
        self.journal = PracticeFolder(practice, self.user, self.lines)  # type: ignore[assignment]

    def line(self) -> ImapLine:
        """Return a desk's connection to the journal."""
        self.lines.append(ImapLine(self))
        return self.lines[-1]

    def is_marked(self, message: JournalMessage) -> bool:
        return MARK.encode() in message.raw

    def raise_zombies(self) -> None:
        """Let the late appends arrive."""
        if self.practice.surface():
            self.watch()


class ImapLine(Line):
    """One desk's connection to the journal, over IMAP; made anew after each loss."""

    def __init__(self, server: FiledServer) -> None:
        super().__init__(server)
        self._filed = server
        self._client: ImapClient | None = None
        self._opened: ImapJournal | None = None

    def hang_up(self) -> None:
        """Lose the connection."""
        if self._client is not None:
            self._client.shutdown()
            self._client.close()
        self._client = self._opened = None

    def uidvalidity(self) -> int:
        return self._do(lambda journal: journal.uidvalidity())

    def uidnext(self) -> int:
        return self._do(lambda journal: journal.uidnext())

    def uids(self) -> frozenset[int]:
        return self._do(lambda journal: journal.uids())

    def remove(self, uids: Iterable[int]) -> None:
        self._do(lambda journal: journal.remove(uids))

    def make(self) -> None:
        self._do(lambda journal: journal.make())

    def marked_after(self, uid: int) -> Iterator[JournalMessage]:
        yield from self._do(lambda journal: list(journal.marked_after(uid)))

    def read_after(self, uid: int) -> Iterator[JournalMessage]:
        if self._has(Accident.FETCH_FAILS):
            self.hang_up()  # what was read ahead goes with it
            self._filed.practice.faults.at("FETCH", Act.DROP_BEFORE)
        for message in self._do(lambda journal: list(journal.read_after(uid))):
            if self._has(Accident.CRASH_READING):
                raise Crash
            yield message

    def append(self, raw: bytes) -> int | None:
        accident = self.accident
        if accident not in {Accident.FETCH_FAILS, Accident.CRASH_READING}:
            self.accident = Accident.NONE
        if accident is Accident.CRASH_BEFORE:
            raise Crash
        if accident is Accident.SWALLOWED:
            self._filed.practice.faults.at("APPEND", Act.SAY, text="{tag} OK done\r\n")
        if accident in _AT_APPEND:
            self._filed.practice.faults.at("APPEND", _AT_APPEND[accident])
        try:
            uid = self._do(lambda journal: journal.append(raw))
            if accident is Accident.TWICE:
                self._do(lambda journal: journal.append(raw))
        finally:
            self._filed.watch()
        if accident is Accident.CRASH_AFTER:
            raise Crash
        return uid

    def _do(self, work: Callable[[ImapJournal], Result]) -> Result:
        self.check()
        try:
            if self._opened is None:
                self._client = self._filed.mail.connect(self._filed.user)
                self._opened = ImapJournal(self._client, NAME)
            return work(self._opened)
        except Unavailable:
            self.hang_up()
            raise
        finally:
            self._filed.practice.faults.clear()  # planned for nobody else


class FiledReplica(SimReplica):
    """Real files, and the simulator's dictionaries beside them: both must always agree.

    People and the auditor look at the dictionaries; a crash leaves only the files, and what is
    read from them again must be what the dictionaries say.
    """

    def __init__(self, folder: Path, now: Now, blank: Path, opened: list[FiledReplica]) -> None:
        self._folder, self._now, self._opened = folder, now, opened
        opened.append(self)
        shutil.copytree(blank, folder)
        self.store = Store.open(folder, now)
        self.store.replica.renew_incarnation()
        super().__init__(self.store.replica.identity().incarnation, None, LEVELS)

    def close(self) -> None:
        """Close the files."""
        self.store.close()

    def crash(self) -> None:
        self.store.close()
        self.store = Store.open(self._folder, self._now)
        self._agree()

    def backup(self) -> FiledReplica:
        """Return a copy of the disk; its files are opened when a desk starts from it."""
        self.store.close()
        folder = Path(mkdtemp(dir=self._folder.parent)) / "disk"
        shutil.copytree(self._folder, folder)
        self.store = Store.open(self._folder, self._now)
        kept = copy(self)
        kept.__dict__ |= super().backup().__dict__
        kept._folder, kept.store = folder, Store.open(folder, self._now)
        kept._agree()
        self._opened.append(kept)
        return kept

    def set_team(self, team: str, key: bytes) -> None:
        self.store.replica.set_team(team, key)
        super().set_team(team, key)

    def enter(self, uidvalidity: int, epoch: int = 1, uid: int = 0) -> None:
        self.store.replica.enter(uidvalidity, epoch, uid)
        super().enter(uidvalidity, epoch, uid)

    def renew_incarnation(self) -> None:
        self.store.replica.renew_incarnation()
        name = self.store.replica.identity().incarnation
        self._identity = replace(self._identity, incarnation=name)

    def raise_alarm(self, alarm: Alarm, detail: str) -> Changes:
        self.store.replica.raise_alarm(alarm, detail)
        return super().raise_alarm(alarm, detail)

    def end_alarm(self, alarm: Alarm) -> Changes:
        self.store.replica.end_alarm(alarm)
        return super().end_alarm(alarm)

    def append_pending(self, events: Iterable[Event]) -> Changes:
        arrived = self._announced.of(self.state)  # the files look for them only at announcements
        asked = [e for e in events if isinstance(e.body, MailArrived) or e.id not in arrived]
        self.store.replica.append_pending(asked)
        return super().append_pending(asked)

    def mark_on_wire(self, events: Iterable[EventId]) -> None:
        asked = list(events)
        self.store.replica.mark_on_wire(asked)
        super().mark_on_wire(asked)

    def withdraw_pending(self, events: Iterable[EventId]) -> Changes:
        asked = list(events)
        self.store.replica.withdraw_pending(asked)
        return super().withdraw_pending(asked)

    def confirm(self, page: Page) -> Changes:
        self.store.replica.confirm(page)
        changes = super().confirm(page)
        self._agree()
        return changes

    def restore(self, snapshot: Snapshot) -> Changes:
        self.store.replica.restore(snapshot)
        changes = super().restore(snapshot)
        self._agree()
        return changes

    def refold(self) -> Changes:
        self.store.replica.refold()
        changes = super().refold()
        self._agree()
        return changes

    def _agree(self) -> None:
        files = self.store.replica
        demand(files.cursor() == self.cursor(), f"files: {files.cursor()}, not {self.cursor()}")
        demand(files.identity() == self.identity(), "files: another identity")
        demand(files.alarm() == self.alarm(), f"files: {files.alarm()}, not {self.alarm()}")
        demand(files.last_seqs() == self.last_seqs(), "files: other numbers")
        waiting = [(one.event.id, one.on_wire) for one in files.pending_batch(10_000)]
        here = [(one.event.id, one.on_wire) for one in self.pending.values()]
        demand(waiting == here, f"files: {waiting} wait, not {here}")

    def check_end(self) -> None:
        """Compare everything."""
        self._agree()
        mine, files = self.snapshot(), self.store.replica.snapshot()
        demand(files.digest == mine.digest, "files: another state than in the dictionaries")


class FiledWorld(World):
    """A world on files and a practice server; close it.

    Args:
        folder: for the files.
        blank: files as they are when they were just made; making them is half the work.
    """

    begins_anew = True

    def __init__(
        self, plan: Plan, folder: Path, blank: Path, say: Callable[[str], None] | None = None
    ) -> None:
        self._folder, self._blank = folder, blank
        self._stack = ExitStack()
        self._opened: list[FiledReplica] = []
        try:
            super().__init__(plan, say)
        except BaseException:
            self.close()
            raise

    def make_server(self) -> FiledServer:
        now = Now()
        practice = self._stack.enter_context(PracticeServer(clock=now))
        server = FiledServer(practice, now, keeps_sent=self.plan.keeps_sent)
        self._stack.callback(lambda: [line.hang_up() for line in server.lines])
        return server

    def make_replica(self, number: int, levels: Levels) -> FiledReplica:
        folder = self._folder / f"desk{number}"
        return FiledReplica(folder, self.server.now, self._blank, self._opened)

    def check_files(self) -> None:
        """Compare every desk's files with what it showed."""
        for desk in self.desks:
            assert isinstance(desk.replica, FiledReplica)
            desk.replica.check_end()

    def close(self) -> None:
        """End the lines, the files and the server."""
        for replica in self._opened:
            replica.close()
        self._stack.close()
