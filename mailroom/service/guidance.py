"""What the rules say about a case on screen: criteria, help, how a contact is handled (S14-S27).

Everything is worked out on this PC from what it knows of the case. Only that a suggestion was shown
becomes an event, once for all desks: from then on the limit of S39 runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from mailroom.domain.cases import Case, CaseStatus
from mailroom.domain.events import Event
from mailroom.domain.mails import MailPlace
from mailroom.domain.policies import criteria
from mailroom.domain.policies.contacts import Contact, contact_of
from mailroom.domain.policies.criteria import CaseFacts, Suggestion
from mailroom.domain.policies.guidance import concern_id
from mailroom.domain.policies.guidance_events import CriterionTicked
from mailroom.domain.policies.policy import Category, Policy
from mailroom.domain.query import CaseDetail
from mailroom.domain.templates.offering import covers
from mailroom.ids import CaseId, MailKey
from mailroom.service.parts import NOBODY, Parts
from mailroom.service.templates.current import current

MOST_WORDS = 5
"""Mails of the customer that are looked through, the latest ones."""

_SOMEBODY_MUST_ACT = frozenset({CaseStatus.NEW, CaseStatus.OPEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpOffer:
    """A case lies with one person for long: help is offered, nothing is counted (S27)."""

    since: datetime
    minutes: int  # business minutes


class Guidance:
    """Reads the rules for the cases of one room."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def suggestions(self, case: CaseId) -> tuple[Suggestion, ...]:
        """Return the criteria that apply to a case now; none while it is with somebody above."""
        found = self._open_case(case)
        if found is None:
            return ()
        return criteria.suggestions(self._policy, self._facts(found))

    def shown(self, case: CaseId, suggestions: Iterable[Suggestion]) -> None:
        """Note for all desks that a person was shown these; mere signs begin no limit (S39)."""
        found = self._open_case(case)
        if found is None or self._parts.store.replica.alarm()[0].read_only:
            return
        known = {concern.key for concern in found.concerns} | set(found.dismissed)
        events = [
            self._event(found, one)
            for one in suggestions
            if one.level is not None and one.rule.id not in known
        ]
        if events:
            self._parts.publish(self._parts.store.replica.append_pending(events))
            self._parts.bell.ring()

    def category(self, case: CaseId) -> Category | None:
        """Return what a case is about: by its labels, else by its words (S33)."""
        detail = self._detail(case)
        if detail is None:
            return None
        policy = self._policy
        return policy.category(criteria.category_of(policy, self._facts(detail.row.case)))

    def help_offer(self, case: CaseId) -> HelpOffer | None:
        """Return since when a case lies with this person, if it is time to offer help (S27)."""
        found = self._open_case(case)
        if found is None or found.assignee != self._parts.me.person or found.waiting_since is None:
            return None
        policy, now = self._policy, self._parts.clock.now()
        since = max(found.waiting_since, self._assigned_at(found) or found.waiting_since)
        minutes = int(policy.calendar.between(since, now, found.pauses).total_seconds() // 60)
        if not policy.offer_help_minutes or minutes < policy.offer_help_minutes:
            return None
        return HelpOffer(since=since, minutes=minutes)

    def contact(self, addr: str) -> Contact | None:
        """Return how an address is handled (S25)."""
        with self._parts.store.reads.state() as state:
            return contact_of(state, addr)

    def contacts(self) -> tuple[Contact, ...]:
        """Return every contact that something was said about, by key."""
        return self._parts.store.reads.contacts()

    def may_write_to(self, addr: str) -> bool:
        """Return whether this person writes to that address; else others are named for it."""
        me = self._parts.me.person
        with self._parts.store.reads.state() as state:
            contact = contact_of(state, addr)
            leads = {lead.id for lead in state.leads()}
        return contact is None or not contact.may_answer or me in {*contact.may_answer, *leads}

    # --- inside --------------------------------------------------------------------------------

    @property
    def _policy(self) -> Policy:
        return self._parts.store.reads.policy()

    def _detail(self, case: CaseId) -> CaseDetail | None:
        return self._parts.store.reads.detail(case, self._parts.me.person)

    def _open_case(self, case: CaseId) -> Case | None:
        detail = self._detail(case)
        if detail is None or detail.row.case.history:
            return None
        return detail.row.case if detail.row.case.status in _SOMEBODY_MUST_ACT else None

    def _facts(self, case: Case) -> CaseFacts:
        words = self._words(case)
        policy, now = self._policy, self._parts.clock.now()
        waiting = case.waiting_since
        waited = policy.calendar.between(waiting, now, case.pauses) if waiting else None
        unanswered = [one for one in words if waiting and one.facts.sent_at >= waiting] or words[
            -1:
        ]
        facts = CaseFacts(
            texts=self._texts(unanswered[-MOST_WORDS:]) if waiting else (),
            sender=case.contact.addr,
            labels=case.labels,
            waited_minutes=int(waited.total_seconds() // 60) if waited else 0,
            turns=len(words),
            level=case.level,
            dismissed=case.dismissed,
        )
        if not facts.texts:
            return facts
        category = criteria.category_of(policy, facts)
        return replace(facts, covered=covers(current(self._parts), category))

    def _words(self, case: Case) -> list[MailPlace]:
        items = self._parts.store.reads.timeline(case.id, self._parts.me.person)
        return [item.mail for item in items if item.mail is not None and item.mail.is_word]

    def _texts(self, words: Iterable[MailPlace]) -> tuple[str, ...]:
        return tuple(f"{one.facts.subject}\n{self._text(one.facts.key)}" for one in words)

    def _text(self, key: MailKey) -> str:
        body = self._parts.store.mails.body(key)
        return body.text if body is not None else ""

    def _assigned_at(self, case: Case) -> datetime | None:
        if case.assignee_version is None:
            return None
        with self._parts.store.reads.state() as state:
            entry = state.entry(case.assignee_version.event)
        return None if entry is None else entry.time

    def _event(self, case: Case, one: Suggestion) -> Event:
        return Event(
            id=concern_id(case.id, one.rule.id),
            by=NOBODY,
            desk=self._parts.me.desk,
            body=CriterionTicked(criterion=one.rule.criterion, rule=one.rule.id),
            anchor=case.anchor,
            made_at=self._parts.clock.now(),
        )
