"""Recognising mail that answers an escalation, and turning it into an event (rule 31, N01, N07).

A person's mail is an answer, whatever it says; an out-of-office notice says that somebody is
absent; a report says that a request was delivered. Nothing is ever sent back to an automatic mail.
Which escalation a mail belongs to is ``domain.belonging``'s; what an answer does, the fold's.
"""

from __future__ import annotations

from datetime import tzinfo

from mailroom.domain.delivery import Delivery
from mailroom.domain.escalations.answering import is_of_customer
from mailroom.domain.escalations.belonging import (
    Named,
    asked_addresses,
    escalation_of,
    is_known_sender,
)
from mailroom.domain.escalations.escalation import AnswerKind, Doubt, Escalation
from mailroom.domain.events import EscalationAnswered, EscalationDelivered, Event
from mailroom.domain.mails import Automatic, Direction, MailFacts
from mailroom.domain.people import Address, Member
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import EventId, answer_id, delivery_id
from mailroom.mail.answers import read_answer
from mailroom.mail.machines.absence import read_absence, until_of
from mailroom.mail.machines.bounces import read_bounce
from mailroom.mail.reading.parse import parse_mail
from mailroom.service.parts import NOBODY, Parts

_ARRIVED = frozenset({Delivery.DELIVERED, Delivery.READ})
_LONGEST_NOTICE = 500  # characters of an out-of-office notice that are kept


class AnswerFinder:
    """Looks at every mail that is announced."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def events_for(self, facts: MailFacts) -> tuple[Event, ...]:
        """Return what a mail says to an escalation, if it does; every desk finds the same."""
        if facts.direction is not Direction.INBOUND or facts.history:
            return ()
        if facts.automatic is Automatic.BOUNCE:
            return ()
        if not (facts.in_reply_to or facts.references or facts.our_tags):
            return ()
        with self._parts.store.reads.state() as state:
            named = escalation_of(state, facts)
            if named is None or _is_of_customer(state, named.escalation, facts):
                return ()
            doubt = named.doubt
            if doubt is None and not is_known_sender(state, named.escalation, facts.sender.addr):
                doubt = Doubt.UNKNOWN_SENDER
            member = state.member_by_address(facts.sender.addr)
        if facts.automatic is not Automatic.NO:
            notice = self._notice(named, facts, member, doubt)
            if notice or facts.automatic is Automatic.REPLY:
                return notice  # what else comes by a list was written by somebody
        return (self._answer(named, facts, member, doubt),)

    # --- what people write ---------------------------------------------------------------------

    def _answer(
        self, named: Named, facts: MailFacts, member: Member | None, doubt: Doubt | None
    ) -> Event:
        answer = read_answer(self._text(facts), facts.subject)
        kind = AnswerKind.WORDS if named.several else answer.kind
        busy = kind is AnswerKind.BUSY
        body = EscalationAnswered(
            escalation=named.escalation.id,
            kind=kind,
            words=answer.words,
            by=_name_of(named.escalation, member, facts.sender),
            by_person=member.id if member else None,
            how="mail",
            mail=facts.key,
            addr=facts.sender.addr,
            step=named.step,
            doubt=doubt,
            for_customer=answer.for_customer,
            absent_until=until_of(answer.words, facts.sent_at, self._zone()) if busy else None,
        )
        return self._event(named.escalation, body, answer_id(named.escalation.id, facts.key))

    # --- what machines write -------------------------------------------------------------------

    def _notice(
        self, named: Named, facts: MailFacts, member: Member | None, doubt: Doubt | None
    ) -> tuple[Event, ...]:
        """Return the absence or the delivery that an automatic mail tells of."""
        delivered = self._delivery(named.escalation, facts)
        if delivered is not None:
            return (delivered,)
        text = self._text(facts)
        absence = read_absence(facts.subject, text, facts.sent_at, self._zone())
        if absence is None:
            return ()
        body = EscalationAnswered(
            escalation=named.escalation.id,
            kind=AnswerKind.ABSENT,
            words=text.strip()[:_LONGEST_NOTICE],
            by=_name_of(named.escalation, member, facts.sender),
            by_person=member.id if member else None,
            how="mail",
            mail=facts.key,
            addr=facts.sender.addr,
            step=named.step,
            doubt=doubt,
            absent_until=absence.until,
        )
        event = self._event(named.escalation, body, answer_id(named.escalation.id, facts.key))
        return (event,)

    def _delivery(self, escalation: Escalation, facts: MailFacts) -> Event | None:
        """Return the fact that a report confirms, if the mail is such a report (S48)."""
        raw = self._parts.store.mails.raw(facts.key)
        report = read_bounce(parse_mail(raw)) if raw else None
        if report is None or report.delivery not in _ARRIVED:
            return None
        mail = next((one for one in escalation.mails if one.message_id == report.original), None)
        if mail is None:
            return None
        body = EscalationDelivered(escalation=escalation.id, step=mail.step, attempt=mail.attempt)
        return self._event(escalation, body, delivery_id(escalation.id, facts.key))

    # --- small things --------------------------------------------------------------------------

    def _text(self, facts: MailFacts) -> str:
        body = self._parts.store.mails.body(facts.key)
        return body.text if body else ""

    def _zone(self) -> tzinfo:
        """Return the team's zone: "until 13:00" is said in it."""
        return self._parts.store.reads.policy().calendar.zone.tz

    def _event(
        self, escalation: Escalation, body: EscalationAnswered | EscalationDelivered, id_: EventId
    ) -> Event:
        return Event(
            id=id_,
            by=NOBODY,
            desk=self._parts.me.desk,
            body=body,
            anchor=escalation.anchor,
            made_at=self._parts.clock.now(),
        )


def _is_of_customer(state: State, escalation: Escalation, facts: MailFacts) -> bool:
    case = case_at(state, escalation.anchor)
    return case is not None and is_of_customer(state, escalation, case, facts.sender.addr)


def _name_of(escalation: Escalation, member: Member | None, sender: Address) -> str:
    """Return by whom it is, as people will read it: a name that anybody can type proves nothing."""
    if member is not None:
        return member.name
    if sender.addr in asked_addresses(escalation) or not sender.name:
        return sender.name or sender.addr
    return f"{sender.name} <{sender.addr}>"
