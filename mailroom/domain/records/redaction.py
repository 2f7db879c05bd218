"""Blanking the words of a judged event wherever the state keeps them (design section 4).

Nobody's ids and addresses are touched, nor anything that a rule reads: the case goes on as it was.
Who may ask for it is judged in ``upkeep``.
"""

from __future__ import annotations

from dataclasses import replace

from mailroom.domain.cases import Case
from mailroom.domain.escalations.escalation import Escalation, EscalationForm
from mailroom.domain.events import (
    CustomerTold,
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationBody,
    EscalationLowered,
    EscalationRaised,
    Event,
    HandedBack,
    InternalFailed,
    PhoneTried,
    SendBegun,
    StepStopped,
)
from mailroom.domain.policies.contact_events import ContactDescribed, ContactSet, key_of
from mailroom.domain.state import Entry, State
from mailroom.domain.times.clock_events import ClockPaused, Promised
from mailroom.domain.turn import case_at
from mailroom.domain.words import BLANK, blanked
from mailroom.ids import EscalationId


def blank_everywhere(state: State, entry: Entry) -> None:
    """Put the entry without its words, and the escalation that repeats them."""
    event = entry.event
    escalation = _escalation_of(state, event)
    if escalation is not None:
        state.put(_without_words_of(event, escalation))
    case = case_at(state, entry.anchor)
    if case is not None and isinstance(event.body, ClockPaused | Promised | SendBegun):
        state.put(_without_clock_words_of(event, case))
    if isinstance(event.body, ContactSet | ContactDescribed):
        _blank_contact(state, event.body)
    state.put(replace(entry, event=blanked(event)))


def _blank_contact(state: State, body: ContactSet | ContactDescribed) -> None:
    """Blank what the contact still says in these words; what was said since is another event's."""
    row = state.contact(key_of(body))
    if row is None:
        return
    said = body.contact if isinstance(body, ContactSet) else body
    without = blanked(row)
    same = {
        name: getattr(without, name)
        for name in ("handling", "wording", "name", "company", "phone")
        if getattr(row, name) and getattr(said, name, "") == getattr(row, name)
    }
    state.put(replace(row, **same))


def _escalation_of(state: State, event: Event) -> Escalation | None:
    body = event.body
    if isinstance(body, Escalated):
        return state.escalation(EscalationId(event.id))
    return state.escalation(body.escalation) if isinstance(body, EscalationBody) else None


def _without_clock_words_of(event: Event, case: Case) -> Case:
    pauses = tuple(blanked(one) if one.event == event.id else one for one in case.pauses)
    promises = tuple(blanked(one) if one.id == event.id else one for one in case.promises)
    return replace(case, pauses=pauses, promises=promises)


def _without_words_of(event: Event, escalation: Escalation) -> Escalation:
    match event.body:
        case Escalated() | EscalationRaised():
            return replace(escalation, form=blanked(escalation.form))
        case EscalationAdded() | EscalationLowered(form=EscalationForm()):
            added = tuple(
                blanked(one) if one.event == event.id else one for one in escalation.added
            )
            return replace(escalation, added=added)
        case EscalationAnswered() | HandedBack() | EscalationLowered():
            answers = tuple(
                blanked(one) if one.event == event.id else one for one in escalation.answers
            )
            return replace(escalation, answers=answers)
        case PhoneTried():
            phone = tuple(
                blanked(one) if one.event == event.id else one for one in escalation.phone
            )
            return replace(escalation, phone=phone)
        case StepStopped():
            marks = tuple(
                blanked(one) if one.event == event.id else one for one in escalation.marks
            )
            return replace(escalation, marks=marks)
        case CustomerTold():
            return replace(escalation, told_how=BLANK if escalation.told_how else "")
        case InternalFailed() as failed:
            named = (failed.step, failed.attempt)
            mails = tuple(
                blanked(one) if (one.step, one.attempt) == named else one
                for one in escalation.mails
            )
            return replace(escalation, mails=mails)
        case _:
            return escalation
