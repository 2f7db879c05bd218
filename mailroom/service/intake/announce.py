"""Telling the team what lies in the mailbox (rule 22): each mail once, by whichever desk is first.

Owns which mails are announced when: the present by rank, old mail by one desk under a lease. Must
not fetch mail.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from mailroom import logging
from mailroom.domain.events import Body, Event, HistoryClaimed, HistoryImported, MailArrived
from mailroom.domain.mails import MailFacts
from mailroom.domain.people import Team
from mailroom.domain.team import IMPORT_LEASE
from mailroom.ids import EventId, mail_arrived_id, new_event_id
from mailroom.service.answers import AnswerFinder
from mailroom.service.arrival.finding import RuleFinder
from mailroom.service.parts import NOBODY, Parts

_log = logging.topic("service")
HISTORY_AT_ONCE = 500
_QUEUED_AT_ONCE = 50  # in one commit: people write between two
SECONDS_PER_RANK = 0.7
_LAST_RANK = 6  # nobody waits longer, however large the team
_LOOKED = "caseless-looked-for"  # name of a setting: when, and in which epoch
_NEVER = datetime.min.replace(tzinfo=UTC)


class Announcer:
    """Turns stored mail into ``MailArrived`` events; used by the engine's thread."""

    def __init__(self, parts: Parts, answers: AnswerFinder, rules: RuleFinder) -> None:
        self._parts = parts
        self._mails = parts.store.mails
        self._replica = parts.store.replica
        self._answers = answers
        self._rules = rules
        self._asked: datetime | None = _NEVER

    def announce_present(self) -> int:
        """Queue the announcement of every mail that came since the founding; return how many.

        When the import is over, old mail that turns up late (it could not be read before) goes too.
        """
        team = self._parts.store.reads.team()
        if team is None:
            return 0
        total = 0
        only = None if team.history_done else False
        while facts := self._parts.store.unannounced(HISTORY_AT_ONCE, history=only):
            self._queue(facts)
            total += len(facts)
        return total

    def look_for_caseless(self) -> int:
        """Look for mail that no case holds, and let it be announced; return how much there is.

        Once a day, and in every new order of the journal (S54).
        """
        marks, head = self._parts.store.marks, self._replica.cursor().head
        today = f"{self._parts.clock.now().date()} {head.epoch}"
        if marks.setting(_LOOKED) == today:
            return 0
        lost = self._parts.store.look_for_caseless()
        marks.set_setting(_LOOKED, today)
        if lost:
            _log.warning("%d mails lay in no case: they are announced again", lost)
        return lost

    def announce_history(self) -> bool:
        """Queue the next batch of old mail, if it is this desk's to do; return whether it was.

        The first desk that comes asks for the lease; one that falls silent is relieved.
        """
        team = self._parts.store.reads.team()
        if team is None or team.history_done:
            return False
        if team.history_desk != self._parts.me.desk:
            if team.history_desk is not None and not self._is_silent(team):
                return False
            if self._asked == team.history_time:
                return False  # asked already and refused: somebody was quicker
            self._asked = team.history_time
            self._say(HistoryClaimed())
            return True
        facts = self._parts.store.unannounced(HISTORY_AT_ONCE, history=True)
        if facts:
            self._queue(facts)
        else:
            self._say(HistoryImported())
            _log.info("all old mail is announced")
        return True

    def rank_delay(self) -> float:
        """Return how long this desk waits before it announces, so that mostly one does."""
        desks = sorted(desk.id for desk in self._parts.store.reads.desks())
        me = self._parts.me.desk
        rank = desks.index(me) if me in desks else len(desks)
        return min(rank, _LAST_RANK) * SECONDS_PER_RANK

    def _queue(self, facts: Sequence[MailFacts]) -> None:
        for at in range(0, len(facts), _QUEUED_AT_ONCE):
            events: list[Event] = []
            for one in facts[at : at + _QUEUED_AT_ONCE]:
                events.append(self._event(MailArrived(mail=one), mail_arrived_id(one.key)))
                answers = self._answers.events_for(one)
                fired = None if answers else self._rules.event_for(one)
                events += answers if fired is None else (fired,)
            self._parts.publish(self._replica.append_pending(events))
        self._mails.mark_announced(one.key for one in facts)

    def _is_silent(self, team: Team) -> bool:
        heard = team.history_time
        return heard is None or self._parts.clock.now() - heard > IMPORT_LEASE

    def _say(self, body: HistoryClaimed | HistoryImported) -> None:
        event = self._event(body, new_event_id())
        self._parts.publish(self._replica.append_pending((event,)))

    def _event(self, body: Body, id_: EventId) -> Event:
        return Event(
            id=id_,
            by=NOBODY,
            desk=self._parts.me.desk,
            body=body,
            made_at=self._parts.clock.now(),
        )
