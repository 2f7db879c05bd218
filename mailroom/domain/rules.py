"""From a command to events, or to the rule that refuses it: what can be known before asking.

Owns: which events a command means, and their anchor, basis and requires. Whether they would be
accepted is found out by folding them over a copy, so that every rule exists once.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from mailroom.domain import commands as ask
from mailroom.domain import events as ev
from mailroom.domain.cases import Case, Claim
from mailroom.domain.commands import Command
from mailroom.domain.escalations.steps import schedule
from mailroom.domain.events import Body, Event, Placed
from mailroom.domain.fold import apply
from mailroom.domain.on_case import OnCase
from mailroom.domain.overlay import Overlay
from mailroom.domain.people import Seat
from mailroom.domain.policies import contact_events as contacts
from mailroom.domain.policies.guidance_events import CriterionTicked, SuggestionDismissed
from mailroom.domain.position import END, Position
from mailroom.domain.records.journal_events import KeyRotated, Redacted
from mailroom.domain.sends.approval_commands import ApprovalCommand, asked_for
from mailroom.domain.sends.sharing import meant
from mailroom.domain.sends.sharing_commands import SharingCommand
from mailroom.domain.state import State
from mailroom.domain.times.clock_events import (
    ClockPaused,
    ClockResumed,
    Promised,
    PromiseKept,
    PromiseWithdrawn,
)
from mailroom.domain.turn import live_case
from mailroom.domain.undo import compensation
from mailroom.domain.verdicts import Reason, Verdict
from mailroom.errors import RuleBroken
from mailroom.ids import CaseId, EventId, MailKey, new_escalation_token, new_event_id


class CommandRefused(RuleBroken):
    """A command that a rule refuses; ``verdict`` names who or what is in the way."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.reason or Reason.INVALID)
        self.verdict = verdict


def decide(state: State, command: Command, who: Seat, now: datetime) -> tuple[Event, ...]:
    """Return the events a command means, in the order they must be judged.

    Args:
        state: confirmed state with the events of this desk that still wait on top.
        command: what the person asks for.
        who: the person and the desk.
        now: the clock of this desk, for display until the journal gives its time.

    Raises:
        CommandRefused: a rule refuses it as things stand.
    """
    anchor, body = _meaning(state, command, who)
    event = Event(
        id=_planned_id(command) or new_event_id(),
        by=who.person,
        desk=who.desk,
        body=body,
        anchor=anchor,
        basis=_basis(state, command),
        made_at=now,
    )
    for verdict in foresee(state, (event,), now):
        if not verdict.accepted:
            raise CommandRefused(verdict)
    return (event,)


def _planned_id(command: Command) -> EventId | None:
    """Return the id of the event, where its author knew it before: a case that a mail opens."""
    return command.opens if isinstance(command, ask.OpenCase) else None


def foresee(state: State, events: Sequence[Event], now: datetime) -> tuple[Verdict, ...]:
    """Return how events would be judged if they came next; the state is left alone."""
    view = Overlay(state)
    team = state.team()
    time = now if team is None else max(now, team.time)
    return tuple(
        apply(view, Placed(event=event, position=END._replace(index=n), time=time))
        for n, event in enumerate(events)
    )


def _basis(state: State, command: Command) -> Position | None:
    """Return what the author had been shown; who undoes had been shown what they acted on."""
    if isinstance(command, OnCase):
        return command.shown
    undone = state.entry(command.event) if isinstance(command, ask.Undo) else None
    return None if undone is None else undone.event.basis


def _refuse(reason: Reason) -> CommandRefused:
    return CommandRefused(Verdict(accepted=False, reason=reason))


def _case(state: State, case_id: CaseId) -> Case:
    case = live_case(state, case_id)
    if case is None:
        raise _refuse(Reason.UNKNOWN_ANCHOR)
    return case


def _claim(case: Case) -> Claim:
    if case.claim is None:
        raise _refuse(Reason.NOT_HOLDER)
    return case.claim


