"""The fold: judges an event at its position and puts the rows it changes (design sections 3, 5).

Owns: identity (rule 2), what falls with what it requires (rule 12), who may speak at all (rule
32), and the entry every judgement leaves. The rules of each topic live in their own modules.
Pure and total: no event, however wrong, raises.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from mailroom.domain.arrival.arrival_events import ArrivalBody, RulesFired
from mailroom.domain.arrival.firing import judge_arrival
from mailroom.domain.claims.locks import judge_lock
from mailroom.domain.course import judge_course
from mailroom.domain.escalations.escalating import judge_escalation
from mailroom.domain.events import (
    AddresseeAway,
    AnsweredElsewhere,
    ApprovalAsked,
    ApprovalBody,
    Body,
    CaseOpened,
    CourseBody,
    Escalated,
    EscalationAnswered,
    EscalationBody,
    EscalationDelivered,
    Event,
    FieldBody,
    InternalDone,
    InternalFailed,
    LockBody,
    MailArrived,
    MailBody,
    MailStopped,
    Placed,
    RulesBody,
    SendBody,
    SendDone,
    SendFailed,
    SentUnchecked,
    ShapeBody,
    SharingBody,
    StepFired,
    TeamBody,
    TeamFounded,
    UnknownBody,
    Woken,
    case_of_opening,
)
from mailroom.domain.fields import judge_field
from mailroom.domain.policies.contact_events import (
    ContactBody,
    ContactsParted,
    contact_anchor,
    key_of,
)
from mailroom.domain.policies.contacting import judge_contact
from mailroom.domain.policies.guidance import judge_concern
from mailroom.domain.policies.guidance_events import ConcernBody, CriterionTicked
from mailroom.domain.records.journal_events import JournalBody
from mailroom.domain.records.levels import LEVELS, Levels, level_at
from mailroom.domain.records.upkeep import judge_journal
from mailroom.domain.sends.approving import judge_approval
from mailroom.domain.sends.sending import judge_send
from mailroom.domain.sends.sharing import judge_sharing
from mailroom.domain.state import Entry, State
from mailroom.domain.team import found, judge_team
from mailroom.domain.threads.arriving import judge_mail
from mailroom.domain.threads.merging import judge_shape
from mailroom.domain.times.clock_events import ClockBody
from mailroom.domain.times.timekeeping import judge_clock
from mailroom.domain.turn import Flags, Refusal, Turn, case_at, refuse
from mailroom.domain.verdicts import ACCEPTED, Reason, Verdict
from mailroom.ids import MailKey

ONE_DAY = timedelta(days=1)
FACTS = (SendDone, SendFailed, SentUnchecked, EscalationDelivered, InternalDone, InternalFailed)
"""What has happened whether or not anybody likes it: never refused (rule 15)."""

_BY_ANY_DESK = (
    AddresseeAway,
    AnsweredElsewhere,
    CriterionTicked,
    EscalationAnswered,
    EscalationDelivered,
    MailStopped,
    RulesFired,
    StepFired,
)


def apply(state: State, placed: Placed, levels: Levels = LEVELS) -> Verdict:
    """Judge an event at its position, put what it changes, return the verdict.

    Args:
        state: everything before it.
        placed: the event.
        levels: what the program knows of fold levels (rule 35).
    """
    event = levels.as_read_at(level_at(state.team(), placed.position), placed.event)
    known = state.entry(event.id)
    if known is not None and (known.verdict.accepted or not _is_derived(event)):
        return Verdict(accepted=False, reason=Reason.DUPLICATE, position=known.position)
    turn = _turn(state, event, placed)
    verdict = _verdict(turn)
    if verdict.accepted or not _is_derived(event):
        _record(turn, verdict)
    return verdict


def _turn(state: State, event: Event, placed: Placed) -> Turn:
    team = state.team()
    return Turn(
        state=state,
        event=event,
        position=placed.position,
        time=placed.time if team is None else max(team.time, placed.time),
        anchor=_anchor_of(state, event),
        human=event.by != "" and not isinstance(event.body, MailArrived),
    )


def _is_derived(event: Event) -> bool:
    """Rule 2: desks that fire the same thing give it one id; the first ACCEPTED one wins."""
    body = event.body
    if isinstance(body, _BY_ANY_DESK):
        return not event.by  # every desk reads the same mail, the same clock
    return isinstance(body, MailArrived) or (isinstance(body, Woken) and body.timer)


def _anchor_of(state: State, event: Event) -> MailKey | None:
    """Return the mail that names the case, for events whose body knows it better."""
    body = event.body
    if event.anchor is not None:
        return event.anchor
    if isinstance(body, CaseOpened):
        return case_of_opening(event.id)
    if isinstance(body, EscalationBody) and not isinstance(body, Escalated):
        escalation = state.escalation(body.escalation)
        return None if escalation is None else escalation.anchor
    if isinstance(body, ApprovalBody) and not isinstance(body, ApprovalAsked):
        approval = state.approval(body.approval)
        return None if approval is None else approval.anchor
    if isinstance(body, SendBody):
        sent = state.sent(body.message_id)
        return None if sent is None else sent.anchor
    return _anchor_of_contact(state, body) if isinstance(body, ContactBody) else None


def _anchor_of_contact(state: State, body: ContactBody) -> MailKey | None:
    """What was said about a contact is found by it."""
    if not isinstance(body, ContactsParted):
        return contact_anchor(key_of(body))
    entry = state.entry(body.join)
    return None if entry is None else entry.anchor


def _verdict(turn: Turn) -> Verdict:
    try:
        flags = _judge(turn)
    except Refusal as refusal:
        return refusal.verdict
    return replace(ACCEPTED, flags=flags) if flags else ACCEPTED


def _judge(turn: Turn) -> Flags:
    event, body = turn.event, turn.event.body
    if isinstance(body, UnknownBody):
        refuse(Reason.UNKNOWN_KIND)
    if turn.state.team() is None:
        if not isinstance(body, TeamFounded):
            refuse(Reason.NOT_MEMBER)
        return found(turn, body)
    if event.requires is not None and not isinstance(body, (MailArrived, *FACTS)):
        required = turn.state.entry(event.requires)
        if required is None or not required.verdict.accepted:
            refuse(Reason.REQUIRED_REFUSED)
    flags = _by_topic(turn, body)
    if turn.human:
        _leave_touch(turn)
    return flags


def _by_topic(turn: Turn, body: Body) -> Flags:
    """Hand the event to the rules of its topic; the busiest first."""
    if isinstance(body, MailBody):
        return judge_mail(turn, body)
    if isinstance(body, FieldBody):
        return judge_field(turn, body)
    if isinstance(body, LockBody):
        return judge_lock(turn, body)
    if isinstance(body, SendBody):
        return judge_send(turn, body)
    if isinstance(body, CourseBody):
        return judge_course(turn, body)
    if isinstance(body, ClockBody):
        return judge_clock(turn, body)
    if isinstance(body, EscalationBody):
        return judge_escalation(turn, body)
    if isinstance(body, ShapeBody):
        return judge_shape(turn, body)
    return _by_rarer_topic(turn, body)


def _by_rarer_topic(
    turn: Turn, body: SharingBody | ApprovalBody | TeamBody | RulesBody | JournalBody
) -> Flags:
    if isinstance(body, SharingBody):
        return judge_sharing(turn, body)
    if isinstance(body, ApprovalBody):
        return judge_approval(turn, body)
    if isinstance(body, TeamBody):
        return judge_team(turn, body)
    if isinstance(body, ConcernBody):
        return judge_concern(turn, body)
    if isinstance(body, ContactBody):
        return judge_contact(turn, body)
    if isinstance(body, ArrivalBody):
        return judge_arrival(turn, body)
    if isinstance(body, JournalBody):
        return judge_journal(turn, body)
    assert_never(body)


def _leave_touch(turn: Turn) -> None:
    """A person's accepted event touches its case, whatever it was (rules 6, 25)."""
    case = case_at(turn.state, turn.anchor)
    if case is not None and turn.touched(case) is not case:
        turn.put_case(case)


def _record(turn: Turn, verdict: Verdict) -> None:
    """Keep the judgement and let journal time move on; announced mail has its own row."""
    if not isinstance(turn.event.body, MailArrived):
        turn.state.put(
            Entry(
                event=turn.event,
                verdict=verdict,
                position=turn.position,
                time=turn.time,
                anchor=turn.anchor,
            )
        )
    _hear_of_desk(turn)
    team = turn.state.team()
    if team is not None and team.time < turn.time:
        turn.state.put(replace(team, time=turn.time))


def _hear_of_desk(turn: Turn) -> None:
    """Note, to the day, which desks are alive, whatever became of what they said (rule 35)."""
    desk = turn.state.desk(turn.event.desk)
    if desk is not None and (desk.seen is None or turn.time - desk.seen >= ONE_DAY):
        turn.state.put(replace(desk, seen=turn.time))
