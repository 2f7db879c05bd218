"""Full-text search: words of mails and of the team, to cases.

"The newest 50" never joins all hits. Rare words (``FEW``) lead to their cases directly; of common
words every stretch of the list has some, so the list is walked newest first and each stretch of it
is asked whether its mails have them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from mailroom.domain.search.terms import Search
from mailroom.ids import CaseId
from mailroom.store import mail_schema as m
from mailroom.store import room_schema as t
from mailroom.store.case_reads import NOT_HIDDEN
from mailroom.store.database import Database
from mailroom.store.notes_index import WORDY
from mailroom.store.search_words import Wanted, wanted
from mailroom.store.statements import Prepared, listed, written

FEW = 2_000
"""Hits up to which all of them are looked up."""
_STRETCHES = (64, 256, 1_024)
"""How many cases are asked at once; later stretches are all as long as the last."""


class WordSearch:
    """Looks for the words of one search; short reads, each on a snapshot of its own."""

    def __init__(self, search: Search, room: Database, mails: Database) -> None:
        self._wanted: Wanted = wanted(search)
        self._room = room
        self._mails = mails

    @property
    def says_anything(self) -> bool:
        """Return whether there are words to look for."""
        return self._wanted.says_anything

    def few(self) -> frozenset[CaseId] | None:
        """Return all cases that have the words, or None if the words are common."""
        want = self._wanted
        if want.hopeless:
            return frozenset()
        found: list[frozenset[CaseId]] = []
        if want.in_notes:
            found += self._if_few("", want.in_notes)
        if want.mails:
            found += self._if_few(want.mails, want.notes)
        if not found:
            return None
        smallest = min(found, key=len)
        return smallest if want.is_one_question else self.among(smallest)

    def among(self, cases: Collection[CaseId]) -> frozenset[CaseId]:
        """Return those of the cases that have the words."""
        want, left = self._wanted, frozenset(cases)
        if want.hopeless:
            return frozenset()
        with self._room.read() as room, self._mails.read() as mails:
            places = _Places(room, mails, left)
            if want.mails:
                hit = places.with_mails(want.mails)
                rest = left - hit
                if want.notes and rest:
                    noted = places.with_notes(want.notes)
                    beside = want.beside_notes
                    hit |= (noted & places.with_mails(beside)) if beside and noted else noted
                left &= hit
            if want.in_notes and left:
                left &= places.with_notes(want.in_notes)
            for in_mails, in_notes in want.without:
                left -= places.with_mails(in_mails) if in_mails and left else frozenset()
                left -= places.with_notes(in_notes) if in_notes and left else frozenset()
        return left

    def walk(self, cases: Iterable[CaseId], stopped: Callable[[], bool]) -> Iterator[CaseId]:
        """Yield those of the cases that have the words, in the order they come in."""
        ahead = iter(cases)
        lengths = iter(_STRETCHES)
        length = _STRETCHES[-1]
        while stretch := list(islice(ahead, next(lengths, length))):
            if stopped():
                return
            found = self.among(stretch)
            yield from (case for case in stretch if case in found)

    def _if_few(self, in_mails: str, in_notes: str) -> list[frozenset[CaseId]]:
        """Return the cases with such mails or notes, as a list of one; none if they are many."""
        with self._room.read() as room, self._mails.read() as mails:
            keys = _FEW_MAILS.run(mails, {"hit": in_mails}) if in_mails else []
            notes = _FEW_NOTES.run(room, {"hit": in_notes}) if in_notes else []
            if max(len(keys), len(notes)) > FEW:
                return []
            known = json.dumps([key for (key,) in keys])
            found = {case for (case,) in _CASES_OF_MAILS.run(room, {"keys": known})}
            rows = json.dumps([row for (row,) in notes])
            found |= {case for (case,) in _CASES_OF_NOTES.run(room, {"rows": rows})}
        return [frozenset(map(CaseId, found))]


class _Places:
    """The mails and notes of some cases, looked up when they are first asked for."""

    def __init__(self, room: Connection, mails: Connection, cases: Collection[CaseId]) -> None:
        self._room = room
        self._mails = mails
        self._cases = json.dumps(sorted(cases))
        self._mail_cases: dict[int, CaseId] | None = None
        self._note_cases: dict[int, CaseId] | None = None

    def with_mails(self, expression: str) -> frozenset[CaseId]:
        """Return the cases that have a mail like this."""
        if self._mail_cases is None:
            rows = _MAILS_OF_CASES.run(self._room, {"cases": self._cases})
            case_of: dict[str, CaseId] = dict(rows)
            keys = json.dumps(list(case_of))
            ids = _IDS_OF_MAILS.run(self._mails, {"keys": keys})
            self._mail_cases = {id_: case_of[key] for id_, key in ids}
        return _hit(self._mails, _MAIL_HITS, expression, self._mail_cases)

    def with_notes(self, expression: str) -> frozenset[CaseId]:
        """Return the cases that have a note like this."""
        if self._note_cases is None:
            rows = _NOTES_OF_CASES.run(self._room, {"cases": self._cases})
            self._note_cases = dict(rows)
        return _hit(self._room, _NOTE_HITS, expression, self._note_cases)


def _hit(
    connection: Connection, hits: Prepared, expression: str, case_of: dict[int, CaseId]
) -> frozenset[CaseId]:
    if not case_of:
        return frozenset()
    values = {"hit": expression, "ids": json.dumps(sorted(case_of))}
    return frozenset(case_of[id_] for (id_,) in hits.run(connection, values))


# -- statements, made once ---------------------------------------------------------------------

# FTS5's MATCH has no Core construct; the tables are contentless, so only the rowid comes back
_MAIL_INDEX = sa.table("mail_index", sa.column("rowid", sa.Integer))
_NOTE_INDEX = sa.table("note_index", sa.column("rowid", sa.Integer))
_MAIL_MATCH = sa.text("mail_index MATCH :hit")
_NOTE_MATCH = sa.text("note_index MATCH :hit")
_JOURNAL_ROW: sa.ColumnElement[int] = sa.literal_column("journal.rowid", sa.Integer)
_CASES = listed("cases")

_FEW_MAIL_IDS = sa.select(_MAIL_INDEX.c.rowid).where(_MAIL_MATCH).limit(FEW + 1).subquery("hits")
_FEW_MAILS = Prepared(
    sa.select(m.mails.c.key).join_from(
        _FEW_MAIL_IDS, m.mails, m.mails.c.id == _FEW_MAIL_IDS.c.rowid
    )
)
_FEW_NOTES = Prepared(sa.select(_NOTE_INDEX.c.rowid).where(_NOTE_MATCH).limit(FEW + 1))
_CASES_OF_MAILS = Prepared(
    sa.select(t.mail_places.c.case_id)
    .where(t.mail_places.c.key.in_(listed("keys")), NOT_HIDDEN)
    .distinct()
)
_CASES_OF_NOTES = Prepared(
    sa.select(t.mail_places.c.case_id)
    .select_from(t.journal)
    .join(t.entries, t.entries.c.id == t.journal.c.event_id)
    .join(t.mail_places, t.mail_places.c.key == t.entries.c.anchor)
    .where(_JOURNAL_ROW.in_(listed("rows")), NOT_HIDDEN)
    .distinct()
)
_MAILS_OF_CASES = Prepared(
    sa.select(t.mail_places.c.key, t.mail_places.c.case_id).where(
        t.mail_places.c.case_id.in_(_CASES), NOT_HIDDEN
    )
)
_IDS_OF_MAILS = Prepared(
    sa.select(m.mails.c.id, m.mails.c.key).where(m.mails.c.key.in_(listed("keys")))
)
_NOTES_OF_CASES = Prepared(
    sa.select(_JOURNAL_ROW, t.mail_places.c.case_id)
    .select_from(t.mail_places)
    .join(
        t.entries,
        sa.and_(
            t.entries.c.anchor == t.mail_places.c.key,
            t.entries.c.kind != written("MailArrived"),  # so that the partial index applies
        ),
    )
    .join(t.journal, t.journal.c.event_id == t.entries.c.id)
    .where(t.mail_places.c.case_id.in_(_CASES), NOT_HIDDEN, t.entries.c.kind.in_(sorted(WORDY)))
)
_MAIL_HITS = Prepared(
    sa.select(_MAIL_INDEX.c.rowid).where(_MAIL_MATCH, _MAIL_INDEX.c.rowid.in_(listed("ids")))
)
_NOTE_HITS = Prepared(
    sa.select(_NOTE_INDEX.c.rowid).where(_NOTE_MATCH, _NOTE_INDEX.c.rowid.in_(listed("ids")))
)
