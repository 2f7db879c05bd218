"""Saying which rules a new mail meets: once for the team, by whichever desk is first (rule 2).

The desk that announces a mail says it in the same breath, so that nobody sees the mail before its
rules have acted. What another desk announced is looked at again a little later, in case that desk
had an older program or not the mail's text. What lies behind this desk's own line fires nothing:
not the first reading of the journal, not history. Mail that came while no PC was on is announced,
and so looked at, when somebody is there again.
"""

from __future__ import annotations

from datetime import timedelta

from mailroom import logging
from mailroom.domain.arrival.arrival_events import RulesFired
from mailroom.domain.arrival.firing import may_fire
from mailroom.domain.arrival.matching import Matcher
from mailroom.domain.arrival.rule import ArrivalRules
from mailroom.domain.events import Event, MailArrived, Placed
from mailroom.domain.fold import apply
from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.overlay import Overlay
from mailroom.domain.position import END, Position
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import mail_arrived_id, rules_fired_id
from mailroom.mail.search_text import fold
from mailroom.service.arrival.looking import Looker
from mailroom.service.parts import NOBODY, Parts
from mailroom.store.reading.arrivals import Arrival

_log = logging.topic("service")

LATER = timedelta(minutes=2)  # then another desk looks, too
TOO_LATE = timedelta(days=1)  # people have worked with it by then
_LOOK_EVERY = 20.0  # seconds
_AT_ONCE = 500
_DONE_UP_TO = "rules_done_up_to"  # name of a setting: a position


class RuleFinder:
    """Looks at every mail that is announced."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._ready: tuple[ArrivalRules, Matcher, Looker] | None = None

    def event_for(self, facts: MailFacts) -> Event | None:
        """Return what the rules in force do with a mail, if they do anything.

        A mail that is not announced yet is looked at where it would lie.
        """
        if facts.history or facts.direction is not Direction.INBOUND:
            return None
        with self._parts.store.reads.state() as state:
            rules = state.arrival_rules()
            if rules is None or not rules.active:
                return None
            view = self._foreseen(state, facts)
            place = view.mail(facts.key)
            if place is None or place.firing is not None or not may_fire(place):
                return None
            if place.position < rules.since:
                return None
            matcher, looker = self._prepared(rules)
            met = matcher.met(looker.look(facts, case_at(view, facts.key), view))
        if not met:
            return None
        named = tuple(rule.id for rule in met)
        return Event(
            id=rules_fired_id(rules.version, facts.key),
            by=NOBODY,
            desk=self._parts.me.desk,
            body=RulesFired(mail=facts.key, version=rules.version, rules=named),
            anchor=facts.key,
            made_at=self._parts.clock.now(),
        )

    def _prepared(self, rules: ArrivalRules) -> tuple[Matcher, Looker]:
        if self._ready is None or self._ready[0] is not rules:
            looker = Looker(self._parts.store.mails, rules.active)
            self._ready = rules, Matcher(rules.active, fold), looker
        return self._ready[1:]

    def _foreseen(self, state: State, facts: MailFacts) -> State:
        """Return the state in which the mail is announced."""
        if state.mail(facts.key) is not None:
            return state
        view, now = Overlay(state), self._parts.clock.now()
        event = Event(
            id=mail_arrived_id(facts.key),
            by=NOBODY,
            desk=self._parts.me.desk,
            body=MailArrived(mail=facts),
            made_at=now,
        )
        apply(view, Placed(event=event, position=END, time=now))
        return view


class RuleWatch:
    """Looks again at what other desks announced; used by the engine's thread."""

    def __init__(self, parts: Parts, finder: RuleFinder) -> None:
        self._parts = parts
        self._finder = finder
        self._look_at = 0.0
        self._has_begun = False

    def begin(self) -> None:
        """Draw this desk's line once it has read the journal for the first time."""
        if self._has_begun or self._parts.store.reads.team() is None:
            return
        self._has_begun = True
        if self._parts.store.marks.setting(_DONE_UP_TO) is None:
            self._note(self._parts.store.replica.cursor().head)

    def turn(self) -> bool:
        """Queue what nobody has said yet; return whether there was anything."""
        now = self._parts.clock.monotonic()
        if now < self._look_at or not self._has_begun:
            return False
        self._look_at = now + _LOOK_EVERY
        arrivals = self._parts.store.arrivals.after(self._line(), _AT_ONCE)
        due = self._due(arrivals)
        events = [event for one in due if (event := self._look(one)) is not None]
        if events:
            self._parts.publish(self._parts.store.replica.append_pending(events))
            _log.info("rules fired for %d mails that another desk announced", len(events))
        if due:
            self._note(due[-1].position)
        if len(due) == _AT_ONCE:
            self._look_at = now  # there is more
        return bool(events)

    def _due(self, arrivals: tuple[Arrival, ...]) -> tuple[Arrival, ...]:
        """Return what comes before the first one that it is too early for."""
        ready = self._parts.clock.now() - LATER
        for at, one in enumerate(arrivals):
            if one.time > ready and one.desk != self._parts.me.desk:
                return arrivals[:at]
        return arrivals

    def _look(self, arrival: Arrival) -> Event | None:
        late = self._parts.clock.now() - arrival.time > TOO_LATE
        if arrival.history or late or arrival.desk == self._parts.me.desk:
            return None
        facts = self._parts.store.mails.facts(arrival.mail)  # with its text, if it is here
        return None if facts is None else self._finder.event_for(facts)

    def _line(self) -> Position:
        line = self._parts.store.marks.setting(_DONE_UP_TO)
        return Position(*(int(str(number)) for number in line)) if isinstance(line, list) else END

    def _note(self, position: Position) -> None:
        self._parts.store.marks.set_setting(_DONE_UP_TO, list(position))
