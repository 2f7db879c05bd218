"""Pauses of a case's clocks, and promises to the customer: made, moved, kept, taken back (N24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from mailroom.domain.cases import Case
from mailroom.domain.position import Position
from mailroom.domain.state import State
from mailroom.domain.times.clock_events import (
    ClockBody,
    ClockPaused,
    ClockResumed,
    Promised,
    PromiseKept,
    PromiseWithdrawn,
)
from mailroom.domain.times.clocks import Pause, PauseCause, Promise
from mailroom.domain.times.deadlines import resumed
from mailroom.domain.turn import PLAIN, Flags, Turn, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import EventId, PersonId

_MOST_PROMISES = 50
"""Of one case; open ones stay, the oldest others are forgotten (the timeline has them all)."""


def judge_clock(turn: Turn, body: ClockBody) -> Flags:
    """Judge a pause or a promise."""
    turn.actor()
    case = turn.case()
    match body:
        case ClockPaused():
            _pause(turn, case, body)
        case ClockResumed():
            _resume(turn, case)
        case Promised():
            _promise(turn, case, body)
        case PromiseKept():
            promise = _open_promise(case, body.promise)
            turn.put_case(_with_promise(case, replace(promise, kept_at=turn.time)))
        case PromiseWithdrawn():
            promise = _open_promise(case, body.promise)
            turn.put_case(_with_promise(case, replace(promise, withdrawn_at=turn.time)))
        case _:
            assert_never(body)
    return PLAIN


def promised(
    case: Case,
    *,
    promise: EventId,
    at: datetime,
    text: str,
    by: PersonId,
    made_at: datetime,
    by_reply: bool = True,
) -> Case:
    """Return the case with one more promise; one that was put off past it is awake again."""
    made = Promise(id=promise, at=at, text=text, by=by, made_at=made_at, by_reply=by_reply)
    late = case.rest is not None and case.rest.lasts_past(at)
    return replace(
        case,
        promises=_trimmed((*case.promises, made)),
        rest=None if late else case.rest,
    )


def kept_by_reply(state: State, case: Case, begun: Position, at: datetime) -> Case:
    """Return the case after the customer heard from us: what was promised before that is kept.

    Args:
        state: knows where each promise was made.
        case: the case.
        begun: where its author began to write; what was promised while writing is still to come.
        at: when it left.
    """

    def is_kept(promise: Promise) -> bool:
        made = state.entry(promise.id)
        return promise.is_open and promise.by_reply and made is not None and made.position < begun

    promises = tuple(replace(one, kept_at=at) if is_kept(one) else one for one in case.promises)
    return case if promises == case.promises else replace(case, promises=promises)


def has_open_promise(case: Case) -> bool:
    """Return whether the customer was told a time that is still to be kept."""
    return any(promise.is_open for promise in case.promises)


def _pause(turn: Turn, case: Case, body: ClockPaused) -> None:
    if case.closed:
        refuse(Reason.CLOSED)
    if not body.reason.strip():
        refuse(Reason.INVALID)
    if any(one.until is None and one.cause is PauseCause.BY_HAND for one in case.pauses):
        refuse(Reason.ALREADY)
    pause = Pause(since=turn.time, reason=body.reason, by=turn.event.by, event=turn.event.id)
    turn.put_case(replace(case, begun=True, pauses=(*case.pauses, pause)))


def _resume(turn: Turn, case: Case) -> None:
    after = resumed(case, turn.time, cause=PauseCause.BY_HAND)
    if after is case:
        refuse(Reason.ALREADY)
    turn.put_case(after)


def _promise(turn: Turn, case: Case, body: Promised) -> None:
    if case.closed:
        refuse(Reason.CLOSED)
    if body.at <= turn.time:
        refuse(Reason.INVALID)
    if body.instead_of is not None:
        moved = _open_promise(case, body.instead_of)
        case = _with_promise(case, replace(moved, withdrawn_at=turn.time))
    after = promised(
        replace(case, begun=True),
        promise=turn.event.id,
        at=body.at,
        text=body.text,
        by=turn.event.by,
        made_at=turn.time,
        by_reply=body.by_reply,
    )
    turn.put_case(after)


def _open_promise(case: Case, promise: EventId) -> Promise:
    found = next((one for one in case.promises if one.id == promise), None)
    if found is None or not found.is_open:
        refuse(Reason.NOT_STANDING)
    return found


def _with_promise(case: Case, promise: Promise) -> Case:
    promises = tuple(promise if one.id == promise.id else one for one in case.promises)
    return replace(case, promises=promises)


def _trimmed(promises: tuple[Promise, ...]) -> tuple[Promise, ...]:
    over = len(promises) - _MOST_PROMISES
    settled = [one.id for one in promises if not one.is_open][: max(over, 0)]
    return tuple(one for one in promises if one.id not in settled)
