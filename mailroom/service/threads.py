"""Which mail lies where and why, and what looks as if it belonged together (N18)."""

from __future__ import annotations

import re

from mailroom.domain.cases import Case
from mailroom.domain.mails import Direction
from mailroom.domain.people import Address
from mailroom.domain.query import CaseQuery
from mailroom.domain.threads.customer import passed_on
from mailroom.domain.threads.summary import is_own_copy
from mailroom.domain.threads.why import Alternative, Likeness, WhyHere, alike, why_here
from mailroom.domain.turn import live_case
from mailroom.ids import CaseId, MailKey
from mailroom.mail.reading.parsed import header_of, of_headers
from mailroom.service.parts import Parts

MOST_ALIKE = 5
_LONGEST_NUMBER = 10  # digits
_LOOKED_AT = 30  # other cases of a customer whose subjects are compared
_NUMBER = re.compile(r"[A-Z]{0,4}-?[0-9][0-9-]{4,}[0-9]", re.IGNORECASE)


class Threads:
    """Explains and suggests; joining is a command."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def why(self, key: MailKey) -> WhyHere | None:
        """Return why a mail lies in its case, and where else it might lie."""
        with self._parts.store.reads.state() as state:
            return why_here(state, key)

    def find(self, words: str, limit: int) -> list[CaseId]:
        """Return cases by their number or by searching, the case of that number first."""
        number = words.removeprefix("#")
        found: list[CaseId] = []
        if number.isascii() and number.isdecimal() and len(number) < _LONGEST_NUMBER:
            with self._parts.store.reads.state() as state:
                case = state.case_by_number(int(number))
                found = [] if case is None else [case.id]
        query = CaseQuery(text=words, limit=limit)
        return [*found, *self._parts.store.reads.case_ids(query, self._parts.me.person)]

    def customer_inside(self, key: MailKey) -> tuple[Address, bool] | None:
        """Return who wrote the mail that this one passes on, if it does.

        True beside it says that one of us passed it on: then that person is the customer.
        """
        with self._parts.store.reads.state() as state:
            place = state.mail(key)
            if place is None or place.facts.forwarded is None:
                return None
            return place.facts.forwarded, passed_on(state, place.facts)

    def sent_elsewhere(self, key: MailKey) -> str | None:
        """Return the Sender of a mail of ours that Mailroom did not send; None for others (N15).

        "" without that field: From says all there is. Mail from before the team began says nothing.
        """
        with self._parts.store.reads.state() as state:
            place = state.mail(key)
            if place is None or place.facts.history or not place.is_ours:
                return None
            if place.facts.direction is not Direction.OUTBOUND or is_own_copy(state, place.facts):
                return None
        raw = self._parts.store.mails.raw(key)
        sender = of_headers(header_of(raw).headers).sender if raw is not None else ()
        return sender[0][1].lower() if sender else ""

    def alike(self, case: CaseId) -> tuple[Alternative, ...]:
        """Return cases that may be about the same matter; none that were waved away here."""
        with self._parts.store.reads.state() as state:
            mine = live_case(state, case)
            if mine is None:
                return ()
            found = list(alike(state, mine))
            others = (live_case(state, one) for one in self._of_customer(mine))
            found += [
                Alternative(case=other.id, likeness=Likeness.NUMBER)
                for other in others
                if other is not None and _share_a_number(mine, other)
            ]
            known = {mine.id, *mine.related}
            first = {one.case: one for one in reversed(found) if one.case not in known}
            kept = [one for one in found if first.get(one.case) is one]
            return tuple(one for one in kept if not self._is_unlike(case, one.case))[:MOST_ALIKE]

    def wave_away(self, case: CaseId, other: CaseId) -> None:
        """Suggest these two to nobody at this PC again."""
        self._parts.store.marks.set_setting(_unlike(case, other), True)

    def _of_customer(self, case: Case) -> list[CaseId]:
        if not _NUMBER.search(case.subject) or not case.contact.addr:
            return []
        return list(self._parts.store.contacts.page(case.contact.addr).cases)[:_LOOKED_AT]

    def _is_unlike(self, case: CaseId, other: CaseId) -> bool:
        return self._parts.store.marks.setting(_unlike(case, other)) is True


def _share_a_number(one: Case, other: Case) -> bool:
    """Return whether the same long number stands in both subjects: of an order, of a customer."""
    return bool(_numbers(one.subject) & _numbers(other.subject))


def _numbers(subject: str) -> set[str]:
    return {found.upper() for found in _NUMBER.findall(subject)}


def _unlike(case: CaseId, other: CaseId) -> str:
    return "unlike:" + ":".join(sorted((case, other)))
