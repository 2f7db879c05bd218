"""Notes, phone notes and other words of the team, made searchable."""

from __future__ import annotations

from mailroom.domain.events import (
    ApprovalAsked,
    ApprovalReturned,
    Approved,
    Body,
    CaseOpened,
    CustomerTold,
    DraftShared,
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationLowered,
    EscalationRaised,
    EscalationWithdrawn,
    Event,
    HandedBack,
    HandedOver,
    NoteAdded,
    PhoneLogged,
    PhoneTried,
    Snoozed,
    StepStopped,
    UnknownBody,
)
from mailroom.domain.policies.guidance_events import SuggestionDismissed
from mailroom.domain.times.clock_events import ClockPaused, Promised, PromiseWithdrawn

WORDY = frozenset(
    body.__name__
    for body in (
        NoteAdded,
        HandedOver,
        EscalationAdded,
        PhoneLogged,
        CaseOpened,
        Snoozed,
        ApprovalAsked,
        Approved,
        ApprovalReturned,
        DraftShared,
        Escalated,
        EscalationAnswered,
        EscalationWithdrawn,
        HandedBack,
        EscalationRaised,
        EscalationLowered,
        StepStopped,
        PhoneTried,
        CustomerTold,
        SuggestionDismissed,
        ClockPaused,
        Promised,
        PromiseWithdrawn,
    )
)
"""Kinds of events that ``words_of`` looks into."""


def words_of(event: Event) -> str:
    """Return what a person wrote in an event; empty if there is nothing (rule 21)."""
    match event.body:
        case (
            NoteAdded(text=text)
            | HandedOver(text=text)
            | EscalationAdded(text=text)
            | Snoozed(note=text)
        ):
            return text
        case PhoneLogged() as call:
            return _joined(call.with_whom, call.number, call.text)
        case CaseOpened() as opened:
            name = opened.contact.addr if opened.contact else ""
            return _joined(opened.subject, opened.contact_name, name, opened.phone, opened.text)
        case Escalated(form=form) | EscalationRaised(form=form):
            return _joined(
                form.request,
                form.customer,
                form.dates,
                form.history,
                form.tried,
                form.now,
                form.amount,
            )
        case EscalationAnswered() as answer:
            return _joined(answer.words, answer.for_customer)
        case (
            EscalationWithdrawn(reason=said)
            | SuggestionDismissed(reason=said)
            | ClockPaused(reason=said)
            | Promised(text=said)
            | PromiseWithdrawn(reason=said)
            | StepStopped(reason=said)
            | CustomerTold(how=said)
            | HandedBack(instruction=said)
            | EscalationLowered(instruction=said)
        ):
            return said
        case PhoneTried() as tried:
            return _joined(tried.number, tried.memo)
        case _:
            return _of_mail(event.body)


def _of_mail(body: Body | UnknownBody) -> str:
    match body:
        case ApprovalAsked(proposal=mail, note=note):
            return _joined(note, mail.subject, mail.text)
        case Approved(changed=mail, comment=comment):
            return _joined(comment, mail.text if mail else "")
        case ApprovalReturned(comment=comment):
            return comment
        case DraftShared(draft=mail):
            return _joined(mail.subject, mail.text)
        case _:
            return ""


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
