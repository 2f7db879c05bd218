"""What a case says about its mails: subject, contact, who spoke last, since when somebody waits.

Owns: taking one more mail into a case row, and doing so anew for a whole set. While a case is
untouched its summary depends on the set of its mails alone (rules 22, 25); afterwards order
decides (rules 26, 30).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from mailroom.domain.cases import Case
from mailroom.domain.content import OUTSIDE, marked
from mailroom.domain.mails import Direction, MailFacts, MailPlace
from mailroom.domain.people import Address, Team
from mailroom.domain.state import State
from mailroom.domain.turn import Turn
from mailroom.ids import CaseId

Order = tuple[bool, datetime]


def new_case(turn: Turn, case_id: CaseId, opening: MailFacts) -> Case:
    """Return the row of a case that this mail opens, the mail itself not yet counted (24, 29)."""
    at = moment_of(opening, turn.team)
    return Case(
        id=case_id,
        number=turn.next_number(),
        anchor=opening.key,
        subject=opening.subject,
        contact=contact_of(opening),
        opened_at=at,
        last_at=at,
    )


def taken_in(turn: Turn, case: Case, mail: MailPlace) -> Case:
    """Return the case after one more mail, which must already be put."""
    counted = _counted(case, mail, turn.team)
    if case.touched:
        return _heard_late(turn, counted, mail)
    if _is_out_of_order(case, mail, turn.team):
        counted = _heard_anew(turn, case, turn.state.mails_of(case.id))
    else:
        counted = _heard(counted, mail, turn.team)
    return _with_news(turn, counted, (mail,))


def told_anew(turn: Turn, case: Case, mails: Sequence[MailPlace], fresh: bool) -> Case:
    """Return an untouched case for this whole set of mails; ``fresh`` ones bring content."""
    told = _heard_anew(turn, case, mails)
    return _with_news(turn, told, mails) if fresh else told


def recounted(state: State, case: Case, team: Team) -> Case:
    """Return a touched case after mails left or came by hand: what its mails say now (rule 28)."""
    mails = state.mails_of(case.id)
    said = [mail for mail in mails if mail.is_word or mail.is_ours]
    words = [moment_of(mail.facts, team) for mail in said if mail.is_word]
    ours = [moment_of(mail.facts, team) for mail in said if mail.is_ours]
    last_ours_at = max(ours, default=None)
    unanswered = [at for at in words if last_ours_at is None or at > last_ours_at]
    anchored = any(mail.facts.key == case.anchor for mail in mails)
    return replace(
        case,
        anchor=case.anchor if anchored or not mails else mails[0].facts.key,
        mail_count=sum(_is_mail(mail.facts) for mail in mails),
        last_at=max((moment_of(mail.facts, team) for mail in mails), default=case.last_at),
        last_outside_at=max(words, default=None),
        last_ours_at=last_ours_at,
        waiting_since=min(unanswered, default=None),
        history=all(mail.facts.history for mail in said) and case.history,
    )


def moment_of(mail: MailFacts, team: Team) -> datetime:
    """Return when a mail counts as said: on arrival, but old mail by its date (rule 22)."""
    if not mail.history:
        return mail.arrived_at
    return mail.sent_at if team.founded_time is None else min(mail.sent_at, team.founded_time)


def contact_of(mail: MailFacts) -> Address:
    """Return the outsider a mail is from, or goes to."""
    if mail.direction is Direction.OUTBOUND and mail.recipients:
        return mail.recipients[0]
    return mail.sender


def is_news(mail: MailPlace) -> bool:
    """Return whether a mail is content: somebody's word, and not history (rule 18)."""
    return (mail.is_word or mail.is_ours) and not mail.facts.history


def _is_own_copy(state: State, mail: MailFacts) -> bool:
    """Return whether a mail in Sent is the copy of one that Mailroom sent: told already."""
    return mail.message_id is not None and state.sent(mail.message_id) is not None


def _is_mail(mail: MailFacts) -> bool:
    return mail.direction is not Direction.BY_HAND


def _counted(case: Case, mail: MailPlace, team: Team) -> Case:
    at = moment_of(mail.facts, team)
    counted = replace(
        case,
        mail_count=case.mail_count + _is_mail(mail.facts),
        last_at=max(case.last_at, at),
    )
    if case.touched or at >= case.opened_at:
        return counted
    return replace(
        counted, opened_at=at, subject=mail.facts.subject, contact=contact_of(mail.facts)
    )


