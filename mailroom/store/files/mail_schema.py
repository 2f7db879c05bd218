"""The tables of mail.db: every mail as the server has it, parsed, and searchable.

All of it can be had again from the server, so a damaged file is replaced by an empty one.
"""

from __future__ import annotations

from enum import Enum
from typing import Any

import sqlalchemy as sa

from mailroom.store.files.columns import flag, moment, number, record, text, word

MAIL_VERSION = 2

mail = sa.MetaData()


class Outcome(Enum):
    """What became of a UID (I13)."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"  # another delivery of a mail that is here already
    FILTERED = "filtered"
    QUARANTINED = "quarantined"  # unreadable, and in a case all the same (N17)
    FOLLOWED = "followed"  # in a folder that is not synced: another client moved it there


def _table(name: str, *columns: Any, rowid: bool = False) -> sa.Table:
    return sa.Table(name, mail, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


origin = _table(
    "origin",
    sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
    text("room"),  # the room.db whose journal the "announced" marks are about
)

mails = _table(
    "mails",
    sa.Column("id", sa.Integer, primary_key=True),
    text("key"),
    text("message_id", null=True),
    number("size"),
    moment("sent_at"),
    flag("announced"),
    flag("history"),
    text("preview"),
    record("facts"),
    sa.UniqueConstraint("key"),
    rowid=True,
)
sa.Index("mails_message_id", mails.c.message_id)
sa.Index(
    "mails_unannounced",
    mails.c.history,
    mails.c.sent_at,
    sqlite_where=mails.c.announced == 0,
)

# Wide values have tables of their own, so that walking over mails stays cheap.
bodies = _table("bodies", sa.Column("id", sa.Integer, primary_key=True), record("body"), rowid=True)
raws = _table(
    "raws",
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("raw", sa.LargeBinary, nullable=False),
    rowid=True,
)

places = _table(
    "places",
    text("mailbox", key=True),
    text("folder", key=True),
    number("uidvalidity", key=True),
    number("uid", key=True, least=1),
    word("outcome", Outcome),
    sa.Column("mail_id", sa.Integer, nullable=True),
    text("reason"),
    # When the server was first seen without it; missed = a person is asked before it is gone.
    moment("gone_at", null=True),
    moment("missed_at", null=True),
    sa.CheckConstraint("gone_at IS NULL OR missed_at IS NULL"),
    sa.CheckConstraint("mail_id IS NOT NULL OR outcome = 'filtered'"),
)
sa.Index("places_mail", places.c.mail_id)
sa.Index("places_outcome", places.c.outcome, sqlite_where=places.c.outcome != Outcome.IMPORTED)

# Mails of ``mails`` that could not be read: their words are the mail as it came.
quarantine = _table(
    "quarantine",
    sa.Column("mail_id", sa.Integer, primary_key=True),
    text("reason"),
    number("attempts"),
    moment("since"),
    text("program"),  # the version that could not read it; a later one tries again
    flag("whole"),  # all its bytes are here
    rowid=True,
)

folders = _table(
    "folders",
    text("mailbox", key=True),
    text("folder", key=True),
    number("uidvalidity"),
    number("uidnext"),
    number("exists_count"),
    moment("checked_at"),
    flag("synced"),  # else only its numbers are kept, to see what other clients move there
    text("special"),  # what the server says it is for (RFC 6154), "" if nothing
)

# Mails that lie nowhere we know of any more: looked for by their Message-ID in other folders.
astray = _table(
    "astray",
    sa.Column("mail_id", sa.Integer, primary_key=True),
    moment("since"),
    number("looks"),  # how often all folders were searched in vain
    moment("looked_at", null=True),
)
