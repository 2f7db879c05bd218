"""The ledger: what became of every mail on the server (N16, I13), and where mail went since."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from mailroom.ids import MailboxId, MailKey

_FEW = 20
_PART = 5  # more than one in so many


def is_doubtful(lacking: int, known: int) -> bool:
    """Say whether a folder lacks so many mails at once that a person must be asked (N4).

    A server that lost a disk, or shows an empty folder for a moment, looks as if somebody had
    deleted everything; nothing is taken for deleted on its word alone.
    """
    return lacking >= _FEW and lacking * _PART > known


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """I13: every UID of every synced folder. It adds up when ``server == sum of the rest``.

    Attributes:
        server: mails that the server has.
        imported: of those, how many are in a case that is not filtered, each counted once.
        duplicates: further copies of those.
        gone: once seen, since moved or deleted by another client; not part of ``server``.
        missed: suddenly no longer there; a person is asked. Not part of ``server`` either.
    """

    server: int = 0
    imported: int = 0
    duplicates: int = 0
    filtered: int = 0
    quarantined: int = 0
    gone: int = 0
    missed: int = 0

    @property
    def missing(self) -> int:
        """Return how many UIDs are not accounted for."""
        return self.server - self.imported - self.duplicates - self.filtered - self.quarantined

    @property
    def adds_up(self) -> bool:
        """Return whether every UID is accounted for, and no folder waits for a person's word."""
        return self.missing == 0 and self.missed == 0


class Special(Enum):
    """What the server says a folder is for (RFC 6154); more kinds are of no interest here."""

    NONE = ""
    ALL = "all"
    ARCHIVE = "archive"
    JUNK = "junk"
    SENT = "sent"
    TRASH = "trash"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSheet:
    """One folder's page of the ledger; ``counts`` add up by themselves.

    Attributes:
        synced: false for folders of which only the number of mails is known.
        checked_at: when the server was last asked.
    """

    mailbox: MailboxId
    folder: str
    special: Special
    synced: bool
    uidvalidity: int
    uidnext: int
    counts: Ledger
    checked_at: datetime


class Fate(Enum):
    """What became of a mail on the server that is not simply in its case once."""

    DUPLICATE = "duplicate"
    FILTERED = "filtered"
    QUARANTINED = "quarantined"
    MISSED = "missed"  # a person is asked whether it is gone
    SOUGHT = "sought"  # it vanished; other folders are still searched
    MOVED = "moved"  # another client put it elsewhere, or a copy is left there
    DELETED = "deleted"  # it lies nowhere in the mailbox any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a mail is that no longer lies where it was found."""

    fate: Fate
    folder: str = ""
    special: Special = Special.NONE
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One UID that is an exception; ``key`` opens the mail it is about.

    Attributes:
        reason: of a mail that could not be read, for a technician.
        to: where it is now, of one that is gone.
    """

    fate: Fate
    mailbox: MailboxId
    folder: str
    uidvalidity: int
    uid: int
    key: MailKey | None = None
    subject: str = ""
    sender: str = ""
    reason: str = ""
    since: datetime | None = None
    to: Whereabouts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """The whole page: the sum, each folder, every exception."""

    total: Ledger = field(default_factory=Ledger)
    folders: tuple[FolderSheet, ...] = ()
    entries: tuple[LedgerEntry, ...] = ()
