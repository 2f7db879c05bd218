"""The mail that the practice server holds: accounts, folders, mails, and what changed since when.

Owns the truth behind all sessions. Lives in one thread (the server's loop). Must not know the
protocol.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from mailroom.practice.personas import MODERN, Persona
from mailroom.practice.rebuilding import rebuilt

INBOX = "INBOX"


class MailboxFull(Exception):
    """No room for one more mail."""


class Change(Enum):
    """What happened to one mail of a folder."""

    ADDED = auto()
    FLAGGED = auto()
    REMOVED = auto()


@dataclass(slots=True, kw_only=True)
class StoredMail:
    """One mail of one folder."""

    uid: int
    raw: bytes
    internaldate: datetime
    flags: set[str] = field(default_factory=set[str])
    modseq: int = 1  # of its last change (RFC 7162)


class Mailbox:
    """One folder: mails by UID, and a log that tells a session what it has not seen yet."""

    def __init__(self, name: str, uidvalidity: int, special: str = "") -> None:
        self.name = name
        self.uidvalidity = uidvalidity
        self.uidnext = 1
        self.modseq = 1  # the highest of all mails that are or were here
        self.special = special  # e.g. "\\Sent"
        self.is_subscribed = False
        self.mails: dict[int, StoredMail] = {}
        self.changes: list[tuple[Change, int]] = []
        self.size = 0
        self.watchers: set[Callable[[], None]] = set()
        self.on_change: Callable[[Mailbox, Change, int], None] | None = None  # for keeping on disk

    @property
    def unseen(self) -> int:
        """Return how many mails nobody has read."""
        return sum("\\Seen" not in mail.flags for mail in self.mails.values())

    def append(self, raw: bytes, when: datetime, flags: Iterable[str] = ()) -> int:
        """Store a mail; return its UID."""
        uid = self.uidnext
        self.put(StoredMail(uid=uid, raw=raw, internaldate=when, flags=set(flags)))
        self._changed(Change.ADDED, uid)
        return uid

    def put(self, mail: StoredMail) -> None:
        """Take in a mail that already has its UID, telling nobody."""
        self.mails[mail.uid] = mail
        self.uidnext = max(self.uidnext, mail.uid + 1)
        self.modseq = max(self.modseq, mail.modseq)
        self.size += len(mail.raw)

    def set_flags(self, uid: int, flags: Iterable[str]) -> None:
        """Replace the flags of a mail."""
        self.mails[uid].flags = set(flags)
        self._changed(Change.FLAGGED, uid)

    def remove(self, uid: int) -> None:
        """Take a mail away for good."""
        self.size -= len(self.mails.pop(uid).raw)
        self._changed(Change.REMOVED, uid)

    def restore(self, uid: int) -> None:
        """Forget what came after this UID, the numbers too: they are given out again."""
        for later in [known for known in self.mails if known > uid]:
            self.remove(later)
        self.uidnext = uid + 1

    def _changed(self, change: Change, uid: int) -> None:
        self.modseq += 1
        if uid in self.mails:
            self.mails[uid].modseq = self.modseq
        self.changes.append((change, uid))
        if self.on_change is not None:
            self.on_change(self, change, uid)
        for watcher in tuple(self.watchers):
            watcher()


class Account:
    """One user's mailbox."""

    def __init__(self, user: str, password: str, persona: Persona = MODERN) -> None:
        self.user = user
        self.password = password
        self.persona = persona
        self.quota = persona.quota
        self.folders: dict[str, Mailbox] = {}
        self._last_validity = 1_000_000
        self.on_folders: Callable[[Account], None] | None = None

    @property
    def size(self) -> int:
        """Return the bytes of all mail."""
        return sum(folder.size for folder in self.folders.values())

    def has_room(self, size: int) -> bool:
        """Return whether a mail of this size still fits."""
        return self.quota is None or self.size + size <= self.quota

    def take_in(
        self, folder: Mailbox, raw: bytes, when: datetime, flags: Iterable[str] = ()
    ) -> int:
        """Store a mail as this kind of server does; return its UID.

        Raises:
            MailboxFull: the quota does not allow it.
        """
        if not self.has_room(len(raw)):
            raise MailboxFull
        kept = rebuilt(raw) if self.persona.rebuilds else raw
        uid = folder.append(kept, when, self.permitted(flags))
        if self.persona.moves_copies:
            for copy in [other for other, mail in folder.mails.items() if mail.raw == kept]:
                if copy != uid:
                    folder.remove(copy)
        return uid

    def permitted(self, flags: Iterable[str]) -> set[str]:
        """Return those flags that this kind of server stores."""
        return {flag for flag in flags if self.persona.keeps_keywords or flag.startswith("\\")}

    def sent_folder(self) -> Mailbox:
        """Return the folder of sent mail, as the persona has it."""
        names = [name for name, special in self.persona.folders if special == "\\Sent"]
        names += [name for name, _ in self.persona.folders if "Sent" in name]
        name = names[0] if names else f"{self.persona.prefix}Sent"
        return self.find(name) or self.create(name)

    def find(self, name: str) -> Mailbox | None:
        """Return a folder by its name on the wire; INBOX in any case of letters."""
        return self.folders.get(INBOX if name.upper() == INBOX else name)

    def create(self, name: str, special: str = "") -> Mailbox:
        """Make a folder; one that was deleted and made again gets another UIDVALIDITY."""
        self._last_validity += 1
        folder = Mailbox(name, self._last_validity, special)
        self.adopt(folder)
        self._folders_changed()
        return folder

    def adopt(self, folder: Mailbox) -> None:
        """Take in a folder that exists already."""
        self._last_validity = max(self._last_validity, folder.uidvalidity)
        self.folders[folder.name] = folder

    def delete(self, name: str) -> None:
        """Drop a folder with its mail."""
        del self.folders[name]
        self._folders_changed()

    def rename(self, old: str, new: str) -> None:
        """Give a folder another name; its UIDs stay."""
        folder = self.folders.pop(old)
        folder.name = new
        self.folders[new] = folder
        self._folders_changed()

    def renew_validity(self, name: str) -> None:
        """Number all mail of a folder anew, as after a restore from backup."""
        old = self.folders[name]
        fresh = self.create(name, old.special)
        for mail in old.mails.values():
            fresh.append(mail.raw, mail.internaldate, mail.flags)

    def _folders_changed(self) -> None:
        if self.on_folders is not None:
            self.on_folders(self)


def wire_name(name: str) -> str:
    """Return a folder name in modified UTF-7, as it travels (RFC 3501, section 5.1.3)."""
    done: list[str] = []
    foreign: list[str] = []
    for letter in [*name, ""]:
        if letter and not " " <= letter <= "~":
            foreign.append(letter)
            continue
        if foreign:
            packed = base64.b64encode("".join(foreign).encode("utf-16-be")).rstrip(b"=")
            done.append("&" + packed.decode().replace("/", ",") + "-")
            foreign = []
        done.append("&-" if letter == "&" else letter)
    return "".join(done)
