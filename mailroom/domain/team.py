"""The team: founding, desks, members, labels, templates, policy, mailboxes (rules 22, 32)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from mailroom.domain.claims.locks import hand_back
from mailroom.domain.events import (
    DeskJoined,
    IdentitiesSet,
    LabelSet,
    MailboxAdded,
    MemberSet,
    PolicySet,
    PresenceSet,
    TeamBody,
    TeamFounded,
    TemplateSet,
)
from mailroom.domain.identities import set_identities
from mailroom.domain.labelling import set_label
from mailroom.domain.people import Member, Presence, Role, Team
from mailroom.domain.policies.default_policy import DEFAULT_POLICY
from mailroom.domain.policies.policy import Policy, Target, TargetKind, is_sound
from mailroom.domain.status import settled
from mailroom.domain.templates.keeping import set_template
from mailroom.domain.turn import PLAIN, Flags, Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import digest

IMPORT_LEASE = timedelta(minutes=10)
"""A desk that imports old mail and is silent for this long may be relieved (rule 22)."""


def judge_team(turn: Turn, body: TeamBody) -> Flags:
    """Judge an event about the team; all of them are judged here and now (rule 32)."""
    match body:
        case TeamFounded():
            refuse(Reason.FOUNDED)
        case DeskJoined():
            _join_desk(turn, body)
        case MemberSet():
            _set_member(turn, body.member)
        case PresenceSet():
            _set_presence(turn, body)
        case MailboxAdded():
            _add_mailbox(turn, body)
        case IdentitiesSet():
            set_identities(turn, body)
        case LabelSet():
            set_label(turn, body.label)
        case TemplateSet():
            set_template(turn, body.template)
        case PolicySet():
            _require_lead(turn)
            _require_sound(turn, body.policy)
            turn.state.put(body.policy)
            _move_deadlines(turn)
        case _:
            assert_never(body)
    return PLAIN


def found(turn: Turn, body: TeamFounded) -> Flags:
    """Rule 32: the first founding counts; it brings the first lead."""
    turn.state.put(
        Team(
            name=body.name,
            secret=digest("message-ids", turn.event.id),  # no outsider sees the event
            founded_at=turn.position,
            founded_time=turn.time,
            time=turn.time,
            start_line_days=body.start_line_days,
            mark_mail=body.mark_mail,
        )
    )
    turn.state.put(DEFAULT_POLICY)
    turn.state.put(replace(body.lead, role=Role.LEAD, left=False))
    return PLAIN


def claim_history(turn: Turn) -> None:
    """Rule 22: one desk imports the old mail; another may step in when it has gone silent."""
    team = turn.team
    if team.history_done:
        refuse(Reason.ALREADY)
    other = team.history_desk not in {None, turn.event.desk}
    if other and team.history_time is not None and turn.time - team.history_time < IMPORT_LEASE:
        refuse(Reason.HELD, where=team.history_desk)
    turn.state.put(
        replace(team, history_desk=turn.event.desk, history_time=turn.time, time=turn.time)
    )


def finish_history(turn: Turn) -> None:
    """Only the desk that imports can say that all old mail is announced."""
    team = turn.team
    if team.history_done:
        refuse(Reason.ALREADY)
    if team.history_desk != turn.event.desk:
        refuse(Reason.NOT_HOLDER, where=team.history_desk)
    turn.state.put(replace(team, history_done=True, time=turn.time))


def _join_desk(turn: Turn, body: DeskJoined) -> None:
    member = turn.state.member(body.joined.person)
    if member is None or member.left:
        refuse(Reason.NOT_MEMBER)
    if body.joined.id != turn.event.desk:
        refuse(Reason.INVALID)
    turn.state.put(replace(body.joined, seen=turn.time))  # when it was heard is not its to say


def _set_member(turn: Turn, member: Member) -> None:
    """Roles are a lead's to set; a newcomer may introduce themselves, but not as a lead.

    Who left is said by themselves or a lead. Presence has an event of its own, so that a change
    of a phone number brings nobody back from lunch.
    """
    known = turn.state.member(member.id)
    if known is None and turn.event.by == member.id:
        if member.role is Role.LEAD or member.left:
            refuse(Reason.NOT_LEAD)
    else:
        turn.actor()
        role_was = Role.MEMBER if known is None else known.role
        if member.role is not role_was and not turn.is_lead():
            refuse(Reason.NOT_LEAD)
        left_was = known is not None and known.left
        if member.left is not left_was and turn.event.by != member.id and not turn.is_lead():
            refuse(Reason.NOT_LEAD)
    if (
        known is not None
        and _is_last_lead(turn, known)
        and (member.left or member.role is not Role.LEAD)
    ):
        refuse(Reason.INVALID)
    if known is not None:
        member = replace(member, presence=known.presence, presence_until=known.presence_until)
    turn.state.put(member)
    if member.left:
        hand_back(turn, member.id)


def _move_deadlines(turn: Turn) -> None:
    """Every running clock counts by the rules in force (N21); what was missed stays missed."""
    policy = turn.state.policy()
    for case in turn.state.clocked_cases():
        moved = settled(case, policy, turn.time, anew=True)
        if moved is not case:
            turn.state.put(moved)


def _is_last_lead(turn: Turn, member: Member) -> bool:
    return [lead.id for lead in turn.state.leads()] == [member.id]


def _set_presence(turn: Turn, body: PresenceSet) -> None:
    """Anyone says it for people without Mailroom; who sits at a desk says it, or a lead does.

    Otherwise 退勤, said by another, would take a lock without asking (rule 10).
    """
    turn.actor()
    member = turn.state.member(body.person)
    if member is None or member.left:
        refuse(Reason.INVALID)
    seated = any(desk.person == body.person for desk in turn.state.desks())
    if seated and turn.event.by != body.person and not turn.is_lead():
        refuse(Reason.NOT_LEAD, who=body.person)
    turn.state.put(replace(member, presence=body.presence, presence_until=body.until))
    if body.presence is Presence.GONE:
        hand_back(turn, body.person)


def _add_mailbox(turn: Turn, body: MailboxAdded) -> None:
    """The founding records of a mailbox stay as the first desk wrote them, unless a lead acts."""
    turn.actor()
    if not body.mailbox.address.strip():
        refuse(Reason.INVALID)
    known = turn.state.mailbox(body.mailbox.id)
    if known is not None and not turn.is_lead():
        refuse(Reason.ALREADY)
    identities = () if known is None else known.identities  # set by an event of their own
    turn.state.put(replace(body.mailbox, identities=identities))
    team = turn.team
    if team.history_done:
        turn.state.put(replace(team, history_done=False, history_desk=None, time=turn.time))


def _require_sound(turn: Turn, policy: Policy) -> None:
    """S01, S36, S37: levels that work, and somebody to ask in doubt who belongs to the team."""
    if policy.fallback is None or not _names_somebody(turn, policy.fallback):
        refuse(Reason.NO_FALLBACK)
    if not is_sound(policy):
        refuse(Reason.INVALID)


def _names_somebody(turn: Turn, target: Target) -> bool:
    if target.kind is not TargetKind.PERSON or target.person is None:
        return target.names_somebody
    member = turn.state.member(target.person)
    return member is not None and not member.left


def _require_lead(turn: Turn) -> None:
    turn.actor()
    if not turn.is_lead():
        refuse(Reason.NOT_LEAD)
