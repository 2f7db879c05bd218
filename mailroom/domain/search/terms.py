"""What a search asks for: clauses, each about one thing, each possibly negated.

All clauses hold for a case that is found. Words (and conditions on one mail) hold together in one
mail, or the words in one note; every other clause holds for the case as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mailroom.ids import LabelId, PersonId


class Scope(Enum):
    """Where words are looked for."""

    ANYWHERE = "anywhere"
    SUBJECT = "subject"
    FROM = "from"
    TO = "to"
    BODY = "body"
    FILE = "file"  # names of attachments
    NOTE = "note"  # notes, phone notes and other words of the team


class State(Enum):
    """What ``is:`` asks for."""

    UNREAD = "unread"
    NEW = "new"
    OPEN = "open"
    WAITING = "waiting"
    OVERDUE = "overdue"
    ESCALATED = "escalated"
    ANSWERED = "answered"
    SNOOZED = "snoozed"
    DONE = "done"
    FILTERED = "filtered"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    HELD = "held"  # somebody writes an answer
    DRAFT = "draft"  # I do
    UNREADABLE = "unreadable"


class Edge(Enum):
    """On which side of a day."""

    BEFORE = "before"  # the day itself is not in it
    AFTER = "after"  # the day itself is in it


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTerm:
    """Words as typed, in this order; several only if they were quoted."""

    text: str
    scope: Scope = Scope.ANYWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelTerm:
    """A label by name, or ones below it; ``labels`` once they were looked up."""

    name: str
    labels: tuple[LabelId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AssigneeTerm:
    """Who has the case, by name; ``people`` once they were looked up, None among them: nobody."""

    name: str
    people: tuple[PersonId | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateTerm:
    """Where the case stands."""

    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTerm:
    """When something last happened to the case, by the days of this PC's zone."""

    day: date
    edge: Edge


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentTerm:
    """Some mail of the case has an attachment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberTerm:
    """The case of that number."""

    number: int


Term = WordTerm | LabelTerm | AssigneeTerm | StateTerm | DayTerm | AttachmentTerm | NumberTerm


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One condition, and where it was typed."""

    term: Term
    negated: bool = False
    start: int = 0
    end: int = 0


class ProblemKind(Enum):
    """What of a search was not understood."""

    OPERATOR = "operator"  # no such operator; searched for as words
    STATE = "state"  # no such state
    DAY = "day"  # not a day
    HAS = "has"  # has: only knows attachments
    LABEL = "label"  # no such label
    PERSON = "person"  # nobody of that name


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that was not understood: said, never silently ignored."""

    kind: ProblemKind
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was typed, understood.

    Attributes:
        bare_number: set if nothing but a number was typed: the case of that number is meant too.
    """

    clauses: tuple[Clause, ...] = ()
    problems: tuple[Problem, ...] = ()
    bare_number: int | None = None

    @property
    def words(self) -> tuple[WordTerm, ...]:
        """Return the words that are to be there: what is marked in the results."""
        found = (one.term for one in self.clauses if not one.negated)
        return tuple(term for term in found if isinstance(term, WordTerm))
