"""The cases of a query, in its order: views and conditions by SQL, words by the text indexes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import islice

from mailroom.domain.query import CaseQuery
from mailroom.domain.search.terms import Clause, NumberTerm, Search
from mailroom.ids import CaseId, PersonId
from mailroom.store.case_query import cases_of
from mailroom.store.database import Database
from mailroom.store.search import WordSearch
from mailroom.store.search_conditions import asks_for_filtered, conditions


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

    def __init__(self, room: Database, mail: Database) -> None:
        self._room = room
        self._mail = mail

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
        everything = replace(asked, query=replace(asked.query, limit=None))
        return words.walk(self._listed(everything), asked.stopped)


def _about_its_number(asked: Question) -> Question:
    number = NumberTerm(number=asked.search.bare_number or 0)
    return replace(asked, search=Search(clauses=(Clause(term=number),)))
