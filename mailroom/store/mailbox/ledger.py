"""Where every UID of every folder went, and where mail went that is there no more (R1, I13).

Owns ``places`` once a mail is kept, ``folders`` and ``astray``. Keeping mail itself is ``mails``'s,
what a person is shown of all this ``ledger_page``'s.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.ledger import (
    FolderSheet,
    Ledger,
    LedgerEntry,
    Special,
    Whereabouts,
    is_doubtful,
)
from mailroom.ids import MailboxId, MailKey, MessageId
from mailroom.store.files import mail_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.mail_schema import Outcome
from mailroom.store.mailbox import ledger_page
from mailroom.store.mailbox import ledger_statements as q
from mailroom.store.mailbox.keeping import Place, place_values

_MOVED = Changes(health=True, membership=True)  # mail cards say where mail lies


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPass:
    """What the server said about a folder at the end of a pass.

    Attributes:
        vanished: UIDs that were known and that it does not list any more.
    """

    mailbox: MailboxId
    folder: str
    uidvalidity: int
    uidnext: int
    exists: int
    vanished: Collection[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFolder:
    """The numbers of a folder that is not synced; other clients may move mail there."""

    folder: str
    special: Special
    uidvalidity: int
    uidnext: int
    exists: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownMail:
    """A mail that is here, as far as it takes to know it again on the server."""

    id: int
    key: MailKey
    message_id: MessageId | None
    size: int


class MailLedger:
    """The accounts of mail.db."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # -- passes ----------------------------------------------------------------------------

    def known_uids(self, mailbox: MailboxId, folder: str, uidvalidity: int) -> frozenset[int]:
        """Return the UIDs of a folder that are accounted for and there, as far as we know."""
        return self._uids(q.HERE, mailbox, folder, uidvalidity)

    def missed_uids(self, mailbox: MailboxId, folder: str, uidvalidity: int) -> frozenset[int]:
        """Return the UIDs of a folder about which a person is asked."""
        return self._uids(t.places.c.missed_at.is_not(None), mailbox, folder, uidvalidity)

    def _uids(
        self, state: sa.ColumnElement[bool], mailbox: MailboxId, folder: str, uidvalidity: int
    ) -> frozenset[int]:
        binds = {"b_mailbox": mailbox, "b_folder": folder, "b_uidvalidity": uidvalidity}
        with self._database.read() as connection:
            return frozenset(connection.execute(q.UIDS.where(state), binds).scalars())

    def last_pass(self, mailbox: MailboxId, folder: str) -> FolderPass | None:
        """Return what the last pass over a synced folder saw."""
        with self._database.read() as connection:
            row = connection.execute(q.FOLDER, {"mailbox": mailbox, "folder": folder}).one_or_none()
        if row is None or not row.synced:
            return None
        return FolderPass(
            mailbox=row.mailbox,
            folder=row.folder,
            uidvalidity=row.uidvalidity,
            uidnext=row.uidnext,
            exists=row.exists_count,
        )

    def record_pass(self, seen: FolderPass) -> Changes:
        """Note the server's own count of a folder, and what it has no more.

        What lay under another UIDVALIDITY and was found again under this one has only got a new
        number. Where much is lacking at once nothing is taken for gone before a person says so.
        """
        with self._database.write_bulk() as connection:
            connection.execute(q.PUT_FOLDER, self._folder_row(seen))
            connection.execute(q.BACK)
            _drop_renumbered(connection, seen)
            lacking = _lacking(connection, seen)
            if lacking:
                self._note_lacking(connection, seen, lacking)
        return _MOVED if lacking else Changes(health=True)

    def take_back(
        self, mailbox: MailboxId, folder: str, uidvalidity: int, uids: Iterable[int]
    ) -> Changes:
        """Note that mails about which a person was asked are there again: no question is left."""
        values = {"b_mailbox": mailbox, "b_folder": folder, "b_uidvalidity": uidvalidity}
        with self._database.write_bulk() as connection:
            connection.execute(q.TAKE_BACK, values | {"uids": json.dumps(sorted(uids))})
        return _MOVED

    def accept(self, mailbox: MailboxId, folder: str | None = None) -> Changes:
        """Take it from a person that what is missed is gone, in one folder or all of them."""
        with self._database.write_bulk() as connection:
            rows = [
                row
                for row in connection.execute(q.MISSED).all()
                if row.mailbox == mailbox and folder in {None, row.folder}
            ]
            self._let_go(connection, rows)
        return _MOVED if rows else NOTHING

    def let_go(
        self, mailbox: MailboxId, folder: str, uidvalidity: int, uids: Iterable[int]
    ) -> Changes:
        """Note that these numbers do not stand for these mails any more."""
        binds = {"b_mailbox": mailbox, "b_folder": folder}
        chosen = set(uids)
        with self._database.write_bulk() as connection:
            rows = [
                row
                for row in connection.execute(q.OF_FOLDER, binds).all()
                if row.uidvalidity == uidvalidity and row.uid in chosen
            ]
            self._let_go(connection, rows)
        return _MOVED

    def keep_folders(self, mailbox: MailboxId, folders: Collection[str]) -> Changes:
        """Note which folders are synced now; of the others only the numbers count from here on."""
        with self._database.write_bulk() as connection:
            rows = connection.execute(q.SYNCED, {"mailbox": mailbox}).all()
            dropped = [row.folder for row in rows if row.folder not in folders]
            for folder in dropped:
                binds = {"b_mailbox": mailbox, "b_folder": folder}
                connection.execute(q.UNSYNC_FOLDER, binds)
                connection.execute(q.UNSYNC_PLACES, binds)
        return _MOVED if dropped else NOTHING

    def forget_folder(self, mailbox: MailboxId, folder: str) -> Changes:
        """Note that a folder that is not synced is not on the server any more."""
        binds = {"b_mailbox": mailbox, "b_folder": folder}
        with self._database.write_bulk() as connection:
            connection.execute(q.DROP_FOLDER, binds)
            rows = connection.execute(q.OF_FOLDER, binds).all()
            self._let_go(connection, rows)
        return _MOVED if rows else NOTHING

    # -- following -------------------------------------------------------------------------

    def other_folders(self, mailbox: MailboxId) -> dict[str, OtherFolder]:
        """Return the folders that are not synced, as they were when last looked at."""
        with self._database.read() as connection:
            rows = connection.execute(q.OTHERS, {"mailbox": mailbox}).all()
        return {
            row.folder: OtherFolder(
                folder=row.folder,
                special=Special(row.special),
                uidvalidity=row.uidvalidity,
                uidnext=row.uidnext,
                exists=row.exists_count,
            )
            for row in rows
        }

    def record_others(self, mailbox: MailboxId, folders: Iterable[OtherFolder]) -> Changes:
        """Note the numbers of folders that are not synced."""
        rows = [
            {
                "mailbox": mailbox,
                "folder": one.folder,
                "uidvalidity": one.uidvalidity,
                "uidnext": one.uidnext,
                "exists_count": one.exists,
                "checked_at": self._clock.now(),
                "synced": False,
                "special": one.special.value,
            }
            for one in folders
        ]
        if rows:
            with self._database.write_bulk() as connection:
                connection.execute(q.PUT_FOLDER, rows)
        return Changes(health=True) if rows else NOTHING

    def sought(self, since: datetime, limit: int) -> tuple[KnownMail, ...]:
        """Return mails that lie nowhere we know of: vanished since then, or never looked for."""
        with self._database.read() as connection:
            rows = connection.execute(q.SOUGHT, {"since": since, "limit": limit}).all()
        return tuple(map(_known, rows))

    def never_sought(self, limit: int) -> tuple[KnownMail, ...]:
        """Return vanished mails for which no folder was searched yet."""
        with self._database.read() as connection:
            rows = connection.execute(q.NEVER_SOUGHT, {"limit": limit}).all()
        return tuple(map(_known, rows))

    def searched(self, ids: Iterable[int]) -> Changes:
        """Note that these were looked for everywhere."""
        with self._database.write_bulk() as connection:
            connection.execute(q.SEARCHED, {"ids": json.dumps(list(ids)), "now": self._clock.now()})
        return _MOVED

    def known_mails(self, keys: Iterable[MailKey]) -> dict[MailKey, KnownMail]:
        """Return which of these are here."""
        with self._database.read() as connection:
            rows = connection.execute(q.BY_KEY, {"keys": json.dumps(list(keys))}).all()
        return {row.key: _known(row) for row in rows}

    def keys_at(
        self, mailbox: MailboxId, folder: str, uidvalidity: int, uids: Iterable[int]
    ) -> dict[int, MailKey]:
        """Return which mails should have these numbers."""
        binds = {"b_mailbox": mailbox, "b_folder": folder, "b_uidvalidity": uidvalidity}
        with self._database.read() as connection:
            rows = connection.execute(q.KEYS_AT, binds | {"uids": json.dumps(list(uids))}).all()
        return {row.uid: row.key for row in rows}

    def put_places(self, found: Mapping[Place, int], *, synced: bool) -> Changes:
        """Note where known mails (by row id) were found again.

        Args:
            found: row ids by place.
            synced: whether the folder is one that is synced; else the mail was followed there.
        """
        if not found:
            return NOTHING
        with self._database.write_bulk() as connection:
            rows = [
                place_values(place)
                | {
                    "outcome": Outcome.DUPLICATE if synced else Outcome.FOLLOWED,
                    "mail_id": id_,
                    "reason": "",
                }
                for place, id_ in found.items()
            ]
            connection.execute(q.PUT_PLACE, rows)
            ids = set(found.values())
            _choose_first(connection, ids)
            connection.execute(q.FOUND, {"ids": json.dumps(sorted(ids))})
            self._explain(connection, ids)
        return _MOVED

    def unfollow(
        self, mailbox: MailboxId, folder: str, uidvalidity: int, present: Collection[int]
    ) -> Changes:
        """Note what is left of the mails that were followed into a folder."""
        binds = {"b_mailbox": mailbox, "b_folder": folder}
        with self._database.write_bulk() as connection:
            rows = [
                row
                for row in connection.execute(q.OF_FOLDER, binds).all()
                if row.uidvalidity != uidvalidity or row.uid not in present
            ]
            self._let_go(connection, rows)
        return _MOVED if rows else NOTHING

    def followed_folders(self, mailbox: MailboxId) -> frozenset[str]:
        """Return the folders into which mail was followed."""
        with self._database.read() as connection:
            found = connection.execute(q.FOLLOWED_FOLDERS, {"mailbox": mailbox}).scalars()
            return frozenset(found)

    # -- reading ---------------------------------------------------------------------------

    def counts(self, filtered: Collection[MailKey] = ()) -> Ledger:
        """Return where every UID of every synced folder went (I13).

        Args:
            filtered: mails that lie in filtered cases.
        """
        with self._database.read() as connection:
            return ledger_page.counts(connection, filtered)

    def sheets(self, filtered: Collection[MailKey] = ()) -> tuple[FolderSheet, ...]:
        """Return the accounts of each folder, the synced ones first."""
        with self._database.read() as connection:
            return ledger_page.sheets(connection, filtered)

    def entries(self, filtered: Collection[MailKey] = ()) -> tuple[LedgerEntry, ...]:
        """Return every UID that is not simply a mail in its case, the newest first."""
        with self._database.read() as connection:
            return ledger_page.entries(connection, filtered)

    def whereabouts(self, keys: Iterable[MailKey]) -> dict[MailKey, Whereabouts]:
        """Return where those of these mails are that are no longer where they were found."""
        with self._database.read() as connection:
            return ledger_page.whereabouts(connection, keys)

    # -- inside ----------------------------------------------------------------------------

    def _folder_row(self, seen: FolderPass) -> dict[str, object]:
        return {
            "mailbox": seen.mailbox,
            "folder": seen.folder,
            "uidvalidity": seen.uidvalidity,
            "uidnext": seen.uidnext,
            "exists_count": seen.exists,
            "checked_at": self._clock.now(),
            "synced": True,
            "special": "",
        }

    def _note_lacking(
        self, connection: Connection, seen: FolderPass, lacking: Sequence[Any]
    ) -> None:
        binds = {"b_mailbox": seen.mailbox, "b_folder": seen.folder}
        missed = connection.execute(q.MISSED_IN, binds).all()
        known: int = connection.execute(q.COUNT_KNOWN, binds).scalar_one()
        if is_doubtful(len(lacking) + len(missed), known):
            now = self._clock.now()
            connection.execute(q.MISS, [_row_binds(row) | {"now": now} for row in lacking])
            _choose_first(connection, {row.mail_id for row in lacking})
        else:
            self._let_go(connection, [*lacking, *missed])

    def _let_go(self, connection: Connection, rows: Sequence[Any]) -> None:
        """Mark places as gone, and their mails as astray if they lie nowhere else."""
        if not rows:
            return
        now = self._clock.now()
        connection.execute(q.GO, [_row_binds(row) | {"now": now} for row in rows])
        ids = {row.mail_id for row in rows}
        _choose_first(connection, ids)
        connection.execute(q.STRAY, {"ids": json.dumps(sorted(ids)), "now": now})

    def _explain(self, connection: Connection, ids: Collection[int]) -> None:
        """Ask no longer about what was moved, nor about the few that are then left (N4)."""
        missed = connection.execute(q.MISSED).all()
        if not missed:
            return
        by_folder = defaultdict(list)
        for row in missed:
            by_folder[row.mailbox, row.folder].append(row)
        for (mailbox, folder), rows in by_folder.items():
            binds = {"b_mailbox": mailbox, "b_folder": folder}
            known: int = connection.execute(q.COUNT_KNOWN, binds).scalar_one()
            moved = [row for row in rows if row.mail_id in ids]
            rest = len(rows) - len(moved)
            self._let_go(connection, moved if is_doubtful(rest, known) else rows)


