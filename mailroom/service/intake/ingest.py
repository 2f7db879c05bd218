"""Mail from the server into mail.db: look, fetch, read, keep, folder by folder (R1, I13).

Owns the order of things within a pass. Must not announce anything to the team (``announce`` does)
nor wait for more mail to come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mailroom import logging
from mailroom.domain.people import FolderRole
from mailroom.errors import FolderMissing
from mailroom.ids import MailboxId
from mailroom.imap.fetch import FolderPass, Slice, look
from mailroom.imap.folders import INBOX
from mailroom.imap.records import FetchedMail
from mailroom.service.intake.accounting import Accounts, Folder, Step, until_right
from mailroom.service.intake.following import Follower
from mailroom.service.intake.parsed import charsets_of_senders, team_view
from mailroom.service.intake.past import Past, past_of
from mailroom.service.intake.reading import Job, Reader, TeamView, unread
from mailroom.service.intake.second_try import SecondTry
from mailroom.service.line import Line
from mailroom.service.parts import Parts
from mailroom.store.mailbox.mails import Place, StoredMail

_log = logging.topic("service")
_TRIES = 3  # R4: then the mail is put aside and the next pass leaves it alone
MANY = 40  # from here on the latest come first
_HEADER_BYTES = 64 * 1024  # of a mail that the server does not hand out whole


class Ingest:
    """Passes over the folders of one mailbox; used by the thread that owns the connection."""

    def __init__(self, parts: Parts, progress: Callable[[int, int], None]) -> None:
        self._parts = parts
        self._mails = parts.store.mails
        self._progress = progress
        self._accounts = Accounts(parts)
        self._reader = Reader()
        self._again = SecondTry(parts, self._reader)
        self._thorough = {FolderRole.INBOX, FolderRole.SENT}  # once per session

    def close(self) -> None:
        """End the worker process, if there is one."""
        self._reader.close()

    def run(self, line: Line, between: Callable[[], None], *, compare: Step = until_right) -> int:
        """Take in everything new, and follow what was moved; return how many mails came.

        Args:
            line: the connection.
            between: called between two slices, for work that must not wait (journal, sending).
            compare: for how long to look whether numbers still stand for the same mails;
                usually only at the latest one.
        """
        try:
            self._again.after_update()
            return self._run(line, between, compare=compare)
        finally:
            self._reader.rest()

    def _run(
        self,
        line: Line,
        between: Callable[[], None],
        *,
        compare: Step,
    ) -> int:
        folders = folders_of(self._parts, line)
        self._parts.publish(
            self._parts.store.ledger.keep_folders(
                self._parts.mailbox, [folder.name for folder in folders]
            )
        )
        came = sum(self._take(line, folder, between, compare=compare) for folder in folders)
        self._follow(line, folders, between)
        return came

    def run_if_moved(self, line: Line, between: Callable[[], None] | None = None) -> int:
        """Take in what came, opening only folders whose numbers moved (rule 14)."""
        folders = folders_of(self._parts, line)
        states = {one.name: one for one in line.client.numbers_of([one.name for one in folders])}
        moved = [
            folder
            for folder in folders
            if folder.name not in states or self._accounts.has_moved(states[folder.name])
        ]
        try:
            return sum(self._take(line, folder, between or _nothing) for folder in moved)
        finally:
            self._reader.rest()

    def follow(self, line: Line, between: Callable[[], None]) -> None:
        """Look where mail went that vanished since the last time, if any did."""
        if Follower(self._parts, line).is_due:
            self._follow(line, folders_of(self._parts, line), between)

    def _follow(self, line: Line, folders: Sequence[Folder], between: Callable[[], None]) -> None:
        Follower(self._parts, line).run([folder.name for folder in folders], between)

    def _take(
        self,
        line: Line,
        folder: Folder,
        between: Callable[[], None],
        *,
        compare: Step | None = None,
    ) -> int:
        thoroughly = compare not in {None, until_right} or folder.role in self._thorough
        try:
            found = look(
                line.client, folder.name, self._accounts.known(folder), thoroughly=thoroughly
            )
        except FolderMissing:
            line.ask_sent_folder_again()  # somebody renamed it; the next pass finds its new name
            if folder.role is not FolderRole.FURTHER:
                raise
            self._accounts.note_missing(folder)
            return 0
        self._thorough.discard(folder.role)
        found = self._accounts.sort_out(found, between)
        if compare is not None and not found.is_renumbered:
            found = self._accounts.compared(found, compare)
        work = self._work(found, folder)
        taken = self._keep_all(work, between) if found.new else 0
        if not (found.is_renumbered and self._parts.stopping.is_set()):
            self._accounts.note(found)  # cut off, it would take for gone what was not looked at
        if taken:
            _log.info("%s: %d new mails", folder.name, taken)
        return taken

    def _work(self, found: FolderPass, folder: Folder) -> _FolderWork:
        reads = self._parts.store.reads
        return _FolderWork(
            found=found,
            role=folder.role,
            mailbox=self._parts.mailbox,
            past=past_of(reads.mailboxes(), self._parts.mailbox, folder, found.state.uidvalidity),
            team=team_view(reads),
            charsets=charsets_of_senders(self._parts.store),
        )

    def _keep_all(self, work: _FolderWork, between: Callable[[], None]) -> int:
        """Fetch and keep; while a worker reads one slice, the next one is fetched."""
        total, done = len(work.found.new), 0
        waiting: Callable[[], Iterator[StoredMail]] | None = None
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

    def _keep(self, read: Iterator[StoredMail]) -> None:
        mails = list(read)
        for one in mails:
            if one.problem:
                _log.warning("uid %d is unreadable: %s", one.place.uid, one.problem)
        self._parts.publish(self._parts.store.keep_mails(mails))

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
                self._keep(self._beginning(work, uid))

    def _beginning(self, work: _FolderWork, uid: int) -> Iterator[StoredMail]:
        """Yield as much of a mail as the server gives: mostly its header, so that it has a case."""
        client = work.found.client
        told = client.fetch_facts([uid]).get(uid)
        if told is None:  # gone meanwhile
            return
        raw = client.fetch_part(uid, 0, _HEADER_BYTES)
        mail = FetchedMail(
            uid=uid, raw=raw, internaldate=told.internaldate, flags=told.flags, size=told.size
        )
        yield unread(replace(work.job(mail), whole=False), "the server does not hand it out")


@dataclass(frozen=True, slots=True, kw_only=True)
class _FolderWork:
    """What a pass over a folder found, and what must be known to read it."""

    found: FolderPass
    role: FolderRole
    mailbox: MailboxId
    past: Past
    team: TeamView
    charsets: Mapping[str, str]

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
            history=self.past.has(mail),
            team=self.team,
            charsets=self.charsets,
        )


def folders_of(parts: Parts, line: Line) -> tuple[Folder, ...]:
    """Return the folders to sync: INBOX, sent mail, and what a lead chose besides."""
    always = (
        Folder(name=INBOX, role=FolderRole.INBOX),
        Folder(name=line.sent_folder, role=FolderRole.SENT),
    )
    chosen = [
        Folder(name=record.folder, role=record.role)
        for mailbox in parts.store.reads.mailboxes()
        for record in mailbox.folders
        if mailbox.id == parts.mailbox and record.role is FolderRole.FURTHER
    ]
    names = {folder.name for folder in always}
    return (*always, *(folder for folder in chosen if folder.name not in names))


def _nothing() -> None:
    """Do nothing."""