# --- while untouched: a function of the set ------------------------------------------------------


def _order(mail: MailPlace, team: Team) -> Order:
    return (not mail.facts.history, moment_of(mail.facts, team))


def _is_out_of_order(case: Case, mail: MailPlace, team: Team) -> bool:
    said = [at for at in (case.last_outside_at, case.last_ours_at) if at is not None]
    return bool(said) and _order(mail, team) < (not case.history, max(said))


def _heard_anew(turn: Turn, case: Case, mails: Iterable[MailPlace]) -> Case:
    team = turn.team
    in_order = sorted(mails, key=lambda mail: (_order(mail, team), mail.facts.key))
    first = in_order[0].facts
    at = moment_of(first, team)
    told = replace(
        case,
        subject=first.subject,
        contact=contact_of(first),
        opened_at=at,
        last_at=at,
        mail_count=0,
        last_outside_at=None,
        last_ours_at=None,
        waiting_since=None,
        answered_outside=False,
        history=False,
        closed=False,
    )
    for mail in in_order:
        told = _heard(_counted(told, mail, team), mail, team)
    return told


def _heard(case: Case, mail: MailPlace, team: Team) -> Case:
    """Return the untouched case after its latest mail; old mail alone leaves it done (22)."""
    at = moment_of(mail.facts, team)
    if mail.is_word:
        case = replace(
            case,
            last_outside_at=at,
            waiting_since=case.waiting_since or at,
            answered_outside=False,
            history=mail.facts.history,
        )
    elif mail.is_ours:
        elsewhere = not mail.facts.history and case.last_outside_at is not None
        case = replace(
            case,
            last_ours_at=at,
            waiting_since=None,
            answered_outside=elsewhere,
            history=mail.facts.history,
        )
    elif mail.facts.history and case.last_outside_at is None and case.last_ours_at is None:
        case = replace(case, history=True)
    return replace(case, closed=case.history and not _is_recent_question(case, team))


def _is_recent_question(case: Case, team: Team) -> bool:
    """Rule 22: the last word is the customer's and younger than the start line."""
    if case.waiting_since is None or case.last_outside_at is None or team.founded_time is None:
        return False
    return team.founded_time - case.last_outside_at <= timedelta(days=team.start_line_days)


def _with_news(turn: Turn, case: Case, mails: Sequence[MailPlace]) -> Case:
    if not any(is_news(mail) for mail in mails):
        return case
    return replace(case, content=marked(case.content, OUTSIDE, turn.position))


# --- from the first human event on: order decides -------------------------------------------------


def _heard_late(turn: Turn, case: Case, mail: MailPlace) -> Case:
    """Return a touched case after a mail; what a customer says now reopens and wakes it (30)."""
    at = moment_of(mail.facts, turn.team)
    if mail.is_word:
        last = at if case.last_outside_at is None else max(at, case.last_outside_at)
        case = replace(case, last_outside_at=last)
        return case if mail.facts.history else _spoken_to(turn, case, at)
    if mail.is_ours and not _is_own_copy(turn.state, mail.facts):
        last = at if case.last_ours_at is None else max(at, case.last_ours_at)
        case = replace(case, last_ours_at=last)
        return case if mail.facts.history else _answered_outside(turn, case, at)
    return case


def _spoken_to(turn: Turn, case: Case, at: datetime) -> Case:
    since = None if case.closed else case.waiting_since
    woken = case.closed or case.snoozed_until is not None
    return _with_content(
        turn,
        replace(
            case,
            waiting_since=at if since is None else min(at, since),
            closed=False,
            snoozed_until=None,
            status_version=turn.version if woken else case.status_version,
            answered_outside=False,
            history=False,
        ),
    )


def _answered_outside(turn: Turn, case: Case, at: datetime) -> Case:
    """Somebody answered from another program (N15): seen by nobody here, so it is content."""
    answers_all = case.last_outside_at is None or at >= case.last_outside_at
    return _with_content(
        turn,
        replace(
            case,
            waiting_since=None if answers_all else case.waiting_since,
            answered_outside=True,
            begun=True,
            history=False,
        ),
    )


def _with_content(turn: Turn, case: Case) -> Case:
    return replace(case, content=marked(case.content, OUTSIDE, turn.position))
