"""From names in a search to the labels and people they mean."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from mailroom.domain.cases import Label
from mailroom.domain.people import Member
from mailroom.domain.search.language import ME, NOBODY
from mailroom.domain.search.terms import (
    AssigneeTerm,
    Clause,
    LabelTerm,
    Problem,
    ProblemKind,
    Search,
)
from mailroom.ids import LabelId, PersonId


def resolved(
    search: Search, labels: Iterable[Label], members: Iterable[Member], me: PersonId
) -> Search:
    """Return the search with its names looked up; a name of nothing is a problem and is kept.

    A name need not be whole: people search while they type.
    """
    labels, members = tuple(labels), tuple(members)
    clauses: list[Clause] = []
    problems = list(search.problems)
    for clause in search.clauses:
        match clause.term:
            case LabelTerm() as term:
                found = _labels(term.name, labels)
                clauses.append(replace(clause, term=replace(term, labels=found)))
                if not found:
                    problems.append(Problem(kind=ProblemKind.LABEL, word=term.name))
            case AssigneeTerm() as term:
                people = _people(term.name, members, me)
                clauses.append(replace(clause, term=replace(term, people=people)))
                if not people:
                    problems.append(Problem(kind=ProblemKind.PERSON, word=term.name))
            case _:
                clauses.append(clause)
    return replace(search, clauses=tuple(clauses), problems=tuple(problems))


def _labels(name: str, labels: tuple[Label, ...]) -> tuple[LabelId, ...]:
    """Return the labels of that name, else those whose names begin so, each with what is below."""
    wanted = _plain(name)
    exact = {one.id for one in labels if _plain(one.name) == wanted}
    found = exact or {one.id for one in labels if _plain(one.name).startswith(wanted)}
    size = -1
    while len(found) != size:  # three levels at most
        size = len(found)
        found |= {one.id for one in labels if one.parent in found}
    return tuple(one.id for one in labels if one.id in found)


def _people(name: str, members: tuple[Member, ...], me: PersonId) -> tuple[PersonId | None, ...]:
    wanted = _plain(name)
    if wanted in NOBODY:
        return (None,)
    if wanted in ME:
        return (me,)
    exact = tuple(one.id for one in members if _plain(one.name) == wanted)
    return exact or tuple(one.id for one in members if wanted and wanted in _plain(one.name))


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
