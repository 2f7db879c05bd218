"""The files of one profile: opened together, handed out by subject.

    replica   journal, pending events, fold        room.db
    reads     what the window and the command line show
    mails     raw and parsed mail                  mail.db
    ledger    where every mail on the server went  mail.db
    contacts  the people who write to us           room.db
    roster    what changed in the team             room.db
    finished  what was sent and closed lately      room.db
    drafts, outbox, marks                          room.db

No transaction spans both files: what joins them ("not yet announced") is asked as a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.engine import Connection

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.ledger import Ledger
from mailroom.domain.mails import MailFacts
from mailroom.errors import StoreLocked, StoreReadOnly
from mailroom.store.drafts import Drafts
from mailroom.store.elsewhere import Elsewhere
from mailroom.store.files import mail_schema, room_schema
from mailroom.store.files.database import BUSY_SECONDS, Durability
from mailroom.store.files.opening import Blueprint, Opened, check, open_file, was_checked
from mailroom.store.files.salvage import rescue
from mailroom.store.files.schema_head import keep_head
from mailroom.store.journal.projection import Touched, rebuild_pending
from mailroom.store.journal.redacting import sweep
from mailroom.store.journal.refolding import refold
from mailroom.store.journal.replica import Replica, first_replica_row
from mailroom.store.mailbox.ledger import MailLedger
from mailroom.store.mailbox.mails import Mails, ReadMail, StoredMail
from mailroom.store.marks import Marks
from mailroom.store.outbox import Outbox
from mailroom.store.reading.address_book import AddressBook
from mailroom.store.reading.approval_reads import ApprovalReads
from mailroom.store.reading.arrivals import Arrivals
from mailroom.store.reading.contact_reads import ContactReads
from mailroom.store.reading.finished import Finished
from mailroom.store.reading.reads import Reads
from mailroom.store.reading.roster import Roster
from mailroom.store.reading.template_reads import TemplateReads
from mailroom.store.searching.grams import MAIL_INDEX

ROOM_FILE = "room.db"
MAIL_FILE = "mail.db"

_AT_ONCE = 2_000  # mails between two looks


class Store:
    """Everything this PC keeps for one profile. Safe to use from any thread."""

    def __init__(self, room: Opened, mail: Opened, clock: Clock) -> None:
        self._room = room.database
        self._mail = mail.database
        self._clock = clock
        self.kept_aside = tuple(
            file.damaged for file in (room, mail) if file.damaged is not None
        )  # damaged files that were replaced: tell the user
        self.replica = Replica(self._room, clock)
        self.mails = Mails(self._mail, clock)
        self.ledger = MailLedger(self._mail, clock)
        self.reads = Reads(self._room, self._mail, self.mails, clock)
        self.contacts = ContactReads(self._room)
        self.address_book = AddressBook(self._room)
        self.approvals = ApprovalReads(self._room)
        self.roster = Roster(self._room)
        self.templates = TemplateReads(self._room)
        self.finished = Finished(self._room)
        self.arrivals = Arrivals(self._room)
        self.drafts = Drafts(self._room, clock)
        self.outbox = Outbox(self._room, clock)
        self.marks = Marks(self._room)
        self._elsewhere = Elsewhere(self._room, self._mail)

    @classmethod
    def open(cls, folder: Path, clock: Clock) -> Self:
        """Open the files of a profile, making them if need be.

        Raises:
            StoreTooNew: a newer Mailroom wrote them.
            StoreReadOnly: the folder cannot be written.
            StoreLocked: another program holds a file.
            StoreFull: no room on the disk.
        """
        _make_private(folder)
        with _one_at_a_time(folder):
            return cls(*_open_both(folder, clock), clock)

    def keep_mails(self, mails: Sequence[StoredMail]) -> Changes:
        """Keep mails; those that another desk announced first now have their words in the list."""
        changes = self.mails.add_mails(mails)
        cases = self.reads.cases_of(mail.facts.key for mail in mails)
        return changes | Changes(cases=cases)

    def reword(self, mail: ReadMail) -> Changes:
        """Put what is read of a mail now in place of what was read before."""
        return self.mails.reword(mail) | Changes(cases=self.reads.cases_of([mail.facts.key]))

    def close(self) -> None:
        """Close the files."""
        self._room.close()
        self._mail.close()

    def settle(self) -> Changes:
        """Do what opening left undone, once and in the background: it may take seconds.

        Loads the rest of a restored snapshot, sweeps up after redactions, and reads files through
        that were too large for opening to do so.

        Raises:
            StoreCorrupt: a file is damaged; the next start keeps it aside and rebuilds it.
        """
        changes = self.replica.load_rest()
        sweep(self._room)
        for database in (self._room, self._mail):
            if not was_checked(database):
                check(database)
        return changes

    def check(self) -> None:
        """Read both files through.

        Raises:
            StoreCorrupt: a file is damaged; the next start keeps it aside and rebuilds it.
        """
        check(self._room)
        check(self._mail)

    def changed_elsewhere(self) -> Changes:
        """Return what other processes changed since the last call; cheap, to be polled."""
        return self._elsewhere.poll()

    def data_version(self) -> int:
        """Return a number that moves when another process writes to the room."""
        return self._elsewhere.count

    def add_up(self) -> Ledger:
        """Return where every mail on the server went (I13); what lies in filtered cases is so."""
        return self.ledger.counts(self.reads.filtered_mails())

    def has_pending(self) -> bool:
        """Return whether events wait to be seen in the journal."""
        return self.replica.pending_count() > 0

    def show_waiting(self) -> Changes:
        """Show what mail came though the journal takes no announcement of it now (section 4)."""
        touched = Touched()
        with self._room.write() as connection:
            rebuild_pending(connection, self._clock.now(), touched, stalled=True)
        return touched.changes() if touched.cases else NOTHING

    def own_addresses(self) -> frozenset[str]:
        """Return the addresses of the team's mailboxes, lower-case."""
        return self.reads.own_addresses()

    def unannounced(self, limit: int, *, history: bool | None = None) -> tuple[MailFacts, ...]:
        """Return mails, oldest first, that are neither announced nor waiting to be."""
        while True:
            asked = self.mails.not_marked_announced(limit, history=history)
            known = self.reads.announced(facts.key for facts in asked)
            if known:
                self.mails.mark_announced(known)
            fresh = tuple(facts for facts in asked if facts.key not in known)
            if fresh or len(asked) < limit:
                return fresh

    def look_for_caseless(self) -> int:
        """Let mails be announced again that no case holds; return how many there were (S54).

        They were announced once. What said so may be gone from the journal, or from a room that
        was put back from a copy.
        """
        last, lost = 0, 0
        while marked := self.mails.marked_announced(last, _AT_ONCE):
            last = max(marked)
            caseless = set(marked.values()) - self.reads.announced(marked.values())
            if caseless:
                self.mails.mark_announced(caseless, announced=False)
            lost += len(caseless)
        return lost


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise StoreReadOnly(str(folder), str(error)) from error


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Let no other process make, mend or replace the files meanwhile."""
    path = folder / "opening.lock"
    try:
        with FileLock(path, timeout=BUSY_SECONDS, mode=0o600):
            yield
    except Timeout as error:
        raise StoreLocked(str(path)) from error
    except OSError as error:
        raise StoreReadOnly(str(path), str(error)) from error


def _open_both(folder: Path, clock: Clock) -> tuple[Opened, Opened]:
    room = open_file(folder / ROOM_FILE, _ROOM, clock)
    try:
        if room.damaged:
            rescue(room.damaged, room.database)
        keep_head(room.database)
        _fold_anew_if_needed(room, clock)
        mail = open_file(folder / MAIL_FILE, _MAIL, clock)
    except BaseException:
        room.database.close()
        raise
    _match(room, mail)
    return room, mail


def _create_room(connection: Connection) -> None:
    room_schema.room.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(room_schema.NOTES_INDEX)
    connection.execute(room_schema.replica.insert(), first_replica_row())


def _create_mail(connection: Connection) -> None:
    mail_schema.mail.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(MAIL_INDEX)
    connection.execute(mail_schema.origin.insert(), {"id": 1, "room": ""})


def _add_base(connection: Connection) -> None:
    for table in (room_schema.base, room_schema.unloaded, room_schema.left_behind):
        table.create(connection)


_ROOM = Blueprint(
    version=room_schema.ROOM_VERSION,
    durability=Durability.FULL,
    create=_create_room,
    migrations={1: _add_base},
    wiped=True,
)
_MAIL = Blueprint(
    version=mail_schema.MAIL_VERSION, durability=Durability.NORMAL, create=_create_mail
)


def _fold_anew_if_needed(room: Opened, clock: Clock) -> None:
    replica = room_schema.replica
    with room.database.write() as connection:
        version = connection.execute(sa.select(replica.c.projection)).scalar_one()
        if version == room_schema.PROJECTION_VERSION:
            return
        chain = refold(connection, clock.now())
        connection.execute(
            replica.update().values(projection=room_schema.PROJECTION_VERSION, chain=chain)
        )


def _match(room: Opened, mail: Opened) -> None:
    """Forget what was announced if the room is another one (rescued, copied) than last time."""
    with room.database.read() as connection:
        id_ = connection.execute(sa.select(room_schema.replica.c.room)).scalar_one()
    with mail.database.write() as connection:
        known = connection.execute(sa.select(mail_schema.origin.c.room)).scalar_one()
        if known != id_:
            connection.execute(mail_schema.mails.update().values(announced=False))
            connection.execute(mail_schema.origin.update().values(room=id_))
