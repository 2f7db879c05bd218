"""The rules on arrival as the window and the command line ask for them (S66).

Owns: reading, checking, saving and trying out. Trying out looks at the mail that is there and
writes nothing; what it finds can be done by hand, as a person's own events with one undo.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from mailroom.domain import commands as ask
from mailroom.domain.arrival.arrival_events import ArrivalRulesSet
from mailroom.domain.arrival.checking import RuleFinding, RuleProblem, check_rules
from mailroom.domain.arrival.firing import may_fire
from mailroom.domain.arrival.matching import Matcher
from mailroom.domain.arrival.rule import ArrivalRules, Condition, Part, Rule
from mailroom.domain.cases import Case, LabelStanding
from mailroom.domain.commands import Command
from mailroom.domain.mails import Automatic, MailPlace
from mailroom.domain.people import Address, Mailbox
from mailroom.domain.position import END
from mailroom.domain.state import State
from mailroom.domain.threads.providers import company_of
from mailroom.errors import BadInput
from mailroom.ids import CaseId, EventId, LabelId, MailKey, PersonId, RuleId
from mailroom.mail.search_text import fold
from mailroom.service.arrival.looking import Looker
from mailroom.service.handle import Asked
from mailroom.service.parts import Parts

MOST_LOOKED_AT = 10_000
"""Mails that a trial looks at, the latest ones."""

MUCH = 0.5
"""A rule that leaves out this part of all mail is worth a warning."""

Progress = Callable[[int], bool]
"""Told how many mails were looked at; returns whether to go on."""


class RulesUnsound(BadInput):
    """Rules that would not work; ``findings`` say where and why."""

    def __init__(self, findings: tuple[RuleFinding, ...]) -> None:
        super().__init__("arrival rules", findings[0].problem.value, "unsound")
        self.findings = findings


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChange:
    """One change of the rules: when, by whom, why; ``confirmed`` = seen in the team's record."""

    event: EventId
    at: datetime
    by_name: str
    reason: str
    rules: tuple[Rule, ...]
    confirmed: bool


