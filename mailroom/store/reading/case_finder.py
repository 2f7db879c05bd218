"""The cases of a query, in its order: views and conditions by SQL, words by the text indexes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import islice

import sqlalchemy as sa

from mailroom.clock import Clock
from mailroom.domain.cases import Label
from mailroom.domain.people import Member
from mailroom.domain.query import CaseQuery
from mailroom.domain.search.language import parse
from mailroom.domain.search.naming import resolved
from mailroom.domain.search.terms import Clause, NumberTerm, Search
from mailroom.ids import CaseId, PersonId
from mailroom.store.files import room_schema as t
from mailroom.store.files.database import Database
from mailroom.store.journal.rows import decode
from mailroom.store.reading.case_query import cases_of
from mailroom.store.searching.conditions import asks_for_filtered, conditions
from mailroom.store.searching.search import WordSearch

_PAGE = 600
"""Cases that a walk begins with: words that are in one of ten cases are found among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, by whom, when.

    Attributes:
        search: its text, understood.
        zone: whose days a search means; None is this PC's.
        stopped: asked now and then; once it says so, what was found so far is the answer.
    """

    query: CaseQuery
    search: Search
    me: PersonId
    now: datetime
    zone: tzinfo | None = None
    stopped: Callable[[], bool] = lambda: False


class CaseFinder:
    """Finds cases; short reads, safe from any thread."""

    def __init__(self, room: Database, mail: Database, clock: Clock) -> None:
        self._room = room
        self._mail = mail
        self._clock = clock

    def understood(self, text: str, me: PersonId, zone: tzinfo | None = None) -> Search:
        """Return what somebody typed, names looked up; days are of ``zone``, or of this PC."""
        search = parse(text, self._clock.now().astimezone(zone).date())
        with self._room.read() as connection:  # pending rows come last, in their row's place
            labels = {row.id: row.row for row in connection.execute(_LABELS)}
            members = {row.id: row.row for row in connection.execute(_MEMBERS)}
        named = [decode(Label, row) for row in labels.values()]
        people = [decode(Member, row) for row in members.values()]
        return resolved(search, named, people, me)

    def case_ids(self, asked: Question) -> list[CaseId]:
        """Return the cases; that of a bare number comes first."""
        search = asked.search
        if not search.clauses:
            return [] if search.problems else self._listed(asked)
        words = WordSearch(search, self._room, self._mail)
        if not words.says_anything:
            return self._listed(asked)
        numbered = self._listed(_about_its_number(asked)) if search.bare_number else []
        few = words.few()
        rest = self._walked(asked, words) if few is None else iter(self._listed(asked, few))
        found = (case for case in rest if case not in numbered)
        return [*numbered, *islice(found, asked.query.limit)]

    def _listed(self, asked: Question, found: Collection[CaseId] | None = None) -> list[CaseId]:
        more = conditions(asked.search, asked.me, asked.now, asked.zone)
        filtered = asks_for_filtered(asked.search)
        statement, values = cases_of(
            asked.query, asked.me, asked.now, found, more, filtered=filtered
        )
        with self._room.read() as connection:
            return [CaseId(id_) for id_ in connection.execute(statement, values).scalars()]

    def _walked(self, asked: Question, words: WordSearch) -> Iterator[CaseId]:
        """Yield the cases with common words: every stretch of the list has some."""
        return words.walk(self._from_the_top(asked), asked.stopped)

    def _from_the_top(self, asked: Question) -> Iterator[CaseId]:
        """Yield the cases of the list; only who goes on after the first page pays for them all."""
        known = dict.fromkeys(self._listed(_with_limit(asked, _PAGE)))
        yield from known
        if len(known) == _PAGE:
            every = self._listed(_with_limit(asked, None))
            yield from (case for case in every if case not in known)


def _with_limit(asked: Question, limit: int | None) -> Question:
    return replace(asked, query=replace(asked.query, limit=limit))


def _about_its_number(asked: Question) -> Question:
    number = NumberTerm(number=asked.search.bare_number or 0)
    return replace(asked, search=Search(clauses=(Clause(term=number),)))


_LABELS = sa.select(t.labels.c.id, t.labels.c.row).order_by(t.labels.c.pending)
_MEMBERS = sa.select(t.members.c.id, t.members.c.row).order_by(t.members.c.pending)
