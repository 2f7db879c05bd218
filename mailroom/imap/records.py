"""What the IMAP client hands out: plain facts about folders and mails, bytes already sorted out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

from mailroom.errors import ServerRefused

NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)  # the server gave no readable INTERNALDATE


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderState:
    """What SELECT or STATUS said about a folder."""

    name: str
    uidvalidity: int
    uidnext: int
    exists: int
    highestmodseq: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFacts:
    """A mail without its content."""

    uid: int
    size: int
    internaldate: datetime  # aware, UTC; ``NO_DATE`` if the server's was not readable
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedMail:
    """A whole mail, byte for byte as the server has it."""

    uid: int
    raw: bytes
    internaldate: datetime
    flags: frozenset[str]
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Fields of a mail's header, and the size of the whole."""

    uid: int
    size: int
    internaldate: datetime
    fields: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """Room of the mailbox in bytes."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What lies in a folder, which is open now, from some UID on; asked for in one go.

    Attributes:
        state: of the folder.
        uids: all of them, ascending.
        facts: what is known of the first ones.
        mails: those of them that came along whole, because they are small.
        appended: the UID of the message stored in the same go, if the server tells.
    """

    state: FolderState
    uids: tuple[int, ...]
    facts: Mapping[int, MailFacts] = field(default_factory=dict[int, MailFacts])
    mails: Mapping[int, FetchedMail] = field(default_factory=dict[int, FetchedMail])
    appended: int | None = None


class IdleEnd(Enum):
    """Why waiting ended."""

    CHANGED = "changed"  # mail came or went in the selected folder
    ELSEWHERE = "elsewhere"  # in another one that NOTIFY watches
    TIMEOUT = "timeout"
    WOKEN = "woken"  # ``wake`` fired: this PC has something to do


class MailUnfetchable(ServerRefused):
    """The server lists this mail but does not hand it out intact, not even alone.

    The connection is still good: go on with the next UID and try this one in the next pass.
    """

    def __init__(self, host: str, uid: int, detail: str = "") -> None:
        super().__init__(host, detail)
        self.uid = uid
