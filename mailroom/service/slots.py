"""What a mail needs from the journal before and after it leaves: the events around DATA.

Two kinds: to a customer (a slot of the case, rule 13) and an internal one (a slot of a step of an
escalation, rule 31). Owns which events those are. Must not send nor store anything.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Protocol

from mailroom.domain.cases import SendState
from mailroom.domain.escalation import StepState
from mailroom.domain.events import (
    Body,
    Claimed,
    Event,
    InternalBegun,
    InternalDone,
    InternalFailed,
    SendBegun,
    SendDone,
    SendFailed,
    SentUnchecked,
)
from mailroom.domain.holding import is_addressee, open_escalation, token_for
from mailroom.domain.parcels import Parcel, Step
from mailroom.domain.query import Standing
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import EventId, Token, digest
from mailroom.service.parts import Parts


class Call(Enum):
    """Whether a mail is wanted now."""

    NOW = "now"
    LATER = "later"  # what calls for it is not accepted yet
    NEVER = "never"  # what called for it was refused


class Slot(Protocol):
    """The journal's side of one mail."""

    looks_for_mail: bool
    files_copy: bool

    def call(self, parcel: Parcel) -> Call:
        """Return whether the mail is wanted now."""
        ...

    def begin(self, parcel: Parcel) -> tuple[Event, ...]:
        """Return what must be seen accepted before DATA; the last one is ``parcel.begun``."""
        ...

    def withdrawable(self, parcel: Parcel) -> tuple[EventId, ...]:
        """Return the ids of ``begin``, for taking them back while they were never on the wire."""
        ...

    def is_ours(self, parcel: Parcel) -> bool:
        """Return whether the slot is open for this mail."""
        ...

    def done(self, parcel: Parcel) -> tuple[Event, ...]:
        """Return the fact that it left."""
        ...

    def failed(self, parcel: Parcel, code: int = 0, text: str = "") -> tuple[Event, ...]:
        """Return the fact that it did not leave; nothing if no slot is open."""
        ...

    def next_try(self, parcel: Parcel) -> Parcel:
        """Return the parcel as the next try must send it."""
        ...


def done_id(parcel: Parcel) -> EventId:
    """Return the id of the fact that this try was sent; a crash cannot report it twice."""
    return EventId(digest("send-done", parcel.message_id, parcel.begun or ""))


def slot_of(parts: Parts, parcel: Parcel) -> Slot:
    """Return the kind of slot that a parcel needs."""
    return _CustomerSlot(parts) if parcel.step is None else _StepSlot(parts, parcel.step)


class _CustomerSlot:
    """The slot of a case."""

    looks_for_mail = True
    files_copy = True

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def call(self, parcel: Parcel) -> Call:
        return Call.NOW

    def begin(self, parcel: Parcel) -> tuple[Event, ...]:
        if parcel.unchecked:
            fact = SentUnchecked(message_id=parcel.message_id, to=parcel.to)
            said = _event(self._parts, parcel, fact, _begun_id(parcel))
            return (replace(said, basis=parcel.shown),)
        with self._parts.store.reads.state() as state:
            token = parcel.token or self._held(state, parcel)
            interim = self._is_interim(state, parcel, token)
        claim = None
        if token is None:
            claim = _event(self._parts, parcel, Claimed(), _claim_id(parcel))
            token = Token(claim.id)
        body = SendBegun(
            message_id=parcel.message_id,
            token=token,
            to=parcel.to,
            close_after=parcel.close_after,
            interim=interim,
        )
        begun = _event(self._parts, parcel, body, _begun_id(parcel))
        begun = replace(begun, basis=parcel.shown, requires=claim.id if claim else None)
        return (claim, begun) if claim else (begun,)

    def withdrawable(self, parcel: Parcel) -> tuple[EventId, ...]:
        return (_claim_id(parcel), _begun_id(parcel))

    def is_ours(self, parcel: Parcel) -> bool:
        with self._parts.store.reads.state() as state:
            case = case_at(state, parcel.anchor)
            sent = state.sent(parcel.message_id)
        slot = case.open_send if case else None
        mine = sent is not None and sent.begun == parcel.begun  # of this try, not of a later one
        return mine and slot is not None and slot.message_id == parcel.message_id

    def done(self, parcel: Parcel) -> tuple[Event, ...]:
        body = SendDone(message_id=parcel.message_id, refused=parcel.refused)
        return (_event(self._parts, parcel, body, done_id(parcel)),)

    def failed(self, parcel: Parcel, code: int = 0, text: str = "") -> tuple[Event, ...]:
        with self._parts.store.reads.state() as state:
            sent = state.sent(parcel.message_id)
        if sent is None or sent.state is not SendState.BEGUN or sent.begun != parcel.begun:
            return ()
        body = SendFailed(message_id=parcel.message_id, code=code, detail=text[:200])
        return (_event(self._parts, parcel, body, _failed_id(parcel)),)

    def next_try(self, parcel: Parcel) -> Parcel:
        return parcel

    def _held(self, state: State, parcel: Parcel) -> Token | None:
        case = case_at(state, parcel.anchor)
        return token_for(state, case, self._parts.me) if case else None

    def _is_interim(self, state: State, parcel: Parcel, token: Token | None) -> bool:
        """Mail of the asker while the answer is still to come is interim (rule 31)."""
        case = case_at(state, parcel.anchor)
        escalation = open_escalation(state, case) if case else None
        if escalation is None or token != Token(escalation.id):
            return False
        return not is_addressee(escalation, self._parts.me.person)


