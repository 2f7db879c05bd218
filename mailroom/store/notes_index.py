"""Notes, phone notes and other words of the team, made searchable."""

from __future__ import annotations

from mailroom.domain.events import (
    CaseOpened,
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationWithdrawn,
    Event,
    HandedBack,
    NoteAdded,
    PhoneLogged,
)

WORDY = frozenset(
    body.__name__
    for body in (
        NoteAdded,
        EscalationAdded,
        PhoneLogged,
        CaseOpened,
        Escalated,
        EscalationAnswered,
        EscalationWithdrawn,
        HandedBack,
    )
)
"""Kinds of events that ``words_of`` looks into."""


def words_of(event: Event) -> str:
    """Return what a person wrote in an event; empty if there is nothing (rule 21)."""
    match event.body:
        case NoteAdded(text=text) | EscalationAdded(text=text):
            return text
        case PhoneLogged() as call:
            return _joined(call.with_whom, call.number, call.text)
        case CaseOpened() as opened:
            name = opened.contact.addr if opened.contact else ""
            return _joined(opened.subject, opened.contact_name, name, opened.phone, opened.text)
        case Escalated(form=form):
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
            return answer.words
        case EscalationWithdrawn(reason=reason):
            return reason
        case HandedBack(instruction=instruction):
            return instruction
        case _:
            return ""


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
