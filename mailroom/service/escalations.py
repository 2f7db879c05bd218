"""The internal mails of escalations: which are due, what they say, to whom (rule 31).

The desk of whoever acted sends first; a request that nobody has sent after five minutes is
anybody's, and the slot in the journal lets one of them do it. Must not send (``sending`` does).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from mailroom.domain.escalation import Escalation, EscalationForm, StepState
from mailroom.domain.events import (
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationWithdrawn,
    Event,
)
from mailroom.domain.internal_mail import REQUEST, STEP_UNKNOWN_AFTER
from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.parcels import Parcel, Step
from mailroom.domain.people import Address
from mailroom.domain.query import CaseDetail, OutboxState
from mailroom.domain.turn import case_at
from mailroom.ids import EscalationId, MessageId, PersonId, digest
from mailroom.service import letters
from mailroom.service.composing import Composer
from mailroom.service.letters import Letter, Matter
from mailroom.service.matters import Matters
from mailroom.service.parts import Parts

_RESCUE_AFTER = STEP_UNKNOWN_AFTER + timedelta(minutes=1)
Mail = tuple[Parcel, bytes]


class Escalations:
    """Makes the internal mails that events call for."""

    def __init__(self, parts: Parts, composer: Composer) -> None:
        self._parts = parts
        self._composer = composer
        self._matters = Matters(parts)
        self._rescued: dict[tuple[EscalationId, int], float] = {}

    def mails_for(self, events: Iterable[Event]) -> list[Mail]:
        """Return the mails that these events of mine call for, once they are accepted."""
        return [mail for event in events for mail in self._mails_for(event)]

    def rescue(self) -> None:
        """Queue requests that nobody sent: their desk crashed, or is closed."""
        now = self._parts.clock.now()
        for escalation in self._parts.store.reads.escalations():
            attempt = _due_attempt(escalation, now)
            if attempt and self._may_ask_again(escalation.id, attempt):
                parcel, raw = self._later_request(escalation, attempt)
                self._parts.publish(self._parts.store.outbox.add(parcel, raw))

    def _may_ask_again(self, escalation: EscalationId, attempt: int) -> bool:
        """Ask for an attempt once in a while only.

        Where this PC's clock is fast the journal says "too early", and it would fill with asking.
        """
        now = self._parts.clock.monotonic()
        last = self._rescued.get((escalation, attempt))
        if last is not None and now - last < _RESCUE_AFTER.total_seconds():
            return False
        self._rescued[escalation, attempt] = now
        return True

    # --- which mail ----------------------------------------------------------------------------

    def _mails_for(self, event: Event) -> Iterator[Mail]:
        match event.body:
            case Escalated() as body:
                yield self._first_request(event, body)
            case EscalationAdded() as body:
                if escalation := self._known(body.escalation):
                    letter = letters.added(
                        self._matter(escalation), body.text, self._parts.language
                    )
                    yield self._follow_up(escalation, event, "add", letter)
            case EscalationWithdrawn() as body:
                if escalation := self._known(body.escalation):
                    letter = letters.withdrawn(
                        self._matter(escalation), body.reason, self._parts.language
                    )
                    yield self._follow_up(escalation, event, "withdraw", letter)
            case EscalationAnswered(spoken=True) as body:
                to = self._address_of(body.by_person)
                escalation = self._known(body.escalation)
                if escalation and to:
                    letter = letters.confirmed(
                        self._matter(escalation), body.words, self._parts.language
                    )
                    yield self._follow_up(escalation, event, "confirm", letter, to)
            case _:
                return

    def _later_request(self, escalation: Escalation, attempt: int) -> Mail:
        with self._parts.store.reads.state() as state:
            case = case_at(state, escalation.anchor)
        detail = self._parts.store.reads.detail(case.id, self._parts.me.person) if case else None
        step = Step(escalation=escalation.id, name=REQUEST, attempt=attempt)
        matter = self._matter(escalation)
        return self._request(escalation.id, escalation.form, matter, step, detail)

    def _first_request(self, event: Event, body: Escalated) -> Mail:
        escalation = EscalationId(event.id)
        detail = self._detail_at(event)
        matter = self._matters.of_request(event, body)
        step = Step(escalation=escalation, name=REQUEST, after=event.id)
        return self._request(escalation, body.form, matter, step, detail)

    def _request(
        self,
        escalation: EscalationId,
        form: EscalationForm,
        matter: Matter,
        step: Step,
        detail: CaseDetail | None = None,
    ) -> Mail:
        letter = letters.request(matter, self._parts.language)
        original = self._original(detail)
        return self._mail(escalation, step, form.to, letter, detail, original=original)

    def _follow_up(
        self,
        escalation: Escalation,
        event: Event,
        name: str,
        letter: Letter,
        to: Address | None = None,
    ) -> Mail:
        step = Step(escalation=escalation.id, name=f"{name}:{event.id}", after=event.id)
        sent = [mail.message_id for mail in escalation.mails if mail.step == REQUEST]
        detail = self._detail_at(event)
        return self._mail(
            escalation.id, step, to or escalation.form.to, letter, detail, answers=sent[-1:]
        )

    def _mail(
        self,
        escalation: EscalationId,
        step: Step,
        to: Address,
        letter: Letter,
        detail: CaseDetail | None,
        *,
        original: bytes = b"",
        answers: list[MessageId] | None = None,
    ) -> Mail:
        case = detail.row.case if detail else None
        composed = self._composer.internal(
            escalation,
            step,
            to,
            letter,
            customer=case.contact.addr if case else "",
            anchor=case.anchor if case else None,
            original=original,
            answers=answers or [],
        )
        parcel = Parcel(
            # named by what it is, so that queueing it twice is queueing it once
            id=digest("step", escalation, step.name, str(step.attempt))[:16],
            person=self._parts.me.person,
            message_id=composed.message_id,
            case=case.id if case else None,
            anchor=case.anchor if case else None,
            subject=composed.subject,
            to=(to,),
            attachments=1 if original else 0,
            state=OutboxState.WAITING,
            step=step,
        )
        return parcel, composed.raw

    # --- what it is about ----------------------------------------------------------------------

    def _known(self, of: EscalationId) -> Escalation | None:
        with self._parts.store.reads.state() as state:
            return state.escalation(of)

    def _matter(self, escalation: Escalation) -> Matter:
        return self._matters.of(escalation, 1, escalation.form.to)

    def _detail_at(self, event: Event) -> CaseDetail | None:
        with self._parts.store.reads.state() as state:
            case = case_at(state, event.anchor)
        return self._parts.store.reads.detail(case.id, self._parts.me.person) if case else None

    def _latest_word(self, detail: CaseDetail | None) -> MailFacts | None:
        if detail is None:
            return None
        items = self._parts.store.reads.timeline(detail.row.case.id, self._parts.me.person)
        words = [
            item.mail.facts
            for item in items
            if item.mail is not None
            and item.mail.facts.direction is Direction.INBOUND
            and not item.mail.internal
        ]
        return words[-1] if words else None

    def _original(self, detail: CaseDetail | None) -> bytes:
        facts = self._latest_word(detail)
        return (self._parts.store.mails.raw(facts.key) if facts else None) or b""

    def _address_of(self, person: PersonId | None) -> Address | None:
        with self._parts.store.reads.state() as state:
            member = state.member(person) if person else None
        if member is None or not member.addresses:
            return None
        return Address(name=member.name, addr=member.addresses[0])


def _due_attempt(escalation: Escalation, now: datetime) -> int:
    """Return the number of the request mail that is due from anybody, 0 if none is."""
    tries = [mail for mail in escalation.mails if mail.step == REQUEST]
    if not tries:
        return 1 if now - escalation.asked_at > _RESCUE_AFTER else 0
    last = tries[-1]
    if last.state is StepState.SENT or now - last.begun_at < _RESCUE_AFTER:
        return 0
    return last.attempt + 1 if last.state in {StepState.BEGUN, StepState.FAILED} else 0