class _StepSlot:
    """The slot of one step of an escalation: it blocks nothing, the first desk to ask sends."""

    looks_for_mail = False
    files_copy = True

    def __init__(self, parts: Parts, step: Step) -> None:
        self._parts = parts
        self._step = step

    def call(self, parcel: Parcel) -> Call:
        if self._step.after is None:
            return Call.NOW
        standing, _ = self._parts.store.replica.verdict(self._step.after)
        return {
            Standing.CONFIRMED: Call.NOW,
            Standing.ASKED: Call.LATER,
            Standing.REFUSED: Call.NEVER,
        }[standing]

    def begin(self, parcel: Parcel) -> tuple[Event, ...]:
        body = InternalBegun(
            escalation=self._step.escalation,
            step=self._step.name,
            attempt=self._step.attempt,
            message_id=parcel.message_id,
        )
        return (_event(self._parts, parcel, body, _begun_id(parcel)),)

    def withdrawable(self, parcel: Parcel) -> tuple[EventId, ...]:
        return (_begun_id(parcel),)

    def is_ours(self, parcel: Parcel) -> bool:
        return self._state_of(parcel) is StepState.BEGUN

    def done(self, parcel: Parcel) -> tuple[Event, ...]:
        step = self._step
        body = InternalDone(escalation=step.escalation, step=step.name, attempt=step.attempt)
        return (_event(self._parts, parcel, body, done_id(parcel)),)

    def failed(self, parcel: Parcel, code: int = 0, text: str = "") -> tuple[Event, ...]:
        if self._state_of(parcel) is not StepState.BEGUN:
            return ()
        step = self._step
        body = InternalFailed(
            escalation=step.escalation,
            step=step.name,
            attempt=step.attempt,
            detail=f"{code} {text}".strip()[:200],
        )
        return (_event(self._parts, parcel, body, _failed_id(parcel)),)

    def next_try(self, parcel: Parcel) -> Parcel:
        if self._state_of(parcel) is None:
            return parcel  # nobody ever saw this attempt
        return replace(parcel, step=replace(self._step, attempt=self._step.attempt + 1))

    def _state_of(self, parcel: Parcel) -> StepState | None:
        """Return how far this attempt is, if it was begun by this desk."""
        with self._parts.store.reads.state() as state:
            escalation = state.escalation(self._step.escalation)
        mails = escalation.mails if escalation else ()
        for mail in mails:
            if (mail.step, mail.attempt) == (self._step.name, self._step.attempt):
                return mail.state if mail.by.desk == self._parts.me.desk else None
        return None


def _begun_id(parcel: Parcel) -> EventId:
    assert parcel.begun is not None
    return parcel.begun


def _claim_id(parcel: Parcel) -> EventId:
    return EventId(digest("claim-for", _begun_id(parcel)))


def _failed_id(parcel: Parcel) -> EventId:
    return EventId(digest("send-failed", parcel.message_id, parcel.begun or ""))


def _event(parts: Parts, parcel: Parcel, body: Body, id_: EventId) -> Event:
    return Event(
        id=id_,
        by=parts.me.person,
        desk=parts.me.desk,
        body=body,
        anchor=parcel.anchor,
        made_at=parts.clock.now(),
    )
