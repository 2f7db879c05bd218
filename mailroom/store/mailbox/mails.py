"""Mail on this PC: raw bytes, parsed bodies, where each UID went (R1, I13)."""

from __future__ import annotations

import json
from collections.abc import Iterable

import sqlalchemy as sa

from mailroom.clock import Clock
from mailroom.domain.changes import NOTHING, Changes
from mailroom.domain.mails import MailFacts
from mailroom.domain.query import MailBody
from mailroom.ids import MailKey, MessageId
from mailroom.store.files import mail_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.mail_schema import Outcome
from mailroom.store.files.statements import listed, written
from mailroom.store.journal.rows import decode
from mailroom.store.mailbox import quarantine
from mailroom.store.mailbox.keeping import (
    Place,
    ReadMail,
    StoredMail,
    add_batch,
    batches,
    put_outcome,
    replace_words,
)
from mailroom.store.mailbox.quarantine import Unreadable

__all__ = ["Mails", "Place", "ReadMail", "StoredMail", "Unreadable"]


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
                taken = quarantine.taken(connection, batch)
                ids = add_batch(connection, taken)
                quarantine.put_aside(connection, taken, ids, self._clock.now())
            stored += len(batch)
        return Changes(health=True) if stored else NOTHING

    def add_filtered(self, place: Place, reason: str) -> Changes:
        """Note that a rule keeps this UID out."""
        with self._database.write_bulk() as connection:
            put_outcome(connection, place, Outcome.FILTERED, reason)
        return Changes(health=True)

    def reword(self, mail: ReadMail) -> Changes:
        """Put what is read of a known mail now in place of what was read before (N17, N30)."""
        with self._database.write_bulk() as connection:
            id_: int | None = connection.execute(_ID_OF, {"key": mail.facts.key}).scalar()
            if id_ is None:
                return NOTHING
            if not mail.problem:
                replace_words(connection, id_, mail)
            quarantine.put_aside(connection, [mail], {mail.facts.key: id_}, self._clock.now())
        return Changes(membership=True, health=True)

    # -- what could not be read ------------------------------------------------------------

    def unreadable(self, keys: Iterable[MailKey] | None = None) -> tuple[Unreadable, ...]:
        """Return the mails that could not be read, oldest first; only these if asked so."""
        with self._database.read() as connection:
            return quarantine.listed_unreadable(connection, keys)

    def unreadable_count(self) -> int:
        """Return how many mails could not be read."""
        with self._database.read() as connection:
            return quarantine.count(connection)

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

    def mark_announced(self, keys: Iterable[MailKey], *, announced: bool = True) -> None:
        """Note that these are in the journal or wait for it, or that they are not after all."""
        with self._database.write_bulk() as connection:
            binds = {"keys": json.dumps(list(keys)), "told": announced}
            connection.execute(_MARK_ANNOUNCED, binds)

    def marked_announced(self, after: int, limit: int) -> dict[int, MailKey]:
        """Return mails marked as announced, by row id, from the one behind ``after`` on."""
        with self._database.read() as connection:
            rows = connection.execute(_ANNOUNCED, {"after": after, "limit": limit}).all()
        return {row.id: row.key for row in rows}

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

    def of_sender(self, addr: str) -> list[MailKey]:
        """Return the mails on this PC that somebody sent."""
        with self._database.read() as connection:
            keys = connection.execute(_OF_SENDER, {"addr": addr.lower()}).scalars()
            return [MailKey(key) for key in keys]

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
_OF_SENDER = sa.select(t.mails.c.key).where(
    sa.func.json_extract(t.mails.c.facts, "$.sender.addr") == sa.bindparam("addr")
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
_UNANNOUNCED = (
    sa.select(t.mails.c.facts)
    .where(t.mails.c.announced == written(0))
    .order_by(t.mails.c.history, t.mails.c.sent_at)
    .limit(sa.bindparam("limit"))
)
_ANNOUNCED = (
    sa.select(t.mails.c.id, t.mails.c.key)
    .where(t.mails.c.id > sa.bindparam("after"), t.mails.c.announced == written(1))
    .order_by(t.mails.c.id)
    .limit(sa.bindparam("limit"))
)
_MARK_ANNOUNCED = (
    t.mails.update().where(t.mails.c.key.in_(listed("keys"))).values(announced=sa.bindparam("told"))
)
