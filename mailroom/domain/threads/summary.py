"""What a case says about its mails: subject, contact, who spoke last, since when somebody waits.

Owns: taking one more mail into a case row, and doing so anew for a whole set. While a case is
untouched its summary depends on the set of its mails alone (rules 22, 25); afterwards order
decides (rules 26, 30).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from mailroom.domain.arrival.firing import ruled, ruled_anew, shown_again
from mailroom.domain.cases import Case
from mailroom.domain.content import OUTSIDE, Content, marked
from mailroom.domain.course import awake
from mailroom.domain.mails import Automatic, Direction, MailFacts, MailPlace
from mailroom.domain.people import Address, Team
from mailroom.domain.state import State
from mailroom.domain.status import settled
from mailroom.domain.threads.customer import customer_of
from mailroom.domain.threads.grouping import in_time
from mailroom.domain.times.clocks import PauseCause
from mailroom.domain.times.deadlines import resumed
from mailroom.domain.turn import Turn
from mailroom.ids import CaseId, MailKey

Order = tuple[bool, datetime]


def new_case(turn: Turn, case_id: CaseId, opening: MailFacts) -> Case:
    """Return the row of a case that this mail opens, the mail itself not yet counted (24, 29)."""
    at = moment_of(opening, turn.team)
    return Case(
        id=case_id,
        number=turn.next_number(),
        anchor=opening.key,
        subject=opening.subject,
        contact=customer_of(turn.state, opening),
        opened_at=at,
        last_at=at,
    )


def taken_in(turn: Turn, case: Case, mail: MailPlace) -> Case:
    """Return the case after one more mail, which must already be put."""
    if case.touched:
        return _heard_late(turn, case, mail)
    if _is_out_of_order(case, mail, turn.team):
        return told_anew(turn, case, turn.state.mails_of(case.id), fresh=is_news(mail))
    content = _content_after(turn, case, fresh=is_news(mail))
    return _heard(shown_again(case, mail), mail, turn, content)


def told_anew(turn: Turn, case: Case, mails: Iterable[MailPlace], *, fresh: bool) -> Case:
    """Return an untouched case for this whole set of mails; ``fresh`` ones bring content."""
    team = turn.team
    in_order = sorted(mails, key=lambda mail: (_order(mail, team), in_time(mail.facts)))
    first = in_order[0].facts
    at = moment_of(first, team)
    told = replace(
        case,
        subject=first.subject,
        contact=customer_of(turn.state, first),
        opened_at=at,
        last_at=at,
        mail_count=0,
        last_outside_at=None,
        last_ours_at=None,
        waiting_since=None,
        resolve_since=None,
        clocks=(),
        pauses=(),
        verdicts=(),
        answered_outside=False,
        undelivered=None,
        history=False,
    )
    told = ruled_anew(told, in_order)
    content = _content_after(turn, case, fresh=fresh)
    policy = turn.state.policy()
    for mail in in_order:
        heard = _heard(told, mail, turn, content)
        told = settled(heard, policy, moment_of(mail.facts, team))
    return told


def recounted(state: State, case: Case, team: Team, *, answered: bool) -> Case:
    """Return a touched case after mails left or came by hand: what its mails say now (rule 28).

    ``answered`` says that what the case knows of our answers still holds, for the copy of a reply
    may not have come yet.
    """
    mails = state.mails_of(case.id)
    keys = {mail.facts.key for mail in mails}
    said = [mail for mail in mails if mail.is_word or mail.is_ours]
    words = [moment_of(mail.facts, team) for mail in said if mail.is_word]
    ours = [moment_of(mail.facts, team) for mail in said if mail.is_ours]
    if answered and case.last_ours_at is not None:
        ours.append(case.last_ours_at)
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
        undelivered=case.undelivered if case.undelivered in keys else None,
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


def is_own_copy(state: State, mail: MailFacts) -> bool:
    """Return whether a mail in Sent is the copy of one that Mailroom sent: told already."""
    return mail.message_id is not None and state.sent(mail.message_id) is not None


def _is_mail(mail: MailFacts) -> bool:
    return mail.direction is not Direction.BY_HAND


def _content_after(turn: Turn, case: Case, *, fresh: bool) -> Content:
    return marked(case.content, OUTSIDE, turn.position) if fresh else case.content


# --- while untouched: a function of the set ------------------------------------------------------


def _order(mail: MailPlace, team: Team) -> Order:
    return (not mail.facts.history, moment_of(mail.facts, team))


def _is_out_of_order(case: Case, mail: MailPlace, team: Team) -> bool:
    """Return whether the mail may not be the last one; servers tell arrival in whole seconds.

    Mails that say nothing count too: a bounce means the mails of ours before it, and it may be new
    in a case that is history.
    """
    late = mail.facts.history and not case.history
    return case.mail_count > 0 and (late or moment_of(mail.facts, team) <= case.last_at)


def _heard(case: Case, mail: MailPlace, turn: Turn, content: Content) -> Case:
    """Return the untouched case after its latest mail (one copy: this runs for every mail)."""
    team = turn.team
    facts, at = mail.facts, moment_of(mail.facts, team)
    spoke, answered = mail.is_word, mail.is_ours
    silent = case.last_outside_at is None and case.last_ours_at is None
    said = spoke or answered
    first = facts if at < case.opened_at else None
    waiting_since = None if answered else case.waiting_since or (at if spoke else None)
    last_outside_at = at if spoke else case.last_outside_at
    history = facts.history if said else case.history or (silent and facts.history)
    elsewhere = answered and not facts.history and case.last_outside_at is not None
    return replace(
        case,
        subject=case.subject if first is None else first.subject,
        contact=case.contact if first is None else customer_of(turn.state, first),
        opened_at=min(at, case.opened_at),
        mail_count=case.mail_count + 1,
        last_at=max(at, case.last_at),
        last_outside_at=last_outside_at,
        last_ours_at=at if answered else case.last_ours_at,
        waiting_since=waiting_since,
        answered_outside=elsewhere or (case.answered_outside and not said),
        undelivered=_came_back(case, mail) or (None if said else case.undelivered),
        history=history,
        closed=history and not _is_recent(last_outside_at if waiting_since else None, team),
        content=content,
    )


def _came_back(case: Case, mail: MailPlace) -> MailKey | None:
    """Return the mail if it says that one of ours in this case was not delivered."""
    facts = mail.facts
    failed = facts.automatic is Automatic.BOUNCE and not mail.internal and not facts.history
    went_out = case.last_ours_at is not None or case.redirected_to is not None
    return facts.key if failed and went_out else None


def _is_recent(question: datetime | None, team: Team) -> bool:
    """Rule 22: the last word is the customer's and younger than the start line."""
    if question is None or team.founded_time is None:
        return False
    return team.founded_time - question <= timedelta(days=team.start_line_days)


