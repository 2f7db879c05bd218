"""Events that no honest program writes: any body, by anybody at this desk, about anything."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from mailroom.domain.escalations.escalation import AnswerKind, Escalation, StopReason
from mailroom.domain.escalations.internal_mail import REQUEST
from mailroom.domain.events import (
    AddresseeAway,
    AnswerSorted,
    Body,
    ClaimKept,
    ClaimRenewed,
    DeskJoined,
    EscalationAnswered,
    EscalationDelivered,
    Event,
    HistoryImported,
    InternalBegun,
    Labelled,
    LockBody,
    MailArrived,
    MailboxAdded,
    MailStopped,
    MemberSet,
    PresenceSet,
    Released,
    SendBegun,
    SendBody,
    StoppedMailReleased,
    TeamBody,
    Unmerged,
)
from mailroom.domain.people import Desk as DeskRow
from mailroom.domain.people import Mailbox, Presence, Role
from mailroom.domain.records.journal_events import EpochStarted, KeyRotated
from mailroom.domain.turn import case_at
from mailroom.ids import (
    DeskId,
    EscalationId,
    EventId,
    LabelId,
    MailboxId,
    MessageId,
    PersonId,
    Token,
)
from tests.replication.simulator.desk import Desk
from tests.unit.domain.journals import Author


def odd_event(desk: Desk, seed: int) -> Event:
    """Return an event that this desk might write if it were broken, or somebody's own program."""
    author = Author(Random(seed))
    author.state = desk.replica.state
    author.events += list(desk.replica.state.entries)
    author.anchors += list(desk.replica.state.mails)
    uid = desk.replica.cursor().head.uid
    event = author.event(uid * 1000 + seed % 1000)
    if seed % 3 == 0:
        event = replace(event, body=author.random.choice((author.team, author.journal))())
    return _more_odd(desk, event, seed)


def _more_odd(desk: Desk, event: Event, seed: int) -> Event:
    """Return the event as somebody who means harm, or a broken program, would rather write it."""
    state, seat, body = desk.replica.state, desk.seat, event.body
    team = state.team()
    refused = [one for one in state.entries.values() if not one.verdict.accepted]
    if isinstance(body, MailArrived) and seed % 5 == 0:
        return replace(event, id=EventId(f"not derived {event.id}"))
    if isinstance(body, KeyRotated) and team is not None and team.key and seed % 2:
        return replace(event, body=KeyRotated(key=team.key), by=seat.person)
    if isinstance(body, EpochStarted):
        return replace(event, body=replace(body, epoch=1 + seed % 4))
    if isinstance(body, TeamBody) and seed % 4 == 0:
        lead = next(iter(state.leads()))
        leaving = MemberSet(member=replace(lead, role=Role.MEMBER))
        return replace(event, body=leaving, by=lead.id)
    if refused and seed % 7 == 0:
        return replace(event, requires=refused[-1].event.id)
    if seed % 11 < 3:
        body = _invalid(desk, seed)
        by = next(iter(state.leads())).id if seed % 2 else seat.person
        return replace(event, body=body, by=by, desk=seat.desk)
    return _about_locks(desk, event, seed)


def _invalid(desk: Desk, seed: int) -> Body:
    """Return what no honest desk says of the team."""
    state = desk.replica.state
    team, elsewhere = state.team(), DeskRow(id=DeskId("x"), name="x", person=desk.seat.person)
    bodies: list[Body] = [
        DeskJoined(joined=elsewhere),
        MailboxAdded(mailbox=Mailbox(id=MailboxId("x"), address=" " * (seed % 2) or "x@x.example")),
        KeyRotated(key=team.key if team and team.key else "0" * 64),
        KeyRotated(key=team.key if team and team.key else "0" * 64),
        Labelled(label=LabelId("none")),
        PresenceSet(person=PersonId("stranger"), presence=Presence.IN),
        HistoryImported(),
    ]
    merges = [one.merge for case in state.cases.values() for one in case.absorbed]
    if merges:
        bodies += [Unmerged(merge=merges[-1])] * 3
    if state.escalations and state.mails:
        answer = EscalationAnswered(
            escalation=next(iter(state.escalations)),
            kind=AnswerKind.WORDS,
            words="x",
            by="x",
            mail=next(iter(state.mails)),
        )
        bodies += [answer] * 3
        bodies += _about_answers(list(state.escalations.values()), seed)
    return bodies[seed // 11 % len(bodies)]


def _about_answers(known: list[Escalation], seed: int) -> list[Body]:
    """Return what is said of an escalation that has moved on, or never was."""
    asked = known[seed // 7 % len(known)]
    id_ = EscalationId("none") if seed % 5 == 0 else asked.id
    found: list[Body] = [
        AddresseeAway(escalation=id_, step=1, person=asked.person or PersonId("stranger")),
        EscalationDelivered(escalation=asked.id, step="request", attempt=1),
        AnswerSorted(escalation=id_, answer=EventId("none"), kind=None),
        MailStopped(escalation=id_, step="nudge:2", to="x", why=StopReason.BOUNCED),
        StoppedMailReleased(escalation=id_, step="nudge:2"),
    ]
    for one in [one for one in known if one.stops][-2:]:
        found += [StoppedMailReleased(escalation=one.id, step=one.stops[0].step)] * 3
    far = MessageId(f"<far{seed}>")
    begun = InternalBegun(escalation=known[-1].id, step=REQUEST, attempt=9, message_id=far)
    found += [begun, begun]
    answered = [one for one in known if one.answers]
    for one in answered[-2:]:
        said = one.answers[seed // 3 % len(one.answers)]
        kind = said.kind if seed % 3 == 0 else AnswerKind.BUSY
        found += [AnswerSorted(escalation=one.id, answer=said.event, kind=kind)] * 3
    return found


def _about_locks(desk: Desk, event: Event, seed: int) -> Event:
    """Name the lock that stands, though it is somebody else's."""
    state, seat, body = desk.replica.state, desk.seat, event.body
    case = case_at(state, event.anchor)
    if case is None:
        return event
    tokens = [] if case.claim is None else [case.claim.token]
    tokens += [] if case.escalation is None else [Token(case.escalation)] * 2
    mine = replace(event, by=seat.person, desk=seat.desk, basis=desk.replica.cursor().head)
    if isinstance(body, SendBody | LockBody) and tokens:
        token = tokens[seed % len(tokens)]
        if isinstance(body, SendBody):
            begun = SendBegun(message_id=MessageId(f"<odd{seed}>"), token=token, to=())
            asked = None if case.escalation is None else state.escalation(case.escalation)
            by = asked.asker.person if asked is not None and seed % 3 else seat.person
            return replace(mine, body=begun, by=by)
        return replace(mine, body=(ClaimRenewed, Released, ClaimKept)[seed % 3](token=token))
    return event
