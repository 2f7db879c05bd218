"""Asking again for what was refused, on what is shown now (rule 18).

A command made of a refused event: the same wish, with the position of what is on screen as its
basis. Nothing where asking again means another thing than it did (an undo, an answered request).
"""

from __future__ import annotations

from mailroom.domain import commands as c
from mailroom.domain import events as e
from mailroom.domain.query import CaseDetail, NotApplied
from mailroom.domain.times import clock_events as k


def again(one: NotApplied, now: CaseDetail | None) -> c.Command | None:
    """Return the command that asks again, or None if that makes no sense."""
    body = one.event.body
    if getattr(body, "undoes", None) is not None:
        return None
    if now is None:
        return _of_team(body)
    known = _of_field(body, now) or _of_course(body, now) or _of_clock(body, now)
    return known or _of_request(body, now)


def _of_team(body: e.Body | e.UnknownBody) -> c.Command | None:
    match body:
        case e.MemberSet(member=member):
            return c.SetMember(member=member)
        case e.PresenceSet():
            return c.SetPresence(person=body.person, presence=body.presence, until=body.until)
        case e.LabelSet(label=label):
            return c.SetLabel(label=label)
        case e.IdentitiesSet():
            return c.SetIdentities(mailbox=body.mailbox, identities=body.identities)
        case e.TemplateSet(template=template):
            return c.SetTemplate(template=template)
        case e.PolicySet():
            return c.SetPolicy(policy=body.policy, reason=body.reason)
        case e.ArrivalRulesSet():
            return c.SetArrivalRules(rules=body.rules, reason=body.reason)
        case _:
            return None


def _of_field(body: e.Body | e.UnknownBody, now: CaseDetail) -> c.Command | None:
    case, shown = now.row.case.id, now.seen
    match body:
        case e.Assigned(person=person):
            return c.Assign(case=case, shown=shown, person=person)
        case e.HandedOver():
            return c.HandOver(case=case, shown=shown, to=body.to, text=body.text)
        case e.LevelSet(level=level):
            return c.SetLevel(case=case, shown=shown, level=level)
        case e.Labelled(label=label):
            return c.PutLabel(case=case, shown=shown, label=label)
        case e.Unlabelled(label=label):
            return c.TakeLabel(case=case, shown=shown, label=label)
        case e.NoteAdded(text=text):
            return c.AddNote(case=case, shown=shown, text=text)
        case e.PhoneLogged():
            return c.LogPhone(
                case=case,
                shown=shown,
                incoming=body.incoming,
                reached=body.reached,
                with_whom=body.with_whom,
                text=body.text,
                number=body.number,
            )
        case _:
            return None


def _of_course(body: e.Body | e.UnknownBody, now: CaseDetail) -> c.Command | None:
    case, shown = now.row.case.id, now.seen
    match body:
        case e.Closed():
            return c.Close(case=case, shown=shown)
        case e.Reopened():
            return c.Reopen(case=case, shown=shown)
        case e.Snoozed(until=until, note=note):
            return c.Snooze(case=case, shown=shown, until=until, note=note)
        case e.Woken(timer=False):
            return c.Wake(case=case, shown=shown)
        case e.Filtered():
            return c.Filter(case=case, shown=shown)
        case e.Restored():
            return c.Restore(case=case, shown=shown)
        case e.TakenOver(reason=reason):
            return c.TakeOver(case=case, shown=shown, reason=reason)
        case _:
            return None


def _of_clock(body: e.Body | e.UnknownBody, now: CaseDetail) -> c.Command | None:
    case, shown = now.row.case.id, now.seen
    match body:
        case k.ClockPaused(reason=reason):
            return c.PauseClock(case=case, shown=shown, reason=reason)
        case k.ClockResumed():
            return c.ResumeClock(case=case, shown=shown)
        case k.Promised():
            return c.MakePromise(
                case=case, shown=shown, at=body.at, text=body.text, by_reply=body.by_reply
            )
        case _:
            return None


def _of_request(body: e.Body | e.UnknownBody, now: CaseDetail) -> c.Command | None:
    """Return a request again; what belongs to an escalation only while that one is open."""
    case, shown = now.row.case.id, now.seen
    open_ones = {one.id for one in now.escalations if one.awaits_answer}
    match body:
        case e.Escalated(form=form) if not now.row.case.escalated:
            return c.Escalate(case=case, shown=shown, form=form)
        case e.EscalationAdded() if body.escalation in open_ones:
            return c.AddToEscalation(
                case=case, shown=shown, escalation=body.escalation, text=body.text
            )
        case e.EscalationWithdrawn() if body.escalation in open_ones:
            return c.WithdrawEscalation(
                case=case, shown=shown, escalation=body.escalation, reason=body.reason
            )
        case _:
            return None
