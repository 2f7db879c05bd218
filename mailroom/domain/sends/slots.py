"""What a mail needs from the journal before and after it leaves: the events around DATA.

Two kinds: to a customer (a slot of the case, rule 13) and an internal one (a slot of a step of an
escalation, rule 31). Owns which events those are. What is done with them is ``outgoing``'s.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from mailroom.domain.cases import SendState
from mailroom.domain.claims.holding import is_addressee, open_escalation, token_for
from mailroom.domain.escalations.escalation import StepState
from mailroom.domain.events import (
    Body,
    CaseOpened,
    Claimed,
    Event,
    InternalBegun,
    InternalDone,
    InternalFailed,
    SendBegun,
    SendDone,
    SendFailed,
    SentUnchecked,
    case_of_opening,
)
from mailroom.domain.people import Seat
from mailroom.domain.sends.parcels import Along, Parcel, Step
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import EventId, Token, digest

_LONGEST_DETAIL = 200


class Slot(Protocol):
    """The journal's side of one mail."""

    def begin(self, parcel: Parcel) -> tuple[Event, ...]:
        """Return what must be seen accepted before DATA; the last one is ``parcel.begun``."""
        ...

    def is_ours(self, parcel: Parcel) -> bool:
        """Return whether the slot is open for this mail."""
        ...

    def done(self, parcel: Parcel) -> tuple[Event, ...]:
        """Return the fact that it left."""
        ...

    def failed(
        self, parcel: Parcel, code: int = 0, text: str = "", *, gone: bool = False
    ) -> tuple[Event, ...]:
        """Return the fact that it did not leave; nothing if no slot is open.

        Args:
            parcel: the mail.
            code: the server's answer.
            text: its words.
            gone: whether it says that there is no such address.
        """
        ...

    def next_try(self, parcel: Parcel) -> Parcel:
        """Return the parcel as the next try must send it."""
        ...


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes the events of a mail, and when by the clock of this desk."""

    seat: Seat
    now: datetime

    def event(self, parcel: Parcel, body: Body, id_: EventId) -> Event:
        """Return an event about a mail of this desk."""
        return Event(
            id=id_,
            by=self.seat.person,
            desk=self.seat.desk,
            body=body,
            anchor=parcel.anchor,
            made_at=self.now,
        )


def slot_of(state: State, parcel: Parcel, author: Author) -> Slot:
    """Return the kind of slot that a parcel needs."""
    if parcel.step is None:
        return _CustomerSlot(state, author)
    return _StepSlot(state, author, parcel.step)


def done_id(parcel: Parcel) -> EventId:
    """Return the id of the fact that this try was sent; a crash cannot report it twice."""
    return EventId(digest("send-done", parcel.message_id, parcel.begun or ""))


def withdrawable(parcel: Parcel) -> tuple[EventId, ...]:
    """Return the ids of what asks for the slot: taken back while they were never on the wire."""
    begun = _begun_id(parcel)
    opened = () if parcel.opens is None else (parcel.opens,)
    return (begun,) if parcel.step is not None else (*opened, claim_id(parcel), begun)


def claim_id(parcel: Parcel) -> EventId:
    """Return the id of the claim that may ride with a SendBegun (rule 12)."""
    return EventId(digest("claim-for", _begun_id(parcel)))


def _begun_id(parcel: Parcel) -> EventId:
    assert parcel.begun is not None
    return parcel.begun


def _failed_id(parcel: Parcel) -> EventId:
    return EventId(digest("send-failed", parcel.message_id, parcel.begun or ""))


@dataclass(frozen=True, slots=True)
class _CustomerSlot:
    """The slot of a case."""

    state: State
    author: Author

    def begin(self, parcel: Parcel) -> tuple[Event, ...]:
        asked = self._asked(parcel)
        opening = self._opening(parcel)
        if opening is None:
            return asked
        return (opening, replace(asked[0], requires=opening.id), *asked[1:])

    def _opening(self, parcel: Parcel) -> Event | None:
        """Return what opens the case of a mail that answers nothing, until it is there."""
        if parcel.opens is None or self.state.mail(case_of_opening(parcel.opens)) is not None:
            return None
        contact = (*parcel.to, *parcel.cc, *parcel.bcc)[0]
        body = CaseOpened(subject=parcel.subject, contact=contact, by_mail=True)
        return replace(self.author.event(parcel, body, parcel.opens), anchor=None)

    def _asked(self, parcel: Parcel) -> tuple[Event, ...]:
        if parcel.unchecked:
            fact = SentUnchecked(
                message_id=parcel.message_id, to=parcel.to, approval=parcel.approval
            )
            said = self.author.event(parcel, fact, _begun_id(parcel))
            return (replace(said, basis=parcel.shown),)
        token = parcel.token or self._held(parcel)
        claim = None
        if token is None:
            claim = self.author.event(parcel, Claimed(), claim_id(parcel))
            token = Token(claim.id)
        body = SendBegun(
            message_id=parcel.message_id,
            token=token,
            to=parcel.to,
            close_after=parcel.close_after,
            promised=parcel.promised,
            promise=parcel.promise,
            interim=self._is_interim(parcel, token),
            report=parcel.report,
            approval=parcel.approval,
            seal=parcel.seal if parcel.approval else "",
            mailbox=parcel.mailbox,
            redirect=parcel.redirects is not None,
        )
        begun = self.author.event(parcel, body, _begun_id(parcel))
        begun = replace(begun, basis=parcel.shown, requires=claim.id if claim else None)
        return (claim, begun) if claim else (begun,)

    def is_ours(self, parcel: Parcel) -> bool:
        case = case_at(self.state, parcel.anchor)
        slot = case.open_send if case else None
        sent = self.state.sent(parcel.message_id)
        mine = sent is not None and sent.begun == parcel.begun  # of this try, not of a later one
        return mine and slot is not None and slot.message_id == parcel.message_id

    def done(self, parcel: Parcel) -> tuple[Event, ...]:
        body = SendDone(
            message_id=parcel.message_id,
            refused=parcel.refused,
            redirected_to=parcel.to[0] if parcel.redirects is not None else None,
        )
        return (self.author.event(parcel, body, done_id(parcel)),)

    def failed(
        self, parcel: Parcel, code: int = 0, text: str = "", *, gone: bool = False
    ) -> tuple[Event, ...]:
        sent = self.state.sent(parcel.message_id)
        if sent is None or sent.state is not SendState.BEGUN or sent.begun != parcel.begun:
            return ()
        detail = text[:_LONGEST_DETAIL]
        body = SendFailed(message_id=parcel.message_id, code=code, detail=detail)
        return (self.author.event(parcel, body, _failed_id(parcel)),)

    def next_try(self, parcel: Parcel) -> Parcel:
        return parcel

    def _held(self, parcel: Parcel) -> Token | None:
        case = case_at(self.state, parcel.anchor)
        return token_for(self.state, case, self.author.seat) if case else None

    def _is_interim(self, parcel: Parcel, token: Token) -> bool:
        """Mail of the asker while the answer is still to come is interim (rule 31)."""
        case = case_at(self.state, parcel.anchor)
        escalation = open_escalation(self.state, case) if case else None
        if escalation is None or token != Token(escalation.id):
            return False
        return not is_addressee(escalation, self.author.seat.person)


@dataclass(frozen=True, slots=True)
class _StepSlot:
    """The slot of one step of an escalation: it blocks nothing, the first desk to ask sends."""

    state: State
    author: Author
    step: Step

    def begin(self, parcel: Parcel) -> tuple[Event, ...]:
        body = InternalBegun(
            escalation=self.step.escalation,
            step=self.step.name,
            attempt=self.step.attempt,
            message_id=parcel.message_id,
            to=parcel.to[0].addr.lower() if parcel.to else "",
        )
        return (self.author.event(parcel, body, _begun_id(parcel)),)

    def is_ours(self, parcel: Parcel) -> bool:
        return self._progress() is StepState.BEGUN

    def done(self, parcel: Parcel) -> tuple[Event, ...]:
        step = self.step
        body = InternalDone(
            escalation=step.escalation,
            step=step.name,
            attempt=step.attempt,
            message_id=parcel.message_id,
        )
        left = self.author.event(parcel, body, done_id(parcel))
        return (left, *(self._brought(parcel, one) for one in step.along))

    def _brought(self, parcel: Parcel, along: Along) -> Event:
        """Return the fact that a heads-up left in the mail of another one."""
        body = InternalDone(
            escalation=along.escalation,
            step=self.step.name,
            attempt=1,
            message_id=along.message_id,
        )
        id_ = EventId(digest("sent-along", parcel.message_id, along.escalation))
        return replace(self.author.event(parcel, body, id_), anchor=along.anchor)

    def failed(
        self, parcel: Parcel, code: int = 0, text: str = "", *, gone: bool = False
    ) -> tuple[Event, ...]:
        if self._progress() is not StepState.BEGUN:
            return ()
        body = InternalFailed(
            escalation=self.step.escalation,
            step=self.step.name,
            attempt=self.step.attempt,
            detail=f"{code} {text}".strip()[:_LONGEST_DETAIL],
            bounced=gone,  # it will never reach them
        )
        return (self.author.event(parcel, body, _failed_id(parcel)),)

    def next_try(self, parcel: Parcel) -> Parcel:
        if self._progress() is None:
            return parcel  # nobody ever saw this attempt
        return replace(parcel, step=replace(self.step, attempt=self.step.attempt + 1))

    def _progress(self) -> StepState | None:
        """Return how far this attempt is, if it was begun by this desk."""
        escalation = self.state.escalation(self.step.escalation)
        for mail in escalation.mails if escalation else ():
            if (mail.step, mail.attempt) == (self.step.name, self.step.attempt):
                return mail.state if mail.by.desk == self.author.seat.desk else None
        return None
