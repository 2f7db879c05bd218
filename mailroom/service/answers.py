"""Recognising mail that answers an escalation (rule 31): by our Message-IDs, else by our tag.

Owns turning such a mail into events. An answer needs an id or a token that only a reader of the
request can know; whoever writes to the mailbox without it is a customer.
"""

from __future__ import annotations

from mailroom.domain.answering import is_of_customer
from mailroom.domain.escalation import Escalation
from mailroom.domain.events import EscalationAnswered, Event
from mailroom.domain.mails import Automatic, Direction, MailFacts
from mailroom.domain.people import Address, Member
from mailroom.domain.state import State
from mailroom.domain.turn import case_at
from mailroom.ids import answer_id
from mailroom.mail.answers import read_answer
from mailroom.service.parts import NOBODY, Parts

_TAG = "esc:"


class AnswerFinder:
    """Looks at every mail that is announced."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def events_for(self, facts: MailFacts) -> tuple[Event, ...]:
        """Return the answer a mail gives, if it gives one; every desk finds the same."""
        if facts.direction is not Direction.INBOUND or facts.automatic is not Automatic.NO:
            return ()
        if facts.history or not (facts.in_reply_to or facts.references or facts.our_tags):
            return ()
        with self._parts.store.reads.state() as state:
            escalation = _escalation_of(state, facts)
            if escalation is None or not _may_answer(state, escalation, facts):
                return ()
            member = state.member_by_address(facts.sender.addr)
        body = self._parts.store.mails.body(facts.key)
        answer = read_answer(body.text if body else "")
        answered = EscalationAnswered(
            escalation=escalation.id,
            kind=answer.kind,
            words=answer.words,
            by=_name_of(escalation, member, facts.sender),
            by_person=member.id if member else None,
            how="mail",
            mail=facts.key,
        )
        return (
            Event(
                id=answer_id(escalation.id, facts.key),
                by=NOBODY,
                desk=self._parts.me.desk,
                body=answered,
                anchor=escalation.anchor,
                made_at=self._parts.clock.now(),
            ),
        )


def _escalation_of(state: State, facts: MailFacts) -> Escalation | None:
    for message_id in (*facts.in_reply_to, *reversed(facts.references)):
        found = state.escalation_by_message(message_id)
        if found is not None:
            return found
    for tag in facts.our_tags:
        if tag.startswith(_TAG):
            found = state.escalation_by_token(tag.removeprefix(_TAG))
            if found is not None:
                return found
    return None


def _may_answer(state: State, escalation: Escalation, facts: MailFacts) -> bool:
    case = case_at(state, escalation.anchor)
    return case is None or not is_of_customer(state, escalation, case, facts.sender.addr)


def _name_of(escalation: Escalation, member: Member | None, sender: Address) -> str:
    """Return by whom it is, as people will read it: a name that anybody can type proves nothing."""
    if member is not None:
        return member.name
    asked = sender.addr == escalation.form.to.addr.lower()
    if asked or not sender.name:
        return sender.name or sender.addr
    return f"{sender.name} <{sender.addr}>"
