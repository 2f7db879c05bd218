"""Full-text search: words of mails and of the team, to cases."""

from __future__ import annotations

import re

import sqlalchemy as sa

from mailroom.ids import CaseId
from mailroom.mail.search_text import match_expression
from mailroom.store import room_schema as t
from mailroom.store.case_reads import cases_of
from mailroom.store.database import Database
from mailroom.store.mails import Mails

_NUMBER = re.compile(r"\s*[#＃]?\s*(\d{1,9})\s*")


def find_cases(text: str, room: Database, mails: Mails) -> frozenset[CaseId]:
    """Return the cases in which all words of a search occur in one mail or one note.

    A number alone also finds the case of that number.
    """
    expression = match_expression(text)
    keys = mails.find(expression) if expression else []
    with room.read() as connection:
        found: set[str] = set(cases_of(connection, keys))
        if expression:
            found |= set(connection.execute(_NOTED, {"hit": expression}).scalars())
        numbered = _NUMBER.fullmatch(text)
        if numbered:
            number = {"number": int(numbered[1])}
            found |= set(connection.execute(_NUMBERED, number).scalars())
    return frozenset(CaseId(case) for case in found)


# FTS5's MATCH has no Core construct; the table is contentless, so only the rowid comes back
_NOTE_INDEX = sa.table("note_index", sa.column("rowid", sa.Integer))
_NOTED = (
    sa.select(t.mail_places.c.case_id)
    .select_from(_NOTE_INDEX)
    .join(t.journal, sa.literal_column("journal.rowid") == _NOTE_INDEX.c.rowid)
    .join(t.entries, t.entries.c.id == t.journal.c.event_id)
    .join(t.mail_places, t.mail_places.c.key == t.entries.c.anchor)
    .where(sa.text("note_index MATCH :hit"))
)
_NUMBERED = sa.select(t.case_list.c.id).where(t.case_list.c.number == sa.bindparam("number"))
