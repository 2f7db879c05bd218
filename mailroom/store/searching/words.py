"""The words of a search as expressions of the full-text indexes (FTS5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mailroom.domain.search.terms import Scope, Search, WordTerm
from mailroom.mail.search_text import phrase

_COLUMN = {
    Scope.SUBJECT: "subject",
    Scope.FROM: "sender",
    Scope.TO: "recipients",
    Scope.BODY: "body",
    Scope.FILE: "files",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Expressions that hold for a case: one mail, or one note, has all the words of each.

    Attributes:
        mails: of one mail, everything that may be said of mails.
        notes: of one note, the words that may stand anywhere.
        beside_notes: of one mail, what cannot stand in a note; "" if nothing.
        in_notes: of one note, what only notes are asked for.
        without: pairs (mails, notes) that hold for no mail and no note of the case.
        hopeless: words were asked for that have nothing to look for (「。」).
    """

    mails: str = ""
    notes: str = ""
    beside_notes: str = ""
    in_notes: str = ""
    without: tuple[tuple[str, str], ...] = ()
    hopeless: bool = False

    @property
    def says_anything(self) -> bool:
        """Return whether there are words at all."""
        return bool(self.mails or self.in_notes or self.without or self.hopeless)

    @property
    def is_one_question(self) -> bool:
        """Return whether a hit in a mail, or in a note, is all there is to ask."""
        asked_of_both = bool(self.mails and self.in_notes) or bool(self.beside_notes and self.notes)
        return not asked_of_both and not self.without


def wanted(search: Search) -> Wanted:
    """Return what the words of a search ask of mails and notes."""
    positive = search.words
    anywhere = [term for term in positive if term.scope is Scope.ANYWHERE]
    of_mails = [term for term in positive if term.scope in _COLUMN]
    of_notes = [term for term in positive if term.scope is Scope.NOTE]
    unwanted = [
        clause.term
        for clause in search.clauses
        if clause.negated and isinstance(clause.term, WordTerm)
    ]
    return Wanted(
        mails=_all_of([*of_mails, *anywhere]),
        notes=_all_of(anywhere),
        beside_notes=_all_of(of_mails),
        in_notes=_all_of(of_notes),
        without=tuple(pair for pair in map(_anywhere_in, unwanted) if any(pair)),
        hopeless=bool(positive) and not any(map(_expression, positive)),
    )


def _all_of(terms: Iterable[WordTerm]) -> str:
    return " AND ".join(filter(None, map(_expression, terms)))


def _anywhere_in(term: WordTerm) -> tuple[str, str]:
    expression = _expression(term)
    mails = "" if term.scope is Scope.NOTE else expression
    notes = expression if term.scope in {Scope.NOTE, Scope.ANYWHERE} else ""
    return mails, notes


def _expression(term: WordTerm) -> str:
    column = _COLUMN.get(term.scope)
    found = phrase(term.text)
    return f"{column} : {found}" if column and found else found