def _meaning(state: State, command: Command, who: Seat) -> tuple[MailKey | None, Body]:
    if isinstance(command, ask.Undo):
        return _undoing(state, command)
    if isinstance(command, AboutRules):
        return None, _about_rules(command)
    if isinstance(command, AboutContact):
        return None, _about_contact(command)
    if not isinstance(command, OnCase):
        return None, _about_team(command)
    case = _case(state, command.case)
    if isinstance(command, ApprovalCommand):
        return case.anchor, asked_for(command)
    if isinstance(command, SharingCommand):
        return meant(state, case, command)
    if isinstance(command, ask.MoveMail):
        return _moving(state, case, command)
    return case.anchor, _on_case(state, case, command, who)


def _undoing(state: State, command: ask.Undo) -> tuple[MailKey | None, Body]:
    entry = state.entry(command.event)
    found = compensation(state, entry.event) if entry is not None else None
    if entry is None or found is None or not entry.verdict.accepted:
        raise _refuse(Reason.NOT_STANDING)
    return found


def _moving(state: State, case: Case, command: ask.MoveMail) -> tuple[MailKey | None, Body]:
    """Moving the only mail of a case is a merge: no case may be left empty."""
    target = _case(state, command.to)
    staying = [mail for mail in state.mails_of(case.id) if mail.facts.key != command.mail]
    if not staying:
        return target.anchor, ev.Merged(other=case.anchor)
    return staying[0].facts.key, ev.MailMoved(mail=command.mail, to=target.anchor)


AboutTeam = (
    ask.SetMember
    | ask.SetPresence
    | ask.SetLabel
    | ask.SetTemplate
    | ask.JoinDesk
    | ask.AddMailbox
    | ask.OpenCase
    | ask.RotateKey
    | ask.Redact
)
AboutRules = ask.SetPolicy | ask.SetArrivalRules | ask.SetIdentities
AboutContact = (
    ask.SetContact | ask.DescribeContact | ask.NoteContact | ask.JoinContacts | ask.PartContacts
)
AboutField = (
    ask.Assign
    | ask.HandOver
    | ask.SetLevel
    | ask.PutLabel
    | ask.TakeLabel
    | ask.AddNote
    | ask.LogPhone
)
AboutCourse = ask.Close | ask.Reopen | ask.Snooze | ask.Wake | ask.Filter | ask.Restore
AboutClock = (
    ask.PauseClock | ask.ResumeClock | ask.MakePromise | ask.KeepPromise | ask.WithdrawPromise
)
AboutLock = (
    ask.ClaimCase
    | ask.RenewClaim
    | ask.ReleaseCase
    | ask.AskForClaim
    | ask.KeepClaim
    | ask.TakeOver
    | ask.AbandonSend
)
AboutShape = ask.Merge | ask.SplitCase
AboutEscalation = (
    ask.Escalate
    | ask.AddToEscalation
    | ask.WithdrawEscalation
    | ask.AnswerEscalation
    | ask.HandBack
    | ask.SortAnswer
    | ask.RaiseEscalation
    | ask.LowerEscalation
)
AboutLife = (
    ask.FireStep
    | ask.StopStep
    | ask.ReleaseStoppedMail
    | ask.TryPhone
    | ask.ApplyAnswer
    | ask.TellCustomer
)
AboutConcern = ask.TickCriterion | ask.DismissSuggestion
AboutCase = (
    AboutField
    | AboutCourse
    | AboutClock
    | AboutLock
    | AboutShape
    | AboutConcern
    | AboutEscalation
    | AboutLife
)


def _about_rules(command: AboutRules) -> Body:
    match command:
        case ask.SetPolicy():
            return ev.PolicySet(policy=command.policy, reason=command.reason)
        case ask.SetArrivalRules(rules=rules, reason=reason):
            return ev.ArrivalRulesSet(rules=rules, reason=reason)
        case ask.SetIdentities():
            return ev.IdentitiesSet(mailbox=command.mailbox, identities=command.identities)
        case _:
            assert_never(command)


