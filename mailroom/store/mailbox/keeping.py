"""Writing mails into mail.db: whole batches, one statement per table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.mails import MailFacts
from mailroom.domain.query import MailBody
from mailroom.domain.records.record import canonical
from mailroom.ids import MailboxId, MailKey
from mailroom.store.files import mail_schema as t
from mailroom.store.files.mail_schema import Outcome
from mailroom.store.files.statements import listed, upsert
from mailroom.store.journal.rows import decode
from mailroom.store.searching.grams import ENTER_INDEX, LEAVE_INDEX, index_row, mail_grams

MAILS_PER_COMMIT = 25
BYTES_PER_COMMIT = 2_000_000
"""With this a commit stays near 30 ms, so that nobody notices an import (design section 2)."""

PREVIEW_LENGTH = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A UID of a folder: where a mail was found."""

    mailbox: MailboxId
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """What was read of a mail.

    ``grams`` is the text for the index if a worker made it already (``grams.mail_grams``).
    ``problem`` says why it could not be read; ``facts`` and ``body`` are then what the header
    gave. ``whole`` is false where the server did not hand out all of its bytes.
    """

    facts: MailFacts
    body: MailBody
    grams: str = ""
    problem: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMail(ReadMail):
    """A mail to keep: its place, its bytes, what was read from them."""

    place: Place
    raw: bytes


def preview_of(text: str) -> str:
    """Return the first words of a text on one line."""
    return " ".join(text[: PREVIEW_LENGTH * 4].split())[:PREVIEW_LENGTH]


def place_values(place: Place) -> dict[str, object]:
    """Return the columns of a place."""
    return {
        "mailbox": place.mailbox,
        "folder": place.folder,
        "uidvalidity": place.uidvalidity,
        "uid": place.uid,
    }


def place_binds(place: Place) -> dict[str, object]:
    """Return a place for ``at_place``."""
    return {f"b_{name}": value for name, value in place_values(place).items()}


def batches(mails: Iterable[StoredMail]) -> Iterator[list[StoredMail]]:
    """Cut mails into what one commit takes in."""
    batch: list[StoredMail] = []
    size = 0
    for mail in mails:
        batch.append(mail)
        size += len(mail.raw)
        if len(batch) >= MAILS_PER_COMMIT or size >= BYTES_PER_COMMIT:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def add_batch(connection: Connection, batch: Sequence[StoredMail]) -> dict[str, int]:
    """Keep mails; ones that are here already become further deliveries. Return their row ids."""
    keys = json.dumps([mail.facts.key for mail in batch])
    ids = {row.key: row.id for row in connection.execute(_IDS_OF, {"keys": keys})}
    fresh: dict[MailKey, StoredMail] = {}
    for mail in batch:
        if mail.facts.key not in ids:
            fresh.setdefault(mail.facts.key, mail)
    if fresh:
        ids |= _add_new(connection, list(fresh.values()))
        places = [_place_row(mail, ids[key], _first(mail)) for key, mail in fresh.items()]
        connection.execute(_PUT_PLACE, places)
    for mail in batch:
        if fresh.get(mail.facts.key) is not mail:
            id_ = ids[mail.facts.key]
            outcome = _delivery(connection, mail, id_)
            connection.execute(_PUT_PLACE, _place_row(mail, id_, outcome))
    return ids


def _add_new(connection: Connection, mails: Sequence[StoredMail]) -> dict[str, int]:
    last: int = connection.execute(_LAST_ID).scalar_one() or 0
    numbered = list(enumerate(mails, last + 1))
    rows = [
        {
            "id": id_,
            "key": mail.facts.key,
            "message_id": mail.facts.message_id,
            "size": len(mail.raw),
            "sent_at": min(mail.facts.sent_at, mail.facts.arrived_at),
            "announced": False,
            "history": mail.facts.history,
            "preview": preview_of(mail.body.text),
            "facts": canonical(mail.facts),
        }
        for id_, mail in numbered
    ]
    connection.execute(_ADD_MAIL, rows)
    connection.execute(_ADD_RAW, [{"id": id_, "raw": mail.raw} for id_, mail in numbered])
    bodies = [{"id": id_, "body": canonical(mail.body)} for id_, mail in numbered]
    connection.execute(_ADD_BODY, bodies)
    terms = [index_row(id_, mail.grams or mail_grams(mail.body)) for id_, mail in numbered]
    connection.exec_driver_sql(ENTER_INDEX, terms)
    return {mail.facts.key: id_ for id_, mail in numbered}