@dataclass(slots=True, kw_only=True)
class Hit:
    """What rules would do to one case that is there; empty where it is so already."""

    case: CaseId
    number: int
    subject: str
    contact: Address
    at: datetime
    mails: int = 0
    rules: dict[RuleId, None] = field(default_factory=dict)
    labels: dict[LabelId, None] = field(default_factory=dict)
    assign: PersonId | None = None
    level: int = 0
    filters: bool = False

    @property
    def changes(self) -> bool:
        """Return whether the case would be another than it is."""
        return bool(self.labels or self.assign or self.level or self.filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What rules would do to the mail that is there.

    Attributes:
        looked_at: mails.
        met: how many of them each rule meets.
        hits: cases with a mail that some rule meets, the latest first.
        whole: false if somebody stopped it.
    """

    looked_at: int
    met: dict[RuleId, int]
    hits: tuple[Hit, ...]
    whole: bool

    @property
    def touched(self) -> tuple[Hit, ...]:
        """Return the cases that would change."""
        return tuple(hit for hit in self.hits if hit.changes)


class ArrivalRoom:
    """The rules on arrival of the team of one room."""

    def __init__(self, parts: Parts, do: Callable[[Command], Asked]) -> None:
        self._parts = parts
        self._do = do

    def current(self) -> ArrivalRules:
        """Return the rules as they are shown now."""
        with self._parts.store.reads.state() as state:
            return state.arrival_rules() or ArrivalRules()

    def history(self) -> tuple[RulesChange, ...]:
        """Return every change, the oldest first."""
        names = {row.member.id: row.member.name for row in self._parts.store.reads.members()}
        return tuple(
            RulesChange(
                event=entry.event.id,
                at=entry.time,
                by_name=names.get(entry.event.by, ""),
                reason=body.reason,
                rules=body.rules,
                confirmed=entry.position.epoch != END.epoch,
            )
            for entry in self._parts.store.roster.entries()
            if isinstance(body := entry.event.body, ArrivalRulesSet)
        )

    def mailboxes(self) -> tuple[Mailbox, ...]:
        """Return the team's mailboxes, for rules that name one."""
        return tuple(self._parts.store.reads.mailboxes())

    def name_of(self, rule: RuleId) -> str:
        """Return what a rule is called now, or was when it last was one; "" if never."""
        known = self.current().rule(rule)
        if known is not None:
            return known.name
        past = (one for change in reversed(self.history()) for one in change.rules)
        return next((one.name for one in past if one.id == rule), "")

    def left_out(self) -> dict[RuleId, int]:
        """Return how many mails lie in 除外 by each rule."""
        return self._parts.store.arrivals.left_out()

    def check(self, rules: Sequence[Rule], trial: Trial | None = None) -> tuple[RuleFinding, ...]:
        """Return what is wrong or odd with rules, errors first; a trial shows more."""
        with self._parts.store.reads.state() as state:
            found = check_rules(rules, state)
        if trial is not None and trial.whole and trial.looked_at:
            wrong = {one.rule for one in found if one.is_error}
            sound = [rule for rule in rules if rule.id not in wrong]
            found += tuple(_from_trial(sound, trial))
        return found

    def save(self, rules: Sequence[Rule], reason: str) -> Asked:
        """Set the rules, for a reason.

        Raises:
            BadInput: no reason is given.
            RulesUnsound: they would not work.
            RuleBroken: only a lead changes the rules.
        """
        if not reason.strip():
            raise BadInput("reason", "", "missing")
        errors = tuple(one for one in self.check(rules) if one.is_error)
        if errors:
            raise RulesUnsound(errors)
        return self._do(ask.SetArrivalRules(rules=tuple(rules), reason=reason.strip()))

    # --- trying out ----------------------------------------------------------------------------

    def try_out(self, rules: Sequence[Rule], progress: Progress = lambda _n: True) -> Trial:
        """Look at the mail that is there, the latest first; takes seconds, from any thread."""
        matcher = Matcher(rules, fold)
        looker = Looker(self._parts.store.mails, rules)
        met = {rule.id: 0 for rule in rules}
        hits: dict[CaseId, Hit] = {}
        looked_at, whole = 0, True
        with self._parts.store.reads.state() as state:
            for place, case in self._parts.store.arrivals.inbound(MOST_LOOKED_AT):
                if self._parts.stopping.is_set() or not progress(looked_at):
                    whole = False
                    break
                looked_at += 1
                if place.internal:
                    continue
                found = matcher.met(looker.look(place.facts, case, state))
                for rule in found:
                    met[rule.id] += 1
                if found:
                    hit = hits.setdefault(case.id, _hit(case))
                    _add(hit, case, place, found, state)
        return Trial(looked_at=looked_at, met=met, hits=tuple(hits.values()), whole=whole)

    def commands(self, hits: Iterable[Hit]) -> tuple[Command, ...]:
        """Return what a person asks for who does by hand what a trial found."""
        asked: list[Command] = []
        for hit in hits:
            detail = self._parts.store.reads.detail(hit.case, self._parts.me.person)
            shown = None if detail is None else detail.seen
            asked += (ask.PutLabel(case=hit.case, shown=shown, label=one) for one in hit.labels)
            if hit.assign is not None:
                asked.append(ask.Assign(case=hit.case, shown=shown, person=hit.assign))
            if hit.level:
                asked.append(ask.SetLevel(case=hit.case, shown=shown, level=hit.level))
            if hit.filters:
                asked.append(ask.Filter(case=hit.case, shown=shown))
        return tuple(asked)

    def draft_from(self, mail: MailKey) -> Rule:
        """Return a rule that means mails like this one, for somebody to go on with.

        By the sender's domain, or the address where a provider gives everybody one; by the list
        for a newsletter. What is done is left open.
        """
        with self._parts.store.reads.state() as state:
            place = state.mail(mail)
        if place is None:
            return Rule(id=new_rule_id(), name="")
        facts = place.facts
        addr, company = facts.sender.addr, company_of(facts.sender.addr)
        who = addr if company is None else f"@{company}"
        conditions = [Condition(part=Part.SENDER, words=(who,))] if addr else []
        if facts.automatic is Automatic.LIST:
            conditions.append(Condition(part=Part.LIST))
        name = facts.sender.name or who or facts.subject
        return Rule(id=new_rule_id(), name=name, conditions=tuple(conditions))


def new_rule_id() -> RuleId:
    """Return a fresh id for a rule."""
    return RuleId(secrets.token_hex(6))


def _hit(case: Case) -> Hit:
    return Hit(
        case=case.id,
        number=case.number,
        subject=case.subject,
        contact=case.contact,
        at=case.last_at,
    )


def _add(hit: Hit, case: Case, place: MailPlace, rules: Iterable[Rule], state: State) -> None:
    """Note what rules would change of a case; what is so already changes nothing."""
    hit.mails += 1
    for rule in rules:
        hit.rules[rule.id] = None
        for label in rule.labels:
            known = state.label(label)
            if label not in case.labels and known and known.standing is LabelStanding.IN_USE:
                hit.labels[label] = None
        if rule.assign and case.assignee is None and hit.assign is None and not case.closed:
            hit.assign = rule.assign[0]
        if rule.level > max(case.level, hit.level):
            hit.level = rule.level
        may = may_fire(place) or place.facts.history
        if rule.filters and may and not case.filtered and case.mail_count == 1:
            hit.filters = True


def _from_trial(rules: Sequence[Rule], trial: Trial) -> Iterable[RuleFinding]:
    for rule in rules:
        met = trial.met.get(rule.id, 0)
        if rule.active and rule.filters and met >= max(MUCH * trial.looked_at, 2):
            yield RuleFinding(problem=RuleProblem.FILTERS_ALL, rule=rule.id, what=str(met))
        if rule.active and not met:
            yield RuleFinding(problem=RuleProblem.NEVER_MET, rule=rule.id)


def switched(rules: Iterable[Rule], rule: RuleId, *, on: bool) -> tuple[Rule, ...]:
    """Return the rules with one of them switched on or off."""
    return tuple(replace(one, active=on) if one.id == rule else one for one in rules)
