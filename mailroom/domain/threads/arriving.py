"""A mail was announced: ours, a bounce, an answer from inside, or somebody's word (rules 22-31)."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mailroom.domain.cases import Case, CaseStatus
from mailroom.domain.escalations.answering import is_of_customer
from mailroom.domain.escalations.belonging import escalation_of
from mailroom.domain.escalations.internal_mail import internal_mail_bounced
from mailroom.domain.events import (
    AnsweredElsewhere,
    CaseOpened,
    HistoryClaimed,
    HistoryImported,
    MailArrived,
    MailBody,
    case_of_opening,
)
from mailroom.domain.mails import Automatic, Direction, JoinReason, MailFacts, MailPlace
from mailroom.domain.people import Address
from mailroom.domain.sends.sending import bounced
from mailroom.domain.state import State
from mailroom.domain.team import claim_history, finish_history
from mailroom.domain.threads.membership import join, settle_mail
from mailroom.domain.threads.summary import new_case
from mailroom.domain.turn import PLAIN, Flags, Turn, case_at, refuse
from mailroom.domain.verdicts import Reason
from mailroom.ids import MailKey, answered_elsewhere_id, case_id, mail_arrived_id


def judge_mail(turn: Turn, body: MailBody) -> Flags:
    """Judge an announcement, the import of old mail, or the opening of a case by hand."""
    match body:
        case MailArrived():
            _arrive(turn, body.mail)
        case AnsweredElsewhere():
            _hear_of_answer(turn, body)
        case HistoryClaimed():
            claim_history(turn)
        case HistoryImported():
            finish_history(turn)
        case CaseOpened():
            _open_by_hand(turn, body)
        case _:
            assert_never(body)
    return PLAIN


def _arrive(turn: Turn, mail: MailFacts) -> None:
    """Rule 22: the id is derived, header facts only; the same mail is announced once (2, 23)."""
    if turn.event.id != mail_arrived_id(mail.key) or mail.direction is Direction.BY_HAND:
        refuse(Reason.INVALID)
    if turn.state.mail(mail.key) is not None:
        refuse(Reason.DUPLICATE)
    _renew_import_lease(turn, mail)
    _note_bounce(turn, mail)
    known = _sent_by_us(turn, mail) or _from_inside(turn, mail)
    if known is None:
        settle_mail(turn, mail)
        _note_unnamed_bounce(turn, mail)
    else:
        case, reason, via = known
        join(turn, mail, case, reason, via)


def _hear_of_answer(turn: Turn, body: AnsweredElsewhere) -> None:
    """Somebody answered outside Mailroom; it is no news once an answer of ours is known."""
    mail = turn.state.mail(body.mail)
    if (
        mail is None
        or turn.event.id != answered_elsewhere_id(body.mail)
        or turn.event.anchor != body.mail
        or not mail.is_word
        or mail.facts.history
    ):
        refuse(Reason.INVALID)
    case = case_at(turn.state, body.mail)
    if case is None or case.status is CaseStatus.DONE or is_answered(turn.state, mail):
        refuse(Reason.ALREADY)


def is_answered(state: State, mail: MailPlace) -> bool:
    """Return whether a mail of ours came into the case after this one."""
    return any(
        other.facts.direction is Direction.OUTBOUND
        and not other.internal
        and other.facts.sent_at >= mail.facts.sent_at
        for other in state.mails_of(mail.case)
    )


def _renew_import_lease(turn: Turn, mail: MailFacts) -> None:
    team = turn.team
    if mail.history and team.history_desk == turn.event.desk and team.history_time != turn.time:
        turn.state.put(replace(team, history_time=turn.time, time=turn.time))


def _sent_by_us(turn: Turn, mail: MailFacts) -> tuple[Case, JoinReason, str] | None:
    """Rule 23: the copy of a mail that Mailroom sent is known by its Message-ID alone."""
    if mail.direction is not Direction.OUTBOUND or mail.message_id is None:
        return None
    sent = turn.state.sent(mail.message_id)
    case = None if sent is None else case_at(turn.state, sent.anchor)
    if sent is None or case is None:
        return None
    reason = JoinReason.IN_REPLY_TO if mail.in_reply_to else JoinReason.OUR_TAG
    return case, reason, sent.anchor


def _from_inside(turn: Turn, mail: MailFacts) -> tuple[Case, JoinReason, str] | None:
    """Rule 31: a mail of an escalation, or one that answers it; never a word of the customer."""
    named = escalation_of(turn.state, mail)
    case = None if named is None else case_at(turn.state, named.escalation.anchor)
    if named is None or case is None:
        return None
    inbound = mail.direction is Direction.INBOUND
    if inbound and is_of_customer(turn.state, named.escalation, case, mail.sender.addr):
        return None  # the addressee wrote to the customer, who answers now
    return case, JoinReason.ESCALATION, named.escalation.anchor


def _note_bounce(turn: Turn, mail: MailFacts) -> None:
    """A bounce marks the mail that came back, to a customer or inside (rules 15, 31)."""
    if mail.automatic is not Automatic.BOUNCE or mail.bounced is None:
        return
    sent = turn.state.sent(mail.bounced)
    if sent is not None:
        bounced(turn, sent)
    escalation = turn.state.escalation_by_message(mail.bounced)
    if escalation is not None:
        internal_mail_bounced(turn, escalation, mail.bounced)


def _note_unnamed_bounce(turn: Turn, mail: MailFacts) -> None:
    """A bounce that names nothing marks the mail it was found to belong to."""
    place = turn.state.mail(mail.key)
    if place is None or place.reason is not JoinReason.BOUNCE_OF or mail.bounced is not None:
        return
    returned = turn.state.mail(MailKey(place.via))
    named = None if returned is None else returned.facts.message_id
    sent = None if named is None else turn.state.sent(named)
    if sent is not None:
        bounced(turn, sent)


def _open_by_hand(turn: Turn, body: CaseOpened) -> None:
    """A phone call, or a mail of ours that answers nothing, opens a case.

    Its anchor stands for a mail (rule 24).
    """
    turn.actor()
    key = case_of_opening(turn.event.id)
    contact = body.contact or Address(name=body.contact_name, addr="")
    facts = MailFacts(
        key=key,
        direction=Direction.BY_HAND,
        subject=body.subject,
        sent_at=turn.time,
        arrived_at=turn.time,
        sender=replace(contact, name=contact.name or body.contact_name),
    )
    opened = case_id(key)
    turn.state.put(
        MailPlace(
            facts=facts,
            case=opened,
            home=opened,
            reason=JoinReason.OPENED,
            position=turn.position,
        )
    )
    case = new_case(turn, opened, facts)
    waiting_since = None if body.by_mail else turn.time
    turn.put_case(replace(case, begun=True, waiting_since=waiting_since))