def replace_words(connection: Connection, id_: int, mail: ReadMail) -> None:
    """Put in place of what was read of a mail what is read of it now."""
    old: MailBody = decode(MailBody, connection.execute(_BODY_OF, {"id": id_}).scalar_one())
    # The index holds no text of its own: what is to leave it must be told once more.
    connection.exec_driver_sql(LEAVE_INDEX, index_row(id_, mail_grams(old)))
    connection.exec_driver_sql(ENTER_INDEX, index_row(id_, mail.grams or mail_grams(mail.body)))
    connection.execute(_SET_BODY, {"b_id": id_, "body": canonical(mail.body)})
    words = {"preview": preview_of(mail.body.text), "facts": canonical(mail.facts)}
    connection.execute(_SET_MAIL, {"b_id": id_, **words})


def replace_bytes(connection: Connection, id_: int, raw: bytes) -> None:
    """Put all bytes of a mail in place of those that the server gave before."""
    connection.execute(_SET_RAW, {"b_id": id_, "raw": raw})


def _first(mail: ReadMail) -> Outcome:
    return Outcome.QUARANTINED if mail.problem else Outcome.IMPORTED


def _place_row(mail: StoredMail, id_: int, outcome: Outcome) -> dict[str, object]:
    return place_values(mail.place) | {
        "outcome": outcome,
        "mail_id": id_,
        "reason": mail.problem,
        "gone_at": None,
    }


def _delivery(connection: Connection, mail: StoredMail, id_: int) -> Outcome:
    """Say whether a known mail at this place is its first delivery in the present folders."""
    elsewhere = connection.execute(_OTHER_PLACE, {"id": id_, **place_binds(mail.place)}).first()
    return Outcome.DUPLICATE if elsewhere else _first(mail)


def put_outcome(connection: Connection, place: Place, outcome: Outcome, reason: str) -> None:
    """Note that a UID holds no mail for us, and why."""
    values = place_values(place) | {
        "outcome": outcome,
        "mail_id": None,
        "reason": reason,
        "gone_at": None,
    }
    connection.execute(_PUT_PLACE, values)


# -- statements, made once ---------------------------------------------------------------------


def at_place(table: sa.Table, *names: str) -> Sequence[sa.ColumnElement[bool]]:
    """Return the conditions that a row belongs to a place, bound by ``place_binds``."""
    return [table.c[name] == sa.bindparam(f"b_{name}") for name in names]


PLACE = ("mailbox", "folder", "uidvalidity", "uid")
_IDS_OF = sa.select(t.mails.c.key, t.mails.c.id).where(t.mails.c.key.in_(listed("keys")))
_LAST_ID = sa.select(sa.func.max(t.mails.c.id))
_ADD_MAIL = t.mails.insert()
_ADD_RAW = t.raws.insert()
_ADD_BODY = t.bodies.insert()
_PUT_PLACE = upsert(t.places)
_BODY_OF = sa.select(t.bodies.c.body).where(t.bodies.c.id == sa.bindparam("id"))
_SET_BODY = (
    t.bodies.update().where(t.bodies.c.id == sa.bindparam("b_id")).values(body=sa.bindparam("body"))
)
_SET_MAIL = (
    t.mails.update()
    .where(t.mails.c.id == sa.bindparam("b_id"))
    .values(preview=sa.bindparam("preview"), facts=sa.bindparam("facts"))
)
_SET_RAW = (
    t.raws.update().where(t.raws.c.id == sa.bindparam("b_id")).values(raw=sa.bindparam("raw"))
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
        t.places.c.outcome.in_((Outcome.IMPORTED, Outcome.QUARANTINED)),
        t.places.c.gone_at.is_(None),
        t.places.c.missed_at.is_(None),
        ~sa.and_(*at_place(t.places, *PLACE)),
        # the same folder under another UIDVALIDITY: the same delivery with a new number
        ~sa.and_(
            *at_place(t.places, "mailbox", "folder"),
            t.places.c.uidvalidity != sa.bindparam("b_uidvalidity"),
        ),
        sa.or_(
            t.folders.c.uidvalidity.is_(None),
            t.folders.c.uidvalidity == t.places.c.uidvalidity,
        ),
    )
    .limit(1)
)
