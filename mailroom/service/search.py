"""What the search field needs: a search understood, where its words stand, whom one may mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo

from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery, MailBody, TimelineItem, View
from mailroom.domain.search.hits import Hit
from mailroom.domain.search.terms import Scope, Search
from mailroom.ids import CaseId, EventId, MailKey
from mailroom.mail.search_text import find_spans
from mailroom.service.parts import Parts
from mailroom.store.searching.notes_index import words_of

_BEFORE, _LONGEST = 18, 120
_SENDERS_FROM = 400
"""So many of the newest cases say whom a search may name."""


class CaseSearch:
    """Searches for the person at this desk; short reads, from any thread."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def understood(self, text: str, zone: tzinfo | None = None) -> Search:
        """Return what was typed, with what of it was not understood."""
        return self._parts.store.reads.understood(text, self._parts.me.person, zone)

    def case_ids(
        self,
        query: CaseQuery,
        *,
        zone: tzinfo | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> list[CaseId]:
        """Return the cases of a query; fewer once ``stopped`` says that nobody waits for them."""
        reads, me = self._parts.store.reads, self._parts.me.person
        return reads.case_ids(query, me, zone=zone, stopped=stopped)

    def elsewhere(self, query: CaseQuery, zone: tzinfo | None = None) -> dict[View, int]:
        """Return where else the same words lead to cases, and to how many."""
        found = {
            view: len(self.case_ids(replace(query, view=view, limit=None), zone=zone))
            for view in (View.ALL, View.FILTERED)
            if view is not query.view
        }
        return {view: count for view, count in found.items() if count}

    def first_hits(
        self, cases: Iterable[CaseId], text: str, stopped: Callable[[], bool] = lambda: False
    ) -> dict[CaseId, Hit]:
        """Return for each case the text that shows best why it was found."""
        search = self.understood(text)
        hits: dict[CaseId, Hit] = {}
        for case in cases:
            if stopped():
                break
            found = max(self._hits(case, search), key=_worth, default=None)
            if found is not None:
                hits[case] = found
        return hits

    def hits(self, case: CaseId, text: str) -> tuple[Hit, ...]:
        """Return everything in a case that holds words of a search, in order of the timeline."""
        return tuple(self._hits(case, self.understood(text)))

    def senders(self) -> tuple[Address, ...]:
        """Return who wrote in the newest cases, each once, the latest first."""
        reads, me = self._parts.store.reads, self._parts.me.person
        ids = reads.case_ids(CaseQuery(view=View.ALL, limit=_SENDERS_FROM), me)
        contacts = (row.case.contact for row in reads.rows(ids, me))
        found = {contact.addr: contact for contact in contacts if contact.addr}
        return tuple(found.values())

    def _hits(self, case: CaseId, search: Search) -> Iterator[Hit]:
        if search.words:
            for item in self._parts.store.reads.timeline(case, self._parts.me.person):
                yield from self._of_item(item, search)

    def _of_item(self, item: TimelineItem, search: Search) -> Iterator[Hit]:
        if item.mail is not None:
            body = self._parts.store.mails.body(item.mail.facts.key)
            for scope, text in _texts(body) if body is not None else ():
                yield from _hit(scope, text, search, mail=item.mail.facts.key)
        elif item.event is not None:
            yield from _hit(Scope.NOTE, words_of(item.event), search, event=item.event.id)


def _texts(body: MailBody) -> Iterator[tuple[Scope, str]]:
    yield Scope.SUBJECT, body.subject
    yield Scope.FROM, _named(body.sender)
    yield Scope.BODY, body.text
    yield Scope.FILE, ", ".join(one.filename for one in body.attachments)
    yield Scope.TO, ", ".join(map(_named, (*body.to, *body.cc)))
    yield Scope.BODY, body.quoted


def _named(person: Address) -> str:
    return f"{person.name} <{person.addr}>" if person.name else person.addr


def _hit(
    scope: Scope,
    text: str,
    search: Search,
    *,
    mail: MailKey | None = None,
    event: EventId | None = None,
) -> Iterator[Hit]:
    wanted = [term.text for term in search.words if term.scope in {scope, Scope.ANYWHERE}]
    spans = find_spans(text, wanted) if wanted and text else ()
    if spans:
        words, shown = _piece(text, spans)
        yield Hit(scope=scope, mail=mail, event=event, words=words, spans=shown)


def _piece(
    text: str, spans: tuple[tuple[int, int], ...]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return what stands around the first words in one line, and where words lie in it."""
    start = max(0, spans[0][0] - _BEFORE)
    cut = text[start : start + _LONGEST]
    words = "…" if start else ""
    places: list[int] = []  # of each character of the cut, where it stands in the words
    for char in cut:
        blank = char.isspace()
        places.append(len(words))
        words += "" if blank and words.endswith((" ", "…")) else " " if blank else char
    places.append(len(words))
    shown = [
        (places[one - start], places[other - start])
        for one, other in spans
        if start <= one and other - start < len(places)
    ]
    return words.rstrip(), tuple((one, other) for one, other in shown if one < other)


def _worth(hit: Hit) -> tuple[int, int]:
    """Prefer what shows more of the words, and texts over subjects that the row shows anyway."""
    preferred = (Scope.TO, Scope.FROM, Scope.SUBJECT, Scope.FILE, Scope.NOTE, Scope.BODY)
    return len(hit.spans), preferred.index(hit.scope)
