"""What is kept in small JSON files: how to reach a mailbox, and what a person likes.

Owns the shape of ``profile.json`` and ``settings.json`` and their safe reading and writing. Must
not hold a password, nor know where profiles lie (``mailroom.service.profiles`` does).
"""

from __future__ import annotations

import errno
import json
import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TypeVar

from mailroom.domain.people import Seat
from mailroom.domain.records.record import from_plain, to_plain
from mailroom.errors import BadInput, StoreFull, StoreReadOnly
from mailroom.ids import DeskId, MailboxId, PersonId, digest
from mailroom.servers import Security

Shape = TypeVar("Shape")
_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})


class JournalKind(Enum):
    """Where the team's journal lies (design section 1)."""

    IMAP = "imap"
    LOCAL = "local"  # an explicit choice: no second desk can join


class Language(Enum):
    """The language of the window and of the command line."""

    SYSTEM = "system"
    JA = "ja"
    EN = "en"


class Theme(Enum):
    """Colours of the window."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(Enum):
    """How much a row of the case list takes."""

    COMPACT = "compact"  # 一覧
    NORMAL = "normal"
    ROOMY = "roomy"  # ゆったり


class Quoting(Enum):
    """Where the mail that is answered stands in a reply."""

    BELOW = "below"
    INLINE = "inline"  # one answers between its lines
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One server and what must protect the way to it."""

    host: str
    port: int
    security: Security


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The mailbox of the team as this person reaches it.

    Attributes:
        smtp: ``None`` when nothing can be sent from here.
        smtp_user: the login name at the SMTP server where it differs (Microsoft 365).
        address: what customers write to; the From of every reply.
    """

    imap: Server
    smtp: Server | None = None
    user: str
    smtp_user: str = ""
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileConfig:
    """One person at one desk on one mailbox.

    Attributes:
        start_line_days: of a team that is founded with it (rule 22).
        mark_mail: the answer of who founds the team (rule 36).
    """

    name: str
    account: Account
    person: PersonId
    person_name: str
    desk: DeskId
    desk_name: str
    journal: JournalKind = JournalKind.IMAP
    start_line_days: int = 14
    mark_mail: bool = False

    @property
    def seat(self) -> Seat:
        """Return who acts from where (rule 9)."""
        return Seat(person=self.person, desk=self.desk)

    @property
    def mailbox(self) -> MailboxId:
        """Return the id of the mailbox: every desk names it alike by its address."""
        return MailboxId(digest("mailbox", self.account.address.lower())[:16])


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person chose on this PC.

    Attributes:
        plain_first: begin every reply as plain text, also to who wrote formatted.
        boundaries_read: marks of the 対応の範囲 that they have read; those are folded.
        plain_mail: show mails in HTML as plain text.
        pictures_from: addresses of senders whose pictures of the web are loaded.
    """

    language: Language = Language.SYSTEM
    theme: Theme = Theme.SYSTEM
    density: Density = Density.NORMAL
    text_percent: int = 100
    letter_keys: bool = True
    undo_seconds: int = 10
    next_after_send: bool = True
    desktop_notices: bool = True
    signature: str = ""
    quoting: Quoting = Quoting.BELOW
    plain_first: bool = False
    boundaries_read: tuple[str, ...] = ()
    plain_mail: bool = False
    pictures_from: tuple[str, ...] = ()


def read_json(path: Path, shape: type[Shape]) -> Shape:
    """Return the value a file holds.

    Raises:
        BadInput: the file is missing or is not what it should be.
    """
    try:
        value: Shape = from_plain(shape, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise BadInput("file", str(path), str(error)) from error
    return value


def write_json(path: Path, value: object) -> None:
    """Keep a value in a file.

    Raises:
        StoreReadOnly: the file cannot be written.
    """
    text = json.dumps(to_plain(value), ensure_ascii=False, indent=2)
    write_private(path, (text + "\n").encode())


def write_private(path: Path, data: bytes) -> None:
    """Write a file only its owner may read; a crash leaves the old one or the new one.

    Raises:
        StoreFull: no room on the disk.
        StoreReadOnly: the file cannot be written.
    """
    beside = path.with_name(path.name + ".new")
    try:
        beside.unlink(missing_ok=True)
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        kind = StoreFull if is_full(error) else StoreReadOnly
        raise kind(str(path), str(error)) from error


def is_full(error: OSError) -> bool:
    """Return whether a write failed for want of room."""
    return error.errno in _NO_ROOM


def load_settings(folder: Path) -> Settings:
    """Return the settings of a profile; a missing file means the defaults."""
    path = folder / "settings.json"
    return read_json(path, Settings) if path.exists() else Settings()


def save_settings(folder: Path, settings: Settings) -> None:
    """Keep the settings of a profile."""
    write_json(folder / "settings.json", settings)