def _known(row: Any) -> KnownMail:
    return KnownMail(id=row.id, key=row.key, message_id=row.message_id, size=row.size)


def _row_binds(row: Any) -> dict[str, object]:
    return {f"b_{name}": getattr(row, name) for name in q.PLACE}


def _drop_renumbered(connection: Connection, seen: FolderPass) -> None:
    dropped = connection.execute(
        q.DROP_OLD_NUMBERS,
        {"mailbox": seen.mailbox, "folder": seen.folder, "uidvalidity": seen.uidvalidity},
    )
    _choose_first(connection, set(dropped.scalars()))


def _lacking(connection: Connection, seen: FolderPass) -> Sequence[Any]:
    """Return the places that should be in this folder and are not."""
    binds = {
        "b_mailbox": seen.mailbox,
        "b_folder": seen.folder,
        "uidvalidity": seen.uidvalidity,
        "uids": json.dumps(sorted(seen.vanished)),
    }
    rows: Sequence[Any] = connection.execute(q.LACKING, binds).all()
    return rows


def _choose_first(connection: Connection, ids: Collection[int]) -> None:
    """Let each of these mails that lies in a synced folder be imported once, else duplicate."""
    rows = connection.execute(q.COPIES, {"ids": json.dumps(sorted(ids))}).all()
    copies = defaultdict(list)
    for row in rows:
        copies[row.mail_id].append(row)
    changes = []
    for places in copies.values():
        first = next((row for row in places if row.outcome is not Outcome.DUPLICATE), None)
        if first is None:
            outcome = Outcome.QUARANTINED if places[0].unreadable else Outcome.IMPORTED
            changes.append(_row_binds(places[0]) | {"outcome": outcome})
    if changes:
        connection.execute(q.SET_OUTCOME, changes)
