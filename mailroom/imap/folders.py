"""Folders of a mailbox: their names, their special uses, and how our names become the server's.

Pure; must not talk to a server.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from imapclient.imap_utf7 import decode, encode

from mailroom.errors import BadInput

INBOX = "INBOX"


class SpecialUse(Enum):
    """What RFC 6154 (or XLIST) says a folder is for."""

    ALL = "\\all"
    ARCHIVE = "\\archive"
    DRAFTS = "\\drafts"
    FLAGGED = "\\flagged"
    JUNK = "\\junk"
    SENT = "\\sent"
    TRASH = "\\trash"


_XLIST_NAMES = {
    "\\allmail": SpecialUse.ALL,
    "\\spam": SpecialUse.JUNK,
    "\\starred": SpecialUse.FLAGGED,
}

SENT_NAMES = (  # most telling first; compared without case and without the personal prefix
    "Sent",
    "Sent Items",
    "Sent Messages",
    "Sent Mail",
    "送信済みトレイ",
    "送信済みアイテム",
    "送信済みメール",
    "送信済み",
    "送信トレイ",
    "Gesendet",
    "Outbox",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One folder as the server lists it; ``name`` is what ``select`` takes."""

    name: str
    separator: str | None  # None: the server keeps no hierarchy
    special: SpecialUse | None = None
    selectable: bool = True


def special_use(flags: Iterable[bytes]) -> SpecialUse | None:
    """Return the special use among the flags of a LIST answer."""
    for flag in flags:
        name = flag.decode("ascii", "replace").lower()
        if name in _XLIST_NAMES:
            return _XLIST_NAMES[name]
        for use in SpecialUse:
            if use.value == name:
                return use
    return None


def as_listed(flags: Iterable[bytes], separator: bytes | None, name: bytes) -> Folder:
    """Return a folder from what LIST says of it.

    A name that can't be read, or that would be written differently when asked for, is listed as
    not selectable.
    """
    try:
        readable = decode(name)
        is_ours = encode(readable) == name
    except ValueError:
        readable, is_ours = name.decode("latin-1"), False
    closed = {b"\\noselect", b"\\nonexistent"} & {flag.lower() for flag in flags}
    return Folder(
        name=readable,
        separator=separator.decode("latin-1") if separator else None,
        special=special_use(flags),
        selectable=is_ours and not closed,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How this server writes the names of the user's own folders."""

    prefix: str = ""  # with its separator, e.g. "INBOX."
    separator: str | None = "/"

    def resolve(self, name: str) -> str:
        """Return the server's name for one of ours, e.g. ``INBOX.Mailroom.Journal``.

        Args:
            name: with "/" between the levels, whatever the server uses.
        """
        if name.upper() == INBOX:
            return INBOX
        parts = name.split("/")
        if not all(parts) or any(ord(letter) < ord(" ") for letter in name):
            raise BadInput("folder", name)
        if self.separator is None:
            return self.prefix + "-".join(parts)
        clean = (part.replace(self.separator, "_") for part in parts)
        return self.prefix + self.separator.join(clean)

    def last_part(self, name: str) -> str:
        """Return a server's name without the prefix, for comparing it with common names."""
        return name.removeprefix(self.prefix)


def find_sent(folders: Iterable[Folder], naming: Naming) -> Folder | None:
    """Return the folder that holds sent mail: by its special use, else by a common name."""
    usable = [folder for folder in folders if folder.selectable]
    for folder in usable:
        if folder.special is SpecialUse.SENT:
            return folder
    by_name = {naming.last_part(folder.name).casefold(): folder for folder in reversed(usable)}
    for name in SENT_NAMES:
        if name.casefold() in by_name:
            return by_name[name.casefold()]
    return None
