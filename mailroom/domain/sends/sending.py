"""Mail to outsiders: the slot between SendBegun and its end (rules 13-17).

Owns: who may begin, and what the facts about a send mean. Facts are never refused, only flagged.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from mailroom.domain.cases import Case, OpenSend, SendState, SentMail
from mailroom.domain.claims.holding import is_addressee, is_contact, live_claim, open_escalation
from mailroom.domain.content import OUTSIDE, put_away_since, require_content_seen, with_content
from mailroom.domain.course import applied, closed
from mailroom.domain.escalations.escalation import EscalationKind
from mailroom.domain.events import (
    Claimed,
    SendAbandoned,
    SendBegun,
    SendBody,
    SendDone,
    SendFailed,
    SentUnchecked,
    TakenOver,
)
from mailroom.domain.mails import Direction, MailPlace
from mailroom.domain.policies.guidance import require_may_write
from mailroom.domain.position import START, Position
from mailroom.domain.sends import sharing
from mailroom.domain.sends.approving import left_with, require_approved, require_asked
from mailroom.domain.sends.redirecting import redirected, require_redirectable
from mailroom.domain.state import Entry, State
from mailroom.domain.times.timekeeping import has_open_promise, kept_by_reply, promised
from mailroom.domain.turn import PLAIN, Flags, Turn, case_at, refuse
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import EventId, MailKey, MessageId, Token

ABANDON_AFTER = timedelta(minutes=30)
_MAY_BEGIN_AGAIN = frozenset({SendState.FAILED, SendState.ABANDONED})
_KNOWN_TO_HAVE_LEFT = frozenset({SendState.DONE, SendState.UNCHECKED, SendState.BOUNCED})


def judge_send(turn: Turn, body: SendBody) -> Flags:
    """Judge an event about a mail to an outsider."""
    match body:
        case SendBegun():
            return _begin(turn, body)
        case SendDone():
            return _done(turn, body)
        case SendFailed():
            return _failed(turn, body)
        case SendAbandoned():
            return _abandon(turn, body)
        case SentUnchecked():
            return _unchecked(turn, body)
        case _:
            assert_never(body)


def bounced(turn: Turn, sent: SentMail) -> None:
    """Record that a mail came back: a fact; the case does not reopen (rules 15, 30)."""
    turn.state.put(replace(sent, state=SendState.BOUNCED))


def _begin(turn: Turn, body: SendBegun) -> Flags:
    """Rule 13: seen accepted before DATA; opens the slot."""
    require_asked(turn, turn.actor(), body)
    case = turn.case()
    if case.open_send is not None:
        refuse(Reason.SENDING, who=case.open_send.seat.person, where=case.open_send.seat.desk)
    _require_right(turn, case, body)
    require_redirectable(body)
    require_may_write(turn, body.to)
    _require_unsent(turn.state, body.message_id)
    require_content_seen(turn, case)
    _require_not_put_away(turn, case)
    require_approved(turn, case, body)
    turn.state.put(
        SentMail(
            message_id=body.message_id,
            anchor=case.anchor,
            seat=turn.seat,
            begun=turn.event.id,
            state=SendState.BEGUN,
            at=turn.time,
            close_after=body.close_after,
        )
    )
    slot = OpenSend(message_id=body.message_id, token=body.token, seat=turn.seat, since=turn.time)
    turn.put_case(replace(case, open_send=slot, begun=True))
    return PLAIN


def _require_right(turn: Turn, case: Case, body: SendBegun) -> None:
    """Rules 5, 8, 31: the claim's token, expired or not, or the escalation's for its people."""
    claim, escalation = case.claim, open_escalation(turn.state, case)
    if escalation is not None and body.token == Token(escalation.id):
        person = turn.event.by
        holds = is_addressee(escalation, person)
        if not holds and not is_contact(turn.state, escalation, person, turn.time):
            refuse(Reason.ESCALATED, who=escalation.asker.person, where=escalation.asker.desk)
        if escalation.form.kind is EscalationKind.TAKE_OVER and not holds and not body.interim:
            refuse(Reason.ESCALATED, who=escalation.person)
        live = live_claim(case, turn.time)
        if live is not None and live.seat != turn.seat:
            refuse(Reason.HELD, who=live.seat.person, where=live.seat.desk)
        return
    if claim is None or claim.token != body.token:
        refuse(
            Reason.WRONG_TOKEN,
            who=None if claim is None else claim.seat.person,
            where=None if claim is None else claim.seat.desk,
        )
    if claim.seat != turn.seat:
        refuse(Reason.NOT_HOLDER, who=claim.seat.person, where=claim.seat.desk)


def _require_not_put_away(turn: Turn, case: Case) -> None:
    """N12: who was shown an open case is asked before writing into one that others put away."""
    put_away = put_away_since(case, turn.event.desk, turn.event.basis or START)
    if put_away is not None:
        author = turn.state.desk(put_away.desk)
        refuse(
            Reason.CLOSED,
            who=None if author is None else author.person,
            where=put_away.desk,
            at=put_away.at,
        )


def _require_unsent(state: State, message_id: MessageId) -> None:
    """Rule 16: one Message-ID leaves once; a copy in Sent means that it has left."""
    sent = state.sent(message_id)
    if sent is not None and sent.state not in _MAY_BEGIN_AGAIN:
        refuse(Reason.ALREADY)
    if any(_is_copy(mail, message_id) for mail in state.mails_naming(message_id)):
        refuse(Reason.ALREADY)


def _is_copy(mail: MailPlace, message_id: MessageId) -> bool:
    """Return whether it is the copy of our mail; outsiders can write any id."""
    ours = mail.facts.direction is Direction.OUTBOUND
    return ours and mail.facts.message_id == message_id


def _done(turn: Turn, body: SendDone) -> Flags:
    sent = turn.state.sent(body.message_id)
    if sent is None:
        return _without_slot(turn, body.message_id, SendState.DONE)
    case = case_at(turn.state, sent.anchor)
    slot = case is not None and _has_slot(case, body.message_id)
    if sent.state not in _KNOWN_TO_HAVE_LEFT:
        turn.state.put(replace(sent, state=SendState.DONE))
    elif not slot:
        return (Flag.WITHOUT_SLOT,)
    if case is not None:
        turn.put_case(_after_sending(turn, case, sent))
    return PLAIN if slot else (Flag.WITHOUT_SLOT,)


def _after_sending(turn: Turn, case: Case, sent: SentMail) -> Case:
    """Return the case after a mail left: answered up to where its author had read."""
    entry = turn.state.entry(sent.begun)
    begun = entry.event.body if entry is not None else None
    since = START if entry is None else entry.position
    if isinstance(begun, SendBegun):
        left_with(turn.state, begun.approval)
        if begun.redirect:
            unheard = _unheard_since(turn.state, case, since)
            return redirected(turn, _slot_closed(case, sent.message_id), sent, begun, unheard)
        if begun.report:
            return _after_report(turn, case, sent)
    interim = isinstance(begun, SendBegun) and begun.interim
    told = _slot_closed(_answered(turn, case, sent.at), sent.message_id)
    told = _told_a_time(turn.state, told, sent, entry)
    if interim:
        return replace(told, interim_at=sent.at)
    unheard = _unheard_since(turn.state, told, since)
    told = replace(told, waiting_since=unheard, answered_outside=False, handed=None, back=None)
    told = sharing.answered(told, since)
    told = applied(turn, told)
    if told.claim is not None and told.claim.seat == sent.seat:
        told = replace(told, claim=None)  # the reply that it was taken for has left
    over = unheard is None and not told.escalated and not has_open_promise(told)
    return closed(turn, told) if sent.close_after and over else told


def _after_report(turn: Turn, case: Case, sent: SentMail) -> Case:
    """S44: somebody was told about the customer, who waits as before; the lock is free again."""
    case = _slot_closed(with_content(case, turn), sent.message_id)
    case = replace(case, begun=True, last_at=max(case.last_at, sent.at))
    if case.claim is not None and case.claim.seat == sent.seat and not case.escalated:
        case = replace(case, claim=None)
    return case


def _told_a_time(state: State, case: Case, sent: SentMail, entry: Entry | None) -> Case:
    """Return the case after the customer heard from us: earlier promises kept, a new one made.

    A reply is written from its claim on: what was promised meanwhile is in it, not kept by it.
    """
    if entry is None:
        return case
    begun = entry.event.body
    claim = state.entry(EventId(begun.token)) if isinstance(begun, SendBegun) else None
    writing = claim is not None and isinstance(claim.event.body, Claimed | TakenOver)
    since = claim.position if claim is not None and writing else entry.position
    case = kept_by_reply(state, case, since, sent.at)
    if not isinstance(begun, SendBegun) or begun.promised is None:
        return case
    if any(promise.id == sent.begun for promise in case.promises):
        return case
    return promised(
        case,
        promise=sent.begun,
        at=begun.promised,
        text=begun.promise,
        by=sent.seat.person,
        made_at=sent.at,
    )


def _answered(turn: Turn, case: Case, at: datetime) -> Case:
    last_ours_at = at if case.last_ours_at is None else max(case.last_ours_at, at)
    return replace(
        with_content(case, turn),
        history=False,
        begun=True,
        last_ours_at=last_ours_at,
        last_at=max(case.last_at, at),
        undelivered=None,
        redirected_to=None,
    )


def _unheard_since(state: State, case: Case, begun: Position) -> datetime | None:
    """Return the first word of the customer that came while the reply was on its way."""
    outside = dict(case.content).get(OUTSIDE)
    if outside is None or outside <= begun:
        return None
    return min(
        (m.facts.arrived_at for m in state.mails_of(case.id) if _is_later_word(m, begun)),
        default=None,
    )


def _is_later_word(mail: MailPlace, begun: Position) -> bool:
    return mail.is_word and not mail.facts.history and mail.position > begun


def _failed(turn: Turn, body: SendFailed) -> Flags:
    """It definitely did not leave: the slot closes, a retry is a new SendBegun."""
    found = _open_slot(turn, body.message_id)
    if found is None:
        return (Flag.WITHOUT_SLOT,)
    sent, case = found
    _end_begun(turn, sent, SendState.FAILED)
    turn.put_case(_slot_closed(case, body.message_id))
    return PLAIN


def _abandon(turn: Turn, body: SendAbandoned) -> Flags:
    """Rule 10: by its own desk, a lead, or anybody after 30 min of T; it may have been sent."""
    turn.actor()
    found = _open_slot(turn, body.message_id)
    if found is None:
        refuse(Reason.UNKNOWN_SEND)
    sent, case = found
    mine = sent.seat.desk == turn.event.desk
    if not mine and not turn.is_lead() and turn.time - sent.at < ABANDON_AFTER:
        refuse(Reason.TOO_EARLY, who=sent.seat.person, where=sent.seat.desk)
    _end_begun(turn, sent, SendState.ABANDONED)
    turn.put_case(_slot_closed(with_content(case, turn), body.message_id))
    return (Flag.MAY_HAVE_BEEN_SENT,)


def _open_slot(turn: Turn, message_id: MessageId) -> tuple[SentMail, Case] | None:
    sent = turn.state.sent(message_id)
    case = None if sent is None else case_at(turn.state, sent.anchor)
    if sent is None or case is None or not _has_slot(case, message_id):
        return None
    return sent, case


def _end_begun(turn: Turn, sent: SentMail, state: SendState) -> None:
    """Note how a send ended; one that has bounced meanwhile did leave."""
    if sent.state is SendState.BEGUN:
        turn.state.put(replace(sent, state=state))


def _unchecked(turn: Turn, body: SentUnchecked) -> Flags:
    """Rule 17: a fact on a person's decision; everybody sees the flag."""
    flags = _without_slot(turn, body.message_id, SendState.UNCHECKED)
    left_with(turn.state, body.approval)
    return (Flag.UNCHECKED, *(flag for flag in flags if flag is not Flag.WITHOUT_SLOT))


def _without_slot(turn: Turn, message_id: MessageId, state: SendState) -> Flags:
    known = turn.state.sent(message_id)
    case = None if known is None else case_at(turn.state, known.anchor)
    case = case or case_at(turn.state, turn.anchor)
    anchor = known.anchor if known is not None else turn.anchor
    turn.state.put(
        SentMail(
            message_id=message_id,
            anchor=anchor or MailKey(""),
            seat=turn.seat,
            begun=turn.event.id,
            state=state,
            at=turn.time,
        )
    )
    if case is not None:
        since = turn.event.basis or START
        unheard = _unheard_since(turn.state, case, since)
        told = _slot_closed(_answered(turn, sharing.answered(case, since), turn.time), message_id)
        turn.put_case(applied(turn, replace(told, waiting_since=unheard, answered_outside=False)))
    return (Flag.WITHOUT_SLOT,)


def _has_slot(case: Case, message_id: MessageId) -> bool:
    return case.open_send is not None and case.open_send.message_id == message_id


def _slot_closed(case: Case, message_id: MessageId) -> Case:
    return replace(case, open_send=None) if _has_slot(case, message_id) else case
