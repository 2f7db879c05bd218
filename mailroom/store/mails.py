"""Mail on this PC: raw bytes, parsed bodies, where each UID went (R1, I13)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.mails import MailFacts
from mailroom.domain.query import Ledger, MailBody
from mailroom.domain.record import canonical
from mailroom.ids import MailboxId, MailKey, MessageId
from mailroom.store import mail_schema as t
from mailroom.store.database import Database
from mailroom.store.grams import mail_grams
from mailroom.store.mail_schema import Outcome
from mailroom.store.rows import decode
from mailroom.store.statements import inserted_id, listed, upsert, written

MAILS_PER_COMMIT = 25
SECONDS_PER_COMMIT = 0.03
PREVIEW_LENGTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A UID of a folder: where a mail was found."""

    mailbox: MailboxId
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMail:
    """A mail to keep: its place, its bytes, what was read from them.

    ``grams`` is the text for the index if a worker made it already (``grams.mail_grams``).
    """

    place: Place
    raw: bytes
    facts: MailFacts
    body: MailBody
    grams: str = ""


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
        """Keep mails in short commits; one that is here already becomes a further delivery."""
        waiting = iter(mails)
        stored = 0
        while count := self._add_some(waiting):
            stored += count
        return Changes(health=True) if stored else NOTHING

    def _add_some(self, waiting: Iterator[StoredMail]) -> int:
        first = next(waiting, None)
        if first is None:
            return 0
        with self._database.write_bulk() as connection:
            start = self._clock.monotonic()
            self._add(connection, first)
            count = 1
            while count < MAILS_PER_COMMIT and not self._database.turns.user_waits:
                if self._clock.monotonic() - start > SECONDS_PER_COMMIT:
                    break
                following = next(waiting, None)
                if following is None:
                    break
                self._add(connection, following)
                count += 1
        return count

    def _add(self, connection: Connection, mail: StoredMail) -> None:
        known = connection.execute(_ID_OF, {"key": mail.facts.key}).scalar_one_or_none()
        id_ = known or self._add_new(connection, mail)
        values = _place_values(mail.place) | {
            "outcome": _delivery(connection, mail.place, id_) if known else Outcome.IMPORTED,
            "mail_id": id_,
            "reason": "",
            "gone": False,
        }
        connection.execute(_PUT_PLACE, values)
        connection.execute(_LEAVE_QUARANTINE, _place_binds(mail.place))

    def _add_new(self, connection: Connection, mail: StoredMail) -> int:
        done = connection.execute(
            t.mails.insert(),
            {
                "key": mail.facts.key,
                "message_id": mail.facts.message_id,
                "size": len(mail.raw),
                "sent_at": min(mail.facts.sent_at, mail.facts.arrived_at),
                "announced": False,
                "history": mail.facts.history,
                "preview": preview_of(mail.body.text),
                "facts": canonical(mail.facts),
            },
        )
        id_ = inserted_id(done)
        connection.execute(t.raws.insert(), {"id": id_, "raw": mail.raw})
        connection.execute(t.bodies.insert(), {"id": id_, "body": canonical(mail.body)})
        grams = mail.grams or mail_grams(mail.body)
        connection.exec_driver_sql(_INDEX_MAIL, (id_, grams))
        return id_

    def add_filtered(self, place: Place, reason: str) -> Changes:
        """Note that a rule keeps this UID out."""
        with self._database.write_bulk() as connection:
            _put_outcome(connection, place, Outcome.FILTERED, reason)
        return Changes(health=True)

    def add_unreadable(self, place: Place, raw: bytes, reason: str) -> Changes:
        """Put a mail that cannot be read aside, with its bytes; counts the attempts (R4)."""
        with self._database.write_bulk() as connection:
            _put_outcome(connection, place, Outcome.QUARANTINED, reason)
            values = _place_values(place) | {
                "reason": reason,
                "attempts": 1,
                "since": self._clock.now(),
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
            found = connection.execute(_QUARANTINED_RAW, _place_binds(place))
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


def preview_of(text: str) -> str:
    """Return the first words of a text on one line."""
    return " ".join(text[: PREVIEW_LENGTH * 4].split())[:PREVIEW_LENGTH]


def _place_values(place: Place) -> dict[str, object]:
    return {
        "mailbox": place.mailbox,
        "folder": place.folder,
        "uidvalidity": place.uidvalidity,
        "uid": place.uid,
    }


def _place_binds(place: Place) -> dict[str, object]:
    return {f"b_{name}": value for name, value in _place_values(place).items()}


def _delivery(connection: Connection, place: Place, id_: int) -> Outcome:
    """Say whether a known mail at this place is its first delivery in the present folders."""
    elsewhere = connection.execute(_OTHER_PLACE, {"id": id_, **_place_binds(place)}).first()
    return Outcome.DUPLICATE if elsewhere else Outcome.IMPORTED


def _put_outcome(connection: Connection, place: Place, outcome: Outcome, reason: str) -> None:
    values = _place_values(place) | {
        "outcome": outcome,
        "mail_id": None,
        "reason": reason,
        "gone": False,
    }
    connection.execute(_PUT_PLACE, values)


# -- statements, made once ---------------------------------------------------------------------


def _at(table: sa.Table, *names: str) -> Sequence[sa.ColumnElement[bool]]:
    return [table.c[name] == sa.bindparam(f"b_{name}") for name in names]


_PLACE = ("mailbox", "folder", "uidvalidity", "uid")
_INDEX_MAIL = "INSERT INTO mail_index (rowid, grams) VALUES (?, ?)"
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
    .where(t.mails.c.key.in_(listed("keys")), t.places.c.gone == 0)
    .order_by(t.places.c.mailbox, t.places.c.folder, t.places.c.uid)
)
_PUT_PLACE = upsert(t.places)
_PUT_FOLDER = upsert(t.folders)
_QUARANTINE_INSERT = insert(t.quarantine)
_QUARANTINE = _QUARANTINE_INSERT.on_conflict_do_update(
    index_elements=_PLACE,
    set_={
        "attempts": t.quarantine.c.attempts + 1,
        "reason": _QUARANTINE_INSERT.excluded.reason,
        "raw": _QUARANTINE_INSERT.excluded.raw,
    },
)
_LEAVE_QUARANTINE = t.quarantine.delete().where(*_at(t.quarantine, *_PLACE))
_QUARANTINED_RAW = sa.select(t.quarantine.c.raw).where(*_at(t.quarantine, *_PLACE))
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
_OTHER_PLACE = (
    sa.select(t.places.c.uid)
    .outerjoin_from(
        t.places,
        t.folders,
        sa.and_(t.folders.c.mailbox == t.places.c.mailbox, t.folders.c.folder == t.places.c.folder),
    )
    .where(
        t.places.c.mail_id == sa.bindparam("id"),
        t.places.c.outcome == Outcome.IMPORTED,
        t.places.c.gone == 0,
        ~sa.and_(*_at(t.places, *_PLACE)),
        # the same folder under another UIDVALIDITY: the same delivery with a new number
        ~sa.and_(
            *_at(t.places, "mailbox", "folder"),
            t.places.c.uidvalidity != sa.bindparam("b_uidvalidity"),
        ),
        sa.or_(
            t.folders.c.uidvalidity.is_(None),
            t.folders.c.uidvalidity == t.places.c.uidvalidity,
        ),
    )
    .limit(1)
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
    .where(*_at(t.places, "mailbox", "folder", "uidvalidity"))
    .values(gone=t.places.c.uid.not_in(listed("keys")))
)
_SERVER_COUNT = sa.select(sa.func.sum(t.folders.c.exists_count))
_OUTCOMES = (
    sa.select(t.places.c.outcome, t.places.c.gone, sa.func.count().label("n"))
    .join_from(t.folders, t.places, _CURRENT)
    .group_by(t.places.c.outcome, t.places.c.gone)
)
_UNANNOUNCED = (
    sa.select(t.mails.c.facts)
    .where(t.mails.c.announced == written(0))
    .order_by(t.mails.c.history, t.mails.c.sent_at)
    .limit(sa.bindparam("limit"))
)
_MARK_ANNOUNCED = t.mails.update().where(t.mails.c.key.in_(listed("keys"))).values(announced=True)