def _about_team(command: AboutTeam) -> Body:
    match command:
        case ask.SetMember(member=member):
            return ev.MemberSet(member=member)
        case ask.SetPresence():
            return ev.PresenceSet(
                person=command.person, presence=command.presence, until=command.until
            )
        case ask.SetLabel(label=label):
            return ev.LabelSet(label=label)
        case ask.SetTemplate(template=template):
            return ev.TemplateSet(template=template)
        case ask.JoinDesk(desk=desk):
            return ev.DeskJoined(joined=desk)
        case ask.AddMailbox(mailbox=mailbox):
            return ev.MailboxAdded(mailbox=mailbox)
        case ask.RotateKey():
            return KeyRotated(key=secrets.token_hex(32))
        case ask.Redact():
            return Redacted(event=command.event, reason=command.reason)
        case ask.OpenCase():
            return ev.CaseOpened(
                subject=command.subject,
                contact_name=command.contact_name,
                contact=command.contact,
                phone=command.phone,
                text=command.text,
                by_mail=command.by_mail,
            )
        case _:
            assert_never(command)


def _about_contact(command: AboutContact) -> Body:
    match command:
        case ask.SetContact(contact=contact):
            return contacts.ContactSet(contact=contact)
        case ask.DescribeContact():
            return contacts.ContactDescribed(
                key=command.key, name=command.name, company=command.company, phone=command.phone
            )
        case ask.NoteContact(key=key, text=text):
            return contacts.ContactNoted(key=key, text=text)
        case ask.JoinContacts(one=one, other=other):
            return contacts.ContactsJoined(one=one, other=other)
        case ask.PartContacts(join=join):
            return contacts.ContactsParted(join=join)
        case _:
            assert_never(command)


def _on_case(state: State, case: Case, command: AboutCase, who: Seat) -> Body:
    if isinstance(command, AboutField):
        return _field(command)
    if isinstance(command, AboutCourse):
        return _course(command)
    if isinstance(command, AboutClock):
        return _clock(command)
    if isinstance(command, AboutLock):
        return _lock(case, command, who)
    if isinstance(command, AboutShape):
        return _shape(state, command)
    if isinstance(command, AboutConcern):
        return _concern(command)
    if isinstance(command, AboutLife):
        return _life(state, command)
    return _escalation(command)


def _field(command: AboutField) -> Body:
    match command:
        case ask.Assign(person=person):
            return ev.Assigned(person=person)
        case ask.HandOver():
            return ev.HandedOver(to=command.to, text=command.text)
        case ask.SetLevel(level=level):
            return ev.LevelSet(level=level)
        case ask.PutLabel(label=label):
            return ev.Labelled(label=label)
        case ask.TakeLabel(label=label):
            return ev.Unlabelled(label=label)
        case ask.AddNote(text=text):
            return ev.NoteAdded(text=text)
        case ask.LogPhone():
            return ev.PhoneLogged(
                incoming=command.incoming,
                reached=command.reached,
                with_whom=command.with_whom,
                text=command.text,
                number=command.number,
            )
        case _:
            assert_never(command)


def _course(command: AboutCourse) -> Body:
    match command:
        case ask.Close():
            return ev.Closed()
        case ask.Reopen():
            return ev.Reopened()
        case ask.Snooze() as put_off:
            return ev.Snoozed(until=put_off.until, note=put_off.note)
        case ask.Wake():
            return ev.Woken()
        case ask.Filter():
            return ev.Filtered()
        case ask.Restore():
            return ev.Restored()
        case _:
            assert_never(command)


def _clock(command: AboutClock) -> Body:
    match command:
        case ask.PauseClock(reason=reason):
            return ClockPaused(reason=reason)
        case ask.ResumeClock():
            return ClockResumed()
        case ask.MakePromise():
            return Promised(
                at=command.at,
                text=command.text,
                by_reply=command.by_reply,
                instead_of=command.instead_of,
            )
        case ask.KeepPromise(promise=promise):
            return PromiseKept(promise=promise)
        case ask.WithdrawPromise(promise=promise, reason=reason):
            return PromiseWithdrawn(promise=promise, reason=reason)
        case _:
            assert_never(command)


