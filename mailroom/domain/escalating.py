"""Escalation: asking the right person, and what becomes of the lock meanwhile (rules 21, 31).

Owns: the life of an escalation row and the slots of its internal mails, which block nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from mailroom.domain.cases import Case
from mailroom.domain.content import with_content
from mailroom.domain.escalation import (
    ENDING_ANSWERS,
    OPEN_STATES,
    Answer,
    AnswerKind,
    Escalation,
    EscalationKind,
    EscalationState,
    InternalMail,
    StepState,
)
from mailroom.domain.events import (
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationBody,
    EscalationWithdrawn,
    HandedBack,
    InternalBegun,
    InternalDone,
    InternalFailed,
)
from mailroom.domain.holding import is_addressee, is_contact, live_claim
from mailroom.domain.kinship import Circle
from mailroom.domain.locks import granted
from mailroom.domain.providers import company_of
from mailroom.domain.state import State
from mailroom.domain.turn import PLAIN, Flags, Turn, case_at, is_away, refuse
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import EscalationId, MessageId, answer_id

REQUEST = "request"
"""The step whose mail asks the addressee; the others follow it."""

STEP_UNKNOWN_AFTER = timedelta(minutes=5)
HIGHEST_LEVEL = 9


def judge_escalation(turn: Turn, body: EscalationBody) -> Flags:
    """Judge an event in the life of an escalation."""
    match body:
        case Escalated():
            _escalate(turn, body)
        case EscalationAdded():
            _add(turn, body)
        case EscalationWithdrawn():
            _withdraw(turn, body)
        case EscalationAnswered():
            _answer(turn, body)
        case HandedBack():
            _hand_back(turn, body)
        case InternalBegun():
            _begin_step(turn, body)
        case InternalDone():
            return _end_step(turn, body, StepState.SENT)
        case InternalFailed():
            state = StepState.BOUNCED if body.bounced else StepState.FAILED
            return _end_step(turn, body, state, body.detail)
        case _:
            assert_never(body)
    return PLAIN


def is_of_customer(state: State, escalation: Escalation, case: Case, addr: str) -> bool:
    """Return whether somebody stands on the customer's side: then they never answer for us.

    A token proves only that its bearer has seen the request. The addressee may have written to the
    customer below it, and then everybody in that conversation knows it.
    """
    asked = escalation.form.to.addr.lower()
    if addr == case.contact.addr:
        return True
    if addr == asked or state.member_by_address(addr) is not None:
        return False
    own = state.own_addresses()
    words = (place.facts for place in state.mails_of(case.id) if not place.internal)
    circle = Circle(own, words)
    if circle.has(addr):
        return True
    ours = {company_of(inside) for inside in (asked, *own)}
    return circle.knows(addr) and company_of(addr) not in ours


def internal_mail_bounced(turn: Turn, escalation: Escalation, message_id: MessageId) -> None:
    """Record a bounce that came as a mail."""
    for mail in escalation.mails:
        if mail.message_id == message_id and mail.state is not StepState.BOUNCED:
            _put_step(turn, escalation, replace(mail, state=StepState.BOUNCED))
            return


# --- asking ---------------------------------------------------------------------------------------


def _escalate(turn: Turn, body: Escalated) -> None:
    """Rule 31: the asker's claim is given up into the escalation's own lock; 共有 has none."""
    turn.actor()
    case = turn.case()
    _require_honest(turn, body)
    locks = body.form.kind is not EscalationKind.HEADS_UP
    if locks and case.escalated:  # rule 21: its words stay as a note
        refuse(Reason.ALREADY_ESCALATED, flags=(Flag.BECAME_NOTE,))
    claim = live_claim(case, turn.time)
    if locks and claim is not None and claim.seat != turn.seat:
        refuse(Reason.HELD, who=claim.seat.person, where=claim.seat.desk)
    if locks and case.open_send is not None and case.open_send.seat != turn.seat:
        refuse(Reason.SENDING, who=case.open_send.seat.person, where=case.open_send.seat.desk)
    escalation = Escalation(
        id=EscalationId(turn.event.id),
        anchor=case.anchor,
        asker=turn.seat,
        form=body.form,
        state=EscalationState.ASKED,
        token=body.token,
        asked_at=turn.time,
        position=turn.position,
    )
    turn.state.put(escalation)
    turn.put_case(_locked(turn, case, escalation) if locks else case)


def _locked(turn: Turn, case: Case, escalation: Escalation) -> Case:
    """Return the case under its escalation; one that was done is open again (rule 18: content)."""
    raised = escalation.form.level > case.level
    done = case.closed
    return replace(
        with_content(case, turn) if done else case,
        status_version=turn.version if done else case.status_version,
        claim=None,
        escalation=escalation.id,
        escalated=True,
        answered=False,
        closed=False,
        filtered=False,
        begun=True,
        level=max(case.level, escalation.form.level),
        level_was=case.level if raised else case.level_was,
        level_version=turn.version if raised else case.level_version,
    )


def _require_honest(turn: Turn, body: Escalated) -> None:
    known = turn.state.escalation_by_token(body.token) is not None
    if not body.token or known or not 1 <= body.form.level <= HIGHEST_LEVEL:
        refuse(Reason.INVALID)


def _add(turn: Turn, body: EscalationAdded) -> None:
    turn.actor()
    escalation = _open(turn, body.escalation)
    turn.state.put(replace(escalation, added=(*escalation.added, body.text)))


def _withdraw(turn: Turn, body: EscalationWithdrawn) -> None:
    """By the asker or a lead; by anybody while the asker is away."""
    turn.actor()
    escalation = _open(turn, body.escalation)
    if not is_contact(turn.state, escalation, turn.event.by, turn.time) and not turn.is_lead():
        refuse(Reason.NOT_LEAD, who=escalation.asker.person)
    _end(turn, escalation, EscalationState.WITHDRAWN)


# --- answers --------------------------------------------------------------------------------------


def _answer(turn: Turn, body: EscalationAnswered) -> None:
    """An answer by mail, in the app, or spoken; each is kept, the first that settles it ends it."""
    if turn.event.by or body.mail is None:
        turn.actor()
    elif turn.event.id != answer_id(body.escalation, body.mail):
        refuse(Reason.INVALID)
    escalation = _known(turn, body.escalation)
    if body.mail is not None and _is_known_answer(turn, escalation, body):
        refuse(Reason.ALREADY)
    _take_answer(
        turn,
        escalation,
        Answer(
            kind=body.kind,
            words=body.words,
            by=body.by,
            by_person=body.by_person,
            spoken=body.spoken,
            how=body.how,
            at=turn.time,
            mail=body.mail,
            event=turn.event.id,
        ),
    )


def _is_known_answer(turn: Turn, escalation: Escalation, body: EscalationAnswered) -> bool:
    """Every desk reads the same mail; later a person may still sort its words (N07)."""
    same = [answer for answer in escalation.answers if answer.mail == body.mail]
    return bool(same) and (not turn.event.by or same[-1].kind is body.kind)


def _hand_back(turn: Turn, body: HandedBack) -> None:
    """S04: by the addressee of a 交代, or a lead for them."""
    member = turn.actor()
    escalation = _open(turn, body.escalation)
    if escalation.form.kind is not EscalationKind.TAKE_OVER:
        refuse(Reason.INVALID)
    if not is_addressee(escalation, turn.event.by) and not turn.is_lead():
        refuse(Reason.NOT_HOLDER, who=escalation.form.to_person)
    _take_answer(
        turn,
        escalation,
        Answer(
            kind=AnswerKind.HAND_BACK,
            words=body.instruction,
            by=member.name,
            by_person=member.id,
            at=turn.time,
            event=turn.event.id,
        ),
    )


def _take_answer(turn: Turn, escalation: Escalation, answer: Answer) -> None:
    answered = replace(escalation, answers=(*escalation.answers, answer))
    if escalation.state not in OPEN_STATES:
        turn.state.put(answered)
    elif answer.kind in ENDING_ANSWERS:
        _end(turn, answered, EscalationState.ANSWERED)
    elif answer.kind in {AnswerKind.TAKE, AnswerKind.ACKNOWLEDGE}:
        _acknowledge(turn, answered, takes=answer.kind is AnswerKind.TAKE)
    else:
        turn.state.put(answered)


def _acknowledge(turn: Turn, escalation: Escalation, *, takes: bool) -> None:
    """Seen. Who answers "I take it" to a question turns it into a 交代 and holds the case."""
    locking = escalation.form.kind is not EscalationKind.HEADS_UP
    form = escalation.form
    if takes and locking and form.kind is not EscalationKind.TAKE_OVER:
        form = replace(form, kind=EscalationKind.TAKE_OVER)
        case = case_at(turn.state, escalation.anchor)
        if case is not None and case.escalation == escalation.id and case.open_send is None:
            turn.put_case(replace(case, claim=None))
    turn.state.put(
        replace(
            escalation,
            form=form,
            state=EscalationState.ACKNOWLEDGED,
            acknowledged_at=escalation.acknowledged_at or turn.time,
        )
    )


def _end(turn: Turn, escalation: Escalation, state: EscalationState) -> None:
    """Rule 31: the lock returns to the asker, or to everybody if the asker is away."""
    turn.state.put(replace(escalation, state=state, ended_at=turn.time, ended_by=turn.event.id))
    case = case_at(turn.state, escalation.anchor)
    if case is None:
        return
    answered = state is EscalationState.ANSWERED
    if case.escalation == escalation.id:
        turn.put_case(
            replace(
                _lock_returned(turn, case, escalation),
                escalated=False,
                escalation=escalation.id if answered else None,
                answered=answered,
            )
        )
    elif answered and case.escalation is None:  # an answer to a 共有
        turn.put_case(replace(case, escalation=escalation.id, answered=True))


def _lock_returned(turn: Turn, case: Case, escalation: Escalation) -> Case:
    """Return the case with the asker holding it; who spoke with the customer keeps a live lock."""
    held = live_claim(case, turn.time)
    if held is not None and not is_addressee(escalation, held.seat.person):
        return case
    if case.open_send is not None or case.closed:
        return case
    if is_away(turn.state, escalation.asker.person, turn.time):
        return replace(case, claim=None)
    return replace(case, claim=granted(turn, escalation.asker))


# --- internal mails -------------------------------------------------------------------------------


def _begin_step(turn: Turn, body: InternalBegun) -> None:
    """Rule 31: (escalation, step, attempt) happens once; unknown for 5 min of T allows the next."""
    if turn.event.by:
        turn.actor()
    escalation = _known(turn, body.escalation)
    if body.step == REQUEST and escalation.state not in OPEN_STATES:
        refuse(Reason.NO_ESCALATION)
    same = [mail for mail in escalation.mails if mail.step == body.step]
    last = same[-1].attempt if same else 0
    if body.attempt != last + 1:
        refuse(Reason.ALREADY if body.attempt <= last else Reason.INVALID)
    if same:
        _require_lost(turn, same[-1])
    begun = _attempt(turn, body, body.message_id, StepState.BEGUN)
    turn.state.put(replace(escalation, mails=(*escalation.mails, begun)))


def _attempt(
    turn: Turn, body: InternalBegun | InternalDone, message_id: MessageId, state: StepState
) -> InternalMail:
    return InternalMail(
        step=body.step,
        attempt=body.attempt,
        message_id=message_id,
        state=state,
        by=turn.seat,
        begun_at=turn.time,
    )


def _require_lost(turn: Turn, last: InternalMail) -> None:
    if last.state is StepState.SENT:
        refuse(Reason.ALREADY)
    if last.state is StepState.BEGUN and turn.time - last.begun_at < STEP_UNKNOWN_AFTER:
        refuse(Reason.TOO_EARLY, who=last.by.person, where=last.by.desk)


def _end_step(
    turn: Turn, body: InternalDone | InternalFailed, state: StepState, detail: str = ""
) -> Flags:
    """A fact about an internal mail is never refused (rule 15)."""
    escalation = turn.state.escalation(body.escalation)
    if escalation is None:
        return (Flag.WITHOUT_SLOT,)
    same = [mail for mail in escalation.mails if mail.step == body.step]
    slot = next((mail for mail in same if mail.attempt == body.attempt), None)
    if slot is None:
        _note_stray(turn, escalation, body, same)
        return (Flag.WITHOUT_SLOT,)
    _put_step(turn, escalation, replace(slot, state=state, detail=detail))
    return PLAIN


def _note_stray(
    turn: Turn,
    escalation: Escalation,
    body: InternalDone | InternalFailed,
    same: Sequence[InternalMail],
) -> None:
    """A mail left whose slot is not here, for somebody deleted its message: nobody sends it again.

    What is said of an attempt before the last one changes nothing.
    """
    if not isinstance(body, InternalDone) or body.message_id is None:
        return
    if not same or same[-1].attempt < body.attempt:
        stray = _attempt(turn, body, body.message_id, StepState.SENT)
        _put_step(turn, replace(escalation, mails=(*escalation.mails, stray)), stray)


def _put_step(turn: Turn, escalation: Escalation, step: InternalMail) -> None:
    mails = tuple(
        step if (mail.step, mail.attempt) == (step.step, step.attempt) else mail
        for mail in escalation.mails
    )
    turn.state.put(replace(escalation, mails=mails, state=_after_step(escalation, step)))


def _after_step(escalation: Escalation, step: InternalMail) -> EscalationState:
    """Return how far the escalation is once its request left or came back."""
    if step.step != REQUEST:
        return escalation.state
    if step.state is StepState.SENT and escalation.state in {
        EscalationState.ASKED,
        EscalationState.BOUNCED,
    }:
        return EscalationState.SENT
    if step.state is StepState.BOUNCED and escalation.state in {
        EscalationState.ASKED,
        EscalationState.SENT,
    }:
        return EscalationState.BOUNCED
    return escalation.state


def _known(turn: Turn, of: EscalationId) -> Escalation:
    escalation = turn.state.escalation(of)
    if escalation is None:
        refuse(Reason.NO_ESCALATION)
    return escalation


def _open(turn: Turn, of: EscalationId) -> Escalation:
    escalation = _known(turn, of)
    if escalation.state not in OPEN_STATES:
        refuse(Reason.NO_ESCALATION)
    return escalation
