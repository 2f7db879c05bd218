"""Full-text search: words of mails and of the team, to cases.

An index names all its hits in some milliseconds; to lead them to their cases costs a hundred times
that. So few hits (``FEW``) lead to their cases directly, but of common words every stretch of the
list has some: the list is walked newest first, until there are enough.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

import sqlalchemy as sa

from mailroom.domain.search.terms import Search
from mailroom.ids import CaseId
from mailroom.store.files import mail_schema as m
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.files.statements import Prepared, listed, written
from mailroom.store.reading.case_reads import NOT_HIDDEN
from mailroom.store.searching.notes_index import WORDY
from mailroom.store.searching.words import Wanted, wanted

FEW = 1_000
"""Hits up to which all of them are looked up."""
_STRETCHES = (64, 256, 1_024)
"""How many cases are asked at once; later stretches are all as long as the last."""


class WordSearch:
    """Looks for the words of one search; short reads, each on a snapshot of its own."""

    def __init__(self, search: Search, room: Database, mails: Database) -> None:
        self._wanted: Wanted = wanted(search)
        self._room = room
        self._mails = mails
        self._mail_hits: dict[str, frozenset[int]] = {}
        self._note_hits: dict[str, frozenset[int]] = {}

    @property
    def says_anything(self) -> bool:
        """Return whether there are words to look for."""
        return self._wanted.says_anything

    def few(self) -> frozenset[CaseId] | None:
        """Return all cases that have the words, or None if the words are common."""
        want = self._wanted
        if want.hopeless:
            return frozenset()
        asked = [("", want.in_notes)] if want.in_notes else []
        asked += [(want.mails, want.notes)] if want.mails else []
        hits = [(self._of_mails(mails), self._of_notes(notes)) for mails, notes in asked]
        mails, notes = min(hits, key=lambda one: sum(map(len, one)), default=(None, None))
        if mails is None or notes is None or len(mails) + len(notes) > FEW:
            return None
        found = self._cases_of(mails, notes)
        return found if want.is_one_question else self.among(found)

    def among(self, cases: Collection[CaseId]) -> frozenset[CaseId]:
        """Return those of the cases that have the words."""
        want, left = self._wanted, frozenset(cases)
        if want.hopeless:
            return frozenset()
        mails_of, notes_of = self._places(left)

        def mailed(expression: str) -> frozenset[CaseId]:
            hits = self._of_mails(expression)
            return frozenset(case for id_, case in mails_of.items() if id_ in hits)

        def noted(expression: str) -> frozenset[CaseId]:
            hits = self._of_notes(expression)
            return frozenset(case for id_, case in notes_of.items() if id_ in hits)

        if want.mails:
            beside = mailed(want.beside_notes) if want.beside_notes else left
            left &= mailed(want.mails) | (noted(want.notes) & beside)
        if want.in_notes:
            left &= noted(want.in_notes)
        for in_mails, in_notes in want.without:
            left -= mailed(in_mails) | noted(in_notes)
        return left

    def walk(self, cases: Iterable[CaseId], stopped: Callable[[], bool]) -> Iterator[CaseId]:
        """Yield those of the cases that have the words, in the order they come in."""
        ahead = iter(cases)
        lengths = iter(_STRETCHES)
        while stretch := list(islice(ahead, next(lengths, _STRETCHES[-1]))):
            if stopped():
                return
            found = self.among(stretch)
            yield from (case for case in stretch if case in found)

    # -- looking up --------------------------------------------------------------------------

    def _of_mails(self, expression: str) -> frozenset[int]:
        """Return the row ids of the mails that an expression hits."""
        if expression and expression not in self._mail_hits:
            with self._mails.read() as connection:
                rows = _MAIL_HITS.run(connection, {"hit": expression})
            self._mail_hits[expression] = frozenset(id_ for (id_,) in rows)
        return self._mail_hits.get(expression, frozenset())

    def _of_notes(self, expression: str) -> frozenset[int]:
        """Return the journal's row ids of the events that an expression hits."""
        if expression and expression not in self._note_hits:
            with self._room.read() as connection:
                rows = _NOTE_HITS.run(connection, {"hit": expression})
            self._note_hits[expression] = frozenset(id_ for (id_,) in rows)
        return self._note_hits.get(expression, frozenset())

    def _cases_of(self, mails: Collection[int], notes: Collection[int]) -> frozenset[CaseId]:
        with self._mails.read() as connection:
            rows = _KEYS_OF_MAILS.run(connection, {"ids": json.dumps(list(mails))})
        keys = json.dumps([key for (key,) in rows])
        with self._room.read() as connection:
            found = _CASES_OF_MAILS.run(connection, {"keys": keys})
            found += _CASES_OF_NOTES.run(connection, {"ids": json.dumps(list(notes))})
        return frozenset(CaseId(case) for (case,) in found)

    def _places(self, cases: Collection[CaseId]) -> tuple[dict[int, CaseId], dict[int, CaseId]]:
        """Return the rows of the mails in these cases, and of the notes if any was hit."""
        listed_cases = {"cases": json.dumps(list(cases))}
        want = self._wanted
        asked = (want.notes, want.in_notes, *(notes for _, notes in want.without))
        with self._room.read() as connection:
            keys = dict(_MAILS_OF_CASES.run(connection, listed_cases))
            any_notes = any(map(self._of_notes, asked))
            notes = dict(_NOTES_OF_CASES.run(connection, listed_cases)) if any_notes else {}
        with self._mails.read() as connection:
            ids = _IDS_OF_MAILS.run(connection, {"keys": json.dumps(list(keys))})
        return {id_: CaseId(keys[key]) for id_, key in ids}, notes


# -- statements, made once ---------------------------------------------------------------------

# FTS5's MATCH has no Core construct; the tables are contentless, so only the rowid comes back
_MAIL_INDEX = sa.table("mail_index", sa.column("rowid", sa.Integer))
_NOTE_INDEX = sa.table("note_index", sa.column("rowid", sa.Integer))
_JOURNAL_ROW: sa.ColumnElement[int] = sa.literal_column("journal.rowid", sa.Integer)
_CASES = listed("cases")

_MAIL_HITS = Prepared(sa.select(_MAIL_INDEX.c.rowid).where(sa.text("mail_index MATCH :hit")))
_NOTE_HITS = Prepared(sa.select(_NOTE_INDEX.c.rowid).where(sa.text("note_index MATCH :hit")))
_KEYS_OF_MAILS = Prepared(sa.select(m.mails.c.key).where(m.mails.c.id.in_(listed("ids"))))
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
    .where(_JOURNAL_ROW.in_(listed("ids")), NOT_HIDDEN)
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
    .where(
        t.mail_places.c.case_id.in_(_CASES),
        NOT_HIDDEN,
        t.entries.c.kind.in_([written(kind) for kind in sorted(WORDY)]),
    )
)
