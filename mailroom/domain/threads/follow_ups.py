"""Answers to cases that were done: whether they open them again, or a new case beside (rule 30).

Only if the team's policy says so (``Policy.reopen_days``). Order decides here as in all touched
cases (rule 26), so a new case counts as touched from its first mail on: threading never joins it
to the one it follows, later answers go to the nearer of the two, one key makes them one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from mailroom.domain.cases import Case
from mailroom.domain.mails import Automatic, Direction, JoinReason, MailFacts
from mailroom.domain.turn import Turn, case_at, live_case
from mailroom.ids import MailKey


def is_past(turn: Turn, case: Case, mail: MailFacts) -> bool:
    """Return whether a mail comes too late for a case, or is about something else than it was."""
    policy = turn.state.policy()
    days = None if policy is None else policy.reopen_days
    if days is None or not (case.closed and case.touched) or not _is_word(mail):
        return False
    late = turn.time - _closed_at(turn, case) > timedelta(days=days)
    return late or is_other_topic(turn, case, mail)


def is_other_topic(turn: Turn, case: Case, mail: MailFacts) -> bool:
    """Return whether a subject has nothing of the subjects of a case."""
    subject = mail.clean_subject
    known = {place.facts.clean_subject for place in turn.state.mails_of(case.id)} - {""}
    return bool(subject and known) and not any(one in subject or subject in one for one in known)


def follower_of(turn: Turn, case: Case, mail: MailFacts) -> Case | None:
    """Return the case that follows this one already and has room for the mail."""
    for related in case.related:
        other = live_case(turn.state, related)
        if other is None or not _follows(turn, other, case):
            continue
        if not is_past(turn, other, mail) and not is_other_topic(turn, other, mail):
            return other
    return None


def _follows(turn: Turn, other: Case, case: Case) -> bool:
    opening = turn.state.mail(other.anchor)
    if opening is None or opening.reason is not JoinReason.FOLLOW_UP:
        return False
    before = case_at(turn.state, MailKey(opening.via))
    return before is not None and before.id == case.id


def _is_word(mail: MailFacts) -> bool:
    from_outside = mail.direction is Direction.INBOUND and mail.automatic is Automatic.NO
    return from_outside and not mail.history


def _closed_at(turn: Turn, case: Case) -> datetime:
    """Return when a case was done; of one whose event was compacted away, its last moment."""
    version = case.status_version
    entry = None if version is None else turn.state.entry(version.event)
    return case.last_at if entry is None else entry.time
