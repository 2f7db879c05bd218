"""Labels that nest and rules on arrival: what people set, and what desks say rules do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from mailroom.domain import commands as ask
from mailroom.domain.arrival.arrival_events import ArrivalRulesSet, RulesFired
from mailroom.domain.arrival.rule import ArrivalRules, Condition, Part, Rule
from mailroom.domain.cases import Label, LabelStanding
from mailroom.domain.commands import Command
from mailroom.domain.events import Event, LabelSet
from mailroom.domain.mails import Direction, MailFacts
from mailroom.ids import EventId, LabelId, PersonId, RuleId, digest, rules_fired_id

if TYPE_CHECKING:
    from tests.replication.simulator.clicks import Hand
    from tests.replication.simulator.desk import Desk

_NESTED = tuple(LabelId(f"段{n}") for n in range(4))
_YES = Condition(part=Part.SUBJECT, words=("返品",))


def beginning() -> Iterator[LabelSet | ArrivalRulesSet]:
    """Yield what a team begins with: labels of three levels, and rules."""
    above: LabelId | None = None
    for label in _NESTED[:3]:
        yield LabelSet(label=Label(id=label, name=label, parent=above))
        above = label
    rule = Rule(id=RuleId("1"), name="仕分け", conditions=(_YES,), labels=(_NESTED[0],))
    others = (replace(rule, id=RuleId(name), name=name) for name in ("2", "3"))
    yield ArrivalRulesSet(rules=(rule, *others))


def set_rules(hand: Hand) -> Command:
    """Set the rules on arrival; sometimes such as no desk can take."""
    label, choice = LabelId("返品"), hand.choice
    rules = (
        Rule(id=RuleId("1"), name="仕分け", conditions=(_YES,), labels=(label,), level=choice % 4),
        Rule(id=RuleId("2"), name="担当", conditions=(_YES,), assign=(hand.anybody(),)),
        Rule(id=RuleId("3"), name="除外", conditions=(_YES,), filters=True, stops=choice % 2 == 0),
    )
    broken = choice % 3 == 0
    return ask.SetArrivalRules(rules=(*rules, rules[0]) if broken else rules, reason="仕分け")


def set_label(hand: Hand) -> Command:
    """Make or move a label, retire or delete it; sometimes where it cannot lie."""
    choice = hand.choice
    label = _NESTED[choice // 4 % len(_NESTED)]
    parent: LabelId | None = (*_NESTED, None)[choice // 16 % (len(_NESTED) + 1)]
    standing = LabelStanding.IN_USE
    match choice % 4:
        case 0:
            label, parent = _NESTED[3], _NESTED[2]  # one level too many
        case 1:
            label, parent, standing = _NESTED[0], None, LabelStanding.DELETED  # not empty
        case 2:
            standing = tuple(LabelStanding)[choice // 80 % len(LabelStanding)]
    name = "段" if choice % 11 else " "
    return ask.SetLabel(label=Label(id=label, name=name, parent=parent, standing=standing))


def fired(desk: Desk, mail: MailFacts) -> Iterator[Event]:
    """Yield which rules a mail meets, as this desk sees it: two desks may see different ones.

    Now and then it is a desk that does not look closely: it says so of old mail, or names rules
    that do not follow each other.
    """
    rules = desk.replica.state.arrival_rules() or ArrivalRules()
    place = desk.replica.state.mail(mail.key)
    known = place is not None and (place.firing is not None or place.position < rules.since)
    if mail.direction is not Direction.INBOUND or known or not rules.version:
        return
    number = int(digest(mail.key, desk.seat.desk)[:6], 16)
    if number % 4 == 0 or (mail.history and number % 3):
        return
    named = ((RuleId("1"),), (RuleId("1"), RuleId("2")), (RuleId("3"),))
    found = named[number // 4 % 3] if number % 17 else (RuleId("3"), RuleId("1"))
    version = EventId("older") if number % 13 == 0 else rules.version
    yield Event(
        id=rules_fired_id(version, mail.key),
        by=PersonId(""),
        desk=desk.seat.desk,
        body=RulesFired(mail=mail.key, version=version, rules=found),
        anchor=mail.key,
        made_at=desk.clock.now(),
    )


def look_again(desk: Desk) -> None:
    """Say it of what another desk has announced, too."""
    state = desk.replica.state
    late = [mail for mail in desk.mails.values() if state.mail(mail.key) is not None]
    desk.replica.append_pending([event for mail in late for event in fired(desk, mail)])
