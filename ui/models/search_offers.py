"""What the search field offers while one types: operators, labels, people, days, last searches.

Offers answer to kana and romaji. An offer replaces the word under the cursor; one that ends with a
colon is gone on with. Knows no widgets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mailroom.domain.people import Address
from mailroom.domain.search.language import Operator, operator_of
from ui.readings import matches, rank
from ui.wording.words import tr

MOST = 8
_QUOTED = frozenset(' 　:："')


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOffer:
    """A line of the list below the field.

    Attributes:
        text: what is put in.
        hint: what it means.
        start: where the word begins that it replaces; the whole text for a last search.
    """

    text: str
    hint: str
    start: int
    end: int

    @property
    def goes_on(self) -> bool:
        """Return whether more is to be typed behind it."""
        return self.text.endswith(":")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What can be named in a search."""

    labels: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    senders: tuple[Address, ...] = ()
    last: tuple[str, ...] = ()


def offers(typed: str, cursor: int, known: Known) -> list[SearchOffer]:
    """Return what may be meant by the word under the cursor, the best first."""
    if not typed.strip():
        every = len(typed)
        return [
            SearchOffer(text=one, hint=tr("searched before"), start=0, end=every)
            for one in known.last[:MOST]
        ]
    start, end = _word_at(typed, cursor)
    word = typed[start:cursor]
    sign = word[:1] if word[:1] in {"-", "－"} else ""
    word = word.removeprefix(sign)
    key, colon, value = word.replace("：", ":").partition(":")
    operator = operator_of(key) if colon else None
    if colon and operator is None:
        return []
    made = _values(operator, value.strip('"“”'), known) if operator else _names(word, known)
    whole = typed[start:end]
    found = [
        SearchOffer(text=f"{sign}{text}", hint=hint, start=start, end=end)
        for text, hint in made
        if f"{sign}{text}" != whole
    ]
    return found[:MOST]


def taken(typed: str, offer: SearchOffer) -> tuple[str, int]:
    """Return the text with an offer in it, and where the cursor stands then."""
    blank = "" if offer.goes_on or typed[offer.end : offer.end + 1].isspace() else " "
    made = typed[: offer.start] + offer.text + blank + typed[offer.end :]
    return made, offer.start + len(offer.text) + len(blank)


def _word_at(typed: str, cursor: int) -> tuple[int, int]:
    """Return where the word under the cursor begins and ends; quotes hold a word together."""
    start, quoted = 0, False
    for at, char in enumerate(typed[:cursor]):
        if char in '"“”':
            quoted = not quoted
        elif char.isspace() and not quoted:
            start = at + 1
    end = cursor
    while end < len(typed) and not typed[end].isspace():
        end += 1
    return start, end


def _names(word: str, known: Known) -> Iterator[tuple[str, str]]:
    """Offer operators of that name, and people and labels that are called so."""
    if not word:
        return
    every = [(f"{name}:", hint) for name, hint in _operators()]
    yield from _best(word, every)
    people = [(f"{tr('from')}:{_quoted(_called(one))}", one.addr) for one in known.senders]
    yield from _best(word, people, by_hint=True)
    labels = [(f"{tr('label')}:{_quoted(one)}", tr("label")) for one in known.labels]
    yield from _best(word, labels)
    members = [(f"{tr('assignee')}:{_quoted(one)}", tr("assignee")) for one in known.members]
    yield from _best(word, members)


def _values(operator: Operator, value: str, known: Known) -> Iterator[tuple[str, str]]:
    """Offer what may stand behind an operator."""
    name = dict(_keys())[operator]
    if operator in {Operator.FROM, Operator.TO}:
        every = [(_called(one), one.addr) for one in known.senders]
    elif operator is Operator.LABEL:
        every = [(one, "") for one in known.labels]
    elif operator is Operator.ASSIGNEE:
        every = [(tr("me"), ""), (tr("nobody"), ""), *((one, "") for one in known.members)]
    elif operator is Operator.IS:
        every = [(one, "") for one in _states()]
    elif operator in {Operator.BEFORE, Operator.AFTER}:
        every = [(one, "") for one in _days()]
    elif operator is Operator.HAS:
        every = [("attachment", "")]
    else:
        every = []
    for text, hint in _best(value, every, by_hint=True):
        yield f"{name}:{_quoted(text)}", hint


def _best(
    typed: str, every: Iterable[tuple[str, str]], *, by_hint: bool = False
) -> list[tuple[str, str]]:
    def said(one: tuple[str, str]) -> str:
        return f"{one[0]} {one[1]}" if by_hint else one[0]

    found = [one for one in every if matches(typed, said(one).partition(":")[2] or said(one))]
    found = [*found, *(one for one in every if one not in found and matches(typed, one[0]))]
    return sorted(found, key=lambda one: rank(typed, one[0])) if typed else found


def _quoted(name: str) -> str:
    return f'"{name}"' if _QUOTED & set(name) else name


def _called(person: Address) -> str:
    return person.name or person.addr


def _keys() -> tuple[tuple[Operator, str], ...]:
    """Return how the operators are written in the language of the window."""
    return (
        (Operator.FROM, tr("from")),
        (Operator.TO, tr("to")),
        (Operator.SUBJECT, tr("subject")),
        (Operator.BODY, tr("body")),
        (Operator.NOTE, tr("note")),
        (Operator.FILE, tr("file")),
        (Operator.LABEL, tr("label")),
        (Operator.ASSIGNEE, tr("assignee")),
        (Operator.IS, tr("is")),
        (Operator.BEFORE, tr("before")),
        (Operator.AFTER, tr("after")),
        (Operator.HAS, "has"),
    )


def _operators() -> list[tuple[str, str]]:
    hints = {
        Operator.FROM: tr("who wrote it: name or address"),
        Operator.TO: tr("to whom it went"),
        Operator.SUBJECT: tr("words of the subject"),
        Operator.BODY: tr("words of the mail"),
        Operator.NOTE: tr("words of notes and phone notes"),
        Operator.FILE: tr("name of an attachment"),
        Operator.LABEL: tr("a label, and those below it"),
        Operator.ASSIGNEE: tr("who has it"),
        Operator.IS: tr("unread, overdue, snoozed, done …"),
        Operator.BEFORE: tr("before a day: 11/3, last week"),
        Operator.AFTER: tr("from a day on: 11/3, last week"),
        Operator.HAS: tr("with an attachment"),
    }
    names = [(name, hints[operator]) for operator, name in _keys()]
    english = [
        (operator.value, hints[operator]) for operator, name in _keys() if operator.value != name
    ]
    return names + english


def _states() -> tuple[str, ...]:
    return (
        tr("unread", "state in a search"),
        tr("overdue", "state in a search"),
        tr("unassigned", "state in a search"),
        tr("mine", "state in a search"),
        tr("escalated", "state in a search"),
        tr("snoozed", "state in a search"),
        tr("waiting", "state in a search"),
        tr("done", "state in a search"),
        tr("draft", "state in a search"),
        tr("held", "state in a search"),
        tr("filtered", "state in a search"),
        tr("unreadable", "state in a search"),
    )


def _days() -> tuple[str, ...]:
    return (
        tr("today", "day in a search"),
        tr("yesterday", "day in a search"),
        tr("this-week", "day in a search"),
        tr("last-week", "day in a search"),
        tr("last-month", "day in a search"),
    )
