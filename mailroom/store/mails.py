"""Mail on this PC: raw bytes, parsed bodies, where each UID went (R1, I13)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

import mailroom
from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.mails import MailFacts
from mailroom.domain.query import Ledger, MailBody
from mailroom.ids import MailboxId, MailKey, MessageId
from mailroom.store import mail_schema as t
from mailroom.store.database import Database
from mailroom.store.keeping import (
    PLACE,
    Place,
    StoredMail,
    add_batch,
    at_place,
    batches,
    place_binds,
    place_values,
    put_outcome,
)
from mailroom.store.mail_schema import Outcome
from mailroom.store.rows import decode
from mailroom.store.statements import listed, upsert, written

__all__ = ["FolderPass", "Mails", "Place", "StoredMail", "Unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A mail that could not be read; its bytes are kept (R4)."""

    place: Place
    reason: str
    attempts: int
    since: datetime
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderPass:
    """What the server said about a folder at the end of a pass.

    ``present`` holds all its UIDs if they were listed; mails here that it lacks are gone there.
    """

    mailbox: MailboxId
    folder: str
    uidvalidity: int
    uidnext: int
    exists: int
    present: Collection[int] | None = None


class Mails:
    """The writing and reading side of mail.db."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # -- keeping ---------------------------------------------------------------------------

    def add_mails(self, mails: Iterable[StoredMail]) -> Changes:
        """Keep mails in short commits; one that is here already becomes a further delivery.

        Nothing is locked while the next mails are waited for, and people go between two commits.
        """
        stored = 0
        for batch in batches(mails):
            with self._database.write_bulk() as connection:
                add_batch(connection, batch)
            stored += len(batch)
        return Changes(health=True) if stored else NOTHING

    def add_filtered(self, place: Place, reason: str) -> Changes:
        """Note that a rule keeps this UID out."""
        with self._database.write_bulk() as connection:
            put_outcome(connection, place, Outcome.FILTERED, reason)
        return Changes(health=True)

    def add_unreadable(self, place: Place, raw: bytes, reason: str) -> Changes:
        """Put a mail that cannot be read aside, with its bytes; counts the attempts (R4)."""
        with self._database.write_bulk() as connection:
            put_outcome(connection, place, Outcome.QUARANTINED, reason)
            values = place_values(place) | {
                "reason": reason,
                "attempts": 1,
                "since": self._clock.now(),
                "program": mailroom.__version__,
                "raw": raw,
            }
            connection.execute(_QUARANTINE, values)
        return Changes(health=True)

    def record_pass(self, seen: FolderPass) -> Changes:
        """Note the server's own count of a folder, for the ledger."""
        with self._database.write_bulk() as connection:
            connection.execute(
                _PUT_FOLDER,
                {
                    "mailbox": seen.mailbox,
                    "folder": seen.folder,
                    "uidvalidity": seen.uidvalidity,
                    "uidnext": seen.uidnext,
                    "exists_count": seen.exists,
                    "checked_at": self._clock.now(),
                    "lost": 0,
                    "lost_at": None,
                },
            )
            if seen.present is not None:
                connection.execute(
                    _MARK_GONE,
                    {
                        "b_mailbox": seen.mailbox,
                        "b_folder": seen.folder,
                        "b_uidvalidity": seen.uidvalidity,
                        "keys": json.dumps(list(seen.present)),
                        "now": self._clock.now(),
                    },
                )
        return Changes(health=True)

    # -- accounts --------------------------------------------------------------------------

    def known_uids(self, mailbox: MailboxId, folder: str, uidvalidity: int) -> frozenset[int]:
        """Return the UIDs of a folder that are accounted for."""
        with self._database.read() as connection:
            found = connection.execute(
                _KNOWN_UIDS, {"mailbox": mailbox, "folder": folder, "uidvalidity": uidvalidity}
            )
            return frozenset(found.scalars())

    def last_pass(self, mailbox: MailboxId, folder: str) -> FolderPass | None:
        """Return what the last pass over a folder saw."""
        with self._database.read() as connection:
            row = connection.execute(_FOLDER, {"mailbox": mailbox, "folder": folder}).one_or_none()
        if row is None:
            return None
        return FolderPass(
            mailbox=row.mailbox,
            folder=row.folder,
            uidvalidity=row.uidvalidity,
            uidnext=row.uidnext,
            exists=row.exists_count,
        )

    def ledger(self) -> Ledger:
        """Return where every UID of every synced folder went (I13)."""
        with self._database.read() as connection:
            server = connection.execute(_SERVER_COUNT).scalar_one()
            counts = {(row.outcome, row.gone): row.n for row in connection.execute(_OUTCOMES)}
        return Ledger(
            server=server or 0,
            imported=counts.get((Outcome.IMPORTED, False), 0),
            duplicates=counts.get((Outcome.DUPLICATE, False), 0),
            filtered=counts.get((Outcome.FILTERED, False), 0),
            quarantined=counts.get((Outcome.QUARANTINED, False), 0),
            gone=sum(n for (_, gone), n in counts.items() if gone),
        )

    def unreadable(self) -> tuple[Unreadable, ...]:
        """Return the mails put aside, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(_UNREADABLE).all()
        return tuple(
            Unreadable(
                place=Place(
                    mailbox=row.mailbox, folder=row.folder, uidvalidity=row.uidvalidity, uid=row.uid
                ),
                reason=row.reason,
                attempts=row.attempts,
                since=row.since,
                size=row.size,
            )
            for row in rows
        )

    def unreadable_count(self) -> int:
        """Return how many mails were put aside."""
        with self._database.read() as connection:
            return connection.execute(_UNREADABLE_COUNT).scalar_one()

    def unreadable_raw(self, place: Place) -> bytes | None:
        """Return the bytes of a mail put aside."""
        with self._database.read() as connection:
            found = connection.execute(_QUARANTINED_RAW, place_binds(place))
            return found.scalar_one_or_none()

    # -- announcing ------------------------------------------------------------------------

    def not_marked_announced(
        self, limit: int, *, history: bool | None = None
    ) -> tuple[MailFacts, ...]:
        """Return mails, oldest first, that nobody marked as announced yet.

        Args:
            limit: how many at most.
            history: only old mail, or only mail since the founding; else both, the old last.
        """
        statement = _UNANNOUNCED
        if history is not None:
            statement = statement.where(t.mails.c.history == history)
        with self._database.read() as connection:
            rows = connection.execute(statement, {"limit": limit}).scalars().all()
        return tuple(decode(MailFacts, row) for row in rows)

    def mark_announced(self, keys: Iterable[MailKey]) -> None:
        """Note that these are in the journal or wait for it."""
        with self._database.write_bulk() as connection:
            connection.execute(_MARK_ANNOUNCED, {"keys": json.dumps(list(keys))})

    # -- one mail --------------------------------------------------------------------------

    def raw(self, key: MailKey) -> bytes | None:
        """Return a mail's bytes, or None if this PC lacks it (rule 37)."""
        with self._database.read() as connection:
            return connection.execute(_RAW, {"key": key}).scalar_one_or_none()

    def facts(self, key: MailKey) -> MailFacts | None:
        """Return what was read from a mail's header."""
        with self._database.read() as connection:
            row = connection.execute(_FACTS, {"key": key}).scalar_one_or_none()
        return None if row is None else decode(MailFacts, row)

    def body(self, key: MailKey) -> MailBody | None:
        """Return what a mail card shows, or None if this PC lacks it."""
        with self._database.read() as connection:
            row = connection.execute(_BODY, {"key": key}).scalar_one_or_none()
        return None if row is None else decode(MailBody, row)

    def by_message_id(self, message_id: MessageId) -> tuple[MailFacts, ...]:
        """Return the mails with this Message-ID (foreign ones may be several, rule 23)."""
        with self._database.read() as connection:
            rows = connection.execute(_BY_MESSAGE_ID, {"message_id": message_id}).scalars().all()
        return tuple(decode(MailFacts, row) for row in rows)

    def places_of(self, keys: Iterable[MailKey]) -> dict[MailKey, tuple[Place, ...]]:
        """Return where mails lie on the server."""
        places: dict[MailKey, tuple[Place, ...]] = {}
        with self._database.read() as connection:
            rows = connection.execute(_PLACES, {"keys": json.dumps(list(keys))}).all()
        for row in rows:
            found = Place(
                mailbox=row.mailbox, folder=row.folder, uidvalidity=row.uidvalidity, uid=row.uid
            )
            places[row.key] = (*places.get(row.key, ()), found)
        return places

    def previews(self, keys: Iterable[MailKey]) -> dict[MailKey, str]:
        """Return the first words of mails."""
        with self._database.read() as connection:
            rows = connection.execute(_PREVIEWS, {"keys": json.dumps(list(keys))}).all()
        return {row.key: row.preview for row in rows}

    def find(self, expression: str) -> list[MailKey]:
        """Return the mails that a search expression (``mail.search_text``) hits."""
        with self._database.read() as connection:
            keys = connection.execute(_FIND, {"hit": expression}).scalars().all()
        return [MailKey(key) for key in keys]