def _lock(case: Case, command: AboutLock, who: Seat) -> Body:
    """Events name the lock that the author saw; who holds it already only renews (rules 6, 8)."""
    match command:
        case ask.ClaimCase():
            if case.claim is not None and case.claim.seat == who:
                return ev.ClaimRenewed(token=case.claim.token)
            return ev.Claimed()
        case ask.AbandonSend():
            if case.open_send is None:
                raise _refuse(Reason.UNKNOWN_SEND)
            return ev.SendAbandoned(message_id=case.open_send.message_id)
        case ask.RenewClaim():
            return ev.ClaimRenewed(token=_claim(case).token)
        case ask.ReleaseCase():
            return ev.Released(token=_claim(case).token)
        case ask.AskForClaim():
            return ev.ClaimAsked(token=_claim(case).token)
        case ask.KeepClaim():
            return ev.ClaimKept(token=_claim(case).token)
        case ask.TakeOver(reason=reason):
            return ev.TakenOver(token=_claim(case).token, reason=reason)
        case _:
            assert_never(command)


def _shape(state: State, command: AboutShape) -> Body:
    match command:
        case ask.Merge(other=other):
            return ev.Merged(other=_case(state, other).anchor)
        case ask.SplitCase(mails=mails):
            return ev.Split(mails=mails)
        case _:
            assert_never(command)


def _concern(command: AboutConcern) -> Body:
    match command:
        case ask.TickCriterion():
            return CriterionTicked(criterion=command.criterion, rule=command.rule)
        case ask.DismissSuggestion():
            return SuggestionDismissed(rule=command.rule, reason=command.reason)
        case _:
            assert_never(command)


def _escalation(command: AboutEscalation) -> Body:
    match command:
        case ask.Escalate(form=form):
            return ev.Escalated(form=form, token=new_escalation_token())
        case ask.AddToEscalation():
            return ev.EscalationAdded(escalation=command.escalation, text=command.text)
        case ask.WithdrawEscalation():
            return ev.EscalationWithdrawn(escalation=command.escalation, reason=command.reason)
        case ask.AnswerEscalation():
            return ev.EscalationAnswered(
                escalation=command.escalation,
                kind=command.kind,
                words=command.words,
                by=command.by,
                by_person=command.by_person,
                spoken=command.spoken,
                how=command.how,
                for_customer=command.for_customer,
            )
        case ask.HandBack():
            return ev.HandedBack(escalation=command.escalation, instruction=command.instruction)
        case ask.SortAnswer():
            return ev.AnswerSorted(
                escalation=command.escalation, answer=command.answer, kind=command.kind
            )
        case ask.RaiseEscalation():
            return ev.EscalationRaised(escalation=command.escalation, form=command.form)
        case ask.LowerEscalation():
            return ev.EscalationLowered(
                escalation=command.escalation,
                instruction=command.instruction,
                form=command.form,
            )
        case _:
            assert_never(command)


def _life(state: State, command: AboutLife) -> Body:
    match command:
        case ask.FireStep():
            return ev.StepFired(
                escalation=command.escalation,
                step=command.step,
                due=_due_of(state, command),
                to=command.to,
                person=command.person,
            )
        case ask.StopStep():
            return ev.StepStopped(
                escalation=command.escalation, step=command.step, reason=command.reason
            )
        case ask.ReleaseStoppedMail():
            return ev.StoppedMailReleased(escalation=command.escalation, step=command.step)
        case ask.TryPhone():
            return ev.PhoneTried(
                escalation=command.escalation,
                number=command.number,
                reached=command.reached,
                memo=command.memo,
            )
        case ask.ApplyAnswer():
            return ev.AnswerApplied(escalation=command.escalation)
        case ask.TellCustomer():
            return ev.CustomerTold(escalation=command.escalation, how=command.how)
        case _:
            assert_never(command)


def _due_of(state: State, command: ask.FireStep) -> datetime:
    """Return when the step would have been due: told beside who took it."""
    escalation = state.escalation(command.escalation)
    if escalation is None:
        raise _refuse(Reason.NO_ESCALATION)
    for step in schedule(state, escalation):
        if step.number == command.step:
            return step.at
    raise _refuse(Reason.NOT_STANDING)
