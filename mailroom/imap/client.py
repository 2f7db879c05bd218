"""A typed IMAP client: every call has a total deadline and one kind of error.

Owns the conversions between the library's bytes and our records. Must not parse mail, know cases
or write to a store. One thread uses a client; only ``shutdown`` may be called from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from mailroom.errors import AppendRefused, FolderMissing, ServerRefused
from mailroom.imap import flights
from mailroom.imap.answers import read_bodies, read_facts, read_headers
from mailroom.imap.connection import Connection
from mailroom.imap.flights import state_of
from mailroom.imap.folders import Folder, Naming, as_listed, find_sent
from mailroom.imap.line import Line
from mailroom.imap.records import (
    FetchedMail,
    FolderState,
    Header,
    Look,
    MailFacts,
    MailUnfetchable,
    Quota,
)
from mailroom.imap.wire import Wire, uid_set

SLICE_BYTES = 256 * 1024
_AT_ONCE = 500  # UIDs in one command
_NAMING_FIELDS = "MESSAGE-ID FROM DATE SUBJECT RESENT-MESSAGE-ID"
_FOLD = re.compile(rb"\r?\n[ \t]+")
_HEADER_BYTES = 1024  # of what is asked of one mail, about


class ImapClient(Connection):
    """A connection with everything one does on it: folders and the mail in them."""

    def __init__(self, line: Line, wire: Wire) -> None:
        super().__init__(line, wire)
        self._naming: Naming | None = None

    # -- folders ---------------------------------------------------------------------------

    @property
    def naming(self) -> Naming:
        """Return how this server writes folder names (asked once)."""
        if self._naming is None:
            with self._line.operation():
                self._naming = _ask_naming(self._wire)
        return self._naming

    def resolve(self, name: str) -> str:
        """Return the server's name for one of ours, e.g. "INBOX.Mailroom.Journal"."""
        return self.naming.resolve(name)

    def list_folders(self) -> tuple[Folder, ...]:
        """Return all folders of the mailbox."""
        with self._line.operation():
            listed = self._wire.raw_names()
        return tuple(as_listed(flags, separator, name) for flags, separator, name in listed)

    def has_folder(self, folder: str) -> bool:
        """Return whether the server knows a folder of exactly this name."""
        return any(known.name == folder and known.selectable for known in self.list_folders())

    def ensure_folder(self, name: str) -> str:
        """Create one of our folders if need be, unsubscribed; return the server's name for it."""
        folder = self.resolve(name)
        if self.has_folder(folder):
            return folder
        try:
            with self._line.operation():
                self._wire.create_folder(folder)
        except ServerRefused:
            if not self.has_folder(folder):  # else another desk was quicker
                raise
        try:
            with self._line.operation():
                self._wire.unsubscribe_folder(folder)  # some servers subscribe what they create
        except ServerRefused:
            pass
        return folder

    def sent_folder(self) -> str:
        """Return the folder of sent mail, creating one if there is none."""
        found = find_sent(self.list_folders(), self.naming)
        return found.name if found else self.ensure_folder("Sent")

    def delete_folder(self, folder: str) -> None:
        """Delete a folder and the mail in it."""
        with self._line.operation(refusal=FolderMissing):
            self._wire.delete_folder(folder)

    def select(self, folder: str, *, readonly: bool = True) -> FolderState:
        """Open a folder; later calls are about it."""
        self.selected = None
        with self._folder_operation(folder):
            numbers = self._wire.opened(self._wire.start_open(folder, readonly=readonly))
            state = state_of(folder, numbers)
        self.selected = folder
        return state

    def status(self, folder: str) -> FolderState:
        """Return the state of a folder without opening it."""
        with self._folder_operation(folder):
            [state] = flights.ask_states(self._wire, [folder], None)
        return state

    def numbers_of(self, folders: Sequence[str]) -> tuple[FolderState, ...]:
        """Return the states of those of the folders that the server tells of, asked in one go.

        STATUS of the open folder may be what was known when it was opened, so it is opened anew.
        """
        with self._line.operation():
            return flights.ask_states(self._wire, folders, self.selected, lenient=True)

    def look(
        self,
        folder: str,
        first: int,
        *,
        whole: bool = False,
        append: bytes | None = None,
        flags: Sequence[str] = (),
    ) -> Look:
        """Open a folder and say what lies there from a UID on, all in one go.

        Args:
            folder: the server's name of it.
            first: the lowest UID wanted.
            whole: bring small mails along, not only their facts.
            append: store this in the folder before; what follows sees it.
            flags: of what is stored.

        Raises:
            FolderMissing: there is no such folder.
            QuotaFull: no room for what was to be stored.
            AppendRefused: the server does not want it.
        """
        limit = self._line.time_for(flights.AHEAD_BYTES + len(append or b""))
        self.selected = None
        try:
            with self._line.operation(limit, ServerRefused if append is None else AppendRefused):
                found = flights.look(
                    self._wire,
                    folder,
                    first,
                    whole=whole,
                    append=append,
                    flags=flags,
                )
        except FolderMissing:
            raise
        except ServerRefused as error:
            if append is not None or self.has_folder(folder):
                raise
            raise FolderMissing(self.host, folder) from error
        self.selected = folder
        return found

    def quota(self) -> Quota | None:
        """Return the room of the mailbox, or None where the server does not say."""
        if "QUOTA" not in self.capabilities:
            return None
        try:
            with self._line.operation():
                quotas = self._wire.get_quota("INBOX")
        except ServerRefused:
            return None
        for quota in quotas:
            if quota.resource.upper() == "STORAGE":
                return Quota(used=int(quota.usage) * 1024, limit=int(quota.limit) * 1024)
        return None

    # -- mail of the selected folder -------------------------------------------------------

    def uids_from(self, first: int = 1) -> tuple[int, ...]:
        """Return the UIDs from ``first`` upwards, ascending."""
        with self._line.operation():
            self._wire.ask_news()  # some servers show nothing new without it
            self._wire.take_changes()  # the search below sees them all
            found = self._wire.search_uids(f"{max(first, 1)}:*")
        # "n:*" always includes the last mail, even when its UID is below n
        return tuple(sorted({uid for uid in found if uid >= first}))

    def fetch_facts(self, uids: Iterable[int]) -> dict[int, MailFacts]:
        """Return size, date and flags of those of the UIDs that exist."""
        facts: dict[int, MailFacts] = {}
        for batch in _batches(uids):
            with self._line.operation():
                told = read_facts(self._wire.fetch_data(batch, "RFC822.SIZE INTERNALDATE FLAGS"))
            facts |= {uid: told[uid] for uid in batch if uid in told}
        return facts

    def fetch_headers(self, uids: Iterable[int], *, whole: bool = False) -> dict[int, Header]:
        """Return what it takes to know mails again: their size, and some fields of the header.

        Args:
            uids: in the selected folder; those that do not exist are left out.
            whole: all fields, for mail without a Message-ID.
        """
        part = "HEADER" if whole else f"HEADER.FIELDS ({_NAMING_FIELDS})"
        found: dict[int, Header] = {}
        for batch in _batches(uids):
            with self._line.operation(self._line.time_for(len(batch) * _HEADER_BYTES)):
                data = self._wire.fetch_data(batch, f"RFC822.SIZE INTERNALDATE BODY.PEEK[{part}]")
            told = read_headers(data)
            found |= {uid: told[uid] for uid in batch if uid in told}
        return found

    def answered_since(self, day: date) -> tuple[int, ...]:
        """Return the UIDs of the mails in the selected folder that somebody marked as answered."""
        with self._line.operation():
            found = self._wire.search(["ANSWERED", "SINCE", day])
        return tuple(sorted(set(found)))

    def fetch_raw(self, uids: Iterable[int]) -> Iterator[FetchedMail]:
        """Yield whole mails in the order asked, fetched in slices of at most 256 kB.

        Never marks them as seen. A UID expunged meanwhile is left out.

        Raises:
            MailUnfetchable: a mail that exists could not be fetched intact, even alone.
        """
        wanted = list(uids)
        facts = self.fetch_facts(wanted)
        present = [facts[uid] for uid in wanted if uid in facts]
        for batch in slices(present):
            yield from self.fetch_slice(batch)

    def fetch_slice(self, batch: Sequence[MailFacts]) -> tuple[FetchedMail, ...]:
        """Fetch a few whole mails whose facts are known, in one go; singly if that fails.

        Raises:
            MailUnfetchable: a mail that exists could not be fetched intact, even alone.
        """
        bodies = self._bodies(batch)
        if not _intact(batch, bodies):
            # One wrong answer (a UID named twice, a size that differs) makes all of them suspect.
            bodies = {}
            for facts in batch:
                bodies |= self._single(facts)
        return tuple(
            FetchedMail(
                uid=facts.uid,
                raw=bodies[facts.uid],
                internaldate=facts.internaldate,
                flags=facts.flags,
                size=len(bodies[facts.uid]),
            )
            for facts in batch
            if facts.uid in bodies
        )

    def fetch_part(self, uid: int, start: int, length: int) -> bytes:
        """Fetch some bytes of a mail; fewer at its end, none if there is no such mail."""
        with self._line.operation(self._line.time_for(length)):
            data = self._wire.fetch_data([uid], f"BODY.PEEK[]<{start}.{length}>")
            return read_bodies(data).get(uid, b"")

    def store_flags(
        self, uids: Iterable[int], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> None:
        """Add and remove flags of mails in the folder selected for writing."""
        for numbers in _batches(uids):
            with self._line.operation():
                if add:
                    self._wire.add_flags(uid_set(numbers), add, silent=True)
                if remove:
                    self._wire.remove_flags(uid_set(numbers), remove, silent=True)

    def expunge(self, uids: Iterable[int]) -> None:
        """Delete exactly these mails for good, in the folder selected for writing.

        Without UIDPLUS all that is marked goes at once, so others' marks are lifted meanwhile.
        """
        chosen = list(uids)
        if "UIDPLUS" in self.capabilities:
            for numbers in _batches(chosen):
                with self._line.operation():
                    self._wire.add_flags(uid_set(numbers), ["\\Deleted"], silent=True)
                    self._wire.uid_expunge(uid_set(numbers))
            return
        with self._line.operation():
            marked = set(self._wire.search(["DELETED"])) - set(chosen)
        self.store_flags(marked, remove=["\\Deleted"])
        self.store_flags(chosen, add=["\\Deleted"])
        with self._line.operation():
            self._wire.expunge()
        self.store_flags(marked, add=["\\Deleted"])

    def search_subject(self, words: str, first: int = 1) -> tuple[int, ...]:
        """Return the UIDs from ``first`` upwards whose subject has these words, ascending."""
        with self._line.operation():
            self._wire.ask_news()
            found = self._wire.search(["UID", f"{max(first, 1)}:*", "SUBJECT", words])
        return tuple(sorted({uid for uid in found if uid >= first}))

    # -- one mail --------------------------------------------------------------------------

    def append(
        self,
        folder: str,
        raw: bytes,
        *,
        flags: Sequence[str] = (),
        date: datetime | None = None,
    ) -> int | None:
        """Store a message; return its UID if the server tells (UIDPLUS).

        After ``Disconnected`` or ``TimedOut`` it is unknown whether the message was stored.

        Raises:
            QuotaFull: no room.
            FolderMissing: there is no such folder.
            AppendRefused: the server does not want it.
        """
        with self._line.operation(self._line.time_for(len(raw)), AppendRefused):
            answer = self._wire.finish(self._wire.start_append(folder, raw, flags, date))
        return flights.appended_uid(answer)

    def search_message_id(
        self, folder: str, message_id: str, *, field: str = "Message-ID"
    ) -> tuple[int, ...]:
        """Return the UIDs of the mails with exactly this Message-ID; selects the folder.

        Args:
            folder: the server's name.
            message_id: with its brackets.
            field: where it stands.
        """
        self.selected = None
        with self._folder_operation(folder):
            found = flights.search_header(self._wire, folder, field, message_id)
        self.selected = folder
        if not found:
            return ()
        with self._line.operation():
            headers = self._wire.fetch(found, [f"BODY.PEEK[HEADER.FIELDS ({field.upper()})]"])
        # SEARCH HEADER finds substrings
        named = (uid for uid in found if _has_id(headers.get(uid, {}), field, message_id))
        return tuple(sorted(named))

    def search_message_ids(self, folder: str, message_ids: Sequence[str]) -> tuple[int, ...]:
        """Return the UIDs of the mails with any of these in their Message-ID; selects the folder.

        All asked in one go. SEARCH finds substrings too: look at what was found.
        """
        self.selected = None
        with self._folder_operation(folder):
            found = flights.search_headers(self._wire, folder, "Message-ID", message_ids)
        self.selected = folder
        return tuple(found)

    # -- inside ----------------------------------------------------------------------------

    @contextmanager
    def _folder_operation(self, folder: str) -> Iterator[None]:
        try:
            with self._line.operation():
                yield
        except FolderMissing:
            raise
        except ServerRefused as error:
            if self.has_folder(folder):
                raise
            raise FolderMissing(self.host, folder) from error

    def _bodies(self, batch: Sequence[MailFacts]) -> dict[int, bytes]:
        with self._line.operation(self._line.time_for(sum(facts.size for facts in batch))):
            told = read_bodies(self._wire.fetch_data([facts.uid for facts in batch], "BODY.PEEK[]"))
        return {facts.uid: told[facts.uid] for facts in batch if facts.uid in told}

    def _single(self, facts: MailFacts) -> dict[int, bytes]:
        body = self._bodies([facts])
        if _intact([facts], body) or facts.uid not in self.fetch_facts([facts.uid]):
            return body
        if facts.uid in body and self._is_whole(facts.uid, body[facts.uid]):
            return body
        raise MailUnfetchable(self.host, facts.uid)

    def _is_whole(self, uid: int, body: bytes) -> bool:
        """Say whether a mail is really as long as what was fetched of it.

        Exchange only estimates sizes unless it is told otherwise: ask for one byte more.
        """
        return self.fetch_part(uid, 0, len(body) + 1) == body


def slices(mails: Iterable[MailFacts], limit: int = SLICE_BYTES) -> Iterator[tuple[MailFacts, ...]]:
    """Cut into runs of at most ``limit`` bytes each, but at least one mail."""
    batch: list[MailFacts] = []
    room = limit
    for facts in mails:
        if batch and (facts.size > room or len(batch) == _AT_ONCE):
            yield tuple(batch)
            batch, room = [], limit
        batch.append(facts)
        room -= facts.size
    if batch:
        yield tuple(batch)


def _batches(uids: Iterable[int]) -> Iterator[list[int]]:
    numbers = sorted(set(uids))
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


def _intact(batch: Sequence[MailFacts], bodies: dict[int, bytes]) -> bool:
    return all(facts.uid in bodies and len(bodies[facts.uid]) == facts.size for facts in batch)


def _has_id(answer: dict[bytes, Any], field: str, message_id: str) -> bool:
    header = next((value for key, value in answer.items() if key.startswith(b"BODY[")), b"") or b""
    named, wanted = field.lower().encode(), message_id.encode()
    fields = (line.partition(b":") for line in _FOLD.sub(b" ", header).splitlines())
    return any(name.strip().lower() == named and id_.strip() == wanted for name, _, id_ in fields)


def _ask_naming(wire: Wire) -> Naming:
    if wire.has_capability("NAMESPACE"):
        personal = wire.namespace().personal
        if personal:
            prefix, separator = personal[0]
            return Naming(prefix=str(prefix), separator=separator or None)
    listed = wire.list_folders("", "")
    separator = listed[0][1] if listed else None
    return Naming(separator=separator.decode() if separator else None)