# -- statements, made once ---------------------------------------------------------------------


_ID_OF = sa.select(t.mails.c.id).where(t.mails.c.key == sa.bindparam("key"))
_ID = _ID_OF.scalar_subquery()
_RAW = sa.select(t.raws.c.raw).where(t.raws.c.id == _ID)
_BODY = sa.select(t.bodies.c.body).where(t.bodies.c.id == _ID)
_FACTS = sa.select(t.mails.c.facts).where(t.mails.c.key == sa.bindparam("key"))
_BY_MESSAGE_ID = (
    sa.select(t.mails.c.facts)
    .where(t.mails.c.message_id == sa.bindparam("message_id"))
    .order_by(t.mails.c.id)
)
_PREVIEWS = sa.select(t.mails.c.key, t.mails.c.preview).where(t.mails.c.key.in_(listed("keys")))
_PLACES = (
    sa.select(
        t.mails.c.key,
        t.places.c.mailbox,
        t.places.c.folder,
        t.places.c.uidvalidity,
        t.places.c.uid,
    )
    .join_from(t.mails, t.places, t.places.c.mail_id == t.mails.c.id)
    .where(t.mails.c.key.in_(listed("keys")), t.places.c.gone_at.is_(None))
    .order_by(t.places.c.mailbox, t.places.c.folder, t.places.c.uid)
)
_PUT_FOLDER = upsert(t.folders)
_QUARANTINE_INSERT = insert(t.quarantine)
_QUARANTINE = _QUARANTINE_INSERT.on_conflict_do_update(
    index_elements=PLACE,
    set_={
        "attempts": t.quarantine.c.attempts + 1,
        "reason": _QUARANTINE_INSERT.excluded.reason,
        "program": _QUARANTINE_INSERT.excluded.program,
        "raw": _QUARANTINE_INSERT.excluded.raw,
    },
)
_QUARANTINED_RAW = sa.select(t.quarantine.c.raw).where(*at_place(t.quarantine, *PLACE))
_UNREADABLE = sa.select(
    t.quarantine.c.mailbox,
    t.quarantine.c.folder,
    t.quarantine.c.uidvalidity,
    t.quarantine.c.uid,
    t.quarantine.c.reason,
    t.quarantine.c.attempts,
    t.quarantine.c.since,
    sa.func.length(t.quarantine.c.raw).label("size"),
).order_by(t.quarantine.c.id)
_UNREADABLE_COUNT = sa.select(sa.func.count()).select_from(t.quarantine)
# FTS5's MATCH has no Core construct; the table is contentless, so only the rowid comes back
_MAIL_INDEX = sa.table("mail_index", sa.column("rowid", sa.Integer))
_FIND = (
    sa.select(t.mails.c.key)
    .join_from(_MAIL_INDEX, t.mails, t.mails.c.id == _MAIL_INDEX.c.rowid)
    .where(sa.text("mail_index MATCH :hit"))
)
_CURRENT = sa.and_(  # places of an earlier UIDVALIDITY say nothing about the server of today
    t.folders.c.mailbox == t.places.c.mailbox,
    t.folders.c.folder == t.places.c.folder,
    t.folders.c.uidvalidity == t.places.c.uidvalidity,
)
_KNOWN_UIDS = sa.select(t.places.c.uid).where(
    t.places.c.mailbox == sa.bindparam("mailbox"),
    t.places.c.folder == sa.bindparam("folder"),
    t.places.c.uidvalidity == sa.bindparam("uidvalidity"),
)
_FOLDER = sa.select(t.folders).where(
    t.folders.c.mailbox == sa.bindparam("mailbox"), t.folders.c.folder == sa.bindparam("folder")
)
_MARK_GONE = (
    t.places.update()
    .where(*at_place(t.places, "mailbox", "folder", "uidvalidity"))
    .values(
        gone_at=sa.case(
            (t.places.c.uid.in_(listed("keys")), None),
            else_=sa.func.coalesce(
                t.places.c.gone_at, sa.bindparam("now", type_=t.places.c.gone_at.type)
            ),
        )
    )
)
_GONE = t.places.c.gone_at.is_not(None).label("gone")
_SERVER_COUNT = sa.select(sa.func.sum(t.folders.c.exists_count))
_OUTCOMES = (
    sa.select(t.places.c.outcome, _GONE, sa.func.count().label("n"))
    .join_from(t.folders, t.places, _CURRENT)
    .group_by(t.places.c.outcome, _GONE)
)
_UNANNOUNCED = (
    sa.select(t.mails.c.facts)
    .where(t.mails.c.announced == written(0))
    .order_by(t.mails.c.history, t.mails.c.sent_at)
    .limit(sa.bindparam("limit"))
)
_MARK_ANNOUNCED = t.mails.update().where(t.mails.c.key.in_(listed("keys"))).values(announced=True)
