"""Mail from the server into mail.db: look, fetch, read, keep, folder by folder (R1, I13).

Owns the order of things within a pass. Must not announce anything to the team (``announce`` does)
nor wait for more mail to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mailroom import logging
from mailroom.domain.people import FolderRole
from mailroom.ids import MailboxId
from mailroom.imap.client import ImapClient
from mailroom.imap.fetch import FolderPass, Known, Slice, look
from mailroom.imap.folders import INBOX
from mailroom.imap.records import FetchedMail, FolderState
from mailroom.service.line import Line
from mailroom.service.parts import Parts
from mailroom.service.reading import Job, Reader, Result, TeamView
from mailroom.store import mails as store_mails
from mailroom.store.mails import Place, StoredMail
from mailroom.store.reads import Reads

_log = logging.topic("service")
_TRIES = 3  # R4: then the mail is put aside and the next pass leaves it alone
MANY = 40  # from here on a worker process reads, so that the window stays smooth


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder of the mailbox that is synced."""

    name: str  # the server's
    role: FolderRole


class Ingest:
    """Passes over the folders of one mailbox; used by the thread that owns the connection."""

    def __init__(self, parts: Parts, progress: Callable[[int, int], None]) -> None:
        self._parts = parts
        self._mails = parts.store.mails
        self._progress = progress
        self._reader = Reader()
        self._thorough = {FolderRole.INBOX, FolderRole.SENT}  # once per session

    def close(self) -> None:
        """End the worker process, if there is one."""
        self._reader.close()

    def run(self, line: Line, between: Callable[[], None]) -> int:
        """Take in everything new; return how many mails came.

        Args:
            line: the connection.
            between: called between two slices, for work that must not wait (journal, sending).
        """
        return sum(self._take(line.client, folder, between) for folder in folders_of(line))

    def run_if_moved(self, line: Line, between: Callable[[], None] | None = None) -> int:
        """Take in what came, opening only folders whose numbers moved (rule 14)."""
        folders = folders_of(line)
        states = line.client.statuses([folder.name for folder in folders])
        return sum(
            self._take(line.client, folder, between or _nothing)
            for folder, state in zip(folders, states, strict=True)
            if self._moved(state)
        )

    def _moved(self, state: FolderState) -> bool:
        seen = self._mails.last_pass(self._parts.mailbox, state.name)
        return (
            seen is None
            or seen.uidvalidity != state.uidvalidity
            or seen.uidnext != state.uidnext
            or seen.exists != state.exists
        )

    def _take(self, client: ImapClient, folder: Folder, between: Callable[[], None]) -> int:
        found = look(
            client,
            folder.name,
            self._known(folder.name),
            thoroughly=folder.role in self._thorough,
        )
        self._thorough.discard(folder.role)
        work = self._work(found, folder)
        taken = self._keep_all(work, between) if found.new else 0
        self._note_pass(found)
        if taken:
            _log.info("%s: %d new mails", folder.name, taken)
        return taken

    def _known(self, folder: str) -> Known:
        seen = self._mails.last_pass(self._parts.mailbox, folder)
        if seen is None:
            return Known()
        uids = self._mails.known_uids(self._parts.mailbox, folder, seen.uidvalidity)
        return Known(uidvalidity=seen.uidvalidity, uids=uids)

    def _work(self, found: FolderPass, folder: Folder) -> _FolderWork:
        reads, state = self._parts.store.reads, found.state
        begins = [
            record.uidnext
            for mailbox in reads.mailboxes()
            for record in mailbox.folders
            if (mailbox.id, record.folder) == (self._parts.mailbox, state.name)
            and record.uidvalidity == state.uidvalidity
        ]
        return _FolderWork(
            found=found,
            role=folder.role,
            mailbox=self._parts.mailbox,
            begins=begins[0] if begins else 0,
            team=team_view(reads),
        )

    def _keep_all(self, work: _FolderWork, between: Callable[[], None]) -> int:
        """Fetch and keep; while a worker reads one slice, the next one is fetched."""
        total, done = len(work.found.new), 0
        self._reader.use_process(total >= MANY)
        waiting: Callable[[], Iterator[Result]] | None = None
        for part in work.found.slices(newest_first=total >= MANY):
            if waiting is not None:
                self._keep(waiting())
            waiting = self._reader.start([work.job(mail) for mail in part.mails])
            self._count_refused(work, part)
            done += len(part.mails)
            self._progress(done, total)
            between()
            if self._parts.stopping.is_set():
                break
        if waiting is not None:
            self._keep(waiting())
        self._progress(0, 0)
        return done

    def _keep(self, read: Iterator[Result]) -> None:
        good: list[StoredMail] = []
        for one in read:
            if isinstance(one, StoredMail):
                good.append(one)
            else:
                _log.warning("uid %d is unreadable: %s", one.job.place.uid, one.reason)
                self._parts.publish(
                    self._mails.add_unreadable(one.job.place, one.job.raw, one.reason)
                )
        self._parts.publish(self._parts.store.keep_mails(good))

    def _count_refused(self, work: _FolderWork, part: Slice) -> None:
        """Put a mail aside that the server lists but will not hand out, after some passes."""
        marks = self._parts.store.marks
        for uid in part.unfetchable:
            place = work.place(uid)
            name = f"unfetchable:{place.folder}:{place.uidvalidity}:{uid}"
            before = marks.setting(name)
            tries = (before if isinstance(before, int) else 0) + 1
            marks.set_setting(name, tries)
            if tries >= _TRIES:
                self._parts.publish(self._mails.add_unreadable(place, b"", "unfetchable"))

    def _note_pass(self, found: FolderPass) -> None:
        state, mailbox = found.state, self._parts.mailbox
        present = None
        if found.vanished:
            present = self._mails.known_uids(mailbox, state.name, state.uidvalidity)
            present -= found.vanished
        seen = store_mails.FolderPass(
            mailbox=mailbox,
            folder=state.name,
            uidvalidity=state.uidvalidity,
            uidnext=state.uidnext,
            exists=state.exists,
            present=present,
        )
        self._parts.publish(self._mails.record_pass(seen))


@dataclass(frozen=True, slots=True, kw_only=True)
class _FolderWork:
    """What a pass over a folder found, and what must be known to read it."""

    found: FolderPass
    role: FolderRole
    mailbox: MailboxId
    begins: int  # UIDs below are history (rule 22)
    team: TeamView

    def place(self, uid: int) -> Place:
        state = self.found.state
        return Place(
            mailbox=self.mailbox, folder=state.name, uidvalidity=state.uidvalidity, uid=uid
        )

    def job(self, mail: FetchedMail) -> Job:
        return Job(
            place=self.place(mail.uid),
            raw=mail.raw,
            arrived_at=mail.internaldate,
            role=self.role,
            history=mail.uid < self.begins,
            team=self.team,
        )


def folders_of(line: Line) -> tuple[Folder, ...]:
    """Return the folders to sync: INBOX and what the server uses for sent mail."""
    return (
        Folder(name=INBOX, role=FolderRole.INBOX),
        Folder(name=line.sent_folder, role=FolderRole.SENT),
    )


def team_view(reads: Reads) -> TeamView:
    """Return what of the team bears on how a mail is read."""
    team = reads.team()
    return TeamView(
        own_addresses=reads.own_addresses(), secret=team.secret.encode() if team else b""
    )


def _nothing() -> None:
    """Do nothing."""
