"""Noticing that somebody answered a mail outside Mailroom whose answer we cannot see (rule 36).

Other mail programs mark what they answer. Where no answer lies in Sent some minutes later, the team
is told once: the words left by another way (another account, a phone).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom import logging
from mailroom.domain.cases import CaseStatus
from mailroom.domain.events import AnsweredElsewhere, Event
from mailroom.domain.state import State
from mailroom.domain.threads.arriving import is_answered
from mailroom.domain.turn import case_at
from mailroom.ids import MailKey, answered_elsewhere_id
from mailroom.imap.folders import INBOX
from mailroom.service.line import Line
from mailroom.service.parts import NOBODY, Parts

_log = logging.topic("service")

YOUNG = timedelta(days=14)  # mail that is looked at
COPY_MAY_COME = timedelta(minutes=3)  # the answer's copy in Sent is mostly later than the mark
_SEEN = "answered_marks"  # name of a setting: when a mail was first seen marked


class OutsideAnswers:
    """Looks at the marks of INBOX; used by the engine's thread in a thorough pass."""

    def __init__(self, parts: Parts, line: Line) -> None:
        self._parts = parts
        self._line = line

    def look(self) -> None:
        """Queue what is news for the team."""
        now = self._parts.clock.now()
        client = self._line.client
        state = client.select(INBOX)
        self._line.look_again()
        uids = client.answered_since((now - YOUNG).date())
        keys = self._parts.store.ledger.keys_at(
            self._parts.mailbox, INBOX, state.uidvalidity, uids
        ).values()
        with self._parts.store.reads.state() as known:
            unexplained = [key for key in keys if _is_open(known, key)]
        ripe = self._remember(unexplained, now)
        events = [self._event(key) for key in ripe]
        if events:
            _log.info("%d mails were answered outside Mailroom", len(events))
            self._parts.publish(self._parts.store.replica.append_pending(events))

    def _remember(self, keys: list[MailKey], now: datetime) -> list[MailKey]:
        """Return those that were seen so a while ago; note when the others were first."""
        marks = self._parts.store.marks
        kept = marks.setting(_SEEN)
        before = kept if isinstance(kept, dict) else {}
        since = {str(key): str(before.get(key, now.isoformat())) for key in keys}
        if since != before:
            marks.set_setting(_SEEN, dict(since))
        return [key for key in keys if now - datetime.fromisoformat(since[key]) >= COPY_MAY_COME]

    def _event(self, key: MailKey) -> Event:
        return Event(
            id=answered_elsewhere_id(key),
            by=NOBODY,
            desk=self._parts.me.desk,
            body=AnsweredElsewhere(mail=key),
            anchor=key,
            made_at=self._parts.clock.now(),
        )


def _is_open(state: State, key: MailKey) -> bool:
    """Return whether the team still waits for an answer to this mail, as far as it knows."""
    mail = state.mail(key)
    if mail is None or mail.facts.history or not mail.is_word:
        return False
    case = case_at(state, key)
    told = state.entry(answered_elsewhere_id(key)) is not None
    closed = case is None or case.status is CaseStatus.DONE
    return not (told or closed or is_answered(state, mail))
