"""What the rules on arrival do to a case, judged at the position of their event (S66, N16, N19).

Owns: when they may act, and what a case looks like because of the rules that fired for its mails.
They act once per mail, on mail that came after they were set, never on history or on what belongs
to an escalation, and never against what a person did: a label that was taken off stays off, who
was assigned stays, a level that was set stays, and a case that somebody has touched is not left
out. No action makes a mail arrive, so rules cannot set each other off.

While a case is untouched, what rules did to it follows from the set of its mails (like the rest of
it, rule 25); afterwards each mail that joins adds to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import assert_never

from mailroom.domain.arrival.arrival_events import (
    ArrivalBody,
    ArrivalRulesSet,
    FiringUndone,
    RulesFired,
)
from mailroom.domain.arrival.rule import NO_RULE, ArrivalRules, Fired, Firing, Rule
from mailroom.domain.cases import Case, FieldVersion, LabelStanding
from mailroom.domain.fields import label_version, with_label, without_label
from mailroom.domain.mails import Automatic, Direction, MailPlace
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.turn import PLAIN, Flags, Turn, is_away, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailKey, PersonId, RuleId, digest, rules_fired_id

MOST_RULES = 300
_SAYS_NOTHING = frozenset({Automatic.REPLY, Automatic.BOUNCE})


def judge_arrival(turn: Turn, body: ArrivalBody) -> Flags:
    """Judge an event about rules on arrival."""
    match body:
        case ArrivalRulesSet():
            _set_rules(turn, body.rules)
        case RulesFired():
            _fire(turn, body)
        case FiringUndone():
            _undo(turn, body)
        case _:
            assert_never(body)
    return PLAIN


def ruled_anew(case: Case, mails: Iterable[MailPlace]) -> Case:
    """Return an untouched case as the rules that fired for this set of mails have made it."""
    mails = list(mails)
    told = replace(
        case,
        labels=(),
        label_versions=(),
        assignee=None,
        assignee_was=None,
        assignee_version=None,
        level=1,
        level_was=1,
        level_version=None,
    )
    firings = [mail.firing for mail in mails if mail.firing is not None]
    for firing in sorted(firings, key=lambda one: one.at):
        told = _with_firing(told, firing)
    told = replace(
        told,
        assignee_version=_no_earlier(told.assignee_version, case.assignee_version),
        level_version=_no_earlier(told.level_version, case.level_version),
    )
    return left_out(told, mails)


def _no_earlier(version: FieldVersion | None, known: FieldVersion | None) -> FieldVersion | None:
    """Rule 19: a case that joined another must still be seen, however often it is told anew."""
    if version is None or known is None or known.at <= version.at:
        return version
    return replace(version, at=known.at, desk=known.desk)


def ruled(case: Case, mail: MailPlace) -> Case:
    """Return a touched case after a mail for which rules had fired was moved into it."""
    return case if mail.firing is None else _with_firing(case, mail.firing)


def left_out(case: Case, mails: Iterable[MailPlace]) -> Case:
    """Return an untouched case in 除外 if rules leave out all that was said in it, else not."""
    said = [mail for mail in mails if mail.facts.automatic not in _SAYS_NOTHING]
    by = [None if mail.firing is None else mail.firing.filter_rule for mail in said]
    rule = next(iter(by), None) if None not in by else None
    return replace(case, filtered=rule is not None, filter_rule=rule or NO_RULE)


def shown_again(case: Case, mail: MailPlace) -> Case:
    """Return the case back from where a rule put it, if this mail is more than the rule saw."""
    left = mail.firing is not None and mail.firing.filter_rule is not None
    if not case.filter_rule or left or mail.facts.automatic in _SAYS_NOTHING:
        return case
    return replace(case, filtered=False, filter_rule=NO_RULE)


# --- judging --------------------------------------------------------------------------------------


def _set_rules(turn: Turn, rules: tuple[Rule, ...]) -> None:
    turn.actor()
    if not turn.is_lead():
        refuse(Reason.NOT_LEAD)
    named = all(rule.id and rule.name.strip() for rule in rules)
    if not named or len({rule.id for rule in rules}) != len(rules) or len(rules) > MOST_RULES:
        refuse(Reason.INVALID)
    turn.state.put(ArrivalRules(rules=rules, version=turn.event.id, since=turn.position))


def _fire(turn: Turn, body: RulesFired) -> None:
    """Let the rules that a desk found act on the case in which the mail lies now."""
    arrival = turn.state.arrival_rules() or ArrivalRules()
    if turn.event.by or turn.event.id != rules_fired_id(body.version, body.mail):
        refuse(Reason.INVALID)
    place = turn.state.mail(body.mail)
    if place is None or turn.anchor != body.mail:
        refuse(Reason.UNKNOWN_ANCHOR)
    if body.version != arrival.version or place.position < arrival.since:
        refuse(Reason.NOT_STANDING)
    if not may_fire(place):
        refuse(Reason.INVALID)
    rules = _met(arrival, body.rules)
    case = turn.case()
    fired = tuple(_effect(turn, case, rule, body.mail) for rule in rules)
    firing = Firing(
        event=turn.event.id,
        at=turn.position,
        desk=turn.event.desk,
        rules=_without_repeats(fired),
    )
    turn.state.put(replace(place, firing=firing))
    case = _with_firing(case, firing)
    turn.put_case(case if case.touched else left_out(case, turn.state.mails_of(case.id)))


def may_fire(place: MailPlace) -> bool:
    """Return whether rules look at such a mail at all: new, from outside, not of an escalation."""
    facts = place.facts
    return facts.direction is Direction.INBOUND and not facts.history and not place.internal


def _met(arrival: ArrivalRules, named: Sequence[RuleId]) -> tuple[Rule, ...]:
    """Return the rules that were named, if a desk could have found them: in order, none stopped."""
    rules = tuple(rule for rule in arrival.active if rule.id in named)
    in_order = tuple(rule.id for rule in rules) == tuple(named)
    if not rules or not in_order or any(rule.stops for rule in rules[:-1]):
        refuse(Reason.INVALID)
    return rules


def _effect(turn: Turn, case: Case, rule: Rule, mail: MailKey) -> Fired:
    """Return what a rule does to this case as it stands."""
    known = {label: turn.state.label(label) for label in rule.labels}
    policy = turn.state.policy() or DEFAULT_POLICY
    highest = max((level.number for level in policy.levels), default=1)
    return Fired(
        rule=rule.id,
        name=rule.name,
        labels=tuple(
            id_
            for id_, label in known.items()
            if label is not None
            and label.standing is LabelStanding.IN_USE
            and label_version(case, id_) is None
        ),
        assigned=None if case.assignee_version is not None else _assignee(turn, rule, mail),
        level=min(rule.level, highest) if case.level_version is None else 0,
        filters=rule.filters and not case.touched,
    )


def _assignee(turn: Turn, rule: Rule, mail: MailKey) -> PersonId | None:
    """Return whose turn it is: by the mail, so that every desk names the same one."""
    members = [turn.state.member(person) for person in rule.assign]
    stay = [member.id for member in members if member is not None and not member.left]
    there = [person for person in stay if not is_away(turn.state, person, turn.time)]
    chosen = there or stay
    return chosen[int(digest("turn", mail)[:8], 16) % len(chosen)] if chosen else None


def _without_repeats(fired: Sequence[Fired]) -> tuple[Fired, ...]:
    """Return what each rule changed: what an earlier one did already is not its doing."""
    done: list[Fired] = []
    for one in fired:
        labels = {label for before in done for label in before.labels}
        level = max((before.level for before in done), default=1)
        done.append(
            replace(
                one,
                labels=tuple(label for label in one.labels if label not in labels),
                assigned=None if any(before.assigned for before in done) else one.assigned,
                level=one.level if one.level > level else 0,
                filters=one.filters and not any(before.filters for before in done),
            )
        )
    return tuple(done)


def _with_firing(case: Case, firing: Firing) -> Case:
    """Return the case after rules fired, as far as nothing else was said before."""
    version = FieldVersion(at=firing.at, desk=firing.desk, event=firing.event)
    for fired in firing.rules:
        for label in fired.labels:
            if label_version(case, label) is None:
                case = with_label(case, label, firing.at, firing.event)
        if fired.assigned is not None and case.assignee_version is None:
            case = replace(case, assignee=fired.assigned, assignee_version=version)
        by_rule = case.level_version is None or not case.touched
        if fired.level > case.level and by_rule:
            case = replace(case, level=fired.level, level_was=case.level_was, level_version=version)
    return case


# --- taking it back -------------------------------------------------------------------------------


def _undo(turn: Turn, body: FiringUndone) -> None:
    """Rule 20: what still stands of it goes; somebody's touch keeps it from coming back."""
    turn.actor()
    entry = turn.state.entry(body.firing)
    fired = None if entry is None or not entry.verdict.accepted else entry.event.body
    if not isinstance(fired, RulesFired) or turn.anchor != fired.mail:
        refuse(Reason.NOT_STANDING)
    before = turn.case()
    case = _without_firing(turn, before, body)
    place = turn.state.mail(fired.mail)
    firing = None if place is None else place.firing
    if firing is not None and firing.filter_rule is not None and case.filter_rule:
        case = replace(case, filtered=False, filter_rule=NO_RULE, status_version=turn.version)
    if case is before:
        refuse(Reason.NOT_STANDING)
    turn.put_case(case)


def _without_firing(turn: Turn, case: Case, body: FiringUndone) -> Case:
    for label, _at, event in case.label_versions:
        if event == body.firing and label in case.labels:
            case = without_label(case, label, turn.position, turn.event.id)
    if case.assignee_version is not None and case.assignee_version.event == body.firing:
        case = replace(
            case,
            assignee=None,
            assignee_was=case.assignee,
            assignee_version=turn.version,
            handed=None,
        )
    if case.level_version is not None and case.level_version.event == body.firing:
        case = replace(case, level=case.level_was, level_was=case.level, level_version=turn.version)
    return case
