"""The internal mails of escalations: what ``internal_mail.wanted`` names, made and queued.

Rule 31: the desk of whoever acted sends first; a mail that nobody has sent after some minutes is
anybody's, and the slot in the journal lets one of them do it. Must not send (``sending`` does).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mailroom import logging
from mailroom.domain.escalations import limits
from mailroom.domain.escalations.escalation import (
    PASSING_ANSWERS,
    Escalation,
    InternalMail,
    PassReason,
    StepState,
)
from mailroom.domain.escalations.internal_mail import (
    RESCUE_AFTER,
    MailKind,
    Wanted,
    owed,
    request_step,
    sendable,
    tries,
)
from mailroom.domain.events import (
    Escalated,
    EscalationBody,
    EscalationLowered,
    EscalationRaised,
    EscalationWithdrawn,
    Event,
    MailStopped,
    StepFired,
)
from mailroom.domain.mails import Direction, MailFacts
from mailroom.domain.people import Address
from mailroom.domain.query import CaseDetail, OutboxState
from mailroom.domain.sends.parcels import Parcel, Step
from mailroom.domain.turn import case_at
from mailroom.errors import BadInput
from mailroom.ids import EscalationId, EventId, MessageId, PersonId, digest
from mailroom.service.letters import letters
from mailroom.service.letters.digests import Digests
from mailroom.service.letters.letters import Letter
from mailroom.service.letters.matters import Matters
from mailroom.service.outgoing.composing import Composer
from mailroom.service.parts import NOBODY, Parts

_log = logging.topic("service")
Owed = tuple[EscalationId, str]
_WITH_ORIGINAL = frozenset({MailKind.REQUEST, MailKind.STEP})


class InternalMails:
    """Makes and queues the internal mails of this desk's team."""

    def __init__(self, parts: Parts, composer: Composer) -> None:
        self._parts = parts
        self._composer = composer
        self._matters = Matters(parts)
        self._queued: dict[tuple[EscalationId, str, int], float] = {}
        self._digests = Digests(parts, composer, self._matters, self._address, self._may_ask)

    # --- which are queued when -----------------------------------------------------------------

    def require_mailable(self, events: Iterable[Event]) -> None:
        """Refuse to ask somebody whom no mail could reach: the customer, or no address at all.

        Raises:
            BadInput: an address that cannot be one, or the customer's.
        """
        for event in events:
            to = _newly_asked(event)
            if to is None or not to.addr:
                continue
            with self._parts.store.reads.state() as state:
                case = case_at(state, event.anchor)
            self._composer.internal(
                EscalationId(event.id),
                Step(escalation=EscalationId(event.id), name=MailKind.REQUEST.value),
                to,
                Letter(subject="-", text="-"),
                customer=case.contact.addr if case else "",
                anchor=event.anchor,
                original=b"",
                answers=[],
            )

    def owed_before(self, events: Iterable[Event]) -> frozenset[Owed]:
        """Return what the escalations of these events owe as things stand, to compare with."""
        return frozenset(
            (escalation.id, one.step)
            for escalation in self._touched(events)
            for one in owed(escalation)
        )

    def queue_for(self, events: Iterable[Event], before: frozenset[Owed]) -> None:
        """Queue what these events of mine call for; it leaves once they are accepted.

        Args:
            events: as they stand in the queue now.
            before: ``owed_before`` of them.
        """
        said = list(events)
        for escalation in self._touched(said):
            for one, attempt in sendable(escalation, self._parts.me.desk, self._parts.clock.now()):
                known = (escalation.id, one.step) in before
                if not known and not self._digests.waits(escalation, one):
                    self._queue_if_possible(escalation, one, attempt, after=said[-1].id)

    def queue_owed(self) -> None:
        """Queue what is owed and may be sent from here: mine at once, a silent desk's later."""
        now = self._parts.clock.now()
        owing = self._parts.store.reads.owing()
        for escalation in owing:
            for one, attempt in sendable(escalation, self._parts.me.desk, now):
                if self._digests.waits(escalation, one):
                    continue
                if self._may_ask(escalation.id, one.step, attempt):
                    self._queue_if_possible(escalation, one, attempt)
        self._digests.queue_due(owing)

    def _queue_if_possible(
        self, escalation: Escalation, wanted: Wanted, attempt: int, after: EventId | None = None
    ) -> None:
        """Queue a mail; one that cannot be made, for a broken program asked, holds up no other."""
        try:
            self._queue(escalation, wanted, attempt, after)
        except BadInput as error:
            _log.warning("step %s cannot be mailed: %r", wanted.step, error)

    def _may_ask(self, escalation: EscalationId, step: str, attempt: int) -> bool:
        """Ask for an attempt once in a while only.

        Where this PC's clock is fast the journal says "too early", and it would fill with asking.
        """
        now, named = self._parts.clock.monotonic(), (escalation, step, attempt)
        last = self._queued.get(named)
        if last is not None and now - last < RESCUE_AFTER.total_seconds():
            return False
        self._queued[named] = now
        return True

    def _touched(self, events: Iterable[Event]) -> list[Escalation]:
        found: dict[EscalationId, Escalation] = {}
        with self._parts.store.reads.state() as state:
            for event in events:
                row = state.escalation(id_) if (id_ := _named(event)) is not None else None
                if row is not None:
                    found[row.id] = row
        return list(found.values())

    # --- making one ----------------------------------------------------------------------------

    def _queue(
        self, escalation: Escalation, wanted: Wanted, attempt: int, after: EventId | None
    ) -> None:
        to = self._address(wanted)
        if to is None or self._stopped(escalation, wanted, to):
            return
        step = Step(escalation=escalation.id, name=wanted.step, attempt=attempt, after=after)
        letter = self._letter(escalation, wanted, to)
        if not wanted.by.person:  # the clock took the step
            letter = replace(letter, system=True)
        detail = self._detail(escalation)
        case = detail.row.case if detail else None
        original = self._original(detail) if wanted.kind in _WITH_ORIGINAL else b""
        composed = self._composer.internal(
            escalation.id,
            step,
            to,
            letter,
            customer=case.contact.addr if case else "",
            anchor=case.anchor if case else None,
            original=original,
            answers=_asked_by(escalation, wanted),
        )
        parcel = Parcel(
            # named by what it is, so that queueing it twice is queueing it once
            id=digest("step", escalation.id, step.name, str(step.attempt))[:16],
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
        self._parts.publish(self._parts.store.outbox.add(parcel, composed.raw))

    def _stopped(self, escalation: Escalation, wanted: Wanted, to: Address) -> bool:
        """Stop a mail that would leave by itself for nobody, or as one too many (5.3)."""
        if not limits.is_automatic(wanted) or escalation.stop_of(wanted.step) is not None:
            return False  # a released one leaves
        now, reads = self._parts.clock.now(), self._parts.store.reads
        lately = {one.id: one for one in reads.asked_since(now - limits.LOOKED_BACK)}
        every = lately | {one.id: one for one in reads.escalations()} | {escalation.id: escalation}
        here = [one for one in every.values() if one.anchor == escalation.anchor]
        why = limits.why_stopped(to.addr, _mails(here), _mails(every.values()), now)
        if why is None:
            return False
        _log.warning("step %s is not mailed: %s", wanted.step, why.value)
        event = Event(
            id=limits.stopped_id(escalation.id, wanted.step),
            by=NOBODY,
            desk=self._parts.me.desk,
            body=MailStopped(escalation=escalation.id, step=wanted.step, to=to.addr, why=why),
            made_at=now,
        )
        self._parts.publish(self._parts.store.replica.append_pending([event]))
        self._parts.bell.ring()
        return True

    def _letter(self, escalation: Escalation, wanted: Wanted, to: Address) -> Letter:
        matter, language = self._matters.of(escalation, wanted.number, to), self._parts.language
        match wanted.kind:
            case MailKind.REQUEST:
                return letters.request(matter, language)
            case MailKind.STEP:
                return self._next_request(escalation, wanted, to)
            case MailKind.NUDGE:
                return letters.nudge(matter, language)
            case MailKind.TAKEN:
                reason = _why_passed(escalation, wanted.number)
                return letters.taken(matter, self._name_after(escalation, wanted), language, reason)
            case MailKind.HELD:
                holder = escalation.taken_by or escalation.asked[-1]
                name = self._name(holder.person) or holder.to.name or holder.to.addr
                return letters.held(matter, name, language)
            case MailKind.ADD:
                texts = {one.event: one.text for one in escalation.added}
                return letters.added(matter, texts[wanted.event or EventId("")], language)
            case MailKind.WITHDRAW:
                return letters.withdrawn(matter, self._reason(wanted.event), language)
            case MailKind.CONFIRM:
                words = {one.event: one.words for one in escalation.answers}
                return letters.confirmed(matter, words[wanted.event or EventId("")], language)
            case MailKind.RECORD:
                [call] = [one for one in escalation.phone if one.event == wanted.event]
                at = self._matters.in_team_time(call.at)
                return letters.recorded(matter, call, at, language)

    def _next_request(self, escalation: Escalation, wanted: Wanted, to: Address) -> Letter:
        """Return the request to whoever is asked now, as it came to them."""
        matter, language = self._matters.of(escalation, wanted.number, to), self._parts.language
        before, now = escalation.asked[-2], escalation.asked[-1]
        if now.level < before.level:
            return letters.lowered(matter, self._instruction(escalation), language)
        former = self._name(before.person) or before.to.name or before.to.addr
        if now.level > before.level:
            return letters.raised(matter, former, language)
        return letters.alternate(matter, former, language)

    # --- what it is about ----------------------------------------------------------------------

    def _address(self, wanted: Wanted) -> Address | None:
        """Return where a mail goes; a member's address is looked up when nobody chose one."""
        if wanted.to is not None and wanted.to.addr:
            return wanted.to
        with self._parts.store.reads.state() as state:
            member = state.member(wanted.person) if wanted.person else None
        if member is None or not member.addresses:
            return None
        return Address(name=member.name, addr=member.addresses[0])

    def _detail(self, escalation: Escalation) -> CaseDetail | None:
        with self._parts.store.reads.state() as state:
            case = case_at(state, escalation.anchor)
        return self._parts.store.reads.detail(case.id, self._parts.me.person) if case else None

    def _original(self, detail: CaseDetail | None) -> bytes:
        facts = self._latest_word(detail)
        return (self._parts.store.mails.raw(facts.key) if facts else None) or b""

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

    def _name(self, person: PersonId | None) -> str:
        with self._parts.store.reads.state() as state:
            member = state.member(person) if person else None
        return member.name if member else ""

    def _name_after(self, escalation: Escalation, wanted: Wanted) -> str:
        """Return who was asked in the place of whoever is told so."""
        place = int(wanted.step.partition(":")[2])
        now = escalation.asked[place]
        return self._name(now.person) or now.to.name or now.to.addr

    def _reason(self, event: EventId | None) -> str:
        with self._parts.store.reads.state() as state:
            entry = state.entry(event) if event else None
        body = entry.event.body if entry else None
        return body.reason if isinstance(body, EscalationWithdrawn) else ""

    def _instruction(self, escalation: Escalation) -> str:
        with self._parts.store.reads.state() as state:
            entries = [state.entry(one.event) for one in escalation.added]
        bodies = [entry.event.body for entry in entries if entry is not None]
        said = [body.instruction for body in bodies if isinstance(body, EscalationLowered)]
        return said[-1] if said else ""


def _mails(escalations: Iterable[Escalation]) -> list[InternalMail]:
    return [mail for one in escalations for mail in one.mails]


def _newly_asked(event: Event) -> Address | None:
    body = event.body
    if isinstance(body, Escalated | EscalationRaised | EscalationLowered):
        return body.form.to if body.form is not None else None
    return body.to if isinstance(body, StepFired) else None


def _named(event: Event) -> EscalationId | None:
    body = event.body
    if isinstance(body, Escalated):
        return EscalationId(event.id)
    return body.escalation if isinstance(body, EscalationBody) else None


def _asked_by(escalation: Escalation, wanted: Wanted) -> list[MessageId]:
    """Return the mail that asked the same person, which this one follows."""
    if wanted.kind in _WITH_ORIGINAL:
        return []
    asked = tries(escalation, request_step(wanted.number))
    left = [mail for mail in asked if mail.state in {StepState.BEGUN, StepState.SENT}]
    return [mail.message_id for mail in left[-1:]]


def _why_passed(escalation: Escalation, step: int) -> PassReason | None:
    """Return why who was asked by this step is no longer asked, if they said so themselves."""
    said = [one for one in escalation.answers if one.step == step and one.doubt is None]
    reasons = [PASSING_ANSWERS[one.kind] for one in said if one.kind in PASSING_ANSWERS]
    return reasons[-1] if reasons else None
