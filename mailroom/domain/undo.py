"""元に戻す: the compensating event for one that was made (rules 20, 28).

Owns: what undoes what. Whether the undo still applies is judged by the fold like anything else.
"""

from __future__ import annotations

from mailroom.domain.arrival.arrival_events import FiringUndone, RulesFired
from mailroom.domain.cases import Case
from mailroom.domain.events import (
    Assigned,
    Body,
    Closed,
    Event,
    Filtered,
    HandedOver,
    Labelled,
    LevelSet,
    MailMoved,
    Merged,
    Reopened,
    Restored,
    Snoozed,
    Split,
    UnknownBody,
    Unlabelled,
    Unmerged,
    Woken,
    case_of_opening,
)
from mailroom.domain.policies.contact_events import ContactsJoined, ContactsParted
from mailroom.domain.state import State
from mailroom.domain.times.clock_events import ClockPaused, ClockResumed, Promised, PromiseWithdrawn
from mailroom.domain.turn import case_at
from mailroom.ids import EventId, MailKey, case_id


def can_undo(body: Body | UnknownBody) -> bool:
    """Return whether there is a compensating event for this kind (what a toast may offer)."""
    return isinstance(
        body,
        Assigned
        | HandedOver
        | LevelSet
        | Labelled
        | Unlabelled
        | Closed
        | Reopened
        | Snoozed
        | Promised
        | ClockPaused
        | Filtered
        | Restored
        | Merged
        | Split
        | MailMoved
        | RulesFired
        | ContactsJoined,
    )


def compensation(state: State, event: Event) -> tuple[MailKey | None, Body] | None:
    """Return anchor and body of the event that undoes this one, or None if nothing does."""
    if isinstance(event.body, ContactsJoined):
        return None, ContactsParted(join=event.id)
    case = case_at(state, event.anchor)
    if case is None:
        return None
    body = _of_value(case, event) or _of_course(event)
    return (event.anchor, body) if body is not None else _of_shape(state, case, event)


def _of_value(case: Case, event: Event) -> Body | None:
    match event.body:
        case Assigned() | HandedOver():
            return Assigned(person=case.assignee_was, undoes=event.id)
        case LevelSet():
            return LevelSet(level=case.level_was, undoes=event.id)
        case Labelled(label=label):
            return Unlabelled(label=label, undoes=event.id)
        case Unlabelled(label=label):
            return Labelled(label=label, undoes=event.id)
        case _:
            return None


def _of_course(event: Event) -> Body | None:
    match event.body:
        case Closed():
            return Reopened(undoes=event.id)
        case Reopened():
            return Closed(undoes=event.id)
        case Snoozed():
            return Woken(undoes=event.id)
        case Promised():
            return PromiseWithdrawn(promise=event.id)
        case ClockPaused():
            return ClockResumed()
        case Filtered():
            return Restored(undoes=event.id)
        case Restored():
            return Filtered(undoes=event.id)
        case RulesFired():
            return FiringUndone(firing=event.id)
        case _:
            return None


def _of_shape(state: State, case: Case, event: Event) -> tuple[MailKey | None, Body] | None:
    match event.body:
        case Merged():
            return event.anchor, Unmerged(merge=event.id)
        case Split(mails=mails):
            return _joining_again(state, event.id, mails)
        case MailMoved(mail=mail, to=to):
            back = MailMoved(mail=mail, to=case.anchor, undoes=event.id)
            return to, back
        case _:
            return None


def _joining_again(
    state: State, split: EventId, mails: tuple[MailKey, ...]
) -> tuple[MailKey | None, Body] | None:
    """Undoing a split merges the part into the case it came from, if both still stand."""
    part = state.case(case_id(case_of_opening(split)))
    origin = None if part is None or not part.related else state.case(part.related[0])
    if part is None or part.merged_into is not None or origin is None:
        return None
    return origin.anchor, Merged(other=part.anchor, undoes=split)
