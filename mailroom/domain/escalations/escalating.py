"""Escalation: asking the right person, raising, lowering, withdrawing, reporting (rules 21, 31).

Owns: the beginning of an escalation row, where it moves by hand, and what becomes of its answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mailroom.domain.cases import Case
from mailroom.domain.claims.holding import is_contact, live_claim
from mailroom.domain.content import with_content
from mailroom.domain.course import settle_answered, settle_told
from mailroom.domain.escalations.answering import (
    end,
    hand_back,
    judge_answer,
    judge_hand_back,
    judge_sorting,
    known,
    still_open,
)
from mailroom.domain.escalations.escalation import (
    TO_APPLY,
    Added,
    Asked,
    Escalation,
    EscalationForm,
    EscalationKind,
    EscalationState,
    PhoneTry,
    StepState,
)
from mailroom.domain.escalations.internal_mail import begin_mail, deliver_mail, end_mail
from mailroom.domain.escalations.limits import release_mail, stop_mail
from mailroom.domain.escalations.stepping import (
    ask_next,
    judge_away,
    judge_firing,
    judge_stopping,
    next_number,
)
from mailroom.domain.escalations.steps import is_sound, numbered_from
from mailroom.domain.events import (
    AddresseeAway,
    AnswerApplied,
    AnswerSorted,
    CustomerTold,
    Escalated,
    EscalationAdded,
    EscalationAnswered,
    EscalationBody,
    EscalationDelivered,
    EscalationLowered,
    EscalationRaised,
    EscalationWithdrawn,
    HandedBack,
    InternalBegun,
    InternalDone,
    InternalFailed,
    MailStopped,
    PhoneTried,
    StepFired,
    StepStopped,
    StoppedMailReleased,
)
from mailroom.domain.turn import PLAIN, Flags, Turn, case_at, refuse
from mailroom.domain.verdicts import Flag, Reason
from mailroom.ids import EscalationId

HIGHEST_LEVEL = 9


def judge_escalation(turn: Turn, body: EscalationBody) -> Flags:
    """Judge an event in the life of an escalation."""
    match body:
        case EscalationAnswered():
            return judge_answer(turn, body)
        case HandedBack():
            judge_hand_back(turn, body)
        case AnswerSorted():
            judge_sorting(turn, body)
        case StepFired():
            judge_firing(turn, body)
        case StepStopped():
            judge_stopping(turn, body)
        case AddresseeAway():
            judge_away(turn, body)
        case InternalBegun() | InternalDone() | InternalFailed() | EscalationDelivered():
            return _judge_mail(turn, body)
        case MailStopped():
            stop_mail(turn, body)
        case StoppedMailReleased():
            release_mail(turn, body)
        case _:
            _judge_asking(turn, body)
    return PLAIN


AskingBody = (
    Escalated
    | EscalationAdded
    | EscalationWithdrawn
    | EscalationRaised
    | EscalationLowered
    | PhoneTried
    | AnswerApplied
    | CustomerTold
)


def _judge_asking(turn: Turn, body: AskingBody) -> None:
    """Judge what people do with it themselves."""
    match body:
        case Escalated():
            _escalate(turn, body)
        case EscalationAdded():
            _add(turn, body)
        case EscalationWithdrawn():
            _withdraw(turn, body)
        case EscalationRaised():
            _raise(turn, body)
        case EscalationLowered():
            _lower(turn, body)
        case PhoneTried():
            _phone(turn, body)
        case AnswerApplied():
            _apply(turn, body)
        case CustomerTold():
            _tell(turn, body)
        case _:
            assert_never(body)


def _judge_mail(
    turn: Turn, body: InternalBegun | InternalDone | InternalFailed | EscalationDelivered
) -> Flags:
    match body:
        case InternalBegun():
            begin_mail(turn, body)
            return PLAIN
        case InternalDone():
            return end_mail(turn, body, StepState.SENT)
        case InternalFailed():
            state = StepState.BOUNCED if body.bounced else StepState.FAILED
            return end_mail(turn, body, state, body.detail)
        case EscalationDelivered():
            return deliver_mail(turn, body)
        case _:
            assert_never(body)


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
        asked=(_asked(turn, body.form, 1),),
        plan=body.form.plan,
    )
    turn.state.put(escalation)
    turn.put_case(_locked(turn, case, escalation) if locks else case)


def _locked(turn: Turn, case: Case, escalation: Escalation) -> Case:
    """Return the case under its escalation; one that was done is open again (rule 18: content)."""
    raised = escalation.form.level > case.level
    done = case.closed
    settle_answered(turn, case)
    return replace(
        with_content(case, turn) if done else case,
        status_version=turn.version if done else case.status_version,
        claim=None,
        escalation=escalation.id,
        escalated=True,
        answered=False,
        answered_at=None,
        told=None,
        concerns=(),  # S39: they wait no more
        closed=False,
        filtered=False,
        begun=True,
        level=max(case.level, escalation.form.level),
        level_was=case.level if raised else case.level_was,
        level_version=turn.version if raised else case.level_version,
    )


def _require_honest(turn: Turn, body: Escalated) -> None:
    if not body.token or turn.state.escalation_by_token(body.token) is not None:
        refuse(Reason.INVALID)
    _require_possible(body.form)


def _add(turn: Turn, body: EscalationAdded) -> None:
    turn.actor()
    escalation = still_open(turn, body.escalation)
    added = Added(event=turn.event.id, text=body.text, by=turn.seat, at=turn.time)
    turn.state.put(replace(escalation, added=(*escalation.added, added)))


def _withdraw(turn: Turn, body: EscalationWithdrawn) -> None:
    """By the asker or a lead; by anybody while the asker is away."""
    turn.actor()
    escalation = still_open(turn, body.escalation)
    if not is_contact(turn.state, escalation, turn.event.by, turn.time) and not turn.is_lead():
        refuse(Reason.NOT_LEAD, who=escalation.asker.person)
    end(turn, escalation, EscalationState.WITHDRAWN)


def _require_possible(form: EscalationForm) -> None:
    if not 1 <= form.level <= HIGHEST_LEVEL or not is_sound(form.plan):
        refuse(Reason.INVALID)


def _asked(turn: Turn, form: EscalationForm, number: int) -> Asked:
    return Asked(
        step=number,
        to=form.to,
        person=form.to_person,
        level=form.level,
        at=turn.time,
        by=turn.seat,
    )


# --- moving it by hand ----------------------------------------------------------------------------


def _raise(turn: Turn, body: EscalationRaised) -> None:
    """S03: the same object goes up, by anybody who has to do with it, with a plan of its own."""
    turn.actor()
    escalation = still_open(turn, body.escalation)
    _require_possible(body.form)
    if not _has_to_do(turn, escalation):
        refuse(Reason.NOT_LEAD, who=escalation.asker.person)
    if body.form.level <= escalation.level or _is_heads_up(escalation, body.form):
        refuse(Reason.INVALID)
    _move(turn, escalation, body.form)


def _lower(turn: Turn, body: EscalationLowered) -> None:
    """S04: by who is asked, or a lead: to a lower level, or back to the desk with lock and all."""
    member = turn.actor()
    escalation = still_open(turn, body.escalation)
    if escalation.person != turn.event.by and not turn.is_lead():
        refuse(Reason.NOT_HOLDER, who=escalation.person)
    if body.form is None:
        hand_back(turn, escalation, body.instruction, member.name)
        _set_level(turn, escalation, 1)
        return
    _require_possible(body.form)
    if body.form.level >= escalation.level or _is_heads_up(escalation, body.form):
        refuse(Reason.INVALID)
    text = body.instruction
    added = Added(event=turn.event.id, text=text, by=turn.seat, at=turn.time)
    if text:
        escalation = replace(escalation, added=(*escalation.added, added))
    _move(turn, escalation, body.form)
    _set_level(turn, escalation, body.form.level)


def _move(turn: Turn, escalation: Escalation, form: EscalationForm) -> None:
    """Ask as the form says, in the same thread; what was planned before is over."""
    number = next_number(escalation)
    moved = replace(escalation, form=form, plan=numbered_from(form.plan, number))
    ask_next(turn, moved, _asked(turn, form, number))


def _is_heads_up(escalation: Escalation, form: EscalationForm) -> bool:
    """Return whether either is for information only: that is a thing of its own."""
    return EscalationKind.HEADS_UP in {escalation.form.kind, form.kind}


def _has_to_do(turn: Turn, escalation: Escalation) -> bool:
    person = turn.event.by
    if person == escalation.person or turn.is_lead():
        return True
    return is_contact(turn.state, escalation, person, turn.time)


def _set_level(turn: Turn, escalation: Escalation, level: int) -> None:
    case = case_at(turn.state, escalation.anchor)
    if case is not None and case.level != level:
        turn.put_case(replace(case, level=level, level_was=case.level, level_version=turn.version))


def _phone(turn: Turn, body: PhoneTried) -> None:
    """S41: a call is kept; whoever was reached knows. Its record mail is owed from now on."""
    turn.actor()
    escalation = still_open(turn, body.escalation)
    call = PhoneTry(
        event=turn.event.id,
        step=escalation.asked[-1].step,
        number=body.number,
        reached=body.reached,
        memo=body.memo,
        by=turn.seat,
        at=turn.time,
    )
    called = replace(escalation, phone=(*escalation.phone, call))
    if body.reached:
        called = replace(
            called,
            state=EscalationState.ACKNOWLEDGED,
            acknowledged_at=escalation.acknowledged_at or turn.time,
            taken_by=escalation.asked[-1],
            passed_on=None,
        )
    turn.state.put(called)


# --- after the answer (S50) -----------------------------------------------------------------------


def _apply(turn: Turn, body: AnswerApplied) -> None:
    turn.actor()
    escalation = known(turn, body.escalation)
    if escalation.state is not EscalationState.ANSWERED:
        refuse(Reason.ALREADY if escalation.applied else Reason.NO_ESCALATION)
    turn.state.put(
        replace(
            escalation,
            state=EscalationState.APPLIED,
            applied_at=turn.time,
            applied_by=turn.event.by,
        )
    )


def _tell(turn: Turn, body: CustomerTold) -> None:
    """The customer knows otherwise than by a reply from here: by phone, at the counter."""
    turn.actor()
    escalation = known(turn, body.escalation)
    if escalation.state not in TO_APPLY:
        refuse(Reason.ALREADY if escalation.told_at is not None else Reason.NO_ESCALATION)
    turn.state.put(
        replace(
            escalation,
            state=EscalationState.TOLD,
            applied_at=escalation.applied_at or turn.time,
            applied_by=escalation.applied_by or turn.event.by,
            told_at=turn.time,
            told_by=turn.event.by,
            told_how=body.how,
        )
    )
    case = case_at(turn.state, escalation.anchor)
    if case is not None and case.escalation == escalation.id and not case.escalated:
        settle_told(turn, case)
        turn.put_case(
            replace(case, escalation=None, answered=False, answered_at=None, told=escalation.id)
        )
