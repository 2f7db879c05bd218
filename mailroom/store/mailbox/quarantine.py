"""Mails that could not be read: kept, in a case like any other, and tried again (R4, N17).

Such a mail has its rows in ``mails``, ``raws`` and ``bodies`` as every mail; a row here says why it
is not readable and which version of the program found so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import Connection

import mailroom
from mailroom.domain.mails import MailFacts
from mailroom.ids import MailKey
from mailroom.store.files import mail_schema as t
from mailroom.store.files.mail_schema import Outcome
from mailroom.store.files.statements import listed
from mailroom.store.journal.rows import decode
from mailroom.store.mailbox.keeping import ReadMail, StoredMail, replace_bytes, replace_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A mail that could not be read.

    Attributes:
        facts: what its header says, as far as it could be read.
        reason: for a technician.
        attempts: how often it was tried.
        program: the version that tried last.
        whole: all its bytes are here; else the server did not hand them out.
        size: bytes that are here.
    """

    facts: MailFacts
    reason: str
    attempts: int
    since: datetime
    program: str
    whole: bool
    size: int


def taken(connection: Connection, batch: Sequence[StoredMail]) -> Sequence[StoredMail]:
    """Return a batch in which no mail that was readable before counts as unreadable."""
    if not any(mail.problem for mail in batch):
        return batch
    keys = json.dumps([mail.facts.key for mail in batch if mail.problem])
    readable = set(connection.execute(_READABLE, {"keys": keys}).scalars())
    return [replace(mail, problem="") if mail.facts.key in readable else mail for mail in batch]


def put_aside(
    connection: Connection, mails: Sequence[ReadMail], ids: Mapping[str, int], now: datetime
) -> None:
    """Note of mails just kept which could not be read, and which can be now."""
    rows = [
        {
            "mail_id": ids[mail.facts.key],
            "reason": mail.problem,
            "attempts": 1,
            "since": now,
            "program": mailroom.__version__,
            "whole": mail.whole,
        }
        for mail in mails
        if mail.problem
    ]
    if rows:
        connection.execute(_PUT, rows)
    if connection.execute(_ANY).first() is None:
        return
    readable = {ids[mail.facts.key]: mail for mail in mails if not mail.problem}
    waiting = connection.execute(_AMONG, {"keys": json.dumps(list(readable))}).scalars().all()
    for id_ in waiting:
        mail = readable[id_]
        replace_words(connection, id_, mail)
        if isinstance(mail, StoredMail):
            replace_bytes(connection, id_, mail.raw)
        connection.execute(_LEAVE, {"b_mail": id_})
        connection.execute(_TURN, {"b_mail": id_})


def listed_unreadable(
    connection: Connection, keys: Iterable[MailKey] | None = None
) -> tuple[Unreadable, ...]:
    """Return the mails that could not be read, oldest first; only these if asked so."""
    statement = _ALL if keys is None else _ALL.where(t.mails.c.key.in_(listed("keys")))
    binds = {} if keys is None else {"keys": json.dumps(list(keys))}
    return tuple(
        Unreadable(
            facts=decode(MailFacts, row.facts),
            reason=row.reason,
            attempts=row.attempts,
            since=row.since,
            program=row.program,
            whole=row.whole,
            size=row.size,
        )
        for row in connection.execute(statement, binds)
    )


def count(connection: Connection) -> int:
    """Return how many mails could not be read."""
    number: int = connection.execute(_COUNT).scalar_one()
    return number


# -- statements, made once ---------------------------------------------------------------------

_INSERT = insert(t.quarantine)
_PUT = _INSERT.on_conflict_do_update(
    index_elements=["mail_id"],
    set_={
        "attempts": t.quarantine.c.attempts + 1,
        "reason": _INSERT.excluded.reason,
        "program": _INSERT.excluded.program,
        "whole": _INSERT.excluded.whole,
    },
)
_ANY = sa.select(t.quarantine.c.mail_id).limit(1)
_COUNT = sa.select(sa.func.count()).select_from(t.quarantine)
_AMONG = sa.select(t.quarantine.c.mail_id).where(t.quarantine.c.mail_id.in_(listed("keys")))
_READABLE = sa.select(t.mails.c.key).where(
    t.mails.c.key.in_(listed("keys")), t.mails.c.id.not_in(sa.select(t.quarantine.c.mail_id))
)
_LEAVE = t.quarantine.delete().where(t.quarantine.c.mail_id == sa.bindparam("b_mail"))
_TURN = (
    t.places.update()
    .where(
        t.places.c.mail_id == sa.bindparam("b_mail"),
        t.places.c.outcome == Outcome.QUARANTINED,
    )
    .values(outcome=Outcome.IMPORTED, reason="")
)
_ALL = (
    sa.select(
        t.mails.c.facts,
        t.quarantine.c.reason,
        t.quarantine.c.attempts,
        t.quarantine.c.since,
        t.quarantine.c.program,
        t.quarantine.c.whole,
        sa.func.length(t.raws.c.raw).label("size"),
    )
    .join_from(t.quarantine, t.mails, t.mails.c.id == t.quarantine.c.mail_id)
    .join(t.raws, t.raws.c.id == t.quarantine.c.mail_id)
    .order_by(t.quarantine.c.mail_id)
)