# --- from the first human event on: order decides -------------------------------------------------


def _heard_late(turn: Turn, case: Case, mail: MailPlace) -> Case:
    """Return a touched case after a mail; what a customer says now reopens and wakes it (30)."""
    facts = mail.facts
    at = moment_of(facts, turn.team)
    case = replace(case, mail_count=case.mail_count + 1, last_at=max(case.last_at, at))
    case = ruled(case, mail)
    if mail.is_word:
        last = at if case.last_outside_at is None else max(at, case.last_outside_at)
        case = replace(case, last_outside_at=last)
        return case if facts.history else _spoken_to(turn, shown_again(case, mail), at)
    if mail.is_ours and not is_own_copy(turn.state, facts):
        last = at if case.last_ours_at is None else max(at, case.last_ours_at)
        case = replace(case, last_ours_at=last)
        return case if facts.history else _answered_outside(turn, case, at)
    back = _came_back(case, mail)
    return case if back is None else replace(case, undelivered=back)


def _spoken_to(turn: Turn, case: Case, at: datetime) -> Case:
    since = None if case.closed else case.waiting_since
    woken = case.closed or case.rest is not None
    return replace(
        awake(case),
        waiting_since=at if since is None else min(at, since),
        resolve_since=None if case.closed else case.resolve_since,
        pauses=resumed(case, at, cause=PauseCause.BY_HAND).pauses,
        closed=False,
        redirected_to=None,
        status_version=turn.version if woken else case.status_version,
        answered_outside=False,
        undelivered=None,
        history=False,
        content=_content_after(turn, case, fresh=True),
    )


def _answered_outside(turn: Turn, case: Case, at: datetime) -> Case:
    """Somebody answered from another program (N15): seen by nobody here, so it is content."""
    answers_all = case.last_outside_at is None or at >= case.last_outside_at
    return replace(
        case,
        waiting_since=None if answers_all else case.waiting_since,
        answered_outside=True,
        undelivered=None,
        begun=True,
        history=False,
        content=_content_after(turn, case, fresh=True),
    )
